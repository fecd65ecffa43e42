"""Dated twins: two sentences for the same fact, one with a date, one with "last week", date the whole second source."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from briefing.model.almanac import RELATIVE, resolve_relative
from briefing.model.evidence import Address, DateMention, Interval, Match
from briefing.model.source import SourceDocument, SourceId, Span

REACH = 400
"""Days after an event within which a source may still say "last year" of it."""

Dates = Mapping[Address, tuple[DateMention, ...]]


@lru_cache(maxsize=1 << 12)
def find_anchor(words: str, interval: Interval) -> Interval | None:
    """Return the days on which a source must have been written for its words to mean a known day; None for none.

    Works by trying each day: the words decide, no rule per form of words is needed.
    """
    match = RELATIVE.search(words)
    if match is None:
        return None
    days = [interval.first + dt.timedelta(days=n) for n in range(REACH)]
    fits = [day for day in days if (meant := resolve_relative(match, day)) is not None and meant.contains(interval)]
    return Interval(fits[0], fits[-1]) if fits else None


def resolve_within(words: str, anchor: Interval) -> Interval | None:
    """Return what relative words mean for a source written within some days; None unless all those days agree."""
    match = RELATIVE.search(words)
    if match is None:
        return None
    days = [anchor.first + dt.timedelta(days=n) for n in range((anchor.last - anchor.first).days + 1)]
    meant = {resolve_relative(match, day) for day in days}
    return meant.pop() if len(meant) == 1 else None


def date_by_twins(
    documents: Mapping[SourceId, SourceDocument], dates: Dates, matches: Sequence[Match]
) -> dict[Address, tuple[DateMention, ...]]:
    """Give relative dates their interval where a twin in another source proves it; the twin's words are the basis."""
    resolved = dict(dates)
    anchors: dict[SourceId, tuple[Interval, tuple[Span, ...]]] = {}
    for left, right in _directions(matches):
        for mention in dates.get(left, ()):
            twin = _explicit(dates.get(right, ()))
            if _is_open(mention) and twin is not None and twin.interval is not None:
                anchor = find_anchor(documents[mention.span.source].quote(mention.span), twin.interval)
                if anchor is not None:
                    anchors.setdefault(mention.span.source, (anchor, (mention.span, twin.span)))
                    proved = replace(mention, interval=twin.interval, form="day", basis=(twin.span,))
                    resolved[left] = tuple(proved if m == mention else m for m in resolved[left])
    return {address: _resolve_all(documents, mentions, anchors) for address, mentions in resolved.items()}


def _is_open(mention: DateMention) -> bool:
    """Say whether a date is relative to an unknown day; what is to come says nothing of the day it was written."""
    return mention.relative and not mention.ahead and mention.interval is None


def _directions(matches: Sequence[Match]) -> list[tuple[Address, Address]]:
    pairs = sorted(matches, key=lambda match: -match.score)
    return [pair for match in pairs for pair in ((match.left, match.right), (match.right, match.left))]


def _explicit(mentions: Sequence[DateMention]) -> DateMention | None:
    return next((m for m in mentions if not m.relative and m.form == "day" and m.interval), None)


def _resolve_all(
    documents: Mapping[SourceId, SourceDocument],
    mentions: tuple[DateMention, ...],
    anchors: Mapping[SourceId, tuple[Interval, tuple[Span, ...]]],
) -> tuple[DateMention, ...]:
    resolved: list[DateMention] = []
    for mention in mentions:
        anchor = anchors.get(mention.span.source)
        if _is_open(mention) and anchor is not None:
            meant = resolve_within(documents[mention.span.source].quote(mention.span), anchor[0])
            resolved.append(replace(mention, interval=meant, basis=anchor[1]) if meant else mention)
        else:
            resolved.append(mention)
    return tuple(resolved)
