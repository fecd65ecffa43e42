"""Paint a layout: grounds and rules, then text with its tags, then what can be clicked."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, zip_longest
from typing import Any, NamedTuple

from briefing.packs.theme import Theme
from briefing.render.pdf.bands import Box, Illustration, Path, Rule, find_baseline
from briefing.render.pdf.catalogue import Catalogue, Link
from briefing.render.pdf.directions import PlacedRun, is_turned, measure_run, place_runs
from briefing.render.pdf.hyphens import SOFT_HYPHEN
from briefing.render.pdf.layout import NOTE_RULE, Layout
from briefing.render.pdf.lines import (
    TAG_CLEAR,
    TAG_INSET,
    Address,
    AnchorTarget,
    Line,
    MarkTarget,
    NoteTarget,
    Run,
    Target,
)
from briefing.render.pdf.pages import Page, PlacedBand, PlacedNote
from briefing.render.pdf.running import Furniture
from briefing.render.pdf.shaping import ScriptFont, find_script_font, spread, turn_font
from briefing.render.pdf.stream import Artifact, Encoder, PageStream
from briefing.render.pdf.structure import Element, TagTree

_LIGATURES = re.compile("[\ufb00-\ufb06]")
_NOTE_RULE_WIDTH = 96.0
_HAIR = 0.5
_UNDERLINE_DROP, _UNDERLINE_WIDTH = 1.6, 0.35
_FRAME_ROOM, _FRAME_RADIUS, _FRAME_LINE = 1.9, 1.8, 0.6
_CAPITAL = 0.714
_LINK_ABOVE, _LINK_BELOW = 0.95, 0.25
ABOVE_TARGET = 12.0
"""How far above a line a link to it leads, so that the line is not cut off at the window's edge."""
_ACROSS = frozenset({"group", "row", "head", "facts"})
"""Parts whose lines stand side by side: they are read cell by cell, not line by line."""


_NO_TEXT = Line((), 0.0, ())


class Spot(NamedTuple):
    """A line on the sheet: its left edge, its baseline from the foot of the sheet, and where in the text it stands.

    In place of words there may be a picture; `y` is then its lower edge.
    """

    x: float
    y: float
    line: Line
    path: Path
    picture: Illustration | None = None


