"""The look of a brief as values: page, faces, colours, and one type style per role."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Face = Literal["serif", "sans"]
Weight = Literal["regular", "semibold", "bold"]
Role = Literal[
    "kicker", "marking", "title", "subtitle", "fact-label", "fact-value", "heading1", "heading2", "heading3",
    "body", "statement", "label", "legend", "remark", "caption", "table-head", "table-ours", "table-source",
    "note", "running", "tag", "fine",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The sheet and its margins, in points."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeStyle:
    """How the text of one role is set: sizes and spaces in points, colour by its name in the theme."""

    face: Face
    weight: Weight = "regular"
    italic: bool = False
    size: float
    leading: float
    colour: str = "ink"
    before: float = 0.0
    after: float = 0.0
    tracking: float = 0.0
    """Letter-spacing in points."""
    capitals: bool = False
    """Set in capitals; the text itself keeps its case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """All that a writer needs to know of the look. `colours` maps names to "#RRGGBB"."""

    page: Page
    colours: Mapping[str, str]
    """ink, accent (headings, heavy rules, note marks), muted, hairline, tint (box), alert (tags), and any of the pack's."""
    styles: Mapping[Role, TypeStyle]
    fonts: Mapping[Face, str]
    """Font families of the PDF: bundled names such as "Noto Serif"."""
    docx_fonts: Mapping[Face, str]
    """Font families of the DOCX: such as readers have."""
