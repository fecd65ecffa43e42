"""From a delivered file to the report of what it proves."""

from collections.abc import Sequence
from pathlib import Path

from briefing.errors import CheckError
from briefing.packs.lookup import bundled_packs
from briefing.verify.check import check_file
from briefing.verify.news import add_news
from briefing.verify.report import Report


def verify(
    file: Path,
    sources: Path | None = None,
    pack_folders: Sequence[Path] = (),
    pack: str = "",
    since: Path | None = None,
) -> Report:
    """Check a delivered file against its sources; raises CheckError where that cannot be done.

    `since` is the earlier edition that what is new is marked against, as a delivered file.
    """
    if sources is not None and not sources.is_dir():
        raise CheckError("there is no such folder of sources", place=str(sources), hint="name the dossier's folder")
    data, earlier = _read(file), _read(since) if since is not None else None
    try:
        report = check_file(data, file.name, sources, (*pack_folders, bundled_packs()), pack)
        return add_news(report, data, earlier)
    except CheckError as problem:
        problem.place = problem.place or str(file)
        raise


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as problem:
        raise CheckError(f"the file cannot be read: {problem.strerror}", place=str(file)) from problem
