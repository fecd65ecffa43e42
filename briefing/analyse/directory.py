"""Whom all sources name, ready to be asked for single persons: one source may tell more of a name than another."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from briefing.analyse.people import Person, merge_mentions, merge_persons
from briefing.analyse.readings import read_words
from briefing.analyse.signatory import name_office
from briefing.model.source import SourceDocument

TERM = 365
"""Days within which who held an office in one source is taken to hold it in another."""


class Directory:
    """The mentions of every full name, in reading order of the sources."""

    def __init__(self, documents: Sequence[SourceDocument], named: Iterable[Sequence[Person]]) -> None:
        """Sort the mentions by name, by surname and by the words that tell who they are."""
        self._mentions: dict[str, list[tuple[dt.date | None, Person]]] = {}
        """For each name what sources of one day say together: who is in the news is named thousands of times."""
        self._merged: dict[tuple[str, dt.date | None], Person | None] = {}
        self._surnames: dict[str, dict[str, None]] = defaultdict(dict)
        self._words: dict[str, dict[str, None]] = defaultdict(dict)
        for document, persons in zip(documents, named, strict=True):
            date = document.reference.date.first if document.reference.date is not None else None
            for person in persons:
                if " " in person.name:
                    self._add(date, person)

    def _add(self, date: dt.date | None, person: Person) -> None:
        own = self._mentions.setdefault(person.name, [])
        if own and own[-1][0] == date:
            own[-1] = (date, merge_mentions(own[-1][1], person))
        else:
            own.append((date, person))
        self._surnames[person.name.rpartition(" ")[2]][person.name] = None
        for word in person.about:
            self._words[word][person.name] = None

    def look_up(self, document: SourceDocument, persons: Sequence[Person]) -> dict[str, Person]:
        """Return what all sources say of the persons whom one source names.

        An official statement also gets those who may have signed it, and only what sources of its own time say, since
        offices change hands.
        """
        names = dict.fromkeys(person.name for person in persons if person.name in self._mentions)
        date = document.reference.date
        if document.reference.kind != "official":
            return self._merge(names, None)
        return self._merge(names | self._find_signing(document), date.first if date is not None else None)

    def _find_signing(self, document: SourceDocument) -> dict[str, None]:
        """Return those of whom the title of a statement names the surname or the office."""
        title = document.reference.title or ""
        words = read_words(document.id, title).words
        names = {name: None for word in words for name in self._surnames.get(word, ())}
        office = name_office(title.lower())
        return names if office is None else names | {n: None for word in office for n in self._words.get(word, ())}

    def _merge(self, names: Iterable[str], date: dt.date | None) -> dict[str, Person]:
        found = ((name, self._find(name, date)) for name in names)
        return {name: person for name, person in found if person is not None}

    def _find(self, name: str, date: dt.date | None) -> Person | None:
        """Return what the sources of a time say of a person, of any time for no date; None where they say nothing."""
        if (name, date) not in self._merged:
            near = (
                person for day, person in self._mentions[name] if date is None or day is None or _is_near(day, date)
            )
            self._merged[name, date] = merge_persons(near).get(name)
        return self._merged[name, date]


def _is_near(day: dt.date, date: dt.date) -> bool:
    return abs((day - date).days) <= TERM
