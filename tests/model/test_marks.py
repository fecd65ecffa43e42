"""What may be left out of a statement and what may be put into it, on hand-written cases and on any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.marks import (
    MEDIAL_CONNECTIVES,
    OPENING_CONNECTIVES,
    allows_case,
    allows_omission,
    allows_stop,
    find_medial,
    find_opening,
    fold_space,
    protects,
)
from tests.fixtures.tables import table_cases

WORDS = st.sampled_from(
    [
        *(
            "In",
            "However",
            "of course",
            "the",
            "hall",
            "not",
            "may",
            "three",
            "40",
            "said",
            "Oslo",
            "war",
            "event",
            "is",
        ),
        *("ships", "sailed", "of", "great", "splendour", "however", "too", ",", ",", ",", "(", "“", "can't", "morning"),
    ]
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=18).map(lambda words: " ".join(words).replace(" ,", ","))


def left_out(sentence: str) -> str:
    """Return what a statement may leave out of a sentence, without the space behind."""
    opening, medial = find_opening(sentence), find_medial(sentence)
    if opening is not None:
        return sentence[: opening[0]].strip()
    return sentence[slice(*medial)] if medial is not None else "nothing"


@pytest.mark.parametrize(("sentence", "wanted"), table_cases("marks/omissions.md"))
def test_a_statement_may_leave_out_what_the_case_says(sentence: str, wanted: str) -> None:
    assert left_out(sentence) == wanted


@pytest.mark.parametrize(("sentence", "wanted"), table_cases("marks/omissions.md"))
def test_the_checker_allows_the_same_omissions_and_no_others(sentence: str, wanted: str) -> None:
    allowed = {
        sentence[start:end].strip()
        for start in range(len(sentence) + 1)
        for end in range(start, len(sentence) + 1)
        if allows_omission(sentence, start, end)
    }
    assert allowed == (set() if wanted == "nothing" else {wanted})


@given(SENTENCES)
def test_an_omission_takes_a_known_connective_or_nothing_that_is_protected(sentence: str) -> None:
    opening, medial = find_opening(sentence), find_medial(sentence)
    if medial is not None:
        assert sentence[slice(*medial)].strip(", ") in MEDIAL_CONNECTIVES
    if opening is not None:
        words = sentence[: opening[0]].strip(", ")
        assert words.lower() in OPENING_CONNECTIVES if opening[1] == "connective" else not protects(words)


@given(SENTENCES)
def test_what_is_left_after_an_omission_is_a_sentence_still(sentence: str) -> None:
    opening = find_opening(sentence)
    if opening is not None:
        assert len(sentence[opening[0] :].split()) >= 3
        assert not sentence[opening[0]].isspace()


@given(st.text(max_size=60), st.integers(-2, 70), st.integers(-2, 70))
def test_any_omission_can_be_asked_about(sentence: str, start: int, end: int) -> None:
    allows_omission(sentence, start, end)
    allows_stop(sentence)


@pytest.mark.parametrize(
    ("original", "printed", "allowed"),
    [
        ("t", "T", True),
        ("T", "t", True),
        ("É", "é", True),
        ("t", "t", False),
        ("t", "n", False),
        ("t", "not", False),
        ("", "not", False),
        ("i", "I", True),
        ("1", "1", False),
    ],
)
def test_a_bracketed_letter_changes_its_case_and_nothing_else(original: str, printed: str, allowed: bool) -> None:
    assert allows_case(original, printed) == allowed


@given(st.text(max_size=4), st.text(max_size=4))
def test_no_word_slips_in_as_a_change_of_case(original: str, printed: str) -> None:
    if allows_case(original, printed):
        assert len(printed) == 1
        assert original.casefold() == printed.casefold()


@pytest.mark.parametrize(
    ("sentence", "allowed"),
    [
        ("Both sides signed", True),
        ("Both sides signed “the text”", True),
        ("Both sides signed.", False),
        ("Both sides signed the text.”", False),
        ("Did both sides sign?", False),
        ("Both sides signed …", False),
        ("Both sides signed:", False),
        ("", False),
        ("”", False),
    ],
)
def test_a_stop_is_put_only_where_the_source_has_no_mark(sentence: str, allowed: bool) -> None:
    assert allows_stop(sentence) == allowed


@pytest.mark.parametrize(
    "words",
    [
        "by no means",
        "they won't",
        "they won’t",
        "may",
        "dozens",
        "the 3rd day",
        "a “hall”",
        "he claimed",
        "in the event of war",
        "last summer",
        "alleged trade",
    ],
)
def test_words_that_govern_others_are_protected(words: str) -> None:
    assert protects(words)


def test_plain_words_are_not_protected() -> None:
    assert not protects("in a ceremony of great splendour")


def test_white_space_folds_and_soft_hyphens_vanish() -> None:
    assert fold_space("both\n  sides\u00a0sig\u00adned") == "both sides signed"


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold_space(fold_space(text)) == fold_space(text)
