"""Read a Word file back by its parts: paragraphs, bookmarks of statements, notes in the order of their marks."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from briefing.errors import CheckError
from briefing.model.marks import fold_space
from briefing.verify.delivered import Delivered, Line, Stretch
from briefing.verify.looks import Sheet, W, list_hidden, list_numbered

EVIDENCE = "{urn:briefing:evidence:1}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DOCUMENT, _NOTES = "word/document.xml", "word/footnotes.xml"
_SKIPPED = frozenset(
    [W + "del", W + "moveFrom", W + "instrText", W + "delText", W + "rPr", W + "pPr", _MC + "Fallback"]
)
_CONTENTS = re.compile(r"(?:TOC|Contents)\s?\d", re.I)
_RUNNING = re.compile(r"word/(?:header|footer)\d*\.xml")
_STYLES, _NUMBERING = "word/styles.xml", "word/numbering.xml"
_BROKEN = (
    zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, EOFError, NotImplementedError, RuntimeError, OSError,
    ValueError, LookupError,
)  # fmt: skip
"""What the libraries raise over bytes that somebody changed or cut."""
_LARGEST = 256 * 1024 * 1024
"""Bytes of the parts unpacked: far more than briefs need, far less than a zip bomb."""
_BREAKS = {W + "tab": " ", W + "br": " ", W + "cr": " ", W + "noBreakHyphen": "\u2011"}


def read_docx(data: bytes) -> Delivered:
    """Read a Word file. Raises CheckError for a file that is damaged or no Word file."""
    parts = _open(data)
    reader = _Reader(_find_statements(parts))
    reader.read_story(parts[_DOCUMENT])
    notes = _read_notes(parts.get(_NOTES))
    troubles = [*_list_looks(parts), *_list_troubles(reader.marks, notes)]
    running = {name: part for name, part in parts.items() if _RUNNING.match(name)}
    return Delivered(
        format="docx",
        lines=tuple(reader.lines),
        notes=tuple(notes.get(mark, "") for mark in reader.marks),
        record=_find_record(parts),
        running=tuple(_read_words(paragraph) for part in running.values() for paragraph in part.iter(W + "p")),
        contents=tuple(reader.contents),
        language=_find_language(parts.get(_STYLES)),
        troubles=tuple(troubles),
    )


def read_letterhead(data: bytes) -> tuple[str, ...]:
    """Return the texts in headers and footers of a Word file, run by run: the letterhead of a house.

    Raises CheckError for a file that is damaged.
    """
    parts = _open(data)
    texts = (text.text or "" for name, part in parts.items() if _RUNNING.match(name) for text in part.iter(W + "t"))
    return tuple(dict.fromkeys(words for text in texts if (words := fold_space(text).strip())))


def _open(data: bytes) -> Mapping[str, etree._Element]:
    """Return the parts that may hold words."""
    wanted = re.compile(
        r"word/(?:document|footnotes|styles|numbering|(?:header|footer)\d*)\.xml|customXml/item\d+\.xml"
    )
    # No entity is resolved: a file of strangers must not make the reader grow or look elsewhere.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name for name in archive.namelist() if wanted.fullmatch(name)]
            if sum(archive.getinfo(name).file_size for name in names) > _LARGEST:
                raise CheckError("this Word file is too large to be a brief", hint="ask for the file again")
            parts = {name: etree.fromstring(archive.read(name), parser) for name in names}
    except _BROKEN as problem:
        raise CheckError("this Word file is damaged", hint="ask for the file again") from problem
    if _DOCUMENT not in parts:
        raise CheckError("this is no Word file: it has no document in it")
    return parts


def _find_statements(parts: Mapping[str, etree._Element]) -> Mapping[str, str]:
    """Return the id of each bookmark, as the evidence part lists them."""
    found = (each for part in parts.values() if part.tag == EVIDENCE + "evidence" for each in part)
    return {each.get("bookmark", ""): each.get("id", "") for each in found if each.tag == EVIDENCE + "statement"}


def _find_record(parts: Mapping[str, etree._Element]) -> str:
    records = (part.findtext(EVIDENCE + "record") for part in parts.values() if part.tag == EVIDENCE + "evidence")
    return next(filter(None, records), "")


def _find_language(styles: etree._Element | None) -> str:
    defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang") if styles is not None else None
    return defaults.get(W + "val", "") if defaults is not None else ""


def _read_notes(part: etree._Element | None) -> dict[int, str]:
    """Return the notes that people read, by id; their own number in front is none of their words."""
    notes = part.iter(W + "footnote") if part is not None else ()
    kept = (note for note in notes if note.get(W + "type") in (None, "normal"))
    return {int(note.get(W + "id", "0")): _read_words(note) for note in kept}


def _list_troubles(marks: list[int], notes: Mapping[int, str]) -> Iterator[str]:
    for number, mark in enumerate(marks, 1):
        if mark not in notes:
            yield f"mark {number} has no note"
        if marks.index(mark) < number - 1:
            yield f"mark {number} leads to a note that another mark has"
    for identity, text in notes.items():
        if identity not in marks:
            yield f"a note has no mark: “{text}”"


def _read_words(element: etree._Element) -> str:
    """Return the words of an element, white space folded; what is deleted or only an instruction is none."""
    return fold_space("".join(text for text, _ in _walk(element))).strip()


def _walk(element: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Yield what can be read and what marks a place, in order."""
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == W + "t":
            yield child.text or "", child
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag], child
        else:
            yield "", child
            yield from _walk(child)
            if child.tag == W + "p":
                yield " ", child


