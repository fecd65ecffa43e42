"""Read what a font file says of itself, without loading its outlines: name, weight, permissions, characters.

After OpenType 1.9: the table directory, "ttcf" collections, and the tables name, OS/2, head, cmap and fvar.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from io import SEEK_END, BytesIO
from pathlib import Path
from typing import BinaryIO

_TRUETYPE = (b"\x00\x01\x00\x00", b"true")
_KNOWN = (*_TRUETYPE, b"OTTO", b"ttcf")
_MOST_TABLES, _MOST_FONTS = 512, 256
_LARGEST = 1 << 22
"""No table that is read here is as large as that."""
_FAMILY, _FULL, _VERSION, _POSTSCRIPT, _TYPOGRAPHIC = 1, 4, 5, 6, 16
_WINDOWS, _MACINTOSH, _ENGLISH = 3, 1, 0x409
_RESTRICTED, _WHOLE, _BITMAPS = 0x0002, 0x0100, 0x0200
"""Bits of fsType: no embedding without leave, no parts of the font, pictures of the letters only."""
_SANS_FROM = 11
"""From here on the PANOSE style of serifs says that there are none."""


class FontFault(Exception):
    """A file that is no font, or not a whole one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFacts:
    """What one font of a file says of itself."""

    path: Path
    index: int
    """Its place in a collection; 0 in a file of one font."""
    family: str
    full_name: str
    postscript: str
    version: str
    weight: int
    italic: bool
    serif: bool | None
    """None where the font does not say."""
    variable: bool
    outlines: bool
    """It has outlines of the TrueType kind, the only ones that can be put into the file."""
    permission: int
    """fsType of the OS/2 table."""
    scripts: int
    """The bits of ulUnicodeRange as one number."""

    @property
    def obstacle(self) -> str:
        """Why the font cannot be embedded, in words; empty where it can be."""
        if not self.outlines:
            return "has PostScript outlines"
        restricted = self.permission & 0x000F == _RESTRICTED
        return "may not be embedded" if restricted or self.permission & (_WHOLE | _BITMAPS) else ""


def read_font_file(path: Path) -> tuple[FontFacts, ...]:
    """Return the fonts of a file; raises FontFault for a file that is none or cannot be read."""
    try:
        with path.open("rb") as file:
            return tuple(_read_fonts(file, path))
    except OSError as problem:
        raise FontFault(problem.strerror or "it cannot be read") from problem


def read_fonts(data: bytes, path: Path) -> tuple[FontFacts, ...]:
    """Return the fonts of the bytes of a file; raises FontFault for bytes that are none."""
    return tuple(_read_fonts(BytesIO(data), path))


def _read_fonts(file: BinaryIO, path: Path) -> Iterator[FontFacts]:
    for index, offset in enumerate(_list_offsets(file)):
        yield _describe(Tables(file, offset), path, index)


def _list_offsets(file: BinaryIO) -> tuple[int, ...]:
    head = file.read(12)
    if head[:4] not in _KNOWN:
        raise FontFault("it is no TrueType or OpenType font")
    if head[:4] != b"ttcf":
        return (0,)
    (count,) = _unpack(">L", head, 8)
    if count > _MOST_FONTS:
        raise FontFault("the collection is broken")
    return _unpack(f">{count}L", file.read(4 * count), 0)


class Tables:
    """The tables of one font of an open file."""

    def __init__(self, file: BinaryIO, offset: int) -> None:
        """Read the directory at an offset; raises FontFault for one that is broken."""
        self._file = file
        size = file.seek(0, SEEK_END)
        head = self._take(offset, 12)
        self.tag = head[:4]
        (count,) = _unpack(">H", head, 4)
        if self.tag not in _KNOWN or count > _MOST_TABLES:
            raise FontFault("its table directory is broken")
        rows = self._take(offset + 12, 16 * count)
        self._places: dict[str, tuple[int, int]] = {}
        for row in range(count):
            _, start, length = _unpack(">LLL", rows, 16 * row + 4)
            if start + length > size:
                raise FontFault("it ends too early")
            self._places[rows[16 * row : 16 * row + 4].decode("latin-1")] = start, length

    def __contains__(self, tag: str) -> bool:
        return tag in self._places

    def read(self, tag: str, most: int = _LARGEST) -> bytes:
        """Return a table, at most so many bytes of it; empty where there is none."""
        start, length = self._places.get(tag, (0, 0))
        return self._take(start, min(length, most))

    def _take(self, start: int, length: int) -> bytes:
        self._file.seek(start)
        return self._file.read(length)


