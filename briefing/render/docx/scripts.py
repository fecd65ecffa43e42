"""Words beyond Latin as runs: Word is told the kind of script of each, its font and its language.

Word keeps three fonts for a run and takes that of East Asian or of complex scripts where the run says so. Spaces and
marks between words that run from the right belong to their run, or Word would set the words from left to right.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from briefing.model.scripts import LATIN, Script, part_scripts, tell_language
from briefing.render.bidi import runs_leftward
from briefing.render.docx.language import name_language
from briefing.render.docx.xml import Attributes, element

_FONTS: Mapping[str, str] = {
    "Arab": "Arial", "Hebr": "Arial", "Syrc": "Estrangelo Edessa", "Thaa": "MV Boli",
    "Deva": "Nirmala UI", "Beng": "Nirmala UI", "Guru": "Nirmala UI", "Gujr": "Nirmala UI", "Orya": "Nirmala UI",
    "Taml": "Nirmala UI", "Telu": "Nirmala UI", "Knda": "Nirmala UI", "Mlym": "Nirmala UI", "Sinh": "Nirmala UI",
    "Thai": "Leelawadee UI", "Laoo": "Leelawadee UI", "Khmr": "Leelawadee UI", "Mymr": "Myanmar Text",
    "Tibt": "Microsoft Himalaya", "Mong": "Mongolian Baiti",
    "Hang": "Malgun Gothic", "Hira": "Yu Gothic", "Kana": "Yu Gothic", "Hani": "Microsoft YaHei",
    "Bopo": "Microsoft JhengHei",
}  # fmt: skip
"""Fonts that come with Word; other programs take their own in their place."""


def part_runs(text: str) -> Iterator[tuple[str, Script]]:
    """Yield the text in stretches that are a run each; what runs from the right takes in what stands between."""
    stretches = [(words, script or LATIN) for words, script in part_scripts(text)]
    if not any(script.leftward for _, script in stretches):
        yield from _join(stretches)
        return
    whole = runs_leftward(text)
    turned: list[tuple[str, Script]] = []
    for place, (words, script) in enumerate(stretches):
        before = next((each for _, each in reversed(turned) if each is not LATIN), None)
        after = next((each for _, each in stretches[place + 1 :] if each is not LATIN), None)
        beside = [each for each in (before, after) if each and each.leftward]
        inside = bool(beside) and (whole or (before in beside and after in beside))
        free = script is LATIN and not any(unicodedata.bidirectional(char) == "L" for char in words)
        turned.append((words, beside[0] if free and inside else script))
    yield from _join(turned)


def _join(stretches: list[tuple[str, Script]]) -> Iterator[tuple[str, Script]]:
    """Yield stretches with those of one script as one."""
    held, script = "", LATIN
    for words, each in stretches:
        if each is not script and held:
            yield held, script
            held = ""
        held, script = held + words, each
    if held:
        yield held, script


@lru_cache(maxsize=256)
def write_script(script: Script, language: str) -> tuple[str, str]:
    """Return what a run says of its script, before and after its other properties, in schema order."""
    if script.kind == "plain":
        return "", element("w:lang", {"w:val": script.language}) if script.language else ""
    font = _FONTS.get(script.tag)
    slot = "w:eastAsia" if script.kind == "east-asian" else "w:cs"
    hint: Attributes = {"w:hint": "eastAsia" if script.kind == "east-asian" else "cs"}
    fonts = element("w:rFonts", {**hint, slot: font} if font else hint)
    direction = "<w:rtl/>" if script.leftward else "<w:cs/>" if script.kind == "complex" else ""
    return fonts, direction + name_language(tell_language(script, "") or language, script.kind)
