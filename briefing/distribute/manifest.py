"""The manifest of an edition: bytes <-> `Edition`. It lies beside the files as `STEM.manifest.json`.

What is read may come from anywhere: a name in it is never a path, and what is not as it was written is refused.
"""

import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any, NoReturn, TypeVar, get_args

from briefing.errors import CheckError
from briefing.model.artifact import Artifact, FileKind
from briefing.model.edition import Edition, EditionFile, EditionOption, EditionSource, EditionStatus

ENDING = ".manifest.json"
FORMAT = 1
"""Rises when a key changes its meaning."""
_KIND = "briefing edition"

T = TypeVar("T")
Reader = Callable[[object], Any]

_HASH = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[^/\\\x00-\x1f\x7f]{1,255}")
_HINT = "build the edition again, or name another one"


def make_manifest(edition: Edition) -> Artifact:
    """Return the manifest as a file to be written beside those of the edition."""
    return Artifact("json", edition.stem + ENDING, write_manifest(edition))


def write_manifest(edition: Edition) -> bytes:
    """Return the manifest as JSON in UTF-8: keys sorted, so that the same edition gives the same bytes."""
    content = {name: _plain(value) for name, value in asdict(edition).items()}
    text = json.dumps(
        {"kind": _KIND, "format": FORMAT, "edition": content}, ensure_ascii=False, sort_keys=True, indent=2
    )
    return f"{text}\n".encode()


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value


def read_manifest(data: bytes) -> Edition:
    """Read a manifest. Raises CheckError for bytes that are none, that are damaged, or of a later format."""
    try:
        found = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_pair, parse_constant=_refuse)
    except (ValueError, RecursionError) as problem:
        raise CheckError("this is no manifest of an edition: it cannot be read as JSON", hint=_HINT) from problem
    if not isinstance(found, dict) or found.get("kind") != _KIND:
        raise CheckError("this is no manifest of an edition", hint=_HINT)
    if found.get("format") != FORMAT:
        message = f"this manifest has format {found.get('format')!r:.40}, which this program cannot read"
        raise CheckError(message, hint=_HINT)
    try:
        return Edition(**_read_fields(found.get("edition"), _EDITION, _names_of(Edition)))
    except (ValueError, TypeError) as problem:
        raise CheckError(f"this manifest is damaged: {problem}", hint=_HINT) from problem


def _pair(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Refuse a key that stands twice: two readers would take it differently."""
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a key stands twice")
    return made


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")


def _names_of(kind: type) -> frozenset[str]:
    return frozenset(each.name for each in fields(kind))


def _read_fields(found: object, readers: Mapping[str, Reader], names: frozenset[str]) -> dict[str, Any]:
    """Read a table that has exactly these keys. Raises ValueError that names what is wrong."""
    if not isinstance(found, dict):
        raise TypeError("a table is missing")
    for name in sorted(names ^ found.keys()):
        raise ValueError(f"{name!r:.60} is {'missing' if name in names else 'no key of it'}")
    values = {}
    for name, value in found.items():
        try:
            values[name] = readers.get(name, _read_text)(value)
        except (ValueError, TypeError, OverflowError) as problem:
            raise ValueError(f"{name}: {problem}") from problem
    return values


# ------------------------------------------------------------------------------------------------------------ values


def _read_text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("this is no text")
    value.encode()  # half of a pair of surrogates is no character
    return value


def _read_name(value: object) -> str:
    """Read the name of a file: nothing that could lead out of its folder."""
    name = _read_text(value)
    if not _NAME.fullmatch(name) or name in {".", ".."}:
        raise ValueError(f"{name!r:.60} is no name of a file")
    return name


def _read_hash(value: object) -> str:
    text = _read_text(value)
    if not _HASH.fullmatch(text):
        raise ValueError("this is no SHA-256")
    return text


def _read_size(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError("this is no size in bytes")
    return value


def _one_of(choices: Iterable[str]) -> Reader:
    allowed = frozenset(choices)

    def read(value: object) -> str:
        if _read_text(value) not in allowed:
            raise ValueError(f"{value!r:.60} is none of {', '.join(sorted(allowed))}")
        return str(value)

    return read


def _read_day(value: object) -> dt.date | None:
    return None if value is None else dt.date.fromisoformat(_read_text(value))


def _read_moment(value: object) -> dt.datetime | None:
    if value is None:
        return None
    moment = dt.datetime.fromisoformat(_read_text(value))
    if moment.utcoffset() is None:
        raise ValueError("this time has no offset from UTC")
    return moment


def _read_option(value: object) -> EditionOption:
    if isinstance(value, bool | int | float):
        return value
    return _read_text(value)


def _read_options(value: object) -> Mapping[str, EditionOption]:
    if not isinstance(value, dict):
        raise TypeError("this is no table")
    return {_read_text(name): _read_option(answer) for name, answer in value.items()}


def _list_of(reader: Callable[[object], T]) -> Callable[[object], tuple[T, ...]]:
    def read(value: object) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise TypeError("this is no list")
        return tuple(map(reader, value))

    return read


_FILE: Mapping[str, Reader] = {
    "name": _read_name, "format": _one_of(get_args(FileKind)), "sha256": _read_hash, "size": _read_size
}  # fmt: skip
_SOURCE: Mapping[str, Reader] = {"sha256": _read_hash}


def _read_file(value: object) -> EditionFile:
    return EditionFile(**_read_fields(value, _FILE, _names_of(EditionFile)))


def _read_source(value: object) -> EditionSource:
    return EditionSource(**_read_fields(value, _SOURCE, _names_of(EditionSource)))


_EDITION: Mapping[str, Reader] = {
    "stem": _read_name,
    "status": _one_of(get_args(EditionStatus)),
    "embargo": _read_moment,
    "as_of": _read_day,
    "published": _read_day,
    "key_points": _list_of(_read_text),
    "files": _list_of(_read_file),
    "sources": _list_of(_read_source),
    "options": _read_options,
}
