"""The fonts of a document: which face serves which text, which other font the scripts that no face has."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from io import BytesIO
from itertools import product
from struct import error as StructError  # noqa: N812  # the class of an exception
from typing import Any

from briefing.errors import BriefingError, OutputError, PackError
from briefing.model.document import Document
from briefing.model.finding import Finding
from briefing.model.scripts import JOINERS, Script, clings, find_script, part_scripts, tell_language
from briefing.packs.theme import WEIGHTS, Face, ScriptFonts, Weight
from briefing.packs.typefaces import Cut, FontFile, Typefaces
from briefing.render.characters import Sieve
from briefing.render.pdf.absences import Absence, report_borrowed, report_faults, report_missing
from briefing.render.pdf.lines import Piece
from briefing.render.pdf.shaping import FACES, find_script_font, has_shaper, load_script_font, needs_shaper
from briefing.render.pdf.shelf import Candidate, Shelf

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
_LICENCES, _RESTRICTED, _NO_PARTS = 0x000E, 0x0002, 0x0300
"""The bits that say how a font may be embedded, that of "not at all", and those of "only whole" and "no outlines"."""

_new = tuple.__new__


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
    from briefing.render.pdf.rlpatch import without_shaper

    with without_shaper():
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
    codes = font.face.charToGlyph
    kept = codes if own is None else [code for code in codes if _stands_alone(chr(code))]
    return LoadedFont({chr(code): widths.get(code, default) for code in kept})


def _stands_alone(char: str) -> bool:
    """Tell whether a character is right as ReportLab sets it: not where letters join or run from the right."""
    script = find_script(char)
    return script is None or not (script.shaped or script.leftward)


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

    def __init__(
        self, families: Mapping[Face, str], typefaces: Typefaces | None = None, shelf: Shelf | None = None
    ) -> None:
        """Open the fonts of a pack that are asked for; raises PackError for what is no font.

        The shelf has fonts for other scripts; without one there are none.
        """
        self._families = dict(families)
        wanted = {name: cuts for name, cuts in (typefaces or {}).items() if name in self._families.values()}
        self._own = {name: _choose_cuts({cut: _enroll(f) for cut, f in cuts.items()}) for name, cuts in wanted.items()}
        self._shelf = Shelf(ScriptFonts(system=False)) if shelf is None else shelf
        self._widths: dict[str, dict[str, float]] = {}
        self._sieve = Sieve()
        self._alternatives: dict[str, tuple[str, ...]] = {}
        self._shown: dict[tuple[str, str, str], str] = {}
        """Texts that are not shown as they stand, so that what is set twice is counted once."""
        self._pieces: dict[tuple[str, str, str], tuple[Piece | str, ...]] = {}
        self._chosen: dict[str, Candidate] = {}
        self._missing: dict[str, Absence] = {}

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
            width = known[text] = self._measure(text, font) / 1000
        return width * size

    def _measure(self, text: str, font: str) -> float:
        foreign = find_script_font(font)
        if foreign:
            return foreign.measure(text)
        widths = load_font(font).widths
        return sum(widths.get(char, 0.0) for char in text)

    def render(self, text: str, font: str, language: str = "") -> str:
        """Return the text with each character that no font has as its code point, and remember those."""
        if load_font(font).has(text) and text.isprintable():
            return text
        shown = self._shown.get((text, font, language))
        if shown is None:
            pieces = self._part(self._sieve.clean(text), font, language)
            shown = "".join(_spell(piece) if isinstance(piece, str) else piece.text for piece in pieces)
            self._shown[text, font, language] = shown
        return shown

    def split(self, text: str, font: str, language: str = "") -> tuple[Piece, ...]:
        """Return the text as stretches with the font that has them, the font asked for wherever it can."""
        if load_font(font).has(text):
            return (_new(Piece, (text, font, None, "")),)  # as Piece(text, font) makes it, in half the time
        pieces = self._part(text, font, language)
        return tuple(Piece(piece, font) if isinstance(piece, str) else piece for piece in pieces)

    def _part(self, text: str, font: str, language: str) -> tuple[Piece | str, ...]:
        """Return the text as stretches with the font that has them; bare text is in no font."""
        known = self._pieces.get((text, font, language))
        if known is None:
            parts: list[Piece | str] = []
            for stretch, script in part_scripts(text):
                parts += self._take(stretch, font) if script is None else self._dip(stretch, script, font, language)
            known = self._pieces[text, font, language] = tuple(_join(parts))
        return known

    def _take(self, text: str, font: str) -> Iterator[Piece | str]:
        """Yield the characters of no script of their own in the bundled fonts; a joiner of nothing is left out."""
        for char in text:
            found = self._find(char, font)
            if found or char.isspace():
                yield Piece(char, found or font)
            elif char not in JOINERS:
                self._missing.setdefault(char, "symbol")
                yield char

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

    def _dip(self, text: str, script: Script, font: str, language: str) -> Iterator[Piece | str]:
        """Yield a stretch of another script in a font that has it whole, else letter by letter."""
        own = self._find(text, font)
        if own:
            yield Piece(text, own)
            return
        found = self._choose(text, script, font, language)
        tongue = tell_language(script, language)
        if found:
            yield Piece(text, found, script, tongue)
        elif len(letters := list(_part_letters(text))) > 1:
            for letter in letters:
                yield from self._dip(letter, find_script(letter[0]) or script, font, language)
        else:
            for char in text:
                self._missing.setdefault(char, "shaper" if needs_shaper(char) and not has_shaper() else "font")
            yield text

    def _choose(self, text: str, script: Script, font: str, language: str) -> str | None:
        """Return the best font that has a text, loaded."""
        if needs_shaper(text) and not has_shaper():
            return None
        needed = {ord(char) for char in text if char not in JOINERS}
        for candidate in self._shelf.list_fonts(script, language, self._read_cut(font)):
            if needed <= candidate.characters:
                try:
                    name = load_script_font(candidate.facts).name
                except OutputError as problem:
                    self._shelf.faults[candidate.facts.path] = str(problem)
                    continue
                self._chosen.setdefault(name, candidate)
                return name
        return None

    def _read_cut(self, font: str) -> tuple[Face, Weight]:
        """Return the face and weight of a font."""
        for face in self._families:
            for weight, italic in product(WEIGHTS, (False, True)):
                if self.pick(face, weight, italic) == font:
                    return face, weight
        return "serif", "regular"

    def report(self, document: Document | None = None) -> tuple[Finding, ...]:
        """Return the findings: families that are not bundled, characters that no font has, fonts of the machine."""
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
        return (
            *unknown,
            *self._sieve.report("PDF"),
            *report_missing(self._missing, self._shelf, document),
            *report_borrowed(self._chosen.values()),
            *report_faults(self._shelf.faults),
        )


def _choose_cuts(names: Mapping[Cut, str]) -> Mapping[_Cut, str]:
    """Return the font of each weight and slant of a typeface that may lack some of them."""
    cuts = product(WEIGHTS, (False, True))
    return {cut: next(names[own] for own in _OWN_CUTS[cut] if own in names) for cut in cuts}


def _spell(text: str) -> str:
    """Return what is printed for characters that no font has; a joiner has no shape anyway."""
    # In angle quotes: square brackets are for our edits.
    return "".join(f"\u2039U+{ord(char):04X}\u203a" for char in text if char not in JOINERS)


def _part_letters(text: str) -> Iterator[str]:
    """Yield each letter with what clings to it."""
    start = 0
    for place in range(1, len(text)):
        if not clings(text[place]):
            yield text[start:place]
            start = place
    yield text[start:]


def _join(parts: Sequence[Piece | str]) -> Iterator[Piece | str]:
    """Yield stretches with those as one that are in one font."""
    held: Piece | str | None = None
    for part in parts:
        if isinstance(held, Piece) and isinstance(part, Piece) and held[1:] == part[1:]:
            held = held._replace(text=held.text + part.text)
        else:
            if held is not None:
                yield held
            held = part
    if held is not None:
        yield held
