"""The logo in the Word file: in the header of page 1, or above the title where the house's own header has none."""

import io
import zipfile
from dataclasses import replace

import pytest

from briefing.packs.logo import Logo
from briefing.packs.theme import HouseFile, Theme
from briefing.render.docx.writer import write_docx
from tests.render.docx.checks import CHECKS, Parts, find, read_words, value
from tests.render.docx.conftest import read_parts
from tests.render.docx.houses import SECTION, House
from tests.render.samples import make_document, make_figure, make_picture

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
LOGO = Logo(data=make_picture(), alt="Ministry of Trade", height=14, position="centre")
PLAIN_HEADER = '<w:p><w:pPr><w:pStyle w:val="{header}"/></w:pPr><w:r><w:t>Haus am See</w:t></w:r></w:p>'


def write(theme: Theme, logo: Logo = LOGO, house: House | None = None) -> tuple[Parts, list[str]]:
    """Return the parts of the document with every kind of node, and the names of its pictures."""
    reference = HouseFile(house.pack(), "house.docx") if house else None
    document = make_document()
    data, _ = write_docx(
        replace(document, blocks=(*document.blocks, make_figure(make_picture(8, 8)))),
        replace(theme, logo=logo, reference=reference),
    )
    parts = read_parts(data)
    assert [fault for check in CHECKS for fault in check(parts)] == []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return parts, [name for name in archive.namelist() if "media/" in name]


def describe(parts: Parts, part: str) -> list[str]:
    return [drawing.get("descr", "") for drawing in parts[part].iter(f"{WP}docPr")]


def test_it_stands_in_the_header_of_page_one_alone(theme: Theme) -> None:
    parts, pictures = write(theme)
    assert describe(parts, "word/header1.xml") == ["Ministry of Trade"]
    assert describe(parts, "word/header2.xml") == []
    assert "word/media/logo1.png" in pictures
    first, second = find(parts, "word/header1.xml", "p")
    assert (value(first.find(".//{*}pStyle")), read_words(first)) == ("Logo", "")
    (style,) = [each for each in find(parts, "word/styles.xml", "style") if value(each, "styleId") == "Logo"]
    assert value(style.find(".//{*}jc")) == "center"
    assert read_words(second).startswith(make_document().masthead.kicker)


def test_no_two_drawings_have_one_number(theme: Theme) -> None:
    parts, _ = write(theme)
    numbers = [drawing.get("id") for part in parts.values() for drawing in part.iter(f"{WP}docPr")]
    assert len(numbers) == len(set(numbers)) > 1


def test_one_that_only_decorates_says_so(theme: Theme) -> None:
    parts, _ = write(theme, replace(LOGO, alt=""))
    assert describe(parts, "word/header1.xml") == [""]
    (mark,) = parts["word/header1.xml"].iter("{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative")
    assert mark.get("val") == "1"


def test_the_logo_of_the_houses_own_header_is_enough(theme: Theme) -> None:
    parts, _ = write(theme, house=House())
    assert describe(parts, "word/header2.xml") == ["Logo of the house"]
    assert "Ministry of Trade" not in describe(parts, "word/document.xml")


@pytest.mark.parametrize("section", [SECTION, f"{SECTION}<w:titlePg/>"])
def test_a_house_without_a_logo_has_that_of_the_pack_above_the_title(theme: Theme, section: str) -> None:
    house = House(header=PLAIN_HEADER if section == SECTION else House().header, section=section)
    parts, _ = write(theme, house=house)
    first = next(find(parts, "word/document.xml", "p"))
    assert [drawing.get("descr") for drawing in first.iter(f"{WP}docPr")] == ["Ministry of Trade"]
    assert value(first.find(".//{*}pStyle")) == "Logo"
