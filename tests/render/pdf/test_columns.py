"""How columns share a width."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.render.pdf.columns import share_width


def test_what_is_to_spare_is_shared_evenly() -> None:
    assert share_width([10, 20], [5, 5], 50) == (20, 30)


def test_modest_columns_get_what_they_ask_for_and_the_others_share_the_rest() -> None:
    assert share_width([20, 330, 230], [10, 30, 30], 230) == (20, 120, 90)


def test_no_column_is_narrower_than_its_longest_word_while_there_is_room() -> None:
    wide, narrow = share_width([1000, 100], [10, 60], 120)
    assert narrow >= 60
    assert wide + narrow == pytest.approx(120)


def test_where_even_the_least_is_too_much_all_shrink_alike() -> None:
    assert share_width([300, 300], [100, 300], 200) == (50, 150)


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(0, 500)), min_size=1, max_size=8), st.floats(20, 800))
def test_widths_add_up_and_none_is_negative(columns: list[tuple[float, float]], total: float) -> None:
    naturals, least = [max(pair) for pair in columns], [min(pair) for pair in columns]
    widths = share_width(naturals, least, total)
    assert sum(widths) == pytest.approx(total)
    assert min(widths) >= -1e-6
