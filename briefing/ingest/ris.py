"""Read RIS, which most libraries and databases write, as the CSL variables of its entries."""

import re
from collections.abc import Iterator

from briefing.errors import SourceError
from briefing.ingest.csl import Entry, make_entry
from briefing.ingest.decoding import decode
from briefing.ingest.reading import SourceFile

_LINE = re.compile(r"(?P<tag>[A-Z][A-Z0-9])\s{0,2}-\s?(?P<value>.*)")
_TYPES = {
    "NEWS": "article-newspaper", "MGZN": "article-magazine", "JOUR": "article-journal", "ELEC": "webpage",
    "BLOG": "post-weblog", "WEB": "webpage", "RPRT": "report", "GOVDOC": "report", "BOOK": "book", "EBOOK": "book",
    "CHAP": "chapter", "ECHAP": "chapter", "EDBOOK": "book", "BILL": "bill", "STAT": "legislation",
    "LEGAL": "legislation",
    "HEAR": "hearing", "PCOMM": "personal_communication", "ENCYC": "entry-encyclopedia", "VIDEO": "broadcast",
    "SOUND": "broadcast", "DATA": "dataset", "UNPB": "manuscript", "TREATY": "treaty",
}  # fmt: skip
_TEXTS = {
    "TI": "title", "T1": "title", "ST": "title-short", "T2": "container-title", "JO": "container-title",
    "JF": "container-title", "BT": "container-title", "T3": "collection-title", "PB": "publisher", "UR":
    "URL", "DO": "DOI", "LA": "language",
    "M1": "number", "SN": "ISSN", "M3": "genre", "ID": "id",
}  # fmt: skip
_NAMES = {"AU": "author", "A1": "author", "ED": "editor", "A2": "editor"}
_DATES = {"DA": "issued", "PY": "issued", "Y1": "issued", "Y2": "accessed"}
_SPOKEN = frozenset({"Jr", "Sr", "II", "III", "IV"})


def read_ris(file: SourceFile) -> tuple[Entry, ...]:
    """Read a list in RIS; raises SourceError for a file without an entry."""
    entries = tuple(_read_entries(decode(file).text))
    if not entries:
        raise SourceError("there is no entry in this RIS file", place=file.name, hint="Export the list again.")
    return entries


def _read_entries(text: str) -> Iterator[Entry]:
    """Yield the entries: each begins with its type and ends with ER or the next one."""
    item: dict[str, object] = {}
    for line in text.split("\n"):
        match = _LINE.fullmatch(line.strip())
        if match is None:
            continue
        tag, value = match["tag"], match["value"].strip()
        if tag == "TY":
            if item:
                yield make_entry(item)
            item = {"type": _TYPES.get(value, "document")}
        elif tag == "ER" and item:
            yield make_entry(item)
            item = {}
        elif item and value:
            _put(item, tag, value)
    if item:
        yield make_entry(item)


def _put(item: dict[str, object], tag: str, value: str) -> None:
    """Put one line of an entry where CSL has it; the first of several counts, but for names and files."""
    if tag in _TEXTS:
        item.setdefault(_TEXTS[tag], value)
    elif tag in _DATES:
        parts = [part for part in value.split("/")[:3] if part.strip().isdecimal()]
        if tag == "DA" or _DATES[tag] not in item:  # DA has the day, where PY has but the year
            item[_DATES[tag]] = {"date-parts": [parts]} if parts else {"raw": value}
    elif tag in _NAMES or tag in ("L1", "L2", "L4"):
        key = _NAMES.get(tag, "files")
        before = item.setdefault(key, [])
        if isinstance(before, list):
            before.append(value if key == "files" else _part_name(value))


def _part_name(name: str) -> dict[str, str]:
    """Part "Family, Given, Suffix"; a name without a comma is a body's, or as it stands."""
    family, *rest = [part.strip() for part in name.split(",")]
    if not rest:
        return {"literal": family}
    return {
        "family": family,
        "given": rest[0],
        "suffix": " ".join(part for part in rest[1:] if part.strip(".") in _SPOKEN),
    }
