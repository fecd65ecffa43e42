"""Header and footer of every page: marking, running words, page numbers."""

from dataclasses import replace

import pytest

from briefing.model.document import Document, Masthead
from briefing.packs.theme import Theme
from briefing.render.docx.writer import write_docx
from tests.render.docx.checks import Parts, W, find, read_words, value
from tests.render.docx.conftest import read_parts

_MASTHEAD = Masthead(title="T", kicker="Desk", marking="TLP:RED", short_title="Short", edition="v1")


def write(masthead: Masthead, theme: Theme) -> Parts:
    return read_parts(write_docx(Document(masthead=masthead, blocks=()), theme)[0])


def test_every_page_is_marked(parts: Parts):
    for name in ("header1", "header2", "footer1", "footer2"):
        assert "TLP:AMBER+STRICT" in read_words(parts[f"word/{name}.xml"]), name


def test_page_one_shows_the_kicker_and_the_others_the_short_title(theme: Theme):
    parts = write(_MASTHEAD, theme)
    assert read_words(parts["word/header1.xml"]) == "Desk\u00a0TLP:RED\u00a0"
    assert read_words(parts["word/header2.xml"]) == "Short\u00a0TLP:RED\u00a0"
    assert next(find(parts, "word/document.xml", "titlePg"), None) is not None


@pytest.mark.parametrize(
    ("label", "colour"),
    [
        ("TLP:RED", "FF2B2B"), ("TLP:AMBER", "FFC000"), ("TLP:AMBER+STRICT", "FFC000"), ("TLP:GREEN", "33FF00"),
        ("TLP:CLEAR", "FFFFFF"),
    ],
)  # fmt: skip
def test_a_protocol_label_stands_in_its_colour_on_black(label: str, colour: str, theme: Theme):
    style = _marking(write(replace(_MASTHEAD, marking=label), theme))
    assert (style["color"], style["fill"]) == (colour, "000000")
    assert style["sz"] == "24"


def test_free_text_is_bold_without_black(theme: Theme):
    parts = write(replace(_MASTHEAD, marking="Official use"), theme)
    assert _marking(parts)["fill"] == ""
    assert read_words(parts["word/header1.xml"]) == "DeskOfficial use"


def _marking(parts: Parts) -> dict[str, str]:
    style = next(one for one in find(parts, "word/styles.xml", "style") if value(one, "styleId") == "Marking")
    assert style.find(f"{W}rPr/{W}b") is not None
    shade = style.find(f"{W}rPr/{W}shd")
    said = {name: value(style.find(f"{W}rPr/{W}{name}")) for name in ("color", "sz")}
    return said | {"fill": value(shade, "fill")}


def test_page_numbers_are_fields_in_the_packs_own_words(theme: Theme):
    footer = write(replace(_MASTHEAD, page="{pages} pages, this is {page}"), theme)["word/footer2.xml"]
    assert [value(one, "instr") for one in footer.iter(f"{W}fldSimple")] == ["NUMPAGES", "PAGE"]
    assert read_words(footer) == "v11 pages, this is 1\u2003\u00a0TLP:RED\u00a0"


def test_header_and_footer_share_one_tab_stop_at_the_edge_of_the_text(parts: Parts):
    stops = [(value(tab), value(tab, "pos")) for tab in find(parts, "word/styles.xml", "tab")]
    size, margins = next(find(parts, "word/document.xml", "pgSz")), next(find(parts, "word/document.xml", "pgMar"))
    width = int(value(size, "w")) - int(value(margins, "left")) - int(value(margins, "right"))
    assert {kind for kind, _ in stops} == {"right"}
    assert all(abs(int(place) - width) <= 1 for _, place in stops)
    assert len(stops) == 2


def test_without_words_nothing_is_printed(theme: Theme):
    parts = write(Masthead(title="T", page=""), theme)
    assert [read_words(parts[f"word/{name}.xml"]) for name in ("header1", "header2", "footer1")] == ["", "", ""]


def test_notice_and_copy_stand_on_lines_of_their_own_on_every_page(theme: Theme):
    parts = write(replace(_MASTHEAD, notice="DRAFT, not for citation", copy="Copy 3 of 12: A & B"), theme)
    for name in ("header1", "header2"):
        assert [read_words(line) for line in parts[f"word/{name}.xml"]][1:] == ["DRAFT, not for citation"]
    for name in ("footer1", "footer2"):
        first, second = parts[f"word/{name}.xml"]
        assert read_words(first) == "Copy 3 of 12: A & B"
        assert read_words(second).startswith("v1")
