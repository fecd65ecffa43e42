"""Read BibTeX and BibLaTeX as the CSL variables of their entries, accents of LaTeX turned into letters."""

import re
import unicodedata
from collections.abc import Iterator

from briefing.errors import SourceError
from briefing.ingest.csl import Entry, make_entry
from briefing.ingest.decoding import decode
from briefing.ingest.reading import SourceFile

_TYPES = {
    "book": "book", "mvbook": "book", "collection": "book", "inbook": "chapter", "incollection": "chapter",
    "report": "report", "techreport": "report", "online": "webpage", "electronic": "webpage", "www": "webpage",
    "dataset": "dataset", "legislation": "legislation", "legal": "treaty", "treaty": "treaty",
    "unpublished": "manuscript",
    "letter": "personal_communication", "inreference": "entry", "video": "broadcast", "audio": "broadcast",
    "interview": "interview", "speech": "speech",
}  # fmt: skip
_SUBTYPES = {"newspaper": "article-newspaper", "magazine": "article-magazine"}
_TEXTS = {
    "title": "title", "shorttitle": "title-short", "journaltitle": "container-title", "journal": "container-title",
    "booktitle": "container-title", "maintitle": "container-title", "series": "collection-title", "publisher":
    "publisher", "institution": "publisher",
    "organization": "publisher", "school": "publisher", "url": "URL", "doi": "DOI", "langid": "language",
    "language": "language", "number": "number", "type": "genre", "howpublished": "container-title", "volume": "volume",
}  # fmt: skip
_ENTRY = re.compile(r"@\s*(?P<type>\w+)\s*[{(]")
_FIELD = re.compile(r"\s*(?P<name>[\w.:+/-]+)\s*=\s*", re.ASCII)
_KEY = re.compile(r"\s*(?P<key>[^\s,{}()=]+)\s*,")
_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
}  # fmt: skip
_ACCENT = re.compile(
    r"""\\(?:([`'^~=."])\s*\{?\s*(\\?[A-Za-z])\s*\}?|([uvHcdkr])(?:\s+|\s*\{\s*)(\\?[A-Za-z])\s*\}?)"""
)
_LETTERS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å",
    "i": "i", "j": "j", "dh": "ð", "th": "þ", "textendash": "–", "textemdash": "—", "textquoteright": "’", "S": "§",
}  # fmt: skip
_LETTER = re.compile(r"\\(" + "|".join(sorted(_LETTERS, key=len, reverse=True)) + r")(?![A-Za-z])\s*(?:\{\})?")
_COMMAND = re.compile(r"\\[A-Za-z]+\*?\s*")
_SIGN = re.compile(r"\\([&%$#_{}])")
_JOINED = re.compile(r"\s+and\s+(?![^{]*\})", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MOST_DEPTH = 100


def read_bibtex(file: SourceFile) -> tuple[Entry, ...]:
    """Read a list in BibTeX; raises SourceError for a file without an entry."""
    entries = tuple(_read_entries(decode(file).text))
    if not entries:
        raise SourceError("there is no entry in this BibTeX file", place=file.name, hint="Export the list again.")
    return entries


def _read_entries(text: str) -> Iterator[Entry]:
    """Yield the entries; what stands between them is a comment, and one that never ends is passed over."""
    strings: dict[str, str] = {}
    at = 0
    while match := _ENTRY.search(text, at):
        kind = match["type"].lower()
        body, at = _cut_group(text, match.end() - 1)
        if body is None or kind in ("comment", "preamble"):
            continue
        key = _KEY.match(body)
        if kind == "string":
            strings |= _read_fields(body, strings)
        elif key:
            fields = _read_fields(body[key.end() :], strings)
            yield make_entry({"citation-key": key["key"], **_as_csl(kind, fields)})


def _cut_group(text: str, start: int) -> tuple[str | None, int]:
    """Return what stands in the brackets that open at a place, and the place behind them; None if they never close."""
    opening = text[start]
    closing = {"{": "}", "(": ")", '"': '"'}[opening]
    depth = 0
    at = start + 1
    while at < len(text):
        sign = text[at]
        if sign == "\\":
            at += 1
        elif sign == closing and depth == 0:
            return text[start + 1 : at], at + 1
        elif sign in "{}":
            depth += 1 if sign == "{" else -1
            if not 0 <= depth <= _MOST_DEPTH:
                break
        at += 1
    return None, start + 1


def _read_fields(body: str, strings: dict[str, str]) -> dict[str, str]:
    """Read `name = value` pairs; values are joined by #, and a bare word stands for a string defined before."""
    fields: dict[str, str] = {}
    at = 0
    while match := _FIELD.search(body, at):
        value, at = _read_value(body, match.end(), strings)
        fields.setdefault(match["name"].lower(), value)
    return fields


def _read_value(body: str, at: int, strings: dict[str, str]) -> tuple[str, int]:
    """Read one value up to its comma, and return the place behind it."""
    parts = []
    while at < len(body) and body[at] != ",":
        if body[at] in '{"':
            group, at = _cut_group(body, at)
            parts.append(group or "")
        elif body[at] in "# \t\n":
            at += 1
        else:
            word = re.compile(r"[^,#\s{}\"]+|.").match(body, at)
            if word is None:
                break
            parts.append(strings.get(word[0].lower(), word[0]))
            at = word.end()
    return "".join(parts), at + 1


def _as_csl(kind: str, fields: dict[str, str]) -> dict[str, object]:
    """Turn the fields of an entry into CSL variables."""
    item: dict[str, object] = {
        "type": _SUBTYPES.get(fields.get("entrysubtype", "").lower(), _TYPES.get(kind, "document"))
    }
    for name, variable in _TEXTS.items():
        if fields.get(name):
            item.setdefault(variable, decode_latex(fields[name]))
    if fields.get("subtitle"):
        item["title"] = f"{item.get('title', '')}: {decode_latex(fields['subtitle'])}"
    for name in ("author", "editor"):
        people = [_part_name(each) for each in _JOINED.split(fields.get(name, "").strip()) if each.strip()]
        item |= {name: people} if people else {}
    item |= {"issued": _read_date(fields), "accessed": {"raw": fields.get("urldate", "")}}
    item["files"] = [path for each in fields.get("file", "").split(";") for path in _paths(each)]
    return item


def _read_date(fields: dict[str, str]) -> dict[str, object]:
    """Read a date: in one field, or as year and month; of a range the first."""
    if fields.get("date"):
        return {"raw": fields["date"].partition("/")[0]}
    month = fields.get("month", "").strip().lower()
    number = _MONTHS.index(month[:3]) + 1 if month[:3] in _MONTHS else month
    parts = [fields.get("year", "").strip(), str(number), fields.get("day", "").strip()]
    return {"date-parts": [[part for part in parts if part]]}


def _paths(value: str) -> list[str]:
    """Return the names of files in the forms that Zotero and JabRef write: "desc:path:type", or a path alone."""
    parts = value.replace("\\:", "\0").split(":")
    known = [part.replace("\0", ":").strip() for part in parts]
    return [part for part in known if "." in part]


def _part_name(name: str) -> dict[str, str]:
    """Part "Family, Given", "Family, Jr, Given" and "Given Family"; a name in braces is a body's."""
    bare = name.strip()
    if bare.startswith("{") and bare.endswith("}"):
        return {"literal": decode_latex(bare)}
    parts = [decode_latex(part).strip() for part in bare.split(",")]
    if len(parts) == 1:
        return {"literal": parts[0]}
    return {"family": parts[0], "given": parts[-1], "suffix": parts[1] if len(parts) > 2 else ""}  # noqa: PLR2004


def decode_latex(text: str) -> str:
    """Return text without the commands of LaTeX: accents become letters, braces and unknown commands vanish."""
    text = _ACCENT.sub(_compose, text)
    text = _LETTER.sub(lambda match: _LETTERS[match[1]], text)
    text = _COMMAND.sub("", _SIGN.sub(r"\1", text.replace("\\ ", " ")))
    for command, sign in (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("~", "\u00a0")):
        text = text.replace(command, sign)
    return re.sub(r"[{}\\]", "", text)


def _compose(match: re.Match[str]) -> str:
    """Put an accent onto its letter."""
    accent, letter = match[1] or match[3], (match[2] or match[4]).lstrip("\\")
    return unicodedata.normalize("NFC", letter + _ACCENTS[accent])
