"""The name of a pack and the folders to look in -> the pack, with everything that it inherits."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefing.config.settings import Settings
from briefing.config.tables import Layer, Table, merge_layers, read_layer, suggest
from briefing.errors import BriefingError, DossierError, PackError
from briefing.model.finding import Finding
from briefing.packs.logo import read_logo
from briefing.packs.manifest import OptionValue, PackManifest, answer_kind, read_manifest
from briefing.packs.phrases import Phrases, read_phrases
from briefing.packs.theme import HouseFile, Theme, read_theme
from briefing.packs.typefaces import read_typefaces

MANIFEST, THEME, LAYOUT, PHRASES = "pack.toml", "theme.toml", "layout", "phrases"
REFERENCES = ("reference.docx", "reference.dotx")
"""What the organisation's own Word file is called in a pack."""
FONTS = "fonts"
"""The folder of a pack that holds fonts for scripts which no bundled face has."""
TEMPLATE_SUFFIX = ".md.jinja"
FALLBACK = "en"
"""The language of what a pack does not say in another one."""
_FEW = 3
"""Missing phrases named in one finding."""
PARENT = "!parent/"
"""Before the name of a template: the one that the next pack of the chain has under that name."""


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """Hold the text of one template, and the path of its file for complaints."""

    text: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Hold a pack ready for use."""

    manifest: PackManifest
    theme: Theme
    phrases: Phrases
    templates: Mapping[str, TemplateFile]
    """By their name inside `layout/`, after "!PACK/"; use `resolve` to find what a name means."""
    chain: tuple[str, ...]
    """The names of the packs that it is made of, itself first."""
    folder: Path
    """Where the pack itself lies."""
    english: Phrases
    """What stands within the words of sources, which are English: insertions say it in their language."""
    findings: tuple[Finding, ...] = ()
    """What the pack lacks and the brief can do without."""

    def resolve(self, name: str, asked_by: str = "") -> str | None:
        """Return the key of the template that a name means where another template asks for it; None without one.

        A plain name means the file of the first pack of the chain that has it, "!NAME/…" that of the pack NAME or of
        one it extends, "!parent/…" that of one that the asking template's pack extends.
        """
        chain = self.chain
        if name.startswith("!"):
            owner, _, name = name[1:].partition("/")
            above = owner == PARENT.strip("!/")
            owner = asked_by.partition("/")[0].removeprefix("!") if above else owner
            chain = chain[chain.index(owner) + above :] if owner in chain else ()
        return next((key for key in (f"!{pack}/{name}" for pack in chain) if key in self.templates), None)


def bundled_packs() -> Path:
    """Return the folder of the packs that come with the program: inside it when installed, beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def list_packs(folders: Iterable[Path]) -> dict[str, Path]:
    """Return the folder of each pack by its name; of two with one name the first counts."""
    found: dict[str, Path] = {}
    for folder in folders:
        for manifest in sorted(folder.glob(f"*/{MANIFEST}")):
            found.setdefault(manifest.parent.name, manifest.parent)
    return found


def load_pack(name: str, folders: Sequence[Path], language: str = "en-GB") -> Pack:
    """Load a pack and what it extends; the first folder that has a pack of a name counts.

    Raises PackError, with file and line where there is one, for a pack that is missing, in a circle or wrong.
    """
    chain = find_chain(name, list_packs(folders))
    manifest = read_manifest(merge_layers(chain.values(), PackError))
    folder = next(iter(chain))
    if manifest.name != name:
        place = chain[folder].place_of(("name",))
        raise PackError(f'the pack in the folder "{name}" calls itself "{manifest.name}"', place=place)
    theme = load_theme(tuple(chain))
    phrases, findings = load_phrases(tuple(chain), manifest, language)
    return Pack(
        manifest=_name_sections(manifest, phrases),
        theme=theme,
        phrases=phrases,
        templates={key: file for each in chain for key, file in load_templates(each)},
        chain=tuple(each.name for each in chain),
        folder=folder,
        english=phrases if _general(language) == FALLBACK else load_phrases(tuple(chain), manifest, FALLBACK)[0],
        findings=findings,
    )


def load_theme(chain: Sequence[Path]) -> Theme:
    """Load the look of a pack, with the logo, the fonts and the Word file of the house if there are any."""
    table = merge_files(chain, THEME)
    theme = read_theme(table)
    folders = tuple(folder / FONTS for folder in chain if (folder / FONTS).is_dir())
    return replace(
        theme,
        logo=read_logo(table),
        typefaces=read_typefaces(table),
        reference=_find_reference(chain),
        script_fonts=replace(theme.script_fonts, folders=folders),
    )


def _name_sections(manifest: PackManifest, phrases: Phrases) -> PackManifest:
    """Return the manifest with titles in words where it names them by the keys of phrases."""
    named = (
        replace(section, title=phrases.say(section.title)) if section.title in phrases.entries else section
        for section in manifest.sections
    )
    return replace(manifest, sections=tuple(named))


def answer_options(manifest: PackManifest, settings: Settings) -> dict[str, OptionValue]:
    """Return the answer to each question of a pack; raises DossierError for one that it does not ask or accept."""
    layer = Layer(place=settings.file, content={"options": settings.options}, text=settings.text)
    table = merge_layers([layer], DossierError).table("options")
    table.refuse_unknown(manifest.options)
    answers: dict[str, OptionValue] = {}
    for name, option in manifest.options.items():
        answer = table.read(name, answer_kind(option.type, option.choices))
        answers[name] = option.default if answer is None else answer
    return answers


