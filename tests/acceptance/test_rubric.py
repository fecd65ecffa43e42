"""What an editor asks of a brief, and a program can judge from the delivered files, in every bundled pack.

The numbers are those of the rubric that the packs were made to meet: structure, sourcing, language, layout, access.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped,unused-ignore]  # ships no types
import pytest
from docx import Document as WordFile
from lxml import etree

from briefing.packs.contrast import find_faint
from briefing.packs.lookup import Pack, bundled_packs, list_packs, load_pack
from briefing.pipeline.build import build
from briefing.pipeline.request import BuildRequest
from briefing.pipeline.sample import find_sample
from tests.acceptance.delivered import Delivered, fold, read_docx, read_pdf
from tests.render.docx.checks import CHECKS
from tests.render.docx.conftest import read_parts
from tests.render.pdf.checks import check_file

pytestmark = pytest.mark.slow
FOLDERS = [bundled_packs()]
NAMES = sorted(list_packs(FOLDERS))
GIVEN = {
    "authors": ["Ana Keller"], "number": "PB 2024/07", "contact": "desk@example.org", "licence": "CC BY 4.0",
    "funding": "None", "disclaimer": "It does not state a position of the house.", "replaces": "v0.9 of 29 June 2024",
    "changes": "Section on sanctions added", "marking": "TLP:AMBER",
}  # fmt: skip
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
WEASELS = (
    r"\b(?:reportedly|experts say|it is believed|observers believe|recently|in conclusion|it is important to note)\b"
)
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True)
class Judged:
    """The two files of one brief, read back."""

    pack: Pack
    pdf: bytes
    docx: bytes
    read: dict[str, Delivered]
    pages: list[str]

    def say(self, key: str, **values: object) -> str:
        return fold(self.pack.phrases.say(key, **values))


@pytest.fixture(
    scope="module", params=[(name, language) for name in NAMES for language in ("en-GB", "fr", "de")], ids=str
)
def judged(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Judged:
    name, language = request.param
    result = build(
        BuildRequest(
            dossier=find_sample(), out=tmp_path_factory.mktemp("rubric"),
            overrides={**GIVEN, "pack": name, "language": language},
        )
    )  # fmt: skip
    docx, pdf = (file.path.read_bytes() for file in result.files)
    pages = [fold(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(pdf)]
    read = {"docx": read_docx(docx), "pdf": read_pdf(pdf)}
    return Judged(load_pack(name, FOLDERS, language), pdf, docx, read, pages)


def list_story(data: bytes) -> list[etree._Element]:
    """Return the paragraphs of a Word file's body."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    return list(body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"))


# ------------------------------------------------------------------------------------------------------ structure


def test_01_page_one_says_what_it_is(judged: Judged) -> None:
    first = judged.pages[0]
    for words in ("June 2024 partnership treaty", "Ana Keller", "PB 2024/07", "1.0"):
        assert words in first
    for key in ("fact-published", "fact-as-of", "fact-version"):
        assert judged.say(key) in first


def test_02_the_key_points_stand_on_page_one_before_anything_else(judged: Judged) -> None:
    marks = [number for number, page in judged.read["pdf"].mark_pages.items() if page == 1]
    most = judged.pack.manifest.limits.key_points
    assert 3 <= most <= 5
    assert set(range(1, most + 1)) <= set(marks)


def test_03_every_number_of_the_key_points_recurs_in_the_body(judged: Judged) -> None:
    most = judged.pack.manifest.limits.key_points
    texts = [cited.text for cited in judged.read["docx"].statements]
    body = {number for text in texts[most:] for number in NUMBER.findall(text)}
    body |= {number for page in judged.pages for number in NUMBER.findall(page.partition(texts[most])[2])}
    assert {number for text in texts[:most] for number in NUMBER.findall(text)} <= body


def test_04_the_body_keeps_to_its_length(judged: Judged) -> None:
    limits = judged.pack.manifest.limits
    words = sum(len(cited.text.split()) for cited in judged.read["docx"].statements)
    assert words <= min(1.1 * limits.words + 40 * limits.key_points + 300, 3000)
    assert not limits.pages or len(judged.pages) <= limits.pages


# ------------------------------------------------------------------------------------------------------- sourcing


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_07_marks_and_notes_are_one_to_one_and_in_order(judged: Judged, form: str) -> None:
    found = judged.read[form]
    assert found.marks == list(range(1, len(found.marks) + 1))
    assert sorted(found.notes) == found.marks


def test_11_every_statement_has_its_note(judged: Judged) -> None:
    paragraphs = [p for p in list_story(judged.docx) if "StatementWords" in etree.tostring(p, encoding="unicode")]
    bare = [p for p in paragraphs if not list(p.iter("{*}footnoteReference"))]
    assert len(paragraphs) > 5
    assert bare == []


def test_12_the_sources_are_summed_up(judged: Judged) -> None:
    text = fold(judged.read["docx"].text)
    number = judged.pack.phrases.say_number(6)
    assert judged.say("method-rests-on", count=6, number=number, kinds="")[:-1] in text
    for key in ("method-disagreements-none", "method-omissions", "method-truth"):
        assert judged.say(key) in text


