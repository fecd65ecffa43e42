"""Our styles looked up among the house's by name; what it lacks is added, and says all that the theme says."""

import copy
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from docx.oxml.parser import parse_xml

from briefing.render.docx.house.names import list_names
from briefing.render.docx.house.tree import CHARACTERS, PARAGRAPH, Tree, make, put, said, tidy, w
from briefing.render.docx.language import write_languages
from briefing.render.docx.styles import BOXES
from briefing.render.docx.xml import NAMESPACES, element, val

_RELATIVES = ("basedOn", "next", "link")
_TOGGLES = ("b", "bCs", "i", "iCs", "caps", "smallCaps")
_BOXES = tuple(BOXES.values())
_LEADING = frozenset({"Heading1", "Heading2", "Heading3", "Caption"})
"""Styles of what must not stand alone at the foot of a page, whatever the house thought of that."""
_STYLED = re.compile(r'(<w:(?:p|r|tbl)Style w:val=")([^"]+)"')
"""Text is escaped, so that only a style's name can follow."""


@dataclass(slots=True)
class Wardrobe:
    """The house's styles, and what becomes of ours among them."""

    tree: Tree
    ids: dict[str, str] = field(default_factory=dict)
    """The id that each of our styles has from now on."""
    added: dict[str, str] = field(default_factory=dict)
    """The name of each style that the house lacks, by our id."""
    _known: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Learn the names: a style's own goes before the aliases and translations of others."""
        styles = [
            (style, list_names(said(style.find(w("name"))), said(style.find(w("aliases"))))) for style in self._all
        ]
        for depth in range(max((len(names) for _, names in styles), default=0)):
            for style, names in styles:
                for name in names[depth : depth + 1]:
                    self._known.setdefault((said(style, "type"), name), said(style, "styleId"))

    @property
    def _all(self) -> list[Tree]:
        return self.tree.findall(w("style"))

    def find(self, style: Tree) -> str | None:
        """Return the id of the house's style for one of ours: the default of its kind, else one of its name or id."""
        kind, name = said(style, "type"), said(style.find(w("name")))
        for each in self._all if said(style, "default") else ():
            if said(each, "default") and said(each, "type") == kind:
                return said(each, "styleId")
        known = self._known.get((kind, name.lower()))
        return known if known or said(style, "customStyle") else self._find_by_id(kind, said(style, "styleId"))

    def _find_by_id(self, kind: str, identity: str) -> str | None:
        """Return a style of Word's own that kept its English id under a name in another language."""
        matching = (each for each in self._all if said(each, "styleId").lower() == identity.lower())
        return next((said(each, "styleId") for each in matching if said(each, "type") == kind), None)

    def take_in(self, styles: Iterable[Tree]) -> None:
        """Find each of our styles or add it, in their order."""
        ours = list(styles)
        missing = []
        for style in ours:
            found = self.find(style)
            if found is None:
                missing.append(style)
            else:
                self.ids[said(style, "styleId")] = found
                self._adopt(found, style)
        for style in missing:
            identity, name = said(style, "styleId"), said(style.find(w("name")))
            self.ids[identity] = _vary(identity, {said(each, "styleId").lower() for each in self._all}, "{}{}")
            self.added[identity] = _vary(name, self._names, "{} ({})")
            self.tree.append(self._reserve(style, identity))
        for style in self.tree.findall(w("style"))[-len(missing) :] if missing else ():
            self._relate(style)

    def _adopt(self, identity: str, ours: Tree) -> None:
        """Give a style of Word's own back what makes it one; a style of a name of ours stays as it is."""
        if said(ours, "customStyle"):
            return
        for style in self._all:
            if said(style, "styleId") == identity:
                _rename(style, ours)
                if said(ours, "styleId") in _LEADING:
                    _fill(style, "pPr", ["<w:keepNext/>"], PARAGRAPH)

    @property
    def _names(self) -> set[str]:
        return {said(each.find(w("name"))).lower() for each in self._all}

    def _reserve(self, style: Tree, identity: str) -> Tree:
        """Return a copy of a style of ours under the id and the name that are free."""
        copied = copy.deepcopy(style)
        copied.set(w("styleId"), self.ids[identity])
        name = copied.find(w("name"))
        if name is not None:
            name.set(w("val"), self.added[identity])
        return copied

    def _relate(self, style: Tree) -> None:
        """Point an added style at the ids of its relatives; a pair that the house has half of is no pair."""
        for relation in _RELATIVES:
            for relative in style.findall(w(relation)):
                wanted = said(relative)
                if relation == "link" and wanted not in self.added:
                    style.remove(relative)
                relative.set(w("val"), self.ids.get(wanted, wanted))
        steady(style)


