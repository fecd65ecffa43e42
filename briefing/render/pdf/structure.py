"""The structure tree: what each stretch of the pages is, for those who hear the document or read it in other shapes.

Tags follow PDF/UA-1 (ISO 14289-1) and the standard types of PDF 1.7 (ISO 32000-1, 14.8.4). Nothing here knows PDF.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from briefing.render.pdf.bands import Path
from briefing.render.pdf.lines import Address, AnchorTarget, MarkTarget, NoteTarget, Run

_HEADINGS: Mapping[str, int] = {"title": 1, "heading1": 2, "heading2": 3, "heading3": 4}
_HOLDERS: Mapping[str, tuple[str, str]] = {
    "list": ("L", "/O/List/ListNumbering/Disc"),
    "ordered": ("L", "/O/List/ListNumbering/Decimal"),
    "facts": ("L", "/O/List/ListNumbering/None"),
    "fact": ("LI", ""),
    "table": ("Table", ""),
    "body": ("TBody", ""),
    "row": ("TR", ""),
    "callout": ("Sect", ""),
    "figure": ("Div", ""),
    "contents": ("TOC", ""),
}
"""Tag and attributes of what holds blocks, by the part of the path that it is."""
_LEAVES: Mapping[tuple[str, str], str] = {
    ("table", "caption"): "Caption",
    ("figure", "caption"): "Caption",
    ("figure", "picture"): "Figure",
    ("fact", "label"): "Lbl",
    ("fact", "value"): "LBody",
    ("contents", "entry"): "TOCI",
}
"""Tags of lines by what they stand in and what they are there; all others are paragraphs."""
_AT_TOP: Mapping[str, str] = {
    "logo": "Figure", "kicker": "P", "marking": "P", "notice": "P", "title": "P", "subtitle": "P",
}  # fmt: skip
_HOLDS_NOTES = frozenset({"Caption", "LBody", "Lbl"})
"""Elements that take the notes to their words inside; after any other, notes follow as siblings."""


class Content(NamedTuple):
    """Marked content: the page it stands on, counted from 0, and its number there."""

    page: int
    number: int


class Click(NamedTuple):
    """A place to click: its page and its number among all in the document."""

    page: int
    number: int


@dataclass(slots=True, eq=False)
class Element:
    """A node of the tree. `attributes` are in PDF's own notation."""

    tag: str
    parent: "Element | None" = None
    kids: list["Kid"] = field(default_factory=list)
    id: str = ""
    language: str = ""
    attributes: str = ""
    alt: str = ""
    """What a picture shows."""
    actual: str = ""
    """What words read as that stand on the page in another order."""

    def add(self, tag: str, attributes: str = "") -> "Element":
        """Append a new element."""
        kid = Element(tag, self, attributes=attributes)
        self.kids.append(kid)
        return kid


Kid: TypeAlias = Element | Content | Click


class BlockTags:
    """The elements of blocks: each is made when the first of its lines is painted, in reading order."""

    def __init__(self) -> None:
        """Start with the document element alone."""
        self.root = Element("Document")
        self._section = self.root
        self._leaves: dict[Path, Element] = {}
        self._holders: dict[Path, Element] = {}
        self._level = 0

    def find(self, path: Path) -> Element:
        """Return the element of the lines at a path."""
        leaf = self._leaves.get(path)
        if leaf is None:
            leaf = self._leaves[path] = self._make_leaf(path)
        return leaf

    def _make_leaf(self, path: Path) -> Element:
        outer, part = path[:-1], path[-1][0]
        inside = outer[-1][0] if outer else ""
        if part in _HEADINGS:
            return self._make_heading(outer, part)
        if part == "item":
            return self._find_label(path)
        if part.startswith(("cell", "row-head")):
            return self._make_cell(outer, part)
        if part in _AT_TOP:
            return self.root.add(_AT_TOP[part])
        beside = inside == "table" and part == "legend"
        return self._hold(outer[:-1] if beside else outer).add(_LEAVES.get((inside, part), "P"))

    def _make_heading(self, outer: Path, part: str) -> Element:
        """Append a heading, never more than one level below the one before; one of the first level opens a section."""
        if part == "heading1" and not outer:
            self._section = self.root.add("Sect")
        self._level = min(_HEADINGS[part], self._level + 1)
        return (self.root if part == "title" else self._hold(outer)).add(f"H{self._level}")

    def _make_cell(self, row: Path, part: str) -> Element:
        kind, _, span = part.partition("+")
        scope = "Column" if row[-1][0] == "head" else "Row" if kind == "row-head" else ""
        attributes = (f"/Scope/{scope}" if scope else "") + _write_span(span)
        owned = f"/O/Table{attributes}" if attributes else ""
        return self._hold(row).add("TH" if scope else "TD", owned).add("P")

    def _find_label(self, item: Path) -> Element:
        """Return the label of a list item, which stands before its body."""
        body = self._hold(item)
        label = body.parent.kids[0] if body.parent else body
        return label if isinstance(label, Element) else body

    def _hold(self, path: Path) -> Element:
        """Return the element that what stands below a path is put into."""
        if not path:
            return self._section
        holder = self._holders.get(path)
        if holder is None:
            holder = self._holders[path] = self._make_holder(path)
        return holder

    def _make_holder(self, path: Path) -> Element:
        part = path[-1][0]
        if part == "group":  # rows that cells are over together: no element of their own
            return self._hold((*path[:-1], ("body", 0)))
        grouped = len(path) > 1 and path[-2][0] == "group"
        outer = self._hold((*path[:-1], ("body", 0)) if part == "row" and not grouped else path[:-1])
        if part == "head":
            return outer.add("THead").add("TR")
        if part == "item":
            item = outer.add("LI")
            item.add("Lbl")
            return item.add("LBody")
        return outer.add(*_HOLDERS[part])


