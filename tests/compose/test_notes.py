"""Notes: the sequences of the fixtures, the walk through a document, and what holds for any plan."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.compose.citations import Citer, make_citer
from briefing.compose.notes import NoteWriter, number_notes
from briefing.model.brief import Citation, NotePlan, NoteRemark
from briefing.model.document import (
    Block,
    BulletList,
    Callout,
    Column,
    Emphasis,
    Fact,
    Facts,
    Fine,
    Heading,
    Inline,
    LineBreak,
    Link,
    Note,
    OrderedList,
    Paragraph,
    Quoted,
    Strong,
    Table,
    Tag,
    Text,
    collect_notes,
    iterate_inlines,
    read_plain,
)
from briefing.model.source import SourceId
from tests.compose.cases import make_source, read_cases, registers
from tests.compose.phrasebook import as_markdown, phrases

SEQUENCES = list(read_cases("sequences"))
CITE = re.compile(r"(?P<mark>[=+] )?(?P<source>\d+)(?P<paragraphs>(?: \d+)*)(?: by (?P<via>.+))?")
RELATIONS = {None: "words", "= ": "same", "+ ": "see-also"}


def citer(data: dict[str, Any]) -> Citer:
    sources = [make_source(table) for table in data["source"]]
    return make_citer(sources, registers(data["source"]), phrases(data.get("language", "en-GB")))


def citation(words: str) -> Citation:
    found = CITE.fullmatch(words)
    assert found, words
    return Citation(
        source=SourceId(found["source"]),
        paragraphs=tuple(map(int, found["paragraphs"].split())),
        relation=RELATIONS[found["mark"]],  # type: ignore[arg-type]  # a table of literals
        via=found["via"],
    )


def plan(table: dict[str, Any]) -> NotePlan:
    remarks = [NoteRemark("date-inferred", citation(table["date_from"]))] if "date_from" in table else []
    remarks += [NoteRemark("date-unresolved")] if table.get("unresolved") else []
    return NotePlan(tuple(map(citation, table["cites"])), tuple(remarks))


def mark(number: int) -> Note:
    """Make the placeholder of plan `number`, counted from 0."""
    return Note(-(number + 1), ())


@pytest.mark.parametrize(("data", "expected"), [case[1:] for case in SEQUENCES], ids=[case[0] for case in SEQUENCES])
def test_notes_follow_each_other_as_the_fixture_says(data: dict[str, Any], expected: dict[str, str]) -> None:
    plans = [plan(table) for table in data["note"]]
    blocks = number_notes([Paragraph((mark(number),)) for number in range(len(plans))], plans, citer(data))
    assert {str(note.number): as_markdown(note.children) for note in collect_notes(blocks)} == expected


SMALL = {
    "source": [
        {"id": "000", "kind": "news", "title": "Who Pays?", "url": "https://a.example/b."},
        {"id": "001", "register": "commentary", "text": "“Pacts” are cheap."},
        {"id": "002", "kind": "report", "title": "Back in the U.S.", "author": ["Ana Keller"], "publisher": "Ahoy!"},
        {"id": "003", "kind": "official", "publisher": "Council of the Strait", "title": "He Said ‘No.’"},
    ]
}
SMALL_CITER = citer(SMALL)


def test_every_block_and_inline_is_walked_in_reading_order() -> None:
    words = Text("x")
    blocks: tuple[Block, ...] = (
        Heading(1, (words, mark(0)), "h"),
        Paragraph(
            (Quoted("q", (Strong((mark(1),)),)), Tag("ALLEGED"), LineBreak(), Link("https://a.example", (mark(2),)))
        ),
        BulletList(((Paragraph((mark(3),)),), (Paragraph((Emphasis((mark(4),)),)),))),
        OrderedList(((Paragraph((Fine((mark(5),)),)),),)),
        Table(
            caption=(mark(6),),
            columns=(Column((mark(7),), "source", 0.5), Column((words,))),
            rows=(((mark(8),), (mark(9),)), ((words,), (mark(10),))),
            legend=(mark(11),),
        ),
        Callout("box", (Facts((Fact("Version", (mark(12),)),)),)),
    )
    plans = [NotePlan((Citation(source=SourceId("000"), paragraphs=(number + 1,)),)) for number in range(13)]
    numbered = number_notes(blocks, plans, SMALL_CITER)
    notes = collect_notes(numbered)
    assert [note.number for note in notes] == list(range(1, 14))
    assert [read_plain(note.children).count(f"para. {note.number}") for note in notes] == [1] * 13
    assert isinstance(numbered[4], Table)
    assert numbered[4].columns[0].face == "source"
    assert numbered[4].columns[0].share == 0.5


def test_a_note_with_words_of_its_own_keeps_them_and_is_counted() -> None:
    plans = [NotePlan((Citation(source=SourceId("002"), paragraphs=(1,)),))]
    blocks = number_notes([Paragraph((Note(7, (Text("Ours."),)), mark(0)))], plans, SMALL_CITER)
    first, second = collect_notes(blocks)
    assert (first.number, as_markdown(first.children)) == (1, "Ours.")
    assert second.number == 2


def test_a_mark_printed_twice_gets_two_notes_the_second_short() -> None:
    plans = [NotePlan((Citation(source=SourceId("002"), paragraphs=(1,)),))]
    blocks = number_notes([Paragraph((mark(0),)), Paragraph((mark(0),))], plans, SMALL_CITER)
    assert [as_markdown(note.children) for note in collect_notes(blocks)] == [
        "Ana Keller, *Back in the U.S.* (Ahoy!), date not stated, para. 1.",
        "Keller, *Back in the U.S.*, para. 1.",
    ]


def test_a_mark_without_a_plan_is_an_error() -> None:
    with pytest.raises(IndexError):
        number_notes([Paragraph((mark(1),))], [NotePlan(())], SMALL_CITER)


def test_a_source_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(KeyError):
        NoteWriter(SMALL_CITER).write(NotePlan((Citation(source=SourceId("009"), paragraphs=()),)))


def test_an_inferred_date_must_name_its_source() -> None:
    with pytest.raises(ValueError, match="names none"):
        NoteWriter(SMALL_CITER).write(NotePlan((), (NoteRemark("date-inferred"),)))


def test_a_plan_without_citations_makes_an_empty_note() -> None:
    assert NoteWriter(SMALL_CITER).write(NotePlan(())) == ()


def test_a_remark_alone_is_a_sentence() -> None:
    written = NoteWriter(SMALL_CITER).write(NotePlan((), (NoteRemark("date-unresolved"),)))
    assert as_markdown(written) == "Date not stated in the source."


def test_metadata_answer_as_derived_and_fixed_words_as_the_packs() -> None:
    plans = NotePlan(
        (Citation(source=SourceId("003"), paragraphs=(9, 10), relation="see-also", via="the Coastal Wire"),)
    )
    written = NoteWriter(SMALL_CITER).write(plans)
    texts = [(inline.origin, inline.text) for inline in iterate_inlines(written) if isinstance(inline, Text)]
    assert texts == [
        ("pack", "See also "),
        ("derived", "Council of the Strait"),
        ("pack", ", “"),
        ("derived", "He Said ‘No"),
        ("pack", ","),
        ("derived", "’"),
        ("pack", "” statement, date not stated, paras. "),
        ("derived", "9–10"),
        ("pack", " (reported by "),
        ("derived", "the Coastal Wire"),
        ("pack", ")."),
    ]


CITATIONS = st.builds(
    Citation,
    source=st.sampled_from([SourceId(f"00{number}") for number in range(4)]),
    paragraphs=st.sets(st.integers(1, 30), max_size=4).map(lambda numbers: tuple(sorted(numbers))),
    relation=st.sampled_from(["words", "same", "see-also"]),
    via=st.sampled_from([None, "TASS", "the Coastal Wire"]),
)
REMARKS = st.builds(NoteRemark, st.just("date-inferred"), CITATIONS) | st.just(NoteRemark("date-unresolved"))
PLANS = st.builds(
    NotePlan,
    st.lists(CITATIONS, min_size=1, max_size=4).map(tuple),
    st.lists(REMARKS, max_size=1).map(tuple),
)
FULL = {"000": "Who Pays?,” author", "001": "beginning “‘Pacts’", "002": "Ana Keller", "003": "” statement"}


@given(st.lists(PLANS, max_size=8), st.randoms(use_true_random=False))
def test_any_plans_make_notes_in_chicago_form(plans: list[NotePlan], order: Any) -> None:
    indices = list(range(len(plans)))
    order.shuffle(indices)
    marks: list[Inline] = [mark(index) for index in indices]
    notes = collect_notes(number_notes([Paragraph(tuple(marks))], plans, SMALL_CITER))
    printed = [read_plain(note.children) for note in notes]
    assert [note.number for note in notes] == list(range(1, len(plans) + 1))
    for index, text in zip(indices, printed, strict=True):
        assert text.count("see also") + text.count("See also") <= 1
        assert "ibid" not in text.casefold()
        assert "  " not in text
        assert not re.search(r"[,;.]{2}", text.replace("U.S.", "US"))
        assert text.rstrip("’”").endswith((".", "?"))
        assert text[0] in "“" or text[0].isupper()
        assert all(str(number) in text for cited in plans[index].citations for number in cited.paragraphs[:1])
    everything = "\n".join(printed)
    for source, words in FULL.items():
        cited = [c for p in plans for c in (*p.citations, *(r.citation for r in p.remarks if r.citation))]
        assert everything.count(words) == (1 if any(c.source == source for c in cited) else 0)
