"""Citations: each case of the fixtures, then what holds for any metadata."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.compose.citations import list_sources, make_citer
from briefing.compose.punctuation import capitalise, close_sentence, join_parts
from briefing.compose.titles import SHORT_WORDS, shorten_title
from briefing.compose.works import describe_work
from briefing.model.brief import Citation
from briefing.model.document import Text
from briefing.model.source import SOURCE_KINDS, Block, PartialDate, Reference, SourceId
from tests.compose.cases import make_source, read_cases, registers
from tests.compose.phrasebook import as_markdown, phrases

SINGLE = list(read_cases("kinds", "missing", "titles", "names", "dates-and-addresses"))


@pytest.mark.parametrize(("data", "expected"), [case[1:] for case in SINGLE], ids=[case[0] for case in SINGLE])
def test_a_source_is_cited_as_the_fixture_says(data: dict[str, Any], expected: dict[str, str]) -> None:
    cite = make_citer([make_source(data)], registers([data]), phrases(data.get("language", "en-GB")))
    full = cite.cite_full(Citation(source=SourceId("000"), paragraphs=(3,)))
    short = cite.cite_short(Citation(source=SourceId("000"), paragraphs=(4,)))
    assert as_markdown(close_sentence(capitalise(full))) == expected["Full"]
    assert as_markdown(close_sentence(capitalise(short))) == expected["Short"]


LISTS = list(read_cases("lists"))


@pytest.mark.parametrize(("data", "expected"), [case[1:] for case in LISTS], ids=[case[0] for case in LISTS])
def test_sources_are_listed_as_the_fixture_says(data: dict[str, Any], expected: dict[str, str]) -> None:
    cite = make_citer([make_source(table) for table in data["source"]], registers(data["source"]), phrases())
    assert {str(number): as_markdown(line) for number, line in enumerate(list_sources(cite), 1)} == expected


def test_a_beginning_is_taken_from_the_report_and_not_from_what_is_set_aside() -> None:
    text = "Strait Watch\nRead more\nMinisters met in Halden."
    blocks = (
        Block(number=1, start=0, end=12, kind="heading"),
        Block(number=2, start=13, end=22, set_aside="prompt"),
        Block(number=3, start=23, end=len(text)),
    )
    source = replace(make_source({}), text=text, blocks=blocks)
    assert describe_work(source, "news").beginning == "Ministers met in Halden."


def test_parts_that_hold_nothing_leave_no_mark() -> None:
    assert join_parts(((), (Text("a"),), (), (Text(""), Text("b")), ())) == (Text("a, b"),)


def test_a_citer_without_sources_lists_nothing() -> None:
    assert list_sources(make_citer([], {}, phrases())) == ()


WORDS = st.none() | st.text(st.sampled_from("Ab z.,;:?!'\"“”‘’–—()\u00ad\n"), max_size=24)
REFERENCES = st.builds(
    Reference,
    kind=st.none() | st.sampled_from(SOURCE_KINDS),
    title=WORDS,
    authors=st.lists(WORDS.filter(lambda name: name is not None), max_size=4).map(tuple),
    publisher=WORDS,
    date=st.none() | st.builds(PartialDate, st.integers(1990, 2030), st.integers(1, 12)),
    url=st.none() | st.just("https://strait.example/?utm_source=a&q=1") | WORDS,
    accessed=st.none() | st.dates(),
    speaker=WORDS,
    via=WORDS,
)


@given(st.lists(REFERENCES, min_size=1, max_size=4), st.sampled_from(["en-GB", "en-US"]))
def test_any_metadata_make_citations_that_differ(references: list[Reference], language: str) -> None:
    sources = [replace(make_source({}, n), reference=reference) for n, reference in enumerate(references)]
    cite = make_citer(sources, {}, phrases(language))
    shorts = [as_markdown(cite.cite_short(Citation(source=source.id, paragraphs=()))) for source in sources]
    assert all(shorts)
    assert len({short.casefold() for short in shorts}) == len(shorts)
    for source, entry in zip(sources, list_sources(cite), strict=True):
        full = as_markdown(cite.cite_full(Citation(source=source.id, paragraphs=(3,))))
        assert "para. 3" in full
        assert "n.d." not in full
        assert "utm_" not in full
        assert full.count("not stated") == (1 if cite.works[source.id].missing else 0)
        assert as_markdown(entry).endswith("…).")
        assert "None" not in full + as_markdown(entry)


TITLE_WORDS = ["Pact", "of", "the", "and", "Navy’s", "‘Sea’", "Who?", "–", "Strait:"]


@given(st.lists(st.sampled_from(TITLE_WORDS), min_size=1).map(" ".join))
def test_a_short_title_is_the_beginning_of_the_title_and_has_at_most_four_words(title: str) -> None:
    short = shorten_title(title)
    assert 1 <= len(short.split()) <= SHORT_WORDS
    assert short.lower() in title.lower()
