"""Scripts of the world by their characters: what must be shaped, what runs from the right, whose language is plain.

Names are those of ISO 15924. Blocks are those of the Unicode Standard (Blocks.txt); of a character that stands in
several scripts, such as a stop or an accent, none is named.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

Kind = Literal["plain", "east-asian", "complex"]
"""How Word sorts scripts: each kind has a font, a size and a language of its own."""


@dataclass(frozen=True, slots=True)
class Script:
    """What setting needs to know of one script."""

    tag: str
    name: str
    """As fonts call it: "Noto Sans Devanagari"."""
    kind: Kind = "plain"
    shaped: bool = False
    """Letters change or move with their neighbours: without a shaper the words would be wrong."""
    leftward: bool = False
    language: str = ""
    """The language, where the script is that of one alone; names are written in it, whatever the text around says."""
    bit: int = -1
    """The bit of the font's OS/2 table that says that the script is there (OpenType 1.9, ulUnicodeRange)."""


LATIN = Script("Latn", "Latin")
HAN = Script("Hani", "Han", "east-asian", bit=59)
_SCRIPTS = (
    Script("Armn", "Armenian", language="hy", bit=10),
    Script("Hebr", "Hebrew", "complex", leftward=True, language="he", bit=11),
    Script("Arab", "Arabic", "complex", shaped=True, leftward=True, bit=13),
    Script("Syrc", "Syriac", "complex", shaped=True, leftward=True, bit=71),
    Script("Thaa", "Thaana", "complex", shaped=True, leftward=True, language="dv", bit=72),
    Script("Nkoo", "NKo", "complex", shaped=True, leftward=True, bit=14),
    Script("Deva", "Devanagari", "complex", shaped=True, bit=15),
    Script("Beng", "Bengali", "complex", shaped=True, bit=16),
    Script("Guru", "Gurmukhi", "complex", shaped=True, bit=17),
    Script("Gujr", "Gujarati", "complex", shaped=True, bit=18),
    Script("Orya", "Oriya", "complex", shaped=True, bit=19),
    Script("Taml", "Tamil", "complex", shaped=True, bit=20),
    Script("Telu", "Telugu", "complex", shaped=True, bit=21),
    Script("Knda", "Kannada", "complex", shaped=True, bit=22),
    Script("Mlym", "Malayalam", "complex", shaped=True, bit=23),
    Script("Sinh", "Sinhala", "complex", shaped=True, bit=73),
    Script("Thai", "Thai", "complex", shaped=True, language="th", bit=24),
    Script("Laoo", "Lao", "complex", shaped=True, language="lo", bit=25),
    Script("Tibt", "Tibetan", "complex", shaped=True, bit=70),
    Script("Mymr", "Myanmar", "complex", shaped=True, bit=74),
    Script("Geor", "Georgian", language="ka", bit=26),
    Script("Ethi", "Ethiopic", bit=75),
    Script("Khmr", "Khmer", "complex", shaped=True, language="km", bit=80),
    Script("Mong", "Mongolian", "complex", shaped=True, bit=81),
    Script("Hang", "Hangul", "east-asian", language="ko", bit=56),
    Script("Hira", "Hiragana", "east-asian", language="ja", bit=49),
    Script("Kana", "Katakana", "east-asian", language="ja", bit=50),
    Script("Bopo", "Bopomofo", "east-asian", bit=51),
    HAN,
)
SCRIPTS: Mapping[str, Script] = {script.tag: script for script in _SCRIPTS}
"""The scripts beyond those of the bundled faces that can be set."""

