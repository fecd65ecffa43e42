"""What a story is made of before it is joined: paragraphs and tables, and what they need of one another."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.render.bidi import runs_leftward
from briefing.render.docx.styles import BOXES
from briefing.render.docx.xml import Attributes, element, twips, val, wrap

_DISTANCE = 10.0
"""Above a paragraph that follows a table, or that parts a box from text, in points."""
_TURNED = "<w:rtl/>"
_WORDS = re.compile("<w:t [^>]*>([^<]*)")
_BOXES = tuple(BOXES.values())
_GAP = "TableGap"


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
    fresh: bool = False
    """Begin a new page."""
    hanging: float = 0.0
    """The first line begins with a tab that leads from here to the indent."""
    section: str = ""
    """The w:sectPr of the section that ends with this paragraph."""

    @property
    def xml(self) -> str:
        """The paragraph, its properties in schema order."""
        keep = {None: "", True: "<w:keepNext/>", False: val("w:keepNext", 0)}[self.keep]
        before = "" if self.before is None else element("w:spacing", {"w:before": twips(self.before)})
        keep += "<w:pageBreakBefore/>" if self.fresh else ""
        direction = "<w:bidi/>" if self._leftward else ""
        properties = val("w:pStyle", self.style) + keep + self.numbering + direction + before + self._indent
        properties += self.section
        tab = "<w:r><w:tab/></w:r>" if self.hanging else ""
        return f"<w:p>{wrap('w:pPr', properties)}{tab}{self.content}</w:p>"

    @property
    def _leftward(self) -> bool:
        """Whether the paragraph runs from the right: most of its letters do."""
        return _TURNED in self.content and runs_leftward("".join(_WORDS.findall(self.content)))

    @property
    def _indent(self) -> str:
        if self.indent is None:
            return ""
        attributes: Attributes = {"w:left": twips(self.indent)}
        return element("w:ind", {**attributes, "w:hanging": twips(self.hanging)} if self.hanging else attributes)


@dataclass(frozen=True, slots=True)
class Grid:
    """One w:tbl, ready."""

    xml: str


Piece = Paragraph | Grid


def join(pieces: Sequence[Piece]) -> str:
    """Return pieces as XML, with distance round boxes and after tables.

    Word joins two tables that touch and adds a paragraph of its own after a last one: a low paragraph stands there,
    the only one without text.
    """
    gap = Paragraph(style=_GAP).xml
    joined: list[str] = []
    before: Piece | None = None
    for piece in pieces:
        match piece:
            case Paragraph():
                joined.append(_set_apart(piece).xml if before and _jars(before, piece) else piece.xml)
            case Grid():
                joined += [gap, piece.xml] if isinstance(before, Grid) else [piece.xml]
        before = piece
    return "".join([*joined, gap] if isinstance(before, Grid) else joined)


def end_section(pieces: Sequence[Piece], section: str) -> tuple[Piece, ...]:
    """Return pieces whose last paragraph ends a section; after a table, or without pieces, that is the low one."""
    *rest, last = pieces or (Paragraph(style=_GAP),)
    if isinstance(last, Grid):
        return (*pieces, Paragraph(style=_GAP, section=section))
    return (*rest, replace(last, section=section))


def _jars(before: Piece, paragraph: Paragraph) -> bool:
    """Tell whether a paragraph would stand too close to what comes before it."""
    return isinstance(before, Grid) or _is_boxed(before) != _is_boxed(paragraph)


def _is_boxed(paragraph: Paragraph) -> bool:
    return paragraph.style.startswith(_BOXES)


def _set_apart(paragraph: Paragraph) -> Paragraph:
    own_distance = "Heading" in paragraph.style or paragraph.style in {"Legend", _GAP}
    return paragraph if own_distance else replace(paragraph, before=_DISTANCE)
