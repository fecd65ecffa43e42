"""Find the blocks of plain text by its lines.

Two shapes of file are both common: one paragraph a line, without blank lines, and hard-wrapped lines with blank lines
between paragraphs. A headline may be glued to the paragraph below it, list items to the sentence that announces them.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from briefing.ingest.reading import Draft
from briefing.model.words import ends_with_mark, starts_lower

_MARKER = re.compile(
    r"\s*(?P<marker>[-*+•‣▪◦–—]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\)|\d{1,2}\.)\s+(?=\W*\w)",
)
_WIDEST_WRAP = 130
_NARROWEST_WRAP = 30
_SLACK = 4
_FEWEST_PARTED = 3
_FEWEST_PAIRS = 3
_MOST_HEADLINE = 160
_ANNOUNCES = (":", ";", ",")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: where it stands, without its line end, and its words."""

    start: int
    end: int
    text: str

    @property
    def width(self) -> int:
        """How wide it is, without white space at its edges."""
        return len(self.text.strip())


Group: TypeAlias = list[Line]


@dataclass(frozen=True, slots=True)
class Shape:
    """How the lines of a file make paragraphs."""

    wrapped: bool
    """Lines are cut at a common width."""
    parted: bool
    """Blank lines part the paragraphs."""
    width: int
    """The width that lines are cut at."""

    def is_full(self, line: Line, following: Line) -> bool:
        """Say whether the first word of the following line would not have fitted on the line."""
        first = following.text.split(maxsplit=1)[0]
        return line.width + 1 + len(first) > self.width - _SLACK


def draft_blocks(text: str) -> list[Draft]:
    """Return the blocks of a text in order; the marker of a list item is left out of its block."""
    groups = group_lines(text)
    shape = measure(groups)
    return [block for group in groups for block in _draft_group(group, shape)]


def group_lines(text: str) -> list[Group]:
    """Return the lines that are not blank, parted where blank lines stand; white space alone is blank."""
    groups: list[Group] = [[]]
    start = 0
    for words in text.split("\n"):
        line = Line(start, start + len(words), words)
        start = line.end + 1
        if words.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return groups if groups[-1] else groups[:-1]


def measure(groups: list[Group]) -> Shape:
    """Tell the shape of a file from all its lines."""
    count = sum(map(len, groups))
    pairs = [pair for group in groups for pair in pairwise(group)]
    parted = len(groups) > 1 and len(groups) * (4 if len(groups) >= _FEWEST_PARTED else 2) > count
    if len(pairs) < _FEWEST_PAIRS:
        return Shape(wrapped=False, parted=parted, width=0)
    width = sorted(line.width for line, _ in pairs)[len(pairs) * 9 // 10]
    wrapped = _is_wrapped(groups, Shape(wrapped=True, parted=parted, width=width))
    return Shape(wrapped=wrapped, parted=parted or (wrapped and len(groups) >= _FEWEST_PARTED), width=width)


def _is_wrapped(groups: list[Group], guess: Shape) -> bool:
    """Say whether lines are cut at a common width: most are full, most run on, hardly any is wider."""
    pairs = [pair for group in groups for pair in pairwise(group)]
    lines = [line for group in groups for line in group]
    full = sum(guess.is_full(line, following) for line, following in pairs)
    running = sum(not ends_with_mark(line.text) for line, _ in pairs)
    wider = sum(line.width > guess.width + 2 * _SLACK for line in lines)
    return (
        _NARROWEST_WRAP <= guess.width <= _WIDEST_WRAP
        and full * 10 >= len(pairs) * 6
        and running * 2 >= len(pairs)
        and wider * 10 <= len(lines)
    )


def _draft_group(group: Group, shape: Shape) -> list[Draft]:
    """Cut the lines between two blank lines into blocks."""
    markers = _accept_markers(group)
    cuts = [i for i in range(1, len(group)) if i in markers or _begins_block(group, i, shape)]
    return [_draft(group[first:last], first in markers) for first, last in pairwise([0, *cuts, len(group)])]


def _draft(block: Group, item: bool) -> Draft:
    """Make one block of the lines."""
    match = _MARKER.match(block[0].text) if item else None
    if match is None:
        return Draft(start=block[0].start, end=block[-1].end)
    return Draft(start=block[0].start + match.end(), end=block[-1].end, kind="list-item")


def _accept_markers(group: Group) -> set[int]:
    """Return the lines that begin list items.

    In wrapped text a line may begin with a dash or a number by chance. So a marker counts on the first line, after a
    line that ends as a sentence or announces a list, or where the group holds several markers of its shape.
    """
    found = {i: match["marker"] for i, line in enumerate(group) if (match := _MARKER.match(line.text))}
    shapes = [_shape_of(marker) for marker in found.values()]
    return {i for i, marker in found.items() if i == 0 or _closes(group[i - 1]) or shapes.count(_shape_of(marker)) > 1}


def _shape_of(marker: str) -> str:
    """Return a marker with its number or letter masked, so that "(a)" and "(b)" are alike."""
    return re.sub(r"\w+", "1", marker)


def _closes(line: Line) -> bool:
    """Say whether a line ends as a sentence does, or announces a list."""
    return ends_with_mark(line.text) or line.text.rstrip().endswith(_ANNOUNCES)


def _begins_block(group: Group, i: int, shape: Shape) -> bool:
    """Say whether line `i` of a group begins a block though no blank line parts it from the line above."""
    above, line = group[i - 1], group[i]
    if _is_glued_headline(group, i, shape):
        return True
    if shape.wrapped:
        return not shape.parted and not shape.is_full(above, line) and _closes(above)
    if not ends_with_mark(above.text) and starts_lower(line.text):
        return False
    return not shape.parted


def _is_glued_headline(group: Group, i: int, shape: Shape) -> bool:
    """Say whether the first line of a group is a headline above running text."""
    above, line = group[0], group[i]
    if i != 1 or _closes(above) or starts_lower(above.text) or starts_lower(line.text):
        return False
    if above.width > _MOST_HEADLINE or not ends_with_mark(group[-1].text):
        return False
    return not shape.is_full(above, line) if shape.wrapped else line.width > above.width
