"""Quotation marks: those of the language round a title, the inner ones round what it quotes itself."""

# ruff: noqa: RUF001  # marks that look alike are what is tested here
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.compose.quotation import QuotationMarks, find_marks
from briefing.compose.titles import nest_quotes
from briefing.packs.notation import Notation
from tests.compose.phrasebook import phrases

MARKS = "„“”‟‚‘’«»‹›\"'"


def marks(language: str, notation: Notation | None = None) -> QuotationMarks:
    return find_marks(phrases(language), notation or Notation())


@pytest.mark.parametrize(
    ("language", "outer", "inner", "inside"),
    [
        ("en-GB", "“”", "‘’", True),
        ("en-US", "“”", "‘’", True),
        ("de", "„“", "‚‘", False),
        ("de-AT", "„“", "‚‘", False),
    ],
)
def test_each_language_has_its_marks(language: str, outer: str, inner: str, inside: bool) -> None:
    found = marks("de" if language == "de-AT" else language)
    assert found.opening + found.closing == outer
    assert found.inner_opening + found.inner_closing == inner
    assert found.inside is inside


def test_guillemets_hold_narrow_spaces() -> None:
    found = marks("fr")
    assert (found.opening, found.closing) == ("«\u202f", "\u202f»")
    assert (found.inner_opening, found.inner_closing) == ("“", "”")


def test_single_marks_of_british_english_have_stops_outside() -> None:
    found = marks("en-GB", Notation(quotation="single"))
    assert (found.opening, found.inner_opening, found.inside) == ("‘", "“", False)


@pytest.mark.parametrize(
    "title",
    [
        "A “b c” d",
        "A ‘b c’ d",
        'A "b c" d',
        "A „b c“ d",
        "A „b c” d",
        "A « b c » d",
        "A »b c« d",
        "A ‚b c‘ d",
        "A ‹b c› d",
    ],
)
def test_a_quotation_in_any_marks_gets_the_inner_ones(title: str) -> None:
    assert nest_quotes(title, marks("de")) == "A ‚b c‘ d"
    assert nest_quotes(title, marks("fr")) == "A “b c” d"


@pytest.mark.parametrize("title", ["The Navies’ Chief", "It’s “open", "a « b", "5’ 6”", "„x"])
def test_what_opens_or_ends_alone_stays(title: str) -> None:
    assert nest_quotes(title, marks("de")) == title


def test_a_quotation_within_a_quotation_is_not_lost() -> None:
    assert nest_quotes("“A ‘b’ c”", marks("de")) == "‚A ‚b‘ c‘"


@given(st.text(st.sampled_from(f"ab {MARKS}"), max_size=30))
def test_only_marks_and_the_spaces_within_guillemets_change(title: str) -> None:
    for language in ("de", "fr"):
        nested = nest_quotes(title, marks(language))
        assert [sign for sign in nested if sign in "ab"] == [sign for sign in title if sign in "ab"]
        assert not {"\ue000", "\ue001"} & set(nested)
