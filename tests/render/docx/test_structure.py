"""The file is sound, and each check of that notices the fault that it is for."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from lxml import etree

from briefing.model.document import Document, Masthead
from briefing.packs.theme import Theme
from briefing.render.docx.writer import write_docx
from tests.render.docx import checks
from tests.render.docx.checks import CHECKS, Parts, W, find, read_words, value
from tests.render.docx.conftest import read_parts
from tests.render.samples import make_document, make_spans


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_document_with_every_node_is_sound(check: Callable[[Parts], list[str]], parts: Parts):
    assert check(parts) == []


DOCUMENT, NOTES, SETTINGS = "word/document.xml", "word/footnotes.xml", "word/settings.xml"
STYLES, LISTS = "word/styles.xml", "word/numbering.xml"
OVERRIDE = f"{W}lvlOverride"
FAULTS = {
    "mark without a note": (checks.check_notes, NOTES, r'<w:footnote w:id="3">.*?</w:footnote>', ""),
    "two notes with one id": (checks.check_notes, NOTES, r'w:footnote w:id="3"', 'w:footnote w:id="2"'),
    "notes out of order": (checks.check_notes, DOCUMENT, r'footnoteReference w:id="1"', 'footnoteReference w:id="9"'),
    "mark in a note": (checks.check_notes, NOTES, r"<w:tab/>", '<w:footnoteReference w:id="1"/>'),
    "note without number": (checks.check_notes, NOTES, r"<w:footnoteRef/>", ""),
    "number in a separator": (checks.check_separators, NOTES, r"<w:separator/>", "<w:footnoteRef/>"),
    "separators unnamed": (checks.check_separators, SETTINGS, r"<w:footnotePr>.*?</w:footnotePr>", ""),
    "separators gone": (checks.check_separators, NOTES, r'<w:footnote w:type="separator".*?</w:footnote>', ""),
    "unknown style": (checks.check_styles, DOCUMENT, r'pStyle w:val="Legend"', 'pStyle w:val="Unknown"'),
    "style of another kind": (checks.check_styles, DOCUMENT, r'rStyle w:val="Fine"', 'rStyle w:val="Legend"'),
    "unknown parent": (checks.check_styles, STYLES, r'basedOn w:val="Quote"', 'basedOn w:val="Unknown"'),
    "two styles of one name": (checks.check_styles, STYLES, r'name w:val="Legend"', 'name w:val="Remark"'),
    "unknown list": (checks.check_numbering, DOCUMENT, r'numId w:val="1"', 'numId w:val="77"'),
    "unknown design": (
        checks.check_numbering,
        LISTS,
        r'abstractNumId w:val="1"',
        'abstractNumId w:val="9"',
    ),
    "head not repeated": (checks.check_tables, DOCUMENT, r"<w:tblHeader/>", ""),
    "row may split": (checks.check_tables, DOCUMENT, r"<w:cantSplit/>", ""),
    "cell without paragraph": (checks.check_tables, DOCUMENT, r"(</w:tcPr>)<w:p>.*?</w:p>", r"\1"),
    "one column too many": (checks.check_tables, DOCUMENT, r"(<w:tblGrid>)", r'\1<w:gridCol w:w="9"/>'),
    "two bookmarks of one name": (checks.check_bookmarks, DOCUMENT, r"h_replies_west", "h_replies_detail"),
    "bookmark without end": (checks.check_bookmarks, DOCUMENT, r"<w:bookmarkEnd[^>]*>", ""),
    "bookmark's name not valid": (checks.check_bookmarks, DOCUMENT, r"h_replies_west", "1-west"),
    "empty paragraph": (checks.check_empty, DOCUMENT, r"(<w:body>)", r"\1<w:p/>"),
    "paragraph without style": (checks.check_formatting, DOCUMENT, r'<w:pStyle w:val="Legend"/>', ""),
    "set by hand": (checks.check_formatting, DOCUMENT, r'(<w:pStyle w:val="Table\w+"/>)', r'\1<w:jc w:val="left"/>'),
    "level skipped": (checks.check_headings, DOCUMENT, r'pStyle w:val="Heading2"', 'pStyle w:val="Heading3"'),
    "text box": (checks.check_empty, DOCUMENT, r"(<w:pPr>)", r"\1<w:framePr/>"),
    "link without relationship": (checks.check_links, NOTES, r'r:id="link1"', 'r:id="link9"'),
    "fields to be updated": (checks.check_fields, SETTINGS, r"(<w:compat>)", r"<w:updateFields/>\1"),
    "dirty field": (checks.check_fields, "word/footer1.xml", r"<w:fldSimple ", '<w:fldSimple w:dirty="1" '),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_check_notices_its_fault(fault: str, data: bytes, parts: Parts):
    check, part, pattern, wrong = FAULTS[fault]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read(part).decode()
    broken = re.sub(pattern, wrong, xml, flags=re.DOTALL)
    assert broken != xml, "the fault was not put in"
    assert check({**parts, part: etree.fromstring(broken.encode())})


def test_reading_order_is_that_of_the_document(parts: Parts):
    words = read_words(parts[DOCUMENT])
    places = [words.index(part) for part in ("Key points", "They left.", "Signature", "Replies", "Grain", "Method")]
    assert places == sorted(places)


def test_each_numbered_list_starts_at_one(parts: Parts):
    restarts = [num for num in find(parts, LISTS, "num") if num.find(OVERRIDE) is not None]
    assert len(restarts) == 3
    assert all(value(num.find(f"{OVERRIDE}/{W}startOverride")) == "1" for num in restarts)


def test_each_statement_has_its_bookmark(parts: Parts):
    names = [value(start, "name") for start in find(parts, DOCUMENT, "bookmarkStart")]
    assert {"s_000_1_1", "s_000_1_1_2", "s_000_6_1", "h_treaty_terms", "h_treaty_terms_2"} <= set(names)


def test_a_tag_stands_apart_from_the_words_beside_it(parts: Parts):
    words = read_words(parts[DOCUMENT])
    assert "ALLEGED Each helps" in words
    assert "· opinion ALLEGED" in words


def test_a_tag_that_opens_an_item_adds_no_letter(parts: Parts):
    item = next(one for one in find(parts, DOCUMENT, "p") if one.find(f".//{W}softHyphen") is not None)
    assert read_words(item) == "ALLEGED Grain was sold."


def test_the_box_lets_go_of_what_follows_it(parts: Parts):
    paragraphs = find(parts, DOCUMENT, "p")
    boxed = [one for one in paragraphs if value(one.find(f"{W}pPr/{W}pStyle")).startswith("KeyPoints")]
    released = [one.find(f"{W}pPr/{W}keepNext") for one in boxed]
    assert [value(keep) for keep in released if keep is not None] == ["0"]
    assert released[-1] is not None


def test_the_sample_has_every_kind_of_node():
    seen = {type(node).__name__ for node in _walk(make_document())}
    inlines = {"Text", "Emphasis", "Strong", "Link", "Quoted", "Tag", "Fine", "Note", "LineBreak"}
    blocks = {"Heading", "Paragraph", "BulletList", "OrderedList", "Table", "Callout", "Facts"}
    assert inlines | blocks <= seen


def _walk(node: object) -> list[object]:
    if isinstance(node, tuple):
        return [inner for child in node for inner in _walk(child)]
    slots = getattr(node, "__slots__", ())
    return [node, *(inner for slot in slots for inner in _walk(getattr(node, slot)))]


def read_cell(cell: etree._Element) -> tuple[str, str, str]:
    """Return what a cell says, how many columns it is over and how it goes on over rows."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return read_words(cell)[:5], value(cell.find(f"{W}tcPr/{W}gridSpan")), value(merge)


def test_cells_are_over_the_columns_and_rows_that_they_should_be(theme: Theme):
    document = Document(masthead=Masthead(title="T"), blocks=(make_spans(),))
    parts = read_parts(write_docx(document, theme)[0])
    assert [[read_cell(cell) for cell in row.iter(f"{W}tc")] for row in find(parts, DOCUMENT, "tr")] == [
        [("Actor", "", ""), ("What ", "2", ""), ("Statu", "", "")],
        [("The c", "", "restart"), ("We wi", "", ""), ("In th", "", ""), ("Annou", "", "")],
        [("", "", "continue"), ("Neith", "3", "")],
        [("Eastm", "", ""), ("No.", "", ""), ("In th", "", ""), ("Denie", "", "restart")],
        [("North", "", ""), ("Both ", "2", ""), ("", "", "continue")],
        [("All o", "3", ""), ("Open", "", "")],
    ]
    grid = [int(value(column, "w")) for column in find(parts, DOCUMENT, "gridCol")]
    for row in find(parts, DOCUMENT, "tr"):
        assert sum(int(value(width, "w")) for width in row.iter(f"{W}tcW")) == sum(grid)
    for check in CHECKS:
        assert check(parts) == []
