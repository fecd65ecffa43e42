"""What is known about a source: declared in the dossier, said in its front matter, or read from its page."""

import dataclasses
import difflib
import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from briefing.ingest.frontmatter import Field, Value
from briefing.model.finding import Finding
from briefing.model.marks import fold_space
from briefing.model.page import find_date, find_via
from briefing.model.source import SOURCE_KINDS, Block, PartialDate, Reference, SourceId, Span

_TEXT_KEYS = ("title", "publisher", "url", "language", "speaker", "via", "container", "number", "handle", "short_title")
_KNOWN_KEYS = (*_TEXT_KEYS, "author", "authors", "editor", "editors", "date", "accessed", "kind", "id")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ].*)?)?)?")
_DAY_FIRST = re.compile(r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+)?(?P<month>[A-Za-z]{3,9})\.?,?\s+(?P<year>\d{4})")
_MONTH_FIRST = re.compile(r"(?P<month>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})")
_BYLINE = re.compile(
    r"(?i:written\s+|story\s+|words\s+)?(?i:by):?\s+(?P<names>[^\d|/,–—]+?)\.?(?:\s*[,|/–—](?!.*\band\b).*)?"
)
_JOINED_NAMES = re.compile(r"\s+(?:and|&)\s+")


def parse_date(text: str) -> PartialDate | None:
    """Read a date as precisely as it is written: 2024, 2024-06, 2024-06-19, June 2024, 19 June 2024, June 19, 2024.

    Anything else gives None.
    """
    text = text.strip()
    iso = _ISO_DATE.fullmatch(text)
    try:
        if iso:
            return PartialDate(int(iso[1]), int(iso[2]) if iso[2] else None, int(iso[3]) if iso[3] else None)
        named = _DAY_FIRST.fullmatch(text) or _MONTH_FIRST.fullmatch(text)
        if named:
            month = _MONTHS.index(named["month"][:3].lower()) + 1
            return PartialDate(int(named["year"]), month, int(named["day"]) if named["day"] else None)
    except ValueError:
        return None
    return None


class FieldReader:
    """Turn the fields of a metadata block into a Reference, with a finding for each that cannot be used."""

    def __init__(self, name: str) -> None:
        """Begin for the file of this name."""
        self._name = name
        self._known: dict[str, object] = {}
        self.id: str | None = None
        self.findings: list[Finding] = []

    def read(self, fields: Mapping[str, Field]) -> Reference:
        """Read every field; unknown keys are noted, unusable values warned of."""
        for key, entry in fields.items():
            if entry.value:
                self._read_field(key, entry)
        return replace(Reference(), **self._known)  # type: ignore[arg-type]

    def _read_field(self, key: str, entry: Field) -> None:
        """Read one field that has a value."""
        text = entry.value if isinstance(entry.value, str) else ", ".join(entry.value)
        match key:
            case "author" | "authors":
                self._known["authors"] = _read_authors(entry.value)
            case "editor" | "editors":
                self._known["editors"] = _read_authors(entry.value)
            case "date" | "accessed":
                self._read_date(key, text, entry.line)
            case "kind":
                self._read_kind(text, entry.line)
            case "id":
                self.id = text
            case _ if key in _TEXT_KEYS:
                self._known[key] = text
            case _:
                self._note_unknown(key, entry.line)

    def _read_date(self, key: str, text: str, line: int) -> None:
        """Read a date; the day of access needs a day."""
        date = parse_date(text)
        if date is None or (key == "accessed" and date.day is None):
            self._warn("date-unreadable", f'"{text}" is no date', line, "Write it as 2024-06-19, 2024-06 or 2024.")
        else:
            self._known[key] = date if key == "date" else date.first

    def _read_kind(self, text: str, line: int) -> None:
        """Read the kind of source, one of a closed list."""
        if text.lower() in SOURCE_KINDS:
            self._known["kind"] = text.lower()
        else:
            self._warn("kind-unknown", f'"{text}" is no kind of source', line, f"Use one of {', '.join(SOURCE_KINDS)}.")

    def _note_unknown(self, key: str, line: int) -> None:
        """Note a key that is not used, with the nearest one that is."""
        near = difflib.get_close_matches(key, _KNOWN_KEYS, n=1)
        self.findings.append(
            Finding(
                severity="note",
                code="front-matter-key",
                message=f'the key "{key}" is not used',
                place=f"{self._name}, line {line}",
                hint=f'Did you mean "{near[0]}"?' if near else "",
            )
        )

    def _warn(self, code: str, message: str, line: int, hint: str) -> None:
        """Warn of a value that cannot be used."""
        place = f"{self._name}, line {line}"
        self.findings.append(Finding(severity="warning", code=code, message=message, place=place, hint=hint))


