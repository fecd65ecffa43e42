"""What holds of the analysis for any sources."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.analyse.analysis import analyse_sources
from briefing.analyse.attribution import attribute
from briefing.analyse.dates import find_dates
from briefing.model.almanac import RELATIVE, form_of, month_of, relative_form, resolve_relative, week_of, year_of
from briefing.model.evidence import Interval
from briefing.model.source import SourceDocument
from tests.analyse.readings import make_source, read_text
from tests.analyse.test_analysis import MANIFEST
from tests.fixtures.tables import read_rows
from tests.property.strategies import DAYS, TEXTS, sources

RELATIVE_WORDS = st.sampled_from([cells[0] for _, cells in read_rows("dates/relative.md")])
CALENDAR = st.dates(dt.date(1000, 1, 1), dt.date(9000, 12, 31))
LENGTHS = {"day": (1, 1), "week": (7, 7), "month": (28, 31), "year": (365, 366)}


def length(interval: Interval) -> int:
    return (interval.last - interval.first).days + 1


@given(sources())
@settings(deadline=None)
def test_every_span_of_an_analysis_lies_in_its_sentence_and_source(documents: list[SourceDocument]) -> None:
    analysis, _ = analyse_sources(documents, MANIFEST)
    texts = {document.id: document.text for document in documents}
    for evidence in analysis.evidence:
        span = evidence.sentence.span
        assert 0 <= span.start < span.end <= len(texts[span.source])
        assert all(span.contains(mention.span) for mention in evidence.dates)
        assert all(span.contains(naming.span) for naming in evidence.namings)


@given(sources(count=2))
@settings(deadline=None)
def test_the_same_sources_give_the_same_analysis(documents: list[SourceDocument]) -> None:
    assert analyse_sources(documents, MANIFEST) == analyse_sources(documents, MANIFEST)


@given(TEXTS)
@settings(deadline=None)
def test_a_speaker_is_named_in_words_of_the_source(text: str) -> None:
    document, readings = read_text(text)
    for speaker in attribute(document, readings):
        if speaker is not None:
            assert document.quote(speaker.basis)
            assert set(speaker.name.split()) <= set(text.replace("’s", " ").split()) | set(text.split())


@given(RELATIVE_WORDS, DAYS)
def test_relative_words_can_be_resolved_on_any_day(words: str, day: dt.date) -> None:
    match = RELATIVE.search(words)
    assert match is None or resolve_relative(match, day) is None or relative_form(match) in LENGTHS


@given(RELATIVE_WORDS, CALENDAR)
def test_an_interval_is_as_wide_as_its_words(words: str, day: dt.date) -> None:
    match = RELATIVE.search(words)
    interval = resolve_relative(match, day) if match else None
    if match and interval:
        fewest, most = LENGTHS[relative_form(match)]
        assert fewest <= length(interval) <= most
        assert form_of(interval) == relative_form(match)


@given(st.sampled_from(["this week", "earlier this month", "later this year", "tonight"]), CALENDAR)
def test_words_about_now_mean_days_around_now(words: str, day: dt.date) -> None:
    match = RELATIVE.search(words)
    assert match is not None
    interval = resolve_relative(match, day)
    assert interval is not None
    assert interval.contains(Interval(day, day))


@given(st.sampled_from(["Monday", "on Friday", "yesterday", "last week", "last year", "two months ago"]), CALENDAR)
def test_words_about_the_past_mean_no_day_to_come(words: str, day: dt.date) -> None:
    match = RELATIVE.search(words)
    assert match is not None
    interval = resolve_relative(match, day)
    assert interval is not None
    assert interval.last <= day


@pytest.mark.parametrize("around", [week_of, month_of, year_of])
@given(day=CALENDAR)
def test_a_period_holds_its_day(around: object, day: dt.date) -> None:
    assert callable(around)
    assert around(day).contains(Interval(day, day))


@given(st.dates(dt.date(1800, 1, 1), dt.date(2099, 12, 31)))
def test_a_day_however_written_is_read_back(day: dt.date) -> None:
    for words in (f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%B} {day.year}", day.isoformat()):
        (mention,) = find_dates(read_text(f"It was signed on {words} in the hall")[1][0])
        assert mention.interval == Interval(day, day)


def test_one_source_of_any_text_is_no_error() -> None:
    assert analyse_sources([make_source("")], MANIFEST)[0].evidence == ()
