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
            words = _split(name)[0]
            found.setdefault(words[0], []).append((words, actor))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}


def _split(text: str) -> tuple[tuple[str, ...], list[re.Match[str]]]:
    """Return the words of a text without possessive endings, and the places of the whole words."""
    places = list(WORD.finditer(text))
    words = [place[0] for place in places]
    if "'" in text or "’" in text:
        words = [_POSSESSIVE.sub("", word) for word in words]
    return tuple(words), places


def find_mentions(words: tuple[str, ...]) -> tuple[Mention, ...]:
    """Return the actors that a sequence of words names, left to right, the longest name winning."""
    gazetteer = load_actors()
    found: list[Mention] = []
    end = 0
    for index in [index for index, word in enumerate(words) if word in gazetteer]:
        fitting = (row for row in gazetteer[words[index]] if words[index : index + len(row[0])] == row[0])
        longest = next(fitting, None) if index >= end else None
        if longest is not None:
            end = index + len(longest[0])
            found.append(Mention(longest[1], index, end - index))
    return tuple(found)


def read_sentence(document: SourceDocument, sentence: Sentence) -> Reading:
    """Make a sentence ready for the rules."""
    return _read(document.quote(sentence.span), sentence)


def read_words(source: SourceId, text: str) -> Reading:
    """Make words that stand in no paragraph, such as a title, ready for the rules; its offsets count in the words."""
    return _read(text, Sentence(span=Span(source, 0, len(text)), paragraph=0, number=0, last_paragraph=0))


def _read(raw: str, sentence: Sentence) -> Reading:
    words, places = _split(raw)
    offset = sentence.span.start
    return Reading(
        sentence=sentence,
        raw=raw,
        words=words,
        lows=tuple([word.lower() for word in words]),
        starts=tuple([offset + place.start() for place in places]),
        ends=tuple([offset + place.end() for place in places]),
        mentions=find_mentions(words),
    )
