"""What a reader holds: the statements, marks and notes of a delivered file, read back from its own format.

Nothing here asks the program: Word files are read as XML, PDF by the fonts and places of its characters, Markdown by
its marks.
"""

import ctypes
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

import pypdfium2  # type: ignore[import-untyped,unused-ignore]  # ships no types
import pypdfium2.raw as pdfium  # type: ignore[import-untyped,unused-ignore]  # ships no types
from lxml import etree, html

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MARK_SIZE = 0.75
"""A mark is set smaller than this share of the words before it."""


@dataclass(frozen=True, slots=True)
class Cited:
    """One statement as it is printed, and the number of the mark behind it."""

    mark: int
    text: str


@dataclass(slots=True)
class Delivered:
    """A file as it was read back. `pages` are filled for PDF only."""

    text: str = ""
    """Everything that a reader can see, in the order of the file."""
    statements: list[Cited] = field(default_factory=list)
    notes: dict[int, str] = field(default_factory=dict)
    mark_pages: dict[int, int] = field(default_factory=dict)
    note_pages: dict[int, int] = field(default_factory=dict)

    @property
    def marks(self) -> list[int]:
        """The numbers of the marks in the order of the text."""
        return [cited.mark for cited in self.statements]


def fold(text: str) -> str:
    """Fold white space, and drop the hyphens that a line's end may have brought or taken."""
    return re.sub(r"\s+", " ", re.sub(r"[\u00ad\u2010\ufffe\x02-](?:[\r\n]+)?", "", text)).strip()


# ---- Word ------------------------------------------------------------------------------------------------------------


def read_docx(data: bytes) -> Delivered:
    """Read a Word file: statements are the runs in the style of statements up to the next mark."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xml")]
        parts = {name: etree.fromstring(archive.read(name)) for name in names}
    found = Delivered(text="\n".join(_read_part(part) for part in parts.values()))
    for note in parts["word/footnotes.xml"].iter(W + "footnote"):
        if note.get(W + "type") is None:
            found.notes[int(note.get(W + "id", "0"))] = _read_words(note)
    words: list[str] = []
    for run in parts["word/document.xml"].iter(W + "r"):
        style = run.find(f"{W}rPr/{W}rStyle")
        reference = run.find(W + "footnoteReference")
        if reference is not None:
            found.statements.append(Cited(int(reference.get(W + "id", "0")), "".join(words)))
            words = []
        elif style is not None and style.get(W + "val") == "StatementWords":
            words.append(_read_words(run))
    return found


def read_docx_paragraphs(data: bytes) -> list[str]:
    """Return the paragraphs of a Word file's body, in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    return [_read_words(paragraph) for paragraph in body.iter(W + "p")]


def _read_part(part: etree._Element) -> str:
    """Return the words of a part, paragraphs on lines; parts that are no story give all their text."""
    paragraphs = list(part.iter(W + "p"))
    return "\n".join(map(_read_words, paragraphs)) if paragraphs else "\n".join(map(str, part.itertext()))


def _read_words(element: etree._Element) -> str:
    return "".join(part.text or "" for part in element.iter(W + "t"))


# ---- Markdown --------------------------------------------------------------------------------------------------------

_DEFINITION = re.compile(r"^\[\^(\d+)\]: (.+(?:\n(?!\[\^|\n).+)*)", re.MULTILINE)
_REFERENCE = re.compile(r"\[\^(\d+)\](?!:)")
_LEAD = re.compile(r"^[>\s]*(?:(?:\d+\.|[-*+])\s+)?(?:\*\*\[[^\]]+\]\*\*\s*)?")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def read_markdown(data: bytes) -> Delivered:
    """Read a Markdown file: a statement is what stands before a mark in its item, cell or paragraph."""
    text = data.decode("utf-8")
    found = Delivered(text=_ESCAPE.sub(r"\1", text))
    for number, note in _DEFINITION.findall(text):
        found.notes[int(number)] = plain(note)
    for line in _DEFINITION.sub("", text).splitlines():
        for cell in re.split(r"(?<!\\)\|", line):
            start = 0
            for mark in _REFERENCE.finditer(cell):
                words = _LEAD.sub("", cell[start : mark.start()], count=1)
                found.statements.append(Cited(int(mark[1]), plain(words)))
                start = mark.end()
    return found


def plain(markdown: str) -> str:
    """Return the words of a line of Markdown: links, emphasis and escapes undone."""
    bare = re.sub(r"(?<!\\)[*<>](?=\S)|(?<=\S)(?<!\\)[*<>]", "", markdown)
    return _ESCAPE.sub(r"\1", bare).strip()


# ---- HTML ------------------------------------------------------------------------------------------------------------

