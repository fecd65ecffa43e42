"""From blocks to one long galley of bands, in reading order."""

from briefing.model.document import (
    Block,
    BulletList,
    Callout,
    Document,
    Facts,
    Figure,
    Heading,
    Inlines,
    OrderedList,
    Paragraph,
    ParagraphRole,
    Table,
    Text,
    read_plain,
)
from briefing.packs.theme import Role
from briefing.render.breadth import find_wide
from briefing.render.cover import TITLE_SHARE, find_cover_end
from briefing.render.figures import Gallery
from briefing.render.pdf.bands import Anchor, Band, Box, Galley, Placed, Slot, find_baseline
from briefing.render.pdf.figures import FigureSetter
from briefing.render.pdf.lines import Line
from briefing.render.pdf.setting import Typographer, stack_lines
from briefing.render.pdf.tables import TableSetter, place_facts

_PARAGRAPH_ROLES: dict[ParagraphRole, Role] = {
    "body": "body", "statement": "statement", "label": "label", "legend": "legend", "remark": "remark",
}  # fmt: skip
_HEADING_ROLES: dict[int, Role] = {1: "heading1", 2: "heading2", 3: "heading3"}

_BOX_PAD, _BOX_INSET, _BOX_GAP = 11.0, 14.0, 5.0
_BAR = {"key-points": 3.0, "box": 0.8}
_INDENT, _NUMBER_GAP = 14.0, 5.0
_HAIR = 0.5
_LEAST_WIDTH = 120.0
"""Lists are not drawn in any further once their text is as narrow as this."""


