"""Cells over several places of a table, as a template writes them: `<<` goes on from the left, `^^` from above."""

from collections.abc import Sequence

from briefing.model.document import HEAD, CellSpan

LEFT, ABOVE = "<<", "^^"

Place = tuple[int, int]


def find_spans(head: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[CellSpan, ...]:
    """Return the spans of a table from the raw text of its cells.

    Raises ValueError for a cell that goes on from nothing, and for places that are no rectangle.
    """
    owners: dict[Place, Place] = {}
    for row, cells in enumerate((head, *rows), HEAD):
        for column, text in enumerate(cells):
            owners[row, column] = _find_owner(owners, (row, column), text.strip())
    covered: dict[Place, list[Place]] = {}
    for place, owner in owners.items():
        covered.setdefault(owner, []).append(place)
    return tuple(_measure(owner, places) for owner, places in covered.items() if len(places) > 1)


def _find_owner(owners: dict[Place, Place], place: Place, text: str) -> Place:
    row, column = place
    if text not in {LEFT, ABOVE}:
        return place
    before = (row, column - 1) if text == LEFT else (row - 1, column)
    if before not in owners or (text == ABOVE and row == HEAD + 1):
        where = "the first column" if text == LEFT else "the head or the first row"
        raise ValueError(f'"{text}" has nothing to go on from in {where} of a table')
    return owners[before]


def _measure(owner: Place, places: Sequence[Place]) -> CellSpan:
    """Return the span of the places that go on from one; the last of them is the corner opposite."""
    row, column = owner
    span = CellSpan(row, column, places[-1][0] - row + 1, places[-1][1] - column + 1)
    if list(span.places()) != sorted(places):
        raise ValueError(f'"{LEFT}" and "{ABOVE}" of a table make no rectangle')
    return span
