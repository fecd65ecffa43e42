"""Value types of what was found in the sources, sentence by sentence, and how the findings hang together."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NewType

from briefing.model.source import AsideReason, SourceDocument, SourceId, Span

if TYPE_CHECKING:
    from briefing.model.witness import Hearing

Address = NewType("Address", str)
"""SOURCE:PARAGRAPH.SENTENCE, as in "000:7.1"."""

Status = Literal["reported", "alleged", "opinion", "quote"]
Register = Literal["news", "official", "commentary", "reference"]
SpeakerSide = Literal["official", "expert", "other"]
Voice = Literal["speaker", "text", "signatory"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a source: where it stands and, if it is no part of the report, why it is set aside."""

    span: Span
    paragraph: int
    number: int
    """Counts from 1 among the sentences that start in the paragraph."""
    last_paragraph: int
    """The paragraph it ends in: another one only where blocks were stitched."""
    set_aside: AsideReason | None = None

    @property
    def source(self) -> SourceId:
        """The source it stands in."""
        return self.span.source

    @property
    def address(self) -> Address:
        """Its address, by which editors, notes and `explain` name it."""
        return Address(f"{self.span.source}:{self.paragraph}.{self.number}")


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of days, both ends included: a date is never narrower than its source states it."""

    first: dt.date
    last: dt.date

    def contains(self, other: "Interval") -> bool:
        """Say whether the other lies wholly in this one."""
        return self.first <= other.first and other.last <= self.last


DateForm = Literal["day", "week", "month", "season", "year", "since", "span"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date as a sentence states it. `interval` is None where nothing tells what it means."""

    span: Span
    form: DateForm
    interval: Interval | None = None
    relative: bool = False
    """Stated from a day that the words do not name ("last week", "on Wednesday")."""
    ahead: bool = False
    """Whether the sentence speaks of what is to come: then "on Friday" is no Friday of the past."""
    basis: tuple[Span, ...] = ()
    """The words elsewhere in the sources that the interval of a relative date was worked out from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Whose words or claim a sentence conveys, as far as the text says."""

    name: str
    """As it stands in the source, white space folded; the fullest form that the source gives."""
    side: SpeakerSide
    basis: Span
    """Where the name stands."""
    role: Span | None = None
    """The words of the source that say what the speaker is, as they stand."""
    actor: str | None = None
    """The country or body the speaker stands for, as far as the text says."""
    west: bool = False
    """Whether that is a Western one in the wide sense."""
    former: bool = False
    """Whether the office is a past one: such a speaker binds nobody."""
    named: bool = True
    """False for "analysts", "U.S. intelligence sources" and the like."""


@dataclass(frozen=True, slots=True)
class Naming:
    """A country or body where a sentence names it."""

    actor: str
    span: Span
    west: bool
    party: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that spoke for or against a decision, and how much."""

    name: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that was found out about one sentence that is part of the report."""

    sentence: Sentence
    status: Status = "reported"
    attribution: Attribution | None = None
    voice: Voice = "text"
    """Who asserts it: somebody the text names, the text itself, or the signatory of a statement."""
    dates: tuple[DateMention, ...] = ()
    namings: tuple[Naming, ...] = ()
    """The countries and bodies it names, in order."""
    leans: bool = False
    """Whether it cannot be understood without the sentence before it."""
    denies: bool = False
    """Whether it disputes what somebody else claims."""
    judgement: bool = False
    """Whether it weighs or forecasts in the text's own voice."""
    scores: Mapping[str, float] = field(default_factory=dict)
    section: str | None = None
    """The section it sorts under, printed or not; None for background."""
    concepts: frozenset[str] = frozenset()
    """The labelled cue groups of any section that it fires: what it speaks of, in whatever words."""
    group: str | None = None
    """The cue group of that section that spoke loudest, which gives a row its label."""
    reasons: tuple[Reason, ...] = ()
    salience: float = 0.0

    @property
    def address(self) -> Address:
        """The address of its sentence."""
        return self.sentence.address


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Two sentences of different sources that state the same fact."""

    left: Address
    right: Address
    score: float
    full: bool
    """Whether they share each number, date and name, so that one note may join them without "see also"."""
    copy: bool = False
    """Whether the texts are nearly the same: one report printed twice, not two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two sentences on the same matter that cannot both be right."""

    left: Address
    right: Address
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """Everything the analysis found, in reading order of the sources."""

    sources: tuple[SourceDocument, ...]
    registers: Mapping[SourceId, Register]
    sentences: tuple[Sentence, ...]
    """Those set aside included."""
    evidence: tuple[Evidence, ...]
    parties: tuple[str, ...]
    matches: tuple[Match, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    origins: Mapping[SourceId, str | None] = field(default_factory=dict)
    """The origin of each source; None where it is not stated. Equal names are one origin."""
    checks: Mapping[str, bool] = field(default_factory=dict)
    """For each check of the pack that looks for words: whether a sentence has them."""
    hearing: "Hearing | None" = None
    """What a language model said beside the rules, where one was asked."""
