"""The value types: spans, dates, sources, intervals, addresses, files."""

import datetime as dt
from dataclasses import replace

import pytest

from briefing.model.artifact import Artifact
from briefing.model.evidence import Evidence, Interval, Sentence
from briefing.model.source import PartialDate, SourceId, Span
from briefing.model.words import is_abbreviation, list_words, starts_lower
from tests.analyse.readings import make_source, read_one

A, B = SourceId("a"), SourceId("b")


@pytest.mark.parametrize(("start", "end"), [(3, 2), (-1, 2)])
def test_a_span_that_no_text_can_hold_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="backwards"):
        Span(A, start, end)


def test_a_span_contains_what_lies_in_it_in_the_same_source() -> None:
    whole = Span(A, 2, 9)
    assert whole.contains(whole)
    assert whole.contains(Span(A, 3, 3))
    assert not whole.contains(Span(A, 1, 4))
    assert not whole.contains(Span(B, 3, 4))


@pytest.mark.parametrize(
    ("date", "first", "last", "written"),
    [
        (PartialDate(2024), dt.date(2024, 1, 1), dt.date(2024, 12, 31), "2024"),
        (PartialDate(2024, 2), dt.date(2024, 2, 1), dt.date(2024, 2, 29), "2024-02"),
        (PartialDate(2024, 2, 3), dt.date(2024, 2, 3), dt.date(2024, 2, 3), "2024-02-03"),
    ],
)
def test_a_partial_date_reaches_as_far_as_it_is_open(
    date: PartialDate, first: dt.date, last: dt.date, written: str
) -> None:
    assert (date.first, date.last, str(date)) == (first, last, written)


@pytest.mark.parametrize("parts", [(2024, 13), (2024, 2, 30), (2024, None, 3)])
def test_a_date_that_no_calendar_has_is_refused(parts: tuple[int, int | None, int | None]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # the calendar words its own messages
        PartialDate(*parts)


def test_a_source_quotes_its_own_words() -> None:
    document = make_source("Ships left.\n\nNobody saw them.")
    assert document.quote(Span(A, 13, 19)) == "Nobody"
    assert document.quote(document.run_span(document.runs[1])) == "Nobody saw them."


@pytest.mark.parametrize("number", [0, -1, 3])
def test_a_paragraph_that_does_not_exist_is_an_error(number: int) -> None:
    with pytest.raises(IndexError):
        make_source("Ships left.\n\nNobody saw them.").block(number)


def test_an_interval_contains_what_lies_in_it() -> None:
    june = Interval(dt.date(2024, 6, 1), dt.date(2024, 6, 30))
    assert june.contains(june)
    assert not june.contains(Interval(dt.date(2024, 6, 30), dt.date(2024, 7, 1)))


def test_evidence_has_the_address_of_its_sentence() -> None:
    sentence = Sentence(span=Span(A, 0, 4), paragraph=7, number=2, last_paragraph=7)
    assert Evidence(sentence=sentence).address == "a:7.2"
    assert sentence.source == A
    assert read_one("Ships left.").address == "a:1.1"


def test_a_file_is_known_by_its_bytes() -> None:
    assert Artifact("md", "a.md", b"x").digest == Artifact("md", "b.md", b"x").digest
    assert Artifact("md", "a.md", b"x").digest != Artifact("md", "a.md", b"y").digest


@pytest.mark.parametrize(
    ("word", "abbreviated"),
    [("e.g.", True), ("“Ltd", True), ("U.S.", True), ("Dr.", False), ("ship", False)],
)
def test_an_abbreviation_is_known_with_and_without_its_stop(word: str, abbreviated: bool) -> None:
    assert is_abbreviation(word) == abbreviated


@pytest.mark.parametrize(("text", "lower"), [("“then", True), ("Then", False), ("3 ships", False), ("…", False)])
def test_a_text_starts_in_lower_case_by_its_first_letter(text: str, lower: bool) -> None:
    assert starts_lower(text) == lower


def test_a_word_list_is_parted_by_white_space() -> None:
    assert list_words(" a\n b  a ") == {"a", "b"}


def test_a_span_tells_the_articles_it_stands_in() -> None:
    document = make_source("Article 1.\n\nShips sail.\n\nArticle 2.")
    blocks = tuple(
        replace(block, article=article) for block, article in zip(document.blocks, ("1", "1", "2"), strict=True)
    )
    treaty = replace(document, blocks=blocks)
    assert treaty.articles_of(Span(A, 0, 15)) == ("1",)
    assert treaty.articles_of(Span(A, 0, len(treaty.text))) == ("1", "2")
    assert document.articles_of(Span(A, 0, 15)) == ()
