"""The one place where text becomes XML: whatever goes in comes out escaped.

Elements are strings. They are built inside out, joined once and parsed once, so that python-docx's own parser
vouches for the result, at a twentieth of the time its object interface takes.
"""

from collections.abc import Mapping
from functools import lru_cache
from html import escape

NAMESPACES = (
    ' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)

Attributes = Mapping[str, str | int]


def element(name: str, attributes: Attributes | None = None, *children: str) -> str:
    """Return an element; children are elements already, attribute values plain text."""
    opening = name
    for key, value in attributes.items() if attributes else ():
        opening += f' {key}="{value if isinstance(value, int) else _quote(value)}"'
    content = "".join(children)
    return f"<{opening}>{content}</{name}>" if content else f"<{opening}/>"


def _quote(value: str) -> str:
    """Return an attribute's value; most are names and numbers, which hold nothing to escape."""
    return value if value.isalnum() else escape(value)


@lru_cache(maxsize=4096)
def val(name: str, value: str | int) -> str:
    """Return an element whose whole content is its w:val."""
    return element(name, {"w:val": value})


def text(words: str) -> str:
    """Return words as w:t: white space at the edges is kept."""
    return f'<w:t xml:space="preserve">{escape(words, quote=False)}</w:t>'


def plain(name: str, words: str, attributes: Attributes | None = None) -> str:
    """Return an element that holds nothing but words; without words, nothing."""
    return element(name, attributes, escape(words, quote=False)) if words else ""


def root(name: str, *children: str) -> str:
    """Return the root element of a part, with the namespaces that parts use."""
    return f"<{name}{NAMESPACES}>{''.join(children)}</{name}>"


def run(style: str, *content: str, extra: str = "") -> str:
    """Return a run in a character style; `extra` is for properties that come after the style."""
    named = val("w:rStyle", style) if style else ""
    return f"<w:r>{wrap('w:rPr', named + extra)}{''.join(content)}</w:r>"


def twips(points: float) -> int:
    """Return points as twentieths, the unit of Word's lengths."""
    return round(points * 20)


def wrap(name: str, content: str) -> str:
    """Return an element round ready XML; round nothing, nothing."""
    return f"<{name}>{content}</{name}>" if content else ""
