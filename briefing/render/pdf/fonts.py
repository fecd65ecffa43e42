"""The faces of the PDF: which file serves which, how wide words are, and what to do about missing characters."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from io import BytesIO
from itertools import product
from pathlib import Path
from struct import error as StructError  # noqa: N812  # the class of an exception
from typing import Any

from briefing.errors import BriefingError, OutputError, PackError
from briefing.model.finding import Finding
from briefing.packs.theme import WEIGHTS, Face, Weight
from briefing.packs.typefaces import Cut, FontFile, Typefaces
from briefing.render.characters import Sieve

FACES = Path(__file__).parent / "faces"

_Cut = tuple[Weight, bool]
FAMILIES: Mapping[str, Mapping[_Cut, str]] = {
    "Noto Serif": {
        ("regular", False): "NotoSerif-Regular",
        ("regular", True): "NotoSerif-Italic",
        ("semibold", False): "NotoSerif-Bold",
        ("semibold", True): "NotoSerif-BoldItalic",
        ("bold", False): "NotoSerif-Bold",
        ("bold", True): "NotoSerif-BoldItalic",
    },
    "Noto Sans": {
        ("regular", False): "NotoSans-Regular",
        ("regular", True): "NotoSans-Italic",
        ("semibold", False): "NotoSans-SemiBold",
        ("semibold", True): "NotoSans-BoldItalic",
        ("bold", False): "NotoSans-Bold",
        ("bold", True): "NotoSans-BoldItalic",
    },
}
"""The bundled families: weight and slant to font. A cut that is not bundled is served by the next heavier one."""
_OWN_CUTS: Mapping[_Cut, tuple[Cut, ...]] = {
    ("regular", False): ("regular",),
    ("regular", True): ("italic", "regular"),
    ("semibold", False): ("semibold", "bold", "regular"),
    ("semibold", True): ("bold_italic", "italic", "semibold", "bold", "regular"),
    ("bold", False): ("bold", "semibold", "regular"),
    ("bold", True): ("bold_italic", "bold", "italic", "regular"),
}
"""Which cuts of a pack's typeface serve, the best first: it may have the regular one alone."""
_OWN: dict[str, FontFile] = {}
"""The fonts of packs by the names that ReportLab knows them by, which follow from their bytes."""
_DEFAULTS: Mapping[Face, str] = {"serif": "Noto Serif", "sans": "Noto Sans"}
_MISSING_SHOWN = 12
_LICENCES, _RESTRICTED, _NO_PARTS = 0x000E, 0x0002, 0x0300
"""The bits that say how a font may be embedded, that of "not at all", and those of "only whole" and "no outlines"."""


@dataclass(frozen=True, slots=True)
class LoadedFont:
    """A font's advance widths in thousandths of its size, by character."""

    widths: Mapping[str, float]

    def has(self, text: str) -> bool:
        """Tell whether the font has every character."""
        return self.widths.keys() >= set(text)


@cache
def load_font(name: str) -> LoadedFont:
    """Read a font and make it known to ReportLab under its own name.

    Raises PackError for a file of a pack that is no TrueType font or may not be embedded, OutputError for one of ours.
    """
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    own = _OWN.get(name)
    file = BytesIO(own.data) if own else str(FACES / f"{name}.ttf")
    try:
        font: Any = TTFont(name, file, asciiReadable=False, shapable=False)
    except (OSError, TTFError, LookupError, ValueError, StructError) as problem:
        raise _explain(name, own, problem) from problem
    pdfmetrics.registerFont(font)
    default = font.face.defaultWidth
    widths = font.face.charWidths
    return LoadedFont({chr(code): widths.get(code, default) for code in font.face.charToGlyph})


def _explain(name: str, own: FontFile | None, problem: Exception) -> BriefingError:
    if own is None:
        message = f"the font {name}.ttf that came with the program cannot be read: {problem}"
        return OutputError(message, hint="install the program again")
    hint = "name a TrueType file (.ttf) that may be embedded"
    return PackError(f"the font cannot be used: {problem}", place=own.place, hint=hint)


def _enroll(file: FontFile) -> str:
    """Return the name of a pack's font: that of its bytes, since packs may call different fonts the same."""
    name = f"own-{sha256(file.data).hexdigest()[:16]}"
    _OWN.setdefault(name, file)
    load_font(name)
    if not _may_embed(file.data):
        hint = "ask its maker for a licence for documents, or take another font"
        raise PackError("the font may not be embedded in documents", place=file.place, hint=hint)
    return name


def _may_embed(data: bytes) -> bool:
    """Say whether the maker of a font allows documents to carry parts of it (OpenType, table OS/2, fsType)."""
    tables = (data[at : at + 16] for at in range(12, 12 + 16 * int.from_bytes(data[4:6], "big"), 16))
    start = next((int.from_bytes(table[8:12], "big") for table in tables if table[:4] == b"OS/2"), None)
    rights = 0 if start is None else int.from_bytes(data[start + 8 : start + 10], "big")
    return not rights & _NO_PARTS and rights & _LICENCES != _RESTRICTED


