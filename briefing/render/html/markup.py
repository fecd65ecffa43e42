"""A tree of elements -> HTML: all text escaped, and nothing ever put together from strings."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Node: TypeAlias = "Element | str"
Nodes: TypeAlias = tuple["Node", ...]

_EMPTY = frozenset({"br", "col", "hr", "img", "link", "meta"})
"""Elements without content or end tag (HTML, 13.1.2)."""
_RAW = frozenset({"script", "style"})
"""Elements whose text is not escaped, since nothing in it is read as markup but their end."""
_ON_LINES = frozenset({
    "html", "head", "body", "meta", "link", "title", "style", "script", "header", "nav", "main", "section", "footer",
    "div", "h1", "h2", "h3", "h4", "p", "ol", "ul", "li", "dl", "dt", "dd", "table", "caption", "colgroup", "thead",
    "tbody", "tr", "th", "td", "figure", "figcaption",
})  # fmt: skip
"""What begins a line of the file: white space before these means nothing."""
_UNSAFE = re.compile(r"</(?:script|style)|<!--", re.IGNORECASE)
_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_VALUE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


@dataclass(frozen=True, slots=True)
class Element:
    """An element with its attributes, in the order given, and its content. An attribute of "" stands alone."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: Nodes = ()


def tag(name: str, attributes: Mapping[str, str] | None = None, *children: Node) -> Element:
    """Return an element."""
    return Element(name, attributes or {}, children)


def write_page(page: Element) -> str:
    """Return a whole page: the document type, then the element, and a newline at the end."""
    return "<!DOCTYPE html>" + write_html(page) + "\n"


def write_html(node: Node) -> str:
    """Return a node as HTML; raises ValueError for a style or data that would end their element."""
    return "".join(_write(node))


def _write(node: Node) -> Iterator[str]:
    if isinstance(node, str):
        yield node.translate(_TEXT)
        return
    opening = "\n<" if node.name in _ON_LINES else "<"
    yield f"{opening}{node.name}{''.join(_write_attribute(*pair) for pair in node.attributes.items())}>"
    if node.name in _EMPTY:
        return
    yield from _write_raw(node) if node.name in _RAW else (part for child in node.children for part in _write(child))
    yield f"</{node.name}>"


def _write_attribute(name: str, value: str) -> str:
    return f' {name}="{value.translate(_VALUE)}"' if value else f" {name}"


def _write_raw(node: Element) -> Iterator[str]:
    text = "".join(child for child in node.children if isinstance(child, str))
    if _UNSAFE.search(text):
        raise ValueError(f"the text would end its <{node.name}>")
    yield text
