"""Everything that is wrong with a pack, found in one go: its files, what they name, and the sample set in it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefing.compose.brief import UNWRITTEN
from briefing.compose.document import build_document
from briefing.compose.inspection import Inspection, inspect_layout
from briefing.compose.omissions import find_omitted
from briefing.config.tables import Layer, merge_layers
from briefing.errors import BriefingError, PackError
from briefing.model.finding import Finding
from briefing.packs.audit import Declared, Used, audit_files, audit_manifest, audit_phrases, audit_theme
from briefing.packs.audit import list_declared_keys as declared_keys
from briefing.packs.fault import Fault, FaultList, as_fault
from briefing.packs.logo import find_logo
from briefing.packs.lookup import (
    FALLBACK,
    PHRASES,
    THEME,
    Pack,
    TemplateFile,
    bundled_packs,
    find_chain,
    list_packs,
    load_phrases,
    load_templates,
    load_theme,
    merge_files,
    read_file,
)
from briefing.packs.manifest import PackManifest, read_manifest
from briefing.packs.phrases import FIRST_DAY, Phrases, read_phrases
from briefing.packs.theme import Theme
from briefing.packs.typefaces import find_typefaces
from briefing.pipeline.build import PROGRAM, find_excess
from briefing.pipeline.progress import Journal, Silence
from briefing.pipeline.sample import assemble_sample
from briefing.pipeline.shelf import with_bundled
from briefing.render import Rendered, render
from briefing.render.logo import COARSE, open_logo
from briefing.render.pdf.fonts import FAMILIES, FontBook
from briefing.render.pdf.shelf import Shelf

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_BUNDLED = bundled_packs() / "policy-brief"
_MODEL = _BUNDLED / PHRASES / f"{FALLBACK}.toml"
"""Every phrase that the program itself asks for, with its values."""


def check_pack(name: str, folders: Sequence[Path]) -> tuple[Fault, ...]:
    """Return every fault of a pack: errors first, in the order of files and lines.

    A fault in one file does not hide those of another. Raises PackError for a pack that there is not.
    """
    packs = list_packs(with_bundled(folders))
    try:
        chain = find_chain(name, packs)
    except PackError as problem:
        if name not in packs:
            raise
        return (as_fault(problem),)
    faults = FaultList()
    _Check(name, tuple(folders), chain, faults).run()
    return tuple(sorted(faults.found, key=lambda fault: (fault.severity, *_split_place(fault.place))))


def _split_place(place: str) -> tuple[str, int]:
    file, _, line = place.rpartition(":")
    return (file, int(line)) if line.isdecimal() else (place, 0)


@dataclass(slots=True)
class _Check:
    """One pack under check. `parts` are the packs that it is made of, itself first."""

    name: str
    folders: tuple[Path, ...]
    parts: dict[Path, Layer]
    faults: FaultList
    chain: tuple[Path, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.chain = tuple(self.parts)

    def run(self) -> None:
        """Go through the files, then through what they name; only a pack without an error is tried out."""
        theme, manifest = self._theme(), self._manifest()
        pack = self._put_together(manifest, theme)
        if pack is not None:
            inspection = inspect_layout(pack, self.faults)
            self._inspect(pack, inspection)
            self._languages(pack.manifest)
        if not any(fault.severity == "error" for fault in self.faults.found):
            self._try_out()

    def _manifest(self) -> PackManifest | None:
        """Read the manifest; where it cannot be read, that of the packs above serves for the other checks."""
        manifest = self.faults.attempt(_read_manifest, self.parts.values())
        if manifest is None:
            above = [self.parts[folder] for folder in self.chain[1:]]
            return _read_manifest(above) if above else None
        if manifest.name != self.name:
            message = f'the pack in the folder "{self.name}" calls itself "{manifest.name}"'
            place = self.parts[self.chain[0]].place_of(("name",))
            self.faults.error(message, place, "give the folder and the pack one name")
        return manifest

    def _theme(self) -> Theme | None:
        theme = self.faults.attempt(load_theme, self.chain)
        if theme is not None:
            audit_theme(theme, merge_files(self.chain, THEME), (*FAMILIES, *theme.typefaces), self.faults)
            self.faults.attempt(self._look_at_logo, theme)
            self.faults.attempt(FontBook, theme.fonts, theme.typefaces)
            for path, reason in Shelf(theme.script_fonts).list_unusable():
                self.faults.warn(f"no PDF can take this font: {reason}", path.as_posix(), "put a TrueType font there")
        return theme

    def _look_at_logo(self, theme: Theme) -> None:
        """Open the logo, and doubt one that prints badly; raises PackError for one that is none."""
        if theme.logo is None:
            return
        hung = open_logo(theme.logo, theme.page)
        if hung.density < COARSE:
            message = f"the logo has {hung.density:.0f} dots to the inch: below {COARSE:.0f} its edges show steps"
            self.faults.warn(message, theme.logo.place, "save it larger, or print it smaller")

    def _put_together(self, manifest: PackManifest | None, theme: Theme | None) -> Pack | None:
        """Make the pack of what could be read; the bundled theme stands in, since only templates are looked at."""
        phrases = self._phrases(manifest) if manifest is not None else None
        if manifest is None or phrases is None:
            return None
        read = [self.faults.attempt(_read_templates, folder) for folder in self.chain]
        return Pack(
            manifest=manifest, theme=theme or load_theme((_BUNDLED,)), phrases=phrases,
            templates={key: file for each in read if each for key, file in each.items()},
            chain=tuple(folder.name for folder in self.chain), folder=self.chain[0], english=phrases,
        )  # fmt: skip

    def _phrases(self, manifest: PackManifest) -> Phrases | None:
        """Read the phrases; where they cannot be read, those of the packs above serve for the other checks."""
        found = self.faults.attempt(load_phrases, self.chain, manifest, FALLBACK)
        if found is None and len(self.chain) > 1:
            found = self.faults.attempt(load_phrases, self.chain[1:], manifest, FALLBACK)
        return found[0] if found else None

    def _inspect(self, pack: Pack, inspection: Inspection) -> None:
        """Hold against each other what the pack declares, says and has."""
        table = merge_layers(self.parts.values(), PackError)
        if pack.manifest.name == self.name:
            audit_manifest(Declared(manifest=pack.manifest, table=table, phrases=pack.phrases), self.faults)
        self._audit_phrases(pack, inspection)
        reached = {Path(pack.templates[key].path) for key in inspection.reached}
        fonts = {path for paths in pack.theme.script_fonts.files.values() for path in paths}
        enclosed = self.faults.attempt(_find_enclosed, self.chain) or frozenset()
        audit_files(self.chain[0], frozenset(reached | fonts | enclosed), self.faults)

    def _audit_phrases(self, pack: Pack, inspection: Inspection) -> None:
        """Check each file of phrases of the pack itself, a broken one by its error."""
        stems = {word for word in inspection.words if word.endswith("-")}
        keys = {*inspection.words, *declared_keys(pack.manifest), *read_file(_MODEL).content, FIRST_DAY}
        used = Used(frozenset(keys), frozenset(stems))
        for file in sorted((self.chain[0] / PHRASES).glob("*.toml")):
            own = self.faults.attempt(_read_phrases, file)
            if own is not None:
                audit_phrases(own, self._above(file), used, self.faults)

    def _above(self, file: Path) -> dict[str, object]:
        """Return the phrases that a file of phrases stands before: of the packs above, and in English."""
        general = file.stem.partition("-")[0]
        names = dict.fromkeys([f"{FALLBACK}.toml", f"{general}.toml"])
        files = [_MODEL, *(folder / PHRASES / name for name in names for folder in self.chain)]
        return {
            key: v for each in files if each.is_file() and each != file for key, v in read_file(each).content.items()
        }

    def _languages(self, manifest: PackManifest) -> None:
        """Name the phrases that a language lacks, of those that the pack itself speaks or says that it does."""
        declared = manifest.languages if "languages" in self.parts[self.chain[0]].content else ()
        for language in sorted({*_own_languages(self.chain[0]), *declared}):
            found = self.faults.attempt(load_phrases, self.chain, manifest, language)
            for finding in found[1] if found else ():
                self.faults.warn(finding.message, finding.place, finding.hint)

    def _try_out(self) -> None:
        """Set the sample in the pack, in each language that it has words of its own for."""
        for language in sorted(_own_languages(self.chain[0]) | {"en-GB"}):
            journal = Journal(Silence())
            try:
                made = assemble_sample(self.name, self.folders, journal, language)
                document = build_document(made.brief, made.analysis, made.settings, made.pack, PROGRAM)
                rendered = render(document, made.pack.theme, ("docx", "pdf"))
            except BriefingError as problem:
                self.faults.add(replace(as_fault(problem), place=problem.place or str(self.chain[0])))
                continue
            brought = [found for each in rendered for found in (*each.findings, *_find_excess(each, made.pack))]
            for finding in (*journal.findings, *find_omitted(made.brief, document, made.pack), *brought):
                if finding.severity == "warning" and finding.code != UNWRITTEN:
                    self.faults.warn(finding.message, finding.place or str(self.chain[0]), finding.hint)


def _find_excess(rendered: Rendered, pack: Pack) -> Iterable[Finding]:
    return find_excess(rendered.data, pack) if rendered.format == "pdf" else ()


def _read_manifest(layers: Iterable[Layer]) -> PackManifest:
    return read_manifest(merge_layers(layers, PackError))


def _read_templates(folder: Path) -> dict[str, TemplateFile]:
    return dict(load_templates(folder))


def _find_enclosed(chain: Sequence[Path]) -> frozenset[Path]:
    """Return the files that a theme names: its logo and its fonts."""
    theme = merge_files(chain, THEME)
    return frozenset(filter(None, [find_logo(theme), *find_typefaces(theme)]))


def _read_phrases(file: Path) -> Phrases:
    return read_phrases(merge_layers([read_file(file)], PackError), file.stem)


def _own_languages(folder: Path) -> set[str]:
    return {path.stem for path in (folder / PHRASES).glob("*.toml") if _LANGUAGE.fullmatch(path.stem)}
