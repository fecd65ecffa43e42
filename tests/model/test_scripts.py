"""Scripts by their characters: stretches, what clings, whose language is plain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.scripts import HAN, SCRIPTS, clings, find_script, part_scripts, tell_language


def part(text: str) -> list[tuple[str, str]]:
    return [(words, script.tag if script else "") for words, script in part_scripts(text)]


def test_a_text_is_parted_where_its_script_changes() -> None:
    assert part("Kim (김정은), 习近平 met") == [
        ("Kim (", ""),
        ("김정은", "Hang"),
        ("), ", ""),
        ("习近平", "Hani"),
        (" met", ""),
    ]


def test_nothing_has_no_stretches() -> None:
    assert part("") == []


def test_kana_says_that_ideographs_beside_it_are_japanese() -> None:
    assert part("東京タワーのニュース、大阪") == [("東京タワーのニュース、大阪", "Kana")]
    assert part("の東京") == [("の東京", "Hira")]


def test_hangul_and_ideographs_are_one_stretch_and_hangul_and_kana_are_two() -> None:
    assert part("大韓民國은") == [("大韓民國은", "Hang")]
    assert part("はい네") == [("はい", "Hira"), ("네", "Hang")]


def test_what_clings_goes_with_its_letter() -> None:
    assert part("क\u094d\u200dष") == [("क\u094d\u200dष", "Deva")]
    assert part("e\u0301") == [("e\u0301", "")]
    assert part("a\u05b0") == [("a\u05b0", "")]
    assert clings("\u200d")
    assert clings("\u093e")
    assert not clings("a")


def test_characters_of_the_bundled_faces_are_of_no_script_here() -> None:
    assert [find_script(char) for char in "aжλ5.€\U0001f600"] == [None] * 7


@pytest.mark.parametrize(
    ("char", "tag"), [("\u4e00", "Hani"), ("\U00020000", "Hani"), ("\u3001", "Hani"), ("\u0e01", "Thai")]
)
def test_a_character_has_the_script_of_its_block(char: str, tag: str) -> None:
    script = find_script(char)
    assert script is SCRIPTS[tag]


def test_only_a_script_of_one_language_tells_it() -> None:
    assert tell_language(SCRIPTS["Hang"], "en") == "ko"
    assert tell_language(SCRIPTS["Hang"], "ko-KR") == ""
    assert tell_language(HAN, "en") == ""


def test_what_joins_is_shaped_and_what_stands_alone_is_not() -> None:
    assert {tag for tag, script in SCRIPTS.items() if script.leftward} == {"Hebr", "Arab", "Syrc", "Thaa", "Nkoo"}
    assert not any(SCRIPTS[tag].shaped for tag in ("Hang", "Hani", "Hira", "Kana", "Hebr", "Armn", "Geor"))


@given(st.text(max_size=40))
def test_nothing_of_a_text_is_lost(text: str) -> None:
    assert "".join(words for words, _ in part_scripts(text)) == text
