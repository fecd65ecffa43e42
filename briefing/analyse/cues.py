"""The cue language: words and phrases with `*`, gaps and named classes, matched against the words of a sentence.

`mutual defen*` matches two neighbouring words; `...` stands for up to six words between; `{party}` for a place where a
party is named. No regular expressions: a pack's author needs none, and none can run wild.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefing.analyse.readings import Reading

GAP = "..."
WIDEST_GAP = 6

Classes = Mapping[str, Mapping[int, int]]
"""For each named class, the words where a member begins and how many words it takes."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One compiled cue and what it is good for to its owner."""

    text: str
    tokens: tuple[str, ...]
    owner: int


def compile_cue(text: str, owner: int) -> Cue:
    """Split a cue into its tokens, in lower case; hyphens stay, since words keep theirs."""
    return Cue(text, tuple(text.lower().split()), owner)


class CueIndex:
    """Many cues ready to be looked for at once; what a word may begin is worked out once per distinct word."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        """Sort the cues by their first token; those with `*` in it by its first letter, if it has one before `*`."""
        self._exact: dict[str, list[Cue]] = {}
        self._wild: dict[str, list[Cue]] = {}
        self._classed: list[Cue] = []
        self._begins: dict[str, tuple[Cue, ...]] = {}
        for cue in cues:
            first = cue.tokens[0]
            if first.startswith("{"):
                self._classed.append(cue)
            elif "*" in first:
                self._wild.setdefault(first[0].strip("*"), []).append(cue)
            else:
                self._exact.setdefault(first, []).append(cue)

    def find(self, reading: Reading, classes: Classes) -> list[Cue]:
        """Return each cue that matches, once, in the order of the words where they begin."""
        found: dict[Cue, None] = {}
        members = {index for places in classes.values() for index in places}
        for index, low in enumerate(reading.lows):
            for cue in (*self._beginning(low), *(self._classed if index in members else ())):
                if cue not in found and matches(cue.tokens, reading.lows, index, classes):
                    found[cue] = None
        return list(found)

    def _beginning(self, low: str) -> tuple[Cue, ...]:
        known = self._begins.get(low)
        if known is None:
            alike = (*self._wild.get(low[:1], ()), *self._wild.get("", ()))
            wild = [cue for cue in alike if matches_word(cue.tokens[0], low)]
            known = self._begins[low] = (*self._exact.get(low, ()), *wild)
        return known


def matches_word(token: str, low: str) -> bool:
    """Say whether a token, with `*` before, after or within it, fits a word in lower case."""
    head, star, tail = token.partition("*")
    if not star:
        return token == low
    return len(low) >= len(head) + len(tail) and low.startswith(head) and low.endswith(tail)


def matches(tokens: Sequence[str], lows: Sequence[str], index: int, classes: Classes) -> bool:
    """Say whether tokens fit the words from an index on."""
    if not tokens:
        return True
    token, rest = tokens[0], tokens[1:]
    if token == GAP:
        return any(matches(rest, lows, at, classes) for at in range(index, min(index + WIDEST_GAP, len(lows)) + 1))
    if index >= len(lows):
        return False
    if token.startswith("{"):
        length = classes.get(token.strip("{}"), {}).get(index)
        return length is not None and matches(rest, lows, index + length, classes)
    return matches_word(token, lows[index]) and matches(rest, lows, index + 1, classes)
