"""A line of ours in the house's header and footer: below what stands there, never over it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

from docx.oxml.parser import parse_xml
from lxml import etree

from briefing.model.document import Masthead
from briefing.render.docx import running
from briefing.render.docx.house.section import Running, Section
from briefing.render.docx.house.styles import restyle
from briefing.render.docx.house.tree import Tree, count_of, make, said, tidy, w, write
from briefing.render.docx.ledger import Ledger
from briefing.render.docx.xml import element, val, wrap
from briefing.render.marking import find_tlp_colour

_PAGE = re.compile(r"\bPAGE\b")
_LABEL = re.compile(r"\bTLP:\s?[A-Z]+(?:\+STRICT)?", re.IGNORECASE)
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
LINE = "RunningLine"
"""The style of our line: the house's header with one tab stop, at the right edge of the text."""


@dataclass(frozen=True, slots=True)
class Band:
    """What a house prints at the top and at the foot of one kind of page."""

    when: str
    header: Tree | None
    footer: Tree | None

    @property
    def has_page(self) -> bool:
        """Whether the house numbers these pages itself."""
        return any(_PAGE.search(instruction) for tree in self._trees for instruction in _list_fields(tree))

    def labels(self) -> set[str]:
        """Return the handling labels that the house prints."""
        return {label.upper().replace(" ", "") for tree in self._trees for label in _LABEL.findall(_read(tree))}

    @property
    def _trees(self) -> list[Tree]:
        return [tree for tree in (self.header, self.footer) if tree is not None]


def list_kinds(section: Section, *, even: bool) -> list[str]:
    """Return the kinds of pages that a document of one such section has."""
    return [*(["first"] if section.has_first_page else []), "default", *(["even"] if even else [])]


def write_band(band: Band, masthead: Masthead, ledger: Ledger, ids: dict[str, str]) -> Iterator[tuple[Running, str]]:
    """Yield header and footer of a kind of page as XML, each with our line in it."""
    write_head = running.write_first_header if band.when == "first" else running.write_header
    header = write_head(_mark_once(masthead, band.header), ledger)
    numbered = replace(masthead, page="") if band.has_page else masthead
    footer = running.write_footer(_mark_once(numbered, band.footer), ledger)
    styles = {**ids, "Header": LINE, "Footer": LINE}
    yield ("header", band.when), _insert(band.header, restyle(header, styles))
    yield ("footer", band.when), _insert(band.footer, restyle(footer, styles))


def write_line_style(styles: Tree, ids: dict[str, str], measure: int) -> Tree:
    """Return the style of our line: every tab stop that it would inherit is cleared, for the first one to count."""
    parent = ids.get("Header", "Header")
    inherited = sorted(_list_stops(styles, parent) - {measure})
    stops = [element("w:tab", {"w:val": "clear", "w:pos": stop}) for stop in inherited]
    stops.append(element("w:tab", {"w:val": "right", "w:pos": measure}))
    return make(
        element(
            "w:style",
            {"w:type": "paragraph", "w:customStyle": 1, "w:styleId": LINE},
            val("w:name", "Running Line"),
            val("w:basedOn", parent),
            val("w:uiPriority", 1),
            wrap("w:pPr", wrap("w:tabs", "".join(stops))),
        )
    )


def number_drawings(trees: list[Tree]) -> None:
    """Give each picture of the headers a number of its own: copies of one logo often share theirs."""
    numbers = count(1)
    for tree in trees:
        for drawing in tree.iter(_DRAWING):
            drawing.set("id", str(next(numbers)))


def has_picture(tree: Tree) -> bool:
    """Say whether a header or footer shows a picture, in the form of today's Word or of an older one."""
    return next(tree.iter(w("drawing"), w("pict")), None) is not None


def contradicts(labels: set[str], marking: str) -> set[str]:
    """Return the labels of the house that are not the document's marking."""
    own = marking.upper().replace(" ", "")
    return labels - {own} if find_tlp_colour(marking) else labels


def _mark_once(masthead: Masthead, house: Tree | None) -> Masthead:
    """Return the masthead without its marking where the house prints the same one already."""
    there = house is not None and masthead.marking.upper() in _read(house).upper()
    return replace(masthead, marking="") if there else masthead


def _insert(house: Tree | None, ours: str) -> str:
    """Return a header of the house with our lines below; an empty last paragraph makes room for them."""
    if house is None:
        return ours
    tidy(house)
    lines = [line for line in parse_xml(ours.encode()) if _read(line).strip()]
    if not lines:
        return write(house)
    last = house[-1] if len(house) else None
    if last is not None and last.tag == w("p") and not [child for child in last if child.tag != w("pPr")]:
        house.remove(last)
    house.extend(lines)
    return write(house)


def _list_stops(styles: Tree, identity: str) -> set[int]:
    """Return the places of tab stops that a style and those it is based on set."""
    by_id = {said(style, "styleId"): style for style in styles.findall(w("style"))}
    stops: set[int] = set()
    while identity in by_id:
        style = by_id.pop(identity)
        stops |= {count_of(tab, "pos") for tab in style.iterfind(f"{w('pPr')}/{w('tabs')}/{w('tab')}")}
        identity = said(style.find(w("basedOn")))
    return stops


def _list_fields(tree: Tree) -> Iterator[str]:
    """Yield the instructions of fields; a complex field may have its own cut into runs."""
    yield from (said(field, "instr") for field in tree.iter(w("fldSimple")))
    yield "".join(f"{part.text or ''}" for part in tree.iter(w("instrText")))
    yield from ("PAGE" for _ in tree.iter(w("pgNum")))


def _read(tree: Tree) -> str:
    return "".join(part.text or "" for part in tree.iter(etree.Element) if part.tag == w("t"))
