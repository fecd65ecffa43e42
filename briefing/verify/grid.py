"""The cells of a table on a page -> the columns that they stand in, as browsers place them (HTML, 4.9.12.1)."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

MOST = 1000
"""Columns or rows that a cell may be over: what browsers allow for columns."""


class Placed(NamedTuple):
    """A cell and the columns that it is over; whether it is laid over one that an earlier row reaches down with."""

    cell: etree._Element
    columns: range
    covers: bool


def place_cells(table: etree._Element, part: str) -> list[Placed]:
    """Return the cells of the head ("thead") or body ("tbody") of a table, row by row."""
    return list(_place(table.findall(f"./{part}/tr")))


def read_span(cell: etree._Element, name: str) -> int:
    """Return over how many columns or rows a cell is; 0 for what is no such number."""
    said = cell.get(name, "1")
    return int(said) if said.isascii() and said.isdigit() and len(said) <= len(str(MOST)) and int(said) <= MOST else 0


def _place(rows: Sequence[etree._Element]) -> Iterator[Placed]:
    """Yield each cell at the first column that no cell of an earlier row reaches down into."""
    taken: dict[int, int] = {}  # of a column: the rows from this one on that are taken
    for row in rows:
        here: dict[int, int] = {}
        column = 0
        for cell in row:
            while column in taken:
                column += 1
            columns = range(column, column + read_span(cell, "colspan"))
            yield Placed(cell, columns, any(each in taken for each in columns))
            here |= dict.fromkeys(columns, read_span(cell, "rowspan"))
            column = columns.stop
        taken = {place: left - 1 for place, left in (taken | here).items() if left > 1}
