"""The lines of a page in the order of reading: columns from left to right, parted by what runs across them."""

from collections.abc import Sequence
from dataclasses import dataclass

_NARROWEST_GUTTER = 6.0
_STEP = 2.0
_FEWEST_LINES = 3
_MOST_CROSSING = 0.4


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its words and the box around them, in points from the lower left corner of the page."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def size(self) -> float:
        """How high it is, which goes with the size of its type."""
        return self.top - self.bottom


def read_columns(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines as columns in the order of reading, each from top to bottom."""
    gutter = _find_gutter(lines)
    if gutter is None:
        return [_from_top(lines)] if lines else []
    columns: list[list[Line]] = []
    for crossing, band in _cut_bands(lines, gutter):
        if crossing:
            columns.append(band)
            continue
        for side in ([line for line in band if line.right <= gutter], [line for line in band if line.left >= gutter]):
            columns += read_columns(side)
    return columns


def _find_gutter(lines: Sequence[Line]) -> float | None:
    """Return the middle of the white strip between two columns that the fewest lines cross; None for one column."""
    if len(lines) < 2 * _FEWEST_LINES:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    steps = int(0.7 * (right - left) / _STEP)
    starts = [left + 0.15 * (right - left) + _STEP * step for step in range(steps)]
    crossings = {at: _count_crossing(lines, at, at + _NARROWEST_GUTTER) for at in starts}
    fewest = min((count for count in crossings.values() if count is not None), default=None)
    if fewest is None:
        return None
    strips: list[list[float]] = []
    for at in (at for at in starts if crossings[at] == fewest):
        if strips and at - strips[-1][-1] <= 1.5 * _STEP:
            strips[-1].append(at)
        else:
            strips.append([at])
    widest = max(strips, key=len)
    return (widest[0] + widest[-1] + _NARROWEST_GUTTER) / 2


def _count_crossing(lines: Sequence[Line], begin: float, end: float) -> int | None:
    """Count what runs across a strip; None if it has no columns on both sides, side by side."""
    before = [line for line in lines if line.right <= begin]
    behind = [line for line in lines if line.left >= end]
    crossing = len(lines) - len(before) - len(behind)
    if min(len(before), len(behind)) < _FEWEST_LINES or crossing > _MOST_CROSSING * len(lines):
        return None
    high = min(max(line.top for line in before), max(line.top for line in behind))
    low = max(min(line.bottom for line in before), min(line.bottom for line in behind))
    beside = sum(low <= line.bottom and line.top <= high for line in (*before, *behind))
    return crossing if beside >= 2 * _FEWEST_LINES - 1 else None


def _cut_bands(lines: Sequence[Line], gutter: float) -> list[tuple[bool, list[Line]]]:
    """Cut a page from top to bottom into bands: what runs across the gutter, and what stands beside it.

    What stands on one side only, with nothing beside it, goes with what runs across: it is the end of a paragraph.
    """
    bands = _group([(line.left < gutter < line.right, [line]) for line in _from_top(lines)])
    return _group([(crossing or not _has_both(band, gutter), band) for crossing, band in bands])


def _from_top(lines: Sequence[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (-line.top, line.left))


def _has_both(band: Sequence[Line], gutter: float) -> bool:
    return any(line.right <= gutter for line in band) and any(line.left >= gutter for line in band)


def _group(bands: Sequence[tuple[bool, list[Line]]]) -> list[tuple[bool, list[Line]]]:
    """Join bands of one sort that follow each other."""
    joined: list[tuple[bool, list[Line]]] = []
    for crossing, lines in bands:
        if joined and joined[-1][0] == crossing:
            joined[-1][1].extend(lines)
        else:
            joined.append((crossing, list(lines)))
    return joined
