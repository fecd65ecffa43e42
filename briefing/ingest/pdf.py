"""Read PDF files: the lines of their pages through PDFium; `layout` makes paragraphs of them."""

import ctypes
import re
import unicodedata
from typing import TYPE_CHECKING

from briefing.errors import SourceError
from briefing.ingest.columns import Line
from briefing.ingest.layout import PageLines, lay_out
from briefing.ingest.properties import describe_properties
from briefing.ingest.reading import Reading, SourceFile
from briefing.model.finding import Finding

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage  # type: ignore[import-untyped]  # ships no types

_MOST_PAGES = 5_000
_PASSWORD = 4
"""What PDFium answers where a password is needed."""

_HYPHENS = {0x02: "\u00ad", 0xFFFE: "\u00ad", 0xAD: "\u00ad"}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_WIDEST_GAP = 1.6
"""In heights of a line: where a gap inside a line is wider, two columns stand side by side."""
_SMALL = 0.8
_PRIVATE = re.compile("[\ue000-\uf8ff\x00-\x08\x0b-\x1f\x7f-\x9f]")


def read_pdf(file: SourceFile) -> Reading:
    """Read the text of a PDF; raises SourceError for one that is locked, damaged or holds no text."""
    from pypdfium2 import PdfiumError

    try:
        document = _open(file)
    except PdfiumError as problem:
        raise _explain(file, problem) from problem
    try:
        return _read(file, document)
    except PdfiumError as problem:
        raise _explain(file, problem) from problem
    finally:
        document.close()


def _open(file: SourceFile) -> "PdfDocument":
    from pypdfium2 import PdfDocument

    return PdfDocument(file.data)


def _explain(file: SourceFile, problem: Exception) -> SourceError:
    """Turn PDFium's complaint into ours."""
    if getattr(problem, "err_code", None) == _PASSWORD:
        return SourceError(
            "this PDF is encrypted: it opens only with a password", place=file.name, hint="Save a copy without one."
        )
    return SourceError("this PDF is damaged and cannot be read", place=file.name, hint="Open it and save it again.")


def _read(file: SourceFile, document: "PdfDocument") -> Reading:
    count = min(len(document), _MOST_PAGES)
    pages = [PageLines(_label(document, index), _read_lines(document, index)) for index in range(count)]
    empty = [page.label for page in pages if not page.lines]
    if len(empty) == len(pages):
        message = "there is no text in this PDF: its pages are pictures, as of a scanner"
        raise SourceError(message, place=file.name, hint="Let a program recognise its text (OCR), then add it again.")
    laid = lay_out(pages)
    findings = [*_report_pages(file, empty, len(document)), *_report_dropped(file, laid.dropped)]
    return Reading(
        text=laid.text,
        blocks=laid.blocks,
        pages=laid.pages,
        properties=describe_properties(document.get_metadata_dict(skip_empty=True)),
        findings=tuple(findings),
    )


def _label(document: "PdfDocument", index: int) -> str:
    """Return what the file calls a page, else its number from 1."""
    return (document.get_page_label(index) or "").strip() or str(index + 1)


def _report_pages(file: SourceFile, empty: list[str], count: int) -> list[Finding]:
    """Say which pages could not be read."""
    findings = []
    if empty:
        listed = ", ".join(empty[:10]) + (" and more" if len(empty) > 10 else "")  # noqa: PLR2004  # a line of them
        findings.append(_find(file, "pages-without-text", f"no text on page {listed}", "Recognise their text (OCR)."))
    if count > _MOST_PAGES:
        message = f"only the first {_MOST_PAGES:,} of {count:,} pages were read"
        findings.append(_find(file, "pages-cut", message, "Save the part that matters as a file of its own."))
    return findings


def _report_dropped(file: SourceFile, dropped: int) -> list[Finding]:
    """Say how many lines of the pages are no part of the text."""
    if not dropped:
        return []
    message = f"left out as running heads and page numbers: {dropped} line{'s' if dropped > 1 else ''}"
    return [Finding(severity="note", code="running-heads", message=message, place=file.name)]


def _find(file: SourceFile, code: str, message: str, hint: str) -> Finding:
    return Finding(severity="warning", code=code, message=message, place=file.name, hint=hint)


def _read_lines(document: "PdfDocument", index: int) -> tuple[Line, ...]:
    """Return the lines of a page in the order in which the file draws them; none for a page that is damaged."""
    from pypdfium2 import PdfiumError

    try:
        page = document[index]
        text = page.get_textpage()
    except PdfiumError:
        return ()
    try:
        return tuple(_Gatherer().gather(text))
    finally:
        text.close()
        page.close()


class _Gatherer:
    """Gather the signs of a page into lines: PDFium ends some, a wide gap or a jump ends the others."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._words: list[str] = []
        self._box = (0.0, 0.0, 0.0, 0.0)
        self._last_right = 0.0

    def gather(self, text: "PdfTextPage") -> list[Line]:
        from pypdfium2 import raw

        box = raw.FS_RECTF()
        place = ctypes.byref(box)
        for index in range(raw.FPDFText_CountChars(text)):
            code = raw.FPDFText_GetUnicode(text, index)
            if code in (0x0A, 0x0D):
                self._close()
            elif code and raw.FPDFText_GetLooseCharBox(text, index, place):
                self._add(code, box.left, box.right, box.bottom, box.top)
        self._close()
        return self._lines

    def _add(self, code: int, left: float, right: float, bottom: float, top: float) -> None:
        sign = _HYPHENS.get(code) or (chr(code) if code < 0x110000 else "\ufffd")  # noqa: PLR2004  # all of Unicode
        if sign.isspace():
            if self._words and not self._words[-1].isspace():
                self._words.append(" ")
            return
        if self._words and self._parts(left, bottom, top):
            self._close()
        if not self._words:
            self._box = (left, right, bottom, top)
        elif self._is_raised(bottom, top):
            sign = sign.translate(_RAISED)
        else:
            self._widen(left, right, bottom, top)
        self._last_right = right
        self._words.append(sign)

    def _parts(self, left: float, bottom: float, top: float) -> bool:
        """Say whether a sign begins another line: far to the right or left, above or below."""
        height = max(self._box[3] - self._box[2], 1.0)
        overlap = min(top, self._box[3]) - max(bottom, self._box[2])
        apart = overlap < 0.3 * min(height, max(top - bottom, 1.0))
        return apart or not -height < left - self._last_right < _WIDEST_GAP * height

    def _is_raised(self, bottom: float, top: float) -> bool:
        """Say whether a sign is small and stands high, as the mark of a note does."""
        low, high = self._box[2], self._box[3]
        return top - bottom < _SMALL * (high - low) and bottom > low + 0.2 * (high - low)

    def _widen(self, left: float, right: float, bottom: float, top: float) -> None:
        box = self._box
        self._box = (min(box[0], left), max(box[1], right), min(box[2], bottom), max(box[3], top))

    def _close(self) -> None:
        """End the line; glyphs that stand for several letters become those letters."""
        words = "".join(self._words).strip()
        self._words = []
        words = _PRIVATE.sub(" ", _expand(words)).strip()
        if words:
            left, _, bottom, top = self._box
            self._lines.append(Line(words, left, self._last_right, bottom, top))


_LIGATURES = {ord(sign): unicodedata.normalize("NFKC", sign) for sign in "ﬀﬁﬂﬃﬄﬅﬆ"}


def _expand(words: str) -> str:
    """Write ligatures as letters, and letters with their accents as one."""
    return unicodedata.normalize("NFC", words.translate(_LIGATURES))
