"""The list of contents of a long document: headings of two levels, each linked, with its page."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing.model.document import Masthead, Text
from briefing.packs.theme import TypeStyle
from briefing.render.pdf.bands import FREE, KEEP, Anchor, Band, Placed, Rule, Slot, find_baseline
from briefing.render.pdf.lines import AnchorTarget, Line
from briefing.render.pdf.pages import Page
from briefing.render.pdf.setting import Typographer, stack_lines

_LONG = 8
"""Pages beyond which a reader looks for a list of contents."""
_FEWEST = 3
_DEEPEST = 2
_MOST = 60
"""Entries beyond which only headings of the first level are named: a list longer than two pages is no overview."""
_TOGETHER = 2
"""Entries that stay with the heading of the list."""
_INDENT, _NUMBER_ROOM, _GAP = 12.0, 36.0, 3.0
_HAIR = 0.5
_HEAD = "contents"


def list_entries(masthead: Masthead, bands: Sequence[Band], start: int | None) -> tuple[Anchor, ...]:
    """Return the headings that the list would name: those after its place; too few, or no words for it, make none."""
    if start is None or not masthead.contents:
        return ()
    anchors = (band.anchor for band in bands[start:] if band.anchor)
    entries = tuple(anchor for anchor in anchors if anchor.level <= _DEEPEST)
    if len(entries) > _MOST:
        entries = tuple(anchor for anchor in entries if anchor.level == 1)
    return entries if len(entries) >= _FEWEST else ()


def is_long(pages: Sequence[Page]) -> bool:
    """Tell whether a document has so many pages that its readers look for a list of contents."""
    return len(pages) > _LONG


class ContentsSetter:
    """Set the list. Its height does not depend on the numbers of pages, so it is set before they are known."""

    def __init__(self, typographer: Typographer, entries: Sequence[Anchor]) -> None:
        self._type = typographer
        self.entries = entries
        self._width = typographer.theme.page.measure
        self._style = typographer.style("body")

    def place(self, title: str, numbers: Mapping[str, int]) -> tuple[Band, ...]:
        """Return the bands of the list; an entry whose page is not known yet has none."""
        bands = self._place_head(title)
        for index, entry in enumerate(self.entries):
            bands += self._place_entry(entry, index, numbers.get(entry.key))
        across = self._type.theme.page.columns > 1
        return tuple(replace(band, wide=True) for band in bands) if across else tuple(bands)

    def _place_head(self, title: str) -> list[Band]:
        style = self._type.style("heading1")
        lines = self._type.lines((Text(title),), "heading1", self._width)
        bands = stack_lines(lines, style, Slot(0.0, self._width).enter("heading1", -1))
        return [replace(bands[0], anchor=Anchor(_HEAD, title, 1)), *bands[1:]]

    def _place_entry(self, entry: Anchor, index: int, number: int | None) -> list[Band]:
        """Return the lines of one heading, a hairline below, and the page at the right of its last line."""
        left = _INDENT * (entry.level - 1)
        slot = Slot(left, self._width - left).enter("contents", -1).enter("entry", index)
        target = AnchorTarget(entry.key, entry.title if number is None else f"{entry.title}, {number}")
        lines = [self._lead(line, target) for line in self._set_title(entry, slot)]
        bands = [replace(band, cost=KEEP) for band in stack_lines(lines, self._style, slot)]
        bands[0] = replace(bands[0], before=self._space(index), cost=KEEP if index < _TOGETHER else FREE)
        rule = Rule(0.0, self._width, self._style.leading + _GAP / 2, _HAIR, self._type.colour("hairline"))
        last = replace(bands[-1], rules=(rule,), lines=(*bands[-1].lines, *self._number(number, target, slot)))
        return [*bands[:-1], last]

    def _space(self, index: int) -> float:
        return self._type.style("heading1").after if index == 0 else _GAP

    def _set_title(self, entry: Anchor, slot: Slot) -> Sequence[Line]:
        """Return the lines of a heading; the last one keeps its space, for those who copy the text."""
        lines = self._type.lines((Text(f"{entry.title} "),), "body", slot.width - _NUMBER_ROOM)
        space = self._type.sign("a b", self._type.voice("body")).runs[0]._replace(text=" ")
        return [*lines[:-1], lines[-1]._replace(runs=(*lines[-1].runs, space._replace(width=0.0)))]

    def _lead(self, line: Line, target: AnchorTarget) -> Line:
        return line._replace(runs=tuple(run._replace(target=target) for run in line.runs))

    def _number(self, number: int | None, target: AnchorTarget, slot: Slot) -> tuple[Placed, ...]:
        if number is None:
            return ()
        line = self._lead(self._type.sign(str(number), self._type.voice("body")), target)
        style: TypeStyle = self._style
        return (Placed(self._width - line.width, find_baseline(style.size, style.leading), line, slot.path),)


def number_entries(entries: Sequence[Anchor], pages: Sequence[Page]) -> dict[str, int]:
    """Return the page, counted from 1, on which each heading stands."""
    wanted = {entry.key for entry in entries}
    return {
        placed.band.anchor.key: number
        for number, page in enumerate(pages, 1)
        for placed in page.bands
        if placed.band.anchor and placed.band.anchor.key in wanted and not placed.repeated
    }


def fill_in(pages: Sequence[Page], start: int, bands: Sequence[Band]) -> tuple[Page, ...]:
    """Return the pages with the bands from `start` on replaced by others of the same heights."""
    stop = start + len(bands)
    return tuple(
        replace(
            page,
            bands=tuple(
                replace(placed, band=bands[placed.index - start]) if start <= placed.index < stop else placed
                for placed in page.bands
            ),
        )
        for page in pages
    )
