"""When it happened: the dates that sentences state, and what relative ones mean as far as the sources tell."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from briefing.analyse.readings import Reading
from briefing.model.almanac import ABSOLUTE, RELATIVE, WEEKDAYS, form_of, read_absolute, relative_form, resolve_relative
from briefing.model.evidence import DateForm, DateMention, Interval
from briefing.model.source import SourceDocument, Span

REACH = dt.timedelta(days=366)
"""How far from the newest date of a text, or from its own, a day may lie that "on Wednesday" means."""

_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_RELATIVE_TO = ("day", "week", "month", "year", "tomorrow", "tonight")
"""Without a year no date is absolute, without one of these words none is relative: most sentences have neither."""
_COMING = re.compile(
    r"\b(?:(?:will|shall|would|[a-z]+['’]ll|plans? to"
    r"|(?:is|are|was|were) (?:to|due|set|expected|scheduled|planned|going))\b[^,;:.]{0,80}|(?:by|until) )\Z",
    re.I,
)
"""What stands before a bare weekday that is still to come, in the same clause."""


def find_dates(reading: Reading) -> tuple[DateMention, ...]:
    """Return the dates that a sentence states, left to right; relative ones without an interval yet."""
    found: list[DateMention] = []
    for pattern in ABSOLUTE if _YEAR.search(reading.raw) else ():
        for match in pattern.finditer(reading.raw):
            interval = read_absolute(match)
            if interval is not None and not _overlaps(reading, found, match):
                found.append(_mention(reading, match, form_of(interval), interval))
    absolute = tuple(found)
    low = reading.raw.lower()
    if not any(word in low for word in _RELATIVE_TO):
        return tuple(sorted(found, key=lambda mention: mention.span))
    found += [
        replace(_mention(reading, match, relative_form(match), None), relative=True, ahead=_is_ahead(reading, match))
        for match in RELATIVE.finditer(reading.raw)
        if not _overlaps(reading, absolute, match)
    ]
    return tuple(sorted(found, key=lambda mention: mention.span))


def _overlaps(reading: Reading, taken: Sequence[DateMention], match: re.Match[str]) -> bool:
    offset = reading.sentence.span.start
    return any(m.span.start < offset + match.end() and offset + match.start() < m.span.end for m in taken)


def _mention(reading: Reading, match: re.Match[str], form: DateForm, interval: Interval | None) -> DateMention:
    offset = reading.sentence.span.start
    place = Span(reading.sentence.source, offset + match.start(), offset + match.end())
    return DateMention(span=place, form=form, interval=interval)


def _is_ahead(reading: Reading, match: re.Match[str]) -> bool:
    """Say whether a weekday without "last" or "next" stands in a clause about the future."""
    bare = match["weekday"] is not None and match["side"] is None and (match["on"] or "on").lower() == "on"
    return bare and _COMING.search(reading.raw[: match.start()]) is not None


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
    stated = [m.interval.last for mentions in dates for m in mentions if not m.relative and m.interval]
    newest = anchor or max(stated, default=dt.date.min)
    near = [m for m in explicit if m.interval and abs(newest - m.interval.first) <= REACH]
    return tuple(tuple(_resolve(document, m, near, anchor) for m in mentions) for mentions in dates)


def _resolve(
    document: SourceDocument, mention: DateMention, explicit: Sequence[DateMention], anchor: dt.date | None
) -> DateMention:
    match = RELATIVE.search(document.quote(mention.span)) if mention.relative else None
    if match is None:
        return mention
    same = _same_weekday(match["weekday"], match["on"], explicit)
    if same is not None:
        return replace(mention, interval=same.interval, basis=(same.span,))
    if anchor is None or mention.ahead:
        return mention
    return replace(mention, interval=resolve_relative(match, anchor))


def _same_weekday(weekday: str | None, on: str | None, explicit: Sequence[DateMention]) -> DateMention | None:
    """Return the one explicit day of the text that falls on a bare weekday; None for none or for several days."""
    if weekday is None or (on or "").lower() in {"last", "next"}:
        return None
    fits = [m for m in explicit if m.interval and WEEKDAYS[m.interval.first.weekday()].lower() == weekday.lower()]
    return fits[0] if len({m.interval for m in fits}) == 1 else None
