"""The evidence record of a delivered file: JSON text -> values. It is a claim to be held against the sources."""

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal, TypeVar, cast, get_args

from briefing.errors import CheckError
from briefing.model.brief import Citation, Locator, News, NoteRemark, Since
from briefing.model.edition import Copy
from briefing.model.evidence import Address, Status
from briefing.model.source import SOURCE_KINDS, PartialDate, Reference, SourceId, Span
from briefing.model.statement import Authored, Derived, Insertion, Omission, Piece, Verbatim

T = TypeVar("T")

FORMAT = 1

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
TAGS = ("tag-alleged", "tag-denied", "tag-authored")
"""What may stand before a statement."""
_ADDRESS = re.compile(r"[^:\s]+:\d{1,9}\.\d{1,9}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceClaim:
    """What the record says of one source."""

    id: SourceId
    file: str
    digest: str
    reference: Reference
    headline: Span | None = None
    """Where its title stands in its text, if it was read from there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementClaim:
    """What the record says of one statement: how it is made of pieces."""

    type: str
    status: str
    claims: tuple[Address, ...]
    pieces: tuple[Piece, ...]
    speaker: str = ""

    @property
    def kind(self) -> Literal["verbatim", "edited", "authored"]:
        """What its pieces make it, whatever it calls itself."""
        if self.author:
            return "authored"
        return "verbatim" if all(isinstance(piece, Verbatim) for piece in self.pieces) else "edited"

    @property
    def author(self) -> str:
        """The editor who wrote it; empty for a statement of the sources'."""
        return next((piece.by for piece in self.pieces if isinstance(piece, Authored)), "")

    @property
    def words(self) -> str:
        """The words of an editor."""
        return "".join(piece.text for piece in self.pieces if isinstance(piece, Authored))


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One statement in its place: its note, and what stands beside it."""

    statement: str
    note: int
    section: str
    tag: str
    citations: tuple[Citation, ...]
    remarks: tuple[NoteRemark, ...]
    label: Derived | None
    qualifier: Derived | None
    date: Derived | None
    news: News | None = None

    @property
    def tags(self) -> tuple[str, ...]:
        """The phrase keys of the boxed words before it."""
        return tuple(filter(None, (f"tag-{self.news}" if self.news else "", self.tag)))


@dataclass(frozen=True, slots=True)
class Handling:
    """What the record says of how the brief may be handled, and whose copy of it this is."""

    status: str = ""
    embargo: dt.datetime | None = None
    copy: Copy | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelClaim:
    """What the record says of a language model that was heard on where sentences belong."""

    model: str
    versions: tuple[str, ...]
    credit: float
    heard: int
    pairs: int
    moved: tuple[Address, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The whole record."""

    program: str
    language: str
    pack: str
    pack_version: str
    masthead: Mapping[str, str]
    given: Mapping[str, object]
    sources: tuple[SourceClaim, ...]
    statements: Mapping[str, StatementClaim]
    printed: tuple[Printed, ...]
    refers: tuple[Derived, ...]
    notes: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    page: tuple[str, ...]
    withheld: Mapping[str, tuple[Address, ...]]
    aside: Mapping[str, tuple[Address, ...]]
    belongs: Mapping[str, tuple[Address, ...]]
    handling: Handling
    since: Since | None
    assist: ModelClaim | None = None

    addresses: frozenset[Address] = field(init=False, repr=False)
    """The addresses of every sentence that is printed."""
    authored: Mapping[str, StatementClaim] = field(init=False, repr=False)
    """What editors have written, by id."""

    def __post_init__(self) -> None:
        """Work out once what each line asks for."""
        authored = {identity: claim for identity, claim in self.statements.items() if claim.author}
        made = (claim for identity, claim in self.statements.items() if identity not in authored)
        object.__setattr__(self, "authored", authored)
        object.__setattr__(self, "addresses", frozenset(a for claim in made for a in claim.claims))


def read_record(text: str) -> Record:
    """Read a record. Raises CheckError for a file without one, or with one that is none."""
    if not text:
        message = "this file carries no evidence record"
        raise CheckError(message, hint="it is no brief, or somebody has taken the record out; build the brief again")
    try:
        found = json.loads(text)
        if found["format"] != FORMAT:
            raise CheckError(
                f"this file's evidence record has format {found['format']}, which this program cannot read"
            )
        return _read(found)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError) as problem:
        raise CheckError("the evidence record of this file is damaged") from problem


