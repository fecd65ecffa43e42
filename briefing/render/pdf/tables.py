"""Tables and the line of facts: cells side by side, ruled above, below the head and between rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from briefing.model.document import HEAD, CellFace, CellSpan, Facts, Inlines, Table, Text
from briefing.packs.theme import Role
from briefing.render.cells import list_cells
from briefing.render.pdf.bands import FREE, KEEP, ROW, Band, Galley, Rule, Slot
from briefing.render.pdf.columns import share_width
from briefing.render.pdf.lines import Word
from briefing.render.pdf.setting import Column, Typographer, stack_columns, stack_lines
from briefing.render.pdf.spans import group_rows, set_beside

_HEAVY, _MEDIUM, _HAIR = 1.2, 0.6, 0.5
_GUTTER = 16.0
_HEAD_PAD = (3.6, 4.4)
_ROW_PAD = (4.4, 5.2)
_FACTS_PAD = (6.0, 6.6)
_FACTS_GAP = 14.0
_TABLE_GAP = 8.0
_NARROW = 72.0
"""A column narrower than this may have a word that is wider than its share."""
_LEGEND_GAP = 1.5
_FACE_ROLES: dict[CellFace, Role] = {"ours": "table-ours", "source": "table-source"}


def measure_words(words: Sequence[Word]) -> tuple[float, float]:
    """Return how wide the words are in one line, and how wide the widest of them is."""
    whole = sum(word.width + (word.space.width if word.space else 0.0) for word in words)
    return whole, max((word.width for word in words), default=0.0)


class Cell(NamedTuple):
    """A cell that is set, and the places of its table that it is over."""

    span: CellSpan
    column: Column


class TableSetter:
    """Set one table into a slot."""

    def __init__(self, typographer: Typographer, table: Table, slot: Slot) -> None:
        self._type = typographer
        self._table = table
        self._slot = slot
        self._roles: list[Role] = [_FACE_ROLES[column.face] for column in table.columns]
        gutters = _GUTTER * max(len(table.columns) - 1, 0)
        self._spans = table.find_spans()
        self._gutter = _GUTTER if gutters < slot.width / 2 else 0.0
        self._widths = self._share()

    def place(self, galley: Galley) -> None:
        """Append caption, head, rows and legend to the galley."""
        if self._table.caption:
            self._paragraph(galley, self._table.caption, "caption")
            galley.join()
        head = self._head()
        galley.extend(head)
        for first, last in group_rows(self._table):
            galley.extend(self._rows(first, last, head))
        if self._table.legend:
            galley.join()
            galley.skip(_LEGEND_GAP)
            self._paragraph(galley, self._table.legend, "legend")
        galley.skip(_TABLE_GAP)

    def _paragraph(self, galley: Galley, children: Inlines, role: Role) -> None:
        slot = self._slot.enter(role, 0)
        style = self._type.style(role)
        galley.extend(stack_lines(self._type.lines(children, role, slot.width), style, slot))
        galley.skip(style.after)

    def _share(self) -> tuple[float, ...]:
        """Return the column widths: given shares first, what is left by content."""
        columns = self._table.columns
        total = self._slot.width - self._gutter * max(len(columns) - 1, 0)
        given = {index: column.share for index, column in enumerate(columns) if column.share is not None}
        promised = sum(given.values())
        scale = 1.0 / promised if promised > 1 or (promised and len(given) == len(columns)) else 1.0
        widths = {index: share * scale * total for index, share in given.items()}
        rest = [index for index in range(len(columns)) if index not in widths]
        wishes = [self._measure(index, total) for index in rest]
        shared = (
            share_width([w[0] for w in wishes], [w[1] for w in wishes], total - sum(widths.values())) if rest else ()
        )
        widths |= dict(zip(rest, shared, strict=True))
        return self._widen([widths[index] for index in range(len(columns))], given, total)

    def _widen(self, widths: list[float], given: Iterable[int], total: float) -> tuple[float, ...]:
        """Return the widths with columns whose share is too narrow for their longest word as wide as that."""
        least = {index: self._measure(index, total / 2)[1] for index in given if widths[index] < _NARROW}
        lacks = {index: low - widths[index] for index, low in least.items() if low > widths[index]}
        spare = {index: width / 2 for index, width in enumerate(widths) if index not in lacks and width > _NARROW}
        if 0 < sum(lacks.values()) <= sum(spare.values()):
            part = sum(lacks.values()) / sum(spare.values())
            widths = [
                width + lacks.get(index, 0.0) - part * spare.get(index, 0.0) for index, width in enumerate(widths)
            ]
        return tuple(widths)

    def _measure(self, index: int, most: float) -> tuple[float, float]:
        """Return what a column asks for and the least it needs; of a cell over several columns each has its part."""
        widest = least = 0.0
        for row in range(HEAD, len(self._table.rows)):
            span = self._spans.get((row, index)) or CellSpan(row, index)
            cell = self._table.cell(row, span.column)
            role = "table-head" if row == HEAD else self._roles[span.column]
            whole, longest = measure_words(self._type.words(cell, role))
            widest, least = max(widest, whole / span.columns), max(least, longest / span.columns)
        return min(widest, most), min(least, most)

    def _cells(self, row: int, slot: Slot) -> list[Cell]:
        """Return the cells that begin in a row, each as wide as the columns that it is over."""
        cells: list[Cell] = []
        for span, cell in list_cells(self._table, row):
            number = span.column
            left = self._slot.left + sum(self._widths[:number]) + number * self._gutter
            width = sum(self._widths[number : number + span.columns]) + (span.columns - 1) * self._gutter
            role: Role = "table-head" if row == HEAD else self._roles[number]
            lines = self._type.lines(cell, role, width)
            path = slot.enter(self._cell_part(span), number).path
            cells.append(Cell(span, Column(left, lines, self._type.style(role), path)))
        return cells

    def _cell_part(self, span: CellSpan) -> str:
        """Return what a cell is, and its spans; the first of a row heads it where it is in our words."""
        columns = self._table.columns
        heads = span.row != HEAD and span.column == 0 < len(columns) - 1 and columns[0].face == "ours"
        part = "row-head" if heads else "cell"
        return part if span.rows == span.columns == 1 else f"{part}+{span.columns}x{span.rows}"

    def _head(self) -> tuple[Band, ...]:
        columns = [cell.column for cell in self._cells(HEAD, self._slot.enter("head", 0))]
        bands = stack_columns(columns, _HEAD_PAD, KEEP)
        accent = self._type.colour("accent")
        bands[0] = replace(bands[0], rules=(self._rule(0.0, _HEAVY, accent),))
        bottom = self._rule(bands[-1].height, _MEDIUM, accent)
        bands[-1] = replace(bands[-1], rules=(*bands[-1].rules, bottom))
        return tuple(bands)

    def _rows(self, first: int, last: int, head: tuple[Band, ...]) -> list[Band]:
        """Return the bands of a row, or of rows that cells are over together.

        The first row stays with the head, and the head opens a page that a later band opens.
        """
        bands = self._stack(first, last)
        opening = tuple(replace(band, marks=(), opening=(), before=0.0) for band in head)
        hairline = self._type.colour("hairline")
        roomy = (*opening[:-1], replace(opening[-1], height=opening[-1].height + _ROW_PAD[0]))
        bands = [
            replace(band, opening=roomy if number else opening, closing=self._rule(band.height, _HAIR, hairline))
            for number, band in enumerate(bands)
        ]
        bands[0] = replace(bands[0], cost=KEEP if first == 0 else FREE)
        bottom = self._rule(bands[-1].height, _HAIR, hairline)
        bands[-1] = replace(bands[-1], rules=(*bands[-1].rules, bottom), closing=None)
        return bands

    def _stack(self, first: int, last: int) -> list[Band]:
        """Return the lines of rows; what is over several of them is set beside them all."""
        slot = self._slot if first == last else self._slot.enter("group", first)
        cells = {row: self._cells(row, slot.enter("row", row)) for row in range(first, last + 1)}
        rows = [
            stack_columns([cell.column for cell in cells[row] if cell.span.rows == 1], _ROW_PAD, ROW) for row in cells
        ]
        tall = [(cell.span, cell.column) for row in cells.values() for cell in row if cell.span.rows > 1]
        if not tall:
            return rows[0]
        for bands in rows[1:]:
            bands[0] = replace(bands[0], cost=KEEP)
        for row, bands in enumerate(rows[:-1], first):
            bands[-1] = replace(bands[-1], rules=tuple(self._part_rows(row, bands[-1].height)))
        return set_beside(rows, [(replace(span, row=span.row - first), column) for span, column in tall], _ROW_PAD)

    def _part_rows(self, row: int, y: float) -> Iterator[Rule]:
        """Yield the hairlines below a row: none where a cell goes on in the next one."""
        colour = self._type.colour("hairline")
        spans = [self._spans.get((row, number)) for number in range(len(self._widths))]
        ends = [span is None or span.row + span.rows - 1 == row for span in spans]
        left = self._slot.left
        for width, ruled, goes_on in zip(self._widths, ends, (*ends[1:], False), strict=True):
            if ruled:
                yield Rule(left, left + width + (self._gutter if goes_on else 0.0), y, _HAIR, colour)
            left += width + self._gutter

    def _rule(self, y: float, thickness: float, colour: str) -> Rule:
        return Rule(self._slot.left, self._slot.left + self._slot.width, y, thickness, colour)


def place_facts(typographer: Typographer, facts: Facts, slot: Slot, galley: Galley) -> None:
    """Append the ruled line of facts: labels above values, in as many rows as the width asks for."""
    rows = _share_facts(typographer, facts, slot.width)
    start = 0
    bands: list[Band] = []
    for number, widths in enumerate(rows):
        top = _FACTS_PAD[0] if number == 0 else _FACTS_PAD[0] / 2
        bottom = _FACTS_PAD[1] if number == len(rows) - 1 else 0.0
        bands += _set_facts(typographer, facts, start, widths, slot, (top, bottom))
        start += len(widths)
    if bands:
        left, right = slot.left, slot.left + slot.width
        above = Rule(left, right, 0.0, _HEAVY, typographer.colour("accent"))
        below = Rule(left, right, bands[-1].height, _HAIR, typographer.colour("hairline"))
        bands[0] = replace(bands[0], rules=(above,))
        bands[-1] = replace(bands[-1], rules=(*bands[-1].rules, below))
        galley.extend(bands)
        galley.skip(_TABLE_GAP)


def _share_facts(typographer: Typographer, facts: Facts, width: float) -> list[tuple[float, ...]]:
    """Return the cell widths row by row; a row takes as many facts as find room for their longest word."""
    rows: list[tuple[list[float], list[float]]] = []
    for fact in facts.items:
        label, _ = measure_words(typographer.words((Text(fact.label),), "fact-label"))
        value, longest = measure_words(typographer.words(fact.value, "fact-value"))
        natural, least = min(max(label, value) + _FACTS_GAP, width), min(max(label, longest) + _FACTS_GAP, width)
        if not rows or sum(rows[-1][1]) + least > width:
            rows.append(([], []))
        rows[-1][0].append(natural)
        rows[-1][1].append(least)
    return [share_width(naturals, least, width) for naturals, least in rows]


def _set_facts(
    typographer: Typographer, facts: Facts, start: int, widths: Sequence[float], slot: Slot, pad: tuple[float, float]
) -> list[Band]:
    """Return the bands of one row of facts: the labels, then the values."""
    labels, values, left = [], [], slot.left
    for index, width in enumerate(widths, start):
        fact = facts.items[index]
        path = slot.enter("fact", index)
        inner = max(width - _FACTS_GAP, width / 2)
        label = typographer.lines((Text(fact.label),), "fact-label", inner)
        value = typographer.lines(fact.value, "fact-value", inner)
        labels.append(Column(left, label, typographer.style("fact-label"), path.enter("label", 0).path))
        values.append(Column(left, value, typographer.style("fact-value"), path.enter("value", 0).path))
        left += width
    below = stack_columns(values, (1.0, pad[1]), KEEP)
    return [*stack_columns(labels, (pad[0], 0.0), KEEP), *(replace(band, cost=KEEP) for band in below)]
