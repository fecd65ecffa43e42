"""What the fonts of a document lack and where it stands there; which fonts of the machine a PDF was made with."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Literal

from briefing.model.document import Document, Quoted, iterate_blocks, read_plain
from briefing.model.document import Note as NoteText
from briefing.model.finding import Finding
from briefing.model.scripts import Script, find_script
from briefing.render.pdf.shelf import Candidate, Shelf

Absence = Literal["symbol", "font", "shaper"]
"""Why a character is not printed: it is of no script, no font has it, or nothing can join it with its neighbours."""
_SHOWN, _NAMED = 12, 3
_AROUND = 24
_DEBIAN: Mapping[str, str] = {
    "Hang": "fonts-nanum", "Hani": "fonts-droid-fallback", "Hira": "fonts-ipafont", "Kana": "fonts-ipafont",
    "Bopo": "fonts-droid-fallback",
}  # fmt: skip
"""Packages of Debian and Ubuntu with fonts that can be embedded; fonts-noto-core has all other scripts."""
EXTRA = 'pip install "briefing[scripts]"'


def report_missing(missing: Mapping[str, Absence], shelf: Shelf, document: Document | None) -> Iterator[Finding]:
    """Yield a finding for each script and reason: which characters, where the first of them stands, what to do."""
    rows = [(absence, _find_name(char), char) for char, absence in missing.items()]
    for (absence, name), group in groupby(sorted(rows, key=lambda row: row[:2]), key=lambda row: row[:2]):
        chars = [char for _, _, char in group]
        why = f"{name} cannot be set without a shaper" if absence == "shaper" else "no font has"
        yield Finding(
            severity="warning",
            code="character-missing",
            message=f"{why}{':' if absence == 'shaper' else ''} {_list_points(chars)}: printed as code points",
            place=locate_character(chars, document) if document else "",
            hint=_advise(absence, find_script(chars[0]), shelf),
        )


def _find_name(char: str) -> str:
    script = find_script(char)
    return script.name if script else ""


def _list_points(chars: list[str]) -> str:
    """Name the first characters in words, some more by number, and count the rest."""
    named = [f"U+{ord(char):04X} {unicodedata.name(char, '')}".strip() for char in chars[:_NAMED]]
    points = [*named, *(f"U+{ord(char):04X}" for char in chars[_NAMED:_SHOWN])]
    return ", ".join(points) + (f" and {len(chars) - _SHOWN} more" if len(chars) > _SHOWN else "")


def _advise(absence: Absence, script: Script | None, shelf: Shelf) -> str:
    if absence == "shaper":
        return f"Install the extra for such scripts: {EXTRA}"
    if script is None:
        return "Say it in words, or leave the sentence out."
    barred = shelf.explain_absence(script)
    package = _DEBIAN.get(script.tag, "fonts-noto-core")
    advice = f"Put a TrueType font with {script.name} into the pack's fonts/ folder or install one (Debian: {package})"
    return f"{advice}; {barred}." if barred else f"{advice}."


def locate_character(chars: list[str], document: Document) -> str:
    """Return where the first of some characters stands that is found: the statement, and the words around it."""
    for where, text in _list_texts(document):
        place = next((place for place, char in enumerate(text) if char in chars), None)
        if place is not None:
            around = " ".join(text[max(0, place - _AROUND) : place + _AROUND].split())
            return f"{where}near “{around}”"
    return ""


def _list_texts(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the texts of a document, statements with their address."""
    masthead = document.masthead
    yield "in the title, ", f"{masthead.title} {masthead.subtitle}"
    for inline in iterate_blocks(document.blocks):
        if isinstance(inline, Quoted):
            yield f"statement {inline.id}, ", read_plain(inline.children)
        elif isinstance(inline, NoteText):
            yield f"note {inline.number}, ", read_plain(inline.children)
        else:
            yield "", read_plain((inline,))
    yield "", f"{masthead.kicker} {masthead.short_title} {masthead.edition} {masthead.marking}"


def report_borrowed(chosen: Iterable[Candidate]) -> Iterator[Finding]:
    """Yield a note that names the fonts of the machine: on another machine the file may look otherwise."""
    facts = [each.facts for each in chosen if each.place == "system"]
    names = sorted({f"{each.full_name} {each.version}".strip() + f" ({each.path.name})" for each in facts})
    if names:
        yield Finding(
            severity="note",
            code="font-of-machine",
            message=f"set with fonts of this machine: {', '.join(names)}",
            hint="Other machines have others: put them into the pack's fonts/ folder for the same bytes everywhere.",
        )


def report_faults(faults: Mapping[Path, str]) -> Iterator[Finding]:
    """Yield a finding for each file of the pack that is no font."""
    for path, fault in sorted(faults.items()):
        yield Finding(
            severity="warning",
            code="font-broken",
            message=f"the font {path.name} is not used: {fault}",
            place=str(path),
            hint="Put a whole TrueType font (.ttf) there.",
        )
