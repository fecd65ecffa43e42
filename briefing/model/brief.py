"""Value types of a brief before it is laid out: what is printed, on what it rests, and what was left out."""

from dataclasses import dataclass, field
from typing import Literal

from briefing.model.evidence import Address
from briefing.model.source import SourceId
from briefing.model.statement import Derived, Statement

News = Literal["new", "revised"]
"""new: a statement that an earlier edition does not have. revised: one that has other words there."""
Relation = Literal["words", "same", "see-also"]
Shape = Literal["bullets", "table", "labelled"]

WithheldReason = Literal[
    "leans", "repeats", "over-budget", "opinion-unattributed", "off-topic", "language", "omitted-by-editor"
]
WITHHELD_REASONS: tuple[WithheldReason, ...] = (
    "leans", "repeats", "over-budget", "opinion-unattributed", "off-topic", "language", "omitted-by-editor",
)  # fmt: skip
"""The closed list of reasons for a sentence that is part of the report and is not printed."""


@dataclass(frozen=True, slots=True)
class Locator:
    """Name places of a source that its readers know better than our paragraphs: its pages, a treaty's articles."""

    kind: Literal["page", "article"]
    places: tuple[str, ...]
    """In order, without repeats: "3", "iv", "4(2)"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Cite paragraphs of one source. `relation` says what they are to the statement."""

    source: SourceId
    paragraphs: tuple[int, ...]
    """In order, without repeats: (9, 10) prints as "paras. 9-10"."""
    relation: Relation = "words"
    via: str | None = None
    """Who the source says reported this very sentence: "reported by TASS"."""
    locator: Locator | None = None
    """Printed instead of the paragraphs where the source has pages or articles."""
    quoted: str | None = None
    """Whose words the source quotes, where the statement is a quotation from end to end and nothing else tells."""


@dataclass(frozen=True, slots=True)
class NoteRemark:
    """Add what a reader must know to check an edit: where an inserted date comes from."""

    kind: Literal["date-inferred", "date-unresolved"]
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class NotePlan:
    """Hold what a note says before it has a number: the source of the words first."""

    citations: tuple[Citation, ...]
    remarks: tuple[NoteRemark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One statement in its place, with its note and its label."""

    statement: Statement
    note: NotePlan
    label: Derived | None = None
    """A speaker's name, or the name of the cue group: the head of a row or a paragraph."""
    qualifier: Derived | None = None
    """What stands beside the label in small type: role and institution, or "opinion"."""
    tag: str | None = None
    """The phrase key of a boxed word before the statement, such as "tag-alleged"."""
    addresses: tuple[Address, ...] = ()
    """Printed in small grey in a draft."""
    news: News | None = None
    """What the statement is to an earlier edition, where a brief marks that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefSection:
    """One section of the body. `shape` is the one in force after the fall-backs."""

    id: str
    title: str
    shape: Shape
    points: tuple[Point, ...]
    remarks: tuple[str, ...] = ()
    """Sentences of ours below it: what no source says."""


@dataclass(frozen=True, slots=True)
class ChronologyEntry:
    """One dated fact: the date as it may be stated, and the point that states it.

    What is printed twice already has no point of its own here.
    """

    date: Derived
    point: Point | None
    refers: Derived | None = None
    """What happened, by the label of its row, and the section that tells it."""


@dataclass(frozen=True, slots=True)
class DisagreementEntry:
    """Two statements that cannot both be right, side by side and unjudged, and what they differ about."""

    about: str
    left: Point
    right: Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A sentence of the report that is not printed, and why."""

    address: Address
    reason: WithheldReason
    section: str | None
    salience: float


@dataclass(frozen=True, slots=True)
class BriefFact:
    """One fact about the brief itself: a label and its value, both finished words."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEntry:
    """One source in the list of sources: what it is and how much of it is printed."""

    source: SourceId
    printed: int
    """Statements that carry its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """Name the earlier edition against which a brief marks what is new, and count what it does not print any more."""

    name: str
    """The stem of its files; empty where it was given as a file without a manifest."""
    version: str
    record: str
    """SHA-256 of its evidence record."""
    gone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The whole content of a brief; every string in it is finished text of ours or the dossier's."""

    title: str
    subtitle: str = ""
    facts: tuple[BriefFact, ...] = ()
    key_points: tuple[Point, ...] = ()
    missing: str = ""
    """One line of what was looked for and not found."""
    sections: tuple[BriefSection, ...] = ()
    chronology: tuple[ChronologyEntry, ...] = ()
    disagreements: tuple[DisagreementEntry, ...] = ()
    method: tuple[str, ...] = ()
    """The paragraphs of "Sources and method", in order."""
    sources: tuple[SourceEntry, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    set_aside: int = 0
    since: Since | None = None
    fates: dict[Address, str] = field(default_factory=dict)
    """For each printed sentence, where it is printed: "summary", a section id, or both joined by a space."""
