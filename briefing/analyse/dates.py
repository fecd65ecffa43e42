"""When it happened: the dates that sentences state, and what relative ones mean as far as the sources tell."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from briefing.analyse.readings import Reading
from briefing.model.almanac import ABSOLUTE, RELATIVE, WEEKDAYS, form_of, read_absolute, resolve_relative
from briefing.model.evidence import DateForm, DateMention, Interval
from briefing.model.source import SourceDocument, Span


def find_dates(reading: Reading) -> tuple[DateMention, ...]:
    """Return the dates that a sentence states, left to right; relative ones without an interval yet."""
    taken: list[tuple[int, int]] = []
    found: list[DateMention] = []
    for pattern in ABSOLUTE:
        for match in pattern.finditer(reading.raw):
            interval = read_absolute(match)
            if interval is not None and not _overlaps(taken, match.span()):
                taken.append(match.span())
                found.append(_mention(reading, match.span(), form_of(interval), interval))
    for match in RELATIVE.finditer(reading.raw):
        if not _overlaps(taken, match.span()):
            found.append(replace(_mention(reading, match.span(), _relative_form(match.group()), None), relative=True))
    return tuple(sorted(found, key=lambda mention: mention.span))


def _overlaps(taken: Sequence[tuple[int, int]], span: tuple[int, int]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)


def _mention(reading: Reading, span: tuple[int, int], form: DateForm, interval: Interval | None) -> DateMention:
    offset = reading.sentence.span.start
    place = Span(reading.sentence.source, offset + span[0], offset + span[1])
    return DateMention(span=place, form=form, interval=interval)


def _relative_form(words: str) -> DateForm:
    low = words.lower()
    for unit in ("week", "month", "year"):
        if unit in low and not any(day.lower() in low for day in WEEKDAYS):
            return "week" if unit == "week" else "month" if unit == "month" else "year"
    return "day"


def anchor_of(document: SourceDocument) -> dt.date | None:
    """Return the day from which the relative dates of a source count: its own date, where that is a day."""
    date = document.reference.date
    return date.first if date is not None and date.day is not None else None


def resolve_dates(
    document: SourceDocument, dates: Sequence[tuple[DateMention, ...]]
) -> tuple[tuple[DateMention, ...], ...]:
    """Give relative dates of one source their interval: from an explicit date of the text, else from the source's own.

    A weekday that an explicit date of the same text falls on means that day: the text's own word comes first.
    """
    explicit = [m for mentions in dates for m in mentions if not m.relative and m.form == "day" and m.interval]
    anchor = anchor_of(document)
    return tuple(tuple(_resolve(document, m, explicit, anchor) for m in mentions) for mentions in dates)


def _resolve(
    document: SourceDocument, mention: DateMention, explicit: Sequence[DateMention], anchor: dt.date | None
) -> DateMention:
    if not mention.relative:
        return mention
    match = RELATIVE.search(document.quote(mention.span))
    if match is None:
        return mention
    same = _same_weekday(match.group("weekday"), match.group("on"), explicit)
    if same is not None:
        return replace(mention, interval=same.interval, basis=(same.span,))
    if anchor is None:
        return mention
    return replace(mention, interval=resolve_relative(match, anchor))


def _same_weekday(weekday: str | None, on: str | None, explicit: Sequence[DateMention]) -> DateMention | None:
    """Return the one explicit day of the text that falls on a bare weekday; None for none or for several days."""
    if weekday is None or (on or "").lower() in {"last", "next"}:
        return None
    fits = [m for m in explicit if m.interval and WEEKDAYS[m.interval.first.weekday()].lower() == weekday.lower()]
    return fits[0] if len({m.interval for m in fits}) == 1 else None
