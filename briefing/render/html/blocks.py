"""Blocks as flow content, each in the class of its role."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.model.document import (
    HEAD,
    Block,
    BulletList,
    Callout,
    CellSpan,
    Facts,
    Figure,
    Heading,
    Inlines,
    OrderedList,
    Paragraph,
    Table,
    read_plain,
)
from briefing.render.cells import find_head, list_cells
from briefing.render.figures import find_share
from briefing.render.html.inlines import write_leaf
from briefing.render.html.ledger import Ledger
from briefing.render.html.markup import Element, Node, Nodes, tag

_WHERE_WIDE = "@media print,(min-width:40rem)"
"""Where a table has columns; on a narrow screen its cells stand below one another."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading that a list of contents may name."""

    level: int
    text: str
    anchor: str


class Scribe:
    """Write blocks into one ledger, and remember the headings."""

    def __init__(self, ledger: Ledger) -> None:
        """Begin below the title, which is the heading of level 1."""
        self._ledger = ledger
        self._level = 1
        self.entries: list[Entry] = []

    def write(self, blocks: tuple[Block, ...]) -> Nodes:
        """Return blocks in reading order."""
        return tuple(node for block in blocks for node in self._write_block(block))

    def _write_block(self, block: Block) -> Iterator[Node]:
        match block:
            case Heading():
                yield self._write_heading(block)
            case Paragraph():
                yield self._line("p", block.role, block.children)
            case BulletList() | OrderedList():
                yield self._write_list(block)
            case Table():
                yield self._write_table(block)
                yield from self._below(block.legend)
            case Figure():
                yield self._write_figure(block)
            case Callout():
                yield self._write_box(block)
            case Facts():
                yield from self._write_facts(block)

    def _line(self, name: str, role: str, children: Inlines) -> Element:
        return tag(name, {"class": role}, *write_leaf(children, self._ledger))

    def _below(self, legend: Inlines) -> Iterator[Element]:
        if legend:
            yield self._line("p", "legend", legend)

    def _write_heading(self, heading: Heading) -> Element:
        """Return a heading, never more than one level below the one before; the title is the first."""
        self._level = min(heading.level + 1, self._level + 1)
        anchor = self._ledger.anchors.claim(self._ledger.sieve.clean(heading.id))
        self.entries.append(Entry(heading.level, self._ledger.sieve.clean(read_plain(heading.children)), anchor))
        words = write_leaf(heading.children, self._ledger)
        return tag(f"h{self._level}", {"class": f"heading{heading.level}", "id": anchor}, *words)

    def _write_list(self, block: BulletList | OrderedList) -> Element:
        items = (tag("li", None, *self.write(item)) for item in block.items)
        if isinstance(block, BulletList):
            return tag("ul", None, *items)
        return tag("ol", {} if block.start == 1 else {"start": str(block.start)}, *items)

    def _write_box(self, callout: Callout) -> Element:
        """Return a box; the key points are a landmark under the name of their heading."""
        known = len(self.entries)
        content = self.write(callout.blocks)
        named = callout.role == "key-points" and known < len(self.entries)
        label = {"aria-labelledby": self.entries[known].anchor} if named else {}
        del self.entries[known:]  # a heading in a box is no part of the outline
        return tag("section" if named else "div", {"class": f"box {callout.role}", **label}, *content)

    def _write_facts(self, facts: Facts) -> Iterator[Element]:
        cells = (
            tag(
                "div",
                None,
                tag("dt", {"class": "fact-label"}, self._ledger.sieve.clean(fact.label)),
                self._line("dd", "fact-value", fact.value),
            )
            for fact in facts.items
        )
        if facts.items:
            yield tag("dl", {"class": "facts"}, *cells)

    # ------------------------------------------------------------------------------------------------------- tables

    def _write_table(self, table: Table) -> Element:
        """Return a table. Roles are said in full, since on a narrow screen it is set as blocks, and then is none."""
        caption = [self._line("caption", "caption", table.caption)] if table.caption else []
        head = tuple(self._write_head(table))
        body = (self._write_row(table, row) for row in range(len(table.rows)))
        rows = tag("tbody", {"role": "rowgroup"}, *body)
        columns = [tag("colgroup", None, *(tag("col") for _ in table.columns))] if table.spans else []
        return tag("table", {"role": "table", "class": self._name_table(table)}, *caption, *columns, *head, rows)

    def _name_table(self, table: Table) -> str:
        shares = [(number, column.share) for number, column in enumerate(table.columns, 1) if column.share]
        wide = " wide" if len(table.columns) > 2 else ""  # noqa: PLR2004  # a label and its words need no head
        if not shares:
            return f"grid{wide}"
        cells = ("col",) if table.spans else ("th", "td")  # cells over several columns are not counted by columns
        widths = "".join(
            f"{','.join(f'.{{name}} {cell}:nth-child({number})' for cell in cells)}{{width:{share:.2%}}}"
            for number, share in shares
        )
        return f"grid{wide} {self._ledger.name('table', _WHERE_WIDE + '{' + widths + '}')}"

    def _write_head(self, table: Table) -> Iterator[Element]:
        cells = []
        for span, head in list_cells(table, HEAD):
            filled = bool(read_plain(head).strip())
            role = {"role": "columnheader", "scope": "col"} if filled else {"role": "cell"}
            words = write_leaf(head, self._ledger)
            cells.append(tag("th" if filled else "td", {**role, **_span(span), "class": "table-head"}, *words))
        if any(cell.name == "th" for cell in cells):
            yield tag("thead", {"role": "rowgroup"}, tag("tr", {"role": "row"}, *cells))

    def _write_row(self, table: Table, row: int) -> Element:
        """Return a row. A first cell of ours heads it where there are others; a cell knows the head of its column."""
        cells = []
        for span, cell in list_cells(table, row):
            face = table.columns[span.column].face
            heads = span.column == 0 < len(table.columns) - 1 and face == "ours" and bool(read_plain(cell).strip())
            role = {"role": "rowheader", "scope": "row"} if heads else {"role": "cell"}
            head = self._ledger.sieve.clean(read_plain(find_head(table, span.column)))
            named = {"data-head": head} if head else {}
            attributes = {**role, **_span(span), "class": f"table-{face}", **named}
            cells.append(tag("th" if heads else "td", attributes, *write_leaf(cell, self._ledger)))
        return tag("tr", {"role": "row"}, *cells)

    # ------------------------------------------------------------------------------------------------------ figures

    def _write_figure(self, figure: Figure) -> Element:
        caption = [self._line("figcaption", "caption", figure.caption)] if figure.caption else []
        return tag("figure", None, *caption, self._write_picture(figure), *self._below(figure.source))

    def _write_picture(self, figure: Figure) -> Element:
        """Return a picture as data within the page, or what it shows in words where there is none to be read."""
        alt = " ".join(self._ledger.sieve.clean(figure.alt).split())
        picture = self._ledger.gallery.open(figure)
        if picture is None:
            return tag("p", {"class": "missing"}, alt)
        share = find_share(figure)
        name = self._ledger.name("figure", f".{{name}}{{width:{share:.2%}}}") if share < 1 else "whole"
        data = base64.b64encode(picture.data).decode("ascii")
        size = {"width": str(picture.width), "height": str(picture.height)}
        source = {"src": f"data:image/{picture.format};base64,{data}", "alt": alt}
        return tag("img", {**source, **size, "class": name})


def _span(span: CellSpan) -> dict[str, str]:
    """Return over how many columns and rows a cell is, where they are several."""
    over = {"colspan": span.columns, "rowspan": span.rows}
    return {name: str(count) for name, count in over.items() if count > 1}
