"""The look of a brief as values: page, faces, colours, and one type style per role; and how theme.toml says it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from briefing.config.kinds import FLAG, NUMBER, TEXT, WHOLE, Kind, one_of, one_or_many
from briefing.config.tables import Table, holds, suggest
from briefing.model.scripts import SCRIPTS
from briefing.packs.logo import Logo
from briefing.packs.typefaces import Typefaces

Face = Literal["serif", "sans"]
Weight = Literal["regular", "semibold", "bold"]
Role = Literal[
    "kicker", "marking", "title", "subtitle", "fact-label", "fact-value", "heading1", "heading2", "heading3",
    "body", "statement", "label", "legend", "remark", "caption", "table-head", "table-ours", "table-source",
    "note", "running", "tag", "fine",
]  # fmt: skip
FACES: tuple[Face, ...] = get_args(Face)
WEIGHTS: tuple[Weight, ...] = get_args(Weight)
ROLES: tuple[Role, ...] = get_args(Role)

POINTS_PER_MM = 72 / 25.4
PAPERS: Mapping[str, tuple[float, float]] = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
"""Width and height in millimetres."""

NEEDED_COLOURS = ("ink", "accent", "muted", "hairline", "tint", "alert")


LONGEST = 1000.0
"""Longer than any page: a length beyond it is a slip of the unit."""
MOST_COLUMNS = 3
NARROWEST = 40
"""Millimetres that a column has at least: some 25 characters."""
GUTTER = 7.0
"""Millimetres between columns where a theme says nothing of it."""


def _read_length(value: object) -> float | None:
    number = NUMBER.convert(value)
    return number if number is not None and 0 <= number <= LONGEST else None


def _read_count(value: object) -> int | None:
    number = WHOLE.convert(value)
    return number if number is not None and 1 <= number <= MOST_COLUMNS else None


LENGTH: Kind[float] = Kind("a length, 0 or more", _read_length)
COLUMNS: Kind[int] = Kind(f"a number of columns, 1 to {MOST_COLUMNS}", _read_count)
SIZE: Kind[float] = Kind("a size above 0", lambda value: _read_length(value) or None)
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_STYLE_KEYS = (
    "face", "weight", "italic", "size", "leading", "colour", "before", "after", "tracking", "capitals", "justified",
    "hyphenated",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The sheet and its margins, in points."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    columns: int = 1
    """How many columns running text stands in; what is too wide for one stands across them all."""
    gutter: float = 0.0
    """Between two columns."""

    @property
    def measure(self) -> float:
        """The width from margin to margin."""
        return self.width - self.left - self.right

    @property
    def column(self) -> float:
        """The width of one column."""
        return (self.measure - (self.columns - 1) * self.gutter) / self.columns


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
    justified: bool = False
    """Even on both sides in the PDF, where a paragraph can be so without wide gaps."""
    hyphenated: bool = False
    """Where justified, words may be parted at the ends of lines."""


@dataclass(frozen=True, slots=True)
class HouseFile:
    """The organisation's own Word file, and the path of it for complaints."""

    data: bytes = field(repr=False)
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptFonts:
    """Where the PDF takes fonts for scripts beyond those of the bundled families, in this order."""

    files: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)
    """Files that the theme names for a script, by its ISO 15924 tag: regular, bold, as there are."""
    folders: tuple[Path, ...] = ()
    """The `fonts/` of the pack and of those it extends."""
    system: bool = True
    """Whether the fonts of the machine may be used: the brief then looks as this machine has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """All that a writer needs to know of the look. `colours` maps names to "#RRGGBB"."""

    page: Page
    colours: Mapping[str, str]
    """ink, accent (headings, heavy rules, marks), muted, hairline, tint (box), alert (tags), and the pack's own."""
    styles: Mapping[Role, TypeStyle]
    fonts: Mapping[Face, str]
    """Font families of the PDF: bundled names such as "Noto Serif", or those of `typefaces`."""
    docx_fonts: Mapping[Face, str]
    """Font families of the DOCX: such as readers have."""
    reference: HouseFile | None = None
    """The Word file that a DOCX starts from: its styles, page, headers and footers go before the rest."""
    logo: Logo | None = None
    """What stands at the head of the first page."""
    typefaces: Typefaces = field(default_factory=dict)
    """Families of the PDF that are not bundled: the organisation's own font files."""
    cover: bool = False
    """Whether title, facts, and what the layout puts before the first box or heading have a page of their own."""
    script_fonts: ScriptFonts = ScriptFonts()


def read_theme(table: Table) -> Theme:
    """Read a theme.toml merged with those it extends; raises the error of the table for what it may not say."""
    table.refuse_unknown(("page", "fonts", "script_fonts", "docx_fonts", "colours", "styles", "logo", "typefaces"))
    colours = _read_colours(table.table("colours"))
    return Theme(
        page=_read_page(table.table("page")),
        cover=table.table("page").read("cover", FLAG) or False,
        colours=colours,
        styles=_read_styles(table.table("styles"), colours),
        fonts=_read_fonts(table.table("fonts")),
        docx_fonts=_read_fonts(table.table("docx_fonts")),
        script_fonts=_read_script_fonts(table.table("script_fonts")),
    )


