"""Font files read from outside: what they say of themselves, and what is none."""

from contextlib import suppress
from pathlib import Path

import pytest
from fontTools.ttLib import TTCollection, TTFont
from hypothesis import given
from hypothesis import strategies as st

from briefing.render.pdf import sfnt
from briefing.render.pdf.sfnt import FontFault, list_characters, read_characters, read_font_file, read_fonts
from tests.render.pdf.typefaces import make_font, make_korean

NOTO = Path(sfnt.__file__).parent / "faces" / "NotoSerif-Bold.ttf"
GOOD = NOTO.read_bytes()


def test_a_font_says_what_it_is() -> None:
    (facts,) = read_font_file(NOTO)
    assert (facts.family, facts.full_name, facts.postscript) == ("Noto Serif", "Noto Serif Bold", "NotoSerif-Bold")
    assert (facts.weight, facts.italic, facts.serif, facts.variable) == (700, False, True, False)
    assert facts.version.startswith("2.")
    assert facts.obstacle == ""
    assert facts.scripts & 1


def test_the_characters_are_those_that_another_reader_finds() -> None:
    assert read_characters(NOTO, 0) == set(TTFont(NOTO).getBestCmap()) - {0}


def test_characters_beyond_the_first_plane_are_found(tmp_path: Path) -> None:
    font = make_font(tmp_path / "a.ttf", "Far", "ab\U00020000", [59])
    assert read_characters(font, 0) == {0x20, 0x61, 0x62, 0x20000}


def test_each_font_of_a_collection_is_read(tmp_path: Path) -> None:
    paths = [make_korean(tmp_path / "a", "가"), make_font(tmp_path / "b.ttf", "Other", "나다", [56])]
    collection = TTCollection()
    collection.fonts = [TTFont(path) for path in paths]
    collection.save(tmp_path / "both.ttc")
    facts = read_font_file(tmp_path / "both.ttc")
    assert [(each.family, each.index) for each in facts] == [("Test Korean", 0), ("Other", 1)]
    assert read_characters(tmp_path / "both.ttc", 1) == {0x20, ord("나"), ord("다")}
    assert read_characters(tmp_path / "both.ttc", 7) == frozenset()


@pytest.mark.parametrize(("permission", "obstacle"), [(0, ""), (2, "may not"), (4, ""), (8, ""), (0x100, "may not")])
def test_what_may_not_be_embedded_says_so(tmp_path: Path, permission: int, obstacle: str) -> None:
    (facts,) = read_font_file(make_font(tmp_path / "a.ttf", "A", "a", [0], permission=permission))
    assert facts.obstacle.startswith(obstacle)
    assert bool(facts.obstacle) == bool(obstacle)


def test_postscript_outlines_cannot_be_embedded(tmp_path: Path) -> None:
    font = TTFont(make_font(tmp_path / "a.ttf", "A", "a", [0]))
    del font["glyf"], font["loca"]
    font.save(tmp_path / "b.otf")
    (facts,) = read_font_file(tmp_path / "b.otf")
    assert facts.obstacle == "has PostScript outlines"


@pytest.mark.parametrize(
    "data", [b"", b"\0\1\0\0", b"ttcf", b"wOFF" * 9, GOOD[:9000], b"ttcf\0\1\0\0\xff\xff\xff\xff", b"<html>"]
)
def test_what_is_no_font_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.ttf"
    path.write_bytes(data)
    with pytest.raises(FontFault):
        read_font_file(path)
    assert read_characters(path, 0) == frozenset()


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FontFault):
        read_font_file(tmp_path / "none.ttf")


HEAD = 12 + 16 * int.from_bytes(GOOD[4:6])


@given(st.integers(0, HEAD + 4000), st.binary(min_size=1, max_size=12))
def test_broken_bytes_are_a_fault_or_a_font_and_nothing_else(place: int, change: bytes) -> None:
    broken = GOOD[:place] + change + GOOD[place + len(change) :]
    for data in (broken, broken[: place + 40]):
        with suppress(FontFault):
            assert all(facts.path for facts in read_fonts(data, Path("a.ttf")))


@given(st.binary(max_size=200), st.sampled_from([b"\0\4", b"\0\14", b"\0\6"]))
def test_a_broken_list_of_characters_ends(noise: bytes, form: bytes) -> None:
    table = b"\0\0\0\1\0\3\0\1\0\0\0\14" + form + noise
    with suppress(FontFault):
        assert all(0 <= code <= 0x10FFFF for code in list_characters(table))
