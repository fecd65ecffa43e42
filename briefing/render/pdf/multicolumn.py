"""The page-fill loop for several columns: sections of columns between blocks that stand across the page.

The notes of a page stand at its foot, in as many columns, whatever stands above them. A column is as high as the notes
of all columns leave it, and these depend on how much the columns hold; so the greatest height is searched for that
leaves room for the notes, and tried by filling the columns. What is tried is never changed afterwards: the guarantee of
`pages` holds for what was tried. A section that ends on a page is set in columns of about one height.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefing.render.pdf.bands import FREE, ROW, WHOLE, Band
from briefing.render.pdf.notes import Area, Slice
from briefing.render.pdf.pages import FILLED, SLACK, PageFiller, PlacedBand, PlacedNote

_HALVINGS = 11
"""How often the height of columns is halved in: to a third of a point on any page."""


@dataclass(frozen=True, slots=True)
class Strip:
    """Columns side by side: their bands, the band after them, where they end, and the notes of the page with theirs."""

    placed: tuple[PlacedBand, ...]
    stop: int
    bottom: float
    area: Area


@dataclass(slots=True)
class _Column:
    """One column being filled, from `y` to `limit`."""

    x: float
    y: float
    top: float
    limit: float
    fresh: bool
    """Whether it opens a page or follows another column: then heads are repeated and the space above is dropped."""
    placed: list[PlacedBand] = field(default_factory=list)
    bottom: float = 0.0

    def take(self, bands: Sequence[Band], first: int, last: int) -> bool:
        """Place bands if there is room for all of them; an opening that has no room is left out."""
        opens = not self.placed
        opening = bands[first].opening if opens and self.fresh else ()
        return self._stack(bands, first, last, opening) or (bool(opening) and self._stack(bands, first, last, ()))

    def _stack(self, bands: Sequence[Band], first: int, last: int, opening: tuple[Band, ...]) -> bool:
        y, opens = self.y, not self.placed
        placed: list[PlacedBand] = []
        for band in opening:
            placed.append(PlacedBand(band, y, first, repeated=True, x=self.x))
            y += band.height
        for index in range(first, last):
            band = bands[index]
            y += 0.0 if opens and index == first else band.before
            placed.append(PlacedBand(band, y, index, x=self.x))
            y += band.height
        bottom = y + bands[last - 1].under
        if bottom > self.limit + SLACK:
            return False
        self.placed += placed
        self.y, self.bottom = y, bottom
        return True


@dataclass(slots=True)
class ColumnFiller(PageFiller):
    """Fill pages of several columns."""

    _fitting: dict[tuple[int, int], bool] = field(default_factory=dict)

    def fill(self) -> None:
        """Place all bands, section by section."""
        for start, stop in self._list_sections():
            if self.bands[start].wide:
                self._place(start, stop, FREE)
            else:
                self._place_section(start, stop)

    def _list_sections(self) -> Iterator[tuple[int, int]]:
        """Yield bands that all stand across the page, or all in columns, as ranges."""
        first = 0
        for index in range(1, len(self.bands) + 1):
            if index == len(self.bands) or self.bands[index].wide != self.bands[first].wide:
                yield first, index
                first = index

    def _place_section(self, first: int, stop: int) -> None:
        """Place a section of columns, over as many pages as it takes."""
        while first < stop:
            if first in self.forced and self._placed:
                self._close()
            goal = min((index for index in self.forced if first < index < stop), default=stop)
            strip = self._find_strip(first, goal)
            if strip is not None:
                self._placed.extend(strip.placed)
                self._y, self._area, first = strip.bottom, strip.area, strip.stop
            elif not (self._placed or self._area or self._pending):
                first = self._place_first(first, stop)
            if first < stop:
                self._close()

    def _place_first(self, first: int, stop: int) -> int:
        """Place what no empty page holds in columns in the first column alone, and return what comes after it."""
        last = next(last for _, last in self._atoms(first, stop, FREE))
        self._place(first, last, FREE)
        return last

    def _find_strip(self, first: int, goal: int) -> Strip | None:
        """Return the columns that hold most of the bands on this page; all of them, in columns of even height."""
        top = self._y + (self.bands[first].before if self._placed else 0.0)
        room = self.room.page - top - self.room.height(self._area)
        best = self._pour(first, goal, top, room, frugal=True) if room > 0 else None
        if best is not None and not self._has_room(best):
            best = self._find_highest(first, goal, top, room)
        if best is not None and best.stop == goal:
            return self._balance(first, top, best)
        return best

    def _find_highest(self, first: int, goal: int, top: float, room: float) -> Strip | None:
        """Return the highest columns that leave room for their notes."""
        best, low, high = None, 0.0, room
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            trial = self._pour(first, goal, top, middle, frugal=True)
            if trial is not None and not self._has_room(trial):
                high = middle
                continue
            low = middle
            if trial is not None and (best is None or trial.stop >= best.stop):
                best = trial
        return best

    def _balance(self, first: int, top: float, best: Strip) -> Strip:
        """Return the lowest columns that hold all that these hold."""
        low, high = 0.0, best.bottom - top
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            trial = self._pour(first, best.stop, top, middle, frugal=False)
            if trial is not None and trial.stop == best.stop and self._has_room(trial):
                best, high = trial, min(middle, trial.bottom - top)
            else:
                low = middle
        return best

    def _has_room(self, strip: Strip) -> bool:
        """Tell whether columns and notes share the page without touching."""
        return strip.bottom + self.room.height(strip.area) <= self.room.page + SLACK

    def _pour(self, first: int, goal: int, top: float, height: float, *, frugal: bool) -> Strip | None:
        """Fill columns of one height; None where not one band finds room."""
        placed: list[PlacedBand] = []
        bottom, index = top, first
        for number in range(self.room.columns):
            fresh = number > 0 or not self._placed
            column = _Column(number * self.room.step, top, top, top + height, fresh)
            index = self._fill_column(column, (index, goal), FREE, frugal=frugal)
            if not column.placed:
                break
            placed += column.placed
            bottom = max(bottom, column.bottom)
            if index == goal:
                break
        return Strip(tuple(placed), index, bottom, self._list_notes(first, index)) if placed else None

    def _list_notes(self, first: int, stop: int) -> Area:
        """Return the notes of the page with those of these bands."""
        area = self._area
        for band in self.bands[first:stop]:
            for mark in band.marks:
                area = self.room.add(area, mark)
        return area

    def _fill_column(self, column: _Column, span: tuple[int, int], level: int, *, frugal: bool) -> int:
        """Add bands to a column as long as there is room, and return the first that has none."""
        for first, last in self._atoms(*span, level):
            if self._waits(first, last):
                return first
            if column.take(self.bands, first, last):
                continue
            if level < ROW and self._must_part(first, last, column, frugal=frugal):
                return self._fill_column(column, (first, last), level + 1, frugal=frugal)
            return first
        return span[1]

    def _waits(self, first: int, last: int) -> bool:
        """Tell whether bands have notes that wait until those carried over are done."""
        return bool(self._pending) and any(band.marks for band in self.bands[first:last])

    def _must_part(self, first: int, last: int, column: _Column, *, frugal: bool) -> bool:
        """Tell whether bands must be parted: no empty page holds them, or a box would leave this one empty."""
        boxed = any(band.cost == WHOLE for band in self.bands[first + 1 : last])
        if frugal and boxed and column.placed and column.y - column.top < (column.limit - column.top) * FILLED:
            return True
        if (first, last) not in self._fitting:
            self._fitting[first, last] = self._attempt(first, last, (), 0.0, empty=True) is not None
        return not self._fitting[first, last]

    def _set_notes(self, printed: Sequence[Slice]) -> tuple[PlacedNote, ...]:
        """Return the notes at their heights, column by column."""
        if not printed:
            return ()
        top = self.room.page - self.room.height(tuple(printed)) + self.room.separator
        notes: list[PlacedNote] = []
        for number, column in enumerate(self.room.share(printed)):
            y = top
            for part in column:
                notes.append(PlacedNote(part.number, part.start, part.full, y, number * self.room.step))
                y += (part.full - part.start) * self.room.leading + self.room.gap
        return tuple(notes)
