"""Lines on pages -> text in the order of reading, without running heads, with hyphens undone and paragraphs whole.

A paragraph that a column or page cuts is one block; where each page begins in the text is kept.
"""

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from briefing.ingest.columns import Line, read_columns
from briefing.ingest.reading import Draft, number_blocks
from briefing.ingest.running import drop_running
from briefing.model.source import Block, BlockKind, Page
from briefing.model.words import ends_with_mark, starts_lower

_SOFT = "\u00ad"
_HARD = ("-", "\u2010")
_HARD_PARTS = frozenset("all co cross ex high long low mid non post pre pro self short so vice well".split())
_MARKER = re.compile(r"(?:[-*+•‣▪◦–—]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\)|\d{1,2}\.)\s+(?=\W*\w)")
_CUT_WORD = re.compile(r"(\w+)[-\u2010\u00ad]\Z")
_NOTE = re.compile(r"[⁰¹²³⁴-⁹]|\d{1,3}\.?\s|[*†‡]")
_WORD = re.compile(r"\w+(?:-\w+)+|\w+")
_LARGER = 1.12
_SMALLER = 0.92
_WIDER_PITCH = 1.3


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of one page in the order in which its file draws them."""

    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The text of all pages, its blocks, where the pages begin, and how many lines were dropped."""

    text: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...]
    dropped: int


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line with the page and the column that it stands in."""

    line: Line
    page: int
    column: int
    left: float
    right: float
    note: bool = False
    """It stands in the notes at the foot of its page."""


def lay_out(pages: Sequence[PageLines]) -> Layout:
    """Make one text of the pages."""
    kept, dropped = drop_running([page.lines for page in pages])
    placed = [line for number, lines in enumerate(kept) for line in _place(lines, number)]
    body = _body_size(placed)
    placed = [line for number in range(len(pages)) for line in _mark_notes(placed, number, body)]
    paragraphs = list(_Paragraphs(placed, body).cut([line for line in placed if not line.note]))
    notes = list(_Paragraphs(placed, body).cut([line for line in placed if line.note]))
    return _Writer([page.label for page in pages], placed, body).write(paragraphs, notes, dropped)


def _place(lines: Sequence[Line], page: int) -> Iterator[_Placed]:
    """Yield the lines of a page in the order of reading."""
    for number, column in enumerate(read_columns(lines)):
        left, right = min(line.left for line in column), max(line.right for line in column)
        for line in column:
            yield _Placed(line, page, number, left, right)


def _body_size(placed: Sequence[_Placed]) -> float:
    """Return the size that most signs have."""
    sizes: Counter[float] = Counter()
    for each in placed:
        sizes[round(each.line.size, 1)] += len(each.line.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 1.0


def _mark_notes(placed: Sequence[_Placed], page: int, body: float) -> list[_Placed]:
    """Return the lines of a page, those of its footnotes marked: the small type at its foot, from a number on."""
    lines = [each for each in placed if each.page == page]
    small = [each.line.size < _SMALLER * body for each in lines]
    for column in {each.column for each in lines}:
        rows = [i for i, each in enumerate(lines) if each.column == column]
        foot = [i for i in rows if all(small[later] for later in rows if later >= i)]
        first = next((i for i in foot if _NOTE.match(lines[i].line.text)), None)
        if first is not None:
            lines = [replace(each, note=each.note or (i in rows and i >= first)) for i, each in enumerate(lines)]
    return lines


class _Paragraphs:
    """Cut lines in the order of reading into paragraphs."""

    def __init__(self, placed: Sequence[_Placed], body: float) -> None:
        self._body = body
        pitches = [
            above.line.bottom - below.line.bottom
            for above, below in pairwise(placed)
            if _is_below(above, below) and _alike(above.line, below.line)
        ]
        self._pitch = statistics.median_low(pitches) if pitches else 1.2 * body
        self._indents = any(self._is_indented(above, below) for above, below in pairwise(placed))

    def cut(self, placed: Sequence[_Placed]) -> Iterator[list[_Placed]]:
        """Yield the lines of each paragraph."""
        paragraph: list[_Placed] = []
        for each in placed:
            if paragraph and self._begins(paragraph[-1], each, paragraph):
                yield paragraph
                paragraph = []
            paragraph.append(each)
        if paragraph:
            yield paragraph

    def _begins(self, above: _Placed, below: _Placed, paragraph: Sequence[_Placed]) -> bool:
        """Say whether a line begins a paragraph."""
        if not _alike(above.line, below.line):
            return True
        if _MARKER.match(below.line.text) and (
            ends_with_mark(above.line.text) or _MARKER.match(paragraph[0].line.text)
        ):
            return True
        if (above.page, above.column) != (below.page, below.column):
            return self._begins_after_break(above, below)
        if above.line.bottom - below.line.bottom > _WIDER_PITCH * self._pitch:
            return True
        return self._is_indented(above, below) or self._is_short(above, below)

    def _begins_after_break(self, above: _Placed, below: _Placed) -> bool:
        """Say whether a paragraph ends with its column: the next begins in capitals after an end mark or a gap."""
        if starts_lower(below.line.text):
            return False
        if ends_with_mark(above.line.text):
            return not self._indents or below.line.left > below.left + 0.5 * self._body or self._is_short(above, below)
        return self._is_short(above, below)

    def _is_indented(self, above: _Placed, below: _Placed) -> bool:
        """Say whether a line is set in, and the one above it is not."""
        step = below.line.left - below.left
        return (
            _is_below(above, below)
            and 0.5 * self._body < step < 5 * self._body
            and above.line.left < below.line.left - 0.5 * self._body
            and not _MARKER.match(above.line.text)
        )

    def _is_short(self, above: _Placed, below: _Placed) -> bool:
        """Say whether the line above ends early: the next word would have fitted on it."""
        width = above.line.right - above.line.left
        first = below.line.text.split(maxsplit=1)[0]
        needed = width / max(1, len(above.line.text)) * (len(first) + 1)
        room = above.right - above.line.right
        slack = 0.5 * self._body if ends_with_mark(above.line.text) else 2 * self._body
        return room > needed + slack and not starts_lower(below.line.text)


def _is_below(above: _Placed, below: _Placed) -> bool:
    """Say whether two lines follow each other in one column."""
    return (above.page, above.column) == (below.page, below.column) and above.line.bottom > below.line.bottom


def _alike(one: Line, other: Line) -> bool:
    """Say whether two lines are set in about the same size."""
    return max(one.size, other.size) < _LARGER * min(one.size, other.size)


class _Writer:
    """Write paragraphs one after the other into one text."""

    def __init__(self, labels: Sequence[str], placed: Sequence[_Placed], body: float) -> None:
        self._labels = labels
        self._body = body
        self._parts: list[str] = []
        self._length = 0
        self._pages: list[Page] = []
        # A word that a line cuts is written as the rest of the document writes it.
        self._known = {word.lower() for each in placed for word in _WORD.findall(_CUT_WORD.sub("", each.line.text))}

    def write(self, paragraphs: Sequence[list[_Placed]], notes: Sequence[list[_Placed]], dropped: int) -> Layout:
        """Write the text, then the notes of all pages below it; there each page begins once more."""
        drafts = [self._write(lines, aside=False) for lines in paragraphs]
        drafts += [self._write(lines, aside=True) for lines in notes]
        text = "".join(self._parts)
        return Layout(text=text, blocks=number_blocks(drafts, text), pages=tuple(self._pages), dropped=dropped)

    def _write(self, lines: Sequence[_Placed], *, aside: bool) -> Draft:
        """Write one paragraph, and mark where a page begins in it."""
        if self._parts:
            self._put("\n\n")
        start = self._length
        marker = _MARKER.match(lines[0].line.text)
        item = marker is not None and not aside
        for number, each in enumerate(lines):
            self._turn_page(each.page)
            following = lines[number + 1].line.text if number + 1 < len(lines) else None
            self._put(self._join(each.line.text, following))
        kind = self._kind(lines, item=item)
        shift = marker.end() if item and marker else 0
        level = 2 if kind == "heading" else 0
        return Draft(start=start + shift, end=self._length, kind=kind, level=level, set_aside="note" if aside else None)

    def _kind(self, lines: Sequence[_Placed], *, item: bool) -> BlockKind:
        if lines[0].line.size > _LARGER * self._body:
            return "heading"
        return "list-item" if item else "paragraph"

    def _turn_page(self, page: int) -> None:
        label = self._labels[page]
        if not self._pages or self._pages[-1].label != label:
            self._pages.append(Page(self._length if self._pages else 0, label))

    def _put(self, words: str) -> None:
        self._parts.append(words)
        self._length += len(words)

    def _join(self, words: str, following: str | None) -> str:
        """Return the words of a line as they go on in the next: a line feed, or nothing where a hyphen is undone."""
        if following is None:
            return words.replace(_SOFT, "-") if words.endswith(_SOFT) else words
        if not words.endswith((_SOFT, *_HARD)) or not following[:1].isalpha():
            return f"{words}\n"
        cut = _CUT_WORD.search(words)
        if cut is None:
            return f"{words}\n"
        if self._keeps_hyphen(cut[1], following):
            return f"{words[:-1]}-"
        return words[:-1]

    def _keeps_hyphen(self, first: str, following: str) -> bool:
        """Say whether a hyphen at the end of a line belongs to the word, by how the document writes it elsewhere."""
        rest = _WORD.match(following)
        second = rest[0] if rest else ""
        if f"{first}{second}".lower() in self._known:
            return False
        if f"{first}-{second}".lower() in self._known or not starts_lower(second):
            return True
        return first.lower() in _HARD_PARTS or not first[-1:].isalpha() or (first.isupper() and len(first) > 1)
