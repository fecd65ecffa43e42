"""What a citation says of a source: its metadata, cleaned, with words for what it lacks."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, assert_never

from briefing.compose.addresses import tidy_address
from briefing.compose.names import known_names
from briefing.compose.titles import tidy_title
from briefing.model.evidence import Register
from briefing.model.marks import fold_space
from briefing.model.source import PartialDate, Reference, SourceDocument, SourceId, SourceKind

LONGEST_BEGINNING = 12
"""Words of the beginning by which untitled texts are told from each other at most."""

UntitledWord = Literal["commentary", "report", "statement", "text", "note"]
_UNTITLED: Mapping[SourceKind, UntitledWord] = MappingProxyType(
    {"opinion": "commentary", "news": "report", "report": "report", "official": "statement", "note": "note"}
)
"""What a text of a kind is called where it has no title; of other kinds just "text"."""
MissingItem = Literal["author", "publisher", "date"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Hold one source as notes speak of it; an empty string or tuple stands for what is not known."""

    id: SourceId
    file: str
    digest: str
    kind: SourceKind | None
    speakers: tuple[str, ...]
    """Its authors, or who signs an official text; the parties of a treaty."""
    title: str
    untitled: UntitledWord
    """What it is called where it has no title."""
    beginning: str
    """The first words of its report."""
    publisher: str
    date: PartialDate | None
    accessed: PartialDate | None
    url: str
    via: str
    unsigned: bool = False
    short_title: str = ""
    container: str = ""
    number: str = ""
    editors: tuple[str, ...] = ()
    handle: str = ""

    @property
    def issuer(self) -> str:
        """The body that speaks in an official text which no person signs."""
        return self.publisher if self.kind in ("official", "un-document") and not self.speakers else ""

    @property
    def missing(self) -> tuple[MissingItem, ...]:
        """What a source of its kind should state and nobody has stated, in the order in which a note says it."""
        stated = {
            "author": bool(self.speakers) or self.unsigned,
            "publisher": bool(self.publisher),
            "date": self.date is not None,
        }
        return tuple(item for item in self._expected if not stated[item])

    @property
    def _expected(self) -> tuple[MissingItem, ...]:
        match self.kind:
            case "news" | "opinion" | "report" | "book" | "chapter" | "interview" | None:
                return ("author", "publisher", "date")
            case "official" | "un-document":
                return ("date",) if self.speakers else ("publisher", "date")
            case "reference":
                return ("publisher", "date")
            case "note" | "post":
                return ("author", "date")
            case "treaty":
                return ("date",)
            case _:
                assert_never(self.kind)


def describe_work(source: SourceDocument, register: Register | None = None) -> Work:
    """Gather what notes say of a source; the register tells what to call it where kind and title are unknown."""
    reference = source.reference
    return Work(
        id=source.id,
        file=source.file,
        digest=source.digest,
        kind=reference.kind,
        speakers=_find_speakers(reference),
        title=tidy_title(_fold(reference.title)),
        untitled=_name_untitled(reference.kind, register),
        beginning=_find_beginning(source),
        publisher=_fold(reference.publisher).rstrip(",;"),
        date=reference.date,
        accessed=_as_partial(reference.accessed),
        url=tidy_address(reference.url),
        via=_fold(reference.via),
        unsigned=reference.unsigned,
        short_title=tidy_title(_fold(reference.short_title)),
        container=tidy_title(_fold(reference.container)),
        number=_fold(reference.number),
        editors=known_names([_fold(name) for name in reference.editors]),
        handle=_fold(reference.handle),
    )


def _fold(text: str | None) -> str:
    """Fold the white space of metadata, none at the ends; nothing for None and for what holds no letter or digit."""
    folded = fold_space(text or "").strip()
    return folded if any(character.isalnum() for character in folded) else ""


def _find_speakers(reference: Reference) -> tuple[str, ...]:
    """Return who signs an official text, else the authors."""
    signed = _fold(reference.speaker) if reference.kind == "official" else ""
    return known_names([signed] if signed else [_fold(author) for author in reference.authors])


def _name_untitled(kind: SourceKind | None, register: Register | None) -> UntitledWord:
    """Say what a text without a title is: by its kind, else by its register, else just "text"."""
    return _name_register(register) if kind is None else _UNTITLED.get(kind, "text")


def _name_register(register: Register | None) -> UntitledWord:
    """Say what a text of unknown kind is by how it reads."""
    match register:
        case "commentary":
            return "commentary"
        case "news":
            return "report"
        case "official":
            return "statement"
        case "reference" | None:
            return "text"
        case _:
            assert_never(register)


def _find_beginning(source: SourceDocument) -> str:
    """Return the first words of the first paragraph that is part of the report; nothing if there is none."""
    for block in source.blocks:
        if block.set_aside is None and block.kind in {"paragraph", "quote", "list-item"}:
            return " ".join(_fold(source.text[block.start : block.end]).split()[:LONGEST_BEGINNING])
    return ""


def _as_partial(day: dt.date | None) -> PartialDate | None:
    """Turn a day into a date as notes write it."""
    return None if day is None else PartialDate(day.year, day.month, day.day)
