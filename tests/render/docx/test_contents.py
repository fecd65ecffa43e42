"""Fields and records: numbers of captions, the list of contents, the language of words, the evidence."""

import json
import re
from dataclasses import replace

import pytest

from briefing.model.document import (
    Block,
    Column,
    Document,
    Heading,
    Inlines,
    Masthead,
    Note,
    Paragraph,
    Quoted,
    Strong,
    Table,
    Text,
)
from briefing.packs.theme import Theme
from briefing.render.docx.evidence import NAMESPACE
from briefing.render.docx.writer import write_docx
from tests.render.docx.checks import CHECKS, Parts, W, find, read_words, value
from tests.render.docx.conftest import read_parts
from tests.render.samples import make_document, text

DOCUMENT = "word/document.xml"
RECORD = "customXml/item1.xml"


def write(theme: Theme, *blocks: Block, contents: str = "Contents", record: str = "") -> Parts:
    document = Document(masthead=Masthead(title="T", contents=contents), blocks=blocks, record=record)
    return read_parts(write_docx(document, theme)[0])


def captioned(caption: Inlines) -> Table:
    return Table(caption=caption, columns=(Column(text("A")),), rows=((text("1"),),))


def fields(parts: Parts) -> list[tuple[str, str]]:
    return [(value(one, "instr"), read_words(one)) for one in find(parts, DOCUMENT, "fldSimple")]


def test_numbers_of_captions_are_fields_that_come_to_what_the_text_says(theme: Theme):
    captions = ("Table 1. A", "Table 2. B", "Table 7. C", "Table 8. D", "Übersicht 1: E", "Terms 2031", "Chart")
    parts = write(theme, *(captioned(text(caption)) for caption in captions))
    assert fields(parts) == [
        (r"SEQ Table \* ARABIC", "1"), (r"SEQ Table \* ARABIC", "2"), (r"SEQ Table \* ARABIC \r 7", "7"),
        (r"SEQ Table \* ARABIC", "8"), (r"SEQ Table \* ARABIC \r 1", "1"),
    ]  # fmt: skip
    styles = (value(one.find(f"{W}pPr/{W}pStyle")) for one in find(parts, DOCUMENT, "p"))
    words = [
        read_words(one) for one, style in zip(find(parts, DOCUMENT, "p"), styles, strict=True) if style == "Caption"
    ]
    assert tuple(words) == captions


def test_a_caption_that_begins_with_no_text_stays_as_it_is(theme: Theme):
    assert fields(write(theme, captioned((Strong(text("Table 1.")),)))) == []


def sections(count: int, words: int) -> tuple[Block, ...]:
    opening = Paragraph(text("What this is."))
    return opening, *(
        block
        for number in range(count)
        for block in (
            Heading(1, text(f"Part {number}"), f"part-{number}"),
            Heading(2, text("Inside"), f"inside-{number}"),
            Heading(3, text("Deeper"), f"deeper-{number}"),
            Paragraph(text("word " * words)),
        )
    )


def test_a_long_document_lists_its_contents_before_the_first_section(theme: Theme):
    parts = write(theme, *sections(4, 900))
    paragraphs = [(value(one.find(f"{W}pPr/{W}pStyle")), read_words(one)) for one in find(parts, DOCUMENT, "p")]
    assert paragraphs[1:5] == [
        ("BodyText", "What this is."), ("TOCHeading", "Contents"), ("TOC1", "Part 0"), ("TOC2", "Inside")
    ]  # fmt: skip
    assert [style for style, _ in paragraphs].count("TOC1") == 4
    marks = {value(mark, "name") for mark in find(parts, DOCUMENT, "bookmarkStart")}
    anchors = [value(link, "anchor") for link in find(parts, DOCUMENT, "hyperlink")]
    assert len(anchors) == 8
    assert set(anchors) <= marks
    assert [fault for check in CHECKS for fault in check(parts)] == []


def test_the_list_of_contents_is_one_field_without_page_numbers_or_a_prompt(theme: Theme):
    parts = write(theme, *sections(4, 900))
    assert [one.text for one in find(parts, DOCUMENT, "instrText")] == [r'TOC \o "1-2" \n \h \z']
    kinds = [value(one, "fldCharType") for one in find(parts, DOCUMENT, "fldChar")]
    assert kinds == ["begin", "separate", "end"]


@pytest.mark.parametrize(
    ("blocks", "heading"), [(sections(4, 100), "Contents"), (sections(4, 900), ""), (sections(1, 9000), "Contents")]
)
def test_a_short_document_or_one_without_a_word_for_it_has_no_such_list(
    blocks: tuple[Block, ...], heading: str, theme: Theme
):
    assert list(find(write(theme, *blocks, contents=heading), DOCUMENT, "instrText")) == []


@pytest.mark.parametrize(
    ("language", "attribute"), [("fr", "val"), ("ko-KR", "eastAsia"), ("zh-Hant", "eastAsia"), ("ar", "bidi")]
)
def test_words_in_another_language_say_so_and_ours_do_not(language: str, attribute: str, theme: Theme):
    statement = Quoted("a:1.1", (Text("Bonjour"), Note(1, text("A note"))), language)
    parts = write(theme, Paragraph((Text("He said: "), statement), "statement"))
    spoken = {
        read_words(run): dict(one.attrib)
        for run in find(parts, DOCUMENT, "r")
        for one in run.iterfind(f"{W}rPr/{W}lang")
    }  # fmt: skip
    assert spoken == {"Bonjour": {f"{W}{attribute}": language}}


def test_the_record_is_kept_as_it_is_and_names_the_bookmark_of_each_statement(theme: Theme):
    said = {"text": "a <b> & \ud800 \ufffe \x01 \u2028 ü", "line": "x\r\ny"}
    record = json.dumps(said, ensure_ascii=False, indent=1)
    parts = read_parts(write_docx(replace(make_document(), record=record), theme)[0])
    kept = parts[RECORD]
    assert json.loads(kept.findtext(f"{{{NAMESPACE}}}record") or "") == said
    marks = {value(mark, "name") for mark in find(parts, DOCUMENT, "bookmarkStart")}
    statements = [(one.get("id"), one.get("bookmark")) for one in kept.iter(f"{{{NAMESPACE}}}statement")]
    assert statements[0] == ("000:1.1", "s_000_1_1")
    assert statements[-2] == ("000:1.1", "s_000_1_1_2")
    assert {name for _, name in statements} == {mark for mark in marks if mark.startswith("s_")}


def test_the_id_of_the_record_follows_from_its_content(theme: Theme):
    ids = [str(write(theme, record=record)["customXml/itemProps1.xml"].values()[0]) for record in ("{}", "{}", "[]")]
    assert ids[0] == ids[1] != ids[2]
    assert all(re.fullmatch(r"\{[0-9A-F-]{36}\}", identity) for identity in ids)


def test_without_statements_and_record_there_is_no_such_part(theme: Theme):
    assert RECORD not in write(theme, Paragraph(text("a")))


def test_the_theme_offers_the_colours_and_fonts_of_the_document(theme: Theme):
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    part = write(theme)["word/theme/theme1.xml"]
    assert [one.get("typeface") for one in part.iter(f"{drawing}latin")] == ["Calibri", "Cambria"]
    colours = [one.get("val") for one in part.iter(f"{drawing}srgbClr")]
    assert (len(colours), colours[4]) == (12, "12355B")
