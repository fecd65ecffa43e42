"""Dated twins: one source says the day, the other is dated by it."""

import datetime as dt

import pytest

from briefing.analyse.dates import find_dates
from briefing.analyse.twins import date_by_twins, find_anchor, resolve_within
from briefing.model.evidence import Address, Interval, Match
from tests.analyse.readings import read_text

SIGNED = Interval(dt.date(2024, 6, 19), dt.date(2024, 6, 19))
DATED = "Both signed the pact on June 19, 2024."


def days(first: str, last: str | None = None) -> Interval:
    return Interval(dt.date.fromisoformat(first), dt.date.fromisoformat(last or first))


def date_sources(*texts: str, score: float = 0.5) -> dict[str, list[str]]:
    """Match the first sentences of the first two sources; return what the relative dates of all sources mean."""
    sources = [read_text(text, name=f"s{n}") for n, text in enumerate(texts)]
    documents = {document.id: document for document, _ in sources}
    dates = {reading.address: find_dates(reading) for _, readings in sources for reading in readings}
    match = Match(left=Address("s0:1.1"), right=Address("s1:1.1"), score=score, full=False)
    found = date_by_twins(documents, dates, [match])
    return {
        address: [f"{m.interval.first}/{m.interval.last}" if m.interval else "open" for m in mentions if m.relative]
        for address, mentions in found.items()
    }


@pytest.mark.parametrize(
    ("words", "anchor"),
    [
        ("Last week", days("2024-06-24", "2024-06-30")),
        ("on Wednesday", days("2024-06-19", "2024-06-25")),
        ("yesterday", days("2024-06-20")),
        ("last year", days("2025-01-01", "2025-07-23")),
        ("on Thursday", None),
        ("at noon", None),
    ],
)
def test_a_known_day_tells_when_the_words_were_written(words: str, anchor: Interval | None) -> None:
    assert find_anchor(words, SIGNED) == anchor


@pytest.mark.parametrize(
    ("words", "means"),
    [
        ("this week", days("2024-06-24", "2024-06-30")),
        ("last year", days("2023-01-01", "2023-12-31")),
        ("yesterday", None),
        ("at noon", None),
    ],
)
def test_words_mean_what_they_mean_on_every_day_of_the_anchor(words: str, means: Interval | None) -> None:
    assert resolve_within(words, days("2024-06-24", "2024-06-30")) == means


def test_a_twin_dates_the_sentence_and_then_its_source() -> None:
    found = date_sources("Last week both signed the pact. This week ships sailed. It rained yesterday.", DATED)
    assert found["s0:1.1"] == ["2024-06-19/2024-06-19"]
    assert found["s0:1.2"] == ["2024-06-24/2024-06-30"]
    assert found["s0:1.3"] == ["open"]


def test_a_twin_dates_whichever_side_it_stands_on() -> None:
    assert date_sources(DATED, "Last week both signed the pact.")["s1:1.1"] == ["2024-06-19/2024-06-19"]


def test_the_proof_names_the_words_of_both() -> None:
    left, right = read_text("Last week both signed. This week it rained.", "s0"), read_text(DATED, "s1")
    documents = {document.id: document for document, _ in (left, right)}
    dates = {reading.address: find_dates(reading) for _, readings in (left, right) for reading in readings}
    found = date_by_twins(
        documents, dates, [Match(left=Address("s0:1.1"), right=Address("s1:1.1"), score=0.5, full=True)]
    )
    (first,), (second,) = found[Address("s0:1.1")], found[Address("s0:1.2")]
    assert [documents[span.source].quote(span) for span in first.basis] == ["June 19, 2024"]
    assert [documents[span.source].quote(span) for span in second.basis] == ["Last week", "June 19, 2024"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Last week both signed the pact.", "Both signed the pact this year."),
        ("Last week both signed the pact.", "Both signed the pact in June 2024."),
        ("Both will sign the pact on Wednesday.", DATED),
        ("Both signed the pact on Thursday.", DATED),
    ],
)
def test_without_a_day_that_fits_nothing_is_dated(left: str, right: str) -> None:
    assert date_sources(left, right)["s0:1.1"] == ["open"]


def test_the_other_dates_of_a_sentence_stay() -> None:
    found = date_sources("Last week both signed the pact, as they did two years ago.", DATED)
    assert found["s0:1.1"] == ["2024-06-19/2024-06-19", "2022-01-01/2022-12-31"]
