"""Date arithmetic without a clock: what the words of a date mean, given a day to count from.

Weeks begin on Monday (ISO 8601). An interval is never narrower than the words.
"""

import calendar
import datetime as dt
import re
from collections.abc import Callable

from briefing.model.evidence import DateForm, Interval

MONTHS = tuple(calendar.month_name[1:13])
WEEKDAYS = tuple(calendar.day_name)
NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
           "ten": 10}  # fmt: skip

_SHORT = 3
_MONTH = "|".join(MONTHS) + "|" + "|".join(rf"{m[:_SHORT]}\b\.?" for m in MONTHS) + r"|Sept\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_TO = r"(?:\s?[-–/]\s?|\s+(?:to|and|or)\s+)"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"

_ON = r"(?:\s?[-–/]\s?|\s+(?:to|until|till|through)\s+)"
"""What leads from the first day of a range to the last; "30 June and 2 July" are two days."""
_FIRST_YEAR = r"(?:,?\s+(?P<fromyear>(?:1[89]|20)\d\d))?"

ABSOLUTE = (
    re.compile(
        rf"\b(?P<frommonth>{_MONTH})\s+(?P<from>\d{{1,2}})(?:st|nd|rd|th)?{_FIRST_YEAR}{_ON}(?P<month>{_MONTH})\s+{_DAY},?\s+{_YEAR}\b"
    ),
    re.compile(
        rf"\b(?P<from>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<frommonth>{_MONTH}){_FIRST_YEAR}{_ON}"
        rf"(?:the\s+)?{_DAY}\s+(?:of\s+)?(?P<month>{_MONTH}),?\s+{_YEAR}\b"
    ),
    re.compile(rf"\b(?P<month>{_MONTH})\s+{_DAY}(?:{_TO}(?P<last>\d{{1,2}})(?:st|nd|rd|th)?)?,?\s+{_YEAR}\b"),
    re.compile(rf"\b(?:(?P<from>\d{{1,2}})(?:st|nd|rd|th)?{_TO})?{_DAY}\s+(?:of\s+)?(?P<month>{_MONTH}),?\s+{_YEAR}\b"),
    re.compile(rf"\b{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)\b"),
    re.compile(rf"\b(?P<month>{_MONTH})(?:\s+of)?,?\s+{_YEAR}\b"),
    re.compile(
        rf"(?<![\d$€£.,-])\b{_YEAR}\b(?![\d,.]*\d|\s*(?:%|percent|per cent|km|people|troops|soldiers|tons?|tonnes))"
    ),
)
"""Absolute dates: ranges over two months, then the narrowest form first."""

_FORMS: dict[str, DateForm] = {"week": "week", "month": "month", "year": "year"}
_VAGUE = "about|around|nearly|almost|over|roughly|some|than|least|most|to"
RELATIVE = re.compile(
    r"\b(?P<words>(?P<edge>earlier|later)\s+(?:this|last)\s+(?P<edgeunit>week|month|year)"
    r"|(?P<which>this|last|next|past)\s+(?P<unit>week|month|year)"
    r"|(?P<part>yesterday|tomorrow|tonight)"
    rf"|(?:(?P<vague>{_VAGUE})\s+)?(?<![\d,.])(?P<ago>{'|'.join(NUMBERS)}|\d{{1,4}})\s+(?P<agounit>days?|weeks?|months?|years?)\s+ago"
    # Days that are part of a name: "Good Friday", "the Sunday Times".
    r"|(?<!\bGood )(?<!\bBlack )(?<!\bBloody )(?<!\bAsh )(?<!\bPalm )(?<!\bEaster )(?<!\bHoly )"
    r"(?:(?P<on>on|last|this|next)\s+)?(?P<weekday>" + "|".join(WEEKDAYS) + r")"
    r"(?!\s+(?-i:Times|Telegraph|Post|Mail|Express|Mirror)\b)(?:\s+(?P<side>last\s+week))?)\b",
    re.I,
)  # fmt: skip


def read_absolute(match: re.Match[str]) -> Interval | None:
    """Return the interval of an absolute date, of its first to its last day; None for a day that no calendar has."""
    groups = match.groupdict()
    year, month = int(groups["year"]), _read_month(groups.get("month"))
    if month is None:
        return Interval(dt.date(year, 1, 1), dt.date(year, 12, 31))
    try:
        if groups.get("day") is None:
            return month_of(dt.date(year, month, 1))
        last = dt.date(year, month, int(groups.get("last") or groups["day"]))
        first = _read_first(groups, last)
        return Interval(first, last) if first <= last else _day(dt.date(year, month, int(groups["day"])))
    except ValueError:
        return None


def _read_first(groups: dict[str, str | None], last: dt.date) -> dt.date:
    """Return the first day of a range that ends on `last`: a month without a year is the one before that day."""
    day = int(groups.get("from") or groups["day"] or 1)
    month = _read_month(groups.get("frommonth")) or last.month
    year = int(groups.get("fromyear") or (last.year if month <= last.month else last.year - 1))
    return dt.date(year, month, day)


