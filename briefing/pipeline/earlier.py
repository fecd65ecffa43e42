"""What the output folder holds already -> what a new build of the same name keeps of it.

What nobody can have received is overwritten. A final edition with a day of publication is never lost, and no file that
somebody has worked on since it was built: before others take its place, all of it is copied to a folder in `earlier/`.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefing.distribute.editions import FoundEdition, list_changed, open_edition, read_file
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
    """An edition that gives way to another of its name, and the folder that it is copied to."""

    found: FoundEdition
    folder: Path
    worked_on: tuple[str, ...] = ()
    """The files that are not as they were built; where there are none, the edition is final and published."""

    @property
    def finding(self) -> Finding:
        """What the editor must know of it."""
        return self._say_work() if self.worked_on else self._say_final()

    def _say_final(self) -> Finding:
        return Finding(
            severity="warning",
            code="final-replaced",
            message=f"the final edition {self.found.edition.version} had other contents: it goes to {self.folder}",
            place=str(self.found.manifest),
            hint='give the new one another version, or set status = "draft" until it is settled',
        )

    def _say_work(self) -> Finding:
        return Finding(
            severity="warning",
            code="work-kept",
            message=f"somebody has worked on this file since it was built: it goes to {self.folder}",
            place=str(self.found.folder / self.worked_on[0]),
            hint="bring the work into the dossier ([edit], [[authored]]), or save the file under another name",
        )


def find_earlier(out: Path, stem: str) -> FoundEdition | None:
    """Return the edition of a name that a folder holds; None where there is none that can be read."""
    manifest = out / f"{stem}{ENDING}"
    try:
        return open_edition(manifest) if manifest.exists() else None
    except CheckError:
        return None


def plan_keep(earlier: FoundEdition | None, edition: Edition, *, again: bool = False) -> Keep | None:
    """Return what must be kept of an earlier edition before this one is written; None where nothing is lost.

    `again` says that the earlier one was built a moment ago by the same person: nobody has received it.
    """
    if earlier is None:
        return None
    worked_on = tuple(_list_worked_on(earlier, edition))
    if not worked_on and (again or not _is_out(earlier.edition) or _agree(earlier.edition, edition)):
        return None
    return Keep(earlier, earlier.folder / FOLDER / f"{earlier.edition.stem}_{_digest(earlier, worked_on)}", worked_on)


def _is_out(edition: Edition) -> bool:
    """Say whether readers may hold an edition: "final" is what a dossier is by default, a day is stated."""
    return edition.status == "final" and edition.published is not None


def _list_worked_on(earlier: FoundEdition, edition: Edition) -> Iterator[str]:
    """Yield the files that a build would overwrite and that are neither what was built nor what is built now."""
    now = {file.name: file.sha256 for file in edition.files}
    for file in list_changed(earlier):
        there = earlier.path(file)
        if file.name in now and there.is_file() and hashlib.sha256(there.read_bytes()).hexdigest() != now[file.name]:
            yield file.name


def _digest(earlier: FoundEdition, worked_on: Sequence[str]) -> str:
    """Return what tells a kept edition from others of its name: its manifest, and the work on its files."""
    parts = (earlier.manifest, *(earlier.folder / name for name in worked_on))
    return hashlib.sha256(b"".join(part.read_bytes() for part in parts)).hexdigest()[:_DIGEST]


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
