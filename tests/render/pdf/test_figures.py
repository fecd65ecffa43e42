"""Figures in the PDF: the picture, its place, its tag, and what stands there when there is none."""

from dataclasses import replace

from briefing.model.document import Block, BulletList, Callout, Paragraph, Text
from briefing.render.pdf.writer import write_pdf
from tests.render.pdf.builders import document, lay, make_theme, note, read_texts, words
from tests.render.pdf.checks import check_file
from tests.render.pdf.reading import Node, read_file
from tests.render.samples import make_figure, make_picture

THEME = make_theme()


def write(*blocks: Block) -> tuple[bytes, Node, list[str]]:
    data, findings = write_pdf(document(*blocks), THEME)
    return data, check_file(data), [finding.code for finding in findings]


def find_images(data: bytes) -> list[tuple[dict[str, object], bytes]]:
    file = read_file(data)
    return [
        (each, file.streams[number])
        for number, each in file.objects.items()
        if isinstance(each, dict) and each.get("Subtype") == "/Image"
    ]


def test_a_figure_stands_between_caption_and_source() -> None:
    data, tree, codes = write(make_figure(), Paragraph((Text("After."),)))
    (figure,) = tree.find("Div")
    assert figure.outline() == ("Div", "Caption", "Figure", "P")
    (text,) = read_texts(data)
    assert text.index("Figure 1. Trade") < text.index("The Courier") < text.index("After.")
    assert not codes


def test_what_it_shows_is_said_and_where_it_stands() -> None:
    _, tree, _ = write(make_figure(share=0.5))
    (figure,) = tree.find("Figure")
    assert figure.entries["Alt"] == "A map of <both> & the strait"
    attributes = figure.entries["A"]
    left, low, right, high = attributes["BBox"]
    width = THEME.page.width - THEME.page.left - THEME.page.right
    assert (attributes["O"], attributes["Placement"]) == ("/Layout", "/Block")
    assert abs(right - left - width / 2) < 0.02
    assert abs((right - left) / (high - low) - 2) < 0.01


def test_the_pixels_are_those_of_the_picture() -> None:
    data, _, _ = write(make_figure(make_picture(4, 4)))
    ((entries, packed),) = find_images(data)
    assert "SMask" not in entries
    assert (entries["Width"], entries["Height"], entries["ColorSpace"]) == (4, 4, "/DeviceRGB")
    assert len(packed) == 4 * (1 + 3 * 4)


def test_a_jpeg_is_in_the_file_as_it_is() -> None:
    picture = make_picture(mode="L", kind="JPEG")
    data, _, _ = write(make_figure(picture))
    ((entries, packed),) = find_images(data)
    assert (entries["Filter"], entries["ColorSpace"]) == ("/DCTDecode", "/DeviceGray")
    assert packed == picture


def test_a_picture_printed_twice_is_in_the_file_once() -> None:
    data, tree, _ = write(make_figure(), make_figure(), make_figure(make_picture(8, 8)))
    assert len(find_images(data)) == 2
    assert len(tree.find("Figure")) == 3


def test_a_picture_that_is_none_is_told_in_words() -> None:
    data, tree, codes = write(make_figure(b""), make_figure(b"\xff\xd8 broken", caption=(), source=()))
    assert codes == ["picture-unreadable", "picture-unreadable"]
    assert not tree.find("Figure")
    assert read_texts(data)[0].count("A map of <both> & the strait") == 2


def test_one_too_high_for_the_page_is_set_smaller_with_its_lines_beside() -> None:
    caption, source = (Text("Long " * 30), note(1)), (Text("Source"), note(2, words(30)))
    data, _, codes = write(
        Paragraph((Text("Before. " * 200),)), make_figure(make_picture(20, 400), caption=caption, source=source)
    )
    assert codes == ["picture-scaled"]
    first, second = read_texts(data)
    assert "Long" not in first
    assert "Long" in second
    assert "Source" in second


def test_a_figure_stays_on_its_page_in_lists_and_boxes_too() -> None:
    tall = make_figure(make_picture(10, 90), caption=(Text("word " * 20),))
    blocks = (Paragraph((Text(words(60)),)), Callout("box", (tall,)), BulletList(((tall,),)))
    layout = lay(*blocks, width=300, height=300)
    for page in layout.pages:
        hung = [placed for placed in page.bands if placed.band.picture]
        for placed in hung:
            under = placed.band.under
            assert placed.y + placed.band.height + under <= 300 + 1e-6
            before = page.bands[[each.index for each in page.bands].index(placed.index) - 1]
            assert before.index == placed.index - 1
    assert sum(1 for page in layout.pages for placed in page.bands if placed.band.picture) == 2


def test_a_page_of_hardly_any_room_still_ends() -> None:
    assert lay(make_figure(caption=(Text(words(200)),)), width=60, height=40).pages


def test_text_goes_on_after_a_picture_where_it_belongs() -> None:
    data, tree, _ = write(Paragraph((Text("One."),)), make_figure(caption=(), source=()), Paragraph((Text("Two."),)))
    stream = read_file(data)
    (page,) = stream.pages
    after = stream.contents(page).split(b" Do\n", 1)[1]
    assert b" Tm\n" in after.split(b"Tj", 1)[0]
    assert [node.tag for node in tree.kids if isinstance(node, Node)][-3:] == ["P", "Div", "P"]


def test_another_picture_is_another_file() -> None:
    one, two = (document(make_figure(make_picture(mode=mode))) for mode in ("RGB", "L"))
    assert repr(one) == repr(two)
    assert read_identity(write_pdf(one, THEME)[0]) != read_identity(write_pdf(two, THEME)[0])
    assert write_pdf(one, THEME) == write_pdf(replace(one), THEME)


def read_identity(data: bytes) -> bytes:
    return data[data.rindex(b"/ID") :][:80]


def test_the_grey_of_pixels_is_read_back() -> None:
    data, _, _ = write(make_figure(make_picture(2, 2, mode="L")))
    ((entries, packed),) = find_images(data)
    parameters = entries["DecodeParms"]
    assert parameters == {"BitsPerComponent": 8, "Colors": 1, "Columns": 2, "Predictor": 15}
    assert len(packed) == 2 * 3
