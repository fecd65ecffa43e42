"""The package holds what it should and nothing of the machine or the library that made it."""

import datetime as dt
import hashlib
import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from briefing.model.document import Document, Masthead
from briefing.packs.theme import Theme
from briefing.render.docx.writer import write_docx
from tests.render.docx.checks import Parts, find, value
from tests.render.docx.conftest import read_parts
from tests.render.samples import make_document

_EXPECTED = {
    "[Content_Types].xml", "_rels/.rels", "customXml/_rels/item1.xml.rels", "customXml/item1.xml",
    "customXml/itemProps1.xml", "docProps/app.xml", "docProps/core.xml", "word/_rels/document.xml.rels",
    "word/_rels/footnotes.xml.rels", "word/document.xml", "word/fontTable.xml", "word/footer1.xml", "word/footer2.xml",
    "word/footnotes.xml", "word/header1.xml", "word/header2.xml", "word/numbering.xml", "word/settings.xml",
    "word/styles.xml", "word/theme/theme1.xml",
}  # fmt: skip
_PICTURES = {"word/media/figure1.png", "word/media/figure2.jpeg"}
_DIGESTS = """
import hashlib, io, zipfile
from briefing.render.docx.writer import write_docx
from tests.render.samples import make_document, read_theme
data, _ = write_docx(make_document(), read_theme())
with zipfile.ZipFile(io.BytesIO(data)) as archive:
    for name in archive.namelist():
        print(name, hashlib.sha256(archive.read(name)).hexdigest())
print("file", hashlib.sha256(data).hexdigest())
"""


def test_the_parts_are_those_we_make(parts: Parts):
    assert set(parts) == _EXPECTED


def test_members_are_sorted_and_undated(data: bytes):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries] == sorted(_EXPECTED | _PICTURES)
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.create_system for entry in entries} == {0}
    assert all(entry.external_attr >> 16 == 0 for entry in entries), "rights of a Unix file"


@pytest.mark.slow
def test_other_process_zone_and_hash_seed_give_the_same_bytes(data: bytes, root: Path):
    outputs = [_run_elsewhere(root, zone, seed) for zone, seed in (("Asia/Seoul", "1"), ("America/Los_Angeles", "2"))]
    first, second = (dict(line.split() for line in output.splitlines()) for output in outputs)
    assert {name for name in first if first[name] != second[name]} == set()
    assert first["file"] == hashlib.sha256(data).hexdigest()


def _run_elsewhere(root: Path, zone: str, seed: str) -> str:
    elsewhere = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}
    return subprocess.run(
        [sys.executable, "-c", _DIGESTS], env=elsewhere, capture_output=True, text=True, check=True
    ).stdout


def test_properties_say_what_the_document_says(data: bytes):
    said = docx.Document(io.BytesIO(data)).core_properties
    assert said.title == "Northland and Eastmark: the treaty of 2031"
    assert said.author == "Ana Ruiz; Jonas Feld"
    assert (said.subject, said.keywords) == ("A treaty", "treaty, defence")
    assert (said.language, said.identifier) == ("en-GB", "urn:example:brief:1")
    moment = dt.datetime(2031, 6, 28, tzinfo=dt.UTC)
    assert said.created == said.modified == moment
    assert (said.last_modified_by, said.comments) == ("", "")


def test_what_is_not_known_is_left_out(theme: Theme):
    core = read_parts(write_docx(Document(masthead=Masthead(title="T"), blocks=()), theme)[0])["docProps/core.xml"]
    assert {child.tag.split("}")[1] for child in core} == {"title", "created", "modified", "language"}


def test_nothing_leaks(data: bytes):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        everything = b"\n".join(archive.read(name) for name in archive.namelist()).lower()
    for word in (b"python", b"2013-", b"/home", b"/tmp", b"template", b"w:rsid", b"revision", b"microsoft office"):
        assert word not in everything, word


def test_word_opens_it_in_no_compatibility_mode(parts: Parts):
    modes = {value(one, "name"): value(one) for one in find(parts, "word/settings.xml", "compatSetting")}
    assert modes["compatibilityMode"] == "15"
    assert value(next(find(parts, "word/settings.xml", "zoom")), "percent") == "100"


def test_the_language_of_the_document_is_that_of_its_text(theme: Theme):
    document = make_document()
    document = replace(document, properties=replace(document.properties, language="de-DE"))
    parts = read_parts(write_docx(document, theme)[0])
    assert value(next(find(parts, "word/styles.xml", "lang"))) == "de-DE"
    assert value(next(find(parts, "word/settings.xml", "themeFontLang"))) == "de-DE"


def test_fonts_have_a_free_equal(parts: Parts):
    fonts = {value(font, "name"): value(font[0]) for font in find(parts, "word/fontTable.xml", "font")}
    assert fonts == {"Calibri": "Carlito", "Cambria": "Caladea"}


def test_the_base_is_slim(data: bytes):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.getinfo("word/styles.xml").file_size < 40_000
    assert len(data) < 20_000
