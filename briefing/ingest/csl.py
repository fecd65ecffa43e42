"""Read CSL-JSON, which Zotero and pandoc write: the entries of a reference list, and what each says of its work."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefing.errors import SourceError
from briefing.ingest.metadata import parse_date
from briefing.ingest.reading import SourceFile
from briefing.model.marks import fold_space
from briefing.model.source import PartialDate, Reference, SourceKind

_KINDS: Mapping[str, SourceKind] = {
    "article-newspaper": "news", "article-magazine": "news", "broadcast": "news", "webpage": "reference",
    "post-weblog": "reference", "entry-encyclopedia": "reference", "entry-dictionary": "reference",
    "entry": "reference",
    "dataset": "reference", "report": "report", "book": "book", "chapter": "chapter", "interview": "interview",
    "post": "post", "treaty": "treaty", "legislation": "official", "bill": "official", "regulation": "official",
    "hearing": "official", "speech": "official", "manuscript": "note", "personal_communication": "note",
}  # fmt: skip
_PERIODICAL = frozenset({"news", "opinion", "reference", "interview", "post"})
"""Kinds whose container is their publisher: the paper, the site, the platform."""
_OPINION = re.compile(r"\b(?:opinion|op-?ed|editorial|commentary|column|comment)\b", re.IGNORECASE)
_PRESS = re.compile(r"\b(?:press release|statement|communiqu[eé]|remarks|speech|declaration)\b", re.IGNORECASE)
UN_SYMBOL = re.compile(r"(?:[AES]|ST|CCPR|CEDAW|HRI|DP|TD)/(?:[A-Z0-9][\w.()-]*/)*[\w.()-]+")
_MARKUP = re.compile(r"</?(?:i|b|sup|sub|span)\b[^>]*>")
_MOST_ENTRIES = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a reference list: what it says of a work, and the files and key that it knows the work by."""

    reference: Reference
    key: str = ""
    files: tuple[str, ...] = ()


def read_csl(file: SourceFile) -> tuple[Entry, ...]:
    """Read a list in CSL-JSON; raises SourceError for what is none."""
    try:
        content = json.loads(file.data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        raise SourceError("this is no valid JSON", place=file.name, hint="Export the list again.") from problem
    items = content.get("items") if isinstance(content, dict) else content
    if not isinstance(items, list) or not all(isinstance(item, dict) and "type" in item for item in items):
        message = "this JSON is no list of references (CSL-JSON)"
        raise SourceError(message, place=file.name, hint="Export it from Zotero as CSL JSON, or remove it.")
    return tuple(make_entry(item) for item in items[:_MOST_ENTRIES])


def make_entry(item: Mapping[str, object]) -> Entry:
    """Make an entry of CSL variables; what has another form than CSL gives it is passed over."""
    key = _text(item, "citation-key") or _text(item, "id")
    files = item.get("files")
    return Entry(
        reference=_refer(item, _name_kind(item)), key=key, files=tuple(files) if isinstance(files, list | tuple) else ()
    )


def _refer(item: Mapping[str, object], kind: SourceKind | None) -> Reference:
    """Turn the variables of an entry into a reference."""
    container = _text(item, "container-title")
    publisher = _text(item, "publisher") or _text(item, "authority") or _text(item, "event-title")
    if kind in _PERIODICAL or kind is None:
        publisher, container = container or publisher, ""
    accessed = _date(item, "accessed")
    return Reference(
        kind=kind,
        title=_text(item, "title") or None,
        short_title=_text(item, "title-short") or _text(item, "shortTitle") or None,
        authors=_names(item, "author"),
        publisher=publisher or None,
        date=_date(item, "issued"),
        url=_text(item, "URL") or _doi(item) or None,
        accessed=accessed.first if accessed and accessed.day else None,
        language=_text(item, "language") or None,
        container=container or _text(item, "collection-title") or None,
        number=_text(item, "number") or _text(item, "collection-number") or _text(item, "volume") or None,
        editors=_names(item, "interviewer" if kind == "interview" else "editor"),
        handle=next(iter(re.findall(r"@\w+", _text(item, "note"))), None) if kind == "post" else None,
    )


def _name_kind(item: Mapping[str, object]) -> SourceKind | None:
    """Tell the kind of a work by the type of its entry, its genre and its symbol."""
    kind = _KINDS.get(_text(item, "type"))
    genre = _text(item, "genre")
    if UN_SYMBOL.fullmatch(_text(item, "number")):
        return "un-document"
    if kind == "news" and _OPINION.search(genre):
        return "opinion"
    if kind in ("reference", "report", "news") and _PRESS.search(genre):
        return "official"
    return kind


def _text(item: Mapping[str, object], key: str) -> str:
    """Return a variable as text on one line, without the markup that CSL allows."""
    value = item.get(key)
    return fold_space(_MARKUP.sub("", str(value))).strip() if isinstance(value, str | int) else ""


def _doi(item: Mapping[str, object]) -> str:
    doi = _text(item, "DOI").removeprefix("https://doi.org/")
    return f"https://doi.org/{doi}" if doi else ""


def _names(item: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = item.get(key)
    people = value if isinstance(value, list) else []
    return tuple(name for person in people if isinstance(person, dict) and (name := _write_name(person)))


def _write_name(person: Mapping[str, object]) -> str:
    """Write a name given name first; the name of a body stands as it is."""
    if _text(person, "literal"):
        return _text(person, "literal")
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return " ".join(filter(None, (_text(person, part) for part in parts)))


def _date(item: Mapping[str, object], key: str) -> PartialDate | None:
    """Read a date in parts, as text or raw; of a range the first."""
    value = item.get(key)
    if not isinstance(value, dict):
        return parse_date(value) if isinstance(value, str) else None
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        return _read_parts(list(_whole_numbers(parts[0])))
    return parse_date(_text(value, "raw") or _text(value, "literal"))


def _whole_numbers(parts: list[object]) -> Iterator[int]:
    """Yield the parts of a date up to the first that is no number."""
    for part in parts[:3]:
        if not isinstance(part, int | str) or not str(part).strip().isdecimal():
            return
        yield int(part)


def _read_parts(parts: list[int]) -> PartialDate | None:
    try:
        return PartialDate(*parts) if parts else None
    except ValueError:
        return None
