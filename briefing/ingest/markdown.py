"""Read Markdown: only what a reader sees becomes text.

Markup, link targets, images, HTML and comments are dropped and counted.
"""

import html
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefing.ingest.decoding import Decoded, decode
from briefing.ingest.frontmatter import split_front_matter
from briefing.ingest.metadata import FieldReader
from briefing.ingest.reading import Draft, Reading, SourceFile, number_blocks
from briefing.model.finding import Finding
from briefing.model.source import AsideReason, BlockKind
from briefing.model.words import ends_with_mark

_UNSEEN = re.compile(r"<(script|style|iframe|svg|template|noscript)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[/!?]?[A-Za-z!?][^<>]*>")
_WHITE_LINE = re.compile(r"^[^\S\n]+$", re.MULTILINE)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_PARAGRAPH_END = re.compile(r"</(?:p|div|li|h\d|td|th|tr|blockquote)\s*>|<br\s*/?>", re.IGNORECASE)
_KINDS: dict[str, BlockKind] = {"list_item_open": "list-item", "blockquote_open": "quote", "table_open": "table"}
_LONGEST_NUMBER = 3
"""Digits of a list marker: a longer number is a year that opens a sentence."""
_DROPPED = ("link target", "image", "piece of HTML", "comment", "code fence")


@cache
def _parser() -> MarkdownIt:
    """Make the parser once. Indented lines are text here: sources hold no program code."""
    return MarkdownIt("commonmark").enable("table").disable("code")


def read_markdown(file: SourceFile) -> Reading:
    """Read a Markdown file."""
    return read_decoded(file.name, decode(file))


def read_decoded(name: str, decoded: Decoded) -> Reading:
    """Read Markdown that is decoded already; offsets refer to the visible text."""
    front = split_front_matter(name, decoded.text)
    fields = FieldReader(name)
    reference = fields.read(front.fields)
    page = _Page()
    # A line of no-break spaces is blank to a reader, though not to a Markdown parser.
    page.read(_parser().parse(_WHITE_LINE.sub("", front.body)))
    text = "".join(page.parts)
    return Reading(
        text=text,
        blocks=number_blocks(page.drafts, text),
        reference=reference,
        id=fields.id,
        findings=(*decoded.findings, *front.findings, *fields.findings, *_report(name, page.dropped)),
    )


def _report(name: str, dropped: Counter[str]) -> tuple[Finding, ...]:
    """Say in one finding what was dropped."""
    counts = [f"{dropped[what]} {what}{'s' if dropped[what] > 1 else ''}" for what in _DROPPED if dropped[what]]
    if not counts:
        return ()
    message = f"left out as markup: {', '.join(counts).replace('piece of HTMLs', 'pieces of HTML')}"
    return (Finding(severity="note", code="markup-dropped", message=message, place=name),)


class _Page:
    """Collect the visible text of a page, block by block."""

    def __init__(self) -> None:
        """Begin with an empty page."""
        self.parts: list[str] = []
        self.drafts: list[Draft] = []
        self.dropped: Counter[str] = Counter()
        self._length = 0
        self._containers: list[str] = []
        self._level = 0
        self._opening = ""
        self._underlined = False

    def read(self, tokens: Sequence[Token]) -> None:
        """Read the tokens of the page in order."""
        for token in tokens:
            match token.type:
                case "inline":
                    self._read_inline(token)
                case "html_block":
                    self._read_html(token.content)
                case "fence" | "code_block":
                    self.dropped["code fence"] += 1
                    self._add_parts(token.content)
                case "hr":
                    self._add(token.markup[:3], set_aside="separator")
                case _:
                    self._enter_or_leave(token)

    def _enter_or_leave(self, token: Token) -> None:
        """Keep track of what the next text stands in."""
        if token.type == "heading_open":
            self._level = int(token.tag[1:])
            self._underlined = token.markup in ("-", "=")
        elif token.type == "heading_close":
            self._level = 0
        elif token.type in ("list_item_open", "blockquote_open", "table_open"):
            self._containers.append(token.type)
            self._opening = _put_back_year(token)
        elif token.type in ("list_item_close", "blockquote_close", "table_close"):
            self._containers.pop()

    def _read_inline(self, token: Token) -> None:
        """Add the visible text of a paragraph, heading or cell."""
        children = token.children or []
        words = "".join(map(self._read_child, children))
        if self._underlined and ends_with_mark(words):
            self._level = 0  # a rule drawn right under a paragraph is no underlining
        self._add(words, set_aside="markup" if _is_link_only(children) and not ends_with_mark(words) else None)

    def _read_child(self, child: Token) -> str:
        """Return the visible text of one inline token, counting what is not."""
        match child.type:
            case "text" | "code_inline":
                return child.content
            case "softbreak" | "hardbreak":
                return "\n"
            case "link_open":
                self.dropped["link target"] += 1
            case "image":
                self.dropped["image"] += 1
            case "html_inline":
                self.dropped["comment" if child.content.startswith("<!--") else "piece of HTML"] += 1
                return "\n" if child.content.lower().startswith("<br") else ""
            case _:
                pass
        return ""

    def _read_html(self, content: str) -> None:
        """Add the text inside a block of HTML, without tags, scripts and comments."""
        content, comments = _cut_comments(content)
        self.dropped["comment"] += comments
        content, unseen = _UNSEEN.subn("", content)
        content, tags = _TAG.subn("", _PARAGRAPH_END.sub("\n\n", content))
        self.dropped["piece of HTML"] += 1 if unseen or tags else 0
        self._add_parts(html.unescape(content))

    def _add_parts(self, content: str) -> None:
        """Add text in which blank lines part the blocks."""
        for part in _BLANK_LINE.split(content):
            self._add(part)

    def _add(self, words: str, *, set_aside: AsideReason | None = None) -> None:
        """Add one block, after a blank line if it is not the first."""
        if not words.strip():
            return
        words, self._opening = self._opening + words, ""
        gap = "\n\n" if self.parts else ""
        start = self._length + len(gap)
        self.parts += [gap, words]
        self._length = start + len(words)
        self.drafts.append(
            Draft(start=start, end=self._length, kind=self._kind(), level=self._level, set_aside=set_aside)
        )

    def _kind(self) -> BlockKind:
        """Tell what the text is by what it stands in."""
        if self._level:
            return "heading"
        return _KINDS[self._containers[-1]] if self._containers else "paragraph"


def _put_back_year(token: Token) -> str:
    """Return the number that opens a sentence, as in "1945. A new order began": it is no list marker."""
    return (
        f"{token.info}{token.markup} " if token.type == "list_item_open" and len(token.info) > _LONGEST_NUMBER else ""
    )


def _is_link_only(children: Sequence[Token]) -> bool:
    """Say whether all words of a paragraph are links."""
    depth = links = 0
    for child in children:
        if child.type == "link_open":
            depth, links = depth + 1, links + 1
        elif child.type == "link_close":
            depth -= 1
        elif not depth and child.type in ("text", "code_inline") and any(map(str.isalnum, child.content)):
            return False
    return links > 0


def _cut_comments(content: str) -> tuple[str, int]:
    """Return HTML without its comments, and how many there were; one that is never closed is text."""
    kept = []
    count = 0
    while (start := content.find("<!--")) >= 0 and (end := content.find("-->", start)) >= 0:
        kept.append(content[:start])
        content = content[end + 3 :]
        count += 1
    return "".join([*kept, content]), count
