"""The sources as reference lists that other programs read: CSL-JSON for pandoc and Zotero, BibLaTeX for the rest."""

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from briefing.compose.addresses import tidy_address
from briefing.model.marks import fold_space
from briefing.model.source import PartialDate, Reference, SourceDocument, SourceKind

_TYPES: Mapping[SourceKind | None, tuple[str, str]] = MappingProxyType(
    {
        "news": ("article-newspaper", "article"), "opinion": ("article-newspaper", "article"),
        "official": ("report", "report"), "treaty": ("treaty", "legal"), "report": ("report", "report"),
        "reference": ("webpage", "online"), "note": ("manuscript", "unpublished"), "book": ("book", "book"),
        "chapter": ("chapter", "incollection"), "interview": ("interview", "misc"), "post": ("post", "online"),
        "un-document": ("report", "report"), None: ("document", "misc"),
    }
)  # fmt: skip
"""For each kind its type in CSL and in BibLaTeX."""
_GENRES: Mapping[SourceKind | None, str] = MappingProxyType({"opinion": "opinion", "official": "statement"})
_PERIODICAL = frozenset({"news", "opinion", "reference", "interview", "post", None})
_SPECIAL = re.compile(r"[\\{}%$#&_~^]")
_ESCAPES = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_FIELDS = {
    "title": "title", "title-short": "shorttitle", "publisher": "publisher", "URL": "url", "language": "langid",
    "number": "number", "genre": "type",
}  # fmt: skip


def export_csl(documents: Iterable[SourceDocument]) -> str:
    """Write the sources as CSL-JSON, in their order; what is not known is left out."""
    return json.dumps([_as_csl(document) for document in documents], ensure_ascii=False, indent=2) + "\n"


def export_bibtex(documents: Iterable[SourceDocument]) -> str:
    """Write the sources as BibLaTeX, in their order."""
    return "\n".join(_as_bibtex(document) for document in documents)


def _as_csl(document: SourceDocument) -> dict[str, object]:
    reference = document.reference
    publisher = "container-title" if reference.kind in _PERIODICAL else "publisher"
    container = "container-title" if reference.kind == "chapter" else "collection-title"
    item: dict[str, object] = {
        "id": document.id,
        "type": _TYPES[reference.kind][0],
        "genre": _GENRES.get(reference.kind),
        "title": _fold(reference.title),
        "title-short": _fold(reference.short_title),
        "author": [{"literal": _fold(name)} for name in _speakers(reference)],
        "interviewer" if reference.kind == "interview" else "editor": [
            {"literal": _fold(n)} for n in reference.editors
        ],
        publisher: _fold(reference.publisher),
        container: _fold(reference.container),
        "number": _fold(reference.number),
        "issued": _write_date(reference.date),
        "accessed": _write_date(reference.accessed),
        "URL": tidy_address(reference.url),
        "language": reference.language,
        "note": reference.handle,
    }
    return {key: value for key, value in item.items() if value}


def _speakers(reference: Reference) -> tuple[str, ...]:
    signed = reference.speaker if reference.kind == "official" else None
    return (signed,) if signed else reference.authors


def _write_date(date: PartialDate | dt.date | None) -> dict[str, object] | None:
    if date is None:
        return None
    return {"date-parts": [[part for part in (date.year, date.month, date.day) if part is not None]]}


def _fold(text: str | None) -> str:
    return fold_space(text or "").strip()


def _as_bibtex(document: SourceDocument) -> str:
    """Write one entry; names stand in braces, since nothing tells which of their parts is the family's."""
    reference, item = document.reference, _as_csl(document)
    fields = {name: _escape(str(item[key])) for key, name in _FIELDS.items() if key in item}
    for key, people in (("author", _speakers(reference)), ("editor", reference.editors)):
        fields |= {key: " and ".join(f"{{{_escape(_fold(name))}}}" for name in people)} if people else {}
    journal = "booktitle" if reference.kind == "chapter" else "journaltitle"
    fields |= {journal: _escape(str(item["container-title"]))} if "container-title" in item else {}
    fields |= {"series": _escape(str(item["collection-title"]))} if "collection-title" in item else {}
    fields |= {"entrysubtype": "newspaper"} if reference.kind in ("news", "opinion") else {}
    fields |= {"date": str(reference.date)} if reference.date else {}
    fields |= {"urldate": reference.accessed.isoformat()} if reference.accessed else {}
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@{_TYPES[reference.kind][1]}{{{document.id},\n{lines}}}\n"


def _escape(text: str) -> str:
    """Escape what LaTeX reads as commands."""
    return _SPECIAL.sub(lambda match: _ESCAPES.get(match[0], f"\\{match[0]}"), text)
