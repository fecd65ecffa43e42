"""Tables and the line of facts: cells side by side, ruled above, below the head and between rows."""

from collections.abc import Sequence
from dataclasses import replace

from briefing.model.document import CellFace, Facts, Inlines, Table, Text
from briefing.packs.theme import Role
from briefing.render.pdf.bands import FREE, KEEP, ROW, Band, Galley, Rule, Slot
from briefing.render.pdf.columns import share_width
from briefing.render.pdf.lines import Word
from briefing.render.pdf.setting import Column, Typographer, stack_columns, stack_lines

_HEAVY, _MEDIUM, _HAIR = 1.2, 0.6, 0.5
_GUTTER = 16.0
_HEAD_PAD = (3.6, 4.4)
_ROW_PAD = (4.4, 5.2)
_FACTS_PAD = (6.0, 6.6)
_FACTS_GAP = 14.0
_TABLE_GAP = 8.0
_LEGEND_GAP = 1.5
_FACE_ROLES: dict[CellFace, Role] = {"ours": "table-ours", "source": "table-source"}


def measure_words(words: Sequence[Word]) -> tuple[float, float]:
    """Return how wide the words are in one line, and how wide the widest of them is."""
    whole = sum(word.width + (word.space.width if word.space else 0.0) for word in words)
    return whole, max((word.width for word in words), default=0.0)


class TableSetter:
    """Set one table into a slot."""

    def __init__(self, typographer: Typographer, table: Table, slot: Slot) -> None:
        self._type = typographer
        self._table = table
        self._slot = slot
        self._roles: list[Role] = [_FACE_ROLES[column.face] for column in table.columns]
        gutters = _GUTTER * max(len(table.columns) - 1, 0)
        self._gutter = _GUTTER if gutters < slot.width / 2 else 0.0
        self._widths = self._share()

    def place(self, galley: Galley) -> None:
        """Append caption, head, rows and legend to the galley."""
        if self._table.caption:
            self._paragraph(galley, self._table.caption, "caption")
            galley.join()
        head = self._head()
        galley.extend(head)
        for index, row in enumerate(self._table.rows):
            galley.extend(self._row(row, index, head))
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
        return tuple(widths[index] for index in range(len(columns)))

    def _measure(self, index: int, most: float) -> tuple[float, float]:
        """Return what a column asks for and the least it needs."""
        cells = [self._type.words(self._table.columns[index].head, "table-head")]
        cells += [self._type.words(row[index], self._roles[index]) for row in self._table.rows if index < len(row)]
        sizes = [measure_words(words) for words in cells]
        return min(max(size[0] for size in sizes), most), min(max(size[1] for size in sizes), most)

    def _columns(self, cells: Sequence[Inlines], roles: Sequence[Role], part: str, index: int) -> list[Column]:
        columns, left = [], self._slot.left
        padded = (*cells, *((),) * (len(roles) - len(cells)))
        for number, (cell, role, width) in enumerate(zip(padded, roles, self._widths, strict=False)):
            path = self._slot.enter(part, index).enter(self._cell_part(part, number), number).path
            columns.append(Column(left, self._type.lines(cell, role, width), self._type.style(role), path))
            left += width + self._gutter
        return columns

    def _cell_part(self, part: str, number: int) -> str:
        """Return what a cell is: the first of a row heads it where it is in our words."""
        columns = self._table.columns
        return "row-head" if part == "row" and number == 0 < len(columns) - 1 and columns[0].face == "ours" else "cell"

    def _head(self) -> tuple[Band, ...]:
        heads = [column.head for column in self._table.columns]
        roles: list[Role] = ["table-head"] * len(heads)
        bands = stack_columns(self._columns(heads, roles, "head", 0), _HEAD_PAD, KEEP)
        accent = self._type.colour("accent")
        bands[0] = replace(bands[0], rules=(self._rule(0.0, _HEAVY, accent),))
        bottom = self._rule(bands[-1].height, _MEDIUM, accent)
        bands[-1] = replace(bands[-1], rules=(*bands[-1].rules, bottom))
        return tuple(bands)

    def _row(self, row: tuple[Inlines, ...], index: int, head: tuple[Band, ...]) -> list[Band]:
        """Return a row's bands; a first row stays with the head, and the head opens a page that a later band opens."""
        bands = stack_columns(self._columns(row, self._roles, "row", index), _ROW_PAD, ROW)
        opening = tuple(replace(band, marks=(), opening=(), before=0.0) for band in head)
        hairline = self._type.colour("hairline")
        roomy = (*opening[:-1], replace(opening[-1], height=opening[-1].height + _ROW_PAD[0]))
        bands = [
            replace(band, opening=roomy if number else opening, closing=self._rule(band.height, _HAIR, hairline))
            for number, band in enumerate(bands)
        ]
        bands[0] = replace(bands[0], cost=KEEP if index == 0 else FREE)
        bottom = self._rule(bands[-1].height, _HAIR, hairline)
        bands[-1] = replace(bands[-1], rules=(bottom,), closing=None)
        return bands

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