def test_14_a_source_is_named_in_full_once_and_never_by_ibid(judged: Judged) -> None:
    notes = [fold(note) for note in judged.read["docx"].notes.values()]
    assert not any(re.search(r"\b(?:ibid|ebd|ebenda|op\. cit|loc\. cit|a\. a\. O)\b", note) for note in notes)
    title = "Putin and Kim sign a partnership treaty in Pyongyang"
    assert sum(title in note for note in notes) == 1
    assert all(note.endswith((".", "?", "!")) for note in notes)


# ------------------------------------------------------------------------------------------------------- language


def test_16_and_17_no_likelihood_and_no_weasel_word_is_ours(judged: Judged) -> None:
    text = fold(judged.read["docx"].text)
    for cited in judged.read["docx"].statements:
        text = text.replace(fold(cited.text), "")
    assert re.findall(WEASELS, text, re.IGNORECASE) == []
    assert re.findall(r"\b(?:high|moderate|low) confidence\b", text, re.IGNORECASE) == []


def test_19_sentences_and_paragraphs_are_of_a_readable_length(judged: Judged) -> None:
    statements = [len(cited.text.split()) for cited in judged.read["docx"].statements]
    assert sum(statements) / len(statements) <= 22
    assert max(statements) <= 45


def test_20_there_is_one_form_of_dates(judged: Judged) -> None:
    notes = " ".join(judged.read["docx"].notes.values())
    english = re.findall(rf"\b\d{{1,2}} (?:{MONTHS}) \d{{4}}", notes)
    american = re.findall(rf"\b(?:{MONTHS}) \d{{1,2}}, \d{{4}}", notes)
    assert american == []
    assert bool(english) == (judged.pack.phrases.language == "en-GB")
    assert re.findall(r"\b\d{4}-\d\d-\d\d\b", notes) == []


def test_20_there_is_one_form_of_quotation_marks(judged: Judged) -> None:
    notes = " ".join(judged.read["docx"].notes.values())
    used = {"en-GB": "“", "fr": "«", "de": "„"}[judged.pack.phrases.language]
    assert {mark for mark in "“«„" if mark in notes.replace("“", "" if used == "„" else "“")} == {used}


# --------------------------------------------------------------------------------------------------------- layout


def test_21_type_is_large_enough_and_lines_are_not_too_long(judged: Judged) -> None:
    theme = judged.pack.theme
    body, note = theme.styles["statement"], theme.styles["note"]
    assert body.size >= 9
    assert 1.2 <= body.leading / body.size <= 1.45
    assert note.size >= 7
    assert 45 <= theme.page.column / (body.size * 0.47) <= 95


def test_23_every_page_says_what_it_belongs_to(judged: Judged) -> None:
    count = len(judged.pages)
    for number, page in enumerate(judged.pages, 1):
        assert judged.say("page", page=number, pages=count) in page
        assert page.count("TLP:AMBER") >= 2  # the rule of the label names it too, on the last page
        assert "v1.0" in page
        assert number == 1 or "Russia–North Korea treaty" in page


def test_25_the_word_file_is_clean(judged: Judged) -> None:
    assert [fault for check in CHECKS for fault in check(read_parts(judged.docx))] == []


# ------------------------------------------------------------------------------------- access, metadata, handling


def test_26_the_pdf_is_tagged(judged: Judged) -> None:
    tree = check_file(judged.pdf)
    assert len(tree.find("H1")) == 1
    assert len(tree.find("Note")) == len(judged.read["pdf"].marks)


def test_27_nothing_is_too_faint(judged: Judged) -> None:
    assert list(find_faint(judged.pack.theme)) == []


def test_28_both_files_say_the_same_of_themselves(judged: Judged) -> None:
    core = WordFile(io.BytesIO(judged.docx)).core_properties
    pdf = pypdfium2.PdfDocument(judged.pdf)
    assert core.title == pdf.get_metadata_value("Title") == "Russia and North Korea: the June 2024 partnership treaty"
    assert core.author == pdf.get_metadata_value("Author") == "Ana Keller"
    assert core.subject == pdf.get_metadata_value("Subject")
    assert core.language == judged.pack.phrases.language
    assert core.last_modified_by == ""
    assert judged.pdf.count(f"<rdf:li>{core.language}</rdf:li>".encode()) == 1
    assert b"/DisplayDocTitle true" in judged.pdf


def test_28_no_path_of_the_machine_is_in_a_file(judged: Judged, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(judged.docx)) as archive:
        parts = b"".join(archive.read(name) for name in archive.namelist())
    for data in (parts, judged.pdf):
        assert str(Path.home()).encode() + b"/" not in data
        assert str(tmp_path.parents[1]).encode() not in data


def test_29_the_label_is_large_enough(judged: Judged) -> None:
    assert judged.pack.theme.styles["marking"].size >= 12


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_30_the_back_matter_is_there(judged: Judged, form: str) -> None:
    text = fold(judged.read[form].text)
    for given in ("contact", "licence", "funding", "disclaimer", "replaces", "changes"):
        assert str(GIVEN[given]) in text
    assert judged.say("method-automation", program="briefing 0.1.0")[:60] in text
