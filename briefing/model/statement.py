"""Value types of what is printed of the sources: statements made of pieces, each of them accounted for."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from briefing.model.evidence import Address, Status
from briefing.model.source import Span

InsertionKind = Literal["date", "undated", "case", "gloss", "stop"]
"""The closed list: anything else between brackets is refused."""


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Print the source's words at a span; only white space is folded."""

    span: Span


@dataclass(frozen=True, slots=True)
class Omission:
    """Print "…" for words of the source that are left out."""

    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Insertion:
    """Print words in brackets that the source does not have at this place."""

    text: str
    kind: InsertionKind
    at: Span
    """Where it goes: the words it replaces, or an empty span where it replaces none."""
    basis: tuple[Span, ...] = ()
    """The words of the sources it was worked out from."""


@dataclass(frozen=True, slots=True)
class Authored:
    """Print an editor's own words under the editor's name."""

    text: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """Print what a named rule works out from the sources: a role as it stands, a label, a count, a date."""

    text: str
    rule: str
    basis: tuple[Span, ...] = ()


Piece: TypeAlias = Verbatim | Omission | Insertion | Authored
StatementType = Literal["verbatim", "edited", "authored"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One passage as it is printed: its pieces in order, where it belongs, and what it rests on."""

    id: str
    """Its addresses joined by "+": "002:7.2+7.3"; an authored one counts from "authored:1"."""
    pieces: tuple[Piece, ...]
    type: StatementType
    section: str
    status: Status = "reported"
    speaker: str | None = None
    claims: tuple[Address, ...] = ()
