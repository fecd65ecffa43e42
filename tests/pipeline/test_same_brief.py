"""The same article gives the same brief, whatever kind of file it comes in; only the places in its notes differ."""

import re
from pathlib import Path

import pytest

from briefing.compose.document import build_document
from briefing.model.document import Document, collect_notes, read_plain
from briefing.pipeline.assembly import assemble
from briefing.pipeline.progress import Journal, Silence
from briefing.pipeline.request import BuildRequest
from tests.ingest import made

FILES = {
    "a.html": made.as_page(),
    "a.docx": made.as_word(),
    "a.eml": made.as_mail(),
    "a.pdf": made.as_pdf(made.Sheet(indent=14)),
    "b.pdf": made.as_pdf(made.Sheet(columns=2, lines=20, indent=10)),
}
DECLARED = """
parties = ["Northland", "Westmark"]
[[source]]
file = "{name}"
id = "pact"
kind = "news"
title = "Northland and Westmark sign a defence pact in Halden"
author = ["Mara Lindqvist"]
publisher = "Northern Courier"
date = 2026-05-14
url = "https://northerncourier.example/a/8812"
"""
PLACE = re.compile(r"\b(?:paras?|pp?)\. \d+(?:(?:–| and |, )\d+)*")


def compose(folder: Path, name: str, data: bytes) -> tuple[list[tuple[str, list[str]]], list[str]]:
    """Return the statements of each section, and the notes without their places."""
    folder.mkdir()
    (folder / name).write_bytes(data)
    (folder / "brief.toml").write_text(DECLARED.format(name=name), encoding="utf-8")
    assembly = assemble(BuildRequest(dossier=folder), Journal(Silence()))
    sections = [("summary", [point.statement.id for point in assembly.brief.key_points])]
    sections += [(each.id, [point.statement.id for point in each.points]) for each in assembly.brief.sections]
    document: Document = build_document(assembly.brief, assembly.analysis, assembly.settings, assembly.pack, "Briefing")
    notes = [PLACE.sub("PLACE", read_plain(note.children)) for note in collect_notes(document.blocks)]
    return sections, notes


@pytest.mark.parametrize("name", FILES)
def test_the_brief_is_the_same_but_for_places(tmp_path: Path, name: str) -> None:
    expected, notes = compose(tmp_path / "plain", "a.txt", made.as_text())
    assert sum(len(points) for _, points in expected) >= 8
    assert notes
    assert compose(tmp_path / "other", name, FILES[name]) == (expected, notes)


def test_the_notes_of_a_pdf_name_pages(tmp_path: Path) -> None:
    folder = tmp_path / "dossier"
    compose(folder, "a.pdf", FILES["a.pdf"])
    assembly = assemble(BuildRequest(dossier=folder), Journal(Silence()))
    cited = [citation for point in assembly.brief.key_points for citation in point.note.citations]
    assert cited
    assert {citation.locator.kind for citation in cited if citation.locator} == {"page"}


def test_the_method_says_what_places_are(tmp_path: Path) -> None:
    folder = tmp_path / "dossier"
    compose(folder, "a.pdf", FILES["a.pdf"])
    method = " ".join(assemble(BuildRequest(dossier=folder), Journal(Silence())).brief.method)
    assert "Locators are page numbers for paged sources" in method
    assert "para. " not in method
