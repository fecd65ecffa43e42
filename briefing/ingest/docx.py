"""Read Word files: headings, lists, tables and text as if all changes were accepted, their own notes kept apart."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing.errors import SourceError
from briefing.ingest.properties import describe_properties
from briefing.ingest.reading import Reading, Sheet, SourceFile
from briefing.model.finding import Finding
from briefing.model.source import BlockKind

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

_MOST_BYTES = 200_000_000
"""Of a file unpacked: text of a million pages is smaller."""
_MOST_PARTS = 5_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_ENDNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/endnotes"
_COMMENTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_PASSED_OVER = frozenset(
    {f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "instrText", "delText", "txbxContent", "rubyPr", "rt")}
    | {f"{_MC}Fallback"}
)
_SIGNS = {
    f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011", f"{_W}softHyphen": "\u00ad",
}  # fmt: skip
_HEADING = re.compile(r"(?:heading|title|überschrift|titre|subtitle)\s*(?P<level>[1-9])?", re.IGNORECASE)
_LIST = re.compile(r"list(?: (?:bullet|number|paragraph|continue))?(?: \d)?", re.IGNORECASE)
_QUOTE = re.compile(r"(?:intense )?quote|block text", re.IGNORECASE)


def read_docx(file: SourceFile) -> Reading:
    """Read a Word file; raises SourceError for one that is damaged, locked or swells when unpacked."""
    _check_size(file)
    try:
        import docx

        document = docx.Document(io.BytesIO(file.data))
        return _Reader(file.name, document).read()
    except SourceError:
        raise
    except Exception as problem:  # a broken package may break any part of the library
        message = "this Word file is damaged and cannot be read"
        raise SourceError(message, place=file.name, hint="Open it in Word and save it again.") from problem


def _check_size(file: SourceFile) -> None:
    """Refuse an archive that is broken, or that would fill the memory; nothing is unpacked for that."""
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as problem:
        message = "this Word file is damaged: its archive cannot be opened"
        raise SourceError(message, place=file.name, hint="Open it in Word and save it again.") from problem
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_BYTES:
        message = f"unpacked, this Word file would take more than {_MOST_BYTES // 1_000_000} MB: it is not read"
        raise SourceError(message, place=file.name, hint="Save its text alone as a new file.")
    if any(part.flag_bits & 1 for part in parts):
        raise SourceError("this Word file is encrypted", place=file.name, hint="Save a copy without a password.")


class _Reader:
    """Read one document from top to bottom."""

    def __init__(self, name: str, document: "Document") -> None:
        self._name = name
        self._document = document
        self._sheet = Sheet()
        self._found: Counter[str] = Counter()
        self._styles = {style.style_id: style for style in document.styles}
        self._kept = ""

    def read(self) -> Reading:
        """Read the body, then the notes of the document itself."""
        body = self._document.element.body
        self._count(body)
        self._read_blocks(body, "paragraph")
        if not self._sheet.drafts:
            hint = "If its pages are pictures, let a program recognise their text (OCR)."
            raise SourceError("there is no text in this Word file", place=self._name, hint=hint)
        self._read_notes()
        core = self._document.core_properties
        return Reading(
            text=self._sheet.text,
            blocks=self._sheet.blocks,
            properties=describe_properties({"Title": core.title, "Author": core.author}),
            findings=tuple(self._report()),
        )

    def _count(self, body: "_Element") -> None:
        """Count what a reader of the text must know of: changes, comments and pictures."""
        for tag, what in (("ins", "change"), ("del", "change"), ("moveFrom", "change"), ("drawing", "picture")):
            self._found[what] += sum(1 for _ in body.iter(f"{_W}{tag}"))
        self._found["comment"] = len(self._part(_COMMENTS, "comment"))

    def _read_blocks(self, parent: "_Element", kind: BlockKind) -> None:
        """Read the paragraphs and tables of a body, a cell or a control, in order."""
        for child in parent:
            if child.tag == f"{_W}p":
                self._read_paragraph(child, kind)
            elif child.tag == f"{_W}tbl":
                self._read_table(child)
            elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml"):
                self._read_blocks(child, kind)

    def _read_table(self, table: "_Element") -> None:
        """Read a table cell by cell; each paragraph of a cell is a block."""
        for cell in table.iter(f"{_W}tc"):
            if next(cell.iterancestors(f"{_W}tbl")) is table:
                self._read_blocks(cell, "table")

    def _read_paragraph(self, paragraph: "_Element", kind: BlockKind) -> None:
        """Read a paragraph, then the boxes that hang on it; one whose end is deleted goes on in the next."""
        words = self._kept + "".join(_read_words(paragraph))
        self._kept = ""
        if paragraph.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None:
            self._kept = words
            return
        own, level = self._classify(paragraph)
        self._sheet.add(words, own if kind == "paragraph" else kind, level=level if kind == "paragraph" else 0)
        for box in paragraph.iter(f"{_W}txbxContent"):
            if not any(parent.tag == f"{_MC}Fallback" for parent in box.iterancestors()):
                self._read_blocks(box, "paragraph")

    def _classify(self, paragraph: "_Element") -> tuple[BlockKind, int]:
        """Tell what a paragraph is by its style and its numbering."""
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        found = self._styles.get(style.get(f"{_W}val", "")) if style is not None else None
        name = found.name if found is not None and found.name else ""
        heading = _HEADING.fullmatch(name)
        outline = paragraph.find(f"{_W}pPr/{_W}outlineLvl")
        if heading or (outline is not None and outline.get(f"{_W}val") != "9"):
            return "heading", int(heading["level"] or 1) if heading else 2
        numbered = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        if (numbered is not None and numbered.get(f"{_W}val") != "0") or _LIST.fullmatch(name):
            return "list-item", 0
        return ("quote" if _QUOTE.fullmatch(name) else "paragraph"), 0

    def _read_notes(self) -> None:
        """Add the document's own footnotes and endnotes below its text, set aside."""
        for relation, tag in ((_NOTES, "footnote"), (_ENDNOTES, "endnote")):
            for note in self._part(relation, tag):
                if note.get(f"{_W}type") not in ("separator", "continuationSeparator", "continuationNotice"):
                    words = "\n".join("".join(_read_words(p)) for p in note.iter(f"{_W}p"))
                    self._sheet.add(words, set_aside="note")
                    self._found["note"] += 1

    def _part(self, relation: str, tag: str) -> "list[_Element]":
        """Return the elements of a part that hangs on the document; none where there is no such part."""
        from docx.oxml import parse_xml

        for each in self._document.part.rels.values():
            if each.reltype == relation and not each.is_external:
                return list(parse_xml(each.target_part.blob).iter(f"{_W}{tag}"))
        return []

    def _report(self) -> Iterator[Finding]:
        """Say what was accepted, set aside and left out."""
        if self._found["change"]:
            message = f"{_say(self._found['change'], 'tracked change')} read as if accepted"
            hint = "Accept or reject the changes in Word."
            yield Finding(severity="warning", code="changes-accepted", message=message, place=self._name, hint=hint)
        dropped = [_say(self._found[what], what) for what in ("comment", "picture") if self._found[what]]
        if dropped:
            message = f"left out: {' and '.join(dropped)}"
            yield Finding(severity="note", code="parts-dropped", message=message, place=self._name)
        if self._found["note"]:
            message = f"{_say(self._found['note'], 'note')} of its own stand apart from its text"
            yield Finding(severity="note", code="notes-apart", message=message, place=self._name)


def _say(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _read_words(element: "_Element") -> Iterator[str]:
    """Yield the words of a paragraph as if all changes were accepted; hidden text and nested boxes are left out."""
    for child in element:
        if child.tag in _PASSED_OVER:
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag != f"{_W}r" or child.find(f"{_W}rPr/{_W}vanish") is None:
            yield from _read_words(child)
