"""A folder of finished files -> its editions, by their manifests: which there are, which is meant, are they whole.

Names are matched in this order: a path, a stem, a version, the beginning of a stem.
"""

import datetime as dt
import hashlib
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.distribute.manifest import ENDING, read_manifest
from briefing.errors import CheckError, UsageError
from briefing.model.edition import Edition, EditionFile
from briefing.model.finding import Finding

MOST_BYTES = 20_000_000
"""The largest manifest that is read; one of a thousand sources has a fiftieth of that."""
_FEW = 6
"""Editions that a complaint names."""


@dataclass(frozen=True, slots=True)
class FoundEdition:
    """An edition and the manifest that it was read from."""

    edition: Edition
    manifest: Path

    @property
    def folder(self) -> Path:
        """The folder that its files lie in."""
        return self.manifest.parent

    def path(self, file: EditionFile) -> Path:
        """Return where a file of the edition lies."""
        return self.folder / file.name

    def find_file(self, kind: str) -> EditionFile | None:
        """Return the file of a format; None where the edition was not built in it."""
        return next((file for file in self.edition.files if file.format == kind), None)


@dataclass(frozen=True, slots=True)
class Listing:
    """The editions of a folder, newest first, and a finding for each manifest that cannot be read."""

    editions: tuple[FoundEdition, ...]
    findings: tuple[Finding, ...] = ()


def open_edition(manifest: Path) -> FoundEdition:
    """Read one manifest; raises CheckError, with its path, for one that cannot be read or is none."""
    try:
        state = manifest.stat()
        fits = stat.S_ISREG(state.st_mode) and state.st_size <= MOST_BYTES
        return FoundEdition(read_manifest(manifest.read_bytes() if fits else b""), manifest)
    except OSError as problem:
        raise CheckError(f"the manifest cannot be read: {problem.strerror}", place=str(manifest)) from problem
    except CheckError as problem:
        problem.place = str(manifest)
        raise


def list_editions(folder: Path) -> Listing:
    """Read every manifest in a folder; subfolders are left out. A folder that is not there has none."""
    editions: list[FoundEdition] = []
    findings: list[Finding] = []
    for manifest in sorted(folder.glob(f"*{ENDING}")) if folder.is_dir() else ():
        if manifest.name.startswith("."):
            continue
        try:
            editions.append(open_edition(manifest))
        except CheckError as problem:
            finding = Finding(
                severity="warning",
                code="manifest-damaged",
                message=problem.message,
                place=problem.place,
                hint=problem.hint,
            )
            findings.append(finding)
    return Listing(tuple(sorted(editions, key=lambda each: rank(each.edition), reverse=True)), tuple(findings))


def rank(edition: Edition) -> tuple[dt.date, tuple[int, ...], str]:
    """Return what editions are sorted by: the day of publication, the numbers of the version, the name."""
    return edition.published or dt.date.min, _count_version(edition.version), edition.stem


def _count_version(version: str) -> tuple[int, ...]:
    """Return the numbers in a version; digits beyond nine say nothing that sorting needs."""
    return tuple(int(digits[:9]) for digits in re.findall(r"[0-9]+", version))


def find_edition(name: str | None, folder: Path) -> FoundEdition:
    """Return the edition that is meant; None means the newest one of the folder.

    Raises UsageError where there is none or more than one, and CheckError for a manifest that cannot be read.
    """
    if name and Path(name).exists():
        return _find_by_path(Path(name))
    listing = list_editions(folder)
    editions = listing.editions
    found = _match(name, editions) if name else _list_newest(editions)
    if len(found) == 1:
        return found[0]
    what = f'"{name}"' if name else "the newest edition"
    if found:
        raise UsageError(f"{what} may be any of several editions", place=str(folder), hint=_name_some(found))
    if not editions:
        plain = 'build one with "briefing build", or name the folder that it lies in'
        hint = next((f"{each.place}: {each.message}" for each in listing.findings), plain)
        raise UsageError("there is no edition in this folder", place=str(folder), hint=hint)
    raise UsageError(f"there is no edition {what}", place=str(folder), hint=_name_some(editions))


def _find_by_path(path: Path) -> FoundEdition:
    """Return the edition of a manifest, of one of its files, or the newest one of a folder."""
    if path.is_dir():
        return find_edition(None, path)
    if path.name.endswith(ENDING):
        return open_edition(path)
    listing = list_editions(path.parent)
    for found in listing.editions:
        if path.name in {file.name for file in found.edition.files}:
            return found
    raise UsageError("no manifest beside this file names it", place=str(path), hint=f"name a file ending in {ENDING}")


def _match(name: str, editions: Sequence[FoundEdition]) -> tuple[FoundEdition, ...]:
    """Return the editions of a name, by the first rule that gives any."""
    wanted = name.removesuffix(ENDING)
    rules = (
        [each for each in editions if each.edition.stem == wanted],
        [each for each in editions if _bare(each.edition.version) == _bare(wanted)],
        [each for each in editions if each.edition.stem.startswith(wanted)],
    )
    return tuple(next(filter(None, rules), ()))


def _bare(version: str) -> str:
    return version.casefold().removeprefix("v")


def _list_newest(editions: Sequence[FoundEdition]) -> tuple[FoundEdition, ...]:
    """Return the newest edition; several where nothing but their names tells them apart, as two languages do."""
    return tuple(each for each in editions if rank(each.edition)[:2] == rank(editions[0].edition)[:2])


def _name_some(editions: Sequence[FoundEdition]) -> str:
    names = [each.edition.stem for each in editions[:_FEW]]
    more = f", and {len(editions) - _FEW} more" if len(editions) > _FEW else ""
    return f"there are: {', '.join(names)}{more}"


# --------------------------------------------------------------------------------------------------------- its files


def read_file(found: FoundEdition, file: EditionFile) -> bytes:
    """Return the bytes of a file of an edition; raises CheckError where they are gone or not those that were built."""
    place = found.path(file)
    try:
        whole = stat.S_ISREG(place.stat().st_mode) and place.stat().st_size == file.size
        data = place.read_bytes() if whole else b""
    except OSError as problem:
        message = f"a file of the edition cannot be read: {problem.strerror}"
        raise CheckError(message, place=str(place), hint="build the edition again") from problem
    if hashlib.sha256(data).hexdigest() != file.sha256:
        hint = "somebody has worked on it since: build the edition again, or under a new version"
        raise CheckError("this file is not the one that was built", place=str(place), hint=hint)
    return data


def list_changed(found: FoundEdition) -> Iterator[EditionFile]:
    """Yield the files of an edition that are gone or not as they were built."""
    for file in found.edition.files:
        try:
            read_file(found, file)
        except CheckError:
            yield file
