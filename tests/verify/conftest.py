"""One brief of the sample, as values and as files, and the check of whatever is made of it."""

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from briefing.compose.document import build_document
from briefing.compose.record import write_record
from briefing.model.artifact import Format
from briefing.model.brief import Brief
from briefing.model.document import Document
from briefing.pipeline.assembly import Assembly, assemble
from briefing.pipeline.build import PROGRAM
from briefing.pipeline.progress import Journal, Silence
from briefing.pipeline.request import BuildRequest
from briefing.render import render
from briefing.verify.check import check_file, read_delivered
from briefing.verify.ground import Shelf
from briefing.verify.report import Report, count_codes

FORMATS: tuple[Format, ...] = ("docx", "pdf", "html")


@dataclass(frozen=True, slots=True)
class Desk:
    """A brief that can be changed, rendered and checked."""

    folder: Path
    packs: Path
    assembly: Assembly
    document: Document

    def lay_out(self, brief: Brief) -> Document:
        """Lay out another brief of the same sources, with the record that belongs to it."""
        a = self.assembly
        return build_document(brief, a.analysis, a.settings, a.pack, PROGRAM)

    def record(self, document: Document) -> Document:
        """Give a changed document the record of the page as it is now."""
        a = self.assembly
        return replace(document, record=write_record(document, a.brief, a.analysis, a.settings, a.pack, PROGRAM))

    def render(self, document: Document, formats: Sequence[Format] = FORMATS) -> list[bytes]:
        return [each.data for each in render(document, self.assembly.pack.theme, tuple(formats), "3b")]

    def check(self, data: bytes, sources: Path | None = None, *, bare: bool = False, pack: str = "") -> Report:
        """Check a file against the sources of the desk or others; `bare` against none."""
        shelf = Shelf(folders=(self.packs,), name=pack)
        return check_file(read_delivered(data), "brief", None if bare else sources or self.folder, shelf)

    def check_all(self, document: Document) -> list[Report]:
        return [self.check(data) for data in self.render(document)]


def make_desk(folder: Path, packs: Path, **wanted: object) -> Desk:
    request = BuildRequest(dossier=folder, pack_folders=(packs,), overrides=wanted)
    assembly = assemble(request, Journal(Silence()))
    document = build_document(assembly.brief, assembly.analysis, assembly.settings, assembly.pack, PROGRAM)
    return Desk(folder, packs, assembly, document)


def codes(report: Report) -> set[str]:
    return set(count_codes(report))


def tell(report: Report) -> str:
    """Say what a report complains of, for the message of a test."""
    told = [f"{p.code}: {p.message} {p.expected} {p.found}" for p in report.problems]
    told += [f"{e.text}: {p.code} {p.message} {p.expected}" for e in report.failures for p in e.problems]
    return "\n".join(told)


def edit_part(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """Return a Word file with one part changed, the rest as it was."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            content = old.read(each)
            if each == name:
                changed = change(content.decode())
                assert changed != content.decode(), f"nothing was changed in {name}"
                content = changed.encode()
            new.writestr(each, content)
    return made.getvalue()


@pytest.fixture(scope="session")
def desk(root: Path) -> Desk:
    """Give the sample."""
    return make_desk(root / "sources", root / "templates")


@pytest.fixture(scope="session")
def docx(desk: Desk) -> bytes:
    """Give the sample as a Word file."""
    return desk.render(desk.document, ["docx"])[0]


@pytest.fixture(scope="session")
def pdf(desk: Desk) -> bytes:
    """Give the sample as a PDF."""
    return desk.render(desk.document, ["pdf"])[0]
