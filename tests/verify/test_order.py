"""Of statements that stand in another order, the fewest are called moved."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from briefing.verify.check import _longest_rise


@given(st.lists(st.integers(0, 9), max_size=9))
def test_as_many_as_can_be_stand_where_they_were(order: list[int]) -> None:
    kept = _longest_rise(order)
    rest = iter(order)
    assert all(number in rest for number in kept)
    assert all(left < right for left, right in pairwise(kept))
    longer = combinations(order, len(kept) + 1)
    assert not any(all(left < right for left, right in pairwise(run)) for run in longer) or not order


def test_of_nothing_nothing_has_moved() -> None:
    assert _longest_rise([]) == []
