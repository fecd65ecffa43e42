"""Our lists beside the house's: numbers of lists and designs go on from the last of its own."""

from dataclasses import dataclass

from docx.oxml.parser import parse_xml

from briefing.render.docx.house.tree import Tree, arrange, count_of, said, tidy, w, write

_LEVEL = "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr".split()
"""The children of w:lvl in the order of the schema."""


@dataclass(frozen=True, slots=True)
class Lists:
    """numbering.xml, how far our lists' numbers moved, and the numbers that there are."""

    xml: str
    offset: int
    there: set[str]


def merge_lists(ours: str, theirs: Tree | None) -> Lists:
    """Return the house's lists with ours after them."""
    donor = parse_xml(ours.encode())
    if theirs is None:
        return Lists(ours, 0, {said(one, "numId") for one in donor.findall(w("num"))})
    tidy(theirs)
    for level in theirs.iter(w("lvl")):
        arrange(level, _LEVEL)  # LibreOffice writes them in an order of its own
    design = 1 + max((count_of(one, "abstractNumId") for one in theirs.findall(w("abstractNum"))), default=-1)
    number = max((count_of(one, "numId") for one in theirs.findall(w("num"))), default=0)
    _move(donor, design, number)
    _insert(theirs, donor.findall(w("abstractNum")), ("numPicBullet", "abstractNum"))
    _insert(theirs, donor.findall(w("num")), ("numPicBullet", "abstractNum", "num"))
    return Lists(write(theirs), number, {said(one, "numId") for one in theirs.findall(w("num"))})


def _move(donor: Tree, design: int, number: int) -> None:
    for abstract in donor.findall(w("abstractNum")):
        moved = count_of(abstract, "abstractNumId") + design
        abstract.set(w("abstractNumId"), str(moved))
        for mark in abstract.findall(w("nsid")):
            mark.set(w("val"), f"B21EF{moved % 0x1000:03X}")
    for one in donor.findall(w("num")):
        one.set(w("numId"), str(count_of(one, "numId") + number))
        for reference in one.findall(w("abstractNumId")):
            reference.set(w("val"), str(count_of(reference, "val") + design))


def _insert(tree: Tree, children: list[Tree], after: tuple[str, ...]) -> None:
    """Insert children behind the last one of some kinds, as the schema wants."""
    kinds = {w(name) for name in after}
    place = max((index for index, child in enumerate(tree, start=1) if child.tag in kinds), default=0)
    tree[place:place] = children
