"""Tables of the text and the ruled line of facts: data tables both, with a head that Word repeats and readers find."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from briefing.model.document import HEAD, CellFace, CellSpan, Facts, Inlines, Table, Text, read_plain
from briefing.packs.theme import Role
from briefing.render.characters import Sieve
from briefing.render.docx.captions import write_caption
from briefing.render.docx.face import Look
from briefing.render.docx.inlines import choose_voice, write_inlines
from briefing.render.docx.ledger import Ledger
from briefing.render.docx.pieces import Grid, Paragraph, Piece
from briefing.render.docx.widths import estimate, find_longest, share_out, spread
from briefing.render.docx.xml import Attributes, element, twips, val, wrap

_ROLES: dict[str, Role] = {
    "Caption": "caption",
    "Legend": "legend",
    "TableHead": "table-head",
    "TableText": "table-ours",
    "TableStatement": "table-source",
    "FactLabel": "fact-label",
    "FactValue": "fact-value",
}
_FACES: dict[CellFace, str] = {"ours": "TableText", "source": "TableStatement"}
_FACT_GAP = 10.0
Merge: TypeAlias = Literal["", "restart", "continue"]
_FIRST_ROW_ONLY: Attributes = {
    "w:val": "0620", "w:firstRow": 1, "w:lastRow": 0, "w:firstColumn": 0, "w:lastColumn": 0, "w:noHBand": 1,
    "w:noVBand": 1,
}  # fmt: skip
"""Which conditions of the table's style hold: that of the head."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One w:tc: its paragraph, how many columns it is over, and whether it begins or goes on over several rows."""

    paragraph: Paragraph
    columns: int = 1
    merge: Merge = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row, and whether it is the head."""

    cells: tuple[Cell, ...]
    head: bool = False


@dataclass(frozen=True, slots=True)
class Tabulator:
    """Write tables in one look into one ledger."""

    look: Look
    ledger: Ledger

    def write_table(self, table: Table) -> tuple[Piece, ...]:
        """Return caption, table and legend; the last row stays with the legend below it."""
        caption = (self._write_caption(table.caption),) if table.caption else ()
        head = Row(tuple(self._write_cells(table, HEAD)), head=True)
        last = len(table.rows) - 1
        rows = [
            Row(tuple(self._write_cells(table, row, keep=row == last and bool(table.legend))))
            for row in range(len(table.rows))
        ]
        # The caption is cleaned for the text already: what is left out is counted once.
        title = val("w:tblCaption", Sieve().clean(read_plain(table.caption))) if table.caption else ""
        grid = _build("BriefTable", self._measure(table), (head, *rows), title)
        return *caption, grid, *self._lines("Legend", table.legend)

    def write_facts(self, facts: Facts) -> tuple[Piece, ...]:
        """Return the facts as a table of one row under its head; without facts, nothing."""
        if not facts.items:
            return ()
        labels = tuple(Cell(self._write("FactLabel", (Text(fact.label),))) for fact in facts.items)
        values = tuple(Cell(self._write("FactValue", fact.value)) for fact in facts.items)
        wanted = [self._estimate(fact.label, read_plain(fact.value)) for fact in facts.items]
        least = [self._estimate(*map(find_longest, (fact.label, read_plain(fact.value)))) for fact in facts.items]
        widths = spread(wanted, twips(self.look.measure), least)
        return (_build("FactsTable", widths, (Row(labels, head=True), Row(values))),)

    def _write(self, style: str, children: Inlines, *, keep: bool = False) -> Paragraph:
        content = write_inlines(children, self.ledger, choose_voice(self.look, _ROLES[style]))
        return Paragraph(style=style, content=content, keep=keep or None)

    def _write_caption(self, children: Inlines) -> Paragraph:
        return Paragraph(
            style="Caption", content=write_caption(children, self.ledger, choose_voice(self.look, "caption"))
        )

    def _lines(self, style: str, children: Inlines) -> tuple[Paragraph, ...]:
        return (self._write(style, children),) if children else ()

    def _write_cells(self, table: Table, row: int, *, keep: bool = False) -> Iterator[Cell]:
        """Yield the cells of a row; where one from above goes on there is one without words, as Word wants it."""
        spans = table.find_spans()
        for number, column in enumerate(table.columns):
            span = spans.get((row, number)) or CellSpan(row, number)
            if span.column != number:
                continue
            style = "TableHead" if row == HEAD else _FACES[column.face]
            merge: Merge = "" if span.rows == 1 else "restart" if span.row == row else "continue"
            yield Cell(self._write(style, table.cell(row, number), keep=keep), span.columns, merge)

    def _measure(self, table: Table) -> tuple[int, ...]:
        over = {place for span in table.spans if span.columns > 1 for place in span.places()}
        texts = [
            [read_plain(table.cell(row, index)) for row in range(HEAD, len(table.rows)) if (row, index) not in over]
            for index in range(len(table.columns))
        ]
        return share_out([column.share for column in table.columns], texts, twips(self.look.measure))

    def _estimate(self, label: str, value: str) -> float:
        """Return about how many twips a fact needs; a label in capitals is wider than what it is set from."""
        style = self.look.theme.styles["fact-label"]
        letters = label.upper() if style.capitals else label
        upper = estimate(letters) * self.look.half_points("fact-label") / 2 + len(label) * style.tracking
        lower = estimate(value) * self.look.half_points("fact-value") / 2
        return twips(max(upper, lower) + _FACT_GAP)


def _build(style: str, widths: Sequence[int], rows: Sequence[Row], title: str = "") -> Grid:
    properties = (
        val("w:tblStyle", style),
        element("w:tblW", {"w:w": sum(widths), "w:type": "dxa"}),
        element("w:tblLayout", {"w:type": "fixed"}),
        element("w:tblLook", _FIRST_ROW_ONLY),
        title,
    )
    columns = "".join(element("w:gridCol", {"w:w": width}) for width in widths)
    body = "".join(_build_row(row, widths) for row in rows)
    return Grid(wrap("w:tbl", wrap("w:tblPr", "".join(properties)) + wrap("w:tblGrid", columns) + body))


def _build_row(row: Row, widths: Sequence[int]) -> str:
    properties = wrap("w:trPr", "<w:cantSplit/>" + ("<w:tblHeader/>" if row.head else ""))
    cells: list[str] = []
    start = 0
    for cell in row.cells:
        cells.append(_build_cell(cell, sum(widths[start : start + cell.columns])))
        start += cell.columns
    return wrap("w:tr", properties + "".join(cells))


def _build_cell(cell: Cell, width: int) -> str:
    properties = element("w:tcW", {"w:w": width, "w:type": "dxa"})
    properties += val("w:gridSpan", cell.columns) if cell.columns > 1 else ""
    properties += val("w:vMerge", cell.merge) if cell.merge else ""
    return wrap("w:tc", wrap("w:tcPr", properties) + cell.paragraph.xml)
