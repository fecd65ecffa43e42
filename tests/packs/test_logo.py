"""A pack names the organisation's logo; what cannot be one is told at its line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.errors import PackError
from briefing.packs.logo import Logo
from briefing.packs.lookup import load_pack
from briefing.packs.origins import trace_pack
from tests.render.samples import make_picture

HEAD = '[logo]\nfile = "logo.png"\n'
NAMED = f'{HEAD}alt = "Ministry of Trade"\n'


@pytest.fixture
def load(make_pack: Callable[..., Path], folders: list[Path]) -> Callable[..., Logo | None]:
    """Give `load(theme, **files)`, which makes a pack and returns its logo."""

    def run(theme: str, files: dict[str, bytes] | None = None) -> Logo | None:
        folder = make_pack("house", {"theme.toml": theme})
        for name, data in ({"logo.png": make_picture()} if files is None else files).items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(data)
        return load_pack("house", folders).theme.logo

    return run


def test_a_logo_is_read_with_its_size_place_and_description(load: Callable[..., Logo | None], folder: Path) -> None:
    logo = load(f'{NAMED}height = 12\nwidth = 40\nposition = "right"')
    assert logo is not None
    assert (logo.data, logo.alt, logo.position) == (make_picture(), "Ministry of Trade", "right")
    assert (logo.height, logo.width) == (12, 40)
    theme = folder / "house" / "theme.toml"
    assert (logo.place, logo.size_place) == (f"{theme}:2", f"{theme}:4")


def test_no_pack_has_a_logo_unless_it_says_so(load: Callable[..., Logo | None]) -> None:
    assert load("") is None


def test_a_logo_that_only_decorates_has_no_description(load: Callable[..., Logo | None]) -> None:
    logo = load(f"{HEAD}decorative = true")
    assert logo is not None
    assert (logo.alt, logo.height, logo.width, logo.position) == ("", None, None, "left")
    assert logo.size_place == logo.place


def test_a_file_may_lie_in_a_folder_of_the_pack(load: Callable[..., Logo | None]) -> None:
    logo = load('[logo]\nfile = "assets/a.jpg"\nalt = "A"', {"assets/a.jpg": make_picture(mode="RGB", kind="JPEG")})
    assert logo is not None
    assert logo.data.startswith(b"\xff\xd8")


def test_a_child_has_the_logo_of_its_parent_at_another_size_or_none(
    load: Callable[..., Logo | None], make_pack: Callable[..., Path], folders: list[Path]
) -> None:
    load(NAMED)
    make_pack("desk", {"theme.toml": "[logo]\nheight = 9"}, extends="house")
    found = load_pack("desk", folders).theme.logo
    assert found is not None
    assert (found.data, found.height) == (make_picture(), 9)
    make_pack("bare", {"theme.toml": '[logo]\nfile = ""'}, extends="house")
    assert load_pack("bare", folders).theme.logo is None


def test_the_pack_that_the_file_comes_from_is_told(
    load: Callable[..., Logo | None], make_pack: Callable[..., Path], folder: Path
) -> None:
    load(NAMED)
    chain = (make_pack("desk", extends="house"), folder / "house")
    (folder / "house" / "layout").mkdir()
    (found,) = [row for row in trace_pack((*chain,)) if row.file == "logo.png"]
    assert (found.pack, found.key, found.place) == ("house", "", (folder / "house" / "logo.png").as_posix())


@pytest.mark.parametrize(
    ("theme", "files", "line", "message"),
    [
        (NAMED, {}, 2, 'there is no file "logo.png" in the pack'),
        (NAMED, {"logo.png": b""}, 2, 'the logo "logo.png" is an empty file'),
        (NAMED, {"logo.png": b"GIF89a"}, 2, 'the logo "logo.png" is neither PNG nor JPEG'),
        (NAMED, {"logo.png": b"<?xml?><svg/>"}, 2, 'the logo "logo.png" is an SVG drawing, which is not read'),
        ('[logo]\nfile = "a.svg"\nalt = "A"', {"a.svg": b"\x1f\x8b"}, 2, 'the logo "a.svg" is an SVG drawing'),
        (NAMED, {"logo.png": make_picture() + bytes(5_000_000)}, 2, 'the logo "logo.png" has 5.0 MB: at most 5 MB'),
        ('[logo]\nfile = "../logo.png"\nalt = "A"', {}, 2, "is outside of the pack"),
        ('[logo]\nfile = "/logo.png"\nalt = "A"', {}, 2, "is outside of the pack"),
        ('[logo]\nfile = "phrases"\nalt = "A"', {"phrases/en.toml": b""}, 2, 'the logo "phrases" is no file'),
        ('[logo]\nfile = "theme.toml/a"\nalt = "A"', {}, 2, "the logo cannot be read: Not a directory"),
        (HEAD, None, 2, "the logo has no description"),
        (f'{HEAD}alt = " "', None, 2, "the logo has no description"),
        (f"{NAMED}decorative = true", None, 3, "a logo has a description or is decorative, not both"),
        ('[logo]\nalt = "A"', None, 1, 'key "logo.file" is missing'),
        (f"{NAMED}hight = 3", None, 4, 'unknown key "logo.hight"'),
        (f"{NAMED}height = 0", None, 4, 'key "logo.height" should be millimetres, above 0'),
        (f"{NAMED}width = 4000", None, 4, 'key "logo.width" should be millimetres, above 0 and at most 300'),
        (f'{NAMED}position = "top"', None, 4, 'key "logo.position" should be "left", "centre" or "right"'),
    ],
)
def test_what_is_wrong_is_told_at_its_line(
    load: Callable[..., Logo | None], theme: str, files: dict[str, bytes] | None, line: int, message: str, folder: Path
) -> None:
    with pytest.raises(PackError) as refused:
        load(theme, files)
    assert message in refused.value.message
    assert refused.value.place == str(folder / "house" / "theme.toml") + (f":{line}")


def test_a_misspelt_file_is_told_the_nearest(load: Callable[..., Logo | None]) -> None:
    with pytest.raises(PackError) as refused:
        load('[logo]\nfile = "lgo.png"\nalt = "A"')
    assert refused.value.hint == 'did you mean "logo.png"?'
