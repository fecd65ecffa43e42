"""Bracketed dates worked out afresh, from the words that the record names as their basis."""

import datetime as dt
import re
from collections.abc import Iterator

from briefing.model.almanac import (
    ABSOLUTE,
    RELATIVE,
    WEEKDAYS,
    form_of,
    read_absolute,
    resolve_relative,
    week_of,
)
from briefing.model.evidence import Interval, Sentence
from briefing.model.source import PartialDate, SourceDocument, Span
from briefing.model.statement import Insertion
from briefing.packs.phrases import Phrases
from briefing.verify.sources import Witness

REACH = 400
"""Days after an event within which a source may still say "last year" of it."""

_YEAR = re.compile(r"(?:1[89]|20)\d\d")
"""Without a year no date is absolute."""


def list_absolute(text: str) -> list[tuple[int, int, Interval]]:
    """Return the absolute dates of a text, the narrowest reading of each."""
    found: list[tuple[int, int, Interval]] = []
    for pattern in ABSOLUTE if _YEAR.search(text) else ():
        for match in pattern.finditer(text):
            interval = read_absolute(match)
            if interval is not None and not any(s < match.end() and match.start() < e for s, e, _ in found):
                found.append((match.start(), match.end(), interval))
    return sorted(found, key=lambda each: each[0])


def list_relative(text: str) -> list[re.Match[str]]:
    """Return the relative dates of a sentence that need an absolute one: none within quotation marks."""
    taken = list_absolute(text)
    return [
        match
        for match in RELATIVE.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end, _ in taken)
        and not _is_quoted(text[: match.start()])
    ]


def _is_quoted(before: str) -> bool:
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def find_anchor(document: SourceDocument) -> dt.date | None:
    """Return the day from which relative dates of a source count; None where its own date is not a day."""
    date = document.reference.date
    return date.first if date is not None and date.day is not None else None


def say_interval(words: str, interval: Interval, phrases: Phrases) -> str:
    """Word a date so that it reads on from the relative words before it."""
    first, form = interval.first, form_of(interval)
    if form == "day":
        day = phrases.say_date(first)
        return phrases.say("insert-on", date=day) if re.search(r"week|month|year", words, re.I) else day
    if form == "week":
        return phrases.say("insert-week", date=phrases.say_date(week_of(first).first))
    return phrases.say_date(PartialDate(first.year, first.month) if form == "month" else PartialDate(first.year))


def work_out(insertion: Insertion, sentence: Sentence, witness: Witness, phrases: Phrases) -> set[str]:
    """Return what a bracketed date may say; nothing where its place or its basis allows none."""
    text = witness.raw(sentence.span)
    since = re.match(r"Since (then)\b", text)
    place = (insertion.at.start - sentence.span.start, insertion.at.end - sentence.span.start)
    if since is not None and place == since.span(1):
        return _work_out_since(insertion, sentence, witness)
    match = next((each for each in list_relative(text) if (each.end(), each.end()) == place), None)
    if match is None:
        return set()
    words = match["words"]
    own = Span(sentence.source, sentence.span.start + match.start(), sentence.span.start + match.end())
    return {say_interval(words, each, phrases) for each in _list_meanings(match, own, insertion.basis, witness) if each}


def _work_out_since(insertion: Insertion, sentence: Sentence, witness: Witness) -> set[str]:
    """Return the one date that the paragraph names before "Since then"."""
    document = witness.documents[sentence.source]
    before = document.text[document.block(sentence.paragraph).start : sentence.span.start]
    named = list_absolute(before)
    if len(named) != 1 or list_relative(before):
        return set()
    start, end, _ = named[0]
    offset = document.block(sentence.paragraph).start
    basis = Span(sentence.source, offset + start, offset + end)
    return {witness.quote(basis)} if insertion.basis == (basis,) else set()


def _list_meanings(
    match: re.Match[str], own: Span, basis: tuple[Span, ...], witness: Witness
) -> Iterator[Interval | None]:
    """Yield what relative words mean by the source's own date, by a date of the same text, or by a dated twin."""
    if basis == (own,):
        anchor = find_anchor(witness.documents[own.source])
        yield resolve_relative(match, anchor) if anchor is not None else None
        return
    named = list_absolute(witness.raw(basis[-1])) if basis else []
    if len(named) != 1:
        return
    stated = named[0][2]
    if basis[-1].source == own.source:
        yield stated if _falls_on(match, stated) else None
    elif len(basis) == 1:
        yield stated if _list_anchors(match, stated) else None
    else:
        first = RELATIVE.search(witness.raw(basis[0]))
        days = _list_anchors(first, stated) if first is not None and basis[0].source == own.source else []
        meanings = {resolve_relative(match, day) for day in days}
        yield meanings.pop() if len(meanings) == 1 else None


def _falls_on(match: re.Match[str], stated: Interval) -> bool:
    """Say whether an explicit day of a text is the weekday that its relative words name."""
    weekday = match["weekday"]
    return weekday is not None and WEEKDAYS[stated.first.weekday()].lower() == weekday.lower()


def _list_anchors(match: re.Match[str], stated: Interval) -> list[dt.date]:
    """Return the days on which a source must have been written for its words to mean a known day."""
    days = [stated.first + dt.timedelta(days=number) for number in range(REACH)]
    meant = ((day, resolve_relative(match, day)) for day in days)
    found = [day for day, interval in meant if interval is not None and interval.contains(stated)]
    # Every day from the first to the last may be the one, as the words alone do not tell.
    return [found[0] + dt.timedelta(days=n) for n in range((found[-1] - found[0]).days + 1)] if found else []
