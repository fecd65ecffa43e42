"""Write the document as CommonMark with footnotes and pipe tables: to read as it stands, to compare, to pass on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from briefing.model.document import (
    Block,
    BulletList,
    Callout,
    Document,
    Emphasis,
    Facts,
    Figure,
    Fine,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Masthead,
    Note,
    OrderedList,
    Paragraph,
    Quoted,
    Strong,
    Table,
    Tag,
    Text,
    collect_notes,
)
from briefing.model.finding import Finding
from briefing.packs.theme import Theme
from briefing.render.characters import Sieve
from briefing.render.links import admit_url, report_refused

_ENTITY = r"&(?=#?\w+;)"
_MARKUP = re.compile(rf"[\\`*\[\]<>|~]|_(?![^\W_])|(?<![^\W_])_|{_ENTITY}")
"""What may open markup anywhere in a line: emphasis, code, links, notes, HTML, cells, struck text, entities.

An underscore within a word, as in a file's name, opens nothing.
"""

_OPENING = re.compile(r"(#{1,6}|[+=:-])|(\d{1,9})([.)])")
"""What would make a line a heading, a list, a rule or a definition where a line begins."""

_BREAK = "\n"
"""A line break on its way: a paragraph writes it as Markdown does, other places as they can."""
_CELL_BREAK = "<br>"
_APART = "<!-- -->"
"""A comment keeps apart what Markdown would join: two lists, two stretches of emphasis."""


def write_markdown(document: Document, _theme: Theme) -> tuple[bytes, tuple[Finding, ...]]:
    """Return the document as UTF-8 with one newline at the end, and what was noticed; Markdown has no look."""
    scribe = _Scribe()
    blocks = [*scribe.write_masthead(document.masthead), *scribe.write_blocks(document.blocks)]
    notes = [scribe.write_definition(note) for note in collect_notes(document.blocks)]
    text = "\n\n".join(part for part in (*blocks, *notes) if part).strip() + "\n"
    return text.encode(), scribe.findings


def escape(text: str) -> str:
    """Return text in which nothing is markup within a line."""
    return _MARKUP.sub(r"\\\g<0>", text)


def guard(line: str) -> str:
    """Return a line that opens no block: what would is escaped, spaces before it are dropped."""
    line = line.lstrip(" ")
    found = _OPENING.match(line)
    if not found:
        return line
    opening = f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}"
    return opening + line[found.end() :]


@dataclass(frozen=True, slots=True)
class _Scribe:
    """Write blocks and inlines, and remember what was noticed on the way."""

    sieve: Sieve = field(default_factory=Sieve)
    refused: list[Finding] = field(default_factory=list)

    @property
    def findings(self) -> tuple[Finding, ...]:
        return *self.refused, *self.sieve.report("Markdown")

    def write_masthead(self, masthead: Masthead) -> Iterator[str]:
        """Yield what stands above the body: marking and kicker, notice, title, subtitle, edition, copy."""
        above = [_embrace("**", self._plain(masthead.marking), alone=True), self._plain(masthead.kicker)]
        yield guard(" · ".join(part for part in above if part))
        yield _embrace("**", self._plain(masthead.notice), alone=True)
        yield f"# {_close(self._plain(masthead.title))}"
        yield guard(self._plain(masthead.subtitle))
        yield guard(self._plain(masthead.edition))
        yield guard(self._plain(masthead.copy))

    def write_blocks(self, blocks: tuple[Block, ...]) -> Iterator[str]:
        """Yield blocks, each without an empty line at its ends."""
        after_list = False
        for block in blocks:
            is_list = isinstance(block, BulletList | OrderedList | Facts)
            if is_list and after_list:
                yield _APART
            yield self.write_block(block)
            after_list = is_list

    def write_block(self, block: Block) -> str:
        """Return one block."""
        match block:
            case Heading():
                return f"{'#' * (block.level + 1)} {_close(self._line(block.children))}"
            case Paragraph():
                return self._write_paragraph(block)
            case BulletList() | OrderedList():
                return self._write_list(block)
            case Table() | Figure():
                return self._write_captioned(block)
            case Callout():
                return "\n".join(f"> {line}".rstrip() for line in self._join(block.blocks).split("\n"))
            case Facts():
                return "\n".join(f"- {self._write_fact(fact.label, fact.value)}" for fact in block.items)

    def write_definition(self, note: Note) -> str:
        """Return a note's text under its number."""
        return f"[^{note.number}]: {guard(self._line(note.children))}"

    def _join(self, blocks: tuple[Block, ...]) -> str:
        return "\n\n".join(part for part in self.write_blocks(blocks) if part)

    def _write_paragraph(self, paragraph: Paragraph) -> str:
        children = paragraph.children
        text = self._write_label(children) if paragraph.role == "label" else self._inlines(children)
        lines = (guard(line).strip(" ") for line in text.split(_BREAK))
        return "\\\n".join(line for line in lines if line.strip())

    def _write_label(self, children: Inlines) -> str:
        """Return a label in bold, but for the tags and the small print in it."""
        written = []
        for small, group in groupby(children, key=lambda child: isinstance(child, Tag | Fine)):
            part = tuple(group)
            content = self._inlines(part).strip(" ")
            written.append(content if small else _embrace("**", content, alone=True))
        return " ".join(part for part in written if part)

    def _write_fact(self, label: str, value: Inlines) -> str:
        return f"{_embrace('**', self._plain(label) + ':', alone=True)} {self._line(value)}".strip()

    def _write_list(self, block: BulletList | OrderedList) -> str:
        items = []
        start = block.start if isinstance(block, OrderedList) else 1
        for number, item in enumerate(block.items, start):
            marker = f"{number}. " if isinstance(block, OrderedList) else "- "
            lines = self._join(item).split("\n")
            rest = (f"{' ' * len(marker)}{line}".rstrip() for line in lines[1:])
            items.append("\n".join([(marker + lines[0]).rstrip(), *rest]))
        loose = any(len(item) > 1 for item in block.items)
        return ("\n\n" if loose else "\n").join(items)

    def _write_captioned(self, block: Table | Figure) -> str:
        """Return a table, or what a picture shows in words, between caption and legend: the file holds text alone."""
        caption = _embrace("**", self._line(block.caption), alone=True)
        if isinstance(block, Table):
            body, below = self._write_grid(block), block.legend
        else:
            body, below = guard(_embrace("*", self._plain(block.alt), alone=True)), block.source
        return "\n\n".join(part for part in (caption, body, guard(self._line(below))) if part)

    def _write_grid(self, table: Table) -> str:
        heads = self._row(column.head for column in table.columns)
        rule = "|" + " --- |" * len(table.columns)
        return "\n".join([heads, rule, *(self._row(row) for row in table.rows)])

    def _row(self, cells: Iterator[Inlines] | tuple[Inlines, ...]) -> str:
        return "| " + " | ".join(self._line(cell, _CELL_BREAK) for cell in cells) + " |"

    def _plain(self, text: str) -> str:
        return escape(self.sieve.clean(text)).strip(" ")

    def _line(self, children: Inlines, line_break: str = " ") -> str:
        """Return inlines on one line."""
        return self._inlines(children, line_break).strip(" ")

    def _inlines(self, children: Inlines, line_break: str = _BREAK) -> str:
        written, after_tag = "", False
        for child, following in zip(children, (*children[1:], None), strict=False):
            part = self._inline(child, line_break, alone=written.endswith(" ") and _opens_in_space(following))
            written += _seam(written, part, tag=after_tag or isinstance(child, Tag)) + part
            after_tag = isinstance(child, Tag) if part else after_tag
        return written

    def _inline(self, inline: Inline, line_break: str, *, alone: bool) -> str:
        match inline:
            case Text():
                return escape(self.sieve.clean(inline.text))
            case Tag():
                return f"**[{self._plain(inline.text)}]**"
            case LineBreak():
                return line_break
            case Note():
                return f"[^{inline.number}]"
            case Emphasis() | Strong() | Link() | Quoted() | Fine():
                return self._span(inline, self._inlines(inline.children, line_break), alone=alone)

    def _span(self, inline: Emphasis | Strong | Link | Quoted | Fine, content: str, *, alone: bool) -> str:
        match inline:
            case Emphasis():
                return _embrace("*", content, alone=alone)
            case Strong():
                return _embrace("**", content, alone=alone)
            case Link():
                return self._link(inline.url, content)
            case Quoted() | Fine():
                return content

    def _link(self, url: str, content: str) -> str:
        admitted = admit_url(url)
        if admitted is None:
            self.refused.append(report_refused(self.sieve.clean(url)))
            return content
        target = re.sub(_ENTITY, r"\\&", admitted)
        return f"[{content}](<{target}>)"


