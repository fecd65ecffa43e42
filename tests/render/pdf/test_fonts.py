"""The bundled faces: whole, licensed, picked by face, weight and slant; what they lack is said."""

from hashlib import sha256

import pytest

from briefing.packs.theme import Face
from briefing.render.pdf import fonts
from briefing.render.pdf.fonts import FAMILIES, FontBook, LoadedFont
from briefing.render.pdf.lines import Piece
from briefing.render.pdf.shaping import FACES

FONTS: dict[Face, str] = {"serif": "Noto Serif", "sans": "Noto Sans"}


def test_the_bundled_faces_are_those_whose_sums_are_listed() -> None:
    lines = (FACES / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    listed = {name: digest for digest, name in (line.split() for line in lines)}
    assert listed == {path.name: sha256(path.read_bytes()).hexdigest() for path in FACES.glob("*.ttf")}


def test_every_bundled_face_is_used_and_every_used_one_is_bundled() -> None:
    used = {f"{name}.ttf" for cuts in FAMILIES.values() for name in cuts.values()}
    assert used == {path.name for path in FACES.glob("*.ttf")}


def test_the_licence_travels_with_the_faces() -> None:
    licence = (FACES / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Reserved Font Name" in licence


def test_a_cut_that_is_not_bundled_is_served_by_a_heavier_one() -> None:
    book = FontBook(FONTS)
    assert book.pick("sans", "semibold", italic=False) == "NotoSans-SemiBold"
    assert book.pick("serif", "semibold", italic=False) == "NotoSerif-Bold"
    assert book.pick("sans", "semibold", italic=True) == "NotoSans-BoldItalic"


def test_a_family_that_is_not_bundled_is_replaced_with_a_finding() -> None:
    book = FontBook({"serif": "Garamond", "sans": "Noto Sans"})
    assert book.pick("serif", "regular", italic=True) == "NotoSerif-Italic"
    (finding,) = book.report()
    assert finding.code == "font-unknown"
    assert "Garamond" in finding.message


def test_widths_are_those_of_the_font() -> None:
    from reportlab.pdfbase import pdfmetrics

    book = FontBook(FONTS)
    text = "Ленинград, Αθήνα and “Kyiv” – naïve"
    measured = book.measure(text, "NotoSerif-Regular", 10)
    assert measured == pytest.approx(pdfmetrics.stringWidth(text, "NotoSerif-Regular", 10))
    assert book.measure(text, "NotoSerif-Regular", 20) == pytest.approx(2 * measured)


def test_text_that_a_font_has_is_left_alone() -> None:
    book = FontBook(FONTS)
    assert book.render("plain\u00a0text", "NotoSans-Regular") == "plain\u00a0text"
    assert book.split("plain", "NotoSans-Regular") == (Piece("plain", "NotoSans-Regular"),)
    assert book.report() == ()


def test_a_character_that_no_font_has_is_shown_as_its_code_point_and_reported_once() -> None:
    book = FontBook(FONTS)
    assert book.render("Kim 김 김", "NotoSans-Regular") == "Kim \u2039U+AE40\u203a \u2039U+AE40\u203a"
    assert book.render("Kim 김 김", "NotoSans-Regular").startswith("Kim \u2039")
    (finding,) = book.report()
    assert finding.code == "character-missing"
    assert finding.severity == "warning"
    assert finding.message.count("U+AE40") == 1


def test_many_missing_characters_are_counted_not_listed() -> None:
    book = FontBook(FONTS)
    book.render("".join(chr(0x4E00 + index) for index in range(20)), "NotoSans-Regular")
    (finding,) = book.report()
    assert "and 8 more" in finding.message


def test_characters_that_no_file_can_hold_are_left_out_and_counted_once() -> None:
    book = FontBook(FONTS)
    for _ in range(2):
        assert book.render("a\x00b\ud800", "NotoSans-Regular") == "ab"
    (finding,) = book.report()
    assert finding.code == "characters-dropped"
    assert finding.message.startswith("2 characters")


def test_a_character_is_taken_from_another_family_where_the_font_lacks_it(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = {"NotoSerif-Regular": LoadedFont({"a": 500.0}), "NotoSans-Regular": LoadedFont({"a": 500.0, "ж": 600.0})}
    monkeypatch.setattr(fonts, "load_font", loaded.__getitem__)
    book = FontBook(FONTS)
    assert book.render("aжжa", "NotoSerif-Regular") == "aжжa"
    assert book.split("aжжa", "NotoSerif-Regular") == (
        Piece("a", "NotoSerif-Regular"),
        Piece("жж", "NotoSans-Regular"),
        Piece("a", "NotoSerif-Regular"),
    )
