"""What the tests of the PDF are made of: the pack's own theme, a ruler instead of fonts, short words for documents."""

import tomllib
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]  # ships no types

from briefing.model.document import (
    HEAD,
    Block,
    BulletList,
    Callout,
    CellSpan,
    Column,
    Document,
    Emphasis,
    Figure,
    Fine,
    Heading,
    Inline,
    Link,
    Masthead,
    Note,
    OrderedList,
    Paragraph,
    Quoted,
    Strong,
    Table,
    Text,
)
from briefing.packs.theme import Page, Theme, TypeStyle
from briefing.render.pdf.bands import Band
from briefing.render.pdf.layout import Layout, lay_out
from briefing.render.pdf.lines import Line, Piece

ROOT = Path(__file__).resolve().parents[3]
A4 = (595.276, 841.89)
MILLIMETRE = 72 / 25.4


def make_theme(width: float = A4[0], height: float = A4[1]) -> Theme:
    """Return the theme of the default pack on a sheet of this size."""
    data = tomllib.loads((ROOT / "templates/policy-brief/theme.toml").read_text(encoding="utf-8"))
    margins = {side: size * MILLIMETRE for side, size in data["page"]["margins"].items()}
    return Theme(
        page=Page(width=width, height=height, **margins),
        colours=data["colours"],
        styles={role: TypeStyle(**style) for role, style in data["styles"].items()},
        fonts=data["fonts"],
        docx_fonts=data["docx_fonts"],
    )


def make_sheet(width: float, height: float, margin: float = 40, columns: int = 1) -> Theme:
    """Return the theme of the default pack with a body of this size, in columns 12 points apart."""
    page = Page(
        width=width + 2 * margin,
        height=height + 2 * margin,
        left=margin,
        right=margin,
        top=margin,
        bottom=margin,
        columns=columns,
        gutter=12.0 if columns > 1 else 0.0,
    )
    return replace(make_theme(), page=page)


class Ruler:
    """Metrics without fonts: each character is half its size wide."""

    def pick(self, face: str, weight: str, italic: bool) -> str:
        return f"{face}-{weight}{'-italic' if italic else ''}"

    def measure(self, text: str, font: str, size: float) -> float:
        del font
        return len(text) * size / 2

    def render(self, text: str, font: str, language: str = "") -> str:
        del font, language
        return text

    def split(self, text: str, font: str, language: str = "") -> tuple[Piece, ...]:
        del language
        return (Piece(text, font),)


def words(count: int) -> str:
    """Return as many different words of five letters."""
    return " ".join(f"w{index:04d}" for index in range(count))


def note(number: int, text: str = "Source, para. 1.") -> Note:
    return Note(number, (Text(text),))


def statement(*children: Inline | str) -> Paragraph:
    return Paragraph(
        tuple(Text(child, "source") if isinstance(child, str) else child for child in children), "statement"
    )


def document(*blocks: Block, title: str = "Title", **masthead: str) -> Document:
    return Document(masthead=Masthead(title=title, **masthead), blocks=blocks)


def lay(*blocks: Block, width: float = 400, height: float = 400, title: str = "") -> Layout:
    """Lay blocks out on a sheet of this body, measured with the ruler."""
    return lay_out(document(*blocks, title=title), make_sheet(width, height), Ruler())


def read_line(line: Line) -> str:
    return "".join(run.text for run in line.runs)


def read_band(band: Band) -> str:
    return " ".join(read_line(placed.line).strip() for placed in band.lines)


def read_pages(layout: Layout) -> list[list[str]]:
    """Return the text of the bands that hold some, page by page."""
    return [[read_band(placed.band) for placed in page.bands if placed.band.lines] for page in layout.pages]


def open_pdf(data: bytes) -> Any:
    return pypdfium2.PdfDocument(BytesIO(data))


def read_texts(data: bytes) -> list[str]:
    """Return the text of each page as a reader's program copies it."""
    return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in open_pdf(data)]


def cover_cells(table: Table, span: CellSpan) -> Table:
    """Return the table with a cell over the places of a span, and nothing in the others."""
    covered = set(span.places()) - {(span.row, span.column)}
    columns = (
        replace(column, head=()) if (HEAD, number) in covered else column for number, column in enumerate(table.columns)
    )
    rows = (
        tuple(() if (number, place) in covered else cell for place, cell in enumerate(row))
        for number, row in enumerate(table.rows)
    )
    return replace(table, columns=tuple(columns), rows=tuple(rows), spans=(*table.spans, span))


def renumber(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks with their notes numbered from 1 in reading order."""
    return _Counter().blocks(blocks)


class _Counter:
    def __init__(self) -> None:
        self._number = 0

    def inlines(self, children: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(self._inline(child) for child in children)

    def _inline(self, child: Inline) -> Inline:
        if isinstance(child, Note):
            self._number += 1
            return replace(child, number=self._number)
        match child:
            case Emphasis() | Strong() | Link() | Quoted() | Fine():
                return replace(child, children=self.inlines(child.children))
            case _:
                return child

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Block:
        match block:
            case Heading() | Paragraph():
                return replace(block, children=self.inlines(block.children))
            case BulletList() | OrderedList():
                return replace(block, items=tuple(self.blocks(item) for item in block.items))
            case Callout():
                return replace(block, blocks=self.blocks(block.blocks))
            case Table():
                return Table(
                    caption=self.inlines(block.caption),
                    columns=tuple(Column(self.inlines(c.head), c.face, c.share) for c in block.columns),
                    rows=tuple(tuple(self.inlines(cell) for cell in row) for row in block.rows),
                    legend=self.inlines(block.legend),
                    spans=block.spans,
                )
            case Figure():
                return replace(block, caption=self.inlines(block.caption), source=self.inlines(block.source))
            case _:
                return block
