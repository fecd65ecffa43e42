"""Citations by author and year: "Lindqvist 2026a" in notes, and a list by authors that is full, the year behind them.

A year that nobody has stated is said in words; works without an author go by their titles.
"""

import unicodedata
from collections.abc import Callable, Mapping
from string import ascii_lowercase
from types import MappingProxyType
from typing import TypeAlias

from briefing.compose.authors import list_names
from briefing.compose.imprint import Parts, gather_parts, name_chapter_book, say_form, say_interviewer
from briefing.compose.shortforms import find_alike, say_short_names, say_short_title, tell_apart
from briefing.compose.titles import drop_article
from briefing.compose.whereabouts import say_address, say_bytes, say_missing, say_via
from briefing.compose.wording import Wording, derived
from briefing.compose.works import Work
from briefing.model.document import Inlines, Text, read_plain
from briefing.model.source import SourceId, SourceKind

_Sentences: TypeAlias = tuple[Inlines, ...]


# ------------------------------------------------------------------------------------------------- what notes say


def give_letters(works: Mapping[SourceId, Work], wording: Wording) -> dict[SourceId, str]:
    """Return "a", "b" and so on for works whose author and year read the same, in the order of their titles."""
    forms = {source: _name(work, wording) for source, work in works.items() if work.date is not None}
    groups: dict[str, list[SourceId]] = {}
    for source in find_alike(forms):
        groups.setdefault(read_plain(forms[source]).casefold(), []).append(source)
    letters: dict[SourceId, str] = {}
    for group in groups.values():
        ordered = sorted(group, key=lambda source: _sort_key(works[source].title or works[source].beginning))
        letters |= {source: _count_in_letters(number) for number, source in enumerate(ordered)}
    return letters


def name_by_year(
    works: Mapping[SourceId, Work], letters: Mapping[SourceId, str], wording: Wording
) -> dict[SourceId, Inlines]:
    """Return how notes call each work: author and year; those without a date are told apart by their titles."""
    dated = {source: _name(work, wording, letters.get(source, "")) for source, work in works.items() if work.date}
    undated = {source: work for source, work in works.items() if not work.date}
    return {**dated, **tell_apart(undated, wording, _name_undated)}


def _name(work: Work, wording: Wording, letter: str = "") -> Inlines:
    """Write author and year of a work with a date, the letter behind it; without an author the title stands there."""
    who = say_short_names(work, wording) or say_short_title(work, wording)
    return (*who, Text(" "), *_say_year(work, wording, letter))


def _name_undated(work: Work, wording: Wording, more: int) -> Inlines:
    """Write author and what is not stated; the title too where there is no author, or where it must tell two apart."""
    names = say_short_names(work, wording)
    title = say_short_title(work, wording, max(0, more - bool(names))) if more or not names else ()
    return wording.join((names, title, _say_year(work, wording)))


def _say_year(work: Work, wording: Wording, letter: str = "") -> Inlines:
    """Write the year with its letter, or that no date is stated."""
    if work.date is None:
        return wording.say("note-not-stated", items=wording.say("note-item-date"))
    return derived(f"{work.date.year}{letter}")


def _count_in_letters(number: int) -> str:
    """Count a, b, … z, aa, ab and so on, from 0."""
    rest, last = divmod(number, len(ascii_lowercase))
    return (_count_in_letters(rest - 1) if rest else "") + ascii_lowercase[last]


# ---------------------------------------------------------------------------------------------- the list of sources


def list_by_author(
    works: Mapping[SourceId, Work], letters: Mapping[SourceId, str], wording: Wording
) -> tuple[Inlines, ...]:
    """Write the list of sources in the order of their authors, or titles, and of their years."""
    heads = {source: list_names(work, wording) for source, work in works.items()}

    def rank(source: SourceId) -> tuple[str, bool, int, str, str]:
        work = works[source]
        first = _sort_key(read_plain(heads[source]) or work.title or read_plain(gather_parts(work, wording).title))
        year = work.date.year if work.date else 0
        return first, work.date is None, year, letters.get(source, ""), _sort_key(work.title)

    return tuple(
        _list_work(works[source], heads[source], letters.get(source, ""), wording) for source in sorted(works, key=rank)
    )


def _list_work(work: Work, who: Inlines, letter: str, wording: Wording) -> Inlines:
    """Write a line of the list: author, year, title, where it appeared, what is not stated, and its bytes."""
    parts = gather_parts(work, wording, dated=work.date is not None and work.date.month is not None)
    title, *rest = _ENTRIES[work.kind](parts)
    year = _say_year(work, wording, letter)
    head = (who, year, title) if who else (title, year)
    gaps = say_missing(work, wording, date=False)
    address = wording.join(say_address(work, wording))
    return wording.follow((*head, *rest, gaps, say_via(work, wording), address, say_bytes(work, wording)))


def _sort_key(text: str) -> str:
    """Return what puts a name or title into its place: small letters without accents, marks and opening article."""
    plain = unicodedata.normalize("NFKD", drop_article(text)).casefold()
    return "".join(sign for sign in plain if sign.isalnum() or sign.isspace())


def _periodical(parts: Parts) -> _Sentences:
    return (parts.title, parts.join(parts.paper, parts.date))


def _interview(parts: Parts) -> _Sentences:
    return (parts.title, say_interviewer(parts), parts.join(parts.paper, parts.date))


def _statement(parts: Parts) -> _Sentences:
    return (parts.title, parts.join(say_form(parts.work, parts.wording), parts.publisher, parts.date))


def _treaty(parts: Parts) -> _Sentences:
    return (parts.title, parts.join(parts.who, parts.date, parts.publisher, derived(parts.work.number)))


def _un_document(parts: Parts) -> _Sentences:
    return (parts.join(parts.title, derived(parts.work.number)), parts.date)


def _report(parts: Parts) -> _Sentences:
    return (parts.title, parts.filed, parts.imprint)


def _chapter(parts: Parts) -> _Sentences:
    return (parts.title, name_chapter_book(parts), parts.imprint)


def _page(parts: Parts) -> _Sentences:
    return (parts.title, parts.imprint)


_ENTRIES: Mapping[SourceKind | None, Callable[[Parts], _Sentences]] = MappingProxyType(
    {
        "news": _periodical, "opinion": _periodical, "interview": _interview,
        "official": _statement, "note": _statement, "treaty": _treaty,
        "un-document": _un_document, "report": _report, "book": _report, "chapter": _chapter,
        "reference": _page, "post": _page, None: _page,
    }
)  # fmt: skip
