"""The switches of a pack for notes: each case of the fixtures, and the places of marks."""

from typing import Any

import pytest

from briefing.compose.citations import list_sources, make_citer
from briefing.compose.markplace import tuck_marks
from briefing.compose.notes import number_notes
from briefing.model.brief import Citation, NotePlan
from briefing.model.document import Emphasis, Inlines, Note, Paragraph, Quoted, Text, read_plain
from briefing.model.source import SourceId
from briefing.packs.notation import Notation
from tests.compose.cases import make_source, read_cases
from tests.compose.phrasebook import as_markdown, phrases

SWITCHES = list(read_cases("switches", "languages"))
MARK = Note(1, ())


@pytest.mark.parametrize(("data", "expected"), [case[1:] for case in SWITCHES], ids=[case[0] for case in SWITCHES])
def test_a_source_is_cited_as_the_pack_asks(data: dict[str, Any], expected: dict[str, str]) -> None:
    cite = make_citer(
        [make_source(data)], {}, phrases(data.get("language", "en-GB")), Notation(**data.get("notation", {}))
    )
    made = {
        "Full": cite.wording.close(cite.cite_full(Citation(source=SourceId("000"), paragraphs=(3,)))),
        "Short": cite.wording.close(cite.cite_short(Citation(source=SourceId("000"), paragraphs=(4,)))),
        "List": list_sources(cite)[0],
    }
    assert {label: as_markdown(made[label]) for label in expected} == expected


def show(children: Inlines) -> str:
    """Write a statement with an asterisk where its mark stands."""
    return "".join(
        "*" if isinstance(child, Note) else child.text for child in children if isinstance(child, Note | Text)
    )


@pytest.mark.parametrize(
    ("words", "placed"),
    [
        ("Ships met.", "Ships met*."),
        ("Ships met?!", "Ships met*?!"),
        ("He said “never”.", "He said “never”*."),
        ("He said “never.”", "He said “never*.”"),
        ("Ships met (in June).", "Ships met (in June)*."),
        ("(Ships met.)", "(Ships met*.)"),
        ("The U.S.", "The U.S*."),
        (".", "*."),
    ],
)
def test_a_mark_goes_before_the_last_punctuation(words: str, placed: str) -> None:
    (quoted,) = tuck_marks((Quoted("000:1.1", (Text(words, "source"),)), MARK))
    assert isinstance(quoted, Quoted)
    assert show(quoted.children) == placed
    assert read_plain(quoted.children) == words


def test_a_mark_goes_before_a_stop_of_ours_and_between_pieces() -> None:
    pieces = (Text("Ships met", "source"), Text(" [in June]", "insertion"), Text(" there”", "source"))
    (quoted,) = tuck_marks((Quoted("000:1.1", (*pieces, Text("[.]", "insertion"))), MARK))
    assert quoted == Quoted("000:1.1", (*pieces, MARK, Text("[.]", "insertion")))


@pytest.mark.parametrize(
    "children",
    [
        (Quoted("000:1.1", (Text("Ships met", "source"),)), MARK),
        (Quoted("000:1.1", (Emphasis((Text("Ships"),)), Text(" met."))), MARK),
        (Text("Ships met."), MARK),
        (MARK,),
    ],
)
def test_a_mark_stays_behind_what_does_not_end_in_punctuation_and_what_is_no_statement(children: Inlines) -> None:
    assert tuck_marks(children) == children


@pytest.mark.parametrize(("mark", "placed"), [("after", "Ships met."), ("before", "Ships met*.")])
def test_the_pack_says_where_marks_stand(mark: Any, placed: str) -> None:
    cite = make_citer([make_source({})], {}, phrases(), Notation(mark=mark))
    plan = NotePlan((Citation(source=SourceId("000"), paragraphs=(1,)),))
    body = Paragraph((Quoted("000:1.1", (Text("Ships met.", "source"),)), Note(-1, ())))
    (block,) = number_notes((body,), (plan,), cite)
    assert isinstance(block, Paragraph)
    assert isinstance(block.children[0], Quoted)
    assert show(block.children[0].children) == placed
