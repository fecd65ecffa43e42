"""A title page in the Word file: what follows title and facts begins a new page."""

from dataclasses import replace

import pytest

from briefing.model.document import Block, Document, Heading, Masthead, Paragraph
from briefing.packs.theme import HouseFile, Theme
from briefing.render.docx.writer import write_docx
from tests.render.docx.checks import CHECKS, Parts, W, find, read_words, value
from tests.render.docx.conftest import read_parts
from tests.render.docx.houses import House
from tests.render.samples import make_document, text


def write(theme: Theme, document: Document, house: House | None = None) -> Parts:
    reference = HouseFile(house.pack(), "house.docx") if house else None
    parts = read_parts(write_docx(document, replace(theme, cover=True, reference=reference))[0])
    assert [fault for check in CHECKS for fault in check(parts)] == []
    return parts


def list_breaks(parts: Parts) -> list[str]:
    """Return the words of each paragraph that begins a page."""
    paragraphs = find(parts, "word/document.xml", "p")
    return [read_words(each) for each in paragraphs if each.find(f"{W}pPr/{W}pageBreakBefore") is not None]


@pytest.mark.parametrize("house", [None, House()])
def test_the_first_box_begins_a_page_and_nothing_else_does(theme: Theme, house: House | None) -> None:
    (words,) = list_breaks(write(theme, make_document(), house))
    assert words == "Key points"


def test_the_title_stands_further_down(theme: Theme) -> None:
    parts = write(theme, make_document())
    (title,) = [each for each in find(parts, "word/styles.xml", "style") if value(each, "styleId") == "Title"]
    assert int(value(title.find(f".//{W}spacing"), "before")) == round(theme.page.height * 0.2 * 20)


def test_a_heading_begins_a_page_where_there_is_no_box(theme: Theme) -> None:
    blocks: tuple[Block, ...] = (Paragraph(text("For the committee.")), Heading(1, text("Terms"), "t"))
    body = tuple(Paragraph(text("Words.")) for _ in range(12))
    parts = write(theme, Document(masthead=Masthead(title="T"), blocks=blocks + body))
    assert list_breaks(parts) == ["Terms"]


def test_without_anything_below_nothing_begins_a_page(theme: Theme) -> None:
    blocks = tuple(Paragraph(text("Words.")) for _ in range(12))
    assert list_breaks(write(theme, Document(masthead=Masthead(title="T"), blocks=blocks))) == []
