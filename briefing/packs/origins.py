"""Each file and each key of a pack, with the pack of the chain that it comes from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefing.config.locator import KeyPath
from briefing.config.tables import Layer, Table, holds, merge_layers
from briefing.errors import PackError
from briefing.packs.logo import find_logo
from briefing.packs.lookup import (
    FONTS,
    LAYOUT,
    MANIFEST,
    PHRASES,
    REFERENCES,
    TEMPLATE_SUFFIX,
    THEME,
    merge_files,
    read_file,
)
from briefing.packs.typefaces import find_typefaces


@dataclass(frozen=True, slots=True)
class Origin:
    """One file, or one key of a TOML file: `key` and `value` are empty for a whole file."""

    file: str
    key: str
    value: str
    pack: str
    place: str


def trace_pack(chain: tuple[Path, ...]) -> tuple[Origin, ...]:
    """Return where everything in a pack comes from; raises PackError for a TOML file that cannot be read."""
    languages = {f"{PHRASES}/{path.name}" for folder in chain for path in (folder / PHRASES).glob("*.toml")}
    keys = [row for name in (MANIFEST, THEME, *sorted(languages)) for row in _trace_keys(name, chain)]
    return (*keys, *_trace_files(chain))


def _trace_files(chain: tuple[Path, ...]) -> Iterator[Origin]:
    """Yield each template, reference document, logo and font once, from the first pack that has it."""
    found: dict[str, Path] = {}
    for folder in chain:
        templates = sorted((folder / LAYOUT).rglob(f"*{TEMPLATE_SUFFIX}"))
        fonts = sorted(path for path in (folder / FONTS).rglob("*") if path.is_file())
        for path in (*templates, *fonts, *(folder / name for name in REFERENCES if (folder / name).is_file())):
            found.setdefault(path.relative_to(folder).as_posix(), folder)
    theme = merge_files(chain, THEME)
    for enclosed in (*filter(None, [find_logo(theme)]), *find_typefaces(theme)):
        folder = next(folder for folder in chain if enclosed.is_relative_to(folder))
        found[enclosed.relative_to(folder).as_posix()] = folder
    for name, folder in sorted(found.items()):
        yield Origin(name, "", "", folder.name, (folder / name).as_posix())


def _trace_keys(name: str, chain: tuple[Path, ...]) -> Iterator[Origin]:
    layers = [read_file(folder / name) for folder in chain if (folder / name).is_file()]
    table = merge_layers(layers, PackError)
    for path, value in _walk(table.values):
        layer = _owner(table, path)
        pack = next(folder.name for folder in chain if Path(layer.place) == folder / name)
        yield Origin(name, _spell(path), _show(value), pack, layer.place_of(path))


def _owner(table: Table, path: KeyPath) -> Layer:
    return next(layer for layer in table.layers if holds(layer.content, path))


def _walk(values: Mapping[str, object], path: KeyPath = ()) -> Iterator[tuple[KeyPath, object]]:
    """Yield the path of each value that is no table; lists are one value, since they are inherited whole."""
    for key, value in values.items():
        if isinstance(value, dict) and value:
            yield from _walk(value, (*path, key))
        else:
            yield (*path, key), value


def _spell(path: KeyPath) -> str:
    return ".".join(map(str, path))


def _show(value: object) -> str:
    """Write a value in a few words: of a list of tables, their ids."""
    match value:
        case [dict(), *_]:
            return ", ".join(str(item.get("id", "…")) for item in value if isinstance(item, dict))
        case list():
            return ", ".join(map(str, value))
        case bool():
            return str(value).lower()
        case _:
            return str(value)
