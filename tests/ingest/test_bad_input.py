"""Files that nobody wishes for: each ends in a finding or a clear error, none in a trace, and none stops the others."""

import io
import time
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from briefing.errors import SourceError
from briefing.ingest import READERS, SourceFile, read_sources
from briefing.ingest.formats import Format
from briefing.pipeline.folders import MOST_BYTES, open_dossier
from tests.ingest import made

GOOD = SourceFile("good.txt", made.as_text())
SENTENCE = "The two ministers met in Halden on Monday and signed the text of the pact."


def package(*names: str) -> bytes:
    """Return a ZIP archive with empty parts of these names."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "code", "words"),
    [
        ("a.xlsx", package("xl/workbook.xml"), "not-read", "an Excel workbook"),
        ("a.docx", package("ppt/presentation.xml"), "not-read", "a PowerPoint presentation"),
        ("a.odt", package("content.xml"), "not-read", "an OpenDocument file"),
        ("a.epub", package("META-INF/container.xml"), "not-read", "an e-book"),
        ("a.zip", package("a.txt"), "not-read", "a ZIP archive"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + bytes(600), "not-read", "an old or encrypted Office file"),
        ("a.docx", package("[Content_Types].xml"), "unreadable", "damaged"),
        ("a.docx", b"PK\x03\x04 and nothing more", "unreadable", "damaged"),
        ("a.docx", b"plain words", "unreadable", "damaged"),
        ("a.pdf", b"plain words", "unreadable", "damaged"),
        ("a.pdf", b"%PDF-1.7\n", "unreadable", "damaged"),
        ("a.pdf", b"", "unreadable", "damaged"),
        ("a.html", b"", "unreadable", "no article"),
        ("a.html", bytes(4000), "unreadable", "not text"),
        ("a.eml", b"", "unreadable", "no text was found"),
        ("a.txt", b"", "empty", "no text"),
        ("a.csv", b"a,b", "not-read", ".csv files cannot be read"),
        ("a.png", b"\x89PNG\r\n", "not-read", ".png files cannot be read"),
    ],
)
def test_a_bad_file_is_a_finding_and_the_good_one_is_read(name: str, data: bytes, code: str, words: str) -> None:
    documents, findings = read_sources([SourceFile(name, data), GOOD])
    assert [document.file for document in documents] == ["good.txt"]
    (said,) = [finding for finding in findings if finding.place == name]
    assert (said.code, said.severity) == (code, "warning")
    assert words in said.message
    assert said.hint


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", made.as_pdf()), ("a.docx", made.as_page()), ("a.pdf", made.as_word()), ("a.txt", made.as_mail()),
        ("a.md", made.as_word()), ("a.xyz", made.as_page()), ("a", made.as_pdf()),
    ],
)  # fmt: skip
def test_a_wrong_suffix_is_said_and_the_file_is_read(name: str, data: bytes) -> None:
    documents, findings = read_sources([SourceFile(name, data)])
    assert "signed a defence" in documents[0].text
    assert [finding.place for finding in findings if finding.code == "suffix-wrong"] == [name]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32"])
def test_text_is_read_in_any_unicode(encoding: str) -> None:
    documents, _ = read_sources([SourceFile("a.txt", SENTENCE.encode(encoding))])
    assert documents[0].text == SENTENCE


def test_cyrillic_and_western_text_without_a_mark_are_told_apart() -> None:
    russian = "Министры подписали договор в столице."
    french = "Les ministres ont signé le traité à Malmö, où ils étaient allés."
    documents, findings = read_sources(
        [SourceFile("a.txt", russian.encode("windows-1251")), SourceFile("b.txt", french.encode("windows-1252"))]
    )
    assert [document.text for document in documents] == [russian, french]
    assert [f.message[-12:] for f in findings if f.code == "encoding-assumed"] == ["Windows-1251", "Windows-1252"]


def test_odd_letters_keep_their_places() -> None:
    words = "The agree\u00adment of Malmo\u0308, the \ufb01rst in “עברית”, was signed."
    (document,), _ = read_sources([SourceFile("a.txt", words.encode())])
    assert document.text == words


def test_ligatures_and_accents_of_a_pdf_are_letters() -> None:
    assert unicodedata.normalize("NFKC", "ﬁrst") == "first"
    from briefing.ingest.pdf import _expand

    assert _expand("ﬁrst Malmo\u0308") == "first Malmö"


@pytest.mark.parametrize("name", ["a b.html", "l'été “x”.html", "договор.pdf", "名.docx", "-rf.txt", "a\nb.html"])
def test_any_name_will_do(name: str) -> None:
    documents, _ = read_sources([SourceFile(name, made.as_page())])
    assert documents[0].file == name


def test_two_copies_of_one_article_are_told() -> None:
    documents, findings = read_sources([SourceFile("a.html", made.as_page()), SourceFile("b.docx", made.as_word())])
    assert len(documents) == 2
    (said,) = [finding for finding in findings if finding.code == "copy"]
    assert (said.place, said.message) == ("b.docx", "this is the same text as a.html")


def test_a_pdf_of_a_thousand_pages_is_read_in_bounded_time() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(420, 595), invariant=1)
    for page in range(1000):
        for line in range(12):
            canvas.drawString(40, 500 - 12 * line, f"Line {line} of the pact says what page {page} must say.")
        canvas.showPage()
    canvas.save()
    begun = time.monotonic()
    (document,), _ = read_sources([SourceFile("a.pdf", stream.getvalue())])
    assert time.monotonic() - begun < 120
    assert len(document.pages) == 1000


def test_links_in_circles_and_large_files_are_findings(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_bytes(GOOD.data)
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    with (tmp_path / "large.pdf").open("wb") as stream:
        stream.truncate(300_000_000)
    dossier = open_dossier(tmp_path)
    assert [file.name for file in dossier.files] == ["good.txt"]
    said = {finding.place: finding.code for finding in dossier.findings}
    assert said == {"gone.txt": "file-unreadable", "loop.txt": "file-unreadable", "large.pdf": "file-too-large"}
    assert MOST_BYTES < 300_000_000


def nested() -> bytes:
    """Return a page of elements in elements, deeper than a parser likes."""
    return b"<html><body>" + b"<div>" * 20_000 + SENTENCE.encode() * 3


def tables() -> bytes:
    """Return a Word file of tables in tables."""
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    for _ in range(60):
        cell = cell.add_table(1, 1).cell(0, 0)
    cell.text = SENTENCE
    return made.save(document)


@pytest.mark.parametrize(("name", "make"), [("a.html", nested), ("a.docx", tables)])
def test_depth_is_no_trouble(name: str, make: Callable[[], bytes]) -> None:
    documents, _ = read_sources([SourceFile(name, make()), GOOD])
    assert "good.txt" in [document.file for document in documents]


SEEDS: dict[Format, bytes] = {
    "text": made.as_text(), "markdown": made.as_text(), "html": made.as_page(), "pdf": made.as_pdf(made.Sheet(lines=6)),
    "docx": made.as_word(), "mail": made.as_mail(),
}  # fmt: skip
CHANGES = st.lists(
    st.tuples(st.integers(0, 2**31), st.sampled_from(["cut", "set", "copy", "drop"]), st.integers(0, 255)), max_size=6
)


def mutate(data: bytes, changes: list[tuple[int, str, int]]) -> bytes:
    """Change bytes of a file at a few places."""
    for place, what, value in changes:
        at = place % max(1, len(data))
        match what:
            case "cut":
                data = data[:at] if value > 200 else data
            case "set":
                data = data[:at] + bytes([value]) + data[at + 1 :]
            case "copy":
                data = data[:at] + data[at : at + value] * 2 + data[at + value :]
            case _:
                data = data[:at] + data[at + value :]
    return data


@pytest.mark.parametrize("form", SEEDS)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(CHANGES)
def test_any_change_of_a_file_is_read_or_refused(form: Format, changes: list[tuple[int, str, int]]) -> None:
    file = SourceFile("a.bin", mutate(SEEDS[form], changes))
    try:
        reading = READERS[form](file)
    except SourceError:
        return
    assert all(reading.text[block.start : block.end].strip() for block in reading.blocks)
