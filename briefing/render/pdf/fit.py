"""Total-fit line breaking: the breaks of a paragraph are chosen together, so that its spaces are even.

After D. E. Knuth and M. F. Plass, "Breaking Paragraphs into Lines" (1981), with spaces for glue; words are parted where
the theme wants them to be. A paragraph in which a line would be looser than can be read with ease is not justified.
"""

from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import inf
from typing import NamedTuple

from briefing.render.pdf.hyphens import Hyphenator
from briefing.render.pdf.lines import Line, Metrics, Run, Word, assemble, fit_words, set_lines

_STRETCH, _SHRINK = 0.5, 0.2
"""How much a space gives, in parts of its width, before it is as bad as bad can be."""
_LOOSEST = 2.0
"""How many times its stretch a space may take in the worst line: then it is twice as wide."""
_SLACK = 1e-6
_RUNT, _RUNT_COST = 0.16, 2e4
"""A last line narrower than this part of the measure costs as much as two rather loose ones."""
_PARTED, _TWICE = 50, 1e4
"""What the end of a line in a hyphen adds to how bad it is, and to the cost of a second one in a row."""
_LADDER = 2
"""Lines in a row that may end in a hyphen."""

NO_HYPHENS: Mapping[int, Run] = {}


def fit_lines(
    words: Sequence[Word], width: float, hyphens: Mapping[int, Run] = NO_HYPHENS
) -> list[tuple[int, int]] | None:
    """Return where the lines of a justified paragraph begin and end, or None if one of them would be too loose.

    `hyphens` are those that end a line after a piece of a word, by the index of the piece.
    """
    return _Fit(words, width, hyphens).run()


def justify_lines(
    words: Sequence[Word], width: float, metrics: Metrics, hyphenator: Hyphenator | None = None
) -> tuple[Line, ...]:
    """Set the words justified, or ragged where their lines would be too loose; the last line stays as it is."""
    fitted, hyphens = fit_words(words, width, metrics), NO_HYPHENS
    if hyphenator:
        fitted, hyphens = hyphenator.part(fitted, metrics)
    breaks = fit_lines(fitted, width, hyphens) if fitted else None
    if breaks is None:
        return set_lines(words, width, metrics)
    last = len(fitted)
    return tuple(_fill(fitted[start:stop], width, hyphens.get(stop - 1), last=stop == last) for start, stop in breaks)


def _fill(words: Sequence[Word], width: float, hyphen: Run | None, *, last: bool) -> Line:
    """Return a line that fills the measure; one that ends a paragraph, or is forced to end, only gives way."""
    line = assemble(words, last=last)
    if hyphen is not None:
        line = line._replace(runs=(*line.runs, hyphen), width=line.width + hyphen.width)
    slack = width - line.width
    gaps = sum(map(count_gaps, words)) - (words[-1].space is not None)
    if not gaps or (slack > 0 and (last or words[-1].forced)):
        return line
    return line._replace(width=width, spacing=slack / gaps)


class Way(NamedTuple):
    """A way to the end of a line: what it costs, where the line begins, and the hyphens in a row before that."""

    cost: float = inf
    start: int = 0
    rung: int = 0


class _Fit:
    """The search for the best breaks: at each place where a line may end, the best way to get there is known.

    It is known for each number of lines in a row before it that end in a hyphen, so that no ladder grows too long.
    """

    def __init__(self, words: Sequence[Word], width: float, hyphens: Mapping[int, Run]) -> None:
        self._words = words
        self._width = width
        self._hyphens = hyphens
        self._rungs = _LADDER if hyphens else 0
        spaces = [word.space.width if word.space else 0.0 for word in words]
        reach = (word.width + space for word, space in zip(words, spaces, strict=True))
        self._reach = list(accumulate(reach, initial=0.0))
        gaps = (count_gaps(word) * space for word, space in zip(words, spaces, strict=True))
        self._give = list(accumulate(gaps, initial=0.0))
        self._after = spaces

    def run(self) -> list[tuple[int, int]] | None:
        """Return the lines of the way that costs least."""
        count = len(self._words)
        ways: list[list[Way]] = [[Way(0.0)]]
        first = 0
        for stop in range(1, count + 1):
            while first < stop - 1 and self._measure(first, stop)[0] < -1:
                first += 1
            ends = stop == count or self._words[stop - 1].forced
            ways.append(self._find_ways(ways, range(first, stop), ends=ends))
            first = stop if self._words[stop - 1].forced else first
        best = min(ways[count], key=lambda way: way.cost)
        return None if best.cost == inf else _walk_back(ways, best)

    def _find_ways(self, ways: Sequence[Sequence[Way]], starts: range, *, ends: bool) -> list[Way]:
        """Return the best ways to the end of the lines that begin at these places, by hyphens in a row before it."""
        stop = starts.stop
        hyphened = stop - 1 in self._hyphens
        found = [Way()] * (1 + self._rungs)
        for start in starts:
            cost, loose = self._rate(start, stop, ends=ends)
            if loose:
                break  # each shorter line is looser still
            for rung, way in enumerate(ways[start]):
                after = rung + 1 if hyphened else 0
                total = way.cost + cost + (_TWICE if after > 1 else 0.0)
                if after <= self._rungs and total < found[after].cost:
                    found[after] = Way(total, start, rung)
        return found

    def _measure(self, start: int, stop: int) -> tuple[float, float]:
        """Return by how much of what they give the spaces of a line must be stretched (or, below 0, shrunk), its width.

        Spaces that must be shrunk more than they give make a ratio below -1.
        """
        natural = self._reach[stop] - self._reach[start] - self._after[stop - 1]
        give = self._give[stop] - self._give[start] - self._after[stop - 1]
        natural += self._hyphens[stop - 1].width if stop - 1 in self._hyphens else 0.0
        slack = self._width - natural
        if abs(slack) < _SLACK:
            return 0.0, natural
        part = _STRETCH if slack > 0 else _SHRINK
        return (slack / (give * part) if give > _SLACK else inf if slack > 0 else -inf), natural

    def _rate(self, start: int, stop: int, *, ends: bool) -> tuple[float, bool]:
        """Return what a line costs, and whether it is too loose.

        The last of a paragraph may be short, but not by all but a word.
        """
        ratio, natural = self._measure(start, stop)
        if ratio < -1:
            return inf, False
        if ends and ratio >= 0:
            return _RUNT_COST if start and natural < self._width * _RUNT else 1.0, False
        if ratio > _LOOSEST:
            return inf, True
        parted = _PARTED if stop - 1 in self._hyphens else 0
        return (1 + parted + 100 * abs(ratio) ** 3) ** 2, False


def count_gaps(word: Word) -> int:
    """Return how many spaces widen with a line that has this word: its own, no-break ones too, and that after it."""
    inner = sum(run.text.count(" ") + run.text.count("\u00a0") for run in word.runs if not run.ink.framed)
    return inner + (word.space is not None)


def _walk_back(ways: Sequence[Sequence[Way]], best: Way) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    stop, way = len(ways) - 1, best
    while stop:
        lines.append((way.start, stop))
        stop, way = way.start, ways[way.start][way.rung]
    return lines[::-1]
