"""One edition -> any number of personal copies: the brief is assembled and laid out once, each copy is only written."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefing.compose.copies import make_copy
from briefing.distribute.editions import FoundEdition
from briefing.errors import DossierError, UsageError
from briefing.model.artifact import Artifact, Format
from briefing.model.document import Document
from briefing.model.edition import Copy, Edition
from briefing.pipeline.assembly import Assembly
from briefing.pipeline.build import lay_out, make_artifacts
from briefing.pipeline.filenames import name_copy
from briefing.pipeline.output import WrittenFile, write_artifacts
from briefing.pipeline.progress import Journal, Listener, Silence
from briefing.pipeline.request import BuildRequest, keep_silent
from briefing.render import Press

FOLDER = "copies"
_LIST = ".copies.json"
MOST = 100_000
"""Copies of one edition."""


@dataclass(frozen=True, slots=True)
class CopyMaker:
    """Make copies of one brief. Nothing is kept of those that were made."""

    assembly: Assembly
    document: Document
    press: Press
    journal: Journal

    def make_copy(self, number: int, total: int, name: str = "") -> tuple[Artifact, ...]:
        """Return one copy in each format, in their order. Raises UsageError for a number or a name that cannot be.

        White space in the name is folded. The files are named after the edition and the number, never the person.
        """
        try:
            copy = Copy(number, total, " ".join(name.split()))
        except ValueError as problem:
            raise UsageError(str(problem), place=f"copy {number}", hint="give another name") from problem
        made = self.assembly
        document = make_copy(self.document, copy, self.assembly.pack.phrases)
        stem = name_copy(made.settings, made.pack.manifest, made.brief.title, number, total)
        rendered = self.press.render(document)
        known = set(self.journal.findings)
        fresh = dict.fromkeys(finding for each in rendered for finding in each.findings if finding not in known)
        self.journal.report(tuple(fresh))
        return tuple(Artifact(each.format, f"{stem}.{each.format}", each.data) for each in rendered)


def open_copies(request: BuildRequest, found: FoundEdition, progress: Listener | None = None) -> CopyMaker:
    """Assemble the brief of an edition once more, and give what makes its copies in the formats of the request.

    Raises DossierError where the dossier gives another brief than the edition is, UsageError for a format that the
    edition does not have, and what assembling raises.
    """
    journal = Journal(progress or Silence())
    request = keep_silent(request)
    refuse_absent(request.formats, found)
    if found.edition.since and not request.since:
        request = replace(request, since=found.edition.since)
    assembly, document, stem = lay_out(request, journal)
    refuse_changed(make_artifacts(assembly, document, request, stem, journal), found)
    press = Press(document, assembly.pack.theme, request.formats, request.pdf_profile)
    return CopyMaker(assembly, document, press, journal)


def refuse_absent(formats: Sequence[Format], found: FoundEdition) -> None:
    """Raise UsageError for a format that an edition was not built in."""
    for name in formats:
        if found.find_file(name) is None:
            hint = "build it in that format first"
            raise UsageError(f"the edition has no {name.upper()}", place=str(found.manifest), hint=hint)


def refuse_changed(artifacts: Sequence[Artifact], found: FoundEdition) -> None:
    """Raise DossierError unless the files built now are, byte for byte, those that the manifest names."""
    built = {file.name: file.sha256 for file in found.edition.files}
    for artifact in artifacts:
        if built.get(artifact.name) != artifact.digest:
            message = f"the dossier no longer gives the edition {found.edition.stem}: {artifact.name} would differ"
            hint = "something has changed since it was built: build it again, under a new version if it has been sent"
            raise DossierError(message, place=str(found.manifest), hint=hint)


def read_names(asked: str) -> tuple[str, ...]:
    """Return a name for each copy: those of a file, one on each line, or so many empty ones where a number is given.

    Empty lines and those that begin with # are left out. Raises UsageError for a file that cannot be read, a name that
    no copy can bear, a name that stands twice, and a number of copies that is none.
    """
    if asked.isdecimal():
        if not 0 < int(asked) <= MOST:
            raise UsageError(f"{asked} is no number of copies", place="--copies", hint=f"1 to {MOST}")
        return ("",) * int(asked)
    try:
        lines = Path(asked).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError) as problem:
        why = problem.strerror if isinstance(problem, OSError) else "it is not UTF-8"
        raise UsageError(f"the names cannot be read: {why}", place=asked, hint="one name on each line") from problem
    named = {number: " ".join(line.split()) for number, line in enumerate(lines, 1) if not line.startswith("#")}
    kept = {number: name for number, name in named.items() if name}
    _check_names(kept, asked)
    return tuple(kept.values())


def _check_names(names: Mapping[int, str], file: str) -> None:
    """Raise UsageError for the first line that no copy can bear, before any copy is written."""
    if not 0 < len(names) <= MOST:
        raise UsageError(f"there are {len(names)} names in this file", place=file, hint=f"1 to {MOST}")
    seen: dict[str, int] = {}
    for number, name in names.items():
        try:
            Copy(1, 1, name)
        except ValueError as problem:
            raise UsageError(str(problem), place=f"{file}:{number}") from problem
        if name in seen:
            hint = "say which is which: two copies must not bear one name"
            raise UsageError(f'"{name}" stands in line {seen[name]} too', place=f"{file}:{number}", hint=hint)
        seen[name] = number


def find_folder(out: Path, edition: Edition) -> Path:
    """Return the folder that the copies of an edition are written into."""
    return out / FOLDER / edition.stem


def write_copies(
    maker: CopyMaker, edition: Edition, names: Sequence[str], out: Path
) -> Iterator[tuple[WrittenFile, ...]]:
    """Write a copy for each name into `out/copies/STEM/`, one at a time, and a list of them at last; yield each.

    The list says which hash went to whom: personal data, which belong with the copies and nowhere else.
    """
    folder = find_folder(out, edition)
    listed: list[dict[str, object]] = []
    for number, name in enumerate(names, 1):
        written = write_artifacts(folder, maker.make_copy(number, len(names), name))
        files = [{"name": file.path.name, "sha256": file.digest} for file in written]
        listed.append({"number": number, "name": name, "files": files})
        yield written
    text = json.dumps(
        {"edition": edition.stem, "record": edition.record, "copies": listed}, ensure_ascii=False, indent=2
    )
    write_artifacts(folder, (Artifact("json", f"{edition.stem}{_LIST}", f"{text}\n".encode()),))
