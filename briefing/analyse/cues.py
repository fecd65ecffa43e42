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
        self._wild: dict[str, list[tuple[str, Cue]]] = {}
        """By their first letter, each with what stands before `*`."""
        self._classed: list[tuple[Cue, frozenset[str]]] = []
        self._begins: dict[str, tuple[tuple[Cue, frozenset[str]], ...]] = {}
        """For each word the cues that it may begin, each with the words that it cannot do without."""
        for cue in cues:
            first = cue.tokens[0]
            if first.startswith("{"):
                self._classed.append((cue, _list_needed(cue)))
            elif "*" in first:
                self._wild.setdefault(first[0].strip("*"), []).append((first.partition("*")[0], cue))
            else:
                self._exact.setdefault(first, []).append(cue)

    def find(self, reading: Reading, classes: Classes) -> list[Cue]:
        """Return each cue that matches, once, in the order of the words where they begin."""
        found: dict[Cue, None] = {}
        lows, begins = reading.lows, self._begins
        words = set(lows)
        members = {index for places in classes.values() for index in places} if self._classed else ()
        for low in [low for low in words if low not in begins]:
            self._learn(low)
        for index in [index for index, low in enumerate(lows) if begins[low] or index in members]:
            for cue, needed in (*begins[lows[index]], *(self._classed if index in members else ())):
                if needed <= words and matches(cue.tokens, lows, index, classes):
                    found[cue] = None
        return list(found)

    def _learn(self, low: str) -> None:
        """Work out which cues a word may begin."""
        alike = (*self._wild.get(low[:1], ()), *self._wild.get("", ()))
        wild = [cue for head, cue in alike if low.startswith(head) and matches_word(cue.tokens[0], low)]
        self._begins[low] = tuple((cue, _list_needed(cue)) for cue in (*self._exact.get(low, ()), *wild))


def _list_needed(cue: Cue) -> frozenset[str]:
    """Return the plain words of a cue behind its first token: without them nothing needs to be tried."""
    return frozenset(token for token in cue.tokens[1:] if token != GAP and "*" not in token and token[0] != "{")


def matches_word(token: str, low: str) -> bool:
    """Say whether a token, with `*` before, after or within it, fits a word in lower case."""
    head, star, tail = token.partition("*")
    if not star:
        return token == low
    return len(low) >= len(head) + len(tail) and low.startswith(head) and low.endswith(tail)


def matches(tokens: Sequence[str], lows: Sequence[str], index: int, classes: Classes) -> bool:
    """Say whether tokens fit the words from an index on.

    All places that the tokens so far may lead to are kept at once, so that no cue takes longer than its words times
    those of the sentence.
    """
    places = {index}
    for token in tokens:
        if token == GAP:
            places = {at for start in places for at in range(start, min(start + WIDEST_GAP, len(lows)) + 1)}
        elif token.startswith("{"):
            lengths = classes.get(token.strip("{}"), {})
            places = {at + lengths[at] for at in places if at in lengths}
        else:
            places = {at + 1 for at in places if at < len(lows) and matches_word(token, lows[at])}
        if not places:
            return False
    return True
