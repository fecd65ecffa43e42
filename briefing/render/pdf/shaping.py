"""Words in fonts beyond the bundled ones: which glyphs, where each stands, and which of the characters each is.

HarfBuzz shapes what must be shaped; letters that stand side by side as they are need no shaper. In words that run from
the right the first glyph is that of the last character.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from briefing.model.scripts import JOINERS, find_script
from briefing.render.bidi import mirror
from briefing.render.pdf.sfnt import FontFacts

FACES = Path(__file__).parent / "faces"
"""Where the bundled faces are."""
UNSEEN = "\u200b"
"""What a glyph says that has no character of its own: the first of its group says them all."""
PER_EM = 1000
_SPACES = frozenset(" \u00a0")


class Glyph(NamedTuple):
    """One shape in its place, in thousandths of the size: how far the pen moves, and where it is drawn from the pen."""

    number: int
    says: str
    advance: float
    across: float = 0.0
    up: float = 0.0


@cache
def has_shaper() -> bool:
    """Tell whether HarfBuzz is installed."""
    try:
        return find_spec("uharfbuzz") is not None
    except ValueError:
        return False


class ScriptFont:
    """A font of a file, which knows its glyphs; `name` stands for it in inks."""

    def __init__(self, name: str, path: Path, index: int = 0, face: Any = None) -> None:
        """Load the font, unless its face is there already; raises OutputError for one that ReportLab cannot read."""
        from briefing.render.pdf.rlpatch import load_face

        self.name = name
        self.path, self.index = path, index
        self.face: Any = load_face(path, index) if face is None else face
        self._glyphs: dict[int, int] = self.face.charToGlyph
        self._scale = PER_EM / self.face.unitsPerEm
        self._shaped: dict[tuple[str, bool], tuple[Glyph, ...]] = {}
        self._engine: Any = None

    def has(self, text: str) -> bool:
        """Tell whether the font has every character; joiners have no shape."""
        return all(ord(char) in self._glyphs or char in JOINERS for char in text)

    def measure(self, text: str) -> float:
        """Return the width of a text in thousandths of the size."""
        leftward = any((script := find_script(char)) and script.leftward for char in text)
        return sum(glyph.advance for glyph in self.shape(text, leftward=leftward))

    def advance(self, glyph: int) -> float:
        """Return how wide the font itself makes a glyph, in thousandths of the size."""
        width, _ = self.face.hmetrics[glyph]
        return float(width * self._scale)

    def shape(self, text: str, *, leftward: bool = False) -> tuple[Glyph, ...]:
        """Return the glyphs of a text from left to right."""
        known = self._shaped.get((text, leftward))
        if known is None:
            made = self._join(text, leftward) if needs_shaper(text) else self._line_up(text, leftward)
            known = self._shaped[text, leftward] = tuple(made)
        return known

    def _line_up(self, text: str, leftward: bool) -> Iterator[Glyph]:
        """Yield one glyph for each character; brackets face the other way in words that run from the right."""
        for char in reversed(text) if leftward else text:
            if char not in JOINERS:
                number = self._glyphs.get(ord(mirror(char) if leftward else char), 0)
                yield Glyph(number, char, self.advance(number))

    def _join(self, text: str, leftward: bool) -> Iterator[Glyph]:
        import uharfbuzz  # there with the extra "scripts"

        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if leftward else "ltr"
        uharfbuzz.shape(self._open(), buffer, {"kern": True, "liga": True})
        found = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
        says = share_text(text, [info.cluster for info, _ in found])
        for said, (info, place) in zip(says, found, strict=True):
            yield Glyph(
                info.codepoint,
                said,
                place.x_advance * self._scale,
                place.x_offset * self._scale,
                place.y_offset * self._scale,
            )

    def _open(self) -> Any:
        if self._engine is None:
            import uharfbuzz

            blob = uharfbuzz.Blob.from_file_path(str(self.path))
            self._engine = uharfbuzz.Font(uharfbuzz.Face(blob, self.index))
        return self._engine


def share_text(text: str, clusters: Sequence[int]) -> list[str]:
    """Return which characters each glyph says: the first of those with one number says all up to the next number."""
    starts = sorted(set(clusters))
    ends = dict(zip(starts, (*starts[1:], len(text)), strict=True))
    said: set[int] = set()
    shares = []
    for cluster in clusters:
        shares.append(UNSEEN if cluster in said else text[cluster : ends[cluster]])
        said.add(cluster)
    return shares


def spread(glyphs: Sequence[Glyph], spacing: float) -> Sequence[Glyph]:
    """Return glyphs with spaces wider by so many parts of the size; PDF's own way knows spaces by a code only."""
    if not spacing:
        return glyphs
    more = spacing * PER_EM
    return [glyph._replace(advance=glyph.advance + more) if glyph.says in _SPACES else glyph for glyph in glyphs]


def needs_shaper(text: str) -> bool:
    """Tell whether a text is wrong without a shaper: letters that join, and marks that are placed on letters."""
    return any(_needs_shaper(char) for char in text)


@cache
def _needs_shaper(char: str) -> bool:
    script = find_script(char)
    marked = unicodedata.combining(char) > 0 and script is not None and script.kind == "complex"
    return marked or (script is not None and script.shaped)


_FONTS: dict[str, ScriptFont] = {}
_TURNED: dict[str, ScriptFont] = {}
"""Faces of text whose brackets have been turned round."""


def load_script_font(facts: FontFacts) -> ScriptFont:
    """Return the font of a file, loaded once; two files of one name are two fonts. Raises OutputError."""
    name = f"{facts.postscript or facts.family}@{facts.path}#{facts.index}"
    if name not in _FONTS:
        _FONTS[name] = ScriptFont(name, facts.path, facts.index)
    return _FONTS[name]


def find_script_font(name: str) -> ScriptFont | None:
    """Return the loaded font of a name; None for a bundled one."""
    return _FONTS.get(name)


def turn_font(name: str) -> ScriptFont:
    """Return the font of a name, a face of text too, for words that run from the right: brackets face the other way."""
    found = _FONTS.get(name) or _TURNED.get(name)
    if found is None:
        from briefing.render.pdf.rlpatch import find_face

        found = _TURNED[name] = ScriptFont(f"{name}@turned", Path(f"{name}.ttf"), face=find_face(name))
    return found
