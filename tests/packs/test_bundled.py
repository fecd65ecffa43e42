"""The packs that come with the program."""

import pytest

from briefing.packs.lookup import PHRASES, bundled_packs, list_packs, load_pack

NAMES = sorted(list_packs([bundled_packs()]))


def test_there_are_four() -> None:
    assert NAMES == ["ministerial-note", "policy-brief", "press-digest", "two-pager"]


@pytest.mark.parametrize("name", NAMES)
def test_each_has_a_readme_with_its_picture(name: str) -> None:
    folder = bundled_packs() / name
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert readme.startswith(f"# {name}\n")
    assert "![First page](preview.png)" in readme
    assert (folder / "preview.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["en-GB", "en-US", "fr", "fr-CA", "de"])
def test_each_says_everything_in_its_languages(name: str, language: str) -> None:
    pack = load_pack(name, [bundled_packs()], language)
    assert pack.findings == ()
    assert all((bundled_packs() / name / PHRASES / f"{each}.toml").is_file() for each in ("en", "fr", "de"))
