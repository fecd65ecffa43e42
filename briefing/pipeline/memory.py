"""Remember what was read of a file, so that the next build need not read it again.

Readings lie as JSON in the user's cache folder, each under a digest of the readers, the format, the name and the
bytes of its file. The folder may be deleted at any time; whatever is wrong with it, the file is read afresh.
"""

import contextlib
import dataclasses
import datetime as dt
import functools
import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from briefing import __version__, ingest
from briefing.ingest.reading import Reading, SourceFile
from briefing.model.finding import Finding
from briefing.model.source import Block, Page, PartialDate, Reference

VARIABLE = "BRIEFING_CACHE"
"""Names another folder for what is remembered; empty: nothing is."""
MOST_KEPT = 500_000_000
"""Bytes that may stay in the folder after a build."""
_NAME = re.compile(r"[0-9a-f]{62}\.json")
_SHAPE = 1
"""Counts up when what is written changes its form."""


class Memory:
    """Keep readings in a folder; without one nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._grown = False

    def recall(self, file: SourceFile, form: str) -> Reading | None:
        """Return what was read of the very same file; None if it is not known, or no longer readable."""
        if self._folder is None:
            return None
        try:
            return _decode(json.loads(self._place(self._folder, file, form).read_bytes()))
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None

    def keep(self, file: SourceFile, form: str, reading: Reading) -> None:
        """Write down what was read; a folder that cannot be written to is passed over."""
        if self._folder is None:
            return
        place = self._place(self._folder, file, form)
        aside = place.with_suffix(f".{os.getpid()}")
        try:
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            aside.touch(mode=0o600)
            aside.write_text(json.dumps(dataclasses.asdict(reading), default=_encode), encoding="ascii")
            aside.replace(place)
            self._grown = True
        except OSError:
            with contextlib.suppress(OSError):
                aside.unlink()

    def prune(self, most: int = MOST_KEPT) -> None:
        """Remove the oldest readings until the rest is within a size; nothing where this memory has added none."""
        if self._folder is None or not self._grown:
            return
        found = sorted(_list_kept(self._folder), reverse=True)
        total = 0
        for _, size, place in found:
            total += size
            if total > most:
                with contextlib.suppress(OSError):
                    place.unlink()

    @staticmethod
    def _place(folder: Path, file: SourceFile, form: str) -> Path:
        head = (_SHAPE, __version__, _state_of_readers(), form, file.name)
        digest = hashlib.sha256(repr(head).encode(errors="replace"))
        digest.update(file.data)
        name = digest.hexdigest()
        return folder / name[:2] / f"{name[2:]}.json"


def _list_kept(folder: Path) -> Iterator[tuple[int, int, Path]]:
    """Yield time, size and place of each reading; other files are not ours, since the folder may be anybody's."""
    for place in folder.glob("[0-9a-f][0-9a-f]/*.json"):
        if _NAME.fullmatch(place.name):
            with contextlib.suppress(OSError):
                state = place.stat()
                yield state.st_mtime_ns, state.st_size, place


@functools.cache
def _state_of_readers() -> tuple[tuple[str, int, int], ...]:
    """Return size and time of the readers' own files: whoever changes a reader must see what it reads now."""
    folder = Path(ingest.__file__).parent
    states = ((file.name, file.stat()) for file in sorted(folder.glob("*.py")))
    return tuple((name, state.st_size, state.st_mtime_ns) for name, state in states)


def open_memory(environment: Mapping[str, str]) -> Memory:
    """Open the memory in the user's cache folder, or in the one that the environment names."""
    named = environment.get(VARIABLE)
    if named is not None:
        return Memory(Path(named) if named else None)
    base = environment.get("XDG_CACHE_HOME") or environment.get("LOCALAPPDATA")
    home = environment.get("HOME") or environment.get("USERPROFILE")
    if base and Path(base).is_absolute():
        return Memory(Path(base) / "briefing")
    return Memory(Path(home) / ".cache" / "briefing" if home else None)


def _encode(value: object) -> str:
    """Write a day; dates in parts are tables already."""
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(value)


def _decode(value: Mapping[str, Any]) -> Reading:
    """Make a reading of what was written; raises whatever a foreign file makes it raise."""
    blocks = tuple(Block(**block) for block in value["blocks"])
    text = str(value["text"])
    if any(not 0 <= block.start <= block.end <= len(text) for block in blocks):
        raise ValueError("a block stands outside its text")
    return Reading(
        text=text,
        blocks=blocks,
        reference=_decode_reference(value["reference"]),
        properties=_decode_reference(value["properties"]),
        pages=tuple(Page(**page) for page in value["pages"]),
        id=value["id"],
        findings=tuple(Finding(**finding) for finding in value["findings"]),
    )


def _decode_reference(value: Mapping[str, Any]) -> Reference:
    known: dict[str, Any] = {key: tuple(each) if isinstance(each, list) else each for key, each in value.items()}
    date, accessed = known["date"], known["accessed"]
    known["date"] = PartialDate(**date) if date else None
    known["accessed"] = dt.date.fromisoformat(accessed) if accessed else None
    return Reference(**known)