def _read_page(table: Table) -> Page:
    """Read paper and margins; some of the paper must be left to print on."""
    table.refuse_unknown(("size", "margins", "cover", "columns", "gutter"))
    width, height = PAPERS[table.need("size", one_of(PAPERS))]
    margins = table.table("margins")
    margins.refuse_unknown(("left", "right", "top", "bottom"))
    left, right, top, bottom = (margins.need(side, LENGTH) for side in ("left", "right", "top", "bottom"))
    if left + right >= width / 2 or top + bottom >= height / 2:
        raise table.fail("the margins take more than half of the page", "margins", hint="margins are millimetres")
    columns, gutter = table.read("columns", COLUMNS) or 1, table.read("gutter", LENGTH)
    page = Page(
        width=_convert(width),
        height=_convert(height),
        left=_convert(left),
        right=_convert(right),
        top=_convert(top),
        bottom=_convert(bottom),
        columns=columns,
        gutter=_convert(GUTTER if gutter is None else gutter) if columns > 1 else 0.0,
    )
    _refuse_narrow(page, table)
    return page


def _convert(length: float) -> float:
    """Return millimetres as points."""
    return round(length * POINTS_PER_MM, 3)


def _refuse_narrow(page: Page, table: Table) -> None:
    """Refuse columns that nobody could read."""
    if page.columns > 1 and page.column < NARROWEST * POINTS_PER_MM:
        message = f"columns of {page.column / POINTS_PER_MM:.0f} mm are too narrow to be read"
        hint = f"at least {NARROWEST} mm each: fewer columns, smaller margins or a smaller gutter"
        raise table.fail(message, "columns", hint=hint)


def _read_colours(table: Table) -> dict[str, str]:
    colours = {name: table.need(name, TEXT) for name in (*NEEDED_COLOURS, *table.values)}
    for name, colour in colours.items():
        if not _COLOUR.fullmatch(colour):
            raise table.fail(f'"{colour}" is no colour', name, hint='colours look like "#12355B"')
    return colours


def _read_fonts(table: Table) -> dict[Face, str]:
    table.refuse_unknown(FACES)
    return {face: table.need(face, TEXT) for face in FACES}


def _read_script_fonts(table: Table) -> ScriptFonts:
    """Read which files serve which script; a path counts from the file that names it."""
    names = {script.name.lower(): tag for tag, script in SCRIPTS.items()}
    table.refuse_unknown(("system", *names))
    files = {tag: _find_files(table, name) for name, tag in names.items() if name in table.values}
    system = table.read("system", FLAG)
    return ScriptFonts(files=files, system=system is not False)


def _find_files(table: Table, key: str) -> tuple[Path, ...]:
    named = table.need(key, one_or_many(TEXT))
    layer = next(layer for layer in table.layers if holds(layer.content, (*table.path, key)))
    paths = tuple(Path(layer.place).parent / name for name in named)
    for path in paths:
        if not path.is_file():
            raise table.fail(f'there is no font file "{path}"', key, hint="paths count from the folder of the theme")
    return paths


def _read_styles(table: Table, colours: Mapping[str, str]) -> dict[Role, TypeStyle]:
    """Read one style for each role; a role may not be left out and none may be added."""
    table.refuse_unknown(ROLES)
    for role in ROLES:
        if role not in table.values:
            raise table.fail(f'role "{role}" has no style')
    return {role: _read_style(table.table(role), colours) for role in ROLES}


def _read_style(table: Table, colours: Mapping[str, str]) -> TypeStyle:
    table.refuse_unknown(_STYLE_KEYS)
    colour = table.read("colour", TEXT) or "ink"
    if colour not in colours:
        raise table.fail(f'there is no colour "{colour}"', "colour", hint=suggest(colour, colours, "colours"))
    justified, hyphenated = table.read("justified", FLAG) or False, table.read("hyphenated", FLAG) or False
    if hyphenated and not justified:
        raise table.fail("words are parted in justified text only", "hyphenated", hint='add "justified = true"')
    return TypeStyle(
        face=table.need("face", one_of(FACES)),
        weight=table.read("weight", one_of(WEIGHTS)) or "regular",
        italic=table.read("italic", FLAG) or False,
        size=table.need("size", SIZE),
        leading=table.need("leading", SIZE),
        colour=colour,
        before=table.read("before", LENGTH) or 0.0,
        after=table.read("after", LENGTH) or 0.0,
        tracking=table.read("tracking", NUMBER) or 0.0,
        capitals=table.read("capitals", FLAG) or False,
        justified=justified,
        hyphenated=hyphenated,
    )
