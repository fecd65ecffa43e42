"""Paint a layout on ReportLab's canvas: grounds and rules, then text, then what can be clicked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from typing import Any

from briefing.model.document import Properties
from briefing.packs.theme import Theme
from briefing.render.characters import Sieve
from briefing.render.pdf.bands import Box, Placed, Rule, find_baseline
from briefing.render.pdf.layout import NOTE_RULE, Layout
from briefing.render.pdf.lines import TAG_CLEAR, TAG_INSET, Address, Line, MarkTarget, NoteTarget, Run, Target
from briefing.render.pdf.pages import Page, PlacedBand, PlacedNote
from briefing.render.pdf.running import Furniture

_NOTE_RULE_WIDTH = 96.0
_HAIR = 0.5
_UNDERLINE_DROP, _UNDERLINE_WIDTH = 1.6, 0.35
_FRAME_ROOM, _FRAME_RADIUS, _FRAME_LINE = 1.9, 1.8, 0.6
_CAPITAL = 0.714
_LINK_ABOVE, _LINK_BELOW = 0.95, 0.25
_ABOVE_TARGET = 12.0
"""How far above a line a link to it leads, so that the line is not cut off at the window's edge."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What the file says about itself. `digest` stands for its content, `base_font` for a font that it carries."""

    title: str
    properties: Properties
    digest: bytes
    base_font: str


