"""Dates on readable cases: what words mean, and how the dates of one text help each other."""

import datetime as dt
import re
from pathlib import Path

import pytest

from briefing.analyse.dates import find_dates, resolve_dates
from briefing.model.almanac import RELATIVE, form_of, relative_form, resolve_relative
from briefing.model.evidence import Interval
from briefing.model.source import PartialDate, Reference
from tests.analyse.readings import read_one, read_text
from tests.fixtures.tables import table_cases

TEXTS = Path(__file__).resolve().parents[1] / "fixtures" / "dates" / "texts.md"
CASE = re.compile(r"(?P<title>.+)\n(?:written: (?P<written>[\d-]+)\n)?\n?(?P<text>[^-].+)\n(?P<wanted>(?:- .+\n?)+)")


def say(interval: Interval | None) -> str:
    """Write an interval as the cases do."""
    if interval is None:
        return "open"
    return str(interval.first) if interval.first == interval.last else f"{interval.first} to {interval.last}"


def read_texts() -> list[object]:
    parts = TEXTS.read_text(encoding="utf-8").split("\n## ")[1:]
    cases = [match for part in parts if (match := CASE.fullmatch(part.strip("\n")))]
    assert len(cases) == len(parts)
    return [
        pytest.param(case["text"], case["written"], case["wanted"].strip().split("\n"), id=case["title"])
        for case in cases
    ]


@pytest.mark.parametrize(("words", "written", "means"), table_cases("dates/relative.md"))
def test_relative_words_mean_what_the_case_says(words: str, written: str, means: str) -> None:
    anchor = dt.datetime.strptime(written, "%A %d %B %Y").replace(tzinfo=dt.UTC).date()
    match = RELATIVE.search(words)
    found = say(resolve_relative(match, anchor)) if match else "none"
    assert found == means


@pytest.mark.parametrize(("words", "means"), table_cases("dates/absolute.md"))
def test_absolute_words_mean_what_the_case_says(words: str, means: str) -> None:
    found = [say(mention.interval) for mention in find_dates(read_one(f"It was signed {words} in the hall"))]
    assert found == ([] if means == "none" else [means])


@pytest.mark.parametrize(("text", "written", "wanted"), read_texts())
def test_the_dates_of_a_text_mean_what_the_case_says(text: str, written: str | None, wanted: list[str]) -> None:
    date = PartialDate(*map(int, written.split("-"))) if written else None
    document, readings = read_text(text, reference=Reference(date=date))
    dates = resolve_dates(document, [find_dates(reading) for reading in readings])
    relative = [mention for mentions in dates for mention in mentions if mention.relative]
    assert [f"- {document.quote(m.span)} = {say(m.interval)}" for m in relative] == wanted


def test_a_day_of_the_text_is_named_as_the_proof() -> None:
    document, readings = read_text("Both signed on Wednesday. The date was June 19, 2024.")
    (mention,), _ = resolve_dates(document, [find_dates(reading) for reading in readings])
    assert [document.quote(span) for span in mention.basis] == ["June 19, 2024"]


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("last week", "week"),
        ("earlier this month", "month"),
        ("two years ago", "year"),
        ("three days ago", "day"),
        ("yesterday", "day"),
        ("Thursday last week", "day"),
    ],
)
def test_the_words_tell_how_wide_the_date_is(words: str, form: str) -> None:
    match = RELATIVE.search(words)
    assert match is not None
    assert relative_form(match) == form


@pytest.mark.parametrize(
    ("first", "last", "form"),
    [
        ((2024, 6, 19), (2024, 6, 19), "day"),
        ((2024, 6, 17), (2024, 6, 23), "week"),
        ((2024, 6, 1), (2024, 6, 30), "month"),
        ((2024, 1, 1), (2024, 12, 31), "year"),
        ((2024, 6, 18), (2024, 6, 19), "span"),
        ((2024, 6, 18), (2024, 6, 24), "span"),
    ],
)
def test_an_interval_is_called_by_what_it_covers(
    first: tuple[int, int, int], last: tuple[int, int, int], form: str
) -> None:
    assert form_of(Interval(dt.date(*first), dt.date(*last))) == form
