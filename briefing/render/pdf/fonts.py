"""The bundled faces: which file serves which face, how wide words are, and what to do about missing characters."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from briefing.errors import OutputError
from briefing.model.finding import Finding
from briefing.packs.theme import Face, Weight
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
_DEFAULTS: Mapping[Face, str] = {"serif": "Noto Serif", "sans": "Noto Sans"}
_MISSING_SHOWN = 12


@dataclass(frozen=True, slots=True)
class LoadedFont:
    """A font's advance widths in thousandths of its size, by character."""

    widths: Mapping[str, float]

    def has(self, text: str) -> bool:
        """Tell whether the font has every character."""
        return self.widths.keys() >= set(text)


@cache
def load_font(name: str) -> LoadedFont:
    """Read a bundled font and make it known to ReportLab under its own name; raises OutputError for what is no font."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    try:
        font: Any = TTFont(name, str(FACES / f"{name}.ttf"), asciiReadable=False, shapable=False)
    except (OSError, TTFError) as problem:
        message = f"the font {name}.ttf that came with the program cannot be read: {problem}"
        raise OutputError(message, hint="install the program again") from problem
    pdfmetrics.registerFont(font)
    default = font.face.defaultWidth
    widths = font.face.charWidths
    return LoadedFont({chr(code): widths.get(code, default) for code in font.face.charToGlyph})


class FontBook:
    """The fonts of one document: it picks, measures, and remembers what none of them could print."""

    def __init__(self, families: Mapping[Face, str]) -> None:
        self._families = dict(families)
        self._widths: dict[str, dict[str, float]] = {}
        self._missing: dict[str, None] = {}
        self._sieve = Sieve()
        self._shown: dict[tuple[str, str], str] = {}
        """Texts that are not shown as they stand, so that what is set twice is counted once."""

    def pick(self, face: Face, weight: Weight, italic: bool) -> str:
        """Return the font of a face; a family that is not bundled is replaced by the bundled one."""
        family = self._families.get(face, "")
        cuts = FAMILIES.get(family, FAMILIES[_DEFAULTS[face]])
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
        for name in _list_alternatives(font):
            if load_font(name).has(char):
                return name
        return None

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
            if self._families[face] not in FAMILIES
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


@cache
def _list_alternatives(font: str) -> tuple[str, ...]:
    """Return a font and those that stand in for it, in order."""
    cut = next((cut for cuts in FAMILIES.values() for cut, name in cuts.items() if name == font), ("regular", False))
    return tuple(dict.fromkeys((font, *(cuts[cut] for cuts in FAMILIES.values()))))
