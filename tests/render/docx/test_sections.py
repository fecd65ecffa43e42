"""Columns in Word: sections on one page, evened out at their end, in our own file and in the organisation's."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml import etree

from briefing.model.document import Block, Column, Document, Facts, Heading, Masthead, Paragraph, Table
from briefing.packs.theme import HouseFile, Theme
from briefing.render.docx.writer import write_docx
from tests.render.docx.checks import CHECKS, Parts, W, read_words, value
from tests.render.docx.conftest import read_parts
from tests.render.docx.houses import SECTION, House
from tests.render.samples import make_document, make_figure, part_columns, text

PLAIN = Paragraph(text("plain"))
WIDE = Table(caption=(), columns=tuple(Column(text(head)) for head in "XYZ"), rows=((text("a"),) * 3,))


def write(*blocks: Block, theme: Theme, title: str = "Title", contents: str = "") -> Parts:
    made = Document(masthead=Masthead(title=title, contents=contents), blocks=blocks)
    return read_parts(write_docx(made, theme)[0])


def list_sections(parts: Parts) -> list[tuple[str, str, list[str]]]:
    """Return for each section how many columns it has, how it begins, and what its paragraphs say."""
    sections: list[tuple[str, str, list[str]]] = []
    said: list[str] = []
    for child in parts["word/document.xml"][0]:
        section = child if child.tag == f"{W}sectPr" else child.find(f"{W}pPr/{W}sectPr")
        if child.tag != f"{W}sectPr":
            said.append(read_words(child))
        if section is not None:
            columns = value(section.find(f"{W}cols"), "num") or "1"
            sections.append((columns, value(section.find(f"{W}type")), [words for words in said if words]))
            said = []
    return sections


@pytest.fixture
def parted(theme: Theme) -> Theme:
    return part_columns(theme)


def test_a_page_of_one_column_is_one_section(theme: Theme):
    assert list_sections(write(PLAIN, WIDE, theme=theme)) == [("1", "", ["Title", "plain", "XYZaaa"])]


def test_what_stands_across_the_page_is_a_section_between_those_of_columns(parted: Theme):
    assert list_sections(write(PLAIN, WIDE, PLAIN, theme=parted)) == [
        ("1", "", ["Title"]),
        ("2", "continuous", ["plain"]),
        ("1", "continuous", ["XYZaaa"]),
        ("2", "continuous", ["plain"]),
        ("1", "continuous", []),
    ]


def test_a_document_without_anything_is_one_section(parted: Theme):
    assert list_sections(write(theme=parted, title="")) == [("1", "", [])]
    assert list_sections(write(Facts(()), theme=parted, title="")) == [("1", "", [])]


def test_the_list_of_contents_stands_across_the_page(parted: Theme):
    blocks = [Heading(1, text(f"H{number}"), f"h{number}") for number in range(4)]
    long = Paragraph(text("word " * 3500))
    sections = list_sections(write(PLAIN, *blocks, long, theme=parted, contents="Contents"))
    assert [columns for columns, _, _ in sections] == ["1", "2", "1", "2", "1"]
    assert sections[2][2][0] == "Contents"


def test_only_the_first_section_has_a_first_page_and_names_what_runs_along(parted: Theme):
    first, *others = write(PLAIN, WIDE, PLAIN, theme=parted)["word/document.xml"].iter(f"{W}sectPr")
    assert first.find(f"{W}titlePg") is not None
    assert len(first.findall(f"{W}headerReference")) == 2
    for section in others:
        assert section.find(f"{W}titlePg") is None
        assert section.find(f"{W}headerReference") is None


def test_tables_and_figures_are_as_wide_as_where_they_stand(parted: Theme):
    narrow = replace(WIDE, columns=WIDE.columns[:2], rows=((text("a"),) * 2,))
    parts = write(narrow, WIDE, make_figure(share=0.5), theme=parted)
    page = parted.page
    widths = [int(value(table.find(f"{W}tblPr/{W}tblW"), "w")) / 20 for table in find_tables(parts)]
    assert widths == [pytest.approx(page.column, abs=1), pytest.approx(page.measure, abs=1)]
    (extent,) = parts["word/document.xml"].iter("{*}extent")
    assert int(extent.get("cx", "")) / 12_700 == pytest.approx(page.column / 2, abs=1)


def find_tables(parts: Parts) -> list[etree._Element]:
    return list(parts["word/document.xml"].iter(f"{W}tbl"))


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_document_in_columns_is_sound(check: Callable[[Parts], list[str]], parted: Theme):
    assert check(read_parts(write_docx(make_document(), parted)[0])) == []


def dress(section: str, theme: Theme) -> Parts:
    house = House(section=section)
    return read_parts(write_docx(make_document(), replace(theme, reference=HouseFile(house.pack(), "house.docx")))[0])


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_columns_in_a_house_are_sound(check: Callable[[Parts], list[str]], parted: Theme):
    assert check(dress(f"{SECTION}<w:titlePg/>", parted)) == []


def test_the_columns_of_a_pack_stand_on_the_page_of_the_house(parted: Theme):
    parts = dress(f'{SECTION}<w:cols w:num="3" w:space="200"/><w:titlePg/>', parted)
    sections = list(parts["word/document.xml"].iter(f"{W}sectPr"))
    assert [columns for columns, _, _ in list_sections(parts)][:2] == ["1", "2"]
    assert [section.find(f"{W}titlePg") is not None for section in sections] == [True] + [False] * (len(sections) - 1)
    sizes = {etree.tostring(size) for size in parts["word/document.xml"].iter(f"{W}pgSz")}
    assert len(sizes) == 1


def test_a_house_without_room_for_columns_keeps_its_one(parted: Theme):
    narrow = '<w:pgSz w:w="8000" w:h="12000"/><w:pgMar w:top="700" w:bottom="700" w:left="1400" w:right="1400"/>'
    assert [columns for columns, _, _ in list_sections(dress(narrow, parted))] == ["1"]


def test_what_follows_a_cover_opens_a_page_in_its_columns(parted: Theme):
    parts = write(PLAIN, Heading(1, text("Terms"), "t"), PLAIN, theme=replace(parted, cover=True))
    assert [columns for columns, _, _ in list_sections(parts)] == ["1", "2", "1"]
    paragraphs = parts["word/document.xml"].iter(f"{W}p")
    opening = [read_words(each) for each in paragraphs if each.find(f"{W}pPr/{W}pageBreakBefore") is not None]
    assert opening == ["Terms"]
