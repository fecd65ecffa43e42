"""From a delivered file to the report of what it proves."""

import os
from collections.abc import Sequence
from pathlib import Path

from briefing.errors import CheckError, OutputError
from briefing.packs.lookup import bundled_packs, read_reference
from briefing.verify.check import check_file, read_delivered
from briefing.verify.ground import Shelf
from briefing.verify.htmlpage import set_page
from briefing.verify.news import add_news
from briefing.verify.report import Report


def verify(file: Path, sources: Path | None = None, shelf: Shelf | None = None, since: Path | None = None) -> Report:
    """Check a delivered file against its sources; raises CheckError where that cannot be done.

    `since` is the earlier edition that what is new is marked against, as a delivered file.
    """
    if sources is not None and not sources.is_dir():
        raise CheckError("there is no such folder of sources", place=str(sources), hint="name the dossier's folder")
    data, earlier = _read(file), _read(since) if since is not None else None
    try:
        delivered = read_delivered(data)
        report = check_file(delivered, file.name, sources, shelf or find_shelf(()))
        return add_news(report, delivered, earlier)
    except CheckError as problem:
        problem.place = problem.place or str(file)
        raise


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as problem:
        raise CheckError(f"the file cannot be read: {problem.strerror}", place=str(file)) from problem


def find_shelf(folders: Sequence[Path], name: str = "", reference: Path | None = None) -> Shelf:
    """Return where packs are looked for, those that come with the program last; raises CheckError for no Word file."""
    house = read_reference(reference, CheckError) if reference is not None else None
    return Shelf(folders=(*folders, bundled_packs()), name=name, reference=house)


def write_page(report: Report, file: Path) -> None:
    """Write a report as a page for a browser, aside first; raises OutputError if that cannot be done."""
    aside = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        aside.write_text(set_page(report), encoding="utf-8", newline="\n")
        aside.replace(file)
    except OSError as problem:
        hint = "name a file in a folder that is there and may be written to"
        raise OutputError(f"the report cannot be written: {problem.strerror}", place=str(file), hint=hint) from problem
    finally:
        aside.unlink(missing_ok=True)
