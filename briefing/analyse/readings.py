"""A sentence made ready for the rules: its words as they stand, in lower case, and the actors it names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from briefing.analyse.lexicons import load_lexicon
from briefing.model.evidence import Address, Sentence
from briefing.model.source import SourceDocument, SourceId, Span

WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:(?:[-’'.&]|(?<=\d),(?=\d{3}))[^\W_]+)*(?:[’'](?=s?\b))?|[$€£¥]")
"""A word: dotted initials ("U.S.") whole, hyphens, apostrophes and inner points kept ("nuclear-armed", "1,340.5")."""

_POSSESSIVE = re.compile(r"(?:[’']s|[’'])$")


@dataclass(frozen=True, slots=True)
class Actor:
    """A country, an alliance or a body, and whether it belongs to the West in the wide sense."""

    name: str
    west: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor where a sentence names it: first word and number of words."""

    actor: Actor
    index: int
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One sentence ready for the rules. Offsets of `starts` count in the source's text."""

    sentence: Sentence
    raw: str
    """As it stands in the source."""
    words: tuple[str, ...]
    """Possessive endings taken off."""
    lows: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    mentions: tuple[Mention, ...]

    @property
    def address(self) -> Address:
        """The address of its sentence."""
        return self.sentence.address


@cache
def load_actors() -> Mapping[str, tuple[tuple[tuple[str, ...], Actor], ...]]:
    """Return the gazetteer by first word: the longest names first."""
    found: dict[str, list[tuple[tuple[str, ...], Actor]]] = {}
    for row in load_lexicon("actors")["actor"]:  # type: ignore[attr-defined]  # TOML is untyped
        actor = Actor(row["name"], bool(row.get("west", False)))
        for name in row["words"]:
            words = tuple(_split(name)[0])
            found.setdefault(words[0], []).append((words, actor))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}


def _split(text: str) -> tuple[list[str], list[int], list[int]]:
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in WORD.finditer(text):
        word = match.group()
        words.append(_POSSESSIVE.sub("", word) if "'" in word or "’" in word else word)
        starts.append(match.start())
        ends.append(match.end())
    return words, starts, ends


def find_mentions(words: tuple[str, ...]) -> tuple[Mention, ...]:
    """Return the actors that a sequence of words names, left to right, the longest name winning."""
    gazetteer = load_actors()
    found: list[Mention] = []
    index = 0
    while index < len(words):
        for name, actor in gazetteer.get(words[index], ()):
            if words[index : index + len(name)] == name:
                found.append(Mention(actor, index, len(name)))
                index += len(name) - 1
                break
        index += 1
    return tuple(found)


def read_sentence(document: SourceDocument, sentence: Sentence) -> Reading:
    """Make a sentence ready for the rules."""
    return _read(document.quote(sentence.span), sentence)


def read_words(source: SourceId, text: str) -> Reading:
    """Make words that stand in no paragraph, such as a title, ready for the rules; its offsets count in the words."""
    return _read(text, Sentence(span=Span(source, 0, len(text)), paragraph=0, number=0, last_paragraph=0))


def _read(raw: str, sentence: Sentence) -> Reading:
    words, starts, ends = _split(raw)
    offset = sentence.span.start
    return Reading(
        sentence=sentence,
        raw=raw,
        words=tuple(words),
        lows=tuple(word.lower() for word in words),
        starts=tuple(offset + start for start in starts),
        ends=tuple(offset + end for end in ends),
        mentions=find_mentions(tuple(words)),
    )
