"""The fonts there are for a script, best first: those that the theme names, those of the pack, those of the machine.

The order depends on what the fonts say of themselves, never on where they lie or in which order a folder lists them.
"""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Literal, TypeAlias

from briefing.model.scripts import JAPANESE, SCRIPTS, Script
from briefing.packs.theme import Face, ScriptFonts, Weight
from briefing.render.pdf.sfnt import FontFacts, FontFault, read_characters, read_font_file

Place = Literal["theme", "pack", "system"]
Cut: TypeAlias = tuple[Face, Weight]
SUFFIXES = frozenset({".ttf", ".ttc", ".otf", ".otc"})
_WEIGHTS: Mapping[Weight, int] = {"regular": 400, "semibold": 600, "bold": 700}
_UNLISTED = 99

_FAVOURITES: Mapping[str, tuple[str, ...]] = {
    "Arab": ("noto naskh arabic", "amiri", "noto sans arabic", "times new roman", "arial", "geeza pro", "dejavu sans"),
    "Hebr": ("noto serif hebrew", "noto sans hebrew", "times new roman", "arial", "david", "dejavu sans"),
    "Deva": ("noto serif devanagari", "noto sans devanagari", "nirmala ui", "mangal", "kohinoor devanagari"),
    "Hang": (
        "noto serif kr", "noto sans kr", "nanummyeongjo", "nanumgothic", "batang", "malgun gothic", "applemyungjo",
        "applegothic", "unbatang", "undotum",
    ),
    "ja": (
        "noto serif jp", "noto sans jp", "ipaexmincho", "ipaexgothic", "ipamincho", "ipagothic", "ms mincho",
        "yu mincho", "yu gothic", "ms gothic", "takaomincho", "takaogothic", "vl gothic",
    ),
    "zh-hant": ("noto serif tc", "noto sans tc", "pmingliu", "mingliu", "microsoft jhenghei", "ar pl uming tw"),
    "zh": (
        "noto serif sc", "noto sans sc", "simsun", "microsoft yahei", "songti sc", "ar pl uming cn",
        "wenquanyi zen hei", "wenquanyi micro hei", "droid sans fallback",
    ),
}  # fmt: skip
"""Families made for reading texts in a script, by the tag of the script or, for ideographs, of the language."""


