"""The style sheet of a page: a sheet can hide words or add some, so all of it must be known.

What is the same on every page is known by its digest. Of the rest each line must have one of the shapes that a theme
can take, in colours that can be read.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping

from briefing.packs.contrast import PAPER, measure_contrast

FIXED = frozenset({"685419ffe2da77b4f3748950458ca62a9a118208a3d417deb70dbcf25c211ef9"})
"""SHA-256 of the part that is the same on every page, for each version of it that has been delivered."""
LEAST, LEAST_RUNNING = 4.4, 2.0
"""The contrast of text (4.5 and what rounding takes), and of running words, which a theme may set fainter."""

_NUMBER = r"[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?"
_COLOUR = r"#[0-9A-Fa-f]{6}"
_FONTS = r'(?:"[^"]*"|[\w -]+)(?:,\s?(?:"[^"]*"|[\w -]+))*'
_COLOURS = rf"--ground:{_COLOUR}(?:;--[a-z0-9-]+:{_COLOUR})+"
_POINTS = rf"calc\({_NUMBER}\*var\(--pt\)\)"
_CONTENT = r'(?:"[^"]*"|counter\(pages?\)|none| )+'
_MARGIN = (
    rf"@(?:top|bottom)-(?:left|center|right)\{{content:{_CONTENT}(?:;white-space:pre-line)?"
    rf";font:[0-9]+ {_NUMBER}pt var\(--[a-z]+\);color:{_COLOUR}\}}"
)
_SHAPES: Mapping[str, re.Pattern[str]] = {
    name: re.compile(pattern)
    for name, pattern in {
        "light": rf":root\{{({_COLOURS});--measure:{_NUMBER};--serif:{_FONTS};--sans:{_FONTS}\}}",
        "dark": rf"@media screen and \(prefers-color-scheme:dark\)\{{:root\{{({_COLOURS})\}}\}}",
        "role": (
            r"\.[a-z0-9-]+\{font-family:var\(--(?:serif|sans)\);font-weight:[467]00"
            rf";font-size:max\(var\(--least\),calc\((?:[3-9]|[0-9]{{2,3}})(?:\.[0-9]+)?\*var\(--pt\)\)\)"
            r";line-height:calc\((?:0\.[89][0-9]*|[1-9](?:\.[0-9]+)?)\*var\(--air\)\)"
            rf";color:var\(--(?!ground|tint|hairline)[a-z0-9-]+\);margin:{_POINTS} 0 {_POINTS}"
            r"(?:;font-style:italic)?(?:;letter-spacing:-?(?:0\.[0-9]+|[0-9.]+e-[0-9]+)em)?(?:;text-transform:uppercase)?\}"
        ),
        "marking": (
            rf"\.marking\{{color:{_COLOUR};background:#000000;forced-color-adjust:none"
            r";print-color-adjust:exact\}"
        ),
        "table": (
            r"@media print,\(min-width:40rem\)\{(?:\.table-[0-9]+ th:nth-child\([0-9]+\),"
            rf"\.table-[0-9]+ td:nth-child\([0-9]+\)\{{width:{_NUMBER}%\}}"
            rf"|\.table-[0-9]+ col:nth-child\([0-9]+\)\{{width:{_NUMBER}%\}})+\}}"
        ),
        "figure": rf"\.figure-[0-9]+\{{width:{_NUMBER}%\}}",
        "paper": rf"@page\{{size:{_NUMBER}pt {_NUMBER}pt;margin:{_NUMBER}pt(?: {_NUMBER}pt){{3}};(?:{_MARGIN})*\}}",
        "first": r"@page :first\{@top-left\{content:none\}@top-right\{content:none\}\}",
    }.items()
}
_BOX = re.compile(_MARGIN)
_STRING = re.compile(r'"([^"]*)"|(counter)')
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6}) ?")
_GROUNDS = frozenset({"--ground", "--tint"})
_QUIET = frozenset({*_GROUNDS, "--hairline"})


def check_sheet(text: str) -> Iterator[str]:
    """Yield what a style sheet has that no page of ours has: rules of its own, or text that cannot be read."""
    unknown = []
    for line in text.split("\n"):
        shape = next((name for name, pattern in _SHAPES.items() if pattern.fullmatch(line)), "")
        if not shape:
            unknown.append(line)
        yield from (
            _check_colours(line) if shape in {"light", "dark"} else _check_running(line) if shape == "paper" else ()
        )
    if hashlib.sha256("\n".join(unknown).encode("utf-8", "backslashreplace")).hexdigest() not in FIXED:
        yield "the style sheet is none that this program writes: it may hide words, or show others"


def _check_colours(line: str) -> Iterator[str]:
    colours = dict(re.findall(rf"(--[a-z0-9-]+):({_COLOUR})", line))
    for name, colour in colours.items():
        grounds = [ground for key, ground in colours.items() if key in _GROUNDS]
        if name not in _QUIET and any(measure_contrast(colour, ground) < LEAST for ground in grounds):
            yield f"the colour {name.lstrip('-')} cannot be read on its ground"


def _check_running(line: str) -> Iterator[str]:
    for colour in re.findall(rf";color:({_COLOUR})", line):
        if measure_contrast(colour, PAPER) < LEAST_RUNNING:
            yield "what runs along on paper cannot be read"


def list_strings(text: str) -> Iterator[str]:
    """Yield the words that the sheet prints in the margins of each page; its numbers are 0."""
    for box in _BOX.finditer(text):
        content = box[0].partition("content:")[2]
        yield "".join("0" if number else _ESCAPE.sub(_unescape, words) for words, number in _STRING.findall(content))


def _unescape(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return chr(code) if 0 < code <= 0x10FFFF else ""  # noqa: PLR2004  # the last character of Unicode
