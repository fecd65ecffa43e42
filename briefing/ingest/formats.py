"""The table of readers, and the choice of one by what a file holds; its name decides only where bytes leave it open."""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Literal

from briefing.ingest.reading import Reader, Reading, SourceFile
from briefing.ingest.text import read_text

Format = Literal["text", "markdown", "html", "pdf", "docx", "mail"]


def _read_markdown(file: SourceFile) -> Reading:
    from briefing.ingest.markdown import read_markdown

    return read_markdown(file)


def _read_html(file: SourceFile) -> Reading:
    from briefing.ingest.html import read_html

    return read_html(file)


def _read_pdf(file: SourceFile) -> Reading:
    from briefing.ingest.pdf import read_pdf

    return read_pdf(file)


def _read_docx(file: SourceFile) -> Reading:
    from briefing.ingest.docx import read_docx

    return read_docx(file)


def _read_mail(file: SourceFile) -> Reading:
    from briefing.ingest.mail import read_mail

    return read_mail(file)


READERS: Mapping[Format, Reader] = MappingProxyType(
    {
        "text": read_text,
        "markdown": _read_markdown,
        "html": _read_html,
        "pdf": _read_pdf,
        "docx": _read_docx,
        "mail": _read_mail,
    }
)
"""The module of a reader is imported when the first file of its format is read, not before."""

SUFFIXES: Mapping[str, Format] = MappingProxyType(
    {
        ".txt": "text", ".md": "markdown", ".html": "html", ".pdf": "pdf", ".docx": "docx", ".eml": "mail",
        ".text": "text", ".markdown": "markdown", ".htm": "html", ".xhtml": "html", ".mht": "mail", ".mhtml": "mail",
    }
)  # fmt: skip
"""The format that the suffix of a file name promises, in lower case."""

MOST_TEXT = 20_000_000
"""Bytes of text and pages that are read: three million words, in a minute or two. Other formats hold pictures."""

_NAMES: Mapping[Format, str] = MappingProxyType(
    {
        "text": "text",
        "markdown": "Markdown",
        "html": "a web page",
        "pdf": "a PDF",
        "docx": "a Word file",
        "mail": "a mail",
    }
)
_HEAD = 2048
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head)\b", re.IGNORECASE | re.DOTALL
)
_HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z-]{1,40}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){3,}")
_MAIL = re.compile(rb"^(?:MIME-Version|Message-ID|Received|Return-Path|X-[A-Za-z-]+):", re.IGNORECASE | re.MULTILINE)
_OTHER_PACKAGES = (
    ("xl/workbook.xml", "an Excel workbook"),
    ("ppt/presentation.xml", "a PowerPoint presentation"),
    ("META-INF/container.xml", "an e-book"),
    ("content.xml", "an OpenDocument file"),
)
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Choice:
    """The format to read a file as, None where there is no reader; `trouble` says what is odd about it."""

    format: Format | None
    trouble: str = ""


def choose_format(file: SourceFile) -> Choice:
    """Choose the format of a file by its first bytes, and by its suffix where they may be any text."""
    suffix = PurePosixPath(file.name).suffix.lower()
    promised = SUFFIXES.get(suffix)
    found, other = _look_inside(file.data)
    if other:
        return Choice(None, f"this is {other}, which cannot be read")
    if found is None:
        what = f"{suffix} files" if suffix else "files without a suffix"
        return Choice(promised) if promised else Choice(None, f"{what} cannot be read")
    if found == promised:
        return Choice(found)
    named = f"though its name ends in {suffix}" if suffix else "though its name has no suffix"
    return Choice(found, f"read as {_NAMES[found]}, {named}")


def _look_inside(data: bytes) -> tuple[Format | None, str]:
    """Return the format that the bytes show, or what else they are; neither for what may be any text."""
    head = data[:_HEAD].removeprefix(_MARK)
    if b"%PDF-" in head[:1024]:
        return "pdf", ""
    if head.startswith(b"PK\x03\x04"):
        return _look_into_package(data)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return None, "an old or encrypted Office file"
    if _PAGE.match(head.replace(b"\0", b"").lstrip(b"\xff\xfe")):
        return "html", ""
    header = _HEADER.match(head)
    return ("mail", "") if header and _MAIL.search(header[0]) else (None, "")


def _look_into_package(data: bytes) -> tuple[Format | None, str]:
    """Tell a Word file from other packages; a broken one is left to the reader of Word files to complain of."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = frozenset(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "docx", ""
    other = next((what for name, what in _OTHER_PACKAGES if name in names), "")
    if other:
        return None, other
    return ("docx", "") if "[Content_Types].xml" in names else (None, "a ZIP archive")
