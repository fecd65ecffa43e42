"""Read web pages: the article without navigation, advertising and comments, and what the page says of itself.

Nothing is fetched. What a page tells of its date is read from its tags and its address, never from its prose.
"""

import logging
import re
from typing import TYPE_CHECKING

from briefing.errors import SourceError
from briefing.ingest.decoding import Decoded, decode_page
from briefing.ingest.metadata import parse_date
from briefing.ingest.reading import Reading, Sheet, SourceFile
from briefing.model.finding import Finding
from briefing.model.marks import fold_space
from briefing.model.source import BlockKind, Reference, SourceKind
from briefing.model.words import ends_with_mark

if TYPE_CHECKING:
    from lxml.etree import _Element
    from trafilatura.settings import Document

_FEWEST_SIGNS = 60
"""What is shorter and no sentence is a remnant of the page, which trafilatura gives where it finds no article."""

_BLANK_LINE = re.compile(r"\n[ \t]*\n")
# Limits that do not move with the clock, and no search in the prose: a date that may be another's is worse than none.
_DATES = {"original_date": True, "extensive_search": False, "min_date": "1900-01-01", "max_date": "2199-12-31"}
_KINDS: dict[str, SourceKind] = {
    "newsarticle": "news",
    "reportagenewsarticle": "news",
    "backgroundnewsarticle": "news",
    "opinionnewsarticle": "opinion",
    "analysisnewsarticle": "opinion",
    "report": "report",
}
_HEADS = re.compile(r"h([1-6])")
_DECLARED_ENCODING = re.compile(r"^\s*<\?xml[^>]*\?>")
_NO_PERSON = re.compile(r"[@/_:]|https?|\b(?:admin|editor|staff|webmaster|newsroom)\b", re.IGNORECASE)


def read_html(file: SourceFile) -> Reading:
    """Read a web page as it was saved; raises SourceError for one that holds no article."""
    return read_page_text(file.name, decode_page(file))


def read_page_text(name: str, decoded: Decoded) -> Reading:
    """Read the HTML of a page that is decoded already."""
    page = _extract(name, decoded.text)
    sheet = Sheet()
    if page.body is not None:
        _Walk(sheet).read(page.body)
    if len(sheet.text) < _FEWEST_SIGNS and not ends_with_mark(sheet.text):
        raise _refuse(name)
    return Reading(
        text=sheet.text,
        blocks=sheet.blocks,
        properties=_describe(page, decoded.text),
        findings=(*decoded.findings, _report(name, sheet.text, decoded.text)),
    )


def _refuse(name: str) -> SourceError:
    """Make the error for a page in which nothing reads as an article."""
    return SourceError("no article was found in this page", place=name, hint="Save its text as .txt or .md.")


def _extract(name: str, text: str) -> "Document":
    """Let trafilatura find the article; whatever it breaks on becomes a SourceError."""
    import trafilatura

    for library in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(library).addHandler(logging.NullHandler())  # else their talk ends on the terminal
    try:
        page = trafilatura.bare_extraction(
            _DECLARED_ENCODING.sub("", text),
            favor_precision=True,
            include_comments=False,
            include_formatting=False,
            with_metadata=True,
            date_extraction_params=dict(_DATES),
        )
    except Exception as problem:  # a broken page may break any part of a parser
        raise SourceError("this page cannot be read as HTML", place=name, hint="Save its text as .txt.") from problem
    if page is None or isinstance(page, dict):
        raise _refuse(name)
    return page


class _Walk:
    """Walk over the article that trafilatura found, adding its blocks to a sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def read(self, element: "_Element", kind: BlockKind = "paragraph") -> None:
        """Read the children of an element that holds blocks."""
        self._add(element.text or "", kind)
        for child in element:
            self._read_child(child, kind)
            self._add(child.tail or "", kind)

    def _read_child(self, child: "_Element", kind: BlockKind) -> None:
        match child.tag:
            case "head":
                self._sheet.add(_words(child), "heading", level=_level(child))
            case "list" | "row" | "div":
                self.read(child, kind)
            case "table":
                self.read(child, "table")
            case "quote":
                self.read(child, "quote")
            case "item" | "cell":
                self._read_item(child, "list-item" if child.tag == "item" else "table")
            case "graphic" | "lb" | "del":
                pass
            case _:
                self._add(_words(child), kind)

    def _read_item(self, item: "_Element", kind: BlockKind) -> None:
        """Read an item or cell: one block, or several where it holds paragraphs or a list of its own."""
        if any(child.tag in ("p", "list", "quote", "table") for child in item):
            self.read(item, kind)
        else:
            self._add(_words(item), kind)

    def _add(self, words: str, kind: BlockKind) -> None:
        """Add words, parted where line breaks leave a line empty."""
        for part in _BLANK_LINE.split(words):
            self._sheet.add(part, kind)


def _words(element: "_Element") -> str:
    """Return the words of an element, with a line feed for each line break."""
    parts = [element.text or ""]
    for child in element:
        parts += ["\n" if child.tag == "lb" else _words(child), child.tail or ""]
    return "".join(parts)


def _level(head: "_Element") -> int:
    """Return the level of a heading, 2 where none is given."""
    match = _HEADS.fullmatch(head.get("rend") or "")
    return int(match[1]) if match else 2


def _describe(page: "Document", text: str) -> Reference:
    """Return what the page says of itself: only what it states, nothing that was made of its address."""
    sitename = fold_space(page.sitename or "").strip()
    stated = sitename and sitename.casefold() in text.casefold() and sitename.casefold() not in (page.hostname or "")
    return Reference(
        kind=_KINDS.get((page.pagetype or "").lower()),
        title=fold_space(page.title or "").strip() or None,
        authors=_list_authors(page.author, sitename),
        publisher=sitename if stated else None,
        date=parse_date(page.date) if page.date else None,
        url=page.url if (page.url or "").startswith(("http://", "https://")) else None,
        language=_find_language(text),
    )


def _list_authors(names: str | None, sitename: str) -> tuple[str, ...]:
    """Return the names that can be persons' or bodies'; addresses, roles and the site itself are none."""
    parts = (fold_space(name).strip() for name in (names or "").split(";"))
    return tuple(name for name in parts if name and not _NO_PERSON.search(name) and name != sitename)


def _find_language(text: str) -> str | None:
    """Return the language that the page declares."""
    match = re.search(
        r"<html\b[^>]{0,500}?\blang=[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\b", text[:5000], re.IGNORECASE
    )
    return match[1] if match else None


_UNSEEN = re.compile(
    r"<(script|style|noscript|svg|template|head)\b.*?(?:</\1\s*>|\Z)|<!--.*?-->", re.DOTALL | re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]*>")


def _report(name: str, kept: str, text: str) -> Finding:
    """Say how much of the page was left out."""
    whole = len(_TAG.sub(" ", _UNSEEN.sub(" ", text)).split())
    left_out = max(0, whole - len(kept.split()))
    message = f"{left_out} of {whole} words of the page are no part of its article and were left out"
    return Finding(severity="note", code="page-trimmed", message=message, place=name)
