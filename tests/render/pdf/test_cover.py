"""A title page: title and facts alone on the first page, everything else from the second on."""

from dataclasses import replace

import pytest

from briefing.model.document import Block, Callout, Document, Fact, Facts, Heading, Paragraph, Text
from briefing.packs.logo import Logo
from briefing.render.cover import find_cover_end
from briefing.render.pdf.layout import Layout, lay_out
from briefing.render.pdf.writer import write_pdf
from tests.render.pdf.builders import Ruler, document, make_theme, read_pages, read_texts, statement, words
from tests.render.pdf.checks import check_file
from tests.render.samples import make_picture

COVER = replace(make_theme(), cover=True)
FACTS = Facts((Fact("Published", (Text("1 July 2024"),)),))
LINE = Paragraph((Text("For the committee."),))
BODY = (Callout("key-points", (statement("A point."),)), Heading(1, (Text("Terms"),), "t"), statement("A term."))


def lay(*blocks: Block) -> Layout:
    return lay_out(document(*blocks), COVER, Ruler())


@pytest.mark.parametrize(
    ("blocks", "end"),
    [((), 0), ((LINE,), 1), ((FACTS, LINE, *BODY), 2), (BODY, 0), ((FACTS, *BODY[1:]), 1)],
)
def test_it_ends_before_the_first_box_or_heading(blocks: tuple[Block, ...], end: int) -> None:
    assert find_cover_end(blocks) == end


def test_everything_else_begins_on_the_second_page() -> None:
    first, second = read_pages(lay(FACTS, LINE, *BODY))
    assert " ".join(first) == "Title PUBLISHED 1 July 2024 For the committee."
    assert second == ["A point.", "Terms", "A term."]


def test_the_title_begins_further_down() -> None:
    (band,) = [placed for placed in lay(FACTS, *BODY).pages[0].bands if placed.band.anchor]
    assert band.y >= COVER.page.height * 0.2


def test_without_anything_below_there_is_one_page() -> None:
    assert len(lay(FACTS).pages) == 1


def test_a_title_page_that_is_full_goes_on() -> None:
    pages = read_pages(lay(*(statement(words(200)) for _ in range(4)), *BODY))
    assert len(pages) == 2
    assert "A point." in pages[1]


def test_title_and_logo_stand_on_it_and_its_tags_are_sound() -> None:
    theme = replace(COVER, logo=Logo(data=make_picture(), alt="House"))
    made: Document = document(FACTS, LINE, *BODY, kicker="Policy brief")
    data, _ = write_pdf(made, theme)
    check_file(data)
    first, second = read_texts(data)
    assert "Title" in first
    assert "A point." not in first
    assert "A point." in second
