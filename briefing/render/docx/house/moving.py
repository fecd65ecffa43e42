"""The finished parts of a brief moved into the organisation's file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from re import compile as pattern

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from docx.oxml.parser import parse_xml

from briefing.model.document import Document
from briefing.model.finding import Finding, Severity
from briefing.packs.theme import Theme
from briefing.render.docx import package
from briefing.render.docx.face import Look
from briefing.render.docx.house import running
from briefing.render.docx.house.lists import Lists, merge_lists
from briefing.render.docx.house.notes import Notes, merge_notes, space_numbers
from briefing.render.docx.house.opening import House
from briefing.render.docx.house.section import Running, Section, measure_page, read_section
from briefing.render.docx.house.settings import merge_settings
from briefing.render.docx.house.styles import Wardrobe, cut_numbering, merge_styles, restyle
from briefing.render.docx.house.tree import Tree, is_on, said, tidy, w, write
from briefing.render.docx.ledger import Ledger
from briefing.render.docx.package import Leaf
from briefing.render.docx.styles import BOXES
from briefing.render.docx.xml import twips

_LISTED = pattern(r'(<w:numId w:val=")(\d+)"')
_NOTED = pattern(r'(<w:footnoteReference w:id=")(\d+)"')
_INNER = frozenset({"Default Paragraph Font", "Normal Table", "No List", "Quote Char"})
_BOXES = tuple(BOXES.values())
"""Styles that nobody sets: what Word starts from, and the twins that follow a style into a box."""
_PARTS = {"first": 1, "default": 2, "even": 3}
"""The number in the name of the part that holds the header or footer of a kind of page."""


@dataclass(frozen=True, slots=True)
class Move:
    """One brief on its way into one house."""

    house: House
    section: Section
    document: Document
    ledger: Ledger

    def fit(self, theme: Theme) -> Theme:
        """Return the theme on the house's page."""
        return replace(theme, page=measure_page(self.section, self.house.place, theme.page))

    @property
    def kicker_in_text(self) -> bool:
        """Whether the kicker has no header of page 1 to stand in."""
        return not self.section.has_first_page

    @property
    def shows_picture(self) -> bool:
        """Whether the house's header or footer of page 1 has a picture already: its own logo, most likely."""
        when = "first" if self.section.has_first_page else "default"
        names = (self.section.running.get((kind, when), "") for kind in ("header", "footer"))
        parts = (self._find_running(name) for name in names)
        return any(running.has_picture(self.house.read(part)) for part in parts if part is not None)

    def furnish(self, leaves: Sequence[Leaf], look: Look) -> tuple[tuple[Leaf, ...], "Address"]:
        """Return the house's parts with ours in them, and how the text must name what is there now."""
        ours = {leaf.name: leaf.xml for leaf in leaves}
        wardrobe = merge_styles(ours["styles"], self.house.tree(RT.STYLES), self.document.properties.language)
        lists = merge_lists(ours["numbering"], self.house.tree(RT.NUMBERING))
        notes = self._merge_notes(ours["footnotes"], wardrobe)
        bands = dict(self._write_bands(wardrobe))
        self._finish_styles(wardrobe, lists, look)
        self._report_missing(wardrobe)
        merged = {
            "styles": write(wardrobe.tree),
            "settings": self._merge_settings(ours["settings"], notes),
            "numbering": lists.xml,
            "fontTable": _merge_fonts(ours["fontTable"], self.house.tree(RT.FONT_TABLE)),
            "theme1": _choose(self.house.tree(RT.THEME), ours["theme1"]),
            "footnotes": notes.xml,
        }
        names = {key: leaf.name for key, leaf in bands.items()}
        address = Address(wardrobe.ids, lists.offset, notes.offset, names)
        return (*(self._replace(leaf, merged) for leaf in leaves), *bands.values()), address

    def _replace(self, leaf: Leaf, merged: Mapping[str, str]) -> Leaf:
        """Return a part as it was merged, going on from the house's; what the house knows nothing of stays."""
        if leaf.name not in merged:
            return leaf
        return replace(leaf, xml=merged[leaf.name], origin=self.house.part(leaf.kind.relation))

    def _merge_settings(self, ours: str, notes: Notes) -> str:
        theirs = self.house.tree(RT.SETTINGS)
        merged, restarts = merge_settings(ours, theirs, notes.special, self.document.properties.language)
        if restarts or self.section.restarts:
            message = "the reference document numbers notes in its own way: numbered 1, 2, 3 throughout"
            self._notice("note-numbering", message)
        return merged

    def _merge_notes(self, ours: str, wardrobe: Wardrobe) -> Notes:
        spaced = ours if "FootnoteText" in wardrobe.added else space_numbers(ours)
        return merge_notes(restyle(spaced, wardrobe.ids), self.house.tree(RT.FOOTNOTES))

    def _write_bands(self, wardrobe: Wardrobe) -> Iterator[tuple[Running, Leaf]]:
        """Yield each header and footer that shows on some page; those that the house lacks are ours alone."""
        origins = {key: self._find_running(name) for key, name in self.section.running.items()}
        trees = {key: self.house.read(part) for key, part in origins.items() if part is not None}
        running.number_drawings(list(trees.values()))
        settings = self.house.tree(RT.SETTINGS)
        even = settings is not None and is_on(settings.find(w("evenAndOddHeaders")))
        labels: set[str] = set()
        for when in running.list_kinds(self.section, even=even):
            band = running.Band(when, trees.get(("header", when)), trees.get(("footer", when)))
            labels |= band.labels()
            for key, xml in running.write_band(band, self.document.masthead, self.ledger, wardrobe.ids):
                kind = package.HEADER if key[0] == "header" else package.FOOTER
                yield key, Leaf(kind, f"{key[0]}{_PARTS[when]}", xml, origin=origins.get(key))
        self._warn_of_labels(running.contradicts(labels, self.document.masthead.marking))

    def _find_running(self, name: str) -> Part | None:
        relation = self.house.main.rels.get(name)
        return None if relation is None or relation.is_external else relation.target_part

    def _finish_styles(self, wardrobe: Wardrobe, lists: Lists, look: Look) -> None:
        known = {said(style, "styleId") for style in wardrobe.tree.findall(w("style"))}
        if running.LINE not in known:
            wardrobe.tree.append(running.write_line_style(wardrobe.tree, wardrobe.ids, twips(look.measure)))
        cut_numbering(wardrobe.tree, lists.there)

    def _report_missing(self, wardrobe: Wardrobe) -> None:
        added = wardrobe.added.items()
        missing = [name for identity, name in added if name not in _INNER and not identity.startswith(_BOXES)]
        if missing:
            message = f"styles that the reference document lacks, added from the pack: {', '.join(missing)}"
            hint = "a style of that name in the reference document is used instead"
            self._notice("styles-added", message, hint)

    def _warn_of_labels(self, labels: set[str]) -> None:
        if labels:
            message = f"the reference document prints {', '.join(sorted(labels))}, which is not this brief's marking"
            hint = "take it out there: every page bears the marking that the dossier names"
            self._notice("marking-conflict", message, hint, serious=True)

    def _notice(self, code: str, message: str, hint: str = "", *, serious: bool = False) -> None:
        severity: Severity = "warning" if serious else "note"
        self.ledger.notice(Finding(severity=severity, code=code, message=message, place=self.house.place, hint=hint))


