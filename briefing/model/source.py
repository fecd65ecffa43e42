"""Value types of what was read: a source's text, its blocks, and what is known about it."""

import bisect
import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Literal, NewType

SourceId = NewType("SourceId", str)

SourceKind = Literal[
    "news", "opinion", "official", "treaty", "report", "reference", "note",
    "book", "chapter", "interview", "post", "un-document",
]  # fmt: skip
SOURCE_KINDS: tuple[SourceKind, ...] = (
    "news", "opinion", "official", "treaty", "report", "reference", "note",
    "book", "chapter", "interview", "post", "un-document",
)  # fmt: skip

BlockKind = Literal["paragraph", "heading", "list-item", "quote", "table"]

AsideReason = Literal["separator", "headline", "label", "prompt", "credit", "byline", "provenance", "markup", "note"]
"""Why a block or a sentence is set aside: it is part of the page, not of the report."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Point at `source.text[start:end]`: a quotation is never stored, only where it stands.

    Half-open, in characters of the source's text as read. Raises ValueError for a span that runs backwards.
    """

    source: SourceId
    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a span that no text can hold."""
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span runs backwards: {self.start} to {self.end}")

    def contains(self, other: "Span") -> bool:
        """Say whether the other span lies wholly in this one."""
        return self.source == other.source and self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class PartialDate:
    """Hold a date as precisely as it was stated, and no more: a year, a month or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Refuse a date that no calendar has (ValueError)."""
        if self.day is not None and self.month is None:
            raise ValueError("a day without its month is no date")
        dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def first(self) -> dt.date:
        """The earliest day it can mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> dt.date:
        """The latest day it can mean."""
        if self.day is not None:
            return self.first
        month = self.month or 12
        return dt.date(self.year, month, calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        """Write it as ISO 8601: 2024, 2024-06 or 2024-06-19."""
        parts = [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part is not None)]
        return "-".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Hold what a citation needs to know of a source; what is not known is None, never a guess."""

    kind: SourceKind | None = None
    title: str | None = None
    short_title: str | None = None
    """What later notes call it; without one they cut the title."""
    headline: Span | None = None
    """Where the title stands in the source itself, when it was read from there."""
    authors: tuple[str, ...] = ()
    unsigned: bool = False
    """Somebody has looked and says that nobody signs it."""
    publisher: str | None = None
    date: PartialDate | None = None
    url: str | None = None
    accessed: dt.date | None = None
    language: str | None = None
    speaker: str | None = None
    """Who signs an official statement: its "we" and "I"."""
    via: str | None = None
    """Whose reporting the source carries, so that origins are counted and not copies."""
    container: str | None = None
    """What it is part of: the book of a chapter, the series of a report."""
    number: str | None = None
    """What it is filed under: the symbol of a UN document, a report's number, the place of a treaty in its series."""
    editors: tuple[str, ...] = ()
    """Who edited the book of a chapter; who asked the questions of an interview."""
    handle: str | None = None
    """The account that a post stands under, with its sign: "@nlaf"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One non-empty block of a source as read; headlines, labels and separators are blocks too."""

    number: int
    """Counts from 1 in reading order: the paragraph number of addresses and notes."""
    start: int
    end: int
    kind: BlockKind = "paragraph"
    level: int = 0
    set_aside: AsideReason | None = None
    article: str | None = None
    """The article of a treaty that it belongs to, with its numbered paragraph: "4", "4(2)"."""


@dataclass(frozen=True, slots=True)
class Page:
    """Say where a page of a paged source begins in its text, and what the page is called: "3", "iv"."""

    start: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Blocks that one sentence may cross: first to last block number, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDocument:
    """Hold one source as read. `text` never changes after reading; blocks are ordered and disjoint."""

    id: SourceId
    file: str
    text: str
    digest: str
    """SHA-256 of the file's bytes, in hex."""
    blocks: tuple[Block, ...]
    runs: tuple[Run, ...]
    """Every block that is not set aside stands in exactly one run, in order."""
    reference: Reference = Reference()
    pages: tuple[Page, ...] = ()
    """In order, the first of them at the beginning of the text; none for a source that has no pages."""

    def quote(self, span: Span) -> str:
        """Return the words at a span of this source, exactly as they stand there."""
        return self.text[span.start : span.end]

    def block(self, number: int) -> Block:
        """Return the block with this paragraph number; raises IndexError for one that does not exist."""
        if number < 1:
            raise IndexError(number)
        return self.blocks[number - 1]

    def run_span(self, run: Run) -> Span:
        """Return the stretch of text that a run covers."""
        return Span(self.id, self.block(run.first).start, self.block(run.last).end)

    def pages_of(self, span: Span) -> tuple[str, ...]:
        """Return the labels of the pages that a span stands on; none for a source that has no pages."""
        starts = [page.start for page in self.pages]
        first = max(0, bisect.bisect_right(starts, span.start) - 1)
        last = bisect.bisect_left(starts, max(span.end, span.start + 1))
        return tuple(page.label for page in self.pages[first:last])

    def articles_of(self, span: Span) -> tuple[str, ...]:
        """Return the articles of a treaty that a span stands in, in order and without repeats."""
        touched = (block.article for block in self.blocks if block.start < span.end and span.start < block.end)
        return tuple(dict.fromkeys(article for article in touched if article))