def _rename(style: Tree, ours: Tree) -> None:
    """Say the English name, under another one Word takes a style for a stranger's, and which is the default.

    LibreOffice leaves out the latter.
    """
    for name in style.findall(w("name")):
        if said(name) != said(ours.find(w("name"))):
            name.set(w("val"), said(ours.find(w("name"))))
            style.attrib.pop(w("customStyle"), "")
    if said(ours, "default"):
        style.set(w("default"), "1")


def merge_styles(ours: str, theirs: Tree | None, language: str) -> Wardrobe:
    """Return the house's styles with ours among them, in the language of the document."""
    donor = parse_xml(ours.encode())
    if theirs is None or theirs.find(w("style")) is None:
        theirs = parse_xml(f"<w:styles{NAMESPACES}/>".encode())
        theirs.extend(copy.deepcopy(child) for child in donor if child.tag != w("style"))
    tidy(theirs)
    wardrobe = Wardrobe(theirs)
    wardrobe.take_in(donor.findall(w("style")))
    _set_language(theirs, language)
    _cut_loose_ends(theirs)
    return wardrobe


def steady(style: Tree) -> None:
    """Let an added style say what it else would take from a style of the house: slant, weight, indents, page breaks.

    Toggles of Word add up along a chain of styles: a quotation style in italics would slant every statement.
    """
    name = said(style, "styleId")
    if name.startswith(_BOXES):
        _fill(style, "pPr", [val("w:pageBreakBefore", 0), element("w:numPr", None, val("w:numId", 0))], PARAGRAPH)
        _begin_at_edge(style)
    if style.find(f"{w('rPr')}/{w('sz')}") is None and name != "StatementWords":
        return
    _fill(style, "rPr", [val(f"w:{toggle}", 0) for toggle in _TOGGLES], CHARACTERS)
    if said(style, "type") == "paragraph":
        none = element("w:ind", {"w:left": 0, "w:right": 0, "w:firstLine": 0})
        _fill(style, "pPr", [none, val("w:contextualSpacing", 0), val("w:jc", "left")], PARAGRAPH)


def _begin_at_edge(style: Tree) -> None:
    """Paragraphs of a box whose first lines begin at different places would be boxes of their own."""
    indent = style.find(f"{w('pPr')}/{w('ind')}")
    if indent is not None:
        indent.set(w("firstLine"), "0")


def _fill(style: Tree, holder: str, children: Iterable[str], order: list[str]) -> None:
    properties = style.find(w(holder))
    if properties is None:
        properties = make(f"<w:{holder}/>")
        style.append(properties)
        _sort_holders(style)
    for child in children:
        put(properties, make(child), order)


def _sort_holders(style: Tree) -> None:
    """Set paragraph properties before character properties and both before what tables say."""
    last = ("pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr")
    places = {w(name): place for place, name in enumerate(last, start=1)}
    style[:] = sorted(style, key=lambda child: places.get(str(child.tag), 0))


def _vary(wanted: str, taken: set[str], pattern: str) -> str:
    count, varied = 1, wanted
    while varied.lower() in taken:
        count += 1
        varied = pattern.format(wanted, count)
    return varied


def _set_language(tree: Tree, language: str) -> None:
    """Set the brief's language: by that of the letterhead programs would read it out wrongly."""
    speech = make(write_languages(language))
    for spoken in tree.iter(w("lang")):
        spoken.attrib.update({key: value for key, value in speech.attrib.items() if key in spoken.attrib})
    put(_reach(_reach(_reach(tree, "docDefaults"), "rPrDefault"), "rPr"), speech, CHARACTERS)


def _reach(parent: Tree, name: str) -> Tree:
    """Return a child that the schema wants first; made where there is none."""
    child = parent.find(w(name))
    if child is None:
        child = make(f"<w:{name}/>")
        parent.insert(0, child)
    return child


def _cut_loose_ends(tree: Tree) -> None:
    """Styles that refer to styles that are not there make Word's own checks fail: other programs leave such ends."""
    there = {said(style, "styleId") for style in tree.findall(w("style"))}
    for style in tree.findall(w("style")):
        for relation in _RELATIVES:
            for relative in style.findall(w(relation)):
                if said(relative) not in there:
                    style.remove(relative)


def cut_numbering(tree: Tree, lists: set[str]) -> None:
    """Take numbering out of styles that refer to a list that is not there."""
    for properties in list(tree.iter(w("numPr"))):
        parent, number = properties.getparent(), said(properties.find(w("numId")))
        if parent is not None and number not in {"", "0"} | lists:
            parent.remove(properties)


def restyle(xml: str, ids: Mapping[str, str]) -> str:
    """Return XML of ours that names the house's styles."""
    return _STYLED.sub(lambda match: f'{match[1]}{ids.get(match[2], match[2])}"', xml)
