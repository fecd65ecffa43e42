"""Fonts of which glyphs are taken by their number: their codes, their parts in the file, and what each code says.

ReportLab gives codes to characters, and a glyph without a character of its own would read as a private one. Here a code
stands for a glyph together with what it says, and its width is the font's own, as PDF/A asks (ISO 19005-3, 6.2.11.5).
"""

import copy
import struct
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFStream, PDFTrueTypeFont, PDFZCompress

from briefing.errors import OutputError
from briefing.render.pdf.shaping import UNSEEN, Glyph, ScriptFont

_SPACE = 32
"""The code that readers widen with the spaces of a line: no glyph may have it."""
_MOST = 256
_LEAST_MOVE = 0.05
_Said = tuple[int, str]


class GlyphCodes:
    """The codes of one font in one file; ReportLab asks it for its objects when the file is saved."""

    def __init__(self, font: ScriptFont, pdf: Any) -> None:
        """Announce the font to the file."""
        self._font = font
        self._codes: dict[_Said, tuple[int, int]] = {}
        self._subsets: list[list[_Said]] = []
        self._number = len(pdf.fontMapping) + 1
        pdf.fontMapping[font.name] = f"/F{self._number}"
        pdf.delayedFonts.append(self)

    def place(self, glyph: Glyph) -> tuple[int, int]:
        """Return the subset and the code of a glyph."""
        key = glyph.number, glyph.says
        if key not in self._codes:
            if not self._subsets or len(self._subsets[-1]) == _MOST:
                self._subsets.append([(0, UNSEEN)])
            subset = self._subsets[-1]
            if len(subset) == _SPACE:
                subset.append((0, UNSEEN))
            self._codes[key] = len(self._subsets) - 1, len(subset)
            subset.append(key)
        return self._codes[key]

    def name(self, subset: int) -> str:
        """Return the name of a subset as a resource of pages."""
        return f"/F{self._number}+{subset}"

    def addObjects(self, pdf: Any) -> None:  # noqa: N802  # as ReportLab calls it
        """Put the subsets into a file."""
        for number, subset in enumerate(self._subsets):
            try:
                font = self._make_font(pdf, number, subset)
            except (LookupError, ValueError, struct.error) as problem:
                message = f"the font {self._font.path.name} is broken: {problem}"
                raise OutputError(message, hint="put a whole font in its place") from problem
            name = self.name(number)[1:]
            pdf.Reference(font, name)
            pdf.idToObject["BasicFonts"].dict[name] = font

    def _make_font(self, pdf: Any, number: int, subset: list[_Said]) -> Any:
        face = copy.copy(self._font.face)
        face.charToGlyph = {code: glyph for code, (glyph, _) in enumerate(subset)}
        name = f"{_make_tag(self._number, number)}+{_clean(face.name)}"
        font = PDFTrueTypeFont()
        font.Name = self.name(number)[1:]
        font.BaseFont = name
        font.FirstChar, font.LastChar = 0, len(subset) - 1
        font.Widths = PDFArray([self._font.advance(glyph) for glyph, _ in subset])
        stream = PDFStream(content=write_meanings(name, [said for _, said in subset]))
        stream.filters = [PDFZCompress]
        font.ToUnicode = pdf.Reference(stream, f"meanings:{name}")
        font.FontDescriptor = face.addSubsetObjects(pdf, name, range(len(subset)))
        return font


def _make_tag(font: int, subset: int) -> str:
    """Return the six letters of a part of a font: no two in a file are alike, nor like one of ReportLab's."""
    number = font * 1000 + subset
    return "".join(chr(ord("A") + int(digit)) for digit in f"{number:05d}").rjust(6, "Z")[-6:]


def _clean(name: bytes) -> str:
    """Return the name of a font without what a name of PDF would have to escape."""
    text = bytes(name).decode("latin-1")
    return "".join(char for char in text if char.isascii() and (char.isalnum() or char in "-_")) or "Font"


def write_meanings(name: str, meanings: list[str]) -> str:
    """Return the table from codes to what they say (ISO 32000-1, 9.10.3), at most a hundred in a section."""
    rows = [f"<{code:02X}> <{said.encode('utf-16-be', 'replace').hex().upper()}>" for code, said in enumerate(meanings)]
    head = (
        f"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo\n<< /Registry ({name})\n"
        f"/Ordering ({name})\n/Supplement 0\n>> def\n/CMapName /{name} def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
    )
    parts = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    body = "".join(f"{len(part)} beginbfchar\n{chr(10).join(part)}\nendbfchar\n" for part in parts)
    return f"{head}{body}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"


class GlyphEncoder:
    """Turn glyphs into the operators that draw them, for one file."""

    def __init__(self, pdf: Any) -> None:
        """Start without fonts."""
        self._pdf = pdf
        self._fonts: dict[str, GlyphCodes] = {}

    def place(self, glyphs: Sequence[Glyph], font: ScriptFont) -> Iterator[tuple[str, float, str]]:
        """Yield stretches of one height: the font resource, how far above the baseline (in thousandths), the array."""
        codes = self._fonts.get(font.name)
        if codes is None:
            codes = self._fonts[font.name] = GlyphCodes(font, self._pdf)
        placed = [(glyph, *codes.place(glyph)) for glyph in glyphs]
        owed = 0.0
        for (subset, up), group in groupby(placed, key=lambda each: (each[1], each[0].up)):
            array: list[str] = []
            for glyph, _, code in group:
                move = owed + glyph.across
                array.append(f"{_adjust(move)}<{code:02X}>")
                owed = glyph.advance - font.advance(glyph.number) - glyph.across
            yield codes.name(subset), up, f"[{''.join(array)}{_adjust(owed)}]"
            owed = 0.0


def _adjust(move: float) -> str:
    """Return the number that moves the pen forward by thousandths: PDF counts backwards."""
    return f"{-move:.1f}" if abs(move) >= _LEAST_MOVE else ""
