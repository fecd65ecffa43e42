"""Every place where ReportLab has to be led: settings, dates, identifiers, what its public methods do not reach."""

import datetime as dt
import struct
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFPage, PDFStream

from briefing.errors import OutputError
from briefing.render.pdf.shaping import Glyph, ScriptFont

if TYPE_CHECKING:
    from briefing.render.pdf.glyphs import GlyphEncoder

_END = b"endstream\n"
_ESCAPES = str.maketrans({"(": "\\(", ")": "\\)", "\\": "\\\\", "\r": "\\r", "\n": "\\n"})


@contextmanager
def plain_streams() -> Iterator[None]:
    """Write streams as bytes, not as ASCII85, which makes files a quarter larger and is slow; then set it back."""
    before = rl_config.useA85
    rl_config.useA85 = 0
    try:
        yield
    finally:
        rl_config.useA85 = before


class FixedTime:
    """The time of a document, in the form that ReportLab asks for, always midnight UTC of one day."""

    dhh = 0
    dmm = 0
    tzname = "UTC"

    def __init__(self, date: dt.date) -> None:
        self.YMDhms = (date.year, date.month, date.day, 0, 0, 0)


def fix_identity(canvas: Any, date: dt.date, digest: bytes) -> None:
    """Give the file its dates and its identifier: neither the clock nor the environment has a say.

    ReportLab takes its time from SOURCE_DATE_EPOCH and makes the identifier from that time and the title alone.
    """
    pdf = canvas._doc  # noqa: SLF001
    pdf._timeStamp = FixedTime(date)  # noqa: SLF001
    identifier = digest.hex()[:32].upper().encode("ascii")
    pdf._ID = b"\n[<" + identifier + b"><" + identifier + b">]\n"  # noqa: SLF001


@contextmanager
def whole_streams() -> Iterator[None]:
    """End the data of streams with a line end, as PDF/A asks (ISO 19005-3, 6.1.7.1); then set it back.

    ReportLab writes "endstream" right after the last byte.
    """
    before = PDFStream.format

    def finish(stream: Any, document: Any) -> bytes:
        text: bytes = before(stream, document)
        return text.removesuffix(_END) + b"\n" + _END

    PDFStream.format = finish
    try:
        yield
    finally:
        PDFStream.format = before


def extend_catalogue(pdf: Any, **entries: Any) -> None:
    """Put entries into the catalogue of a file that ReportLab does not know or would write as objects of their own."""
    catalogue = pdf.Catalog
    catalogue.__NoDefault__ = [
        *catalogue.__NoDefault__,
        *(key for key in entries if key not in catalogue.__NoDefault__),
    ]
    catalogue.__Refs__ = [key for key in catalogue.__Refs__ if key not in entries]
    for key, value in entries.items():
        setattr(catalogue, key, value)


def let_go(canvas: Any) -> None:
    """Part the objects of a finished file from each other: to search them for garbage took a twentieth of the time."""
    pdf = canvas._doc  # noqa: SLF001
    vars(canvas).clear()
    vars(pdf).clear()


def add_page(canvas: Any, stream: bytes, links: Sequence[Any], pictures: Mapping[str, Any], number: int) -> None:
    """Add a page with this content, these annotations and pictures; `number` is its key in the parent tree.

    ReportLab's own way takes text for the stream, and has no tab order and no key.
    """
    page = PDFPage()
    page.pagewidth, page.pageheight = canvas._pagesize  # noqa: SLF001
    page.compression = 1
    page.stream = stream
    page.ExtGState = None
    page._shadingUsed = {}  # noqa: SLF001
    page.Annots = list(links)
    page.XObjects = PDFDictionary(dict(pictures)) if pictures else None
    page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
    page.StructParents = number
    page.Tabs = "/S"
    canvas._doc.addPage(page)  # noqa: SLF001


@contextmanager
def without_shaper() -> Iterator[None]:
    """Let ReportLab's fonts be imported without HarfBuzz, which it takes 70 ms to load and we may never need."""
    name = "uharfbuzz"
    before = sys.modules.get(name)
    sys.modules[name] = None  # type: ignore[assignment]  # makes the import fail
    try:
        yield
    finally:
        sys.modules.pop(name)
        if before is not None:
            sys.modules[name] = before


def load_face(path: Path, index: int) -> Any:
    """Return the outlines and measures of a font; raises OutputError for one that ReportLab cannot read."""
    from reportlab.pdfbase.ttfonts import TTFError, TTFontFace

    try:
        return TTFontFace(str(path), subfontIndex=index)
    except (OSError, TTFError, LookupError, ValueError, TypeError, struct.error) as problem:
        raise OutputError(f"the font {path.name} cannot be read: {problem}") from problem


def find_face(name: str) -> Any:
    """Return the outlines and measures of a font that ReportLab knows."""
    return pdfmetrics.getFont(name).face


class FontEncoder:
    """Turn text into the codes of the fonts of one file: characters get their codes as they come up."""

    def __init__(self, canvas: Any) -> None:
        self._pdf = canvas._doc  # noqa: SLF001
        self._fonts: dict[str, tuple[str, _Codes]] = {}
        self._glyphs: GlyphEncoder | None = None

    def encode(self, text: str, font: str) -> Sequence[tuple[str, str]]:
        """Return the text in pieces: the name of a font resource and the literal string in its code."""
        known = self._fonts.get(font)
        if known is None:
            face = pdfmetrics.getFont(font)
            face.splitString(" ", self._pdf)
            known = self._fonts[font] = face.getSubsetInternalName(0, self._pdf), _Codes(face, self._pdf)
        name, codes = known
        try:
            return ((name, f"({text.translate(codes)})"),)
        except _FurtherSubset:
            return codes.split(text)

    def place(self, glyphs: Sequence[Glyph], font: ScriptFont) -> Iterator[tuple[str, float, str]]:
        """Yield glyphs in pieces: a font resource, how high they stand in thousandths, the array of their codes."""
        if self._glyphs is None:
            from briefing.render.pdf.glyphs import GlyphEncoder

            self._glyphs = GlyphEncoder(self._pdf)
        return self._glyphs.place(glyphs, font)


class _FurtherSubset(Exception):
    """A character stands in another than the first subset of its font, which holds 256 at most."""


class _Codes(dict[int, str]):
    """The codes of a font's first subset, as they stand in a literal string."""

    def __init__(self, face: Any, pdf: Any) -> None:
        super().__init__()
        self._face = face
        self._pdf = pdf

    def __missing__(self, code: int) -> str:
        ((subset, encoded),) = self._face.splitString(chr(code), self._pdf)
        if subset:
            raise _FurtherSubset
        self[code] = written = _escape(encoded)
        return written

    def split(self, text: str) -> list[tuple[str, str]]:
        """Return a text whose characters stand in several subsets."""
        return [
            (self._face.getSubsetInternalName(subset, self._pdf), f"({_escape(encoded)})")
            for subset, encoded in self._face.splitString(text, self._pdf)
        ]


def _escape(encoded: bytes) -> str:
    """Return bytes as they stand in a literal string of PDF, as text of as many characters."""
    return encoded.decode("latin-1").translate(_ESCAPES)
