"""What a theme.toml may say of the look."""

import re
from pathlib import Path

import pytest

from briefing.config.tables import merge_layers, read_layer
from briefing.errors import PackError
from briefing.packs.lookup import bundled_packs, load_pack
from briefing.packs.origins import trace_pack
from briefing.packs.theme import ROLES, ScriptFonts, Theme, read_theme

TEXT = (bundled_packs() / "policy-brief" / "theme.toml").read_text(encoding="utf-8")


def read(text: str) -> Theme:
    """Read a theme over that of the bundled pack."""
    layers = [read_layer(text, "own.toml", PackError), read_layer(TEXT, "theme.toml", PackError)]
    return read_theme(merge_layers(layers, PackError))


def test_the_bundled_look_is_complete() -> None:
    theme = read("")
    assert set(theme.styles) == set(ROLES)
    assert (round(theme.page.width), round(theme.page.height)) == (595, 842)
    assert round(theme.page.left, 3) == round(31 / 25.4 * 72, 3)
    assert theme.fonts == {"serif": "Noto Serif", "sans": "Noto Sans"}
    assert theme.styles["kicker"].capitals
    assert not theme.styles["body"].capitals


def test_one_value_of_a_style_can_be_changed() -> None:
    theme, plain = read("[styles]\nnote = { size = 9 }"), read("")
    assert (theme.styles["note"].size, theme.styles["note"].leading) == (9.0, plain.styles["note"].leading)


def test_a_pack_may_add_colours_of_its_own() -> None:
    theme = read('[colours]\nsea = "#006699"\n[styles]\nlabel = { colour = "sea" }')
    assert (theme.colours["sea"], theme.styles["label"].colour) == ("#006699", "sea")


def test_justified_text_may_part_its_words() -> None:
    body = read("[styles]\nbody = { justified = true, hyphenated = true }").styles["body"]
    assert (body.justified, body.hyphenated) == (True, True)
    assert not any(style.hyphenated for style in read("").styles.values())


def test_a_page_is_parted_into_columns() -> None:
    page, plain = read("[page]\ncolumns = 2\ngutter = 10").page, read("").page
    assert (plain.columns, plain.gutter, plain.column) == (1, 0.0, plain.measure)
    assert (page.columns, round(page.gutter / 72 * 25.4, 3)) == (2, 10.0)
    assert 2 * page.column + page.gutter == pytest.approx(page.measure)
    assert round(read("[page]\ncolumns = 2").page.gutter / 72 * 25.4, 2) == 7.0


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("[pages]", 'unknown key "pages"', 'did you mean "page"?'),
        ("[page]\nsize = 'A5'", 'key "page.size" should be "A4" or "Letter", not "A5"', ""),
        ("[page]\nmargins = { left = -1 }", 'key "page.margins.left" should be a length, 0 or more, not -1', ""),
        ("[page]\nmargins = { left = 88 }", "the margins take more than half of the page", "margins are millimetres"),
        ("[page]\nmargins = { top = 150 }", "the margins take more than half of the page", "margins are millimetres"),
        ("[page]\nmargins = { inner = 1 }", 'unknown key "page.margins.inner"', "known keys: bottom, left, right, top"),
        ("[page]\ncolumns = 4", 'key "page.columns" should be a number of columns, 1 to 3, not 4', ""),
        ("[page]\ncolumns = 0", 'key "page.columns" should be a number of columns, 1 to 3, not 0', ""),
        (
            "[page]\ngutter = 30\ncolumns = 3",
            "columns of 29 mm are too narrow to be read",
            "at least 40 mm each: fewer columns, smaller margins or a smaller gutter",
        ),
        ("[colours]\nink = 'black'", '"black" is no colour', 'colours look like "#12355B"'),
        ("[fonts]\nmono = 'x'", 'unknown key "fonts.mono"', "known keys: sans, serif"),
        ("[styles]\ntitel = {}", 'unknown key "styles.titel"', 'did you mean "title"?'),
        ("[styles]\nnote = { size = 0 }", 'key "styles.note.size" should be a size above 0, not 0', ""),
        ("[styles]\nnote = { size = 8000 }", 'key "styles.note.size" should be a size above 0, not 8000', ""),
        ("[styles]\nnote = { colour = 'acent' }", 'there is no colour "acent"', 'did you mean "accent"?'),
        (
            "[styles]\nbody = { hyphenated = true }",
            "words are parted in justified text only",
            'add "justified = true"',
        ),
        ("[styles]\nnote = { weight = 'heavy' }", 'key "styles.note.weight" should be "regular"', ""),
    ],
)
def test_what_a_theme_may_not_say_is_named_with_its_line(text: str, message: str, hint: str) -> None:
    with pytest.raises(PackError) as caught:
        read(text)
    assert caught.value.message.startswith(message)
    assert caught.value.place == f"own.toml:{text.count(chr(10)) + 1}"
    assert caught.value.hint == hint


