"""Blocks as paragraphs and tables, in the style of their role and their place."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefing.model.document import (
    Block,
    BulletList,
    Callout,
    Facts,
    Figure,
    Heading,
    OrderedList,
    Table,
    Tag,
    read_plain,
)
from briefing.model.document import Paragraph as Text
from briefing.packs.theme import Role
from briefing.render.docx.face import Look
from briefing.render.docx.figures import Hanger
from briefing.render.docx.inlines import choose_voice, write_inlines
from briefing.render.docx.ledger import Ledger
from briefing.render.docx.numbering import STEP, find_indent, write_reference
from briefing.render.docx.pieces import Paragraph, Piece
from briefing.render.docx.styles import BOXES, PARAGRAPHS
from briefing.render.docx.tables import Tabulator

_OPENING_TAG = "<w:r><w:softHyphen/></w:r>"
"""LibreOffice runs the frame of a tag into an item's number beside it; a hyphen that shows nowhere keeps them apart."""

_HEADINGS: dict[int, Role] = {1: "heading1", 2: "heading2", 3: "heading3"}
_ITEMS = {"body": ("ListBullet", "ListNumber"), "statement": ("StatementBullet", "StatementNumber")}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: in which box, how deep in lists, and whether it opens a list's item."""

    box: str = ""
    depth: int = -1
    ordered: bool = False
    opens: int | None = None
    """The list whose item begins with this block."""

    @property
    def level(self) -> int:
        """The level of the innermost list, from 0."""
        return max(self.depth, 0)


@dataclass(frozen=True, slots=True)
class Scribe:
    """Write blocks in one look into one ledger."""

    look: Look
    ledger: Ledger

    def write(self, blocks: tuple[Block, ...], place: Place = Place()) -> Iterator[Piece]:
        """Yield blocks in reading order."""
        for block in blocks:
            yield from self.write_block(block, place)

    def write_block(self, block: Block, place: Place) -> Iterator[Piece]:
        """Yield one block."""
        match block:
            case Heading():
                yield self._write_heading(block, place)
            case Text():
                yield self._write_text(block, place)
            case BulletList() | OrderedList():
                yield from self._write_list(block, place)
            case Table():
                yield from Tabulator(self.look, self.ledger).write_table(block)
            case Figure():
                indent = find_indent(place.level, boxed=bool(place.box)) if place.depth >= 0 else None
                yield from Hanger(self.look, self.ledger, place.box, indent).write(block)
            case Callout():
                yield from self._write_box(block)
            case Facts():
                yield from Tabulator(self.look, self.ledger).write_facts(block)

    def _write_heading(self, heading: Heading, place: Place) -> Paragraph:
        words = write_inlines(heading.children, self.ledger, choose_voice(self.look, _HEADINGS[heading.level]))
        if place.box:
            content = self.ledger.bookmarks.mark("h", heading.id, words)[1]
        else:
            content = self.ledger.mark_heading(heading.id, heading.level, read_plain(heading.children), words)
        return Paragraph(style=f"{place.box}Heading{heading.level}", content=content)

    def _write_text(self, text: Text, place: Place) -> Paragraph:
        content = write_inlines(text.children, self.ledger, choose_voice(self.look, text.role))
        style = PARAGRAPHS[text.role]
        if place.depth < 0:
            return Paragraph(style=place.box + style, content=content)
        if place.opens is None:
            boxed = bool(place.box)
            indent, hanging = find_indent(place.level, boxed=boxed), STEP if boxed else 0.0
            return Paragraph(style=place.box + style, content=content, indent=indent, hanging=hanging)
        if any(isinstance(child, Tag) for child in text.children[:1]):
            content = _OPENING_TAG + content
        item = _ITEMS[text.role][place.ordered] if text.role in _ITEMS else style
        return Paragraph(style=place.box + item, content=content, numbering=write_reference(place.opens, place.level))

    def _write_list(self, block: BulletList | OrderedList, place: Place) -> Iterator[Piece]:
        inner = replace(place, depth=place.depth + 1, ordered=isinstance(block, OrderedList), opens=None)
        start = block.start if isinstance(block, OrderedList) else 1
        number = self.ledger.lists.begin(ordered=inner.ordered, boxed=bool(place.box), level=inner.level, start=start)
        for item in block.items:
            for index, part in enumerate(item):
                yield from self.write_block(part, inner if index else replace(inner, opens=number))

    def _write_box(self, callout: Callout) -> Iterator[Piece]:
        """Yield what stands in a box; its paragraphs keep together, the last one lets go of what follows."""
        self.ledger.boxes.add(callout.role)
        pieces = tuple(self.write(callout.blocks, Place(box=BOXES[callout.role])))
        yield from pieces[:-1]
        for last in pieces[-1:]:
            yield replace(last, keep=False) if isinstance(last, Paragraph) else last