def find_system_folders() -> tuple[Path, ...]:
    """Return where this kind of machine keeps its fonts, whether or not the folders are there."""
    home = Path.home()
    if sys.platform == "darwin":
        return (home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts"))
    if sys.platform == "win32":
        own = Path(os.environ.get("LOCALAPPDATA", home / "AppData/Local"), "Microsoft/Windows/Fonts")
        return (own, Path(os.environ.get("WINDIR", "C:/Windows"), "Fonts"))
    data = os.environ.get("XDG_DATA_HOME") or home / ".local/share"
    shared = (os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    return (Path(data, "fonts"), home / ".fonts", *(Path(folder, "fonts") for folder in shared if folder))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A font and where it was found."""

    facts: FontFacts
    place: Place

    @property
    def characters(self) -> frozenset[int]:
        """The code points that it has shapes for."""
        return _read_characters(self.facts.path, self.facts.index)


@dataclass(slots=True)
class Shelf:
    """The fonts of one theme, looked for when first asked for."""

    wanted: ScriptFonts
    list_system: Callable[[], tuple[Path, ...]] = find_system_folders
    _found: dict[str, tuple[Candidate, ...]] = field(default_factory=dict)
    faults: dict[Path, str] = field(default_factory=dict)
    """What the theme or the pack has that is no font, and why not."""

    def list_fonts(self, script: Script, language: str, cut: Cut) -> Iterator[Candidate]:
        """Yield the fonts that say that they have a script, best first; those that cannot be embedded are left out."""
        for candidates in (self._list_named(script), self._list_packed(), self._list_installed()):
            fit = [each for each in candidates if _claims(each, script) and not each.facts.obstacle]
            yield from sorted(fit, key=lambda each: _rank(each.facts, script, language, cut))

    def explain_absence(self, script: Script) -> str:
        """Say which font there is for a script and why it cannot be used; empty where there is none at all."""
        candidates = (*self._list_named(script), *self._list_packed(), *self._list_installed())
        barred = [each.facts for each in candidates if _claims(each, script) and each.facts.obstacle]
        if not barred:
            return ""
        best = min(barred, key=lambda facts: _rank(facts, script, "", ("serif", "regular")))
        return f"{best.full_name} {best.obstacle}"

    def list_unusable(self) -> tuple[tuple[Path, str], ...]:
        """Return the files of theme and pack that no PDF can take, each with the reason."""
        own = [*self._list_packed(), *(each for tag in self.wanted.files for each in self._list_named(SCRIPTS[tag]))]
        barred = {each.facts.path: each.facts.obstacle for each in own if each.facts.obstacle}
        return tuple(sorted({**barred, **self.faults}.items()))

    def _list_named(self, script: Script) -> tuple[Candidate, ...]:
        return self._recall(f"theme {script.tag}", "theme", lambda: self.wanted.files.get(script.tag, ()))

    def _list_packed(self) -> tuple[Candidate, ...]:
        return self._recall("pack", "pack", lambda: tuple(_list_files(self.wanted.folders)))

    def _list_installed(self) -> tuple[Candidate, ...]:
        if not self.wanted.system:
            return ()
        return self._recall("system", "system", lambda: tuple(_list_files(self.list_system())))

    def _recall(self, key: str, place: Place, list_paths: Callable[[], tuple[Path, ...]]) -> tuple[Candidate, ...]:
        if key not in self._found:
            self._found[key] = tuple(self._read(list_paths(), place))
        return self._found[key]

    def _read(self, paths: tuple[Path, ...], place: Place) -> Iterator[Candidate]:
        for path in paths:
            try:
                for facts in read_font_file(path):
                    yield Candidate(facts, place)
            except FontFault as fault:
                if place != "system":
                    self.faults[path] = str(fault)


def _claims(candidate: Candidate, script: Script) -> bool:
    """Tell whether a font says that it is made for a script; one that the theme names for it need not say so."""
    return candidate.place == "theme" or bool(candidate.facts.scripts >> script.bit & 1)


def _rank(facts: FontFacts, script: Script, language: str, cut: Cut) -> tuple[object, ...]:
    """Return what sorts fonts: a family made for the script, then one of the face asked for, weight, newest version."""
    face, weight = cut
    family = facts.family.lower()
    own_tongue, favourites = _favour(script, language)
    listed = favourites.index(family) if family in favourites else _UNLISTED
    own = f"noto {'serif' if face == 'serif' else 'sans'} {script.name.lower()}" == family
    return (
        facts.italic,
        not own and listed == _UNLISTED and script.name.lower() not in family,
        listed >= own_tongue and not own,
        weight == "regular" and facts.weight >= _WEIGHTS["semibold"],
        facts.serif is not None and facts.serif != (face == "serif"),
        not own,
        listed,
        family,
        abs(facts.weight - _WEIGHTS[weight]),
        facts.variable,
        _invert(facts.version),
        facts.postscript,
        facts.index,
        _Bytes(facts.path),
    )


def _favour(script: Script, language: str) -> tuple[int, tuple[str, ...]]:
    """Return the families that are preferred for a script, and how many of them are made for the very language.

    Ideographs look otherwise from country to country; those of no known language are set as in Chinese.
    """
    if script.kind != "east-asian" or script.tag == "Hang":
        own = _FAVOURITES.get(script.tag, ())
        return len(own), own
    said = (script.language or language).lower()
    traditional = said.startswith(("zh-hant", "zh-tw", "zh-hk", "zh-mo"))
    first = "ja" if said.startswith(("ja", JAPANESE.lower())) else "zh-hant" if traditional else "zh"
    keys = dict.fromkeys((first, "zh", "zh-hant", "ja"))
    return len(_FAVOURITES[first]), tuple(name for key in keys for name in _FAVOURITES[key])


def _invert(version: str) -> tuple[float, ...]:
    """Return what sorts versions, the newest first."""
    numbers = "".join(char if char.isdecimal() else " " for char in version).split()
    return tuple(-int(number) for number in numbers[:3])


@dataclass(frozen=True, slots=True)
class _Bytes:
    """What sorts files that say the same of themselves: their bytes, looked at only then."""

    path: Path

    def __lt__(self, other: "_Bytes") -> bool:
        return _digest(self.path) < _digest(other.path)


@cache
def _digest(path: Path) -> str:
    """Return what stands for the bytes of a file; its size, where it cannot be read any more."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


@cache
def _read_characters(path: Path, index: int) -> frozenset[int]:
    return read_characters(path, index)


def _list_files(folders: tuple[Path, ...]) -> Iterator[Path]:
    """Yield the font files below folders, each once; a folder that cannot be read has none."""
    seen: set[Path] = set()
    for folder in folders:
        for home, names, files in os.walk(folder):
            names.sort()
            for name in sorted(files):
                path = Path(home, name)
                if path.suffix.lower() in SUFFIXES and path not in seen:
                    seen.add(path)
                    yield path
