"""The table [logo] of theme.toml -> the file of the organisation's logo, and how it is hung on the first page."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from briefing.config.kinds import FLAG, NUMBER, TEXT, Kind, one_of
from briefing.config.tables import Table
from briefing.packs.enclosures import Enclosure, find_enclosure, read_enclosure

LogoPlace = Literal["left", "centre", "right"]
PLACES: tuple[LogoPlace, ...] = get_args(LogoPlace)
TABLE = "logo"
PICTURES = frozenset({".png", ".jpg", ".jpeg"})
"""How the names of files end that a logo may have."""

_KEYS = ("file", "alt", "decorative", "height", "width", "position")
_LONGEST = 300.0
"""Millimetres: longer than any page is a slip of the unit."""
_FILE = Enclosure("logo", PICTURES, 5_000_000, "save it as PNG, about 600 pixels high")
"""Every brief carries it along: a larger file is a photograph, or was never meant for documents."""

_SIZE: Kind[float] = Kind(
    "millimetres, above 0 and at most 300",
    lambda value: number if (number := NUMBER.convert(value)) and 0 < number <= _LONGEST else None,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo:
    """The file of a logo as it is; whether it holds a picture, the writers say."""

    data: bytes = field(repr=False)
    alt: str
    """What it shows, for those who do not see it; empty for one that only decorates."""
    height: float | None = None
    """Millimetres; with a width too, both are the most that it may take. It is never distorted."""
    width: float | None = None
    position: LogoPlace = "left"
    place: str = ""
    """File and line that name it, for complaints."""
    size_place: str = ""
    """File and line that say how large it is."""


def read_logo(theme: Table) -> Logo | None:
    """Return the logo that a theme names; None without one, or where a pack says `file = ""` to have none.

    The path counts from the folder of the pack that says it. Raises PackError, with the line, for a file that is
    outside of that folder, missing, empty, too large, or neither PNG nor JPEG, and for a logo without a description.
    """
    table = theme.table(TABLE)
    table.refuse_unknown(_KEYS)
    if not table.values or not table.need("file", TEXT):
        return None
    sized = next((key for key in ("height", "width") if key in table.values), "file")
    return Logo(
        data=_check_kind(read_enclosure(table, "file", _FILE), table),
        alt=_read_alt(table),
        height=table.read("height", _SIZE),
        width=table.read("width", _SIZE),
        position=table.read("position", one_of(PLACES)) or "left",
        place=table.place("file"),
        size_place=table.place(sized),
    )


def find_logo(theme: Table) -> Path | None:
    """Return the path of the logo's file, whether there is one or not; None for a theme without a logo."""
    return find_enclosure(theme.table(TABLE), "file")


def _read_alt(table: Table) -> str:
    """Return the description; a logo has one, or is said to be mere decoration."""
    alt = (table.read("alt", TEXT) or "").strip()
    decorative = table.read("decorative", FLAG) or False
    if bool(alt) == decorative:
        message = "a logo has a description or is decorative, not both" if alt else "the logo has no description"
        hint = 'write whose logo it is, such as alt = "Ministry of Trade"; or decorative = true'
        raise table.fail(message, "alt" if alt else "file", hint=hint)
    return alt


def _check_kind(data: bytes, table: Table) -> bytes:
    """Return the data of a PNG or JPEG file; anything else is told by its name what to do."""
    if data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        return data
    name = table.need("file", TEXT)
    drawn = name.lower().endswith((".svg", ".svgz")) or b"<svg" in data[:1000]
    kind = "is an SVG drawing, which is not read" if drawn else "is neither PNG nor JPEG"
    raise table.fail(f'the logo "{name}" {kind}', "file", hint=_FILE.hint)
