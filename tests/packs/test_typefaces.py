"""A pack brings font files along; what is missing is told at its line, what is inherited comes from its pack."""

from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.errors import PackError
from briefing.packs.lookup import load_pack
from briefing.packs.origins import trace_pack

THEME = '[typefaces."House Serif"]\nregular = "fonts/a.ttf"\nbold = "fonts/b.ttf"\n'


def test_the_cuts_of_a_typeface_are_read(make_pack: Callable[..., Path], folders: list[Path]) -> None:
    folder = make_pack("house", {"theme.toml": THEME, "fonts/a.ttf": "A", "fonts/b.ttf": "B"})
    (face,) = load_pack("house", folders).theme.typefaces.values()
    assert {cut: (file.data, file.place) for cut, file in face.items()} == {
        "regular": (b"A", f"{folder / 'theme.toml'}:2"),
        "bold": (b"B", f"{folder / 'theme.toml'}:3"),
    }


def test_a_child_may_bring_one_more_cut(make_pack: Callable[..., Path], folders: list[Path]) -> None:
    make_pack("house", {"theme.toml": THEME, "fonts/a.ttf": "A", "fonts/b.ttf": "B"})
    child = {"theme.toml": '[typefaces."House Serif"]\nitalic = "i.ttf"', "i.ttf": "I"}
    make_pack("desk", child, extends="house")
    (face,) = load_pack("desk", folders).theme.typefaces.values()
    assert {cut: file.data for cut, file in face.items()} == {"regular": b"A", "bold": b"B", "italic": b"I"}


def test_each_file_is_traced_to_its_pack(make_pack: Callable[..., Path], folder: Path) -> None:
    house = make_pack("house", {"theme.toml": THEME, "fonts/a.ttf": "A", "fonts/b.ttf": "B", "layout/x.md.jinja": ""})
    rows = trace_pack((make_pack("desk", extends="house"), house))
    assert [(row.file, row.pack) for row in rows if row.file.startswith("fonts/")] == [
        ("fonts/a.ttf", "house"), ("fonts/b.ttf", "house"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("theme", "line", "message"),
    [
        ('[typefaces.A]\nbold = "b.ttf"', 1, 'key "typefaces.A.regular" is missing'),
        ('[typefaces.A]\nregular = "c.ttf"', 2, 'there is no file "c.ttf" in the pack'),
        ('[typefaces.A]\nregular = "e.ttf"', 2, 'the font "e.ttf" is an empty file'),
        ('[typefaces.A]\nregular = ""', 2, 'the font "" is an empty file'),
        ('[typefaces.A]\nregular = "../a.ttf"', 2, "is outside of the pack"),
        ('[typefaces.A]\nregular = "b.ttf"\nlight = "b.ttf"', 3, 'unknown key "typefaces.A.light"'),
    ],
)
def test_what_is_wrong_is_told_at_its_line(
    make_pack: Callable[..., Path], folders: list[Path], theme: str, line: int, message: str
) -> None:
    folder = make_pack("house", {"theme.toml": theme, "b.ttf": "B", "e.ttf": ""})
    with pytest.raises(PackError) as refused:
        load_pack("house", folders)
    assert message in refused.value.message
    assert refused.value.place == f"{folder / 'theme.toml'}:{line}"
