"""Words in other scripts: Word is told which kind each run is, its font, its language, and where it runs to."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.document import Document, Masthead, Note, Paragraph, Quoted, Text
from briefing.render.docx.scripts import part_runs
from briefing.render.docx.writer import write_docx
from briefing.verify.docx import read_docx
from tests.render.samples import read_theme


def write(*children: Text | Quoted | Note, title: str = "T", short_title: str = "") -> bytes:
    masthead = Masthead(title=title, short_title=short_title)
    return write_docx(Document(masthead=masthead, blocks=(Paragraph(children),)), read_theme())[0]


def read_body(data: bytes) -> str:
    return read_part(data, "word/document.xml")


def read_part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "".join(package.read(each).decode() for each in package.namelist() if each.startswith(name))


def part(text: str) -> list[tuple[str, str]]:
    return [(words, script.tag) for words, script in part_runs(text)]


def test_spaces_between_words_from_the_right_are_of_their_run() -> None:
    assert part("met محمد بن سلمان, and") == [("met ", "Latn"), ("محمد بن سلمان", "Arab"), (", and", "Latn")]


def test_numbers_and_brackets_within_a_sentence_from_the_right_are_of_its_run() -> None:
    assert part("שלום (25), להתראות.") == [("שלום (25), להתראות.", "Hebr")]


def test_words_from_the_left_within_it_keep_their_own() -> None:
    assert [tag for words, tag in part("שלום NATO שלום") if "NATO" in words] == ["Latn"]


def test_scripts_from_the_left_are_runs_of_their_own() -> None:
    assert part("Kim (김정은), Modi (मोदी)") == [
        ("Kim (", "Latn"), ("김정은", "Hang"), ("), Modi (", "Latn"), ("मोदी", "Deva"), (")", "Latn"),
    ]  # fmt: skip


@given(st.text("ab שלمح김中 (1).,", max_size=30))
def test_no_word_is_lost(text: str) -> None:
    assert "".join(words for words, _ in part_runs(text)) == text


@pytest.mark.parametrize(
    ("word", "marks"),
    [
        ("김정은", ['w:eastAsia="Malgun Gothic"', '<w:lang w:eastAsia="ko"/>']),
        ("习近平", ['w:hint="eastAsia"', 'w:eastAsia="Microsoft YaHei"']),
        ("محمد", ['w:cs="Arial"', "<w:rtl/>"]),
        ("שלום", ["<w:rtl/>", '<w:lang w:bidi="he"/>']),
        ("मोदी", ['w:cs="Nirmala UI"', "<w:cs/>"]),
        ("საქართველო", ['<w:lang w:val="ka"/>']),
    ],
)
def test_a_run_says_its_kind_of_script(word: str, marks: list[str]) -> None:
    body = read_body(write(Text(f"Name ({word}) said")))
    assert all(mark in body for mark in marks)


def test_a_statement_says_its_language_in_the_slot_of_its_script() -> None:
    assert '<w:lang w:eastAsia="zh-Hans"/>' in read_body(write(Quoted("a", (Text("习近平"),), "zh-Hans")))
    assert '<w:lang w:bidi="hi"/>' in read_body(write(Quoted("a", (Text("मोदी"),), "hi")))


def test_latin_words_say_nothing_of_scripts() -> None:
    body = read_body(write(Text("Only Ελληνικά, Кириллица, “Łódź”.")))
    assert not any(mark in body for mark in ("w:rtl", "w:hint", "w:bidi"))


def test_a_paragraph_that_runs_from_the_right_says_so() -> None:
    assert "<w:bidi/>" in read_body(write(Quoted("a", (Text("שלום לכולם."),), "he")))
    assert "<w:bidi/>" not in read_body(write(Text("The word שלום means peace.")))


def test_titles_and_running_heads_are_told_too() -> None:
    data = write(Text("x"), title="Kim (김정은)", short_title="שלום")
    assert "<w:rtl/>" in read_part(data, "word/header")
    assert "Malgun Gothic" in read_body(data)


def test_words_are_read_back_as_they_were_written() -> None:
    words = "He met محمد بن سلمان (25%), 김정은 and मोदी; שלום."
    (line,) = [line for line in read_docx(write(Quoted("a", (Text(words),)))).lines if line.text != "T"]
    assert line.text == words
