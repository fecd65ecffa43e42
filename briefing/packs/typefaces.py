"""The tables [typefaces] of theme.toml -> the font files of the organisation, which the PDF carries along."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from briefing.config.tables import Table
from briefing.packs.enclosures import Enclosure, find_enclosure, read_enclosure

Cut = Literal["regular", "italic", "semibold", "bold", "bold_italic"]
CUTS: tuple[Cut, ...] = get_args(Cut)
TABLE = "typefaces"
_FILE = Enclosure("font", frozenset({".ttf"}), 20_000_000, "name a TrueType file (.ttf) of the pack")


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font file as it is; whether it is one, the writer of PDF says."""

    data: bytes = field(repr=False)
    place: str
    """File and line that name it, for complaints."""


Typefaces = Mapping[str, Mapping[Cut, FontFile]]
"""By the name of the family; each has a regular cut at least."""


def read_typefaces(theme: Table) -> Typefaces:
    """Return the typefaces that a theme brings along; raises PackError, with the line, for a file that is not there."""
    return {name: _read_typeface(table) for name, table in _list_tables(theme)}


def find_typefaces(theme: Table) -> Iterator[Path]:
    """Yield the path of each font file that a theme names, whether there is one or not."""
    for _, table in _list_tables(theme):
        yield from (path for cut in CUTS if (path := find_enclosure(table, cut)) is not None)


def _list_tables(theme: Table) -> Iterator[tuple[str, Table]]:
    tables = theme.table(TABLE)
    return ((name, tables.table(name)) for name in tables.values)


def _read_typeface(table: Table) -> Mapping[Cut, FontFile]:
    table.refuse_unknown(CUTS)
    named = [cut for cut in CUTS if cut == "regular" or cut in table.values]
    return {cut: FontFile(read_enclosure(table, cut, _FILE), table.place(cut)) for cut in named}