def _describe(tables: Tables, path: Path, index: int) -> FontFacts:
    names = _read_names(tables.read("name"))
    os2 = tables.read("OS/2", 78).ljust(78, b"\0")
    weight, permission = _unpack(">4xH2xH", os2, 0)
    panose = os2[32:42]
    high = _unpack(">4L", os2, 42)
    family = names.get(_TYPOGRAPHIC) or names.get(_FAMILY, "")
    return FontFacts(
        path=path,
        index=index,
        family=family,
        full_name=names.get(_FULL, family),
        postscript=names.get(_POSTSCRIPT, ""),
        version=names.get(_VERSION, "").split(";")[0].removeprefix("Version ").strip(),
        weight=weight or 400,
        italic=bool(_unpack(">H", os2, 62)[0] & 1),
        serif=_tell_serif(family, panose),
        variable="fvar" in tables,
        outlines="glyf" in tables and "loca" in tables,
        permission=permission,
        scripts=sum(word << (32 * place) for place, word in enumerate(high)),
    )


def _tell_serif(family: str, panose: bytes) -> bool | None:
    """Tell whether letters have serifs, by the family's name, else by what the font says of its text letters."""
    names = family.lower().split()
    if "serif" in names or "sans" in names:
        return "sans" not in names
    if panose[0] != 2 or panose[1] < 2:  # noqa: PLR2004  # 2: letters for text; below 2: any, no fit
        return None
    return panose[1] < _SANS_FROM


def _read_names(table: bytes) -> dict[int, str]:
    """Return the names of a font by their number, in English where it has them."""
    if len(table) < 6:  # noqa: PLR2004  # the head of the table
        return {}
    _, count, start = _unpack(">3H", table, 0)
    names: dict[int, str] = {}
    for row in range(min(count, (len(table) - 6) // 12)):
        platform, _, language, number, length, offset = _unpack(">6H", table, 6 + 12 * row)
        raw = table[start + offset : start + offset + length]
        if platform == _WINDOWS and (language == _ENGLISH or number not in names):
            names[number] = raw.decode("utf-16-be", "replace").strip()
        elif platform == _MACINTOSH and number not in names:
            names[number] = raw.decode("mac-roman", "replace").strip()
    return names


def read_characters(path: Path, index: int) -> frozenset[int]:
    """Return the code points that a font has a shape for; empty for what is no font."""
    try:
        with path.open("rb") as file:
            offsets = _list_offsets(file)
            return frozenset(list_characters(Tables(file, offsets[index]).read("cmap")))
    except (OSError, FontFault, IndexError):
        return frozenset()


def list_characters(table: bytes) -> Iterator[int]:
    """Yield the code points of a cmap table: of its fullest Unicode part, in format 12 or 4."""
    parts: dict[int, int] = {}
    (count,) = _unpack(">H", table, 2)
    for row in range(min(count, _MOST_TABLES)):
        platform, encoding, offset = _unpack(">HHL", table, 4 + 8 * row)
        if (platform, encoding) in {(3, 1), (3, 10)} or platform == 0:
            parts.setdefault(_unpack(">H", table, offset)[0], offset)
    if 12 in parts:  # noqa: PLR2004  # the number of the format
        yield from _list_groups(table, parts[12])
    elif 4 in parts:  # noqa: PLR2004  # as above
        yield from _list_segments(table, parts[4])


def _list_groups(table: bytes, start: int) -> Iterator[int]:
    (count,) = _unpack(">L", table, start + 12)
    for row in range(count):
        first, last, _ = _unpack(">3L", table, start + 16 + 12 * row)
        if first > last or last > 0x10FFFF:  # noqa: PLR2004  # the last code point there is
            raise FontFault("its list of characters is broken")
        yield from range(first, last + 1)


def _list_segments(table: bytes, start: int) -> Iterator[int]:
    """Yield what the segments of format 4 lead to a glyph other than the empty box."""
    (double,) = _unpack(">H", table, start + 6)
    count = double // 2
    at = start + 14
    ends = _unpack(f">{count}H", table, at)
    starts = _unpack(f">{count}H", table, at + double + 2)
    deltas = _unpack(f">{count}H", table, at + 2 * double + 2)
    ranges = _unpack(f">{count}H", table, at + 3 * double + 2)
    for place, (first, last, delta, reach) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if reach:
                (glyph,) = _unpack(">H", table, at + 3 * double + 2 + 2 * place + reach + 2 * (code - first))
            if glyph and (glyph + delta) & 0xFFFF:
                yield code


def _unpack(form: str, data: bytes, offset: int) -> tuple[int, ...]:
    try:
        return struct.unpack_from(form, data, offset)
    except struct.error as problem:
        raise FontFault("it ends too early") from problem
