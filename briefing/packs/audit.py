"""What a pack declares, held against what it has: slips that no single file shows."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefing.config.tables import Table, suggest
from briefing.packs.contrast import find_faint
from briefing.packs.cues import find_idle_cue
from briefing.packs.fault import FaultList
from briefing.packs.logo import PICTURES
from briefing.packs.lookup import FONTS, LAYOUT, MANIFEST, PHRASES, REFERENCES, TEMPLATE_SUFFIX, THEME
from briefing.packs.manifest import PackManifest, SectionSpec
from briefing.packs.phrases import PLACEHOLDER, Phrases
from briefing.packs.theme import NEEDED_COLOURS, Theme
from briefing.packs.traits import TRAITS

_LIKE_A_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z]{2})?")
_KNOWN_FILES = frozenset({MANIFEST, THEME, *REFERENCES, "README.md", "preview.png"})
_GROUNDS = {"paper": "white", "tint": "the tint of the box"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A manifest with the table that it was read from, which knows the lines, and the phrases beside it."""

    manifest: PackManifest
    table: Table
    phrases: Phrases

    def place(self, listed: str, named: str, name: str, *path: str | int) -> str:
        """Return the line of something about an item with an id, in whichever form it stands."""
        item = next(item for item in self.table.items(listed, named) if item.values.get("id") == name)
        return item.place(*path)


def audit_manifest(declared: Declared, faults: FaultList) -> None:
    """Check what sections, key points and checks name: each other, phrases, traits, and cues that can match."""
    for section in declared.manifest.sections:
        _audit_section(declared, section, faults)
    _audit_key_points(declared, faults)
    for check in declared.manifest.checks:
        keys = [check.phrase, f"{check.phrase}-but"] if check.actors else [check.phrase]
        for key in keys:
            _need_phrase(declared, key, declared.place("checks", "check", check.id, "phrase"), faults)


def _audit_section(declared: Declared, section: SectionSpec, faults: FaultList) -> None:
    def place(*path: str | int) -> str:
        return declared.place("sections", "section", section.id, *path)

    for name, known in TRAITS.items():
        for trait in getattr(section, name):
            if trait not in known:
                message = f'no sentence is ever "{trait}" in "{name}"'
                faults.error(message, place(name, trait), suggest(trait, known, name))
    for number, head in enumerate(section.columns):
        _doubt_key(declared, head, place("columns", number), faults)
    _doubt_key(declared, section.title, place("title"), faults)
    _audit_pending(declared, section, faults)
    if not any(group.cues for group in section.groups) and section.needs_cue:
        faults.warn(f'section "{section.id}" needs a cue and has none', place(), "give it a group with cues")
    items = {i.values.get("id"): i for i in declared.table.items("sections", "section")}[section.id]
    for group, item in zip(section.groups, items.items("groups", "group"), strict=True):
        _doubt_key(declared, group.label, item.place("label"), faults)
        _audit_cues(group.cues, item, faults)


def _audit_pending(declared: Declared, section: SectionSpec, faults: FaultList) -> None:
    pending = section.pending
    if pending is None:
        return
    known = {
        "group": (pending.group, [group.id for group in section.groups]),
        "check": (pending.check, [check.id for check in declared.manifest.checks]),
        "phrase": (pending.phrase, list(declared.phrases.entries)),
    }
    for key, (name, names) in known.items():
        if name not in names:
            place = declared.place("sections", "section", section.id, "pending", key)
            faults.error(f'there is no {key} "{name}"', place, suggest(name, names, f"{key}s"))


def _audit_cues(cues: tuple[str, ...], item: Table, faults: FaultList) -> None:
    for number, cue in enumerate(cues):
        idle = find_idle_cue(cue)
        if idle:
            faults.error(f'cue "{cue}" never matches: {idle}', item.place("cues", number), "see Cues in docs/packs.md")
    for cue, count in Counter(cues).items():
        if count > 1:
            last = max(number for number, each in enumerate(cues) if each == cue)
            faults.warn(f'cue "{cue}" stands here twice', item.place("cues", last), "take one out")


def _audit_key_points(declared: Declared, faults: FaultList) -> None:
    """Check that each question asks for sections and groups that there are; an order may leave sections out."""
    ids = {item.values.get("id") for item in declared.table.items("sections", "section")}
    groups = {group.id for section in declared.manifest.sections for group in section.groups}
    left_out = {str(name) for name in ids} - {section.id for section in declared.manifest.sections}
    for slot in declared.manifest.key_points:
        for number, name in enumerate(slot.sections):
            if name not in ids:
                place = declared.place("key_points", "key_point", slot.id, "sections", number)
                faults.error(f'there is no section "{name}"', place, suggest(name, map(str, ids), "sections"))
        for number, name in enumerate(slot.groups):
            if name not in groups and not left_out & set(slot.sections):
                place = declared.place("key_points", "key_point", slot.id, "groups", number)
                faults.error(f'there is no group "{name}"', place, suggest(name, groups, "groups"))


def _need_phrase(declared: Declared, key: str, place: str, faults: FaultList) -> None:
    if key not in declared.phrases.entries:
        faults.error(f'phrase "{key}" is missing', place, suggest(key, declared.phrases.entries, "phrases"))


def _doubt_key(declared: Declared, words: str, place: str, faults: FaultList) -> None:
    """Doubt words that look like the key of a phrase and are none."""
    if _LIKE_A_KEY.fullmatch(words) and words.startswith(("label-", "section-", "column-")):
        _need_phrase(declared, words, place, faults)


