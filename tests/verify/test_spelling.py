"""What a PDF spells out by code points reads as the characters; what it need not spell is taken as it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.verify.delivered import Delivered, Line, Stretch, read_spelt
from briefing.verify.spelling import spell_back


def deliver(*stretches: Stretch) -> Delivered:
    """Give a file of one line."""
    return Delivered(format="pdf", lines=(Line(stretches=stretches, place="page 1"),), notes=("a",), record="")


def test_a_character_that_is_spelt_reads_as_itself() -> None:
    found = spell_back(deliver(Stretch("Kim (\u2039U+AE40\u203a)", "1:1.1"), Stretch(mark=1, text="")))
    assert (found.lines[0].text, found.spelt) == ("Kim (김)", "김")


def test_one_that_is_broken_over_two_lines_is_one() -> None:
    found = spell_back(deliver(Stretch("\u2039U+AE", "1:1.1"), Stretch("40\u203a", "1:1.1")))
    assert found.lines[0].text == "김"


def test_notes_and_running_words_are_read_too() -> None:
    spelt = "\u2039U+AE40\u203a"
    found = spell_back(
        Delivered(format="pdf", lines=(), notes=(spelt,), record="", running=(spelt,), contents=(spelt,))
    )
    assert (found.notes, found.running, found.contents) == (("김",), ("김",), ("김",))


@pytest.mark.parametrize(
    "text", ["\u2039U+0041\u203a", "\u2039U+D800\u203a", "\u2039U+FFFFFF\u203a", "U+AE40", "\u2039U\u203a"]
)
def test_what_is_no_spelling_stays(text: str) -> None:
    assert spell_back(deliver(Stretch(text))) == deliver(Stretch(text))


def test_a_source_that_spells_by_itself_is_read_like_its_page() -> None:
    source = "They wrote \u2039U+AE40\u203a."
    found = spell_back(deliver(Stretch(source, "1:1.1")))
    assert found.lines[0].text == found.as_printed(source)


@pytest.mark.parametrize(
    ("text", "read"),
    [("a <U+5C71> b", "a 山 b"), ("<U+1F600>", "😀"), ("<U+FFFFFF>", "<U+FFFFFF>"), ("U+0041", "U+0041")],
)
def test_a_character_that_is_named_by_its_code_point_is_read_as_itself(text: str, read: str) -> None:
    quotes = str.maketrans("<>", "\u2039\u203a")
    assert read_spelt(text.translate(quotes)) == read.translate(quotes)


@given(st.text("ab김ह\u200c\u200d ", max_size=20))
def test_a_text_and_its_spelling_read_alike(text: str) -> None:
    spelt = "".join(each if each.isascii() else f"\u2039U+{ord(each):04X}\u203a" for each in text)
    assert read_spelt(spelt) == read_spelt(text)
