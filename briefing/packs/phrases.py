"""The tables of phrases/*.toml -> the fixed words of a brief, said by key with their values put in."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefing.config.kinds import TEXT, Kind
from briefing.config.tables import Table, suggest
from briefing.errors import PackError
from briefing.model.source import PartialDate

FIRST_DAY = "date-first"
"""How a language that says so writes the first day of a month: "1er"."""
PLACEHOLDER = re.compile(r"\{([a-z][a-z_]*)\}")
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FORMS = ("one", "other")

PhraseKind: Kind[str | Mapping[str, object]] = Kind(
    'text in quotes, or { one = "…", other = "…" }', lambda value: value if isinstance(value, str | dict) else None
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """Hold every fixed word of a pack in one language."""

    language: str
    entries: Mapping[str, str | Mapping[str, str]]
    """A phrase, or its forms "one" and "other", under its key."""
    place: Callable[[str], str]
    """Tells file and line of a key."""
    home: str
    """The file that a missing phrase belongs in."""

    def say(self, key: str, **values: object) -> str:
        """Return a phrase with its values; of two forms `count` chooses.

        A value that no placeholder asks for is left out. Raises PackError for a missing phrase or value.
        """
        return "".join(str(part) for part, _ in self.parts(key, values))

    def parts(self, key: str, values: Mapping[str, object]) -> Iterator[tuple[object, bool]]:
        """Yield a phrase in parts: the pack's own words, and the values (True) as they were given."""
        for number, part in enumerate(PLACEHOLDER.split(self._choose(key, values))):
            if not number % 2:
                if part:
                    yield part, False
            elif part in values:
                yield values[part], True
            else:
                message = f'phrase "{key}" asks for {{{part}}}, which is not known where it is said'
                raise PackError(message, place=self.place(key), hint=suggest(part, values, "values"))

    def join(self, items: Sequence[str]) -> str:
        """Join items as a sentence does: "a", "a and b", "a, b and c"; nothing for none."""
        *first, last = items or [""]
        if not first:
            return last
        mark = "list-pair" if len(first) == 1 else "list-and"
        return self.say("list-comma").join(first) + self.say(mark) + last

    def say_date(self, date: dt.date | PartialDate) -> str:
        """Write a date as precisely as it is known: "19 June 2024", "June 2024" or "2024"."""
        if date.month is None:
            return self.say("date-year", year=date.year)
        first = date.day == 1 and FIRST_DAY in self.entries
        day = self.say(FIRST_DAY) if first else date.day
        values = {"year": date.year, "month": self.say(f"month-{date.month}"), "day": day}
        return self.say("date-month" if date.day is None else "date-day", **values)

    def say_week(self, monday: dt.date) -> str:
        """Write a week by its first day: "the week of 24 June 2024"."""
        return self.say("date-week", date=self.say_date(monday))

    def say_number(self, number: int) -> str:
        """Write a small number in words, a larger one in digits."""
        key = f"number-{number}"
        return self.say(key) if key in self.entries else str(number)

    def _choose(self, key: str, values: Mapping[str, object]) -> str:
        if key not in self.entries:
            raise PackError(f'phrase "{key}" is missing', place=self.home, hint=suggest(key, self.entries, "phrases"))
        match self.entries[key]:
            case str(phrase):
                return phrase
            case forms if "count" in values:
                return forms["one" if values["count"] == 1 else "other"]
            case _:
                raise PackError(f'phrase "{key}" has forms and was said without a count', place=self.place(key))


def read_phrases(table: Table, language: str) -> Phrases:
    """Read merged tables of phrases; raises the error of the table for what is no phrase."""
    return Phrases(
        language=language,
        entries={key: _read_phrase(table, key) for key in table.values},
        place=table.place,
        home=table.layers[0].place,
    )


def _read_phrase(table: Table, key: str) -> str | Mapping[str, str]:
    if not _KEY.fullmatch(key):
        raise table.fail(f'"{key}" cannot be the key of a phrase', key, hint="keys are small letters, digits and -")
    phrase = table.need(key, PhraseKind)
    if isinstance(phrase, str):
        return phrase
    forms = table.table(key)
    forms.refuse_unknown(_FORMS)
    return {form: forms.need(form, TEXT) for form in _FORMS}