@dataclass(slots=True)
class _Reader:
    """Read the story into lines. Holds the statement that is open, since a bookmark may span runs."""

    statements: Mapping[str, str]
    lines: list[Line] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    """The ids of the notes in the order of their marks."""
    contents: list[str] = field(default_factory=list)
    _open: dict[str, str] = field(default_factory=dict)
    """The statements whose bookmarks have begun, by the number of the bookmark."""

    def read_story(self, story: etree._Element) -> None:
        """Read every paragraph that is no part of another one's text box twice over."""
        for number, paragraph in enumerate(story.iter(W + "p"), 1):
            if any(parent.tag in _SKIPPED for parent in paragraph.iterancestors()):
                continue
            stretches = tuple(self._read_paragraph(paragraph))
            line = Line(stretches=stretches, place=f"paragraph {number}")
            if _CONTENTS.match(_name_style(paragraph)):
                self.contents.append(line.text)
            elif line.text or line.marks:
                self.lines.append(line)

    def _read_paragraph(self, paragraph: etree._Element) -> Iterator[Stretch]:
        for text, element in _walk_line(paragraph):
            match element.tag:
                case tag if tag == W + "bookmarkStart":
                    self._begin(element)
                case tag if tag == W + "bookmarkEnd":
                    self._open.pop(element.get(W + "id", ""), None)
                case tag if tag == W + "footnoteReference":
                    self.marks.append(int(element.get(W + "id", "0")))
                    yield Stretch("", mark=len(self.marks))
                case _:
                    pass
            if text:
                yield Stretch(text, next(reversed(self._open.values()), ""))

    def _begin(self, bookmark: etree._Element) -> None:
        name = bookmark.get(W + "name", "")
        if name in self.statements:
            self._open[bookmark.get(W + "id", "")] = self.statements[name]


def _list_looks(parts: Mapping[str, etree._Element]) -> Iterator[str]:
    """Say which words are not seen as they are read, in the story, the notes, the headers and the footers."""
    styles, numbers = parts.get(_STYLES), parts.get(_NUMBERING)
    sheet = Sheet(styles)
    for name, part in parts.items():
        if re.match(r"word/(?:document|footnotes|header|footer)", name):
            yield from list_hidden(part, sheet)
    if numbers is not None:
        yield from list_numbered([parts[_DOCUMENT], *([styles] if styles is not None else [])], numbers)


def _walk_line(paragraph: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Yield what a paragraph holds; a paragraph inside it, in a text box, is a line of its own."""
    inner = {each for box in paragraph.iter(W + "p") if box is not paragraph for each in box.iter()}
    yield from ((text, element) for text, element in _walk(paragraph) if element not in inner)


def _name_style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style.get(W + "val", "") if style is not None else ""
