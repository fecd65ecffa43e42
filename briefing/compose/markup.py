"""The text that a template makes -> blocks: a small, closed part of Markdown, with values in place of their slots.

Anything outside that part is a PackError with file and line of the template: see the README of the pack.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from briefing.compose.cellspans import ABOVE, LEFT, find_spans
from briefing.compose.punctuation import merge_texts
from briefing.compose.slots import CLOSE, OPEN, SLOT, Slot
from briefing.config.tables import suggest
from briefing.errors import PackError
from briefing.model.brief import NotePlan
from briefing.model.document import (
    Block,
    BulletList,
    Callout,
    CalloutRole,
    CellFace,
    CellSpan,
    Column,
    Emphasis,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Note,
    OrderedList,
    Paragraph,
    ParagraphRole,
    Quoted,
    Strong,
    Table,
    Text,
    iterate_inlines,
    read_plain,
)

DEEPEST_HEADING = 3
_DIV = re.compile(r"[ \t]*:::[ \t]*(?P<name>[\w-]*)[ \t]*")
_CLASS = re.compile(r"\{\.(?P<name>[\w-]+)(?P<columns>(?:[ \t]+[\w-]+(?:=\d{1,3})?)*)[ \t]*\}[ \t]*")
_ADDRESS = re.compile(rf"(?:https?://|mailto:)[^\s{OPEN}{CLOSE}]+", re.IGNORECASE)
_CALLOUTS: dict[str, CalloutRole] = {"key-points": "key-points", "box": "box"}
_ROLES: dict[str, ParagraphRole] = {
    "body": "body",
    "statement": "statement",
    "label": "label",
    "legend": "legend",
    "remark": "remark",
}
_AHEAD = {
    "table": ("table", "{.table} stands before a table"),
    "continued": ("ordered_list", "{.continued} stands before a numbered list"),
}
"""Classes of paragraphs that belong to what follows: its type, and what is said where something else does."""
_FACES: dict[str, CellFace] = {"ours": "ours", "source": "source"}
_NAMES = {
    "blockquote": "a quotation block",
    "code_inline": "code",
    "fence": "a code block",
    "hr": "a rule",
    "html_block": "HTML",
    "html_inline": "HTML",
    "image": "an image",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text that a template made, and the line of the template that made it."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """Hold a document's blocks before its notes are numbered: the note with the number -(k+1) is `notes[k]`."""

    blocks: tuple[Block, ...]
    notes: tuple[NotePlan, ...]


def parse_markup(lines: Sequence[Line], slots: Sequence[Slot]) -> Parsed:
    """Parse the text that a template made and put the contents of its slots in; raises PackError with the line."""
    reader = _Reader(slots)
    blocks = tuple(block for part in _cut_divs(lines) for block in reader.read_part(part))
    return Parsed(blocks, tuple(reader.notes))


@dataclass(frozen=True, slots=True)
class _Part:
    """Lines between the marks of boxes: those of one box, or those outside."""

    role: CalloutRole | None
    lines: tuple[Line, ...]


def _cut_divs(lines: Sequence[Line]) -> Iterator[_Part]:
    """Cut the text at its lines of three colons; a box may not stand in a box."""
    role: CalloutRole | None = None
    kept: list[Line] = []
    opened = ""
    for line in lines:
        div = _DIV.fullmatch(line.text)
        if div is None:
            kept.append(line)
            continue
        if bool(div["name"]) == (role is not None):
            message = "a box stands in a box" if div["name"] else 'there is no box to close with ":::"'
            raise PackError(message, place=line.place)
        yield _Part(role, tuple(kept))
        role, opened, kept = _name_callout(div["name"], line.place), line.place, []
    if role is not None:
        raise PackError('the box is never closed with ":::"', place=opened)
    yield _Part(None, tuple(kept))


def _name_callout(name: str, place: str) -> CalloutRole | None:
    if name and name not in _CALLOUTS:
        raise PackError(f'there is no box "{name}"', place=place, hint=suggest(name, _CALLOUTS, "boxes"))
    return _CALLOUTS.get(name)


