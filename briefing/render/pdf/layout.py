"""Lay a document out: blocks, theme and font metrics in, pages out. Pure, and without any knowledge of PDF."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.model.document import Document, Masthead, Note, Text, collect_notes
from briefing.model.finding import Finding
from briefing.packs.theme import Theme
from briefing.render.languages import list_languages
from briefing.render.logo import open_logo
from briefing.render.pdf.bands import Band
from briefing.render.pdf.contents import ContentsSetter, fill_in, is_long, list_entries, number_entries
from briefing.render.pdf.filling import fill_pages
from briefing.render.pdf.flow import Flow
from briefing.render.pdf.hyphens import Hyphenator
from briefing.render.pdf.lines import Metrics, NoteTarget
from briefing.render.pdf.notes import NoteRoom, NoteText
from briefing.render.pdf.pages import Page
from briefing.render.pdf.running import Furniture, RunningLines
from briefing.render.pdf.setting import Typographer

NOTE_SEPARATOR = 15.0
"""Room between body and notes, the rule included."""
NOTE_RULE = 6.5
"""How far above the first note its rule stands."""
_NOTE_GAP = 1.2
_LABEL_GAP = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A document laid out: pages, the notes they refer to, what runs along on each page."""

    pages: tuple[Page, ...]
    notes: dict[int, NoteText]
    note_indent: float
    furniture: tuple[Furniture, ...]
    overfull: int
    findings: tuple[Finding, ...] = ()


def lay_out(document: Document, theme: Theme, metrics: Metrics) -> Layout:
    """Return the pages of a document; raises PackError for a logo that is no picture or has no room."""
    typographer = Typographer(theme, metrics, Hyphenator(document.properties.language, list_languages(document)))
    page = theme.page
    flow = Flow(typographer, start_running(typographer, document.masthead).drop)
    bands = flow.run(document)
    notes, indent = set_notes(typographer, collect_notes(document.blocks), page.column)
    height = page.height - page.top - page.bottom
    room = NoteRoom(
        notes,
        height,
        theme.styles["note"].leading,
        _NOTE_GAP,
        NOTE_SEPARATOR,
        page.columns,
        step=page.column + page.gutter,
    )
    pages, overfull = fill_pages(bands, room)
    entries = list_entries(document.masthead, bands, flow.first_section)
    if entries and is_long(pages):
        contents = ContentsSetter(typographer, entries), document.masthead.contents
        pages, overfull = fill_with_contents(bands, flow.first_section or 0, room, contents)
    return Layout(
        pages=pages,
        notes=notes,
        note_indent=indent,
        furniture=set_furniture(typographer, document.masthead, len(pages)),
        overfull=overfull,
        findings=tuple(flow.gallery.findings),
    )


def start_running(typographer: Typographer, masthead: Masthead) -> RunningLines:
    """Return what composes header and footer, below the logo where the theme has one."""
    theme = typographer.theme
    return RunningLines(typographer, masthead, open_logo(theme.logo, theme.page) if theme.logo else None)


def set_furniture(typographer: Typographer, masthead: Masthead, count: int) -> tuple[Furniture, ...]:
    """Return what runs along on each of so many pages; it stands in the margins and moves nothing of the text."""
    running = start_running(typographer, masthead)
    return tuple(running.compose(number, count) for number in range(1, count + 1))


def fill_with_contents(
    bands: Sequence[Band], start: int, room: NoteRoom, contents: tuple[ContentsSetter, str]
) -> tuple[tuple[Page, ...], int]:
    """Return the pages with a list of contents before the band at `start`, and how many bands were overfull."""
    setter, title = contents
    blank = setter.place(title, {})
    pages, overfull = fill_pages((*bands[:start], *blank, *bands[start:]), room)
    return fill_in(pages, start, setter.place(title, number_entries(setter.entries, pages))), overfull


def set_notes(typographer: Typographer, notes: tuple[Note, ...], width: float) -> tuple[dict[int, NoteText], float]:
    """Return the notes by number, set beside their numbers, and how far their text is drawn in.

    Of two notes with one number the first counts.
    """
    voice = replace(typographer.voice("note"), colour=typographer.colour("accent"))
    first = {note.number: note for note in reversed(notes)}
    labels = {
        number: typographer.sign(f"{number}.", replace(voice, target=NoteTarget(number))) for number in sorted(first)
    }
    indent = min(max((label.width for label in labels.values()), default=0.0) + _LABEL_GAP, width / 4)
    return {
        number: NoteText(
            number, label, typographer.lines(first[number].children or (Text(""),), "note", width - indent)
        )
        for number, label in labels.items()
    }, indent
