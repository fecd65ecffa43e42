"""The page-fill loop: bands and notes in, pages out, in one greedy pass that cannot oscillate.

Each note starts on the page of its mark and is printed whole and in one piece, over as many pages as it takes; body
and notes never overlap; each page takes a band or a line of a carried note, so the loop ends.
The one exception is a single band with more notes than a page can begin: it is counted as overfull.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefing.render.pdf.bands import FREE, ROW, WHOLE, Band
from briefing.render.pdf.notes import Area, Carried, NoteRoom, Slice

SLACK = 1e-6
_RELAXED = (2, 1)
"""Lines that each note of a crowded band starts with, tried in this order."""
FILLED = 0.45
"""A page that holds less than this is not closed for the sake of a box that could stand whole on the next."""


@dataclass(frozen=True, slots=True)
class PlacedBand:
    """A band on its page, `y` below the top of the body, `x` the left edge of its column.

    A repeated one says nothing new: it is an artifact.
    """

    band: Band
    y: float
    index: int
    repeated: bool = False
    x: float = 0.0


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """Lines of a note that a page holds in one column, `y` below the top of the body, `x` the column's left edge."""

    number: int
    start: int
    stop: int
    y: float
    x: float = 0.0


@dataclass(frozen=True, slots=True)
class Page:
    """One page: bands from the top, notes at the foot, and whether these begin with the rest of an earlier note."""

    bands: tuple[PlacedBand, ...]
    notes: tuple[PlacedNote, ...]
    continued: bool = False


@dataclass(frozen=True, slots=True)
class _Trial:
    """How some bands would stand on the open page."""

    placed: tuple[PlacedBand, ...]
    y: float
    area: Area


@dataclass(slots=True)
class PageFiller:
    """Fill pages with bands. `forced` holds the bands that open a page whatever room is left."""

    bands: Sequence[Band]
    room: NoteRoom
    forced: frozenset[int] = frozenset()
    overfull: int = 0
    pages: list[Page] = field(default_factory=list)
    _placed: list[PlacedBand] = field(default_factory=list)
    _y: float = 0.0
    _area: Area = ()
    _pending: tuple[Carried, ...] = ()

    def run(self) -> tuple[Page, ...]:
        """Return the pages; even nothing at all makes one."""
        self.fill()
        while self._placed or self._area or self._pending or not self.pages:
            self._close()
        return tuple(self.pages)

    def fill(self) -> None:
        """Place all bands."""
        self._place(0, len(self.bands), FREE)

    def _place(self, start: int, stop: int, level: int) -> None:
        """Place bands, broken only where a break costs no more than `level`, dearer only where nothing else helps."""
        for first, last in self._atoms(start, stop, level):
            if first in self.forced and self._placed and level == FREE:
                self._close()
            if self._place_whole(first, last):
                continue
            if level < ROW:
                self._place(first, last, level + 1)
            else:
                self._place_crowded(first)

    def _atoms(self, start: int, stop: int, level: int) -> Iterator[tuple[int, int]]:
        """Yield what must stay together at a level, as ranges of bands."""
        first = start
        for index in range(start + 1, stop):
            if level == ROW or self.bands[index].cost <= level:
                yield first, index
                first = index
        if stop > start:
            yield first, stop

    def _place_whole(self, first: int, last: int) -> bool:
        """Place bands on this page or a later one, all on one; tell whether that can be done."""
        trial = self._try(first, last)
        if trial is None and (self._wastes(first, last) or self._attempt(first, last, (), 0.0, empty=True) is None):
            return False
        while trial is None:
            self._close()
            trial = self._try(first, last)
        self._placed.extend(trial.placed)
        self._y, self._area = trial.y, trial.area
        return True

    def _wastes(self, first: int, last: int) -> bool:
        """Tell whether keeping a box whole would leave most of this page empty: then it is better broken."""
        filled = self._y + self.room.height(self._area)
        boxed = any(band.cost == WHOLE for band in self.bands[first + 1 : last])
        return boxed and bool(self._placed) and filled < self.room.page * FILLED

    def _try(self, first: int, last: int) -> _Trial | None:
        """Return how the bands would stand here, or None; new notes wait until the carried ones are done."""
        if self._pending and any(band.marks for band in self.bands[first:last]):
            return None
        return self._attempt(first, last, self._area, self._y, empty=not self._placed)

    def _attempt(self, first: int, last: int, area: Area, y: float, *, empty: bool) -> _Trial | None:
        """Return how the bands would stand below `y` with these notes; an opening that has no room is left out."""
        trial = self._stack(first, last, area, y, opening=self.bands[first].opening if empty else None)
        if trial is None and empty and self.bands[first].opening:
            trial = self._stack(first, last, area, y, opening=())
        return trial

    def _stack(self, first: int, last: int, area: Area, y: float, opening: tuple[Band, ...] | None) -> _Trial | None:
        """Stack bands below `y`; an opening means the top of a page, where the space above is dropped."""
        placed: list[PlacedBand] = []
        for band in opening or ():
            placed.append(PlacedBand(band, y, first, repeated=True))
            y += band.height
        for index in range(first, last):
            band = self.bands[index]
            y += 0.0 if opening is not None and index == first else band.before
            placed.append(PlacedBand(band, y, index))
            y += band.height
            for mark in band.marks:
                area = self.room.add(area, mark)
        if y + self.bands[last - 1].under + self.room.height(area) > self.room.page + SLACK:
            return None
        return _Trial(tuple(placed), y, area)

    def _place_crowded(self, index: int) -> None:
        """Place a band whose notes do not fit a page: each starts here with a line or two and is carried on."""
        while self._placed or self._area or self._pending:
            self._close()
        band = self.bands[index]
        self._placed = [PlacedBand(band, 0.0, index)]
        self._y = band.height
        for least in _RELAXED:
            area: Area = ()
            for mark in band.marks:
                area = self.room.add(area, mark, least)
            if self._y + self.room.height(area) <= self.room.page + SLACK:
                self._area = area
                return
        self._overfill(band)

    def _overfill(self, band: Band) -> None:
        """Start as many notes of a band as the page has room for; the others start on the next one."""
        self.overfull += 1
        for position, mark in enumerate(band.marks):
            area = self.room.add(self._area, mark, least=1)
            if self._y + self.room.height(area) > self.room.page + SLACK:
                self._pending = tuple(Carried(number, 0) for number in band.marks[position:])
                return
            self._area = area

    def _close(self) -> None:
        """End the page and open the next with what is carried over."""
        under = self._placed[-1].band.under if self._placed else 0.0
        spare = self.room.page - self._y - under - self.room.height(self._area)
        printed, carried = self.room.close(self._area, spare)
        if self._placed or printed or not self.pages:
            continued = bool(printed) and printed[0].start > 0
            self.pages.append(Page(tuple(self._placed), self._set_notes(printed), continued))
        self._placed, self._y = [], 0.0
        self._area, self._pending = self.room.open((*carried, *self._pending))

    def _set_notes(self, printed: Sequence[Slice]) -> tuple[PlacedNote, ...]:
        """Return the notes at their heights: the area ends at the foot of the page."""
        y = self.room.page - self.room.height(tuple(printed)) + self.room.separator
        notes: list[PlacedNote] = []
        for part in printed:
            notes.append(PlacedNote(part.number, part.start, part.full, y))
            y += (part.full - part.start) * self.room.leading + self.room.gap
        return tuple(notes)
