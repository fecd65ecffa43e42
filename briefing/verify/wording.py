"""The pack's own words: a line that is none of the sources' -> the phrases that it is made of, with their values."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefing.model.marks import fold_space
from briefing.packs.lookup import Pack
from briefing.verify.templates import list_patterns

_PLACEHOLDER = re.compile(r"\{([a-z][a-z_]*)\}")
LITERAL = "layout"
"""Stands for the key of a phrase where a template prints words of its own."""
_BREAK = re.compile(r"(?<=[.!?…])\s+")

NEUTRAL = frozenset({
    "marks-legend", "not-stated", "method-paragraphs", "method-omissions", "method-dates", "method-truth",
    "method-pages", "key-points", "chronology", "disagreements", "sources-and-method", "sources", "contents",
})  # fmt: skip
"""Phrases that state nothing about the sources: headings, and how to read the page."""
_PARTS = (
    "label-", "note-", "kind-", "kinds-", "month-", "number-", "list-", "withheld-", "aside-", "qualifier-", "tag-",
    "insert-", "date-", "quote-", "status-", "missing-", "fact-", "title", "subtitle", "edition", "page", "kicker",
    "authored-by", "method-kind", "method-withheld-item", "method-set-aside-item", "method-coverage-item",
    "method-edit-", "caption-", "notice-", "copy", "mail-",
)  # fmt: skip
"""Phrases that stand inside others, or are held against what they are made from, or are said in a message about the
brief: never a line of their own."""


@dataclass(frozen=True, slots=True)
class Said:
    """One phrase as it stands in a line, with the values in its places."""

    key: str
    text: str
    values: tuple[tuple[str, str], ...] = ()


class Wordbook:
    """The phrases of a pack, ready to be recognised."""

    def __init__(self, pack: Pack) -> None:
        """Compile every phrase that may be a line or a sentence of one."""
        self.pack = pack
        self._words: dict[tuple[str, ...], frozenset[str]] = {}
        self._titles = {section.title for section in pack.manifest.sections}

    @cached_property
    def _patterns(self) -> list[tuple[str, re.Pattern[str]]]:
        """All patterns, the one with the most fixed words first."""
        made: list[tuple[int, str, re.Pattern[str]]] = []
        for key, phrase in self.pack.phrases.entries.items():
            if not key.startswith(_PARTS):
                for form in (phrase,) if isinstance(phrase, str) else phrase.values():
                    fixed = len(_PLACEHOLDER.sub("", form).strip())
                    made.append((fixed, key, re.compile(_compile(form), re.DOTALL)))
        made += [(len(fixed), LITERAL, pattern) for fixed, pattern in list_patterns(self.pack)]
        return [(key, pattern) for fixed, key, pattern in sorted(made, key=lambda each: (-each[0], each[1])) if fixed]

    def pattern(self, key: str) -> re.Pattern[str]:
        """Return the pattern of a phrase of one form."""
        return re.compile("|".join(_compile(form) for form in _forms(self.pack.phrases.entries[key])), re.DOTALL)

    def recognise(self, text: str) -> Said | None:
        """Return the phrase that a text is; None for words that the pack does not have."""
        if text in self._titles:
            return Said("section-title", text)
        for key, pattern in self._patterns:
            match = pattern.fullmatch(text)
            if match is not None:
                return Said(key, text, tuple(_values(match)))
        return None

    def part(self, line: str, count_faults: Callable[[Said], int] = lambda _: 0) -> tuple[Said, ...] | None:
        """Part a line into phrases, each as few sentences as can be; None where some words are of none.

        A full stop may stand within a value ("14. Mai"), so that a line can be parted in several ways: the one with the
        fewest faults is taken.
        """
        breaks = list(_BREAK.finditer(line))
        starts = [0, *(match.end() for match in breaks)]
        stops = [*(match.start() for match in breaks), len(line)]
        # From the end on: what follows a sentence is known before the sentence is looked at.
        following: list[tuple[int, tuple[Said, ...]] | None] = [None] * len(starts) + [(0, ())]
        for first in reversed(range(len(starts))):
            for last in range(first, len(stops)):
                rest, best = following[last + 1], following[first]
                said = self.recognise(line[starts[first] : stops[last]]) if rest is not None else None
                if said is None or rest is None:
                    continue
                faults = count_faults(said) + rest[0]
                if best is None or faults < best[0]:
                    following[first] = faults, (said, *rest[1])
                if not faults:
                    break
        return following[0][1] if following[0] is not None else None

    def words(self, *prefixes: str) -> frozenset[str]:
        """Return the words of the phrases whose keys begin so, without those of their values."""
        if prefixes not in self._words:
            self._words[prefixes] = frozenset(self._list_words(prefixes))
        return self._words[prefixes]

    def _list_words(self, prefixes: tuple[str, ...]) -> Iterator[str]:
        keys = [key for key in self.pack.phrases.entries if key.startswith(prefixes)]
        texts = (text for key in keys for text in _forms(self.pack.phrases.entries[key]))
        yield from (word for text in texts for word in list_words(_PLACEHOLDER.sub(" ", text)))


def list_words(text: str) -> list[str]:
    """Return the words and numbers of a text in lower case."""
    return re.findall(r"\w+", fold_space(text).casefold())


def contains(text: Sequence[str], words: Sequence[str]) -> bool:
    """Say whether words stand in a text side by side."""
    size = len(words)
    return any(text[at : at + size] == words for at in range(len(text) - size + 1))


def _forms(phrase: str | Mapping[str, str]) -> Iterator[str]:
    yield from (phrase,) if isinstance(phrase, str) else phrase.values()


def _compile(phrase: str) -> str:
    """Write a phrase as a pattern whose groups are its placeholders; one that comes twice gets a number."""
    parts = _PLACEHOLDER.split(fold_space(phrase).strip())
    return "".join(f"(?P<{part}_{n}>.*?)" if n % 2 else re.escape(part) for n, part in enumerate(parts))


def _values(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    """Yield the values in the places of a phrase by their names; those of a template's line have none."""
    if match.re.groupindex:
        yield from ((name.rpartition("_")[0], value) for name, value in match.groupdict().items())
    else:
        yield from (("", value) for value in match.groups() if value)
