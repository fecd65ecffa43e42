"""Total-fit line breaking: the breaks of a paragraph are chosen together, so that its spaces are even.

After D. E. Knuth and M. F. Plass, "Breaking Paragraphs into Lines" (1981), with spaces for glue and without inserted
hyphens: patterns of hyphenation that we could carry with us are not free of conditions. A paragraph in which a line
would be looser than can be read with ease is therefore not justified at all.
"""

from collections.abc import Sequence
from itertools import accumulate
from math import inf

from briefing.render.pdf.lines import Line, Metrics, Word, assemble, fit_words, set_lines

_STRETCH, _SHRINK = 0.5, 0.2
"""How much a space gives, in parts of its width, before it is as bad as bad can be."""
_LOOSEST = 2.0
"""How many times its stretch a space may take in the worst line: then it is twice as wide."""
_SLACK = 1e-6
_RUNT, _RUNT_COST = 0.16, 2e4
"""A last line narrower than this part of the measure costs as much as two rather loose ones."""


def fit_lines(words: Sequence[Word], width: float) -> list[tuple[int, int]] | None:
    """Return where the lines of a justified paragraph begin and end, or None if one of them would be too loose."""
    return _Fit(words, width).run()


def justify_lines(words: Sequence[Word], width: float, metrics: Metrics) -> tuple[Line, ...]:
    """Set the words justified, or ragged where their lines would be too loose; the last line stays as it is."""
    fitted = fit_words(words, width, metrics)
    breaks = fit_lines(fitted, width) if fitted else None
    if breaks is None:
        return set_lines(words, width, metrics)
    return tuple(_fill(fitted[start:stop], width, last=stop == len(fitted)) for start, stop in breaks)


def _fill(words: Sequence[Word], width: float, *, last: bool) -> Line:
    """Return a line that fills the measure; one that ends a paragraph, or is forced to end, only gives way."""
    line = assemble(words, last=last)
    slack = width - line.width
    gaps = sum(map(count_gaps, words)) - (words[-1].space is not None)
    if not gaps or (slack > 0 and (last or words[-1].forced)):
        return line
    return line._replace(width=width, spacing=slack / gaps)


class _Fit:
    """The search for the best breaks: at each place where a line may end, the best way to get there is known."""

    def __init__(self, words: Sequence[Word], width: float) -> None:
        self._words = words
        self._width = width
        spaces = [word.space.width if word.space else 0.0 for word in words]
        reach = (word.width + space for word, space in zip(words, spaces, strict=True))
        self._reach = list(accumulate(reach, initial=0.0))
        gaps = (count_gaps(word) * space for word, space in zip(words, spaces, strict=True))
        self._give = list(accumulate(gaps, initial=0.0))
        self._after = spaces

    def run(self) -> list[tuple[int, int]] | None:
        """Return the lines of the way that costs least."""
        count = len(self._words)
        costs, origins = [0.0, *[inf] * count], [0] * (count + 1)
        first = 0
        for stop in range(1, count + 1):
            while first < stop - 1 and self._measure(first, stop)[0] < -1:
                first += 1
            ends = stop == count or self._words[stop - 1].forced
            for start in range(first, stop):
                cost = self._rate(start, stop, ends=ends)
                if cost == inf and not ends:
                    break  # each shorter line is looser still
                if costs[start] + cost < costs[stop]:
                    costs[stop], origins[stop] = costs[start] + cost, start
            first = stop if self._words[stop - 1].forced else first
        return None if costs[count] == inf else _walk_back(origins)

    def _measure(self, start: int, stop: int) -> tuple[float, float]:
        """Return by how much of what they give the spaces of a line must be stretched (or, below 0, shrunk), its width.

        Spaces that must be shrunk more than they give make a ratio below -1.
        """
        natural = self._reach[stop] - self._reach[start] - self._after[stop - 1]
        give = self._give[stop] - self._give[start] - self._after[stop - 1]
        slack = self._width - natural
        if abs(slack) < _SLACK:
            return 0.0, natural
        part = _STRETCH if slack > 0 else _SHRINK
        return (slack / (give * part) if give > _SLACK else inf if slack > 0 else -inf), natural

    def _rate(self, start: int, stop: int, *, ends: bool) -> float:
        """Return what a line costs; the last of a paragraph may be short, but not by all but a word."""
        ratio, natural = self._measure(start, stop)
        if ratio < -1:
            return inf
        if ends and ratio >= 0:
            return _RUNT_COST if start and natural < self._width * _RUNT else 1.0
        return (1 + 100 * abs(ratio) ** 3) ** 2 if ratio <= _LOOSEST else inf


def count_gaps(word: Word) -> int:
    """Return how many spaces widen with a line that has this word: its own, no-break ones too, and that after it."""
    inner = sum(run.text.count(" ") + run.text.count("\u00a0") for run in word.runs if not run.ink.framed)
    return inner + (word.space is not None)


def _walk_back(origins: Sequence[int]) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    stop = len(origins) - 1
    while stop:
        lines.append((origins[stop], stop))
        stop = origins[stop]
    return lines[::-1]
