"""Figures in the Word file: inline, described, kept together, each picture once."""

import io
import zipfile

import docx
import pytest
from lxml import etree

from briefing.model.document import Block, BulletList, Callout, Document, Masthead, Paragraph, Text
from briefing.packs.theme import Theme
from briefing.render.docx.writer import write_docx
from tests.render.docx.checks import CHECKS, Parts, find, read_words, value
from tests.render.docx.conftest import read_parts
from tests.render.samples import make_figure, make_picture, text

DOCUMENT = "word/document.xml"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
POINT = 12_700


@pytest.fixture
def write(theme: Theme):
    def run(*blocks: Block) -> tuple[bytes, Parts, list[str]]:
        body = Paragraph(text("Words of the text."))
        document = Document(masthead=Masthead(title="T"), blocks=(*blocks, *[body] * 30))
        data, findings = write_docx(document, theme)
        parts = read_parts(data)
        assert [fault for check in CHECKS for fault in check(parts)] == []
        return data, parts, [finding.code for finding in findings]

    return run


def list_styles(parts: Parts) -> list[str]:
    return [value(paragraph.find(".//{*}pStyle")) for paragraph in parts[DOCUMENT][0].iterfind("{*}p")]


def sizes(parts: Parts) -> list[tuple[float, float]]:
    return [(int(e.get("cx", "")) / POINT, int(e.get("cy", "")) / POINT) for e in parts[DOCUMENT].iter(f"{WP}extent")]


def test_a_figure_stands_between_caption_and_source(write) -> None:
    data, parts, codes = write(make_figure())
    assert list_styles(parts)[1:4] == ["Caption", "Figure", "Legend"]
    assert not codes
    assert len(docx.Document(io.BytesIO(data)).inline_shapes) == 1
    styles = {value(style, "styleId"): style for style in find(parts, "word/styles.xml", "style")}
    assert styles["Figure"].find(".//{*}keepNext") is not None
    assert next(find(parts, DOCUMENT, "fldSimple"), None) is not None


def test_what_it_shows_is_said_and_numbers_are_its_own(write) -> None:
    _, parts, _ = write(make_figure(), make_figure(alt='Quote " and < and &'), make_figure(make_picture(8, 8)))
    about = [(e.get("id"), e.get("name"), e.get("descr")) for e in parts[DOCUMENT].iter(f"{WP}docPr")]
    assert about == [
        ("1000001", "Picture 1", "A map of <both> & the strait"),
        ("1000002", "Picture 2", 'Quote " and < and &'),
        ("1000003", "Picture 3", "A map of <both> & the strait"),
    ]


def test_a_picture_printed_twice_is_in_the_file_once(write) -> None:
    data, _, _ = write(make_figure(), make_figure(), make_figure(make_picture(mode="RGB", kind="JPEG")))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        media = [name for name in archive.namelist() if "media" in name]
        types = etree.fromstring(archive.read("[Content_Types].xml"))
    assert media == ["word/media/figure1.png", "word/media/figure2.jpeg"]
    told = {part.get("PartName"): part.get("ContentType") for part in types}
    assert told["/word/media/figure2.jpeg"] == "image/jpeg"


def test_without_a_source_the_picture_lets_go_of_what_follows(write) -> None:
    _, parts, _ = write(make_figure(source=()))
    picture = next(p for p in find(parts, DOCUMENT, "p") if p.find(".//{*}drawing") is not None)
    assert value(picture.find(".//{*}keepNext")) == "0"


def test_the_share_is_of_the_width_there_is(write, theme: Theme) -> None:
    measure = theme.page.width - theme.page.left - theme.page.right
    item, figure = Paragraph(text("item")), make_figure(caption=(), source=())
    _, parts, _ = write(make_figure(share=0.5), Callout("box", (figure,)), BulletList(((item, figure),)))
    half, boxed, listed = (width for width, _ in sizes(parts))
    assert half == pytest.approx(measure / 2, abs=0.01)
    assert boxed < measure - 20
    assert listed == pytest.approx(measure - 18, abs=0.01)
    assert "BoxFigure" in list_styles(parts)


def test_one_too_high_for_the_page_is_set_smaller(write, theme: Theme) -> None:
    _, parts, codes = write(make_figure(make_picture(10, 300)))
    assert codes == ["picture-scaled"]
    ((_, height),) = sizes(parts)
    assert height < theme.page.height * 0.7


def test_a_picture_that_is_none_is_told_in_words(write) -> None:
    _, parts, codes = write(make_figure(b""), make_figure(b"no picture", caption=(Text("Only words"),)))
    assert codes == ["picture-unreadable"] * 2
    said = [read_words(paragraph) for paragraph in find(parts, DOCUMENT, "p")]
    assert said.count("A map of <both> & the strait") == 2
    assert next(find(parts, DOCUMENT, "drawing"), None) is None
