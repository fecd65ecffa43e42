"""Notes name pages and articles where the source has them."""

from dataclasses import replace

import pytest

from briefing.compose.citations import make_citer
from briefing.compose.notes import NoteWriter
from briefing.compose.places import find_locator
from briefing.model.brief import Citation, Locator, NotePlan
from briefing.model.source import Block, Page, SourceId, Span
from tests.compose.cases import make_source
from tests.compose.phrasebook import as_markdown, phrases

REPORT = {"kind": "report", "title": "Pacts", "author": ["Tomas Reyes"], "publisher": "Harbour Institute"}


@pytest.mark.parametrize(
    ("locator", "words"),
    [
        (None, "para. 3"),
        (Locator("page", ("4",)), "p. 4"),
        (Locator("page", ("4", "5")), "pp. 4–5"),
        (Locator("page", ("4", "6")), "pp. 4 and 6"),
        (Locator("page", ("iv", "1")), "pp. iv and 1"),
        (Locator("article", ("4(2)",)), "art. 4(2)"),
        (Locator("article", ("4(2)", "5")), "arts. 4(2) and 5"),
    ],
)
def test_a_note_names_the_place(locator: Locator | None, words: str) -> None:
    cite = make_citer([make_source(REPORT)], {}, phrases())
    citation = Citation(source=SourceId("000"), paragraphs=(3,), locator=locator)
    assert as_markdown(cite.cite_short(citation)) == f"Reyes, *Pacts*, {words}"
    assert f", {words}" in as_markdown(cite.cite_full(citation))


def test_a_span_is_found_on_its_pages_and_in_its_articles() -> None:
    source = replace(make_source({}), text="Halden agreed. Westmark did.", pages=(Page(0, "1"), Page(15, "2")))
    first, both = Span(source.id, 0, 14), Span(source.id, 0, 28)
    assert find_locator(source, [first]) == Locator("page", ("1",))
    assert find_locator(source, [both, first]) == Locator("page", ("1", "2"))
    blocks = (Block(number=1, start=0, end=14, article="4(2)"), Block(number=2, start=15, end=28, article="5"))
    assert find_locator(replace(source, blocks=blocks), [both]) == Locator("article", ("4(2)", "5"))
    assert find_locator(make_source({}), [first]) is None


def test_words_that_a_source_only_quotes_are_quoted_in_it() -> None:
    cite = make_citer([make_source({**REPORT, "date": "2026"})], {}, phrases())
    citation = Citation(source=SourceId("000"), paragraphs=(3,), quoted="Ilse Brandt")
    writer = NoteWriter(cite)
    full = "Ilse Brandt, quoted in Tomas Reyes, *Pacts* (Harbour Institute, 2026), para. 3."
    assert as_markdown(writer.write(NotePlan((citation,)))) == full
    assert as_markdown(writer.write(NotePlan((citation,)))) == "Ilse Brandt, quoted in Reyes, *Pacts*, para. 3."
