"""The fixed words of notes: phrases of the pack with values put into them, each part answering for itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from briefing.compose.punctuation import merge_texts
from briefing.model.document import Inline, Inlines, Text
from briefing.model.source import PartialDate

_FIRST_SLOT = 0xE000
_SLOT = re.compile("([\ue000-\ue0ff])")
"""Private characters that stand for values while the pack finds the words around them."""

_SERIAL_COMMA = frozenset({"en-US"})
_MONTH_FIRST = frozenset({"en-US"})


class Phrasebook(Protocol):
    """Whatever holds the fixed words of a pack."""

    def say(self, key: str, **values: str) -> str:
        """Return the phrase of a key with its values filled in."""
        ...


def derived(text: str) -> Inlines:
    """Make a text that a rule takes from a source or its metadata; no text makes nothing."""
    return (Text(text, "derived"),) if text else ()


@dataclass(frozen=True, slots=True)
class Wording:
    """Say the fixed words of notes in one language."""

    phrases: Phrasebook
    language: str = "en-GB"

    def say(self, key: str, **values: Inlines) -> Inlines:
        """Return a phrase of the pack with values in it: the words are the pack's, the values keep their origin."""
        slots = {name: chr(_FIRST_SLOT + number) for number, name in enumerate(values)}
        by_slot = {slot: values[name] for name, slot in slots.items()}
        return merge_texts(_fill(self.phrases.say(key, **slots), by_slot))

    def date(self, date: PartialDate) -> Inlines:
        """Write a date as precisely as it is known: "19 June 2024", "June 2024" or "2024"."""
        if date.month is None:
            return derived(str(date.year))
        values = {"month": self.phrases.say(f"month-{date.month}"), "year": str(date.year)}
        if date.day is None:
            return derived(self.phrases.say("date-month", **values))
        key = "date-day-month-first" if self.language in _MONTH_FIRST else "date-day"
        return derived(self.phrases.say(key, day=str(date.day), **values))

    def locator(self, paragraphs: Sequence[int]) -> Inlines:
        """Name paragraphs: "para. 3", those that follow each other "paras. 9–10", else "paras. 3 and 5"."""
        if not paragraphs:
            return ()
        key = "note-para" if len(paragraphs) == 1 else "note-paras"
        return self.say(key, n=self.series([derived(stretch) for stretch in _stretches(paragraphs)]))

    def series(self, items: Sequence[Inlines]) -> Inlines:
        """Join items as a sentence does: "a", "a and b", "a, b and c"; with a serial comma in American English."""
        if len(items) < 2:  # noqa: PLR2004  # a pair is the first series
            return items[0] if items else ()
        comma = Text("," if self.language in _SERIAL_COMMA and len(items) > 2 else "")  # noqa: PLR2004  # as above
        words: list[Inline] = [*items[0]]
        for item in items[1:-1]:
            words += [Text(", "), *item]
        return merge_texts((*words, comma, Text(" "), *self.say("note-and"), Text(" "), *items[-1]))


def _fill(phrase: str, by_slot: dict[str, Inlines]) -> Iterator[Inline]:
    """Yield the pack's words and, where a slot stands, its value."""
    for part in _SLOT.split(phrase):
        yield from by_slot.get(part, (Text(part),))


def _stretches(numbers: Sequence[int]) -> Iterator[str]:
    """Yield numbers in order, those that follow each other as a range."""
    ordered = sorted(set(numbers))
    breaks = [index for index, (left, right) in enumerate(pairwise(ordered), start=1) if right != left + 1]
    for start, end in pairwise([0, *breaks, len(ordered)]):
        first, last = ordered[start], ordered[end - 1]
        yield str(first) if first == last else f"{first}–{last}"
