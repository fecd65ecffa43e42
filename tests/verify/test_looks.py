"""What of a Word file nobody sees, or sees and does not read: by its own look, by its style, by what is no text."""

import pytest
from lxml import etree

from briefing.verify.looks import Sheet, list_hidden, list_numbered

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
SHEET = """<w:style w:styleId="Plain"/><w:style w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:styleId="Child"><w:basedOn w:val="Gone"/></w:style>
<w:style w:styleId="Back"><w:basedOn w:val="Gone"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>
<w:style w:styleId="One"><w:basedOn w:val="Two"/></w:style><w:style w:styleId="Two"><w:basedOn w:val="One"/></w:style>
<w:style w:styleId="Dark"><w:pPr><w:shd w:fill="000000"/></w:pPr><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>"""


def part(xml: str) -> etree._Element:
    return etree.fromstring(f"<w:x {NAMES}>{xml}</w:x>")


def look(run: str = "", paragraph: str = "", words: str = "Some words") -> list[str]:
    story = part(f"<w:p><w:pPr>{paragraph}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{words}</w:t></w:r></w:p>")
    return list(list_hidden(story, Sheet(part(SHEET))))


@pytest.mark.parametrize("run", [
    "<w:vanish/>", '<w:vanish w:val="true"/>', "<w:webHidden/>", "<w:specVanish/>", '<w:color w:val="ffffff"/>',
    '<w:color w:val="FAFAFA"/>', '<w:sz w:val="4"/>', '<w:w w:val="5%"/>', '<w:rStyle w:val="Gone"/>',
    '<w:rStyle w:val="Child"/>', '<w:color w:val="000000"/><w:shd w:fill="000000"/>',
])  # fmt: skip
def test_words_that_nobody_sees_are_hidden(run: str) -> None:
    assert look(run) == ["hidden words: “Some words”"]


@pytest.mark.parametrize("run", [
    "", '<w:vanish w:val="0"/>', '<w:color w:val="auto"/>', '<w:color w:val="12355B"/>', '<w:sz w:val="15"/>',
    '<w:w w:val="90"/>', '<w:rStyle w:val="Plain"/>', '<w:rStyle w:val="Back"/>', '<w:rStyle w:val="One"/>',
    '<w:rStyle w:val="None"/>', '<w:color w:val="FFFFFF"/><w:shd w:fill="000000"/>', '<w:sz w:val="x"/>', "<w:b/>",
    '<w:strike w:val="false"/>',
])  # fmt: skip
def test_words_that_are_seen_are_not(run: str) -> None:
    assert look(run) == []


def test_the_paragraph_and_the_cell_give_the_ground() -> None:
    white = '<w:color w:val="FFFFFF"/>'
    assert look(white, '<w:shd w:fill="202020"/>') == []
    assert look("", '<w:pStyle w:val="Dark"/>') == []
    assert look("", '<w:pStyle w:val="Gone"/>') == ["hidden words: “Some words”"]
    run = f"<w:p><w:r><w:rPr>{white}</w:rPr><w:t>Yes</w:t></w:r></w:p>"
    cell = f'<w:tc><w:tcPr><w:shd w:fill="000000"/></w:tcPr>{run}</w:tc>'
    assert list(list_hidden(part(cell), Sheet(None))) == []


def test_words_that_are_crossed_out_are_named_so() -> None:
    assert look("<w:strike/>") == look("<w:dstrike/>") == ["words that are crossed out: “Some words”"]
    assert look("<w:vanish/>", words=" ") == []


@pytest.mark.parametrize(("xml", "said"), [
    ('<w:sym w:char="F04A"/>', "a sign of a symbol font, which is not read"),
    ("<m:t>x</m:t>", "a formula, which is not read: “x”"),
    ('<v:textpath string="SECRET"/>', "words in a drawing, which is not read: “SECRET”"),
])  # fmt: skip
def test_what_is_seen_and_is_no_text_is_said(xml: str, said: str) -> None:
    assert list(list_hidden(part(f"<w:r>{xml}</w:r>"), Sheet(None))) == [said]


def test_numbering_may_not_speak() -> None:
    numbers = part(
        '<w:abstractNum w:abstractNumId="0"><w:lvl><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:lvl><w:lvlText w:val="It is false: %1"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="9"/><w:lvlOverride><w:lvl><w:lvlText w:val="Denied"/></w:lvl>'
        "</w:lvlOverride></w:num>"
    )

    def number(one: int) -> list[str]:
        return list(
            list_numbered([part(f'<w:p><w:pPr><w:numPr><w:numId w:val="{one}"/></w:numPr></w:pPr></w:p>')], numbers)
        )

    assert number(1) == number(7) == []
    assert number(2) == ["words in the numbering of paragraphs: “It is false:”"]
    assert number(3) == ["words in the numbering of paragraphs: “Denied”"]