@dataclass(frozen=True, slots=True)
class Address:
    """How text written for our own styles, lists and notes names those of the house."""

    styles: Mapping[str, str]
    lists: int
    notes: int
    running: dict[Running, str]

    def readdress(self, text: str) -> str:
        """Return the text with the house's names and numbers."""
        listed = _LISTED.sub(lambda match: f'{match[1]}{int(match[2]) + self.lists}"', restyle(text, self.styles))
        return _NOTED.sub(lambda match: f'{match[1]}{int(match[2]) + self.notes}"', listed)


def prepare_move(house: House, document: Document, ledger: Ledger) -> Move:
    """Look the house over before anything is written."""
    return Move(house, read_section(house), document, ledger)


def _choose(theirs: Tree | None, ours: str) -> str:
    """Return the house's part as it is, ours where it has none."""
    return ours if theirs is None else write(theirs)


def _merge_fonts(ours: str, theirs: Tree | None) -> str:
    """Return the house's fonts and those of ours that it does not name."""
    if theirs is None:
        return ours
    tidy(theirs)
    for charset in theirs.iter(w("charset")):
        charset.attrib.pop(w("characterSet"), "")  # the strict form's name for what w:val says already
    there = {said(font, "name") for font in theirs.findall(w("font"))}
    donor = parse_xml(ours.encode())
    theirs.extend([font for font in donor.findall(w("font")) if said(font, "name") not in there])
    return write(theirs)
