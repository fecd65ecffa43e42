"""The order of words that run from the right: the cases of UAX #9 that plain text meets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.render.bidi import find_levels, mirror, order_levels, part_levels, runs_leftward

CASES = [
    ("he said ABC DEF", "he said FED CBA"),
    ("he said ABC, DEF now", "he said FED ,CBA now"),
    ("met ABC (the DEF) now", "met CBA (the FED) now"),
    ("met ABC (DEF) now", "met (FED) CBA now"),
    ("(ABC)", "(CBA)"),
    ("ABC 25 DEF", "FED 25 CBA"),
    ("ABC 25% DEF", "FED 25% CBA"),
    ("ABC 1,250.5 DEF", "FED 1,250.5 CBA"),
    ("ABC 3-4 DEF", "FED 3-4 CBA"),
    ("ABC, the 3rd", "CBA, the 3rd"),
    ("no letters 1-2", "no letters 1-2"),
    ("", ""),
]
HEBREW = str.maketrans("ABCDEF", "אבגדהו")


def show(text: str, base: int = 0) -> str:
    """Return a text as it stands on the page; capitals stand for Hebrew."""
    written = text.translate(HEBREW)
    levels = find_levels(written, base)
    turned = [mirror(char) if level % 2 else char for char, level in zip(written, levels, strict=True)]
    shown = "".join(turned[place] for place in order_levels(levels))
    return shown.translate({new: old for old, new in HEBREW.items()})


@pytest.mark.parametrize(("text", "shown"), CASES)
def test_words_stand_in_order_within_a_line_from_the_left(text: str, shown: str) -> None:
    assert show(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ABC DEF.", ".FED CBA"),
        ("ABC the def DEF", "FED the def CBA"),
        ("ABC (in 2024) DEF", "FED (in 2024) CBA"),
        ("ABC 12%.", ".12% CBA"),
        ("ABC [x DEF] a", "a [FED x] CBA"),
    ],
)
def test_words_stand_in_order_within_a_line_from_the_right(text: str, shown: str) -> None:
    assert show(text, 1) == shown


def test_arabic_digits_after_arabic_letters_stay_in_their_order() -> None:
    text = "عام 2024-25 و١٢"
    shown = "".join(text[place] for place in order_levels(find_levels(text, 0)))
    assert "2024" in shown
    assert "١٢" in shown
    assert shown.endswith("ماع")


def test_a_point_under_a_letter_goes_with_it() -> None:
    assert find_levels("שָ", 0) == [1, 1]


def test_brackets_that_do_not_meet_are_marks_like_others() -> None:
    assert show("ABC) (DEF") == "FED) (CBA"


def test_a_text_runs_from_the_right_where_most_of_its_letters_do() -> None:
    assert runs_leftward("שלום a")
    assert not runs_leftward("שלום and goodbye")
    assert not runs_leftward("12 (!)")


def test_stretches_of_one_level_are_found() -> None:
    assert part_levels([0, 0, 1, 1, 0]) == [(0, 2, 0), (2, 4, 1), (4, 5, 0)]


def test_only_what_has_sides_is_mirrored() -> None:
    assert [mirror(char) for char in "()[]«»a!"] == list(")(][»«a!")


@given(st.text("ab אב עر 12.,-%()[]\u0661\u05b0\u200f\n", max_size=30), st.sampled_from([0, 1]))
def test_every_character_has_a_level_and_one_place(text: str, base: int) -> None:
    levels = find_levels(text, base)
    assert len(levels) == len(text)
    assert all(base <= level <= base + 2 for level in levels)
    assert sorted(order_levels(levels)) == list(range(len(text)))


@given(st.text("abc 12.,-%()[]\n", max_size=30))
def test_a_text_without_such_letters_keeps_its_order(text: str) -> None:
    assert order_levels(find_levels(text, 0)) == list(range(len(text)))
