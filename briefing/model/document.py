"""The format-neutral document that every writer prints: roles, never fonts.

Marks and notes are numbered here once, so that all formats agree on them.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, assert_never

Origin = Literal["pack", "given", "derived", "source", "omission", "insertion", "authored"]
"""Who answers for a stretch of text: the pack, the dossier's maker, a rule, a source, our edit, a named author."""

ParagraphRole = Literal["body", "statement", "label", "legend", "remark"]
"""body: ours, sans. statement: a source's words, serif. label: run-in name above a statement.

legend and remark: small and grey."""

CalloutRole = Literal["key-points", "box"]
CellFace = Literal["ours", "source"]


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of text and who answers for it."""

    text: str
    origin: Origin = "pack"


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Italics: titles of works in notes."""

    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Bold, in our own text only."""

    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an address outside the document."""

    url: str
    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """One statement: a source's words with our visible edits, tagged as a quotation under its id.

    `language` is that of the words, such as "fr", where it is not the document's own.
    """

    id: str
    children: tuple["Inline", ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A short boxed word such as ALLEGED: never by colour alone."""

    text: str


@dataclass(frozen=True, slots=True)
class Fine:
    """Small grey text: a statement's address in a draft, a qualification after a label."""

    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote where its mark stands. Numbers run from 1 in reading order without a gap."""

    number: int
    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A forced line end."""


Inline: TypeAlias = Text | Emphasis | Strong | Link | Quoted | Tag | Fine | Note | LineBreak
Inlines: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3 below the title. `id` is unique in the document and stable."""

    level: int
    children: Inlines
    id: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in the role it plays."""

    children: Inlines
    role: ParagraphRole = "body"


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list whose order does not matter; each item is one or more blocks."""

    items: tuple[tuple["Block", ...], ...]


@dataclass(frozen=True, slots=True)
class OrderedList:
    """A numbered list; each item is one or more blocks. `start` is the number of the first."""

    items: tuple[tuple["Block", ...], ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its head, its share of the width (None: by content), and whose words stand in it."""

    head: Inlines
    face: CellFace = "ours"
    share: float | None = None


HEAD = -1
"""The row of a table that its head is."""


@dataclass(frozen=True, slots=True)
class CellSpan:
    """A cell over several rows or columns of its table, and its place: its row, or `HEAD`, and column from 0."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1

    def places(self) -> Iterator[tuple[int, int]]:
        """Yield the row and column of each place that it covers, its own first."""
        for row in range(self.row, self.row + self.rows):
            for column in range(self.column, self.column + self.columns):
                yield row, column


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a caption above and a legend below; the head repeats, rows stay whole.

    Raises ValueError for spans that leave the table or the head, share a place or cover a cell that holds something.
    """

    caption: Inlines
    columns: tuple[Column, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    legend: Inlines = ()
    spans: tuple[CellSpan, ...] = ()
    """The cells over more than one place. The other places that they cover hold empty cells."""

    def __post_init__(self) -> None:
        taken: set[tuple[int, int]] = set()
        for span in self.spans:
            first, *others = places = list(span.places()) or [(HEAD - 1, 0)]
            last = HEAD if first[0] == HEAD else len(self.rows) - 1
            inside = first[0] >= HEAD and span.row + span.rows - 1 <= last
            if not inside or not 0 <= span.column <= len(self.columns) - span.columns:
                raise ValueError("a span leaves its table")
            if taken.intersection(places):
                raise ValueError("two spans of a table share a place")
            if any(self.cell(*place) for place in others):
                raise ValueError("a span covers a cell that holds something")
            taken.update(places)

    def cell(self, row: int, column: int) -> Inlines:
        """Return what a place holds: nothing beyond the end of a short row."""
        if row == HEAD:
            return self.columns[column].head
        return self.rows[row][column] if column < len(self.rows[row]) else ()

    def find_spans(self) -> dict[tuple[int, int], CellSpan]:
        """Return the span of each place that one covers, its own too."""
        return {place: span for span in self.spans for place in span.places()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture with its caption above and a line on its source below; all of it stays together.

    Raises ValueError for an alternative text without a visible character.
    """

    image: bytes = field(repr=False)
    """A PNG or JPEG file as it is. Bytes that are none are printed as the alternative text, with a finding."""
    alt: str
    """What the picture shows, for those who do not see it."""
    caption: Inlines = ()
    source: Inlines = ()
    share: float = 1.0
    """Of the width there is; what is not above 0 and up to 1 counts as 1."""

    def __post_init__(self) -> None:
        if not any(letter.isprintable() and not letter.isspace() for letter in self.alt):
            raise ValueError("a figure needs an alternative text")


@dataclass(frozen=True, slots=True)
class Callout:
    """A box that stays whole on its page when it fits on one."""

    role: CalloutRole
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One cell of the line of facts under the title: a small label and its value."""

    label: str
    value: Inlines


@dataclass(frozen=True, slots=True)
class Facts:
    """The ruled line of what is known about the brief itself: cells side by side, each label above its value."""

    items: tuple[Fact, ...]


Block: TypeAlias = Heading | Paragraph | BulletList | OrderedList | Table | Figure | Callout | Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """What stands above the body on page 1 and runs along on every page. Empty text is not printed."""

    title: str
    subtitle: str = ""
    kicker: str = ""
    """Issuer and series in small capitals above the title."""
    marking: str = ""
    """The handling label of every page: a TLP 2.0 label or free text."""
    short_title: str = ""
    """The running head from page 2."""
    notice: str = ""
    """What every page says below its head: that this is a draft, or under embargo. Never shortened."""
    copy: str = ""
    """What every page says above its foot: which copy this is, and whose. Never shortened."""
    edition: str = ""
    """The running foot on the left, such as "v1.0 (draft)"."""
    page: str = "Page {page} of {pages}"
    contents: str = ""
    """What stands above the list of contents that a long document has. Empty: no such list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signposts:
    """The words that lead about a page on a screen; "{number}" stands for a note's. Empty text is not said."""

    skip: str = "Skip to the brief"
    notes: str = "Notes"
    """What stands above the notes at the end."""
    note: str = "Note {number}"
    """What a mark is called for those who hear it."""
    back: str = "Back to the statement of note {number}"
    listed: str = "All notes"
    """What leads from a single note to the list of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """What the file says about itself where readers' programs look for it."""

    authors: tuple[str, ...] = ()
    subject: str = ""
    keywords: tuple[str, ...] = ()
    language: str = "en-GB"
    identifier: str = ""
    date: dt.date = dt.date(1980, 1, 1)
    """The only date in the file: the clock is never asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole brief, ready for any writer."""

    masthead: Masthead
    blocks: tuple[Block, ...]
    properties: Properties = Properties()
    signposts: Signposts = Signposts()
    record: str = ""
    """The evidence record as JSON text: each statement's id and pieces, each source with its digest.

    A writer puts it into the file as it stands, where programs find it and readers do not see it. Empty: no record.
    """


def iterate_inlines(children: Inlines) -> Iterator[Inline]:
    """Yield every inline of a sequence and what it holds, outermost first; a note's own text is not entered."""
    for child in children:
        yield child
        match child:
            case Emphasis() | Strong() | Link() | Quoted() | Fine():
                yield from iterate_inlines(child.children)
            case Text() | Tag() | Note() | LineBreak():
                pass
            case _ as never:
                assert_never(never)


def iterate_block(block: Block) -> Iterator[Inline]:
    """Yield every inline of a block in reading order."""
    match block:
        case Heading() | Paragraph():
            yield from iterate_inlines(block.children)
        case BulletList() | OrderedList():
            yield from iterate_blocks(sum(block.items, ()))
        case Table():
            yield from iterate_table(block)
        case Figure():
            yield from iterate_inlines(block.caption + block.source)
        case Callout():
            yield from iterate_blocks(block.blocks)
        case Facts():
            for fact in block.items:
                yield Text(fact.label)
                yield from iterate_inlines(fact.value)
        case _ as never:
            assert_never(never)


def iterate_table(table: Table) -> Iterator[Inline]:
    """Yield every inline of a table: caption, heads, cells row by row, legend."""
    yield from iterate_inlines(table.caption)
    for column in table.columns:
        yield from iterate_inlines(column.head)
    for row in table.rows:
        for cell in row:
            yield from iterate_inlines(cell)
    yield from iterate_inlines(table.legend)


def iterate_blocks(blocks: tuple[Block, ...]) -> Iterator[Inline]:
    """Yield every inline of several blocks in reading order."""
    for block in blocks:
        yield from iterate_block(block)


def iterate_figures(blocks: tuple[Block, ...]) -> Iterator[Figure]:
    """Yield every figure in reading order, in lists and boxes too."""
    for block in blocks:
        match block:
            case Figure():
                yield block
            case BulletList() | OrderedList():
                for item in block.items:
                    yield from iterate_figures(item)
            case Callout():
                yield from iterate_figures(block.blocks)
            case Heading() | Paragraph() | Table() | Facts():
                pass
            case _ as never:
                assert_never(never)


def collect_notes(blocks: tuple[Block, ...]) -> tuple[Note, ...]:
    """Return the notes in the order of their marks."""
    return tuple(inline for inline in iterate_blocks(blocks) if isinstance(inline, Note))


def read_plain(children: Inlines) -> str:
    """Return the text of inlines as a reader sees it, without note marks; tags stand in square brackets."""
    words: list[str] = []
    for inline in iterate_inlines(children):
        match inline:
            case Text():
                words.append(inline.text)
            case Tag():
                words.append(f"[{inline.text}] ")
            case LineBreak():
                words.append("\n")
            case Emphasis() | Strong() | Link() | Quoted() | Fine() | Note():
                pass
            case _ as never:
                assert_never(never)
    return "".join(words)