def find_chain(name: str, packs: Mapping[str, Path]) -> dict[Path, Layer]:
    """Follow `extends` from a pack to the root; return the folder of each with what its manifest says.

    Raises PackError for a pack that is not there, for one in a circle, and for a manifest that is no TOML.
    """
    chain: dict[Path, Layer] = {}
    wanted: str | None = name
    while wanted is not None:
        folder = packs.get(wanted)
        if folder is None or folder in chain:
            raise _explain_chain(wanted, packs, chain)
        chain[folder] = read_file(folder / MANIFEST)
        wanted = _read_extends(chain[folder])
    return chain


def _explain_chain(wanted: str, packs: Mapping[str, Path], chain: Mapping[Path, Layer]) -> PackError:
    """Return the error of a chain that cannot go on, at the line that asks for the pack."""
    place = [layer.place_of(("extends",)) for layer in chain.values()][-1] if chain else ""
    if wanted not in packs:
        return PackError(f'there is no pack "{wanted}"', place=place, hint=suggest(wanted, packs, "packs"))
    names = " → ".join(each.name for each in (*chain, packs[wanted]))
    return PackError(f"packs extend each other in a circle: {names}", place=place)


def _read_extends(layer: Layer) -> str | None:
    extends = layer.content.get("extends")
    return extends if isinstance(extends, str) else None


def read_file(path: Path) -> Layer:
    """Read one TOML file of a pack; raises PackError, with the line, for what is none."""
    return read_layer(_read_text(path), str(path), PackError)


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as problem:
        raise PackError(f"the file cannot be read: {problem.strerror}", place=str(path)) from problem
    except UnicodeDecodeError as problem:
        raise PackError("the file is not UTF-8", place=str(path), hint="save it as UTF-8") from problem


def merge_files(chain: Sequence[Path], name: str) -> Table:
    """Merge the files of one name along a chain; raises PackError where not even the root has it."""
    paths = [folder / name for folder in chain if (folder / name).is_file()]
    if not paths:
        raise PackError(f"the pack has no {name}", place=str(chain[-1]))
    return merge_layers(map(read_file, paths), PackError)


def read_reference(path: Path, fault: type[BriefingError] = PackError) -> HouseFile:
    """Read a reference document as it is; whether it can be one, the writer of Word files says."""
    try:
        return HouseFile(path.read_bytes(), str(path))
    except OSError as problem:
        message = f"the reference document cannot be read: {problem.strerror}"
        raise fault(message, place=str(path), hint="name a Word file, .docx or .dotx") from problem


def _find_reference(chain: Sequence[Path]) -> HouseFile | None:
    """Return the reference document of the first pack of a chain that has one."""
    paths = (folder / name for folder in chain for name in REFERENCES)
    found = next((path for path in paths if path.is_file()), None)
    return None if found is None else read_reference(found)


def load_phrases(chain: Sequence[Path], manifest: PackManifest, language: str) -> tuple[Phrases, tuple[Finding, ...]]:
    """Load the phrases of a language: within each pack the regional file goes before the general one.

    What the language lacks is said in English, with a finding. Raises PackError for a pack without any phrases.
    """
    own = _find_phrases(chain, language)
    spare = _find_phrases(chain, FALLBACK)
    if not own and not spare:
        hint = f"write {PHRASES}/{FALLBACK}.toml, or extend policy-brief"
        raise PackError(f'pack "{manifest.name}" has no phrases', place=str(chain[0]), hint=hint)
    if _general(language) == FALLBACK:
        spare = []
    phrases = read_phrases(merge_layers(map(read_file, [*own, *spare]), PackError), language)
    said = read_phrases(merge_layers(map(read_file, own), PackError), language).entries if own else {}
    return phrases, tuple(_miss_phrases(phrases, set(phrases.entries) - set(said), chain[0], language))


def _miss_phrases(phrases: Phrases, missing: set[str], folder: Path, language: str) -> Iterator[Finding]:
    """Say once that phrases are missing in a language."""
    general = _general(language)
    if not missing:
        return
    all_of_them = len(missing) == len(phrases.entries)
    count = "1 phrase" if len(missing) == 1 else f"{len(missing)} phrases"
    names = ", ".join(f'"{key}"' for key in sorted(missing)[:_FEW]) + (", …" if len(missing) > _FEW else "")
    yield Finding(
        severity="warning",
        code="language-missing" if all_of_them else "phrase-missing",
        message=f'the pack has no phrases for "{language}": its fixed words are English' if all_of_them
        else f'the pack says {count} in English, not in "{language}": {names}',
        place=(folder / PHRASES / f"{general}.toml").as_posix(),
        hint=f"write {PHRASES}/{general}.toml, or choose another language",
    )  # fmt: skip


def _general(language: str) -> str:
    return language.partition("-")[0].lower()


def _find_phrases(chain: Sequence[Path], language: str) -> list[Path]:
    names = dict.fromkeys([f"{language}.toml", f"{_general(language)}.toml"])
    paths = [folder / PHRASES / name for folder in chain for name in names]
    return [path for path in paths if path.is_file()]


def load_templates(folder: Path) -> Iterable[tuple[str, TemplateFile]]:
    """Yield the templates of one pack under their keys."""
    layout = folder / LAYOUT
    for path in sorted(layout.rglob(f"*{TEMPLATE_SUFFIX}")):
        yield f"!{folder.name}/{path.relative_to(layout).as_posix()}", TemplateFile(_read_text(path), str(path))