def _read_month(words: str | None) -> int | None:
    if words is None or words.isdigit():
        return int(words) if words else None
    return next(n for n, month in enumerate(MONTHS, 1) if month.startswith(words[:_SHORT]))


def form_of(interval: Interval) -> DateForm:
    """Name how wide an interval is: the day, week, month or year that it covers, else a span."""
    first = interval.first
    if first == interval.last:
        return "day"
    covers: tuple[tuple[DateForm, Callable[[dt.date], Interval]], ...] = (
        ("month", month_of), ("year", year_of), ("week", week_of),
    )  # fmt: skip
    return next((form for form, around in covers if around(first) == interval), "span")


def relative_form(match: re.Match[str]) -> DateForm:
    """Name how wide relative words are, whatever day they count from."""
    if match["weekday"]:
        return "day"
    unit = (match["edgeunit"] or match["unit"] or match["agounit"] or "day").lower().rstrip("s")
    return _FORMS.get(unit, "day")


def week_of(day: dt.date) -> Interval:
    """Return the ISO week, Monday to Sunday, that a day lies in."""
    first = day - dt.timedelta(days=day.weekday())
    return Interval(first, first + dt.timedelta(days=6))


def month_of(day: dt.date) -> Interval:
    """Return the calendar month that a day lies in."""
    return Interval(day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1]))


def year_of(day: dt.date) -> Interval:
    """Return the calendar year that a day lies in."""
    return Interval(dt.date(day.year, 1, 1), dt.date(day.year, 12, 31))


def shift_months(day: dt.date, months: int) -> dt.date:
    """Return the first day of the month so many months away."""
    index = day.year * 12 + day.month - 1 + months
    return dt.date(index // 12, index % 12 + 1, 1)


def shift_period(unit: str, day: dt.date, by: int) -> Interval:
    """Return the week, month or year that lies so many periods from the one of a day."""
    if unit == "week":
        return week_of(day + dt.timedelta(weeks=by))
    return month_of(shift_months(day, by)) if unit == "month" else year_of(shift_months(day, by * 12))


def resolve_relative(match: re.Match[str], anchor: dt.date) -> Interval | None:
    """Work out what relative words mean on the anchor's day; None where the words or the calendar do not fix it.

    A bare weekday is the last such day up to the anchor, as news writes it. "The past week" may be the week before or
    the seven days before, so it is left open.
    """
    try:
        return _resolve(match, anchor)
    except (OverflowError, ValueError):  # no calendar reaches "9,000 years ago"
        return None


def _resolve(match: re.Match[str], anchor: dt.date) -> Interval | None:
    if match["edge"]:
        return shift_period(match["edgeunit"].lower(), anchor, -1 if " last" in match["words"].lower() else 0)
    if match["which"]:
        step = {"this": 0, "last": -1, "next": 1}.get(match["which"].lower())
        return None if step is None else shift_period(match["unit"].lower(), anchor, step)
    if match["part"]:
        step = {"yesterday": -1, "tomorrow": 1}.get(match["part"].lower(), 0)
        return _day(anchor + dt.timedelta(days=step))
    return _resolve_ago(match, anchor) if match["ago"] else _resolve_weekday(match, anchor)


def _resolve_ago(match: re.Match[str], anchor: dt.date) -> Interval | None:
    """Count back; "about two weeks ago" fixes no week."""
    if match["vague"]:
        return None
    count, unit = match["ago"].lower(), match["agounit"].lower().rstrip("s")
    number = NUMBERS.get(count) or int(count)
    return _day(anchor - dt.timedelta(days=number)) if unit == "day" else shift_period(unit, anchor, -number)


def _resolve_weekday(match: re.Match[str], anchor: dt.date) -> Interval | None:
    """Find the day; which one "last Tuesday" or "next Friday" means within the same week is open."""
    weekday = WEEKDAYS.index(match["weekday"].title())
    if match["side"]:
        return _day(week_of(anchor).first - dt.timedelta(days=7 - weekday))
    back, ahead = (anchor.weekday() - weekday) % 7, (weekday - anchor.weekday()) % 7
    match (match["on"] or "").lower():
        case "last":
            return _outside_week(anchor - dt.timedelta(days=back or 7), anchor)
        case "next":
            return _outside_week(anchor + dt.timedelta(days=ahead or 7), anchor)
        case "this":
            return _day(anchor + dt.timedelta(days=ahead)) if weekday >= anchor.weekday() else None
        case _:
            return _day(anchor - dt.timedelta(days=back))


def _outside_week(day: dt.date, anchor: dt.date) -> Interval | None:
    return None if week_of(anchor).contains(_day(day)) else _day(day)


def _day(day: dt.date) -> Interval:
    return Interval(day, day)