class Painter:
    """Draw one layout. Distances come from the layout counted downwards and leave as PDF counts them, upwards."""

    def __init__(self, layout: Layout, theme: Theme, tree: TagTree, catalogue: Catalogue) -> None:
        self._layout = layout
        self._theme = theme
        self._tree = tree
        self._catalogue = catalogue
        page = theme.page
        self._left = page.left
        self._width = page.measure
        self._top = page.height - page.top
        self._page = 0
        self._stream: PageStream
        self._links: list[Any] = []
        self._pictures: dict[str, Any] = {}

    def paint(self, encoder: Encoder) -> Iterator[tuple[bytes, Sequence[Any], Mapping[str, Any]]]:
        """Yield the content, the annotations and the pictures of every page."""
        for index, (page, furniture) in enumerate(zip(self._layout.pages, self._layout.furniture, strict=True)):
            self._page, self._stream, self._links = index, PageStream(encoder), []
            self._pictures = {}
            spots = list(self._list_spots(page))
            self._paint_grounds(page, furniture, spots)
            self._stream.begin_text()
            self._paint_logo(furniture)
            self._paint_furniture(furniture, above=True)
            for band in page.bands:
                self._paint_repeated(band)
                self._note_anchor(band)
            for spot in spots:
                self._paint_spot(spot)
            for note in page.notes:
                self._paint_note(note)
            self._paint_furniture(furniture, above=False)
            self._stream.end_text()
            yield self._stream.finish(), self._links, self._pictures

    def _list_spots(self, page: Page) -> Iterator[Spot]:
        """Yield the lines of the text in reading order: in rows each cell to its end before the next one."""
        fresh = (spot for band in page.bands if not band.repeated for spot in self._list_band(band))
        for row, spots in groupby(fresh, key=_find_row):
            together = list(spots)
            yield from together if row is None else sorted(together, key=_order_cell)

    # ------------------------------------------------------------------------------------------- grounds and rules

    def _paint_grounds(self, page: Page, furniture: Furniture, spots: Sequence[Spot]) -> None:
        self._stream.open_artifact("Layout")
        for panel in furniture.panels:
            y = self._theme.page.height - panel.y - panel.height
            self._fill(panel.x, y, panel.width, panel.height, panel.colour)
        for box, bands in self._group_boxes(page):
            self._paint_box(box, bands)
        for placed in page.bands:
            for rule in placed.band.rules:
                self._paint_rule(rule, placed)
        for placed, after in zip_longest(page.bands, page.bands[1:]):
            if after is None or after.x > placed.x:
                self._paint_closing(placed)
        self._paint_note_rule(page)
        for spot in (*spots, *self._list_note_lines(page), *self._list_repeated(page)):
            self._paint_strokes(spot.line, spot.x, spot.y)

    def _paint_closing(self, placed: PlacedBand) -> None:
        if placed.band.closing:
            self._paint_rule(placed.band.closing, placed)

    def _paint_note_rule(self, page: Page) -> None:
        """Draw the rule above the notes, across the measure where it parts a note from its beginning."""
        if page.notes:
            width = self._width if page.continued else min(_NOTE_RULE_WIDTH, self._width)
            y = self._top - page.notes[0].y + NOTE_RULE - _HAIR / 2
            self._fill(0.0, y, width, _HAIR, self._theme.colours["muted"])

    def _group_boxes(self, page: Page) -> Iterator[tuple[Box, list[PlacedBand]]]:
        for (box, _), bands in groupby(page.bands, key=lambda placed: (placed.band.box, placed.x)):
            if box is not None:
                yield box, list(bands)

    def _paint_box(self, box: Box, bands: Sequence[PlacedBand]) -> None:
        first, last = bands[0], bands[-1]
        above = 0.0 if first.repeated else box.pad
        top = self._top - first.y + above
        bottom = self._top - last.y - last.band.height - box.pad
        left = first.x + box.left
        self._fill(left, bottom, box.right - box.left, top - bottom, box.ground)
        self._fill(left, bottom, box.bar_width, top - bottom, box.bar)

    def _paint_rule(self, rule: Rule, placed: PlacedBand) -> None:
        y = self._top - placed.y - rule.y - rule.thickness / 2
        self._fill(placed.x + rule.left, y, rule.right - rule.left, rule.thickness, rule.colour)

    def _fill(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        self._stream.fill((self._left + x, y, width, height), colour)

    def _paint_strokes(self, line: Line, x: float, y: float) -> None:
        """Draw what goes with text but is none: the frames of tags, the lines under links."""
        if not has_strokes(line):
            return
        for run, left, width in place_runs(line, x):
            if run.ink.underlined:
                self._stream.fill((left, y - _UNDERLINE_DROP, width, _UNDERLINE_WIDTH), run.ink.colour)
            if run.ink.framed:
                low = y + run.ink.rise - _FRAME_ROOM
                height = run.ink.size * _CAPITAL + 2 * _FRAME_ROOM
                rect = (left, low, run.width - TAG_CLEAR, height)
                self._stream.frame(rect, _FRAME_RADIUS, (_FRAME_LINE, run.ink.colour))

    # -------------------------------------------------------------------------------------------------------- text

    def _paint_furniture(self, furniture: Furniture, *, above: bool) -> None:
        """Write what runs along; the head of the first page names the issuer and the marking, so it is read."""
        height = self._theme.page.height
        lines = [line for line in furniture.lines if (line.baseline < height / 2) == above]
        for placed in sorted(lines, key=lambda line: line.x):
            spot = Spot(self._left + placed.x, height - placed.baseline, placed.line, placed.path)
            if above and self._page == 0:
                self._paint_line(spot, self._tree.find(spot.path))
            else:
                self._paint_artifact(spot, "Header" if above else "Footer")

    def _paint_logo(self, furniture: Furniture) -> None:
        """Draw the logo, which is a figure, or an artifact where it only decorates."""
        logo = furniture.logo
        if logo is None:
            return
        corner = (self._left + logo.x, self._theme.page.height - logo.y - logo.height)
        if logo.alt:
            self._paint_picture(logo, corner, self._tree.find(logo.path))
            return
        self._stream.end_text()
        self._stream.open_artifact("Header")
        self._draw(logo, corner)
        self._stream.begin_text()

    def _list_repeated(self, page: Page) -> Iterator[Spot]:
        for placed in page.bands:
            if placed.repeated:
                yield from self._list_band(placed)

    def _list_band(self, placed: PlacedBand) -> Iterator[Spot]:
        left = self._left + placed.x
        for line in placed.band.lines:
            yield Spot(left + line.x, self._top - placed.y - line.baseline, line.line, line.path)
        hung = placed.band.picture
        if hung:
            yield Spot(left + hung.x, self._top - placed.y - hung.y - hung.height, _NO_TEXT, hung.path, hung)

    def _paint_repeated(self, placed: PlacedBand) -> None:
        if placed.repeated:
            for spot in self._list_band(placed):
                self._paint_artifact(spot, "Pagination")

    def _note_anchor(self, placed: PlacedBand) -> None:
        """Remember where a heading stands, for the list of contents."""
        if placed.band.anchor and not placed.repeated:
            self._catalogue.places[placed.band.anchor.key] = self._page, self._top - placed.y + ABOVE_TARGET

    def _paint_artifact(self, spot: Spot, kind: Artifact) -> None:
        turned = is_turned(spot.line)
        for run, left, width in place_runs(spot.line, spot.x):
            self._stream.open_artifact(kind)
            reading = (run.actual or run.text, run.ink.language) if turned else None
            self._write(run, (left, spot.y, width), spot.line, reading)

    def _list_note_lines(self, page: Page) -> Iterator[Spot]:
        for placed in page.notes:
            yield from self._list_note(placed)

    def _list_note(self, placed: PlacedNote) -> Iterator[Spot]:
        note = self._layout.notes[placed.number]
        style = self._theme.styles["note"]
        baseline = self._top - placed.y - find_baseline(style.size, style.leading)
        for line in note.lines[placed.start : placed.stop]:
            yield Spot(self._left + placed.x + self._layout.note_indent, baseline, line, ())
            baseline -= style.leading

    def _paint_note(self, placed: PlacedNote) -> None:
        label, body = self._tree.open_note(placed.number)
        for index, spot in enumerate(self._list_note(placed), placed.start):
            if index == 0:
                top = self._top - placed.y + ABOVE_TARGET
                self._catalogue.places.setdefault(f"note-{placed.number}", (self._page, top))
                note = self._layout.notes[placed.number]
                self._paint_line(Spot(self._left + placed.x, spot.y, note.label, ()), label)
            self._paint_line(spot, body)

    def _paint_spot(self, spot: Spot) -> None:
        element = self._tree.find(spot.path)
        if spot.picture:
            self._paint_picture(spot.picture, (spot.x, spot.y), element)
        else:
            self._paint_line(spot, element)

    def _paint_picture(self, hung: Illustration, corner: tuple[float, float], element: Element) -> None:
        """Draw a picture: not within text, where PDF allows none."""
        (x, y), (width, height) = corner, (hung.width, hung.height)
        element.alt = hung.alt
        element.attributes = f"/O/Layout/Placement/Block/BBox[{x:.2f} {y:.2f} {x + width:.2f} {y + height:.2f}]"
        self._stream.end_text()
        self._stream.open(element, element.tag, self._catalogue.mark(self._page, element))
        self._draw(hung, corner)
        self._stream.begin_text()

    def _draw(self, hung: Illustration, corner: tuple[float, float]) -> None:
        name, self._pictures[name] = self._catalogue.add_picture(hung.picture)
        self._stream.draw(name, (*corner, hung.width, hung.height))

    def _paint_line(self, spot: Spot, block: Element) -> None:
        y, line = spot.y, spot.line
        if is_turned(line):
            self._paint_turned(place_runs(line, spot.x), spot, block)
            return
        x = spot.x + line.shift
        for run in line.runs:
            width = measure_run(run, line)
            element = self._tree.place(run, block)
            if not self._stream.is_open(element):
                self._open(element)
            self._write(run, (x, y, width), line)
            if run.target is not None:
                self._link(run, element, (x, y, width))
            x += width

    def _paint_turned(self, placed: Sequence[PlacedRun], spot: Spot, block: Element) -> None:
        """Write a line with words that run from the right in the order of the page; its elements say what they read.

        Programs that copy text look at the page and turn such words round, together with what stands beside them,
        whatever an ActualText in the page says.
        """
        for (target, _, turned), group in groupby(placed, key=_find_group):
            runs = list(group)
            element = holder = self._tree.place(runs[0][0], block)
            if not isinstance(target, MarkTarget | NoteTarget):
                element = holder.add("Span")
                element.actual = "".join(run.actual or run.text for run, _, _ in runs)
                element.language = find_language(runs) if turned else ""
            if not self._stream.is_open(element):
                self._open(element)
            for run, left, width in sorted(runs, key=lambda each: each[1]):
                self._write(run, (left, spot.y, width), spot.line, ("", ""))
                if target is not None:
                    self._link(run, holder, (left, spot.y, width))

    def _open(self, element: Element) -> None:
        self._stream.open(element, element.tag, self._catalogue.mark(self._page, element))

    def _write(
        self, run: Run, place: tuple[float, float, float], line: Line, reading: tuple[str, str] | None = None
    ) -> None:
        """Write a run, saying what it reads as where that is not told otherwise; a framed one stands in its frame."""
        ink = run.ink
        if ink.framed:
            place = (place[0] + TAG_INSET, place[1] + ink.rise, -1.0)
        font = turn_font(ink.font) if ink.level % 2 else find_script_font(ink.font)
        actual, language = reading or find_reading(run, font)
        span = actual or language or run.text == SOFT_HYPHEN
        if span:
            self._stream.open_span(actual, language)
        if font is None:
            self._stream.write(run.text, ink, place, 0.0 if ink.framed else line.spacing)
        else:
            glyphs = spread(font.shape(run.text, leftward=ink.level % 2 > 0), line.spacing / ink.size)
            self._stream.write_glyphs(glyphs, font, ink, place[:2])
        if span:
            self._stream.close_span()

    # ------------------------------------------------------------------------------------------------------- links

    def _link(self, run: Run, element: Element, place: tuple[float, float, float]) -> None:
        x, y, width = place
        size, low = run.ink.size, y + run.ink.rise
        goal = self._aim(run.target, low + size + ABOVE_TARGET)
        if goal is not None:
            contents, target, url = goal
            rect = (x, low - size * _LINK_BELOW, x + width, low + size * _LINK_ABOVE)
            link = Link(page=self._page, rect=rect, contents=contents, element=element, url=url, target=target)
            self._links.append(self._catalogue.add_link(link))

    def _aim(self, target: Target | None, top: float) -> tuple[str, str, str] | None:
        """Return what a link says it is, and the place or the address it leads to; a note leads to its first mark."""
        match target:
            case MarkTarget(number):
                self._catalogue.places.setdefault(f"mark-{number}", (self._page, top))
                return (f"Note {number}", f"note-{number}", "") if number in self._layout.notes else None
            case NoteTarget(number):
                return f"Back to mark {number}", f"mark-{number}", ""
            case Address(url):
                return url, "", url
            case AnchorTarget(key, contents):
                return contents, key, ""
            case None:
                return None


def has_strokes(line: Line) -> bool:
    """Tell whether something is drawn with the text of a line."""
    for run in line.runs:  # noqa: SIM110  # as for those that are turned
        if run.ink.underlined or run.ink.framed:
            return True
    return False


def find_reading(run: Run, font: ScriptFont | None) -> tuple[str, str]:
    """Return what a run in another script reads as where it looks otherwise, and its language."""
    if font is None:  # letters joined as one character: programs that read them would take them apart
        joined = not run.text.isascii() and _LIGATURES.search(run.text)
        return run.actual or (run.text if joined else ""), ""
    if run.actual:
        return run.actual, run.ink.language
    turned = run.ink.level % 2 or "".join(glyph.says for glyph in font.shape(run.text)) != run.text
    return run.text if turned else "", run.ink.language


def _find_group(placed: PlacedRun) -> tuple[Target | None, str, bool]:
    """Return what runs of a line have in common that are of one element."""
    run = placed[0]
    return run.target, run.statement, run.ink.level > 0


def find_language(runs: Sequence[PlacedRun]) -> str:
    """Return the language of words that run from the right: that which all of them are in."""
    languages = {run.ink.language for run, _, _ in runs if run.ink.level % 2 and not run.text.isspace()}
    return languages.pop() if len(languages) == 1 else ""


def _order_cell(spot: Spot) -> list[tuple[int, str]]:
    """Return what sorts lines by cells: the place of each step first, a label before its value."""
    return [(index, part) for part, index in spot.path]


def _find_row(spot: Spot) -> Path | None:
    """Return the path of the row that a line stands in, or None."""
    for depth, (part, _) in enumerate(spot.path):
        if part in _ACROSS:
            return spot.path[: depth + 1]
    return None