class _Markdown(MarkdownIt):
    """Leave addresses as they are written, so that a slot in one can be seen."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802  # the name is the parser's
        return url


def _parse_markdown(text: str) -> list[SyntaxTreeNode]:
    """Parse Markdown; HTML is recognised so that it can be refused, and indented text is no code."""
    parser = _Markdown("commonmark", {"html": True}).enable("table").disable(["code", "lheading", "reference"])
    return SyntaxTreeNode(parser.parse(text)).children


@dataclass(frozen=True, slots=True)
class _Marked:
    """The inlines of a paragraph and the class that stood before them."""

    children: Inlines
    name: str = ""
    columns: tuple[tuple[str, float | None], ...] = ()


@dataclass(slots=True)
class _Reader:
    """Turn syntax nodes into blocks, one part of the text after the other."""

    slots: Sequence[Slot]
    notes: list[NotePlan] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    counted: int = 0
    """The last number of the last numbered list."""
    lines: tuple[Line, ...] = ()

    def read_part(self, part: _Part) -> Iterator[Block]:
        self.lines = part.lines
        blocks = self._blocks(_parse_markdown("\n".join(line.text for line in part.lines)))
        if part.role is None:
            yield from blocks
        elif blocks:
            yield Callout(part.role, blocks)

    def _blocks(self, nodes: Sequence[SyntaxTreeNode]) -> tuple[Block, ...]:
        """Read nodes side by side: a table takes its caption before it and its legend after it."""
        blocks: list[Block] = []
        ahead: _Marked | None = None
        for node in nodes:
            if ahead is not None and node.type != _AHEAD[ahead.name][0]:
                raise self._fail(_AHEAD[ahead.name][1], node)
            if node.type == "paragraph":
                ahead = self._add_paragraph(node, blocks)
            else:
                blocks.append(self._block(node, ahead))
                ahead = None
        if ahead is not None:
            raise self._fail(_AHEAD[ahead.name][1], nodes[-1])
        return tuple(blocks)

    def _block(self, node: SyntaxTreeNode, ahead: "_Marked | None") -> Block:
        match node.type:
            case "heading":
                return self._heading(node)
            case "bullet_list":
                return BulletList(tuple(self._blocks(item.children) for item in node.children))
            case "ordered_list":
                return self._numbered(node, goes_on=ahead is not None)
            case "table":
                return self._table(node, ahead or _Marked(()))
            case _:
                raise self._refuse(node)

    def _numbered(self, node: SyntaxTreeNode, *, goes_on: bool) -> OrderedList:
        """Read a numbered list; one that goes on counts from the last number of the one before it."""
        start = self.counted + 1 if goes_on else 1
        items = tuple(self._blocks(item.children) for item in node.children)
        self.counted = start + len(items) - 1
        return OrderedList(items, start)

    def _heading(self, node: SyntaxTreeNode) -> Heading:
        level = int(node.tag[1])
        if level > DEEPEST_HEADING:
            raise self._fail(f"headings have {DEEPEST_HEADING} levels, not {level}", node)
        children = self._inlines(node)
        self._refuse_statement(children, "a heading", node)
        return Heading(level, children, self._make_id(read_plain(children)))

    def _make_id(self, title: str) -> str:
        """Make an id of a title, unlike those before it."""
        stem = "-".join(re.findall(r"\w+", title.casefold())) or "section"
        name, number = stem, 1
        while name in self.ids:
            number += 1
            name = f"{stem}-{number}"
        self.ids.add(name)
        return name

    def _add_paragraph(self, node: SyntaxTreeNode, blocks: list[Block]) -> _Marked | None:
        """Add a paragraph, a block that a slot holds, or the legend of the table above; return what the next takes."""
        block = self._lone_block(node)
        if block is not None:
            blocks.append(block)
            return None
        marked = self._marked(node)
        if marked.name in _AHEAD:
            if marked.name == "continued" and marked.children:
                raise self._fail("{.continued} stands alone", node)
            return marked
        above = blocks[-1] if blocks else None
        if marked.name == "legend" and isinstance(above, Table) and not above.legend:
            blocks[-1] = replace(above, legend=marked.children)
        elif marked.children:
            blocks.append(Paragraph(marked.children, self._role(marked, node)))
        return None

    def _lone_block(self, node: SyntaxTreeNode) -> Block | None:
        """Return the block that a paragraph's only slot holds; None for an ordinary paragraph."""
        slot = SLOT.fullmatch(node.children[0].content.strip())
        content = self.slots[int(slot[1])].content if slot else ()
        return None if isinstance(content, tuple) else content

    def _role(self, marked: _Marked, node: SyntaxTreeNode) -> ParagraphRole:
        """Return the role that a paragraph names, else "statement" for one that holds a source's words."""
        if marked.name:
            if marked.name not in _ROLES:
                hint = suggest(marked.name, [*_ROLES, *_AHEAD], "classes")
                raise self._fail(f"there is no class {{.{marked.name}}}", node, hint=hint)
            return _ROLES[marked.name]
        return "statement" if any(isinstance(child, Quoted) for child in marked.children) else "body"

    def _marked(self, node: SyntaxTreeNode) -> _Marked:
        """Read a paragraph and part it from the class before it."""
        children = self._inlines(node)
        found = _CLASS.match(node.children[0].content)
        if found is None or not isinstance(children[0], Text):
            return _Marked(children)
        first = replace(children[0], text=children[0].text[found.end() :])
        columns = tuple(_read_share(word) for word in found["columns"].split())
        if columns and found["name"] != "table":
            raise self._fail(f"only {{.table}} has columns, not {{.{found['name']}}}", node)
        return _Marked(_trim((first, *children[1:])), found["name"], columns)

    def _table(self, node: SyntaxTreeNode, caption: _Marked) -> Table:
        head, *body = [row.children for part in node.children for row in part.children]
        spans = self._spans(head, body, node)
        heads = tuple(self._cell(cell) for cell in head)
        rows = tuple(tuple(self._cell(cell) for cell in row) for row in body)
        for children in (caption.children, *heads):
            self._refuse_statement(children, "the caption or head of a table", node)
        given = caption.columns or tuple((_guess_face(rows, number), None) for number in range(len(heads)))
        self._check_columns(given, len(heads), node)
        columns = tuple(Column(head, _FACES[face], share) for head, (face, share) in zip(heads, given, strict=True))
        return Table(caption=caption.children, columns=columns, rows=rows, spans=spans)

    def _cell(self, node: SyntaxTreeNode) -> Inlines:
        """Read a cell; one that goes on from its neighbour is empty."""
        return () if _read_raw(node).strip() in {LEFT, ABOVE} else self._inlines(node)

    def _spans(
        self, head: Sequence[SyntaxTreeNode], body: Sequence[Sequence[SyntaxTreeNode]], node: SyntaxTreeNode
    ) -> tuple[CellSpan, ...]:
        try:
            return find_spans([_read_raw(cell) for cell in head], [[_read_raw(cell) for cell in row] for row in body])
        except ValueError as problem:
            raise self._fail(str(problem), node) from problem

    def _check_columns(self, given: Sequence[tuple[str, float | None]], count: int, node: SyntaxTreeNode) -> None:
        """Refuse columns that are none, too many or too few, or shares that do not fill the width."""
        for face, _ in given:
            if face not in _FACES:
                raise self._fail(f'there is no column "{face}"', node, hint=suggest(face, _FACES, "columns"))
        if len(given) != count:
            raise self._fail(f"{{.table}} names {len(given)} columns and the table has {count}", node)
        shares = [share for _, share in given if share is not None]
        if len(shares) == count and round(sum(shares), 6) != 1:
            raise self._fail("the shares of the columns do not add up to 100", node)

    def _inlines(self, node: SyntaxTreeNode) -> Inlines:
        """Read the inlines of a node that holds text."""
        return _trim(tuple(self._each_inline(node.children, node)))

    def _each_inline(self, nodes: Sequence[SyntaxTreeNode], block: SyntaxTreeNode) -> Iterator[Inline]:
        for node in nodes:
            match node.type:
                case "inline":
                    yield from self._each_inline(node.children, block)
                case "text":
                    yield from self._text(node.content, block)
                case "softbreak":
                    yield Text(" ")
                case "hardbreak":
                    yield LineBreak()
                case "strong" | "em" | "link":
                    yield self._container(node, block)
                case _:
                    raise self._refuse(node, block)

    def _container(self, node: SyntaxTreeNode, block: SyntaxTreeNode) -> Inline:
        children = merge_texts(self._each_inline(node.children, block))
        self._refuse_statement(children, "bold, italics or a link", block)
        match node.type:
            case "strong":
                return Strong(children)
            case "em":
                return Emphasis(children)
            case _:
                address = str(node.attrs["href"])
                if not _ADDRESS.fullmatch(address):
                    hint = "write the address in the template, with https:// or mailto:"
                    raise self._fail("this is no address of a link", block, hint=hint)
                return Link(address, children)

    def _text(self, text: str, block: SyntaxTreeNode) -> Iterator[Inline]:
        """Yield the template's own words and the contents of the slots between them."""
        for number, part in enumerate(SLOT.split(text)):
            if number % 2:
                yield from self._fill(self.slots[int(part)], block)
            elif part:
                yield Text(part)

    def _fill(self, slot: Slot, block: SyntaxTreeNode) -> Iterator[Inline]:
        """Yield the inlines of a slot; each time that its note is printed it is a note of its own."""
        if not isinstance(slot.content, tuple):
            raise self._fail("this value stands alone in its paragraph", block)
        for child in slot.content:
            if isinstance(child, Note) and slot.plan is not None:
                self.notes.append(slot.plan)
                yield replace(child, number=-len(self.notes))
            else:
                yield child

    def _refuse_statement(self, children: Inlines, where: str, node: SyntaxTreeNode) -> None:
        if any(isinstance(child, Quoted | Note) for child in iterate_inlines(children)):
            raise self._fail(f"a statement cannot stand in {where}", node)

    def _refuse(self, node: SyntaxTreeNode, block: SyntaxTreeNode | None = None) -> PackError:
        name = _NAMES.get(node.type, node.type.replace("_", " "))
        return self._fail(f"{name} is no part of a layout", block or node, hint="see the README of policy-brief")

    def _fail(self, message: str, node: SyntaxTreeNode, hint: str = "") -> PackError:
        """Return an error at the line of the template that made a node."""
        inner: SyntaxTreeNode | None = node
        while inner is not None and inner.map is None:
            inner = inner.parent
        first = inner.map[0] if inner is not None and inner.map is not None else 0
        return PackError(message, place=self.lines[first].place, hint=hint)


def _read_share(word: str) -> tuple[str, float | None]:
    """Read "ours=25" as the face of a column and its share of the width."""
    face, _, share = word.partition("=")
    return face, int(share) / 100 if share else None


def _read_raw(node: SyntaxTreeNode) -> str:
    """Return what a cell is written as."""
    return "".join(child.content for child in node.children)


def _guess_face(rows: Sequence[Sequence[Inlines]], number: int) -> CellFace:
    """Say whose words a column holds: the sources' if a statement stands in it."""
    cells = [child for row in rows for child in row[number]]
    return "source" if any(isinstance(child, Quoted) for child in cells) else "ours"


def _trim(children: Inlines) -> Inlines:
    """Drop white space of the template at both ends, and texts that are empty."""
    kept = list(children)
    for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
        if kept and isinstance(edge := kept[end], Text) and edge.origin == "pack":
            kept[end] = replace(edge, text=strip(edge.text))
    return merge_texts(kept)
