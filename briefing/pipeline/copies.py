"""One edition -> any number of personal copies: the brief is assembled and laid out once, each copy is only written."""

import json
from collections.abc import Iterator, Sequence
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
from briefing.pipeline.request import BuildRequest
from briefing.render import Press

FOLDER = "copies"
_LIST = ".copies.json"


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
        document = make_copy(self.document, copy, self.assembly.pack.phrases)
        stem = name_copy(self.assembly.settings, self.assembly.brief.title, number, total)
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


def write_copies(
    maker: CopyMaker, edition: Edition, names: Sequence[str], out: Path
) -> Iterator[tuple[WrittenFile, ...]]:
    """Write a copy for each name into `out/copies/STEM/`, one at a time, and a list of them at last; yield each.

    The list says which hash went to whom: personal data, which belong with the copies and nowhere else.
    """
    folder = out / FOLDER / edition.stem
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