class Flow:
    """Set the blocks of a document into a galley."""

    def __init__(self, typographer: Typographer, drop: float = 0.0) -> None:
        """Begin `drop` points below the top of the first page, where a logo takes that room."""
        self._type = typographer
        self._drop = drop
        self._galley = Galley()
        self._boxes = 0
        self.gallery = Gallery()
        self.first_section: int | None = None
        """The band of the first heading outside of boxes: a list of contents stands before it."""

    def run(self, document: Document) -> tuple[Band, ...]:
        """Return the bands of the title, the subtitle and all blocks."""
        page, cover = self._type.theme.page, self._type.theme.cover
        self._galley.wide = page.columns > 1
        if self._drop or cover:
            self._galley.append(Band(height=self._drop))
            self._galley.join()
        self._galley.skip(page.height * TITLE_SHARE if cover else 0.0)
        self._place_title(document, Slot(0.0, page.measure))
        self._place_body(document.blocks, find_cover_end(document.blocks) if cover else -1)
        return tuple(self._galley.bands)

    def _place_body(self, blocks: tuple[Block, ...], cover: int) -> None:
        """Place blocks across the page or in its columns; so many of them stand on a cover, which ends its page."""
        page = self._type.theme.page
        across, column = Slot(0.0, page.measure), Slot(0.0, page.column)
        for index, (block, wide) in enumerate(zip(blocks, find_wide(blocks), strict=True)):
            if index == cover:
                self._galley.wide = page.columns > 1
                self._end_page()
            stands = wide or index < cover
            self._galley.wide = page.columns > 1 and stands
            self._place(block, across if stands else column, index)

    def _end_page(self) -> None:
        """Take what room is left on the first page."""
        page = self._type.theme.page
        room = page.height - page.top - page.bottom - self._galley.height
        if room > _HAIR:
            self._galley.append(Band(height=room - _HAIR))

    def _place_title(self, document: Document, slot: Slot) -> None:
        masthead = document.masthead
        if masthead.title:
            anchor = Anchor("title", masthead.title, 0)
            self._lines((Text(masthead.title),), "title", slot.enter("title", 0), anchor)
            self._galley.join()
        if masthead.subtitle:
            self._lines((Text(masthead.subtitle),), "subtitle", slot.enter("subtitle", 0))
            self._galley.join()

    def _place_all(self, blocks: tuple[Block, ...], slot: Slot) -> None:
        for index, block in enumerate(blocks):
            self._place(block, slot, index)

    def _place(self, block: Block, slot: Slot, index: int) -> None:
        match block:
            case Heading():
                self._place_heading(block, slot, index)
            case Paragraph():
                self._place_paragraph(block, slot.enter(block.role, index))
            case BulletList() | OrderedList():
                part = "ordered" if isinstance(block, OrderedList) else "list"
                self._place_list(block, slot.enter(part, index))
            case Table():
                TableSetter(self._type, block, slot.enter("table", index)).place(self._galley)
            case Figure():
                FigureSetter(self._type, self.gallery, self._galley).place(block, slot.enter("figure", index))
            case Callout():
                self._place_callout(block, slot.enter("callout", index))
            case Facts():
                place_facts(self._type, block, slot.enter("facts", index), self._galley)

    def _lines(self, children: Inlines, role: Role, slot: Slot, anchor: Anchor | None = None) -> None:
        """Append inlines as one paragraph."""
        style = self._type.style(role)
        bands = stack_lines(self._type.lines(children, role, slot.width), style, slot)
        self._galley.extend(bands, anchor)
        self._galley.skip(style.after)

    def _place_heading(self, heading: Heading, slot: Slot, index: int) -> None:
        if not slot.path and self.first_section is None:
            self.first_section = len(self._galley.bands)
        level = min(max(heading.level, 1), max(_HEADING_ROLES))
        role = _HEADING_ROLES[level]
        anchor = Anchor(f"heading-{len(self._galley.bands)}", read_plain(heading.children), level)
        self._lines(heading.children, role, slot.enter(role, index), anchor)
        self._galley.join()

    def _place_paragraph(self, paragraph: Paragraph, slot: Slot) -> None:
        """Set a paragraph: a label stays with what follows, a legend or remark with what it is about."""
        if paragraph.role in {"legend", "remark"}:
            self._galley.join()
        self._lines(paragraph.children, _PARAGRAPH_ROLES[paragraph.role], slot)
        if paragraph.role == "label":
            self._galley.join()

    def _place_list(self, block: BulletList | OrderedList, slot: Slot) -> None:
        labels = self._make_labels(block)
        hang = max(_INDENT, max((label.width for label in labels), default=0.0) + _NUMBER_GAP)
        inner = slot.indent(hang) if slot.width - hang >= _LEAST_WIDTH else slot
        right_aligned = isinstance(block, OrderedList)
        for index, (item, label) in enumerate(zip(block.items, labels, strict=True)):
            start = len(self._galley.bands)
            within = inner.enter("item", index)
            self._place_all(item or (Paragraph(()),), within)
            left = inner.left - _NUMBER_GAP - label.width if right_aligned else inner.left - hang + 1.0
            self._galley.label(start, Placed(max(left, slot.left), self._label_baseline(), label, within.path))

    def _make_labels(self, block: BulletList | OrderedList) -> list[Line]:
        voice = self._type.voice("label")
        start = block.start if isinstance(block, OrderedList) else None
        return [self._type.sign("•" if start is None else f"{start + n}.", voice) for n in range(len(block.items))]

    def _label_baseline(self) -> float:
        style = self._type.style("label")
        return find_baseline(style.size, style.leading)

    def _place_callout(self, callout: Callout, slot: Slot) -> None:
        """Set a box; a box within a box is set as part of the outer one."""
        if slot.box is not None:
            self._place_all(callout.blocks, slot)
            return
        self._boxes += 1
        width = _BAR[callout.role]
        bar, ground = self._type.colour("accent"), self._type.colour("tint")
        inset = min(_BOX_INSET, slot.width / 8)
        box = Box(self._boxes, slot.left, slot.left + slot.width, _BOX_PAD, ground, bar, width)
        inner = slot.indent(inset, inset)
        self._galley.open_box(box, _BOX_GAP)
        self._place_all(callout.blocks, Slot(inner.left, inner.width, box, inner.path))
        self._galley.close_box(_BOX_GAP)
