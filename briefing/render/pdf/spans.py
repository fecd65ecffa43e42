"""Cells over several rows of a table: their lines stand beside the rows, in bands that these have or that are added.

A line goes into the band in which it begins. Where it reaches below that band, the band asks for the room in case a
page ends there: rows that such a cell is over stay together, unless no page holds them all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil

from briefing.model.document import CellSpan, Table
from briefing.render.pdf.bands import ROW, Band, Placed, find_baseline
from briefing.render.pdf.setting import Column

_SLACK = 1e-6


def group_rows(table: Table) -> Iterator[tuple[int, int]]:
    """Yield the first and last row of each group of rows that cells are over together; most rows stand alone."""
    ends = list(range(len(table.rows)))
    for span in table.spans:
        if span.row in range(len(ends)):
            ends[span.row] = max(ends[span.row], span.row + span.rows - 1)
    first = 0
    while first < len(ends):
        last = first
        row = first
        while row <= last:
            last = max(last, ends[row])
            row += 1
        yield first, last
        first = last + 1


def set_beside(rows: list[list[Band]], tall: Sequence[tuple[CellSpan, Column]], pad: tuple[float, float]) -> list[Band]:
    """Return the bands of rows with the lines of cells over several of them; the rows of spans count from the first."""
    for span, column in sorted(tall, key=lambda cell: cell[0].row + cell[0].rows):
        _make_room(rows[span.row : span.row + span.rows], column, pad[1])
    bands = [band for row in rows for band in row]
    counts = [len(row) for row in rows]
    firsts = [_find_first(rows[span.row][0], column) for span, column in tall]
    for (span, column), baseline in zip(tall, firsts, strict=True):
        start = sum(counts[: span.row])
        _attach(bands, range(start, start + sum(counts[span.row : span.row + span.rows])), column, baseline)
    return bands


def _find_first(band: Band, column: Column) -> float:
    """Return the baseline of a cell's first line: that of its row, where this has lines."""
    own = find_baseline(column.style.size, column.style.leading)
    return max(own, band.lines[0].baseline if band.lines else 0.0)


def _measure(band: Band, column: Column) -> float:
    """Return how far below the top of its first row a cell reaches."""
    style = column.style
    below = style.leading - find_baseline(style.size, style.leading)
    return _find_first(band, column) + (len(column.lines) - 1) * style.leading + below


def _make_room(rows: list[list[Band]], column: Column, below: float) -> None:
    """Add bands to the last of some rows if a cell is higher than they are."""
    lack = _measure(rows[0][0], column) + below - sum(band.height for row in rows for band in row)
    if lack > _SLACK:
        last = rows[-1][-1]
        count = ceil(lack / column.style.leading)
        added = [Band(height=lack / count, cost=ROW) for _ in range(count)]
        bottom = tuple(replace(rule, y=added[-1].height) for rule in last.rules)
        rows[-1][-1] = replace(last, rules=())
        rows[-1] += [*added[:-1], replace(added[-1], rules=bottom)]


def _attach(bands: list[Band], span: range, column: Column, baseline: float) -> None:
    """Put the lines of a cell, the first on this baseline, into those of its bands in which they begin."""
    style = column.style
    own = find_baseline(style.size, style.leading)
    index, top = span.start, 0.0
    for line in column.lines:
        while index < span.stop - 1 and baseline - own >= top + bands[index].height - _SLACK:
            top += bands[index].height
            index += 1
        band = bands[index]
        over = baseline - own + style.leading - top - band.height
        placed = Placed(column.left, baseline - top, line, column.path)
        bands[index] = replace(
            band, lines=(*band.lines, placed), marks=(*band.marks, *line.marks), under=max(band.under, over)
        )
        baseline += style.leading
