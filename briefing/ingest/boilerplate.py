"""Set aside whole blocks that are part of the page and not of the report, each with its reason.

To lose a real sentence is worse than to keep a stray line: a block without an end mark counts as a headline only where
its place, its length and its neighbours say so.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from briefing.model.marks import fold_space
from briefing.model.page import is_caption, name_aside
from briefing.model.source import AsideReason, Block
from briefing.model.words import FUNCTION_WORDS, ends_with_mark, starts_lower

_MOST_HEADLINE_WORDS = 26
_MOST_PLAIN_HEADLINE_WORDS = 17
_MOST_SECTION_WORDS = 8
_MOST_TITLED_SECTION_WORDS = 14
_MOST_LABEL_WORDS = 6
_LEAST_BODY_WORDS = 8
_LAST_BLOCKS = 3
_QUOTES = tuple("\"'“‘«")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_BIOGRAPHY = re.compile(
    r"(?P<name>[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){1,3})(?:,.{1,60},)?\s(?:is|was|has\sbeen|writes|covers|reports)\s"
    r"(?:(?:an?|the|on|for|from)\s)?.{0,60}?\b(?:reporter|correspondent|columnist|editor|fellow|professor|journalist|writer"
    r"|author|analyst|researcher|lecturer|director|freelance\w*|contributor|scholar|student)\b"
)


def set_aside(text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks, each that is no part of the report with the reason why."""
    lines = [fold_space(text[block.start : block.end]) for block in blocks]
    named = [
        replace(block, set_aside=block.set_aside or name_aside(line)) for block, line in zip(blocks, lines, strict=True)
    ]
    page = _Page(lines, named)
    page.mark_captions()
    page.mark_headings()
    page.mark_headlines()
    page.mark_repeats()
    page.mark_labels()
    page.mark_biography()
    return tuple(page.blocks)


class _Page:
    """The blocks of one source while they are being set aside."""

    def __init__(self, lines: Sequence[str], blocks: list[Block]) -> None:
        """Begin with what shows from single blocks."""
        self.lines = lines
        self.blocks = blocks
        self._running = [ends_with_mark(line) for line in lines]

    def _mark(self, i: int, reason: AsideReason) -> None:
        """Set a block aside."""
        self.blocks[i] = replace(self.blocks[i], set_aside=reason)

    def _is_open(self, i: int) -> bool:
        """Say whether a block is a paragraph that is not set aside."""
        return self.blocks[i].set_aside is None and self.blocks[i].kind == "paragraph"

    def _is_body(self, i: int) -> bool:
        """Say whether there is a block of running text at this place."""
        if not 0 <= i < len(self.lines) or self.blocks[i].set_aside or self.blocks[i].kind == "heading":
            return False
        return self._running[i] and len(self.lines[i].split()) >= _LEAST_BODY_WORDS

    def mark_captions(self) -> None:
        """Set aside captions that end in the credit of a picture, unless the next block goes on in lower case."""
        for i, line in enumerate(self.lines):
            goes_on = i + 1 < len(self.lines) and starts_lower(self.lines[i + 1])
            if self._is_open(i) and is_caption(line) and not goes_on:
                self._mark(i, "credit")

    def mark_headings(self) -> None:
        """Set aside what the file itself marks as a heading, unless it is a sentence."""
        for i, block in enumerate(self.blocks):
            if block.kind == "heading" and block.set_aside is None and not _is_sentence(self.lines[i]):
                self._mark(i, "headline")

    def mark_headlines(self) -> None:
        """Set aside the headline and the subtitles above the first running text."""
        body = next((i for i in range(len(self.blocks)) if self._is_body(i)), 0)
        for i in range(body):
            if self._is_open(i) and not self._running[i] and _is_headline(self.lines[i]):
                self._mark(i, "headline")
        for i in range(body + 1, len(self.blocks)):
            if self._is_section_heading(i):
                self._mark(i, "headline")

    def _is_section_heading(self, i: int) -> bool:
        """Say whether a block inside the body is a heading: short, without end mark, between running text."""
        line = self.lines[i]
        if not self._is_open(i) or self._running[i] or not self._is_body(i + 1) or line.startswith(_QUOTES):
            return False
        if (
            not (self._running[i - 1] or self.blocks[i - 1].set_aside)
            or not _opens_title(line)
            or line.endswith((":", ",", ";"))
        ):
            return False
        count = len(line.split())
        return count <= _MOST_SECTION_WORDS or (count <= _MOST_TITLED_SECTION_WORDS and _is_title_case(line))

    def mark_repeats(self) -> None:
        """Set aside every copy of a headline."""
        headlines = {line for line, block in zip(self.lines, self.blocks, strict=True) if block.set_aside == "headline"}
        counts = Counter(self.lines)
        for i, line in enumerate(self.lines):
            if line in headlines and counts[line] > 1 and self.blocks[i].set_aside is None:
                self._mark(i, "headline")

    def mark_labels(self) -> None:
        """Set aside section labels such as "Additional Coverage:"; what announces a list is none."""
        for i, line in enumerate(self.lines):
            follower = self.blocks[i + 1] if i + 1 < len(self.blocks) else None
            if self._is_open(i) and _is_label(line) and not (follower and follower.kind == "list-item"):
                self._mark(i, "label")

    def mark_biography(self) -> None:
        """Set aside the note on the author below the text: it names somebody whom the text does not mention."""
        kept = [i for i, block in enumerate(self.blocks) if block.set_aside is None]
        for i in reversed(kept[-_LAST_BLOCKS:]):
            match = _BIOGRAPHY.match(self.lines[i])
            if match is None or len(kept) <= _LAST_BLOCKS:
                return
            surname = match["name"].split()[-1]
            if any(surname in self.lines[other] for other in kept if other != i):
                return
            self._mark(i, "byline")


def _opens_title(line: str) -> bool:
    """Say whether a line begins as a headline may: with a capital or a number, not with a bracket or a dash."""
    return line.lstrip("\"'“‘«")[:1].isalnum() and not starts_lower(line)


def _is_sentence(line: str) -> bool:
    """Say whether a heading reads as a sentence of the report."""
    return line.endswith(".") and len(line.split()) > _LEAST_BODY_WORDS and not _is_title_case(line)


def _is_headline(line: str) -> bool:
    """Say whether a line above the body reads as a headline: one in title case may be longer."""
    most = _MOST_HEADLINE_WORDS if _is_title_case(line) else _MOST_PLAIN_HEADLINE_WORDS
    return _opens_title(line) and len(line.split()) <= most and not line.endswith((",", ";", ":"))


def _is_label(line: str) -> bool:
    """Say whether a line is a short title with a colon."""
    return line.endswith(":") and len(line.split()) <= _MOST_LABEL_WORDS and _is_title_case(line)


def _is_title_case(line: str) -> bool:
    """Say whether nearly all words but the function words begin with a capital."""
    words = [word for word in _WORD.findall(line) if word.lower() not in FUNCTION_WORDS]
    capitals = sum(word[:1].isupper() for word in words)
    return bool(words) and capitals * 10 >= len(words) * 8
