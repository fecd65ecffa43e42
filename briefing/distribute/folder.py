"""The folder that editions are published in: what lies there, what of it is ours, and what a new edition would touch.

The feed says which editions are published; the manifests beside it say what they are. What neither accounts for belongs
to somebody else and is never overwritten without a word.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefing.distribute import feed as atom
from briefing.distribute.editions import FoundEdition, list_changed, list_editions
from briefing.distribute.feed import Entry, Feed, find_day, make_entry, read_feed
from briefing.distribute.index import PAGE, is_ours
from briefing.distribute.manifest import ENDING
from briefing.errors import CheckError, OutputError
from briefing.model.artifact import Artifact
from briefing.model.edition import Edition
from briefing.model.finding import Finding

_HINT = "move it away, name another folder, or say --replace to write over it"


@dataclass(frozen=True, slots=True)
class PublishedFolder:
    """What a folder holds: its feed if it has one, and the published editions whose manifests can be read."""

    path: Path
    feed: Feed | None = None
    editions: tuple[FoundEdition, ...] = ()
    findings: tuple[Finding, ...] = ()

    def find(self, stem: str) -> FoundEdition | None:
        """Return the published edition of a name."""
        return next((found for found in self.editions if found.edition.stem == stem), None)


def open_folder(path: Path, *, over: bool) -> PublishedFolder:
    """Read a folder, which need not be there yet.

    Raises OutputError for a feed or list of editions that is damaged or somebody else's, unless that may be written
    over; and for a folder that cannot be read.
    """
    if path.exists() and not path.is_dir():
        raise OutputError("this is no folder", place=str(path), hint="name another one")
    known = _read_own_feed(path / atom.NAME, over=over)
    _refuse_foreign_page(path / PAGE, over=over)
    listing = list_editions(path)
    published = {entry.stem for entry in known.entries} if known else set[str]()
    ours = tuple(found for found in listing.editions if found.edition.stem in published)
    others = [found for found in listing.editions if found.edition.stem not in published]
    return PublishedFolder(path, known, ours, (*listing.findings, *map(_report_other, others), *_report_changed(ours)))


def _read_own_feed(file: Path, *, over: bool) -> Feed | None:
    data = _read(file)
    if data is None:
        return None
    try:
        return read_feed(data)
    except CheckError as problem:
        if over:
            return None
        raise OutputError(problem.message, place=str(file), hint=_HINT) from problem


def _refuse_foreign_page(file: Path, *, over: bool) -> None:
    data = _read(file)
    if data is not None and not over and not is_ours(data):
        raise OutputError(
            "this page is not a list of editions that this program has written", place=str(file), hint=_HINT
        )


def _read(file: Path) -> bytes | None:
    """Return the bytes of a file; None where there is none."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise OutputError(
            f"this cannot be read: {problem.strerror}", place=str(file), hint="name another folder"
        ) from problem


def _report_other(found: FoundEdition) -> Finding:
    return Finding(
        severity="warning",
        code="unpublished-edition",
        message="an edition lies in this folder that was not published into it: it is not listed",
        place=str(found.manifest),
        hint="publish it, or take it away",
    )


def _report_changed(editions: Iterable[FoundEdition]) -> Iterator[Finding]:
    for found in editions:
        for file in list_changed(found):
            yield Finding(
                severity="warning",
                code="published-changed",
                message="a published file is gone, or no longer the one that was published",
                place=str(found.path(file)),
                hint="publish its edition again with --replace",
            )


def refuse_clash(folder: PublishedFolder, edition: Edition, artifacts: Sequence[Artifact], *, over: bool) -> None:
    """Raise OutputError where an edition would change what is published, or touch what is somebody else's.

    A published edition may get more formats; other contents under its name are a mistake, or need a new version.
    """
    if over:
        return
    earlier = folder.find(edition.stem)
    if earlier is not None and earlier.edition.record != edition.record:
        hint = "give the new one another version, or say --replace"
        raise OutputError("this edition is published with other contents", place=str(earlier.manifest), hint=hint)
    known = {file.name: file.sha256 for file in earlier.edition.files} if earlier else {}
    for artifact in artifacts:
        data = _read(folder.path / artifact.name)
        if data is None or hashlib.sha256(data).hexdigest() in {known.get(artifact.name), artifact.digest}:
            continue
        if earlier is None or artifact.name != f"{edition.stem}{ENDING}":
            message = "another file of this name lies there, which was not published"
            raise OutputError(message, place=str(folder.path / artifact.name), hint=_HINT)


def join_edition(folder: PublishedFolder, edition: Edition) -> Edition:
    """Return an edition with those of its formats that are published already and not among those to come."""
    earlier = folder.find(edition.stem)
    if earlier is None or earlier.edition.record != edition.record:
        return edition
    changed = {file.name for file in list_changed(earlier)}
    coming = {file.name for file in edition.files}
    kept = tuple(file for file in earlier.edition.files if file.name not in coming | changed)
    return replace(edition, files=(*edition.files, *kept))


def list_entries(folder: PublishedFolder, edition: Edition, base_url: str) -> Iterator[Entry]:
    """Yield the entries that the feed will have: the new edition, those published before, and what is only in the feed.

    An edition keeps the id that it has had; one that states no day stands as it does in the feed.
    """
    earlier = folder.feed.entries if folder.feed else ()
    ids = {entry.stem: entry.id for entry in earlier}
    known = {found.edition.stem: found.edition for found in folder.editions} | {edition.stem: edition}
    days = {stem: day for stem, day in ((stem, find_day(each)) for stem, each in known.items()) if day}
    yield from (make_entry(known[stem], day, base_url, ids.get(stem, "")) for stem, day in days.items())
    yield from (entry for entry in earlier if entry.stem not in days)