_TAGS = {"*": "em", "**": "strong"}


def _embrace(mark: str, content: str, *, alone: bool = False) -> str:
    """Return content in emphasis; spaces at its edges stay outside.

    Asterisks count as emphasis only between certain neighbours: where those are not sure, HTML says the same.
    `alone` tells that the neighbours are the ends of the line or spaces.
    """
    inner = content.strip(" \n")
    if not inner:
        return content
    before, after = content[: len(content) - len(content.lstrip(" \n"))], content[len(content.rstrip(" \n")) :]
    edges = (inner[0], inner[-1])
    if all(edge.isalnum() or (alone and edge not in "*\n") for edge in edges):
        return f"{before}{mark}{inner}{mark}{after}"
    return f"{before}<{_TAGS[mark]}>{inner}</{_TAGS[mark]}>{after}"


def _seam(before: str, after: str, *, tag: bool) -> str:
    """Return what must stand between two stretches so that neither changes the other."""
    if tag and before and after and not before[-1].isspace() and not after[0].isspace():
        return " "
    if before.endswith("*") and after.startswith("*"):
        return _APART
    # A note's mark before a bracket would be a link, before a colon at a line's start a definition.
    return "\\" if before.endswith("]") and after[:1] in {"(", ":"} else ""


def _opens_in_space(inline: Inline | None) -> bool:
    return isinstance(inline, Text) and inline.text.startswith(" ")


def _close(heading: str) -> str:
    """Return a heading's text; number signs at its end would be taken for its closing."""
    return re.sub(r"#(?=#*$)", r"\\#", heading)
