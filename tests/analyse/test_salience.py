"""Salience: what matters, in what order, the same each time."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.analyse.salience import Standing, rank

PLAIN = Standing(vector={"pact": 1.0}, position=0.5, support=0, section=0.0)
STANDINGS = st.builds(
    Standing,
    vector=st.dictionaries(st.sampled_from(["pact", "fleet", "grain"]), st.floats(0, 1), max_size=3),
    position=st.floats(0, 1),
    support=st.integers(0, 9),
    section=st.floats(-3, 9),
)


@pytest.mark.parametrize(
    "better",
    [
        replace(PLAIN, position=0.0),
        replace(PLAIN, support=1),
        replace(PLAIN, section=0.5),
        replace(PLAIN, vector={"pact": 1.0, "fleet": 0.5}),
    ],
)
def test_early_supported_well_sorted_central_sentences_matter_more(better: Standing) -> None:
    values = rank([PLAIN, better, replace(PLAIN, vector={"fleet": 1.0})])
    assert values[1] > values[0]


def test_more_than_two_supporters_and_far_above_the_bar_count_no_further() -> None:
    high = replace(PLAIN, support=2, section=2.0)
    assert len(set(rank([high, replace(high, support=7), replace(high, section=9.0)]))) == 1


def test_nothing_is_ranked_without_sentences_or_terms() -> None:
    assert rank([]) == ()
    assert rank([replace(PLAIN, vector={})]) == (0.35,)


@given(st.lists(STANDINGS, max_size=8))
def test_ranking_is_the_same_each_time_and_within_its_bounds(standings: list[Standing]) -> None:
    values = rank(standings)
    assert values == rank(standings)
    assert all(0 <= value <= 2.6 + 1e-6 for value in values)
