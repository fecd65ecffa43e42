"""The subfolders of a dossier -> findings for what lies there and is not read."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from briefing.ingest.formats import SUFFIXES
from briefing.model.finding import Finding

MOST_ENTRIES = 1_000
"""Entries of one subfolder that are looked at: enough to say that something lies there, whatever folder was named."""

_PARTS_OF_PAGES = ("_files", ".files", "_fichiers", "-Dateien")
"""How browsers end the name of the folder in which they save the pictures of a page beside it."""


def find_unread(folder: Path, read: Collection[str], apart: Iterable[Path]) -> tuple[Finding, ...]:
    """Return a finding for each subfolder with files that could be sources and were not `read`, by their names.

    The folders `apart` are not for sources: packs and finished briefs. Hidden folders, pictures of saved pages and what
    lies deeper than one level are passed over.
    """
    known = {each.resolve() for each in apart}
    return tuple(
        _report(subfolder.name, count)
        for subfolder in _list_subfolders(folder)
        if subfolder.resolve() not in known and (count := _count_unread(subfolder, read))
    )


def _list_subfolders(folder: Path) -> list[Path]:
    try:
        found = [entry for entry in folder.iterdir() if entry.is_dir() and not entry.name.startswith(".")]
    except OSError:
        return []  # reading the folder itself has said so
    return sorted(entry for entry in found if not entry.name.endswith(_PARTS_OF_PAGES))


def _count_unread(subfolder: Path, read: Collection[str]) -> int:
    return sum(f"{subfolder.name}/{name}" not in read for name in _list_sources(subfolder))


def _list_sources(subfolder: Path) -> Iterator[str]:
    """Yield the names that promise a source; none where the folder cannot be read or is a pack."""
    try:
        for number, entry in enumerate(subfolder.iterdir()):
            if number == MOST_ENTRIES:
                return
            if Path(entry.name).suffix.lower() in SUFFIXES and Path(entry.name).stem.upper() != "README":
                yield entry.name
    except OSError:
        return


def _report(name: str, count: int) -> Finding:
    """Make the finding for one subfolder; a brief does not reach into folders that nobody named."""
    files = "1 file that is" if count == 1 else f"{count} files that are"
    hint = "Move it up beside the others" if count == 1 else "Move them up beside the others"
    return Finding(
        severity="warning",
        code="subfolder-not-read",
        message=f"the subfolder holds {files} not read",
        place=f"{name}/",
        hint=f'{hint}, or name what belongs to the brief: [[source]] file = "{name}/..."',
    )
