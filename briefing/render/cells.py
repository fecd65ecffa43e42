"""The cells of a table as they are set: each once, with the places that it is over."""

from collections.abc import Iterator

from briefing.model.document import HEAD, CellSpan, Inlines, Table


def list_cells(table: Table, row: int) -> Iterator[tuple[CellSpan, Inlines]]:
    """Yield the cells that begin in a row, or in the head, and what they hold; most are over one place."""
    spans = table.find_spans()
    for number in range(len(table.columns)):
        span = spans.get((row, number)) or CellSpan(row, number)
        if (span.row, span.column) == (row, number):
            yield span, table.cell(row, number)


def find_head(table: Table, column: int) -> Inlines:
    """Return the head of a column; one head may be over several."""
    span = table.find_spans().get((HEAD, column))
    return table.columns[span.column if span else column].head
