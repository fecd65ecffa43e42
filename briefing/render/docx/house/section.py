"""The house's last section: paper, margins and columns as they are, note numbers without restarts."""

import copy
import re
from dataclasses import dataclass, replace

from docx.oxml.parser import parse_xml
from lxml import etree

from briefing.errors import PackError
from briefing.packs.theme import Page
from briefing.render.docx.face import Look
from briefing.render.docx.house.opening import House
from briefing.render.docx.house.tree import Tree, count_of, drop, is_on, make, r, said, tidy, w, write
from briefing.render.docx.parts import Part, write_columns
from briefing.render.docx.xml import NAMESPACES, element, val

_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(mm|cm|in|pt|pc|pi)?")
_POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0, "pc": 12.0, "pi": 12.0, None: 1 / 20}
"""Points in each unit; a bare number counts twentieths."""
_LETTER = (612.0, 792.0)
_INCH = 72.0
_NARROWEST = 144.0
_RESTARTS = ("numFmt", "numStart", "numRestart")
"""What makes Word show another number than that of a note's place, or another sign than a number."""

_CHILDREN = (
    "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols "
    "formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange"
).split()
"""The children of w:sectPr in the order of the schema."""

Running = tuple[str, str]
"""Header or footer, and the pages that it is for: first, default or even."""


@dataclass(frozen=True, slots=True)
class Section:
    """The last section of a reference document."""

    tree: Tree
    running: dict[Running, str]
    """The relationship of each header and footer that shows on some page."""
    restarts: bool
    """Whether notes were numbered in a way of their own."""

    @property
    def has_first_page(self) -> bool:
        """Whether page 1 has a header and footer of its own."""
        return is_on(self.tree.find(w("titlePg")))

    def write(self, names: dict[Running, str], look: Look, part: Part) -> str:
        """Return w:sectPr with references to the headers and footers of these names.

        On a page of several columns each section has columns of its own, and what the house has of them goes.
        """
        tree = copy.deepcopy(self.tree)
        if look.theme.page.columns > 1:
            _set_columns(tree, write_columns(part.columns, look.theme.page.gutter))
        if not part.first:
            drop(tree, "titlePg")
            _insert(tree, val("w:type", "continuous"), "type")
            return write(tree)
        for place, ((kind, when), name) in enumerate(names.items()):
            tree.insert(place, make(element(f"w:{kind}Reference", {"w:type": when, "r:id": name})))
        return write(tree)


def read_section(house: House) -> Section:
    """Return the last section; headers and footers that it does not name itself are those of the sections before."""
    running: dict[Running, str] = {}
    tree: Tree = parse_xml(f"<w:sectPr{NAMESPACES}/>".encode())
    for section in house.document.iter(w("sectPr")):
        tree = section
        for kind in ("header", "footer"):
            for reference in section.findall(w(f"{kind}Reference")):
                running[kind, said(reference, "type") or "default"] = reference.get(r("id"), "")
    tree = copy.deepcopy(tree)
    tidy(tree)
    restarts = normalise_notes(tree)
    drop(tree, "headerReference", "footerReference", "endnotePr", "type", "printerSettings")
    _drop_foreign(tree)
    return Section(tree, running, restarts)


def _set_columns(tree: Tree, columns: str) -> None:
    drop(tree, "cols")
    _insert(tree, columns, "cols")


def _insert(tree: Tree, xml: str, name: str) -> None:
    """Put a child where the schema wants it."""
    before = set(map(w, _CHILDREN[: _CHILDREN.index(name)]))
    place = max((index for index, child in enumerate(tree, 1) if child.tag in before), default=0)
    tree.insert(place, make(xml))


def normalise_notes(tree: Tree) -> bool:
    """Let notes of a section or of the settings be numbered 1, 2, 3 throughout; tell whether they were not."""
    changed = False
    for properties in tree.findall(w("footnotePr")):
        changed |= any(_departs(child) for name in _RESTARTS for child in properties.findall(w(name)))
        drop(properties, *_RESTARTS)
        if not len(properties):
            tree.remove(properties)
    return changed


def measure_page(section: Section, place: str, page: Page) -> Page:
    """Return the sheet and its margins; of several columns the first is what text and tables have.

    Where the pack's own page has columns, so has the sheet, if it leaves them room.
    """
    size, margins = section.tree.find(w("pgSz")), section.tree.find(w("pgMar"))
    width, height = (_length(size, side, usual) for side, usual in zip(("w", "h"), _LETTER, strict=True))
    left, right, top, bottom = (_length(margins, side, _INCH) for side in ("left", "right", "top", "bottom"))
    gutter = _length(margins, "gutter", 0.0)
    sheet = Page(width=width, height=height, left=left, right=right + gutter, top=top, bottom=bottom)
    parted = replace(sheet, columns=page.columns, gutter=page.gutter)
    if page.columns > 1 and parted.column >= _NARROWEST:
        return parted
    measure = _narrow(section.tree.find(w("cols")), sheet.measure)
    if measure < _NARROWEST:
        message = "the last section of the reference document leaves too little room for text"
        raise PackError(message, place=place, hint="give its page fewer columns or smaller margins")
    return replace(sheet, right=width - left - measure)


def _narrow(columns: Tree | None, measure: float) -> float:
    count = count_of(columns, "num")
    widths = [_length(column, "w", measure) for column in (() if columns is None else columns.findall(w("col")))]
    if count < 2:  # noqa: PLR2004  # one column is the page itself
        return measure
    return min(widths) if widths else (measure - (count - 1) * _length(columns, "space", 36.0)) / count


def _length(tree: Tree | None, name: str, usual: float) -> float:
    match = _LENGTH.fullmatch(said(tree, name))
    return float(match[1]) * _POINTS[match[2]] if match else usual


def _departs(child: Tree) -> bool:
    return said(child) not in {"decimal", "1", "continuous"}


def _drop_foreign(tree: Tree) -> None:
    """Take out what is not Word's own namespace: our document does not declare how to ignore it."""
    for child in list(tree):
        if not str(child.tag).startswith(w("")):
            tree.remove(child)
    for element_ in tree.iter(etree.Element):
        for key in [key for key in element_.attrib if not str(key).startswith(w(""))]:
            del element_.attrib[key]
