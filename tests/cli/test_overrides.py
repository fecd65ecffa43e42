"""Options become keys of brief.toml."""

import datetime as dt

import pytest

from briefing.cli.overrides import collect_overrides
from briefing.errors import UsageError


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        ("issuer=The Desk", {"issuer": "The Desk"}),
        ('number="3"', {"number": "3"}),
        ("number=3", {"number": 3}),
        ("version=1.0", {"version": "1.0"}),
        ("as_of = 2024-06-28", {"as_of": dt.date(2024, 6, 28)}),
        ('parties=["Northland", "Westmark"]', {"parties": ["Northland", "Westmark"]}),
        ("options.share=0.5", {"options": {"share": 0.5}}),
        ("options.quotation_marks=true", {"options": {"quotation_marks": True}}),
        ("title=a=b", {"title": "a=b"}),
        ("subtitle=", {"subtitle": ""}),
    ],
)
def test_a_pair_sets_a_key(pair: str, expected: dict[str, object]) -> None:
    assert collect_overrides([pair]) == expected


def test_named_options_join_the_pairs_and_absent_ones_leave_no_trace() -> None:
    pairs = ["options.a=1", "options.b=2"]
    assert collect_overrides(pairs, title="T", pack=None) == {"title": "T", "options": {"a": 1, "b": 2}}


@pytest.mark.parametrize("pair", ["title", "=x", "options.=1", "a..b=1"])
def test_what_is_no_pair_is_an_error(pair: str) -> None:
    with pytest.raises(UsageError, match="sets nothing"):
        collect_overrides([pair])


def test_a_key_is_no_table_and_a_value_at_once() -> None:
    with pytest.raises(UsageError, match='"options" is set twice'):
        collect_overrides(["options=1", "options.a=1"])
