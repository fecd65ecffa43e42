"""Trees of the house's parts: names, order of children, and what must not travel on."""

from typing import TypeAlias

from docx.oxml.parser import parse_xml
from lxml import etree

from briefing.render.docx.xml import NAMESPACES

Tree: TypeAlias = etree._Element  # noqa: SLF001  # the only name that lxml has for it

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DIALECT = {"true": "1", "false": "0", "start": "left", "end": "right"}
"""Values of the standard's strict form, which LibreOffice writes and Microsoft's own validator refuses."""
_TEXTS = frozenset({f"{_W}name", f"{_W}lvlText", f"{_W}alias", f"{_W}tag"})
"""Elements whose value is free text."""
_KEPT, _UNDONE = ("ins", "moveTo"), ("del", "moveFrom")

PARAGRAPH = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
).split()
"""The children of w:pPr in the order of the schema."""

CHARACTERS = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang "
    "eastAsianLayout specVanish oMath"
).split()
"""The children of w:rPr in the order of the schema."""


def w(name: str) -> str:
    """Return a name of Word's own namespace as lxml has it."""
    return _W + name


def r(name: str) -> str:
    """Return the name of an attribute that holds a relationship's id."""
    return _R + name


def said(element: Tree | None, name: str = "val") -> str:
    """Return an attribute of Word's namespace; without element or attribute, nothing."""
    return "" if element is None else element.get(w(name), "")


def is_on(element: Tree | None) -> bool:
    """Tell whether a switch is there and not off."""
    return element is not None and said(element).lower() not in {"0", "false", "off"}


def count_of(element: Tree | None, name: str) -> int:
    """Return an attribute as a whole number; what is none counts as 0."""
    try:
        return int(said(element, name))
    except ValueError:
        return 0


def make(xml: str) -> Tree:
    """Return one element of ours as a tree."""
    opening, rest = xml[: xml.index("<") + 1], xml[xml.index("<") + 1 :]
    end = min(position for position in (rest.find(" "), rest.find(">"), rest.find("/")) if position >= 0)
    return parse_xml(f"{opening}{rest[:end]}{NAMESPACES}{rest[end:]}".encode())


def write(tree: Tree) -> str:
    """Return a tree as XML."""
    return str(etree.tostring(tree, encoding="unicode", with_tail=False))


def put(parent: Tree, child: Tree, order: list[str]) -> None:
    """Add a child that is not there yet, in its place by the schema."""
    if parent.find(child.tag) is None:
        parent.append(child)
        arrange(parent, order)


def arrange(parent: Tree, order: list[str]) -> None:
    """Set children in the order of the schema; what is unknown goes last."""
    places = {w(name): place for place, name in enumerate(order)}
    parent[:] = sorted(parent, key=lambda each: places.get(str(each.tag), len(order)))


def drop(tree: Tree, *names: str) -> None:
    """Take children of some names out."""
    for name in names:
        for child in tree.findall(w(name)):
            tree.remove(child)


def tidy(tree: Tree) -> None:
    """Accept tracked changes, forget sessions, and say in Word's dialect what other programs say in another."""
    for element in list(tree.iter(etree.Element)):
        for attribute in [key for key in element.attrib if str(key).startswith(w("rsid"))]:
            del element.attrib[attribute]
        if said(element) in _DIALECT and element.tag not in _TEXTS:
            element.set(w("val"), _DIALECT[said(element)])
        _settle_change(element)


def _settle_change(element: Tree) -> None:
    """Accept a tracked change: each names a person and a time that readers need not know."""
    name, parent = etree.QName(element), element.getparent()
    if parent is None or name.namespace != _W[1:-1]:
        return
    if name.localname in _UNDONE or name.localname.endswith("PrChange"):
        parent.remove(element)
    elif name.localname in _KEPT:
        place = parent.index(element)
        parent[place : place + 1] = list(element)