_BLOCKS = (
    (0x0530, 0x058F, "Armn"), (0x0590, 0x05FF, "Hebr"), (0x0600, 0x06FF, "Arab"), (0x0700, 0x074F, "Syrc"),
    (0x0750, 0x077F, "Arab"), (0x0780, 0x07BF, "Thaa"), (0x07C0, 0x07FF, "Nkoo"), (0x0860, 0x086F, "Syrc"),
    (0x0870, 0x08FF, "Arab"), (0x0900, 0x097F, "Deva"), (0x0980, 0x09FF, "Beng"), (0x0A00, 0x0A7F, "Guru"),
    (0x0A80, 0x0AFF, "Gujr"), (0x0B00, 0x0B7F, "Orya"), (0x0B80, 0x0BFF, "Taml"), (0x0C00, 0x0C7F, "Telu"),
    (0x0C80, 0x0CFF, "Knda"), (0x0D00, 0x0D7F, "Mlym"), (0x0D80, 0x0DFF, "Sinh"), (0x0E00, 0x0E7F, "Thai"),
    (0x0E80, 0x0EFF, "Laoo"), (0x0F00, 0x0FFF, "Tibt"), (0x1000, 0x109F, "Mymr"), (0x10A0, 0x10FF, "Geor"),
    (0x1100, 0x11FF, "Hang"), (0x1200, 0x139F, "Ethi"), (0x1780, 0x17FF, "Khmr"), (0x1800, 0x18AF, "Mong"),
    (0x19E0, 0x19FF, "Khmr"), (0x1C90, 0x1CBF, "Geor"), (0x1CD0, 0x1CFF, "Deva"), (0x2D00, 0x2D2F, "Geor"),
    (0x2D80, 0x2DDF, "Ethi"), (0x2E80, 0x2FDF, "Hani"), (0x3000, 0x303F, "Hani"), (0x3040, 0x309F, "Hira"),
    (0x30A0, 0x30FF, "Kana"), (0x3100, 0x312F, "Bopo"), (0x3130, 0x318F, "Hang"), (0x31A0, 0x31BF, "Bopo"),
    (0x31C0, 0x31EF, "Hani"), (0x31F0, 0x31FF, "Kana"), (0x3200, 0x321E, "Hang"), (0x3220, 0x325F, "Hani"),
    (0x3260, 0x327F, "Hang"), (0x3280, 0x32CF, "Hani"), (0x32D0, 0x32FE, "Kana"), (0x3300, 0x3357, "Kana"),
    (0x3358, 0x33FF, "Hani"), (0x3400, 0x4DBF, "Hani"), (0x4E00, 0x9FFF, "Hani"), (0xA8E0, 0xA8FF, "Deva"),
    (0xA960, 0xA97F, "Hang"), (0xA9E0, 0xA9FF, "Mymr"), (0xAA60, 0xAA7F, "Mymr"), (0xAB00, 0xAB2F, "Ethi"),
    (0xAC00, 0xD7FF, "Hang"), (0xF900, 0xFAFF, "Hani"), (0xFB13, 0xFB17, "Armn"), (0xFB1D, 0xFB4F, "Hebr"),
    (0xFB50, 0xFDFF, "Arab"), (0xFE30, 0xFE4F, "Hani"), (0xFE70, 0xFEFE, "Arab"), (0xFF00, 0xFF64, "Hani"),
    (0xFF65, 0xFF9F, "Kana"), (0xFFA0, 0xFFDF, "Hang"), (0xFFE0, 0xFFEF, "Hani"), (0x1EE00, 0x1EEFF, "Arab"),
    (0x20000, 0x3FFFF, "Hani"),
)  # fmt: skip
_STARTS = tuple(start for start, _, _ in _BLOCKS)

JAPANESE = "und-Jpan"
"""What stands for the language of a text that is not said to be Japanese but written in kana (BCP 47)."""
JOINERS = "\u200c\u200d"
"""What joins or parts the letters on its sides, and has no shape of its own."""


@cache
def find_script(char: str) -> Script | None:
    """Return the script that a character is of; None for those of the bundled faces, of many scripts, of no script."""
    code = ord(char)
    place = bisect_right(_STARTS, code) - 1
    if place < 0 or code > _BLOCKS[place][1]:
        return None
    return SCRIPTS[_BLOCKS[place][2]]


def clings(char: str) -> bool:
    """Tell whether a character is part of the one before it: an accent, a vowel sign, a joiner, a variant's number."""
    return char in JOINERS or unicodedata.category(char) in {"Mn", "Mc", "Me"}


def part_scripts(text: str) -> Iterator[tuple[str, Script | None]]:
    """Yield the text in stretches of one script each; what clings goes with the character that it clings to.

    Han, kana and their punctuation are one stretch of the script that says most: kana says Japanese, Hangul Korean.
    """
    start, script = 0, None
    for index, char in enumerate(text):
        found = find_script(char)
        if index and clings(char) and (found is None or script is None or script.tag == found.tag):
            continue
        if index and found != script:
            merged = _merge(script, found)
            if merged is not None:
                script = merged
                continue
            yield text[start:index], script
            start = index
        script = found
    if text:
        yield text[start:], script


def _merge(left: Script | None, right: Script | None) -> Script | None:
    """Return the one script of two that are written mixed, or None."""
    if left is None or right is None or not left.kind == right.kind == "east-asian":
        return None
    return left if right is HAN else right if left is HAN else left if left.language == right.language else None


def tell_language(script: Script, language: str) -> str:
    """Return the language of words in a script within words of a language; empty where that is the same or unknown."""
    return "" if language.partition("-")[0].lower() == script.language else script.language
