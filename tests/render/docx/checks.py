"""What must hold in a DOCX and no schema says: each check returns what it found wrong."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

from lxml import etree

Parts = Mapping[str, etree._Element]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
STORY = re.compile(r"word/(?:document|footnotes|header\d|footer\d)\.xml")
_KINDS = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
_STRUCTURE = {"pStyle", "keepNext", "numPr", "pageBreakBefore", "sectPr"}
"""What a paragraph may say beside its style without counting as direct formatting."""


def stories(parts: Parts) -> list[str]:
    """List the parts that hold text, the document first."""
    return ["word/document.xml", *(part for part in parts if STORY.fullmatch(part) and "document" not in part)]


def find(parts: Parts, part: str, name: str) -> Iterator[etree._Element]:
    return parts[part].iter(W + name)


def value(element: etree._Element | None, name: str = "val") -> str:
    return "" if element is None else element.get(W + name, "")


def read_words(element: etree._Element) -> str:
    return "".join(part.text or "" for part in element.iter(W + "t"))


def check_notes(parts: Parts) -> list[str]:
    """Each mark has its own note, in the order of the marks; nothing else is a note."""
    notes = [value(note, "id") for note in find(parts, "word/footnotes.xml", "footnote") if not value(note, "type")]
    marks = [value(mark, "id") for mark in find(parts, "word/document.xml", "footnoteReference")]
    strays = [part for part in stories(parts)[1:] if next(find(parts, part, "footnoteReference"), None) is not None]
    numbers = [
        len(list(note.iter(W + "footnoteRef")))
        for note in find(parts, "word/footnotes.xml", "footnote")
        if not value(note, "type")
    ]
    wrong = [] if notes == marks else [f"marks {marks}, notes {notes}"]
    wrong += [f"note {number} twice" for number, count in Counter(notes).items() if count > 1]
    wrong += [f"mark in {part}" for part in strays]
    return wrong + ([] if numbers == [1] * len(notes) else [f"numbers in notes: {numbers}"])


def check_separators(parts: Parts) -> list[str]:
    """Both separators are there, hold no number and no note style, and settings name them."""
    special = [note for note in find(parts, "word/footnotes.xml", "footnote") if value(note, "type")]
    named = [value(note, "id") for note in find(parts, "word/settings.xml", "footnote")]
    wrong = [
        f"separator {value(note, 'id')} is set as a note"
        for note in special
        if list(note.iter(W + "footnoteRef", W + "rStyle", W + "pStyle"))
    ]
    if not {"separator", "continuationSeparator"} <= {value(note, "type") for note in special}:
        wrong.append("separators missing")
    return wrong + ([] if named == [value(note, "id") for note in special] else [f"settings name {named}"])


def check_styles(parts: Parts) -> list[str]:
    """Each style that is used or referred to is defined, once, and is of the right kind."""
    styles = list(find(parts, "word/styles.xml", "style"))
    kinds = {value(style, "styleId"): value(style, "type") for style in styles}
    names = Counter(value(style.find(W + "name")).lower() for style in styles)
    wrong = [f"two styles named {name}" for name, count in names.items() if count > 1]
    for name, kind in _KINDS.items():
        used = {value(use) for part in stories(parts) for use in find(parts, part, name)}
        wrong += [f"{name} {style}" for style in sorted(used) if kinds.get(style) != kind]
    for name in ("basedOn", "next", "link"):
        wrong += [f"{name} {value(use)}" for use in find(parts, "word/styles.xml", name) if value(use) not in kinds]
    return wrong


def check_numbering(parts: Parts) -> list[str]:
    """Each list that is used is defined; each numbered list starts at one by itself."""
    used = {value(use) for use in find(parts, "word/document.xml", "numId")}
    defined = {value(num, "numId"): num for num in find(parts, "word/numbering.xml", "num")}
    designs = {value(one, "abstractNumId") for one in find(parts, "word/numbering.xml", "abstractNum")}
    wrong = [f"list {number}" for number in sorted(used) if number not in defined]
    return wrong + [n for n, num in defined.items() if value(num.find(W + "abstractNumId")) not in designs]


def check_tables(parts: Parts) -> list[str]:
    """Each table has a head that repeats, rows that stay whole, cells that end in a paragraph, and a grid that fits."""
    wrong = []
    for number, table in enumerate(find(parts, "word/document.xml", "tbl"), start=1):
        rows = table.findall(W + "tr")
        if [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] != [True] + [False] * (len(rows) - 1):
            wrong.append(f"table {number}: heads")
        if any(row.find(f"{W}trPr/{W}cantSplit") is None for row in rows):
            wrong.append(f"table {number}: a row may split")
        if any(cell[-1].tag != W + "p" for row in rows for cell in row.findall(W + "tc")):
            wrong.append(f"table {number}: cell without a paragraph at its end")
        if {count_columns(row) for row in rows} != {len(table.findall(f"{W}tblGrid/{W}gridCol"))}:
            wrong.append(f"table {number}: grid")
    return wrong


def count_columns(row: etree._Element) -> int:
    """Return how many columns the cells of a row are over."""
    return sum(int(value(cell.find(f"{W}tcPr/{W}gridSpan")) or 1) for cell in row.findall(W + "tc"))


def check_bookmarks(parts: Parts) -> list[str]:
    """Names are valid and unique whatever their case; each start has its end."""
    starts = list(find(parts, "word/document.xml", "bookmarkStart"))
    names = Counter(value(start, "name").lower() for start in starts)
    wrong = [f"{name} twice" for name, count in names.items() if count > 1]
    wrong += [name for name in names if not re.fullmatch(r"[a-z]\w{0,39}", name, re.ASCII)]
    ends = sorted(value(end, "id") for end in find(parts, "word/document.xml", "bookmarkEnd"))
    ids = sorted(value(start, "id") for start in starts)
    return wrong + ([] if ids == ends == sorted(set(ids)) else [f"starts {ids}, ends {ends}"])


def check_empty(parts: Parts) -> list[str]:
    """No paragraph of the body is empty, but for the one that parts two tables; no text stands in a box that floats."""
    body = parts["word/document.xml"][0]
    if next(body.iter(W + "txbxContent", W + "framePr"), None) is not None:
        return ["text box"]
    return [
        value(paragraph.find(f"{W}pPr/{W}pStyle")) or "no style"
        for paragraph in body.findall(W + "p")
        if not read_words(paragraph).strip()
        and paragraph.find(f".//{W}drawing") is None
        and value(paragraph.find(f"{W}pPr/{W}pStyle")) != "TableGap"
    ]


def check_formatting(parts: Parts) -> list[str]:
    """Each paragraph has a style; hardly one says more than its style does."""
    wrong, direct, total = [], 0, 0
    for paragraph in find(parts, "word/document.xml", "p"):
        total += 1
        said = {str(etree.QName(child).localname) for child in paragraph.iterfind(f"{W}pPr/*")}
        if "pStyle" not in said:
            wrong.append(f"no style: {read_words(paragraph)[:30]}")
        direct += bool(said - _STRUCTURE)
    return wrong if direct / total <= 0.1 else [*wrong, f"{direct} of {total} paragraphs are set by hand"]


def check_headings(parts: Parts) -> list[str]:
    """No level of headings is skipped on the way down."""
    styles = {
        value(style, "styleId"): value(style.find(W + "name")) for style in find(parts, "word/styles.xml", "style")
    }
    used = (styles.get(value(style), "").lower() for style in find(parts, "word/document.xml", "pStyle"))
    levels = [0, *(int(name[-1]) for name in used if re.fullmatch(r"heading \d", name))]
    return [f"{before} to {after}" for before, after in pairwise(levels) if after > before + 1]


def check_links(parts: Parts) -> list[str]:
    """Each link has its relationship, on the part in which it stands."""
    wrong = []
    for story in stories(parts):
        folder, name = story.split("/")
        rels = parts.get(f"{folder}/_rels/{name}.rels")
        known = set() if rels is None else {rel.get("Id") for rel in rels}
        used = {link.get(R + "id") for link in find(parts, story, "hyperlink")} - {None}
        wrong += [f"{story}: {key}" for key in used - known]
    return wrong


def check_fields(parts: Parts) -> list[str]:
    """Nothing makes Word ask on opening whether fields should be updated."""
    asking = [value(flag) for flag in find(parts, "word/settings.xml", "updateFields")]
    dirty = [story for story in stories(parts) if any(field.get(W + "dirty") for field in parts[story].iter())]
    return [*(f"updateFields {flag}" for flag in asking), *dirty]


CHECKS = (
    check_notes, check_separators, check_styles, check_numbering, check_tables, check_bookmarks, check_empty,
    check_formatting, check_headings, check_links, check_fields,
)  # fmt: skip
