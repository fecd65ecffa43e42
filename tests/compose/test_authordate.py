"""Notes by author and year: each case of the fixtures, then what holds for any number of works."""

from typing import Any

import pytest

from briefing.compose.citations import list_sources, make_citer
from briefing.compose.notes import NoteWriter
from briefing.model.brief import Citation, NotePlan, NoteRemark
from briefing.model.document import read_plain
from briefing.model.source import SourceId
from briefing.packs.notation import Notation
from tests.compose.cases import make_source, read_cases
from tests.compose.phrasebook import as_markdown, phrases

BY_YEAR = Notation(style="author-date")
CASES = list(read_cases("author-date"))


def cited(number: int, paragraph: int = 3, **rest: Any) -> Citation:
    return Citation(source=SourceId(f"{number:03d}"), paragraphs=(paragraph,), **rest)


@pytest.mark.parametrize(("data", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_sources_are_cited_and_listed_as_the_fixture_says(data: dict[str, Any], expected: dict[str, str]) -> None:
    cite = make_citer([make_source(table, n) for n, table in enumerate(data["source"])], {}, phrases(), BY_YEAR)
    writer = NoteWriter(cite)
    notes = {f"n{n:03d}": as_markdown(writer.write(NotePlan((cited(n),)))) for n in range(len(data["source"]))}
    lines = {str(number): as_markdown(line) for number, line in enumerate(list_sources(cite), 1)}
    assert notes | lines == expected


def test_a_note_with_several_sources_stands_in_one_pair_of_brackets_each_time() -> None:
    tables = [{"title": "A", "author": ["Jon Pell"], "date": "2026"}, {"title": "B", "author": ["Ana Keller"]}]
    writer = NoteWriter(make_citer([make_source(t, n) for n, t in enumerate(tables)], {}, phrases(), BY_YEAR))
    plan = NotePlan(
        (cited(0, via="TASS"), cited(1, 5, relation="see-also", quoted="Peter Varga")),
        (NoteRemark("date-inferred", cited(0, 4)),),
    )
    expected = (
        "(Pell 2026, para. 3, reported by TASS; see also Peter Varga, quoted in Keller, date not stated, para. 5;"
        " date inferred from Pell 2026, para. 4)."
    )
    assert [as_markdown(writer.write(plan)) for _ in range(2)] == [expected, expected]
    assert writer.write(NotePlan(())) == ()


def test_letters_go_on_behind_z() -> None:
    sources = [make_source({"title": f"{n:02d}", "author": ["Jon Pell"], "date": "2026"}, n) for n in range(54)]
    cite = make_citer(sources, {}, phrases(), BY_YEAR)
    letters = [read_plain(form).removeprefix("Pell 2026") for form in cite.short_forms.values()]
    assert [letters[n] for n in (0, 25, 26, 27, 52, 53)] == ["a", "z", "aa", "ab", "ba", "bb"]
    assert len(set(letters)) == len(letters)


def test_texts_that_nothing_tells_apart_end_on_their_ids() -> None:
    cite = make_citer([make_source({"text": ""}, n) for n in range(2)], {}, phrases(), BY_YEAR)
    forms = [read_plain(form) for form in cite.short_forms.values()]
    assert forms == ["untitled text, date not stated, file 000", "untitled text, date not stated, file 001"]
