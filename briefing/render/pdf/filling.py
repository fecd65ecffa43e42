"""Pages out of bands: the loop that the page asks for, and a last page that is not left nearly empty."""

from collections.abc import Sequence

from briefing.render.pdf.bands import WHOLE, Band
from briefing.render.pdf.multicolumn import ColumnFiller
from briefing.render.pdf.notes import NoteRoom
from briefing.render.pdf.pages import Page, PageFiller

_LAST_LINES = 5
"""Bands that a column of the last page holds at least, where the page before can spare them."""


def fill_pages(bands: Sequence[Band], room: NoteRoom) -> tuple[tuple[Page, ...], int]:
    """Return the pages and how many bands were overfull; a nearly empty last page gets some of the page before."""
    filler = _make_filler(bands, room)
    pages = filler.run()
    turn = _find_turn(bands, pages, _LAST_LINES * room.columns)
    if turn is not None:
        again = _make_filler(bands, room, frozenset({turn}))
        better = again.run()
        if len(better) == len(pages):
            return better, again.overfull
    return pages, filler.overfull


def _make_filler(bands: Sequence[Band], room: NoteRoom, forced: frozenset[int] = frozenset()) -> PageFiller:
    if room.columns > 1:
        return ColumnFiller(bands, room, forced)
    return PageFiller(bands, room, forced)


def _find_turn(bands: Sequence[Band], pages: Sequence[Page], least: int) -> int | None:
    """Return the band that should open the last page so that enough stands on it, or None if all is well."""
    if len(pages) == 1:
        return None
    fresh = [placed.index for placed in pages[-1].bands if not placed.repeated]
    before = [placed.index for placed in pages[-2].bands if not placed.repeated]
    if not fresh or not before or _count_lines(bands, fresh[0]) >= least:
        return None
    for index in range(fresh[0] - 1, before[0], -1):
        if bands[index].cost < WHOLE and _count_lines(bands, index) >= least:
            return index
    return None


def _count_lines(bands: Sequence[Band], start: int) -> int:
    """Return how many bands from `start` on hold text."""
    return sum(1 for band in bands[start:] if band.lines)
