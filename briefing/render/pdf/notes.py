"""The note area at the foot of a page: what must stand there, what may wait, and what is carried on.

An area is a tuple of slices. All but the last are printed as far as they say; the last is flexible between the least
that must stand on this page and all that is left of its note.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from briefing.render.pdf.lines import Line

_WHOLE = 6
"""A note of at most this many lines is not split while there is another way."""
_LEAST = 2
"""Lines that a longer note starts with at least."""
_CARRIED_SHARE = 0.4
"""The part of a page that a carried note gets at least, so that it comes to an end."""
_SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class NoteText:
    """One note, set: its number as a line of its own and its text."""

    number: int
    label: Line
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Slice:
    """The lines of a note from `start`: at least to `floor` on this page, and at most to `full`."""

    number: int
    start: int
    floor: int
    full: int


@dataclass(frozen=True, slots=True)
class Carried:
    """What is left of a note for the next page: its lines from `start`."""

    number: int
    start: int


Area: TypeAlias = tuple[Slice, ...]


@dataclass(frozen=True, slots=True)
class NoteRoom:
    """The measures of the note area, and the rules by which notes share it."""

    notes: Mapping[int, NoteText]
    page: float
    """The height of the page's body, notes included."""
    leading: float
    gap: float
    separator: float
    columns: int = 1
    """Side by side at the foot of the page."""
    step: float = 0.0
    """From the left edge of one column to that of the next."""

    def height(self, area: Area) -> float:
        """Return the least height of an area."""
        if not area:
            return 0.0
        if self.columns > 1:
            least = (*area[:-1], replace(area[-1], full=area[-1].floor))
            return self.separator + max(map(self._measure, self.share(least)))
        lines = sum(part.full - part.start for part in area[:-1]) + area[-1].floor - area[-1].start
        return self.separator + lines * self.leading + len(area) * self.gap

    def share(self, printed: Sequence[Slice]) -> tuple[Area, ...]:
        """Return slices column by column, as low as they go; a note is parted where two lines stay on either side."""
        least = -(-sum(part.full - part.start for part in printed) // self.columns)
        for rows in range(least, least + _LEAST + 1):
            columns = _pour(printed, rows, self.columns, _LEAST)
            if columns is not None:
                return columns
        return _pour(printed, least, self.columns, 1) or (tuple(printed),)

    def _measure(self, column: Area) -> float:
        return sum(part.full - part.start for part in column) * self.leading + len(column) * self.gap

    def add(self, area: Area, number: int, least: int | None = None) -> Area:
        """Return the area with one more note; with `least`, it may end after so many lines even if others follow."""
        total = len(self.notes[number].lines)
        floor = total if total <= _WHOLE else _LEAST
        if least is not None:
            area = tuple(replace(part, full=part.floor) if not part.start else part for part in area)
            floor = min(least, total)
        fresh = sorted((*(p for p in area if p.start == 0), Slice(number, 0, floor, total)), key=lambda p: p.number)
        return (*(part for part in area if part.start), *fresh)

    def open(self, carried: tuple[Carried, ...]) -> tuple[Area, tuple[Carried, ...]]:
        """Return the area of a new page and what has no room on it either."""
        area: Area = ()
        for index, part in enumerate(carried):
            longer = (*area, self._continue(part))
            if self.height(longer) > self.page + _SLACK:
                return (area, carried[index:]) if area else self._fill(carried)
            area = longer
        return area, ()

    def _continue(self, part: Carried) -> Slice:
        """Return the slice of a carried note: a fair share of the page, never all but one line."""
        total = len(self.notes[part.number].lines)
        share = max(_LEAST, int(self.page * _CARRIED_SHARE / self.leading)) * self.columns
        floor = min(total, part.start + share)
        return Slice(part.number, part.start, total if total - floor == 1 else floor, total)

    def _fill(self, carried: tuple[Carried, ...]) -> tuple[Area, tuple[Carried, ...]]:
        """Return a page full of the first carried note: at least one line of it, however small the page."""
        first = carried[0]
        total = len(self.notes[first.number].lines)
        room = int((self.page - self.separator - self.gap + _SLACK) / self.leading)
        floor = min(total, first.start + max(1, room) * self.columns)
        return (Slice(first.number, first.start, floor, total),), carried[1:]

    def close(self, area: Area, room: float) -> tuple[Area, tuple[Carried, ...]]:
        """Return the area as printed, its last note drawn out into the room left, and what is carried on."""
        printed: list[Slice] = []
        for index, part in enumerate(area):
            stop = part.full if index < len(area) - 1 else self._stretch(area, room)
            printed.append(replace(part, floor=stop, full=stop))
        carried = [
            Carried(part.number, part.full) for part in printed if part.full < len(self.notes[part.number].lines)
        ]
        return tuple(printed), tuple(carried)

    def _stretch(self, area: Area, room: float) -> int:
        """Return how far the last note reaches: no last line of it is left alone for the next page."""
        if self.columns > 1:
            return self._reach(area, room)
        part = area[-1]
        stop = min(part.full, part.floor + max(0, int((room + _SLACK) / self.leading)))
        alone = part.full - stop == 1 and stop - 1 >= part.floor
        return stop - 1 if alone else stop

    def _reach(self, area: Area, room: float) -> int:
        """Return how far the last note reaches in columns: one line more may be lower, so each length is tried."""
        part, limit = area[-1], self.height(area) + room + _SLACK
        stop = min(part.full, part.floor + self.columns * (1 + max(0, int(room / self.leading))))
        while stop > part.floor:
            if part.full - stop != 1 and self.height((*area[:-1], replace(part, floor=stop))) <= limit:
                break
            stop -= 1
        return stop


def _pour(slices: Sequence[Slice], rows: int, count: int, least: int) -> tuple[Area, ...] | None:
    """Return slices in columns of at most so many lines, none parted nearer to an end than `least`; None if too low."""
    columns: list[list[Slice]] = [[]]
    room = rows
    for part in slices:
        start = part.start
        while start < part.full:
            taken = _take(part.full - start, room, least)
            if taken:
                columns[-1].append(replace(part, start=start, full=start + taken))
                start, room = start + taken, room - taken
            elif len(columns) == count:
                return None
            else:
                columns.append([])
                room = rows
    return tuple(map(tuple, columns))


def _take(lines: int, room: int, least: int) -> int:
    """Return how many lines of a note go into the room of a column."""
    if lines <= room:
        return lines
    taken = min(room, lines - least)
    return taken if taken >= least else 0
