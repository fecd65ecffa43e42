"""What a story is made of before it is joined: paragraphs and tables, and what they need of one another."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.render.docx.xml import element, twips, val, wrap

_AFTER_TABLE = 8.0
_SPACED = ("Heading", "Legend", "KeyPoints", "Box")
"""Styles that keep their own distance from a table above them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One w:p: a style, runs, and what its place asks of it."""

    style: str
    content: str = ""
    keep: bool | None = None
    """Keep with the next paragraph, or not, whatever the style says."""
    numbering: str = ""
    before: float | None = None
    indent: float | None = None

    @property
    def xml(self) -> str:
        """The paragraph, its properties in schema order."""
        keep = {None: "", True: "<w:keepNext/>", False: val("w:keepNext", 0)}[self.keep]
        before = "" if self.before is None else element("w:spacing", {"w:before": twips(self.before)})
        indent = "" if self.indent is None else element("w:ind", {"w:left": twips(self.indent)})
        properties = val("w:pStyle", self.style) + keep + self.numbering + before + indent
        return f"<w:p>{wrap('w:pPr', properties)}{self.content}</w:p>"


@dataclass(frozen=True, slots=True)
class Grid:
    """One w:tbl, ready."""

    xml: str


Piece = Paragraph | Grid


def join(pieces: Sequence[Piece]) -> str:
    """Return pieces as XML, with distance after tables.

    Word joins two tables that touch and adds a paragraph of its own after a last one: a paragraph of no height
    stands there, the only one without text.
    """
    gap = Paragraph(style="TableGap").xml
    joined: list[str] = []
    after_table = False
    for piece in pieces:
        match piece:
            case Paragraph():
                joined.append(_set_apart(piece).xml if after_table else piece.xml)
            case Grid():
                joined += [gap, piece.xml] if after_table else [piece.xml]
        after_table = isinstance(piece, Grid)
    return "".join([*joined, gap] if after_table else joined)


def _set_apart(paragraph: Paragraph) -> Paragraph:
    return paragraph if paragraph.style.startswith(_SPACED) else replace(paragraph, before=_AFTER_TABLE)
