"""Files that change -> what changed, to build again; found by looking again and again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from briefing.pipeline.folders import RECORD_FILE
from briefing.pipeline.request import BuildRequest

PAUSE = 0.2
"""Seconds between two looks."""

State: TypeAlias = Mapping[Path, tuple[int, int]]
"""Size and time of each file."""


def list_watched(request: BuildRequest) -> tuple[Path, ...]:
    """Return what a brief is made from: the dossier, the folders of packs, the house's Word file."""
    extra = () if request.reference_doc is None else (request.reference_doc,)
    return (request.dossier, *request.pack_folders, *extra)


def look(places: Sequence[Path], out: Path) -> State:
    """Return the state of every file in some places; hidden ones, the output and the record of answers are left out."""
    seen: dict[Path, tuple[int, int]] = {}
    for place in places:
        for file in (place, *(sorted(place.rglob("*")) if place.is_dir() else ())):
            if file.is_relative_to(out) or any(part.startswith(".") for part in file.relative_to(place).parts):
                continue
            try:
                found = file.stat()
            except OSError:  # gone since it was listed, or a link to nothing
                continue
            if not file.is_dir() and file.name != RECORD_FILE:
                seen[file] = (found.st_size, found.st_mtime_ns)
    return seen


def tell_changes(before: State, after: State) -> tuple[str, ...]:
    """Name each file that is new, gone or changed."""
    gone = {path: "gone" for path in before if path not in after}
    new = {path: "new" for path in after if path not in before}
    changed = {path: "changed" for path in after if path in before and before[path] != after[path]}
    return tuple(f"{path.as_posix()} {what}" for path, what in sorted((gone | new | changed).items()))


def watch(request: BuildRequest, wait: Callable[[float], None]) -> Iterator[tuple[str, ...]]:
    """Yield what changed, each time that something has; `wait` passes the time in between, and ends it by raising."""
    places = list_watched(request)
    before = look(places, request.out)
    while True:
        wait(PAUSE)
        after = look(places, request.out)
        changes = tell_changes(before, after)
        if changes:
            before = after
            yield changes