class Painter:
    """Draw one layout. Distances come from the layout counted downwards and leave as PDF counts them, upwards."""

    def __init__(self, layout: Layout, theme: Theme, canvas: Any) -> None:
        self._layout = layout
        self._theme = theme
        self._canvas = canvas
        page = theme.page
        self._left = page.left
        self._width = page.width - page.left - page.right
        self._top = page.height - page.top
        self._marked: set[int] = set()
        self._text: Any = None

    def paint(self) -> None:
        """Draw every page."""
        for page, furniture in zip(self._layout.pages, self._layout.furniture, strict=True):
            self._paint_grounds(page, furniture)
            self._text = self._canvas.beginText()
            self._paint_furniture(furniture)
            for placed in page.bands:
                self._paint_band(placed)
            for note in page.notes:
                self._paint_note(note)
            self._canvas.drawText(self._text)
            self._canvas.showPage()

    # ------------------------------------------------------------------------------------------- grounds and rules

    def _paint_grounds(self, page: Page, furniture: Furniture) -> None:
        for panel in furniture.panels:
            y = self._theme.page.height - panel.y - panel.height
            self._fill(panel.x, y, panel.width, panel.height, panel.colour)
        for box, bands in self._group_boxes(page):
            self._paint_box(box, bands)
        for placed in page.bands:
            for rule in placed.band.rules:
                self._paint_rule(rule, self._top - placed.y)
        if page.bands:
            self._paint_closing(page.bands[-1])
        self._paint_note_rule(page)

    def _paint_closing(self, placed: PlacedBand) -> None:
        if placed.band.closing:
            self._paint_rule(placed.band.closing, self._top - placed.y)

    def _paint_note_rule(self, page: Page) -> None:
        """Draw the rule above the notes, across the measure where it parts a note from its beginning."""
        if page.notes:
            width = self._width if page.continued else min(_NOTE_RULE_WIDTH, self._width)
            y = -page.notes[0].y + NOTE_RULE
            self._paint_rule(Rule(0.0, width, -y, _HAIR, self._theme.colours["muted"]), self._top)

    def _group_boxes(self, page: Page) -> Iterator[tuple[Box, list[PlacedBand]]]:
        for box, bands in groupby(page.bands, key=lambda placed: placed.band.box):
            if box is not None:
                yield box, list(bands)

    def _paint_box(self, box: Box, bands: Sequence[PlacedBand]) -> None:
        first, last = bands[0], bands[-1]
        above = 0.0 if first.repeated else box.pad
        top = self._top - first.y + above
        bottom = self._top - last.y - last.band.height - box.pad
        self._fill(box.left, bottom, box.right - box.left, top - bottom, box.ground)
        self._fill(box.left, bottom, box.bar_width, top - bottom, box.bar)

    def _paint_rule(self, rule: Rule, top: float) -> None:
        y = top - rule.y - rule.thickness / 2
        self._fill(rule.left, y, rule.right - rule.left, rule.thickness, rule.colour)

    def _fill(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        self._canvas.setFillColorRGB(*read_colour(colour))
        self._canvas.rect(self._left + x, y, width, height, stroke=0, fill=1)

    # -------------------------------------------------------------------------------------------------------- text

    def _paint_furniture(self, furniture: Furniture) -> None:
        for placed in furniture.lines:
            self._paint_line(placed.line, self._left + placed.x, self._theme.page.height - placed.baseline, live=False)

    def _paint_band(self, placed: PlacedBand) -> None:
        top = self._top - placed.y
        anchor = placed.band.anchor
        if anchor and not placed.repeated:
            self._canvas.bookmarkHorizontalAbsolute(anchor.key, top + _ABOVE_TARGET, left=0)
        for line in placed.band.lines:
            self._paint_placed(line, top, live=not placed.repeated)

    def _paint_placed(self, placed: Placed, top: float, *, live: bool) -> None:
        self._paint_line(placed.line, self._left + placed.x, top - placed.baseline, live=live)

    def _paint_note(self, placed: PlacedNote) -> None:
        note = self._layout.notes[placed.number]
        style = self._theme.styles["note"]
        y = self._top - placed.y
        baseline = y - find_baseline(style.size, style.leading)
        if placed.start == 0:
            self._canvas.bookmarkHorizontalAbsolute(f"note-{placed.number}", y + _ABOVE_TARGET, left=0)
            self._paint_line(note.label, self._left, baseline, live=True)
        for line in note.lines[placed.start : placed.stop]:
            self._paint_line(line, self._left + self._layout.note_indent, baseline, live=True)
            baseline -= style.leading

    def _paint_line(self, line: Line, x: float, y: float, *, live: bool) -> None:
        for run in line.runs:
            self._paint_run(run, x, y + run.ink.rise)
            if live and run.target is not None:
                self._link(run.target, run, x, y)
            x += run.width

    def _paint_run(self, run: Run, x: float, y: float) -> None:
        text, ink = self._text, run.ink
        red, green, blue = read_colour(ink.colour)
        text.setTextOrigin(x + (TAG_INSET if ink.framed else 0.0), y)
        text.setFont(ink.font, ink.size)
        text.setFillColorRGB(red, green, blue)
        text.setCharSpace(ink.tracking)
        self._write(run)
        if ink.framed:
            self._frame(run, x, y)
        if ink.underlined:
            width = run.width
            self._canvas.setFillColorRGB(red, green, blue)
            self._canvas.rect(x, y - _UNDERLINE_DROP, width, _UNDERLINE_WIDTH, stroke=0, fill=1)

    def _write(self, run: Run) -> None:
        from briefing.render.pdf.rlpatch import begin_actual_text, end_actual_text

        if run.actual:
            begin_actual_text(self._text, run.actual)
        self._text.textOut(run.text)
        if run.actual:
            end_actual_text(self._text)

    def _frame(self, run: Run, x: float, y: float) -> None:
        canvas, size = self._canvas, run.ink.size
        canvas.setStrokeColorRGB(*read_colour(run.ink.colour))
        canvas.setLineWidth(_FRAME_LINE)
        height = size * _CAPITAL + 2 * _FRAME_ROOM
        canvas.roundRect(x, y - _FRAME_ROOM, run.width - TAG_CLEAR, height, _FRAME_RADIUS, stroke=1, fill=0)

    # ------------------------------------------------------------------------------------------------------- links

    def _link(self, target: Target, run: Run, x: float, y: float) -> None:
        size, low = run.ink.size, y + run.ink.rise
        rect = (x, low - size * _LINK_BELOW, x + run.width, low + size * _LINK_ABOVE)
        match target:
            case MarkTarget(number):
                self._mark(number, low + size)
                if number in self._layout.notes:
                    self._jump(f"Note {number}", f"note-{number}", rect)
            case NoteTarget(number):
                self._jump(f"Back to mark {number}", f"mark-{number}", rect)
            case Address(url):
                self._canvas.linkURL(url, rect, relative=0, thickness=0, F=4)

    def _mark(self, number: int, top: float) -> None:
        """Let the note lead back to the first of its marks."""
        if number not in self._marked:
            self._marked.add(number)
            self._canvas.bookmarkHorizontalAbsolute(f"mark-{number}", top + _ABOVE_TARGET, left=0)

    def _jump(self, contents: str, key: str, rect: tuple[float, float, float, float]) -> None:
        self._canvas.linkAbsolute(contents, key, Rect=rect, Border="[0 0 0]", F=4)


def read_colour(colour: str) -> tuple[float, float, float]:
    """Return "#RRGGBB" as three parts of one."""
    value = int(colour.lstrip("#"), 16)
    return (value >> 16) / 255, (value >> 8 & 0xFF) / 255, (value & 0xFF) / 255


def add_outline(canvas: Any, layout: Layout) -> None:
    """Add the title and the headings to the outline, none more than one level below the one before."""
    level = -1
    for page in layout.pages:
        for placed in page.bands:
            anchor = placed.band.anchor
            if anchor and not placed.repeated:
                level = min(anchor.level, level + 1)
                canvas.addOutlineEntry(Sieve().clean(anchor.title), anchor.key, level, closed=False)


def describe(canvas: Any, identity: Identity) -> None:
    """Say what the file is where readers' programs look for it, and let their windows show the title."""
    properties = identity.properties
    clean = Sieve().clean
    canvas.setTitle(clean(identity.title))
    canvas.setAuthor(clean(", ".join(properties.authors)))
    canvas.setSubject(clean(properties.subject))
    canvas.setKeywords(clean(", ".join(properties.keywords)))
    canvas.setCreator("Briefing")
    canvas.setViewerPreference("DisplayDocTitle", "true")


def paint(layout: Layout, theme: Theme, identity: Identity) -> bytes:
    """Return the layout as the bytes of a PDF file."""
    from reportlab.pdfgen.canvas import Canvas

    from briefing.render.pdf.rlpatch import fix_identity, plain_streams

    target = BytesIO()
    with plain_streams():
        canvas: Any = Canvas(
            target,
            pagesize=(theme.page.width, theme.page.height),
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            initialFontName=identity.base_font,  # or each page would name Helvetica, which is not embedded
            lang=identity.properties.language,
        )
        fix_identity(canvas, identity.properties.date, identity.digest)
        describe(canvas, identity)
        Painter(layout, theme, canvas).paint()
        add_outline(canvas, layout)
        canvas.save()
    return target.getvalue()
