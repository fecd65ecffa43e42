"""From a delivered file to the report of what it proves."""

from collections.abc import Sequence
from pathlib import Path

from briefing.errors import CheckError
from briefing.packs.lookup import bundled_packs
from briefing.verify.check import check_file
from briefing.verify.report import Report


def verify(file: Path, sources: Path | None = None, pack_folders: Sequence[Path] = (), pack: str = "") -> Report:
    """Check a delivered file against its sources; raises CheckError where that cannot be done."""
    if sources is not None and not sources.is_dir():
        raise CheckError("there is no such folder of sources", place=str(sources), hint="name the dossier's folder")
    try:
        data = file.read_bytes()
    except OSError as problem:
        raise CheckError(f"the file cannot be read: {problem.strerror}", place=str(file)) from problem
    try:
        return check_file(data, file.name, sources, (*pack_folders, bundled_packs()), pack)
    except CheckError as problem:
        problem.place = problem.place or str(file)
        raise
