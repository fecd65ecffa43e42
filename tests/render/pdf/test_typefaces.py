"""Fonts that a pack brings along: embedded, served by what cuts there are, with the bundled ones behind them."""

import contextlib
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.errors import PackError
from briefing.model.document import Emphasis, Strong, Text
from briefing.packs.theme import Face
from briefing.packs.typefaces import Cut, FontFile
from briefing.render.pdf.fonts import FontBook
from briefing.render.pdf.lines import Piece
from briefing.render.pdf.shaping import FACES
from briefing.render.pdf.writer import write_pdf
from briefing.verify.pdf import read_pdf
from tests.render.pdf.builders import document, make_theme, read_texts, statement
from tests.render.pdf.checks import check_file
from tests.render.pdf.tongues import take_fonts
from tests.render.pdf.typefaces import make_hebrew

FONTS: dict[Face, str] = {"serif": "House", "sans": "Noto Sans"}


def read_font(name: str) -> FontFile:
    return FontFile((FACES / f"{name}.ttf").read_bytes(), "theme.toml:3")


HOUSE: dict[Cut, FontFile] = {"regular": read_font("NotoSans-SemiBold"), "italic": read_font("NotoSans-Italic")}


def test_the_pdf_carries_them_along() -> None:
    theme = replace(make_theme(), fonts=FONTS, typefaces={"House": HOUSE})
    words = (Text("Plain "), Emphasis((Text("slanted "),)), Strong((Text("bold"),)))
    data, findings = write_pdf(document(statement(*words)), theme)
    check_file(data)
    assert b"NotoSerif" not in data
    assert "Plain slanted bold" in read_texts(data)[0]
    assert not findings


def test_a_cut_that_is_not_there_is_served_by_another() -> None:
    book = FontBook(FONTS, {"House": HOUSE})
    regular, italic = (book.pick("serif", "regular", italic=slanted) for slanted in (False, True))
    assert regular != italic
    assert {book.pick("serif", weight, italic=False) for weight in ("semibold", "bold")} == {regular}
    assert {book.pick("serif", weight, italic=True) for weight in ("semibold", "bold")} == {italic}
    assert book.pick("sans", "regular", italic=False) == "NotoSans-Regular"


def test_what_it_lacks_is_set_in_a_bundled_font_of_that_cut() -> None:
    book = FontBook(FONTS, {"House": HOUSE})
    own = book.pick("serif", "regular", italic=True)
    assert book.split("a", own) == (Piece("a", own),)
    assert book.split("aⱥ習", own)[0][1] == own
    assert book._list_alternatives(own) == (own, "NotoSerif-Italic", "NotoSans-Italic")


def test_letters_that_join_or_run_from_the_right_are_left_to_fonts_that_are_shaped(tmp_path: Path) -> None:
    house: dict[Cut, FontFile] = {"regular": FontFile(make_hebrew(tmp_path / "own").read_bytes(), "theme.toml:3")}
    make_hebrew(tmp_path / "fonts")
    theme = replace(take_fonts(tmp_path / "fonts"), fonts=FONTS, typefaces={"House": house})
    said = "(דן כהן) אבא"
    data, _ = write_pdf(document(statement(Text(said))), theme)
    check_file(data)
    assert said in [line.text for line in read_pdf(data).lines]


def test_one_that_no_theme_asks_for_is_not_opened() -> None:
    FontBook({"serif": "Noto Serif", "sans": "Noto Sans"}, {"House": {"regular": FontFile(b"none", "theme.toml:2")}})


@pytest.mark.parametrize(
    "data", [b"none", b"OTTO" + bytes(40), b"\x00\x01\x00\x00" + bytes(8), b"\x00\x01\x00\x00\xff"]
)
def test_what_is_no_font_is_an_error_at_its_line(data: bytes) -> None:
    with pytest.raises(PackError, match="the font cannot be used") as refused:
        FontBook(FONTS, {"House": {"regular": FontFile(data, "theme.toml:2")}})
    assert refused.value.place == "theme.toml:2"


@pytest.mark.parametrize(
    ("rights", "allowed"), [(0, True), (2, False), (4, True), (8, True), (0x100, False), (0x200, False), (0x104, False)]
)
def test_one_that_may_not_be_embedded_is_refused(rights: int, allowed: bool) -> None:
    font = bytearray(HOUSE["regular"].data)
    tables = int.from_bytes(font[4:6], "big")
    entry = next(12 + 16 * n for n in range(tables) if font[12 + 16 * n : 16 + 16 * n] == b"OS/2")
    start = int.from_bytes(font[entry + 8 : entry + 12], "big")
    font[start + 8 : start + 10] = rights.to_bytes(2, "big")
    context = contextlib.nullcontext() if allowed else pytest.raises(PackError, match="may not be embedded")
    with context:
        FontBook(FONTS, {"House": {"regular": FontFile(bytes(font), "theme.toml:2")}})
