"""Files that a pack brings along and names in its theme.toml: a logo, typefaces."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from briefing.config.kinds import TEXT
from briefing.config.tables import Table, holds, suggest
from briefing.errors import PackError


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A kind of file: what to call it, how names of such files end, how large one is at most, how to come by one."""

    what: str
    suffixes: frozenset[str]
    most: int
    """Bytes."""
    hint: str


def find_enclosure(table: Table, key: str) -> Path | None:
    """Return the path of the file that a key names, from the folder of the pack that says it; None for no name."""
    name = table.read(key, TEXT)
    if not name:
        return None
    layer = next(layer for layer in table.layers if holds(layer.content, (*table.path, key)))
    return Path(layer.place).parent / name


def read_enclosure(table: Table, key: str, kind: Enclosure) -> bytes:
    """Return the bytes of the file that a key names.

    Raises PackError, with the line, for a file that is outside of the pack, missing, empty, too large, or no file.
    """
    name = table.need(key, TEXT)
    if Path(name).is_absolute() or PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
        message = f'the {kind.what} "{name}" is outside of the pack'
        raise table.fail(message, key, hint="copy it into the pack's folder")
    path = find_enclosure(table, key)
    data = _read_bytes(path, key, kind, table) if path is not None else b""
    if not data:
        raise table.fail(f'the {kind.what} "{name}" is an empty file', key, hint="copy it into the pack once more")
    return data


def _read_bytes(path: Path, key: str, kind: Enclosure, table: Table) -> bytes:
    """Return what a file holds; one that is too large is not read."""
    name = table.need(key, TEXT)
    try:
        size = path.stat().st_size
        if path.is_file() and size <= kind.most:
            return path.read_bytes()
    except FileNotFoundError:
        hint = suggest(name, _list_names(path.parent, kind), f"{kind.what} files")
        raise table.fail(f'there is no file "{name}" in the pack', key, hint=hint) from None
    except OSError as problem:
        raise PackError(f"the {kind.what} cannot be read: {problem.strerror}", place=table.place(key)) from problem
    if not path.is_file():
        raise table.fail(f'the {kind.what} "{name}" is no file', key, hint=kind.hint)
    message = f'the {kind.what} "{name}" has {size / 1e6:.1f} MB: at most {kind.most / 1e6:.0f} MB'
    raise table.fail(message, key, hint=kind.hint)


def _list_names(folder: Path, kind: Enclosure) -> Iterable[str]:
    return [path.name for path in folder.glob("*") if path.suffix.lower() in kind.suffixes]
