"""Text goes in and comes out unchanged; what a file cannot hold is left out and said."""

import io

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.document import (
    BulletList,
    Callout,
    Document,
    Emphasis,
    Facts,
    Inline,
    LineBreak,
    Link,
    Masthead,
    Note,
    Paragraph,
    Quoted,
    Strong,
    Tag,
    Text,
)
from briefing.render.characters import Sieve
from briefing.render.docx.writer import write_docx
from tests.render.docx.checks import W, find, read_words, value
from tests.render.docx.conftest import read_parts
from tests.render.samples import read_theme, text

THEME = read_theme()
ANY = st.text(st.characters(codec="utf-8"), max_size=60)


def write(*children: Inline) -> tuple[bytes, tuple[str, ...]]:
    data, findings = write_docx(Document(masthead=Masthead(title="T"), blocks=(Paragraph(children),)), THEME)
    return data, tuple(finding.code for finding in findings)


@given(ANY, ANY)
def test_any_text_comes_out_as_it_went_in(body: str, note: str):
    data, _ = write(Text(body), Note(1, text(note)))
    parts = read_parts(data)
    assert read_words(parts["word/document.xml"]) == "T" + Sieve().clean(body)
    assert read_words(list(find(parts, "word/footnotes.xml", "footnote"))[-1]) == Sieve().clean(note)


@given(st.text(st.characters(), max_size=60))
def test_no_text_breaks_the_file(words: str):
    data, findings = write(Quoted(words, text(words)), Link(words, text(words)))
    docx.Document(io.BytesIO(data))
    assert set(findings) <= {"characters-dropped", "link-refused"}


def test_markup_in_text_is_text():
    data, findings = write(Text('<w:b/> & "quotes" ]]> &amp;'))
    assert docx.Document(io.BytesIO(data)).paragraphs[-1].text == '<w:b/> & "quotes" ]]> &amp;'
    assert findings == ()


def test_what_no_file_can_hold_is_left_out_and_said():
    _, codes = write(Text("a\x00b\x0cc\ud800d\ufffe"))
    data, findings = write_docx(Document(masthead=Masthead(title="T\x01"), blocks=(Paragraph(text("a\x00b")),)), THEME)
    assert docx.Document(io.BytesIO(data)).paragraphs[-1].text == "ab"
    assert codes == ("characters-dropped",)
    assert [finding.severity for finding in findings] == ["warning"]
    assert findings[0].message.startswith("3 characters"), "the title stands in the text and in the properties"


def test_line_and_field_separators_become_one_space():
    assert Sieve().clean("a\r\n\tb\u2028c\x85d") == "a b c d"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "no address", "http://[", "https://", ""])
def test_an_address_that_may_not_be_linked_is_printed_as_text(url: str):
    data, findings = write(Link(url, text("words")))
    parts = read_parts(data)
    assert list(find(parts, "word/document.xml", "hyperlink")) == []
    assert read_words(parts["word/document.xml"]) == "Twords"
    assert findings == ("link-refused",)


def test_an_address_is_written_so_that_word_accepts_it():
    data, _ = write(
        Link('https://example.org/ü b?q="1"&x=100%#a', text("words")), Link("mailto:a@example.org", text("a"))
    )
    rels = read_parts(data)["word/_rels/document.xml.rels"]
    targets = [rel.get("Target") for rel in rels if rel.get("TargetMode") == "External"]
    assert targets == ["https://example.org/%C3%BC%20b?q=%221%22&x=100%25#a", "mailto:a@example.org"]


def test_one_address_is_one_relationship():
    link = Link("https://example.org/", text("words"))
    data, _ = write(link, link)
    parts = read_parts(data)
    assert len(list(find(parts, "word/document.xml", "hyperlink"))) == 2
    assert sum(rel.get("TargetMode") == "External" for rel in parts["word/_rels/document.xml.rels"]) == 1


def test_a_link_in_a_link_is_one_link():
    inner = Link("https://example.org/b", text("b"))
    parts = read_parts(write(Link("https://example.org/a", (Text("a"), inner)))[0])
    assert len(list(find(parts, "word/document.xml", "hyperlink"))) == 1


def test_a_note_in_a_note_is_printed_in_brackets_and_said():
    data, codes = write(Note(1, (Text("outer"), Note(2, text("inner")))))
    parts = read_parts(data)
    assert read_words(list(find(parts, "word/footnotes.xml", "footnote"))[-1]) == "outer (inner)"
    assert codes == ("note-in-note",)


def test_a_note_out_of_order_is_said():
    _, codes = write(Note(2, text("second")), Note(1, text("first")))
    assert codes == ("note-numbers", "note-numbers")


def test_emphasis_is_a_style_and_only_where_two_meet_formatting():
    parts = read_parts(write(Emphasis((Text("a"), Strong(text("b")))), Strong(text("c")))[0])
    runs = [run for run in find(parts, "word/document.xml", "r") if read_words(run) in "abc"]
    assert [value(run.find(f"{W}rPr/{W}rStyle")) for run in runs] == ["Emphasis", "Emphasis", "Strong"]
    assert [run.find(f"{W}rPr/{W}b") is not None for run in runs] == [False, True, False]


def test_long_and_equal_names_of_statements_stay_apart():
    names = ["x" * 60 + "1", "x" * 60 + "2", "X" * 60, "가", "나"]
    parts = read_parts(write(*(Quoted(name, text("a")) for name in names))[0])
    marks = [value(mark, "name") for mark in find(parts, "word/document.xml", "bookmarkStart")]
    assert len({mark.lower() for mark in marks}) == 5
    assert max(map(len, marks)) == 40


def test_tags_stand_apart_whatever_is_beside_them():
    parts = read_parts(write(Text("a"), Tag("B"), Tag("C"), LineBreak(), Tag("D"), Emphasis(text("e")), Tag("F"))[0])
    assert read_words(parts["word/document.xml"]) == "Ta B CD e F"


def test_a_line_of_no_facts_is_no_table():
    data, _ = write_docx(Document(masthead=Masthead(title="T"), blocks=(Facts(()),)), THEME)
    assert list(find(read_parts(data), "word/document.xml", "tbl")) == []


def test_a_box_in_an_item_is_a_box_of_its_own():
    box = Callout("box", (Paragraph(text("a")), Paragraph(text("b"))))
    data, _ = write_docx(Document(masthead=Masthead(title="T"), blocks=(BulletList(((box,),)),)), THEME)
    assert list(find(read_parts(data), "word/document.xml", "numPr")) == []