class TagTree:
    """The whole tree: blocks, and within them quotations, links, and notes beside their marks.

    A quotation has its statement's id, followed by "#2" and so on where the statement is printed again.
    """

    def __init__(self, languages: Mapping[str, str]) -> None:
        """Start a tree; `languages` names those of the statements that are not in the document's own."""
        self._blocks = BlockTags()
        self._languages = languages
        self._open: dict[Element, tuple[str, Element]] = {}
        """The quotation or link that goes on in an element, by what it quotes or leads to."""
        self._printed: dict[str, int] = {}
        self._hosts: dict[int, Element] = {}
        self._last: dict[Element, Element] = {}
        self._notes: dict[int, tuple[Element, Element]] = {}

    @property
    def root(self) -> Element:
        """The document element."""
        return self._blocks.root

    def find(self, path: Path) -> Element:
        """Return the element of the lines at a path."""
        return self._blocks.find(path)

    def place(self, run: Run, block: Element) -> Element:
        """Return the element of a run within the element of its block."""
        holder = self._quote(run.statement, block) if run.statement else block
        match run.target:
            case None:
                return holder
            case MarkTarget(number):
                self._hosts.setdefault(number, block)
                return holder.add("Reference").add("Link")
            case NoteTarget():
                return holder.add("Link")
            case Address(url):
                return self._go_on(holder, url) or self._begin(holder, "Link", url)
            case AnchorTarget(key):
                reference = self._go_on(holder, key) or self._begin(holder, "Reference", key)
                return next((kid for kid in reference.kids if isinstance(kid, Element)), None) or reference.add("Link")

    def _quote(self, statement: str, block: Element) -> Element:
        """Return the quotation in a block that a statement's words go on in, or begin."""
        quote = self._go_on(block, statement)
        if quote is None:
            quote = self._begin(block, "Quote", statement)
            count = self._printed[statement] = self._printed.get(statement, 0) + 1
            quote.id = statement if count == 1 else f"{statement}#{count}"
            quote.language = self._languages.get(statement, "")
        return quote

    def _go_on(self, holder: Element, key: str) -> Element | None:
        """Return the open kid for a key if nothing but notes has come after it."""
        known, kid = self._open.get(holder, ("", holder))
        if known != key:
            return None
        if holder.kids[-1] is kid:
            return kid
        return kid if next(each for each in reversed(holder.kids) if not _is_note(each)) is kid else None

    def _begin(self, holder: Element, tag: str, key: str) -> Element:
        kid = holder.add(tag)
        self._open[holder] = key, kid
        return kid

    def open_note(self, number: int) -> tuple[Element, Element]:
        """Return the elements of a note's number and of its text, made beside the block that has its mark."""
        if number not in self._notes:
            note = self._insert_note(self._hosts.get(number))
            note.id = f"note-{number}"
            self._notes[number] = note.add("Lbl"), note.add("P")
        return self._notes[number]

    def _insert_note(self, host: Element | None) -> Element:
        if host is None or host.parent is None:
            return self.root.add("Note")
        if host.tag in _HOLDS_NOTES:
            return host.add("Note")
        note = Element("Note", host.parent)
        siblings = host.parent.kids
        siblings.insert(siblings.index(self._last.get(host, host)) + 1, note)
        self._last[host] = note
        return note


def _write_span(span: str) -> str:
    """Return "2x3" as the attributes of a cell over two columns and three rows."""
    columns, _, rows = span.partition("x")
    over = (("ColSpan", columns), ("RowSpan", rows))
    return "".join(f"/{name} {count}" for name, count in over if count not in {"", "1"})


def _is_note(kid: Kid) -> bool:
    return isinstance(kid, Element) and kid.tag == "Note"
