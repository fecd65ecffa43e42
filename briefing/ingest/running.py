"""Drop running heads, running feet and page numbers: what stands at the edge of page after page."""

import re
import statistics
from collections import Counter
from collections.abc import Sequence

from briefing.ingest.columns import Line

_EDGE_LINES = 3
_MOST_WORDS = 20
_SHARE = 0.6
_LARGEST = 0.95
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"(?:[-–—|\[(]\s*)?(?:p(?:age|\.)?\s*)?(?:\d{1,4}|[ivxl]{1,7})(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*[-–—|\])])?",
    re.IGNORECASE,
)


def drop_running(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], int]:
    """Return the pages without what runs on their edges, and how many lines that was.

    A line counts as running if it stands at the same edge of most pages, or of most even or odd ones, digits apart; or
    if it is smaller than the text, stands apart from it, and most pages have such a line at that height.
    """
    edges = [(_edge(page, top=True), _edge(page, top=False)) for page in pages]
    running = [_find_running([edge[side] for edge in edges]) for side in (0, 1)]
    small = _LARGEST * statistics.median([line.size for page in pages for line in page] or [0.0])
    heights = [_find_height([edge[side] for edge in edges], small) for side in (0, 1)]
    kept: list[list[Line]] = []
    for page, sides in zip(pages, edges, strict=True):
        gone = [line for side in (0, 1) for line in _strip(sides[side], running[side], heights[side])]
        kept.append([line for line in page if not any(line is each for each in gone)])
    return kept, sum(map(len, pages)) - sum(map(len, kept))


def _edge(page: Sequence[Line], *, top: bool) -> list[Line]:
    """Return the outermost lines of a page, the outermost first."""
    return sorted(page, key=lambda line: -line.top if top else line.bottom)[:_EDGE_LINES]


def _mask(line: Line) -> str:
    return _DIGITS.sub("0", "".join(line.text.split())).casefold()


def _find_running(edges: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Return the lines that most pages, or most even or odd pages, have at an edge."""
    running: set[str] = set()
    for pages in (edges, edges[::2], edges[1::2]):
        counts = Counter(key for edge in pages for key in {_mask(line) for line in edge if _may_run(line)})
        running |= {key for key, count in counts.items() if count >= max(2, _SHARE * len(pages))}
    return frozenset(running)


def _may_run(line: Line) -> bool:
    return len(line.text.split()) <= _MOST_WORDS


def _find_height(edges: Sequence[Sequence[Line]], small: float) -> float | None:
    """Return the height at which most pages have a small line that stands apart from their text, whatever it says."""
    outermost = [edge[0] for edge in edges if len(edge) > 1 and edge[0].size < small and _stands_apart(*edge[:2])]
    counts = Counter(round(line.bottom) for line in outermost)
    height, count = max(counts.items(), key=lambda item: item[1], default=(0, 0))
    return height if count >= max(2, _SHARE * len(edges)) else None


def _stands_apart(outer: Line, inner: Line) -> bool:
    """Say whether there is more than a line of white between two lines."""
    return max(outer.bottom - inner.top, inner.bottom - outer.top) > outer.size


def _strip(edge: Sequence[Line], running: frozenset[str], height: float | None) -> list[Line]:
    """Return what runs at an edge, from outside inwards up to the first line of text."""
    gone: list[Line] = []
    for line in edge:
        number = _NUMBER.fullmatch(line.text.strip()) is not None and len(gone) < 2  # noqa: PLR2004  # number and rule
        apart = not gone and height is not None and abs(line.bottom - height) < 1 and _may_run(line)
        if not number and not apart and not (_may_run(line) and _mask(line) in running):
            break
        gone.append(line)
    return gone
