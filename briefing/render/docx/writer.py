"""Write the document as a Word file: real footnotes, named styles, the same bytes each time."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from briefing.model.document import Document, Masthead
from briefing.model.finding import Finding
from briefing.packs.theme import Theme
from briefing.render.cover import find_cover_end
from briefing.render.docx import contents, evidence, package, running
from briefing.render.docx.blocks import Scribe
from briefing.render.docx.face import Look
from briefing.render.docx.inlines import PLAIN
from briefing.render.docx.ledger import Ledger
from briefing.render.docx.logo import NAME, write_head_logo, write_title_logo
from briefing.render.docx.notes import write_notes
from briefing.render.docx.numbering import write_numbering
from briefing.render.docx.package import Leaf
from briefing.render.docx.parts import write_core, write_extended, write_font_table, write_section, write_settings
from briefing.render.docx.pieces import Paragraph
from briefing.render.docx.sections import Group, write_groups, write_sections
from briefing.render.docx.styles import write_styles
from briefing.render.docx.theme import write_theme
from briefing.render.docx.xml import root, wrap
from briefing.render.logo import HungLogo, fit_logo, open_logo

if TYPE_CHECKING:
    from briefing.render.docx.house.moving import Move

_REFERENCES = (
    ("header", "first", "header1"),
    ("header", "default", "header2"),
    ("footer", "first", "footer1"),
    ("footer", "default", "footer2"),
)
"""Header or footer, the pages it is for, and the part that holds it."""


def write_docx(document: Document, theme: Theme) -> tuple[bytes, tuple[Finding, ...]]:
    """Return the file's bytes and what was noticed; the same document and theme give the same bytes.

    Raises PackError where the theme names a reference document or a logo that cannot be one.
    """
    ledger = Ledger()
    move = _prepare_move(document, theme, ledger)
    look = Look(move.fit(theme) if move else theme)
    # The text comes first: the other parts are written from what it called for.
    groups = _write_story(document, look, ledger, _write_opening(document.masthead, theme, ledger, move))
    parts, columns = _write_parts(document, look, ledger), look.theme.page.columns
    if move is None:
        logo = open_logo(theme.logo, theme.page) if theme.logo else None
        parts += _write_running(document.masthead, ledger, logo)
        story = write_sections(groups, columns, partial(write_section, look, _REFERENCES))
    else:
        parts, address = move.furnish(parts, look)
        story = address.readdress(write_sections(groups, columns, partial(move.section.write, address.running, look)))
    body = root("w:document", wrap("w:body", story))
    main = Leaf(package.DOCUMENT, "document", body, ledger.body_links.ids, parts, ledger.pictures.ids)
    core = Leaf(package.CORE, "core", write_core(document, ledger))
    return package.pack((main, core, Leaf(package.EXTENDED, "app", write_extended()))), ledger.findings


def _prepare_move(document: Document, theme: Theme, ledger: Ledger) -> "Move | None":
    """Open the organisation's own file where there is one; what reads it is not imported before."""
    if not theme.reference:
        return None
    from briefing.render.docx.house.moving import prepare_move
    from briefing.render.docx.house.opening import open_house

    return prepare_move(open_house(theme.reference), document, ledger)


def _write_opening(masthead: Masthead, theme: Theme, ledger: Ledger, move: "Move | None") -> list[Paragraph]:
    """Return what stands above the text; within a house's file also what its own headers leave no place for."""
    titles = _write_titles(masthead, ledger, kicker=move is not None and move.kicker_in_text)
    if move is None or theme.logo is None or move.shows_picture:
        return titles
    logo = fit_logo(theme.logo, theme.page, move.fit(theme).page)
    return [write_title_logo(logo, ledger), *titles]


def _write_story(document: Document, look: Look, ledger: Ledger, titles: Sequence[Paragraph]) -> list[Group]:
    blocks, place = document.blocks, contents.find_place(document.blocks)
    cover = find_cover_end(blocks) if look.theme.cover else 0
    opening = Group(True, (*titles, *Scribe(look, ledger).write(blocks[:cover])))
    front, sections = (
        list(write_groups(blocks[cover:place], look, ledger)),
        list(write_groups(blocks[place:], look, ledger)),
    )
    listed = contents.write_contents(document.masthead, ledger) if contents.is_wanted(document.masthead, blocks) else ()
    body = [group for group in (*front, Group(True, listed), *sections) if group.pieces]
    return [opening, *(_begin_page(body) if look.theme.cover else body)]


def _begin_page(groups: list[Group]) -> list[Group]:
    """Return groups of which the first piece, a heading or the first line of a box, opens a page."""
    for group in groups[:1]:
        first, *others = group.pieces
        opening = replace(first, fresh=True) if isinstance(first, Paragraph) else first
        return [replace(group, pieces=(opening, *others)), *groups[1:]]
    return groups


def _write_titles(masthead: Masthead, ledger: Ledger, *, kicker: bool) -> list[Paragraph]:
    above = masthead.kicker if kicker else ""
    lines = (("KickerLine", above), ("Title", masthead.title), ("Subtitle", masthead.subtitle))
    return [Paragraph(style=style, content=PLAIN.say(ledger.sieve.clean(line))) for style, line in lines if line]


def _write_parts(document: Document, look: Look, ledger: Ledger) -> tuple[Leaf, ...]:
    properties = document.properties
    styles = write_styles(look, properties.language, document.masthead.marking, frozenset(ledger.boxes))
    return (
        Leaf(package.STYLES, "styles", styles),
        Leaf(package.SETTINGS, "settings", write_settings(properties)),
        Leaf(package.NUMBERING, "numbering", write_numbering(ledger.lists.used, look)),
        Leaf(package.FONTS, "fontTable", write_font_table(look)),
        Leaf(package.THEME, "theme1", write_theme(look)),
        Leaf(package.NOTES, "footnotes", write_notes(ledger.notes), ledger.note_links.ids),
        *_write_evidence(document, ledger),
    )


def _write_running(masthead: Masthead, ledger: Ledger, logo: HungLogo | None) -> tuple[Leaf, ...]:
    footer = running.write_footer(masthead, ledger)
    first = running.write_first_header(masthead, ledger, write_head_logo(logo))
    return (
        Leaf(package.HEADER, "header1", first, pictures={logo.picture: NAME} if logo else {}),
        Leaf(package.HEADER, "header2", running.write_header(masthead, ledger)),
        Leaf(package.FOOTER, "footer1", footer),
        Leaf(package.FOOTER, "footer2", footer),
    )


def _write_evidence(document: Document, ledger: Ledger) -> tuple[Leaf, ...]:
    if not (ledger.statements or document.record):
        return ()
    record = evidence.write_evidence(ledger.statements, document.record)
    about = Leaf(package.EVIDENCE_PROPERTIES, "itemProps1", evidence.write_properties(record))
    return (Leaf(package.EVIDENCE, "item1", record, parts=(about,)),)
