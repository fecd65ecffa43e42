"""The cue language on readable cases, and against a slow matcher that is plainly right."""

import re
import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.analyse.cues import Cue, CueIndex, compile_cue, matches, matches_word
from briefing.analyse.parties import resolve_party
from briefing.analyse.topics import Sorter
from tests.analyse.readings import read_one
from tests.fixtures.tables import table_cases

WORDS = ["a", "ab", "abc", "b", "ba", "sea"]
TOKENS = st.sampled_from([*WORDS, "a*", "*a", "a*b", "*", "...", "{x}"])
PATTERN = {"...": r"(?:\S+ ){0,6}", "{x}": r"sea "}


def as_pattern(tokens: Sequence[str]) -> str:
    """Say a cue as a regular expression on words that each end in a space."""
    return "".join(PATTERN.get(token) or re.escape(token).replace(r"\*", r"\S*") + " " for token in tokens)


@pytest.mark.parametrize(("cue", "sentence", "wanted"), table_cases("cues/cases.md"))
def test_a_cue_matches_as_the_case_says(cue: str, sentence: str, wanted: str) -> None:
    sorter = Sorter([], [resolve_party("Norway"), resolve_party("Sweden")])
    reading = read_one(sentence)
    found = CueIndex([compile_cue(cue, 0)]).find(reading, sorter.classes(reading))
    assert bool(found) == (wanted == "yes")


def test_cues_are_found_once_in_the_order_of_the_words() -> None:
    cues = [compile_cue("fleet", 0), compile_cue("the", 1), compile_cue("the", 2)]
    found = CueIndex(cues).find(read_one("The old fleet met the new fleet."), {})
    assert [cue.owner for cue in found] == [1, 2, 0]


@given(st.lists(TOKENS, min_size=1, max_size=4), st.lists(st.sampled_from(WORDS), max_size=12))
def test_matching_agrees_with_a_slow_matcher(tokens: list[str], words: list[str]) -> None:
    classes = {"x": {n: 1 for n, word in enumerate(words) if word == "sea"}}
    line = "".join(f"{word} " for word in words)
    for index in range(len(words)):
        rest = line[sum(len(word) + 1 for word in words[:index]) :]
        assert matches(tokens, words, index, classes) == bool(re.match(as_pattern(tokens), rest))


@given(st.lists(st.lists(TOKENS, min_size=1, max_size=3), max_size=6), st.lists(st.sampled_from(WORDS), max_size=8))
def test_an_index_of_many_cues_finds_what_each_would_find_alone(cues: list[list[str]], words: list[str]) -> None:
    reading = read_one(" ".join(["start", *words]))
    classes = {"x": {n: 1 for n, low in enumerate(reading.lows) if low == "sea"}}
    many = [Cue(" ".join(tokens), tuple(tokens), n) for n, tokens in enumerate(cues)]
    alone = {cue for cue in many if CueIndex([cue]).find(reading, classes)}
    assert set(CueIndex(many).find(reading, classes)) == alone


@given(st.text(max_size=30), st.text(st.characters(exclude_categories=["P"]), max_size=80))
def test_no_cue_and_no_sentence_breaks_matching(cue: str, words: str) -> None:
    tokens = tuple(cue.lower().split())
    if tokens:
        CueIndex([Cue(cue, tokens, 0)]).find(read_one(f"x {' '.join(words.split())}".replace(".", "")), {})


@pytest.mark.parametrize(("token", "low", "fits"), [("a*a", "a", False), ("a*a", "aa", True), ("", "", True)])
def test_a_star_never_counts_a_letter_twice(token: str, low: str, fits: bool) -> None:
    assert matches_word(token, low) == fits


def test_a_cue_of_many_gaps_and_stars_is_matched_in_no_time() -> None:
    tokens = ("a*", *(("...", "*b") * 40), "never")
    start = time.process_time()
    assert not matches(tokens, ["ab"] * 400, 0, {})
    assert time.process_time() - start < 1