def test_a_role_without_a_style_is_missed(tmp_path: Path) -> None:
    without = re.sub("^tag .*\n", "", TEXT, flags=re.MULTILINE)
    with pytest.raises(PackError, match='role "tag" has no style'):
        read_theme(merge_layers([read_layer(without, str(tmp_path), PackError)], PackError))


def write_pack(folder: Path, name: str, theme: str, extends: str = "policy-brief") -> Path:
    pack = folder / name
    (pack / "fonts").mkdir(parents=True)
    (pack / "fonts" / f"{name}.ttf").write_bytes(b"font")
    (pack / "pack.toml").write_text(f'name = "{name}"\nversion = "1"\nextends = "{extends}"\n', encoding="utf-8")
    (pack / "theme.toml").write_text(theme, encoding="utf-8")
    return pack


def load(folder: Path, name: str) -> Theme:
    return load_pack(name, (folder, bundled_packs())).theme


def test_a_theme_names_font_files_for_scripts_from_its_own_folder(tmp_path: Path) -> None:
    pack = write_pack(tmp_path, "house", '[script_fonts]\nhangul = "fonts/house.ttf"\nsystem = false')
    fonts = load(tmp_path, "house").script_fonts
    assert fonts == ScriptFonts(files={"Hang": (pack / "fonts/house.ttf",)}, folders=(pack / "fonts",), system=False)


def test_a_pack_has_the_fonts_of_the_packs_it_extends(tmp_path: Path) -> None:
    base = write_pack(tmp_path, "house", '[script_fonts]\nhebrew = ["fonts/house.ttf"]\nhan = "fonts/house.ttf"')
    desk = write_pack(tmp_path, "desk", '[script_fonts]\nhan = "fonts/desk.ttf"', "house")
    fonts = load(tmp_path, "desk").script_fonts
    assert fonts.files == {"Hebr": (base / "fonts/house.ttf",), "Hani": (desk / "fonts/desk.ttf",)}
    assert fonts.folders == (desk / "fonts", base / "fonts")
    assert fonts.system


def test_a_pack_without_fonts_takes_those_of_the_machine() -> None:
    assert load_pack("policy-brief", (bundled_packs(),)).theme.script_fonts == ScriptFonts()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('hangul = "fonts/none.ttf"', "there is no font file"),
        ('klingon = "fonts/house.ttf"', 'unknown key "script_fonts.klingon"'),
        ("system = 1", 'key "script_fonts.system" should be true or false'),
    ],
)
def test_a_font_that_is_not_there_is_named_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    write_pack(tmp_path, "house", f"[script_fonts]\n{text}")
    with pytest.raises(PackError, match=message) as caught:
        load(tmp_path, "house")
    assert caught.value.place.endswith("theme.toml:2")


def test_fonts_are_among_the_files_of_a_pack(tmp_path: Path) -> None:
    pack = write_pack(tmp_path, "house", "")
    assert "fonts/house.ttf" in [origin.file for origin in trace_pack((pack,))]