class FontBook:
    """The fonts of one document: it picks, measures, and remembers what none of them could print."""

    def __init__(self, families: Mapping[Face, str], typefaces: Typefaces | None = None) -> None:
        """Open the fonts of a pack that are asked for; raises PackError for what is no font."""
        self._families = dict(families)
        wanted = {name: cuts for name, cuts in (typefaces or {}).items() if name in self._families.values()}
        self._own = {name: _choose_cuts({cut: _enroll(f) for cut, f in cuts.items()}) for name, cuts in wanted.items()}
        self._widths: dict[str, dict[str, float]] = {}
        self._missing: dict[str, None] = {}
        self._sieve = Sieve()
        self._alternatives: dict[str, tuple[str, ...]] = {}
        self._shown: dict[tuple[str, str], str] = {}
        """Texts that are not shown as they stand, so that what is set twice is counted once."""

    def pick(self, face: Face, weight: Weight, italic: bool) -> str:
        """Return the font of a face; a family that is not bundled is replaced by the bundled one."""
        family = self._families.get(face, "")
        cuts = self._own.get(family) or FAMILIES.get(family, FAMILIES[_DEFAULTS[face]])
        return cuts[weight, italic]

    def measure(self, text: str, font: str, size: float) -> float:
        """Return the width of a text; words are measured once."""
        known = self._widths.setdefault(font, {})
        width = known.get(text)
        if width is None:
            widths = load_font(font).widths
            width = known[text] = sum(widths.get(char, 0.0) for char in text) / 1000
        return width * size

    def render(self, text: str, font: str) -> str:
        """Return the text with each character that no font has as its code point, and remember those."""
        if load_font(font).has(text) and text.isprintable():
            return text
        shown = self._shown.get((text, font))
        if shown is None:
            shown = "".join(self._name(char, font) for char in self._sieve.clean(text))
            self._shown[text, font] = shown
        return shown

    def _name(self, char: str, font: str) -> str:
        if char.isspace() or self._find(char, font):
            return char
        self._missing[char] = None
        return f"\u2039U+{ord(char):04X}\u203a"  # in angle quotes: square brackets are for our edits

    def split(self, text: str, font: str) -> tuple[tuple[str, str], ...]:
        """Return the text as stretches with the font that has them, the font asked for wherever it can."""
        if load_font(font).has(text):
            return ((text, font),)
        parts: list[tuple[str, str]] = []
        for char in text:
            chosen = self._find(char, font) or font
            if parts and parts[-1][1] == chosen:
                parts[-1] = (parts[-1][0] + char, chosen)
            else:
                parts.append((char, chosen))
        return tuple(parts)

    def _find(self, char: str, font: str) -> str | None:
        """Return the first font that has a character: the font itself, then the same cut of the other families."""
        for name in self._list_alternatives(font):
            if load_font(name).has(char):
                return name
        return None

    def _list_alternatives(self, font: str) -> tuple[str, ...]:
        """Return a font and those that stand in for it, in order: the same cut of the bundled families."""
        known = self._alternatives.get(font)
        if known is None:
            families = (*FAMILIES.values(), *self._own.values())
            cut = next((cut for cuts in families for cut, name in cuts.items() if name == font), ("regular", False))
            known = tuple(dict.fromkeys((font, *(cuts[cut] for cuts in FAMILIES.values()))))
            self._alternatives[font] = known
        return known

    def report(self) -> tuple[Finding, ...]:
        """Return the findings: families that are not bundled, characters that no font has."""
        unknown = [
            Finding(
                severity="warning",
                code="font-unknown",
                message=f"{self._families[face]!r} is not bundled: the PDF is set in {_DEFAULTS[face]} instead",
                place=f"[fonts] {face}",
                hint=f"Bundled families: {', '.join(FAMILIES)}.",
            )
            for face in sorted(self._families)
            if self._families[face] not in (*FAMILIES, *self._own)
        ]
        return (*unknown, *self._sieve.report("PDF"), *self._report_missing())

    def _report_missing(self) -> tuple[Finding, ...]:
        if not self._missing:
            return ()
        points = [f"U+{ord(char):04X}" for char in self._missing]
        shown = ", ".join(points[:_MISSING_SHOWN])
        more = f" and {len(points) - _MISSING_SHOWN} more" if len(points) > _MISSING_SHOWN else ""
        return (
            Finding(
                severity="warning",
                code="character-missing",
                message=f"no bundled font has {shown}{more}: printed as code points",
                hint="Give the name in Latin letters, or leave the sentence out.",
            ),
        )


def _choose_cuts(names: Mapping[Cut, str]) -> Mapping[_Cut, str]:
    """Return the font of each weight and slant of a typeface that may lack some of them."""
    cuts = product(WEIGHTS, (False, True))
    return {cut: next(names[own] for own in _OWN_CUTS[cut] if own in names) for cut in cuts}