def _read(found: Mapping[str, Any]) -> Record:
    ledger = found["ledger"]
    if not all(printed["statement"] in found["statements"] for printed in found["printed"]):
        raise ValueError("a statement is printed that is none")
    return Record(
        program=str(found["program"]), language=_read_language(found["language"]), pack=str(found["pack"]["name"]),
        pack_version=str(found["pack"]["version"]),
        masthead={str(key): str(value) for key, value in found["masthead"].items()},
        given=dict(found["given"]),
        sources=tuple(map(_read_source, found["sources"])),
        statements={str(key): _read_statement(value) for key, value in found["statements"].items()},
        printed=tuple(map(_read_printed, found["printed"])),
        refers=tuple(map(_read_derived, found["refers"])),
        notes=tuple(map(str, found["notes"])),
        facts=tuple((str(label), str(value)) for label, value in found["facts"]),
        page=tuple(map(str, found["page"])),
        withheld=_read_lists(ledger["withheld"]), aside=_read_lists(ledger["aside"]),
        belongs=_read_lists(ledger["belongs"]),
        handling=_read_handling(found["handling"]) if "handling" in found else Handling(),
        since=_read_since(found["since"]) if "since" in found else None,
        assist=_read_model(found["assist"]) if "assist" in found else None,
    )  # fmt: skip


def _read_handling(found: Mapping[str, Any]) -> Handling:
    """Read how the brief may be handled; a time without its offset, and a copy that cannot be, raise ValueError."""
    copy, embargo = found.get("copy"), found.get("embargo")
    moment = dt.datetime.fromisoformat(embargo) if embargo else None
    if moment is not None and moment.utcoffset() is None:
        raise ValueError(embargo)
    return Handling(
        status=_choose(found["status"], ("draft", "final")), embargo=moment,
        copy=Copy(int(copy["number"]), int(copy["total"]), str(copy["name"])) if copy else None,
    )  # fmt: skip


def _read_model(found: Mapping[str, Any]) -> ModelClaim:
    return ModelClaim(
        model=str(found["model"]), versions=tuple(map(str, found["versions"])), credit=float(found["credit"]),
        heard=int(found["heard"]), pairs=int(found["pairs"]), moved=tuple(map(Address, map(str, found["moved"]))),
    )  # fmt: skip


def _read_language(found: Any) -> str:
    if not _LANGUAGE.fullmatch(str(found)):
        raise ValueError(found)
    return str(found)


def _read_lists(found: Mapping[str, Any]) -> dict[str, tuple[Address, ...]]:
    return {str(key): tuple(map(_read_address, value)) for key, value in found.items()}


def _read_address(found: Any) -> Address:
    if not _ADDRESS.fullmatch(str(found)):
        raise ValueError(found)
    return Address(str(found))


def _read_source(found: Mapping[str, Any]) -> SourceClaim:
    return SourceClaim(
        id=SourceId(str(found["id"])), file=str(found["file"]), digest=str(found["sha256"]),
        reference=_read_reference(found["metadata"]), headline=_read_headline(found["metadata"].get("headline")),
    )  # fmt: skip


def _read_headline(found: Any) -> Span | None:
    return None if found is None else Span(SourceId(str(found["source"])), int(found["start"]), int(found["end"]))


def _read_reference(found: Mapping[str, Any]) -> Reference:
    """Read metadata; the headline is a place that the checker finds for itself."""
    known = {each.name for each in fields(Reference)} - {"headline"}
    return Reference(**{name: _read_value(name, value) for name, value in found.items() if name in known})


