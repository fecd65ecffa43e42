"""Figures: the caption above, the picture, the line on its source below, all on one page."""

from dataclasses import replace

from briefing.model.document import Figure, Inlines, Text
from briefing.packs.theme import Role
from briefing.render.characters import Sieve
from briefing.render.figures import Gallery, Picture, find_share
from briefing.render.pdf.bands import KEEP, Band, Galley, Illustration, Rule, Slot
from briefing.render.pdf.lines import Line
from briefing.render.pdf.setting import Column, Typographer, stack_columns, stack_lines

_PAD = 3.0
"""Above and below the picture."""
_ABSENT_PAD = (6.0, 6.6)
_GAP = 8.0
_HAIR = 0.5
_NOTES = 0.2
"""The part of a page that is left to the notes of a caption."""
_LEAST = 0.4
"""The part of a page that a picture may always fill, however long its caption is."""


class FigureSetter:
    """Set figures into a galley."""

    def __init__(self, typographer: Typographer, gallery: Gallery, galley: Galley) -> None:
        self._type = typographer
        self._gallery = gallery
        self._galley = galley

    def place(self, figure: Figure, slot: Slot) -> None:
        """Append caption, picture and source; what the picture shows, in words, where there is none."""
        caption = self._set(figure.caption, "caption", slot.width)
        source = self._set(figure.source, "legend", slot.width)
        self._append(caption, "caption", slot)
        if caption:
            self._galley.join()
        picture = self._gallery.open(figure)
        if picture is None:
            self._galley.extend(self._set_absent(figure, slot))
        else:
            limit = self._find_limit(slot, (*caption, *source))
            self._galley.append(self._hang(figure, picture, slot, limit))
        if source:
            self._galley.join()
        self._append(source, "legend", slot)
        self._galley.skip(_GAP)

    def _set(self, children: Inlines, role: Role, width: float) -> tuple[Line, ...]:
        return self._type.lines(children, role, width) if children else ()

    def _append(self, lines: tuple[Line, ...], role: Role, slot: Slot) -> None:
        if lines:
            style = self._type.style(role)
            self._galley.extend(stack_lines(lines, style, slot.enter(role, 0)))
            self._galley.skip(style.after)

    def _find_limit(self, slot: Slot, lines: tuple[Line, ...]) -> float:
        """Return how high a picture may be so that it stands on one page with its lines and their notes."""
        page = self._type.theme.page
        whole = page.height - page.top - page.bottom
        styles = [self._type.style(role) for role in ("caption", "legend")]
        text = len(lines) * max(style.leading for style in styles) + sum(style.before + style.after for style in styles)
        notes = whole * _NOTES if any(line.marks for line in lines) else 0.0
        frame = 2 * _PAD + (2 * slot.box.pad if slot.box else 0.0)
        return max(whole - text - notes, whole * _LEAST) - frame

    def _hang(self, figure: Figure, picture: Picture, slot: Slot, limit: float) -> Band:
        wanted = slot.width * find_share(figure)
        width, height = picture.fit(wanted, max(limit, 1.0))
        if width < wanted:
            self._gallery.note_scaled(figure)
        path = slot.enter("picture", 0).path
        hung = Illustration(slot.left, _PAD, width, height, picture, Sieve().clean(figure.alt), path)
        return Band(height=height + 2 * _PAD, picture=hung)

    def _set_absent(self, figure: Figure, slot: Slot) -> list[Band]:
        """Return the description between two rules."""
        inner = slot.enter("remark", 0)
        lines = self._type.lines((Text(figure.alt),), "remark", slot.width)
        column = Column(slot.left, lines, self._type.style("remark"), inner.path)
        bands = stack_columns((column,), _ABSENT_PAD, KEEP)
        right, colour = slot.left + slot.width, self._type.colour("hairline")
        bands[0] = replace(bands[0], rules=(Rule(slot.left, right, 0.0, _HAIR, colour),))
        below = Rule(slot.left, right, bands[-1].height, _HAIR, colour)
        bands[-1] = replace(bands[-1], rules=(*bands[-1].rules, below))
        return bands
