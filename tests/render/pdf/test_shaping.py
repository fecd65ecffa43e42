"""Glyphs of a word: which, where, and what each says."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from briefing.errors import OutputError
from briefing.render.pdf.fonts import load_font
from briefing.render.pdf.sfnt import read_font_file
from briefing.render.pdf.shaping import (
    UNSEEN,
    ScriptFont,
    find_script_font,
    load_script_font,
    needs_shaper,
    share_text,
    spread,
    turn_font,
)
from briefing.render.pdf.writer import write_pdf
from tests.render.pdf.builders import document, statement
from tests.render.pdf.tongues import take_fonts
from tests.render.pdf.typefaces import make_arabic, make_devanagari, make_hebrew, make_korean


def load(path: Path) -> ScriptFont:
    return load_script_font(read_font_file(path)[0])


def say(font: ScriptFont, text: str, *, leftward: bool = False) -> list[str]:
    return [glyph.says for glyph in font.shape(text, leftward=leftward)]


def test_arabic_letters_take_the_form_of_their_place(tmp_path: Path) -> None:
    font = load(make_arabic(tmp_path))
    alone = {font.shape(char, leftward=True)[0].number for char in "بيت"}
    joined = [glyph.number for glyph in font.shape("بيت", leftward=True)]
    assert len(set(joined)) == 3
    assert not alone & set(joined)
    assert say(font, "بيت", leftward=True) == ["ت", "ي", "ب"]


def test_two_letters_in_one_shape_are_said_by_it(tmp_path: Path) -> None:
    font = load(make_arabic(tmp_path))
    assert say(font, "سلام", leftward=True) == ["م", "لا", "س"]


def test_a_sign_that_stands_before_its_letter_is_said_in_order(tmp_path: Path) -> None:
    font = load(make_devanagari(tmp_path))
    said = say(font, "हिन्दी")
    assert "".join(said).replace(UNSEEN, "") == "हिन्दी"
    first = font.shape("हि")[0]
    assert first.says == "हि"
    assert first.number == font.shape("ि")[-1].number


def test_a_point_is_placed_under_its_letter(tmp_path: Path) -> None:
    font = load(make_hebrew(tmp_path))
    glyphs = font.shape("שָ", leftward=True)
    low = [glyph for glyph in glyphs if glyph.up]
    assert len(glyphs) == 2
    assert len(low) == 1
    assert low[0].up < 0
    assert needs_shaper("שָ")
    assert not needs_shaper("ש")


def test_letters_that_stand_alone_need_no_shaper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "uharfbuzz", None)
    korean = load(make_korean(tmp_path, "가나다"))
    assert say(korean, "가나\u200d다") == ["가", "나", "다"]
    hebrew = load(make_hebrew(tmp_path))
    assert say(hebrew, "(אב)", leftward=True) == [")", "ב", "א", "("]
    shown = [glyph.number for glyph in hebrew.shape("(אב)", leftward=True)]
    assert shown[0] == hebrew.shape("(")[0].number


def test_a_bundled_face_turns_its_brackets(tmp_path: Path) -> None:
    load_font("NotoSans-Regular")
    font = turn_font("NotoSans-Regular")
    assert turn_font("NotoSans-Regular") is font
    assert find_script_font("NotoSans-Regular") is None
    assert [glyph.says for glyph in font.shape("(!", leftward=True)] == ["!", "("]
    korean = load(make_korean(tmp_path, "가"))
    assert turn_font(korean.name) is korean


def test_widths_are_thousandths_of_the_size(tmp_path: Path) -> None:
    font = load(make_korean(tmp_path, "가나"))
    glyphs = font.shape("가나")
    assert font.measure("가나") == pytest.approx(sum(glyph.advance for glyph in glyphs))
    assert glyphs[0].advance == pytest.approx(font.face.getCharWidth(ord("가")))


def test_spaces_are_spread(tmp_path: Path) -> None:
    font = load(make_korean(tmp_path, "가나"))
    plain = font.shape("가 나")
    assert spread(plain, 0.0) is plain
    wide = spread(plain, 0.1)
    assert [after.advance - before.advance for after, before in zip(wide, plain, strict=True)] == [0, 100, 0]


def test_what_glyphs_say_is_shared_out_by_their_numbers() -> None:
    assert share_text("abcd", [0, 0, 2, 3]) == ["ab", UNSEEN, "c", "d"]
    assert share_text("abcd", [3, 1, 1, 0]) == ["d", "bc", UNSEEN, "a"]


def test_a_file_that_cannot_be_drawn_is_an_error_with_its_name(tmp_path: Path) -> None:
    path = make_korean(tmp_path, "가")
    (facts,) = read_font_file(path)
    path.write_bytes(path.read_bytes().replace(b"hhea", b"hheb"))
    with pytest.raises(OutputError, match=r"TestKorean\.ttf"):
        ScriptFont("broken", facts.path)


def test_outlines_that_are_broken_are_an_error_with_the_name_of_the_font(tmp_path: Path) -> None:
    path = make_korean(tmp_path, "가나다")
    whole = TTFont(path)
    data = bytearray(path.read_bytes())
    start = whole.reader.tables["glyf"].offset
    data[start : start + 12] = b"\xff\xff" * 6
    path.write_bytes(bytes(data))
    with pytest.raises(OutputError, match=r"TestKorean\.ttf is broken"):
        write_pdf(document(statement("가나다")), take_fonts(tmp_path))