_BLOCKS = frozenset({"p", "li", "h1", "h2", "h3", "h4", "td", "th", "dt", "dd", "caption", "title", "div"})


def read_html(data: bytes) -> Delivered:
    """Read a page: statements are its quotations up to the next mark, notes the items of the list at its end."""
    page = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    found = Delivered()
    for note in page.iter("li"):
        if note.get("class") == "note":
            (words,) = note.iterfind("span")
            found.notes[int(note.get("value", "0"))] = "".join(map(str, words.itertext()))
    words_of: list[str] = []
    for element in page.iter("q", "sup"):
        if element.tag == "q":
            words_of.append("".join(map(str, element.itertext())))
        else:
            (link,) = element.iterfind("a")
            found.statements.append(Cited(int(link.text or "0"), "".join(words_of)))
            words_of = []
    found.text = _read_page(page)
    return found


def _read_page(page: html.HtmlElement) -> str:
    """Return what a reader sees, blocks on lines, marks in brackets; what is hidden, style and data are left out."""
    for element in list(page.iter("style", "script", "button", "div")):
        if element.tag != "div" or element.get("popover") is not None:
            element.drop_tree()
    for element in page.iter("sup"):
        element.text = "["
        element.tail = "]" + (element.tail or "")
    for element in page.iter(*_BLOCKS):
        element.tail = "\n" + (element.tail or "")
    return "".join(map(str, page.itertext()))


# ---- PDF -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of one page that follow each other in one font and size; `font` is empty for spaces added between."""

    page: int
    font: str
    size: float
    text: str

    @property
    def serif(self) -> bool:
        """Whether it is set in the face of statements and notes."""
        return "Serif" in self.font


def read_pdf(data: bytes) -> Delivered:
    """Read a PDF: statements are set in the serif up to the next mark, notes in the smallest serif of the file."""
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    try:
        pages = [list(_read_stretches(document[number], number + 1)) for number in range(len(document))]
    finally:
        document.close()
    sizes = [stretch.size for page in pages for stretch in page if stretch.serif]
    small = min(sizes, default=0.0)
    found = Delivered(text="\n".join(map(_read_text, pages)))
    _read_statements([stretch for page in pages for stretch in page], small, found)
    for page in pages:
        _read_notes(page, small, found)
    return found


def _read_text(page: list[Stretch]) -> str:
    """Return the text of a page with its marks in brackets, so that none runs into the words behind it."""
    words, before = "", Stretch(0, "", 0.0, "")
    for stretch in page:
        words += f"[{stretch.text}]" if is_mark(stretch, before) else stretch.text
        before = stretch if stretch.font else before
    return words


def _read_stretches(page: pypdfium2.PdfPage, number: int) -> Iterator[Stretch]:
    text = page.get_textpage()
    for (font, size), group in groupby(range(text.count_chars()), lambda index: _read_face(text, index)):
        yield Stretch(number, font, size, "".join(_read_character(text, index) for index in group))


def _read_face(text: pypdfium2.PdfTextPage, index: int) -> tuple[str, float]:
    name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, index, name, len(name), flags)
    return name.value.decode(), round(pdfium.FPDFText_GetFontSize(text, index), 1)


def _read_character(text: pypdfium2.PdfTextPage, index: int) -> str:
    return chr(pdfium.FPDFText_GetUnicode(text, index))


def _read_statements(stretches: list[Stretch], small: float, found: Delivered) -> None:
    words: list[str] = []
    before = Stretch(0, "", 0.0, "")
    for stretch in stretches:
        if not stretch.font:
            words.append(" " if words else "")
            continue
        if is_mark(stretch, before):
            found.statements.append(Cited(int(stretch.text), fold("".join(words))))
            found.mark_pages[int(stretch.text)] = stretch.page
            words = []
        elif stretch.serif and stretch.size > small:
            words.append(stretch.text)
        before = stretch


def is_mark(stretch: Stretch, before: Stretch) -> bool:
    """Say whether a stretch is a raised number behind words: digits alone, set much smaller than what stands before."""
    return stretch.text.isdigit() and before.serif and stretch.size < MARK_SIZE * before.size


def _read_notes(page: list[Stretch], small: float, found: Delivered) -> None:
    """Read the notes of a page; each begins a line with the number that is due, what precedes the first carries on."""
    kept = [s for s in page if not s.font or (s.serif and s.size == small)]
    for line in re.split(r"[\r\n]+", "".join(s.text for s in kept)):
        due = len(found.notes) + 1
        head, stop, rest = line.strip().partition(".")
        if stop and head == str(due):
            found.notes[due] = rest.strip()
            found.note_pages[due] = page[0].page
        elif found.notes and line.strip():
            found.notes[due - 1] = f"{found.notes[due - 1]}\n{line.strip()}"
