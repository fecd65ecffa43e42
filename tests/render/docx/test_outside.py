"""Files of other programs as the ground of a brief, and a brief opened and saved by another program."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.model.document import Document, Masthead, Note, Paragraph, Text, collect_notes
from briefing.packs.theme import HouseFile, Theme
from briefing.render.docx.evidence import NAMESPACE
from briefing.render.docx.writer import write_docx
from tests.render.docx.checks import CHECKS, Parts, find, read_words, value
from tests.render.docx.conftest import read_parts
from tests.render.docx.houses import TRANSLATED, House
from tests.render.docx.outside import REFERENCES, convert
from tests.render.samples import make_document, text

pytestmark = pytest.mark.slow

DOCUMENT = "word/document.xml"
RECORD = '{"statements": ["a <b> & ü \\u0001"]}'


@pytest.fixture(params=REFERENCES)
def dressed(request: pytest.FixtureRequest, theme: Theme, tmp_path: Path) -> bytes:
    """Give the document with every kind of node, set in the file of another program."""
    make: Callable[[Path], bytes] = REFERENCES[request.param]
    house = HouseFile(make(tmp_path), f"{request.param}.docx")
    return write_docx(replace(make_document(), record=RECORD), replace(theme, reference=house))[0]


def test_a_file_of_any_maker_is_sound_ground(dressed: bytes):
    parts = read_parts(dressed)
    assert [fault for check in CHECKS for fault in check(parts)] == []


def list_statements(parts: Parts) -> list[str]:
    return [name for mark in find(parts, DOCUMENT, "bookmarkStart") if (name := value(mark, "name")).startswith("s_")]


def list_notes(parts: Parts) -> list[str]:
    notes = find(parts, "word/footnotes.xml", "footnote")
    return [read_words(note).strip() for note in notes if value(note, "type") in {"", "normal"}]


def test_statements_notes_and_record_outlive_opening_and_saving_elsewhere(dressed: bytes, tmp_path: Path):
    file = tmp_path / "brief.docx"
    file.write_bytes(dressed)
    before, after = read_parts(dressed), read_parts(convert(file, "docx", tmp_path / "saved").read_bytes())
    assert list_statements(after) == list_statements(before)
    assert list_notes(after) == list_notes(before)
    assert len(list_notes(after)) == len(collect_notes(make_document().blocks))
    kept = after["customXml/item1.xml"]
    assert kept.findtext(f"{{{NAMESPACE}}}record") == RECORD
    assert {one.get("bookmark") for one in kept.iter(f"{{{NAMESPACE}}}statement")} == set(list_statements(after))


def test_libreoffice_opens_what_was_written(dressed: bytes, tmp_path: Path):
    file = tmp_path / "brief.docx"
    file.write_bytes(dressed)
    assert convert(file, "pdf", tmp_path / "printed").read_bytes().startswith(b"%PDF")


def test_a_paragraph_of_a_million_characters_and_ten_thousand_notes_are_written(theme: Theme):
    long = Paragraph(text("word " * 200_000))
    noted = (Paragraph((Text("a"), Note(number, text("n")))) for number in range(1, 10_001))
    document = Document(masthead=Masthead(title="T"), blocks=(long, *noted))
    for reference in (None, HouseFile(House(names=TRANSLATED).pack(), "house.docx")):
        data, findings = write_docx(document, replace(theme, reference=reference))
        parts = read_parts(data)
        assert len(list_notes(parts)) == 10_000
        assert not [finding for finding in findings if finding.severity == "warning"]