def audit_theme(theme: Theme, table: Table, families: Iterable[str], faults: FaultList) -> None:
    """Check that text can be read, and that the PDF has the fonts."""
    for face, family in theme.fonts.items():
        if family not in families:
            message = f'the PDF has no font "{family}" and takes its own'
            faults.warn(message, table.place("fonts", face), suggest(family, families, "fonts"))
    for name, fonts in (("fonts", theme.fonts), ("docx_fonts", theme.docx_fonts)):
        if fonts["serif"] == fonts["sans"]:
            message = "the words of sources and ours are set in one font, so that nobody can tell them apart"
            faults.warn(message, table.place(name, "serif"), "choose a serif for theirs and a sans for ours")
    for name in theme.colours.keys() - set(NEEDED_COLOURS) - {style.colour for style in theme.styles.values()}:
        hint = suggest(name, NEEDED_COLOURS, "colours")
        faults.warn(f'no style is set in the colour "{name}"', table.place("colours", name), hint)
    for faint in find_faint(theme):
        message = (
            f'colour "{faint.colour}" of {faint.role} has a contrast of {faint.ratio:.1f} : 1 on'
            f" {_GROUNDS[faint.ground]}: text needs {faint.least} : 1"
        )
        faults.error(message, _place_of_colour(table, faint.role, faint.colour), "choose a darker colour")


def _place_of_colour(table: Table, role: str, colour: str) -> str:
    """Return the line to change: the style's if a pack gives its colour there, else that of the colour."""
    own, shared = table.table("styles").table(role), table.table("colours")
    for layer in table.layers:
        if _has(layer.content, "styles", role, "colour") and colour in {"hairline", "tint"}:
            return own.place("colour")
        if _has(layer.content, "colours", colour):
            return shared.place(colour)
    return own.place()


def _has(content: object, *path: str) -> bool:
    for step in path:
        if not isinstance(content, dict) or step not in content:
            return False
        content = content[step]
    return True


def audit_phrases(own: Phrases, above: Mapping[str, object], used: "Used", faults: FaultList) -> None:
    """Check the phrases of one file: values that are never there, and phrases that nothing asks for.

    `above` holds the phrases of the packs above, and the same in English.
    """
    for key, phrase in own.entries.items():
        if key in above:
            known = {"count", *_placeholders(above[key])}
            for name in sorted(_placeholders(phrase) - known):
                message = f'phrase "{key}" asks for {{{name}}}, which is not known where it is said'
                faults.error(message, own.place(key), suggest(name, known, "values"))
        elif not used.asks_for(key):
            hint = suggest(key, above, "phrases") if above else ""
            hint = hint if hint.startswith("did you mean") else "take it out, or say it in a template"
            faults.warn(f'nothing asks for phrase "{key}"', own.place(key), hint)


def _placeholders(phrase: object) -> set[str]:
    forms = phrase.values() if isinstance(phrase, Mapping) else [phrase]
    return {name for form in forms for name in PLACEHOLDER.findall(str(form))}


@dataclass(frozen=True, slots=True)
class Used:
    """The keys of phrases that templates and declarations name, and how those begin that are put together."""

    keys: frozenset[str]
    stems: frozenset[str]

    def asks_for(self, key: str) -> bool:
        """Say whether anything may ask for a phrase."""
        return key in self.keys or any(key.startswith(stem) for stem in self.stems)


def list_declared_keys(manifest: PackManifest) -> frozenset[str]:
    """Return the keys of phrases that a manifest names, or that the program makes of its ids."""
    keys = {key for section in manifest.sections for key in (section.title, *section.columns)}
    keys |= {section.pending.phrase for section in manifest.sections if section.pending is not None}
    keys |= {group.label for section in manifest.sections for group in section.groups}
    keys |= {key for check in manifest.checks for key in (check.phrase, f"{check.phrase}-but")}
    keys |= {f"undated-{section.id}" for section in manifest.sections}
    return frozenset(keys)


def audit_files(folder: Path, reached: frozenset[Path], faults: FaultList) -> None:
    """Name the files of a pack that nothing reads: misplaced, misnamed, or never included."""
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        name = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in name.parts)
        if path in reached or hidden or name.parts[0] in {"assets", FONTS}:
            continue
        if name.parts[0] == LAYOUT and name.name.endswith(TEMPLATE_SUFFIX):
            faults.warn("no template includes this one", path.as_posix(), "include it, or take it out")
        elif name.parts[0] == PHRASES and name.suffix == ".toml":
            if not _LANGUAGE.fullmatch(name.stem):
                hint = 'name it after its language, such as "fr.toml" or "en-US.toml"'
                faults.warn(f'"{name.stem}" is no language', path.as_posix(), hint)
        elif name.as_posix() not in _KNOWN_FILES:
            faults.warn("nothing reads this file", path.as_posix(), _say_use(name))


def _say_use(name: Path) -> str:
    """Say what a file that nothing reads may have been meant for."""
    if name.suffix.lower() in PICTURES:
        return f'name it in {THEME}: [logo] file = "{name.as_posix()}"; or put it into assets/, where nothing is read'
    known = [*_KNOWN_FILES, f"{LAYOUT}/NAME{TEMPLATE_SUFFIX}", f"{PHRASES}/en.toml"]
    return suggest(name.as_posix(), known, "files")
