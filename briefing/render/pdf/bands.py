"""Bands: the horizontal slices of the measure that pages are filled with, and the galley that collects them.

A band never breaks. Whatever may break is several bands, and each band says how dear a page break before it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

from briefing.render.figures import Picture
from briefing.render.pdf.lines import ASCENT, DESCENT, Line

FREE, WHOLE, KEEP, ROW = range(4)
"""What a page break before a band costs: nothing; a split box; a stranded heading, line or caption; a cut row."""

Path: TypeAlias = tuple[tuple[str, int], ...]
"""Where a line stands in the document, from the outside in: (part, place among its siblings) at each step."""


class Placed(NamedTuple):
    """A line at its place: `x` from the left edge of the measure, `baseline` from the top of its band."""

    x: float
    baseline: float
    line: Line
    path: Path = ()


class Illustration(NamedTuple):
    """A picture at its place: `x` from the left edge of the measure, `y` from the top of its band."""

    x: float
    y: float
    width: float
    height: float
    picture: Picture
    alt: str
    path: Path


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal rule; `y` is the distance of its middle from the top of its band."""

    left: float
    right: float
    y: float
    thickness: float
    colour: str


@dataclass(frozen=True, slots=True)
class Box:
    """The ground behind the bands of one callout and the bar along its left edge."""

    key: int
    left: float
    right: float
    pad: float
    ground: str
    bar: str
    bar_width: float


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that the outline leads to. `key` is unique in the document even where two headings share an id."""

    key: str
    title: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One slice of the measure."""

    height: float
    before: float = 0.0
    """Space above, dropped at the top of a page."""
    under: float = 0.0
    """Room that must be left below if the page ends here: the inside of a box, a line of a cell over several rows."""
    cost: int = FREE
    lines: tuple[Placed, ...] = ()
    rules: tuple[Rule, ...] = ()
    picture: Illustration | None = None
    marks: tuple[int, ...] = ()
    opening: tuple["Band", ...] = ()
    """What is repeated above it if it opens a page: the head of its table, the inside of its box."""
    box: Box | None = None
    closing: Rule | None = None
    """The rule drawn below it if the page ends here within its row."""
    anchor: Anchor | None = None
    wide: bool = False
    """Whether it stands across all columns of the page."""

    def settle(self, cost: int, before: float, marks: tuple[int, ...], *, wide: bool) -> "Band":
        """Return the band as it stands below others: as `replace` does, in half the time, since every band passes."""
        return Band(
            height=self.height, before=before, under=self.under, cost=cost, lines=self.lines, rules=self.rules,
            picture=self.picture, marks=marks, opening=self.opening, box=self.box, closing=self.closing,
            anchor=self.anchor, wide=wide,
        )  # fmt: skip


def find_baseline(size: float, leading: float) -> float:
    """Return how far below the top of its leading a line's baseline lies: ascent and descent share what is left."""
    return (leading - (ASCENT + DESCENT) * size) / 2 + ASCENT * size


@dataclass(frozen=True, slots=True)
class Slot:
    """Where blocks are set: left edge and width within the measure, the box around, the path so far."""

    left: float
    width: float
    box: Box | None = None
    path: Path = ()

    def indent(self, left: float, right: float = 0.0) -> "Slot":
        """Return the slot drawn in on either side."""
        return Slot(self.left + left, self.width - left - right, self.box, self.path)

    def enter(self, part: str, index: int) -> "Slot":
        """Return the slot one step further down the document."""
        return Slot(self.left, self.width, self.box, (*self.path, (part, index)))


class Galley:
    """Bands in the making: it settles the space between blocks and what must stay together."""

    def __init__(self) -> None:
        self.bands: list[Band] = []
        self._gap = 0.0
        self._joined = False
        self._seen: set[int] = set()
        self._box: Box | None = None
        self._fresh_box = False
        self.wide = False
        """Whether what is added stands across all columns of the page."""

    @property
    def height(self) -> float:
        """The height of everything so far, with the space below it."""
        return sum(band.before + band.height for band in self.bands) + self._gap

    def open_box(self, box: Box, gap: float) -> None:
        """Begin a box: space before it, then its inside."""
        self._gap += gap + box.pad
        self._box, self._fresh_box = box, True

    def close_box(self, gap: float) -> None:
        """End the box; whatever follows stands clear of it."""
        if self._box is not None and not self._fresh_box:
            self._gap += self._box.pad + gap
        self._box = None
        self._joined = False

    def join(self) -> None:
        """Keep the next band on the page of the last one."""
        self._joined = True

    def skip(self, gap: float) -> None:
        """Leave this much more space before the next band."""
        self._gap += gap

    def append(self, band: Band) -> None:
        """Add a band below what is there."""
        first = self._fresh_box
        cost = max(band.cost, KEEP if self._joined else FREE, WHOLE if self._box and not first else FREE)
        before = 0.0 if not self.bands else self._gap + (0.0 if first else band.before)
        marks = tuple(mark for mark in band.marks if mark not in self._seen)
        self._seen.update(marks)
        if self._box or self.wide or (cost, before, marks) != (band.cost, band.before, band.marks):
            band = self._enclose(band.settle(cost, before, marks, wide=self.wide))
        self.bands.append(band)
        self._gap, self._joined, self._fresh_box = 0.0, False, False

    def extend(self, bands: Sequence[Band], anchor: Anchor | None = None) -> None:
        """Add bands one by one; the anchor goes to the first."""
        for index, band in enumerate(bands):
            self.append(replace(band, anchor=anchor) if anchor and index == 0 else band)

    def label(self, index: int, placed: Placed) -> None:
        """Put a bullet or number beside a band, on the baseline of its first line if it has one."""
        if index < len(self.bands):
            band = self.bands[index]
            baseline = band.lines[0].baseline if band.lines else placed.baseline
            height = max(band.height, baseline)
            lines = (placed._replace(baseline=baseline), *band.lines)
            self.bands[index] = replace(band, lines=lines, height=height)

    def _enclose(self, band: Band) -> Band:
        """Put the band into the box in force."""
        if self._box is None:
            return band
        inside = Band(height=self._box.pad, box=self._box)
        opening = (inside, *(replace(head, box=self._box) for head in band.opening))
        return replace(band, box=self._box, under=self._box.pad + band.under, opening=opening)