def _read_value(name: str, value: Any) -> Any:
    match name:
        case "authors" | "editors":
            return _refuse_twins(tuple(map(str, value)))
        case "kind":
            return _choose(value, SOURCE_KINDS)
        case "date":
            year, month, day = (int(part) if part else None for part in _DATE.fullmatch(value).groups())  # type: ignore[union-attr]  # None raises what the caller expects
            return PartialDate(cast("int", year), month, day)
        case "accessed":
            return dt.date.fromisoformat(value)
        case "unsigned":
            return bool(value)
        case _:
            return str(value)


def _refuse_twins(values: tuple[T, ...]) -> tuple[T, ...]:
    if len(set(values)) < len(values):
        raise ValueError(values)
    return values


def _choose(value: Any, allowed: Iterable[str]) -> str:
    """Return one of the words of a closed list; raises ValueError for any other."""
    if value not in allowed:
        raise ValueError(value)
    return str(value)


def _read_statement(found: Mapping[str, Any]) -> StatementClaim:
    return StatementClaim(
        type=str(found["type"]), status=_choose(found["status"], get_args(Status)),
        claims=tuple(map(_read_address, found["claims"])),
        pieces=tuple(map(_read_piece, found["pieces"])), speaker=str(found.get("speaker", "")),
    )  # fmt: skip


def _read_piece(found: Mapping[str, Any]) -> Piece:
    match found["piece"]:
        case "verbatim":
            return Verbatim(_read_span(found["span"]))
        case "omission":
            return Omission(_read_span(found["span"]))
        case "insertion":
            # A kind that is not on the closed list is kept as it is, to be refused by name.
            kind = cast("Any", str(found["kind"]))
            basis = tuple(map(_read_span, found["basis"]))
            return Insertion(text=str(found["text"]), kind=kind, at=_read_span(found["at"]), basis=basis)
        case "authored":
            return Authored(str(found["text"]), str(found["by"]))
        case other:
            raise ValueError(other)


def _read_printed(found: Mapping[str, Any]) -> Printed:
    derived = {name: _read_derived(found[name]) if name in found else None for name in ("label", "qualifier", "date")}
    return Printed(
        statement=str(found["statement"]), note=int(found["note"]), section=str(found["section"]),
        tag=_choose(found["tag"], ("", *TAGS)), citations=tuple(map(_read_citation, found["citations"])),
        remarks=tuple(map(_read_remark, found["remarks"])), news=_read_news(found.get("news")), **derived,
    )  # fmt: skip


def _read_news(found: Any) -> News | None:
    if found not in (None, *get_args(News)):
        raise ValueError(found)
    return cast("News | None", found)


def _read_since(found: Mapping[str, Any]) -> Since:
    return Since(
        name=str(found["name"]), version=str(found["version"]), record=str(found["record"]), gone=int(found["gone"])
    )


def _read_derived(found: Mapping[str, Any]) -> Derived:
    basis = tuple(map(_read_span, found["basis"]))
    return Derived(text=str(found["text"]), rule=str(found["rule"]), basis=basis)


def _read_remark(found: Mapping[str, Any]) -> NoteRemark:
    citation = _read_citation(found["citation"]) if "citation" in found else None
    return NoteRemark(cast("Any", str(found["kind"])), citation)


def _read_citation(found: Mapping[str, Any]) -> Citation:
    locator = found.get("locator")
    return Citation(
        source=SourceId(str(found["source"])), paragraphs=_refuse_twins(tuple(map(int, found["paragraphs"]))),
        relation=cast("Any", str(found["relation"])), via=str(found["via"]) if "via" in found else None,
        locator=Locator(cast("Any", str(locator["kind"])), tuple(map(str, locator["places"]))) if locator else None,
    )  # fmt: skip


def _read_span(found: Any) -> Span:
    source, start, end = found
    return Span(SourceId(str(source)), int(start), int(end))
