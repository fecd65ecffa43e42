"""The table of a pack.toml -> what a pack declares: sections with their cues, checks, limits and options."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from briefing import __version__
from briefing.config.kinds import FLAG, NUMBER, TEXT, WHOLE, Kind, list_of, one_of
from briefing.config.naming import PATTERN
from briefing.config.tables import Table, suggest
from briefing.model.brief import Shape
from briefing.model.evidence import Status
from briefing.model.source import SOURCE_KINDS, SourceKind
from briefing.packs.cues import find_cue_fault
from briefing.packs.notation import Notation, read_notation

CONTRACT = 1
"""The version of what templates see and packs may declare; it changes when a pack of today would break."""

SHAPES: tuple[Shape, ...] = ("bullets", "table", "labelled")

LabelBy = Literal["speaker", "group"]
LABELS: tuple[LabelBy, ...] = ("speaker", "group")

STATUSES: tuple[Status, ...] = ("reported", "alleged", "opinion", "quote")

OptionType = Literal["text", "flag", "number", "choice"]
OptionValue: TypeAlias = str | bool | float
OPTION_TYPES: tuple[OptionType, ...] = ("text", "flag", "number", "choice")

_VERSION = re.compile(r"(\d+(?:\.\d+)*)")
VERSION: Kind[str] = Kind(
    'a version such as "1.0.0"', lambda value: value if isinstance(value, str) and _VERSION.fullmatch(value) else None
)

_KEYS = (
    "name", "version", "description", "extends", "contract", "languages", "limits", "options", "sections", "checks",
    "key_points", "section", "check", "key_point", "order", "requires", "notes", "filename",
)  # fmt: skip
_SECTION_KEYS = (
    "id", "title", "description", "shape", "threshold", "budget", "needs_cue", "optional", "columns",
    "register", "speakers", "actors", "status", "groups", "group", "authored", "label", "pending",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class CueGroup:
    """Words and phrases that speak for a section, and the label of a row that they put there."""

    id: str
    label: str = ""
    """The key of a phrase, or the words themselves; empty where the group gives no label."""
    weight: float = 1.0
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """What is said below a section while one thing is stated and another is not: "Signed is not in force"."""

    group: str
    """The cue group that states the one."""
    check: str
    """The check that finds the other."""
    phrase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionSpec:
    """One section as data: what belongs there and how it is set."""

    id: str
    title: str
    description: str = ""
    """What belongs there, in English, for a reader who knows none of its cues: a language model that helps to sort."""
    shape: Shape = "bullets"
    threshold: float = 1.0
    """The score from which a sentence belongs here."""
    budget: int | None = None
    """Statements at most; None leaves it to the limits of the pack."""
    needs_cue: bool = False
    """Whether who speaks and what kind of text it is are not enough: one of its cues must stand in the sentence."""
    optional: bool = False
    """Whether it is left out, heading and all, when nothing belongs there."""
    authored: bool = False
    """Whether the editor alone writes here: while nobody has, the brief says that it is to be written."""
    label: LabelBy | None = None
    """What stands before its statements; None: who speaks where it is "labelled", the cue group in a table."""
    columns: tuple[str, ...] = ()
    """The two heads of a table: keys of phrases, or the words themselves."""
    pending: Pending | None = None
    register: Mapping[str, float] = field(default_factory=dict)
    speakers: Mapping[str, float] = field(default_factory=dict)
    actors: Mapping[str, float] = field(default_factory=dict)
    status: Mapping[str, float] = field(default_factory=dict)
    """These four add to a sentence's score by what it is, who speaks, whom it names and how it is stated."""
    groups: tuple[CueGroup, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSpec:
    """Something that a reader would look for: if no sentence answers, the brief says that it is missing."""

    id: str
    phrase: str
    """The key of the phrase that names it."""
    cues: tuple[str, ...] = ()
    actors: str = ""
    """The class of actors of which one must be named."""
    kind: SourceKind | None = None
    """The kind of source that must be among the sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPointSlot:
    """One question that the key points answer, in the order of the questions."""

    id: str
    sections: tuple[str, ...]
    """Where the answer may sort."""
    groups: tuple[str, ...] = ()
    """Cue groups that give the answer; none: any."""
    status: tuple[str, ...] = ()
    """How the answer may be stated; none: in any way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long a brief may be."""

    key_points: int = 5
    key_point_words: int = 50
    statements: int = 8
    """In one section, unless it has a budget of its own."""
    words: int = 1500
    """In the whole body."""
    chronology: int = 10
    """Rows of the chronology at most. 0: none, for layouts that print no chronology."""
    pages: int = 0
    """Of the PDF; a longer one is a finding. 0: as many as it takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A question that a pack asks and `[options]` of brief.toml may answer."""

    type: OptionType
    default: OptionValue
    help: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackManifest:
    """What a pack declares of itself, inherited declarations included."""

    name: str
    version: str
    description: str = ""
    extends: str | None = None
    contract: int = CONTRACT
    languages: tuple[str, ...] = ("en",)
    limits: Limits = field(default_factory=Limits)
    notes: Notation = field(default_factory=Notation)
    filename: str = ""
    """The pattern that files are named by where the dossier gives none."""
    options: Mapping[str, Option] = field(default_factory=dict)
    sections: tuple[SectionSpec, ...] = ()
    checks: tuple[CheckSpec, ...] = ()
    key_points: tuple[KeyPointSlot, ...] = ()

    def section(self, name: str) -> SectionSpec | None:
        """Return the section with an id, None without one."""
        return next((section for section in self.sections if section.id == name), None)


def read_manifest(table: Table) -> PackManifest:
    """Read a pack.toml merged with those it extends; raises the error of the table for what it may not say."""
    table.refuse_unknown(_KEYS)
    contract = table.need("contract", WHOLE)
    if contract != CONTRACT:
        hint = "a newer version of the program reads it" if contract > CONTRACT else "see the README of policy-brief"
        raise table.fail(f"the pack is written for contract {contract}, not {CONTRACT}", "contract", hint=hint)
    _refuse_newer(table)
    return PackManifest(
        name=table.need("name", TEXT),
        version=table.need("version", VERSION),
        description=table.read("description", TEXT) or "",
        extends=table.read("extends", TEXT),
        contract=contract,
        languages=table.read("languages", list_of(TEXT)) or ("en",),
        limits=_read_limits(table.table("limits")),
        notes=read_notation(table.table("notes")),
        filename=table.read("filename", PATTERN) or "",
        options=_read_options(table.table("options")),
        sections=_read_sections(table),
        checks=_read_checks(table),
        key_points=_read_slots(table),
    )


def _refuse_newer(table: Table) -> None:
    """Raise the error of the table for a pack that needs a newer program than this one."""
    needed = table.read("requires", VERSION)
    if needed is not None and _count_version(needed) > _count_version(__version__):
        message = f"the pack needs briefing {needed} or newer, and this is {__version__}"
        raise table.fail(message, "requires", hint="update the program, or take an earlier version of the pack")


def _count_version(version: str) -> tuple[int, ...]:
    """Make numbers of a version, so that 0.10 comes after 0.9; what follows them, such as "rc1", does not count."""
    found = _VERSION.match(version)
    return tuple(map(int, found[1].split("."))) if found else ()


def _read_limits(table: Table) -> Limits:
    plain = Limits()
    table.refuse_unknown(("key_points", "key_point_words", "statements", "words", "chronology", "pages"))

    def limit(key: str, default: int) -> int:
        value = table.read(key, WHOLE)
        return default if value is None else value

    return Limits(
        key_points=limit("key_points", plain.key_points),
        key_point_words=limit("key_point_words", plain.key_point_words),
        statements=limit("statements", plain.statements),
        words=limit("words", plain.words),
        chronology=limit("chronology", plain.chronology),
        pages=limit("pages", plain.pages),
    )


def _read_options(table: Table) -> dict[str, Option]:
    return {name: _read_option(table.table(name)) for name in table.values}


def _read_option(table: Table) -> Option:
    """Read one question; a choice says among what, and the default is an answer to its own question."""
    table.refuse_unknown(("type", "default", "help", "choices"))
    kind = table.need("type", one_of(OPTION_TYPES))
    choices = table.read("choices", list_of(TEXT)) or ()
    if bool(choices) != (kind == "choice"):
        raise table.fail('"choices" are for the type "choice", which needs them', "type")
    return Option(
        type=kind,
        default=table.need("default", answer_kind(kind, choices)),
        help=table.read("help", TEXT) or "",
        choices=choices,
    )


def answer_kind(kind: OptionType, choices: tuple[str, ...]) -> Kind[OptionValue]:
    """Return the kind of value that answers a question of this type."""
    kinds: dict[OptionType, Kind[str] | Kind[bool] | Kind[float]] = {"text": TEXT, "flag": FLAG, "number": NUMBER}
    plain = kinds[kind] if kind in kinds else one_of(choices)
    return Kind(plain.expected, plain.convert)


def _read_sections(table: Table) -> tuple[SectionSpec, ...]:
    """Read the sections, in the order that is asked for: those that it does not name are left out."""
    items = table.items("sections", "section")
    sections = tuple(map(_read_section, items))
    _refuse_twice(items, [section.id for section in sections])
    order = table.read("order", list_of(TEXT))
    return sections if order is None else _put_in_order(table, {section.id: section for section in sections}, order)


def _put_in_order(table: Table, sections: Mapping[str, SectionSpec], order: Sequence[str]) -> tuple[SectionSpec, ...]:
    for number, name in enumerate(order):
        if name not in sections:
            hint = suggest(name, sections, "sections")
            raise table.fail(f'there is no section "{name}"', "order", number, hint=hint)
        if name in order[:number]:
            raise table.fail(f'section "{name}" stands in the order twice', "order", number)
    return tuple(sections[name] for name in order)


def _read_section(table: Table) -> SectionSpec:
    table.refuse_unknown(_SECTION_KEYS)
    groups = table.items("groups", "group")
    authored = table.read("authored", FLAG) or False
    if authored and groups:
        raise table.fail("what the editor writes has no cues", "authored")
    section = SectionSpec(
        id=table.need("id", TEXT),
        title=table.need("title", TEXT),
        description=" ".join((table.read("description", TEXT) or "").split()),
        shape=table.need("shape", one_of(SHAPES)),
        threshold=table.need("threshold", NUMBER) if not authored else 1.0,
        authored=authored,
        budget=table.read("budget", WHOLE),
        needs_cue=table.read("needs_cue", FLAG) or False,
        optional=table.read("optional", FLAG) or False,
        label=table.read("label", one_of(LABELS)),
        columns=_read_columns(table),
        pending=_read_pending(table.table("pending")),
        register=table.mapping("register", NUMBER),
        speakers=table.mapping("speakers", NUMBER),
        actors=table.mapping("actors", NUMBER),
        status=table.mapping("status", NUMBER),
        groups=tuple(map(_read_group, groups)),
    )
    _refuse_twice(groups, [group.id for group in section.groups])
    return section


def _read_pending(table: Table) -> Pending | None:
    table.refuse_unknown(("group", "check", "phrase"))
    if not table.values:
        return None
    return Pending(group=table.need("group", TEXT), check=table.need("check", TEXT), phrase=table.need("phrase", TEXT))


def _read_columns(table: Table) -> tuple[str, ...]:
    """Read the heads of a table: a statement has a label and its words, so there are two or none."""
    columns = table.read("columns", list_of(TEXT)) or ()
    if len(columns) not in {0, 2}:
        raise table.fail("a table has two columns: the label and the words", "columns")
    return columns


def _read_group(table: Table) -> CueGroup:
    table.refuse_unknown(("id", "label", "weight", "cues"))
    weight = table.read("weight", NUMBER)
    return CueGroup(
        id=table.need("id", TEXT),
        label=table.read("label", TEXT) or "",
        weight=1.0 if weight is None else weight,
        cues=_read_cues(table),
    )


def _read_checks(table: Table) -> tuple[CheckSpec, ...]:
    items = table.items("checks", "check")
    checks = tuple(map(_read_check, items))
    _refuse_twice(items, [check.id for check in checks])
    return checks


def _read_check(table: Table) -> CheckSpec:
    table.refuse_unknown(("id", "phrase", "cues", "actors", "kind"))
    check = CheckSpec(
        id=table.need("id", TEXT),
        phrase=table.need("phrase", TEXT),
        cues=_read_cues(table),
        actors=table.read("actors", TEXT) or "",
        kind=table.read("kind", one_of(SOURCE_KINDS)),
    )
    if sum(map(bool, (check.cues, check.actors, check.kind))) != 1:
        raise table.fail('a check looks for one of "cues", "actors" and "kind"')
    return check


def _read_slots(table: Table) -> tuple[KeyPointSlot, ...]:
    items = table.items("key_points", "key_point")
    slots = tuple(map(_read_slot, items))
    _refuse_twice(items, [slot.id for slot in slots])
    return slots


def _read_slot(table: Table) -> KeyPointSlot:
    table.refuse_unknown(("id", "sections", "groups", "status"))
    return KeyPointSlot(
        id=table.need("id", TEXT),
        sections=table.need("sections", list_of(TEXT)),
        groups=table.read("groups", list_of(TEXT)) or (),
        status=table.read("status", list_of(one_of(STATUSES))) or (),
    )


def _read_cues(table: Table) -> tuple[str, ...]:
    cues = table.read("cues", list_of(TEXT)) or ()
    for number, cue in enumerate(cues):
        fault = find_cue_fault(cue)
        if fault:
            raise table.fail(f'cue "{cue}": {fault}', "cues", number)
    return cues


def _refuse_twice(tables: tuple[Table, ...], ids: list[str]) -> None:
    for number, name in enumerate(ids):
        if name in ids[:number]:
            raise tables[number].fail(f'id "{name}" is given twice', "id")
