"""Small fonts made on the spot, so that other scripts are tested wherever the tests run: boxes for letters.

They have what shaping works with: forms of Arabic letters at the beginning, in the middle and at the end of words, a
ligature, half forms of Devanagari, marks that are placed on letters.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

PER_EM = 1024
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةئءأإآؤ،؟٠١٢٣٤٥٦٧٨٩"
JOINING = "بتثجحخسشصضطظعغفقكلمنهيئ"
"""Letters that join on both sides."""
HEBREW = "אבגדהוזחטיךכלםמןנסעףפץצקרשת"
POINTS = "\u05b0\u05b4\u05b7\u05b8\u05bc"
DEVANAGARI = "अआइईउऊएऐओऔकखगघचछजझटठडढणतथदधनपफबभमयरलवशषसहािीुूेैोौंँःृ़्।०१२३४५६७८९"


def name_glyph(char: str) -> str:
    return f"u{ord(char):04X}"


def make_font(
    path: Path,
    family: str,
    characters: Iterable[str],
    bits: Iterable[int],
    *,
    extra: Iterable[str] = (),
    features: str = "",
    weight: int = 400,
    permission: int = 0,
    version: str = "Version 1.0",
) -> Path:
    """Write a font whose glyphs are boxes, each a little wider than the one before it."""
    chars = sorted({" ", *characters})
    order = [".notdef", *map(name_glyph, chars), *extra]
    builder = FontBuilder(PER_EM, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({ord(char): name_glyph(char) for char in chars})
    widths = {name: 500 + 7 * (place % 40) for place, name in enumerate(order)}
    widths |= {name: 0 for name in order if name.startswith(("u05B", "u094D"))}
    builder.setupGlyf({name: draw_box(place) for place, name in enumerate(order)})
    builder.setupHorizontalMetrics({name: (width, 40) for name, width in widths.items()})
    builder.setupHorizontalHeader(ascent=900, descent=-250)
    names = {"familyName": family, "styleName": "Regular", "psName": family.replace(" ", ""), "version": version}
    builder.setupNameTable({**names, "fullName": family, "uniqueFontIdentifier": family})
    ranges = {f"ulUnicodeRange{word + 1}": sum(1 << bit % 32 for bit in bits if bit // 32 == word) for word in range(4)}
    builder.setupOS2(usWeightClass=weight, fsType=permission, sTypoAscender=900, sTypoDescender=-250, **ranges)
    builder.setupPost()
    if features:
        addOpenTypeFeaturesFromString(builder.font, features)
    builder.font["head"].created = builder.font["head"].modified = 3_600_000_000  # the same bytes each time
    builder.font.recalcTimestamp = False
    path.parent.mkdir(parents=True, exist_ok=True)
    builder.save(path)
    return path


def draw_box(place: int) -> Any:
    pen = TTGlyphPen(None)
    right = 100 + place % 300
    pen.moveTo((40, 0))
    for corner in ((40, 500), (right, 500), (right, 0)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


def make_arabic(folder: Path, **changes: Any) -> Path:
    """Write a font for Arabic: three forms of each joining letter, and lam-alef as one."""
    forms = [(char, form) for char in JOINING for form in ("init", "medi")]
    forms += [(char, "fina") for char in ARABIC if char.isalpha()]
    extra = [f"{name_glyph(char)}.{form}" for char, form in forms]
    rules = "".join(
        f"feature {form} {{\n"
        + "".join(f"  sub {name_glyph(c)} by {name_glyph(c)}.{form};\n" for c, each in forms if each == form)
        + f"}} {form};\n"
        for form in ("init", "medi", "fina")
    )
    lam, alef = name_glyph("ل"), name_glyph("ا")
    rules += f"feature rlig {{ sub [{lam}.init {lam}.medi] {alef}.fina by lamalef; }} rlig;\n"
    features = f"languagesystem DFLT dflt; languagesystem arab dflt;\n{rules}"
    return make_font(
        folder / "TestArabic.ttf", "Test Arabic", ARABIC, [13], extra=[*extra, "lamalef"], features=features, **changes
    )


def make_hebrew(folder: Path, **changes: Any) -> Path:
    """Write a font for Hebrew whose points are placed under letters."""
    letters = " ".join(map(name_glyph, HEBREW))
    marks = "".join(f"markClass {name_glyph(point)} <anchor 100 0> @low;\n" for point in POINTS)
    place = f"feature mark {{ pos base [{letters}] <anchor 250 -120> mark @low; }} mark;\n"
    features = f"languagesystem DFLT dflt; languagesystem hebr dflt;\n{marks}{place}"
    return make_font(
        folder / "TestHebrew.ttf", "Test Hebrew", HEBREW + POINTS + "()", [11], features=features, **changes
    )


def make_devanagari(folder: Path, **changes: Any) -> Path:
    """Write a font for Devanagari with half forms."""
    halves = "कतदनपमरवशषस"
    rules = "".join(f"  sub {name_glyph(c)} {name_glyph(chr(0x94D))} by {name_glyph(c)}.half;\n" for c in halves)
    features = f"languagesystem DFLT dflt; languagesystem dev2 dflt;\nfeature half {{\n{rules}}} half;\n"
    extra = [f"{name_glyph(c)}.half" for c in halves]
    return make_font(
        folder / "TestDevanagari.ttf", "Test Devanagari", DEVANAGARI, [15], extra=extra, features=features, **changes
    )


def make_korean(folder: Path, characters: str, **changes: Any) -> Path:
    """Write a font for Hangul."""
    return make_font(folder / "TestKorean.ttf", "Test Korean", characters, [56], **changes)


def make_chinese(folder: Path, characters: str, **changes: Any) -> Path:
    """Write a font for Han and kana."""
    return make_font(folder / "TestHan.ttf", "Test Han", characters, [59, 49, 50], **changes)
