"""What the output folder holds already -> what a new build of the same name keeps of it.

A draft is overwritten. A final edition is never lost: before files with other contents take its place, all that it
consists of is copied to `earlier/`, in a folder of its own.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefing.distribute.editions import FoundEdition, open_edition, read_file
from briefing.distribute.manifest import ENDING
from briefing.errors import CheckError
from briefing.model.artifact import Artifact
from briefing.model.edition import Edition, EditionFile
from briefing.model.finding import Finding
from briefing.pipeline.output import write_artifacts

FOLDER = "earlier"
_DIGEST = 8


@dataclass(frozen=True, slots=True)
class Keep:
    """A final edition that gives way to another of its name, and the folder that it is copied to."""

    found: FoundEdition
    folder: Path

    @property
    def finding(self) -> Finding:
        """What the editor must know of it."""
        edition = self.found.edition
        return Finding(
            severity="warning",
            code="final-replaced",
            message=f"there is a final edition {edition.version} with other contents: it goes to {self.folder}",
            place=str(self.found.manifest),
            hint='give the new one another version, or set status = "draft" until it is settled',
        )


def find_earlier(out: Path, stem: str) -> FoundEdition | None:
    """Return the edition of a name that a folder holds; None where there is none that can be read."""
    manifest = out / f"{stem}{ENDING}"
    try:
        return open_edition(manifest) if manifest.exists() else None
    except CheckError:
        return None


def plan_keep(earlier: FoundEdition | None, edition: Edition) -> Keep | None:
    """Return what must be kept of an earlier edition before this one is written; None where nothing is lost."""
    if earlier is None or earlier.edition.status != "final" or _agree(earlier.edition, edition):
        return None
    digest = hashlib.sha256(earlier.manifest.read_bytes()).hexdigest()[:_DIGEST]
    return Keep(earlier, earlier.folder / FOLDER / f"{earlier.edition.stem}_{digest}")


def _agree(earlier: Edition, edition: Edition) -> bool:
    """Say whether two editions of a name have one content, and no file of one format differs."""
    now = {file.name: file.sha256 for file in edition.files}
    return earlier.record == edition.record and all(now.get(f.name, f.sha256) == f.sha256 for f in earlier.files)


def keep_files(keep: Keep) -> None:
    """Copy an edition as it lies there, whatever became of its files since; raises OutputError."""
    edition, folder = keep.found.edition, keep.found.folder
    there = [(file.format, file.name) for file in edition.files if (folder / file.name).is_file()]
    named = [*there, ("json", keep.found.manifest.name)]
    write_artifacts(keep.folder, [Artifact(kind, name, (folder / name).read_bytes()) for kind, name in named])


def drop_replaced(keep: Keep, edition: Edition) -> None:
    """Take away the files of a kept edition in formats that the new one was not built in: they say something else."""
    now = {file.name for file in edition.files}
    for file in keep.found.edition.files:
        if file.name not in now:
            keep.found.path(file).unlink(missing_ok=True)


def join_formats(earlier: FoundEdition | None, edition: Edition) -> Edition:
    """Return the edition with the files of other formats that an earlier build of the same contents made."""
    if earlier is None or replace(earlier.edition, files=()) != replace(edition, files=()):
        return edition
    now = {file.name for file in edition.files}
    return replace(edition, files=(*edition.files, *_list_whole(earlier, now)))


def _list_whole(earlier: FoundEdition, but: Iterable[str]) -> Sequence[EditionFile]:
    whole = []
    for file in earlier.edition.files:
        try:
            if file.name not in but:
                read_file(earlier, file)
                whole.append(file)
        except CheckError:
            continue
    return whole
