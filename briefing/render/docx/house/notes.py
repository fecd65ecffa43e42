"""Our notes under the house's own rules: its separators and its notice of continuation stay."""

import re
from dataclasses import dataclass

from docx.oxml.parser import parse_xml

from briefing.render.docx.house.tree import Tree, count_of, make, said, tidy, w, write
from briefing.render.docx.notes import SEPARATORS

_TABBED = re.compile(r'<w:rStyle w:val="NoteNumber"/></w:rPr><w:footnoteRef/></w:r><w:r><w:tab/></w:r>')
_SPACED = (
    '<w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>'
)


@dataclass(frozen=True, slots=True)
class Notes:
    """footnotes.xml, how far our notes' ids moved, and the ids of what is no note."""

    xml: str
    offset: int
    special: tuple[str, ...]


def space_numbers(ours: str) -> str:
    """Return our notes as Word sets them itself: a raised number and a space, as the house's note style expects."""
    return _TABBED.sub(_SPACED, ours)


def merge_notes(ours: str, theirs: Tree | None) -> Notes:
    """Return our notes behind the house's separators; those that it lacks are ours."""
    donor = parse_xml(ours.encode())
    if theirs is None:
        return Notes(ours, 0, tuple(map(str, SEPARATORS)))
    tidy(theirs)
    for note in theirs.findall(w("footnote")):
        if said(note, "type") in {"", "normal"}:
            theirs.remove(note)
    _add_separators(theirs, donor)
    special = tuple(said(note, "id") for note in theirs.findall(w("footnote")))
    offset = max((count_of(note, "id") for note in theirs.findall(w("footnote"))), default=0)
    for note in donor.findall(w("footnote")):
        if not said(note, "type"):
            note.set(w("id"), str(count_of(note, "id") + offset))
            theirs.append(note)
    return Notes(write(theirs), max(offset, 0), special)


def _add_separators(theirs: Tree, donor: Tree) -> None:
    there = {said(note, "type") for note in theirs.findall(w("footnote"))}
    for note in donor.findall(w("footnote")):
        if said(note, "type") and said(note, "type") not in there:
            free = max((count_of(each, "id") for each in theirs.findall(w("footnote"))), default=-2) + 1
            note.set(w("id"), str(free))
            theirs.append(note)


def list_special(special: tuple[str, ...]) -> Tree:
    """Return w:footnotePr of the settings: it must name exactly what is no note."""
    ids = "".join(f'<w:footnote w:id="{identity}"/>' for identity in special)
    return make(f"<w:footnotePr>{ids}</w:footnotePr>")