def _read_authors(value: Value) -> tuple[str, ...]:
    """Read one author or several; in one text they are parted by "and", "&" or ";", never by a comma."""
    if isinstance(value, tuple):
        return value
    return tuple(name.strip() for name in re.split(r"\s*;\s*|\s+(?:and|&)\s+", value) if name.strip())


def merge(first: Reference, second: Reference) -> Reference:
    """Complete a reference from another: each field of the first wins where it is known."""
    missing = {
        entry.name: getattr(second, entry.name)
        for entry in dataclasses.fields(Reference)
        if not getattr(first, entry.name) and entry.name != "headline"
    }
    headline = first.headline if first.title else second.headline
    return replace(first, **missing, headline=headline)


def read_page(source: SourceId, text: str, blocks: tuple[Block, ...]) -> Reference:
    """Read from the page itself: headline, names and date above the body, and whose reporting it says it carries."""
    head = next((block.number for block in blocks if block.set_aside is None), 0)
    top = [block for block in blocks if not head or block.number < head]
    headline = next((block for block in top if block.set_aside == "headline"), None)
    bylines = [fold_space(text[block.start : block.end]) for block in top if block.set_aside == "byline"]
    dates = [parse_date(date) for date in map(find_date, bylines) if date]
    return Reference(
        title=fold_space(text[headline.start : headline.end]) if headline else None,
        headline=Span(source, headline.start, headline.end) if headline else None,
        authors=_find_authors(bylines),
        date=next(iter(dates), None),
        via=_find_via(text, blocks),
    )


def _find_authors(bylines: list[str]) -> tuple[str, ...]:
    """Return the names of the first "By NAME" line."""
    matches = [match for match in map(_BYLINE.fullmatch, bylines) if match]
    return tuple(_JOINED_NAMES.split(matches[0]["names"])) if matches else ()


def _find_via(text: str, blocks: tuple[Block, ...]) -> str | None:
    """Return whose reporting the text says it carries."""
    lines = (text[block.start : block.end] for block in blocks if block.set_aside == "provenance")
    return next((via for via in map(find_via, lines) if via), None)


_NEEDLESS: Mapping[str | None, tuple[str, ...]] = MappingProxyType(
    {
        "treaty": ("publisher",), "post": ("publisher",), "reference": ("author",), "un-document": ("author",),
    }
)  # fmt: skip
"""What a note on a source of a kind does well without."""


def report_missing(name: str, reference: Reference) -> tuple[Finding, ...]:
    """Say in one finding what a note on this source will lack."""
    wanted = {
        "kind": reference.kind,
        "title": reference.title,
        "author": reference.authors or reference.speaker or reference.unsigned,
        # A note of one's own has no publisher; whose reporting it rests on is its origin.
        "publisher": reference.publisher or (reference.via if reference.kind == "note" else None),
        "date": reference.date,
    }
    needless = _NEEDLESS.get(reference.kind, ())
    missing = [key for key, value in wanted.items() if not value and key not in needless]
    if not missing:
        return ()
    listed = missing[0] if len(missing) == 1 else f"{', '.join(missing[:-1])} and {missing[-1]}"
    return (
        Finding(
            severity="note",
            code="metadata-missing",
            message=f"{listed} not stated",
            place=name,
            hint=f'Add what is known to brief.toml: [[source]] with file = "{name}".',
        ),
    )
