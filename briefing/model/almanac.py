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
_MONTH = "|".join(MONTHS) + "|" + "|".join(rf"{m[:3]}\." for m in MONTHS if len(m) > 3) + r"|Sept\.|Sep"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"

ABSOLUTE = (
    re.compile(rf"\b(?P<month>{_MONTH})\s+{_DAY},?\s+{_YEAR}\b"),
    re.compile(rf"\b{_DAY}\s+(?:of\s+)?(?P<month>{_MONTH}),?\s+{_YEAR}\b"),
    re.compile(rf"\b{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)\b"),
    re.compile(rf"\b(?P<month>{_MONTH})(?:\s+of)?,?\s+{_YEAR}\b"),
    re.compile(
        rf"(?<![\d$€£.,-])\b{_YEAR}\b(?![\d,.]*\d|\s*(?:%|percent|per cent|km|people|troops|soldiers|tons?|tonnes))"
    ),
)
"""Absolute dates, the narrowest form first."""

RELATIVE = re.compile(
    r"\b(?P<words>(?P<edge>earlier|later)\s+(?:this|last)\s+(?:week|month|year)"
    r"|(?P<which>this|last|next|past)\s+(?P<unit>week|month|year)"
    r"|(?P<part>yesterday|tomorrow|tonight)"
    r"|(?P<ago>a|one|two|three|four|five|six|seven|eight|nine|ten|\d+)\s+(?P<agounit>days?|weeks?|months?|years?)\s+ago"
    r"|(?:(?P<on>on|On|last|this|next)\s+)?(?P<weekday>" + "|".join(WEEKDAYS) + r")(?:\s+(?P<side>last\s+week))?)\b",
    re.I,
)
NUMBERS = {word: n for n, word in enumerate("zero one two three four five six seven eight nine ten".split())} | {"a": 1}


def read_absolute(match: re.Match[str]) -> Interval | None:
    """Return the interval of an absolute date; None for a day that no calendar has."""
    groups = match.groupdict()
    year, month = int(groups["year"]), _read_month(groups.get("month"))
    if month is None:
        return Interval(dt.date(year, 1, 1), dt.date(year, 12, 31))
    try:
        if groups.get("day"):
            day = dt.date(year, month, int(groups["day"]))
            return Interval(day, day)
        return month_of(dt.date(year, month, 1))
    except ValueError:
        return None


def form_of(interval: Interval) -> DateForm:
    """Name how wide an interval is: the day, month or year that it covers, else a span."""
    if interval.first == interval.last:
        return "day"
    if interval == month_of(interval.first):
        return "month"
    return "year" if interval == year_of(interval.first) else "week" if interval == week_of(interval.first) else "span"


def _read_month(words: str | None) -> int | None:
    if words is None:
        return None
    return (
        int(words) if words.isdigit() else next(n for n, m in enumerate(MONTHS, 1) if m.startswith(words[:3].title()))
    )


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


_PERIODS: dict[str, Callable[[dt.date], Interval]] = {"week": week_of, "month": month_of, "year": year_of}


def shift_period(unit: str, day: dt.date, by: int) -> Interval:
    """Return the week, month or year that lies so many periods from the one of a day."""
    if unit == "week":
        return week_of(day + dt.timedelta(weeks=by))
    return _PERIODS[unit](shift_months(day, by * (12 if unit == "year" else 1)))


def resolve_relative(match: re.Match[str], anchor: dt.date) -> Interval | None:
    """Work out what relative words mean on the anchor's day; None where the words do not fix it.

    A bare weekday is the last such day up to the anchor, as news writes it; "next" looks forward.
    """
    groups = match.groupdict()
    if groups["edge"]:
        unit = match.group("words").split()[-1].lower()
        return shift_period(unit, anchor, -1 if "last" in match.group("words").lower() else 0)
    if groups["which"]:
        steps = {"this": 0, "last": -1, "past": -1, "next": 1}
        return shift_period(groups["unit"].lower(), anchor, steps[groups["which"].lower()])
    if groups["part"]:
        step = {"yesterday": -1, "tomorrow": 1, "tonight": 0}[groups["part"].lower()]
        return _day(anchor + dt.timedelta(days=step))
    return _resolve_ago(groups, anchor) if groups["ago"] else _resolve_weekday(groups, anchor)


def _resolve_ago(groups: dict[str, str | None], anchor: dt.date) -> Interval:
    count, unit = str(groups["ago"]).lower(), str(groups["agounit"]).lower().rstrip("s")
    number = NUMBERS.get(count) or int(count)
    return _day(anchor - dt.timedelta(days=number)) if unit == "day" else shift_period(unit, anchor, -number)


def _resolve_weekday(groups: dict[str, str | None], anchor: dt.date) -> Interval | None:
    on, weekday = str(groups["on"] or "").lower(), WEEKDAYS.index(str(groups["weekday"]).title())
    if groups["side"]:
        return _day(week_of(anchor).first - dt.timedelta(days=7 - weekday))
    if on == "next":
        return _day(anchor + dt.timedelta(days=(weekday - anchor.weekday() - 1) % 7 + 1))
    back = (anchor.weekday() - weekday) % 7
    # "last Friday" on a Friday is a week ago; which week "last Tuesday" means on a Friday is open.
    return None if on == "last" and back else _day(anchor - dt.timedelta(days=back or (7 if on == "last" else 0)))


def _day(day: dt.date) -> Interval:
    return Interval(day, day)
