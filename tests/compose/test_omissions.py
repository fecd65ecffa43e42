"""A layout that leaves out what the brief counts as printed is told so."""

import pytest

from briefing.compose.omissions import find_omitted
from tests.compose.dossiers import make_case
from tests.compose.test_document import TEXT, lay_out

CASE = make_case(TEXT)
BRIEF, _ = CASE.compose()
WHOLE = lay_out(CASE)


def omit(*blocks: int) -> list[str]:
    """Return what is said of the document without some blocks."""
    import dataclasses

    kept = tuple(block for number, block in enumerate(WHOLE.blocks) if number not in blocks)
    return [found.message for found in find_omitted(BRIEF, dataclasses.replace(WHOLE, blocks=kept), CASE.pack)]


def test_nothing_is_left_out_by_the_bundled_layout() -> None:
    assert omit() == []


def test_statements_that_stand_nowhere_are_counted_and_named() -> None:
    (message,) = omit(*range(len(WHOLE.blocks)))
    assert message.startswith("the layout leaves out 4 statements that the method counts as printed: 000:1.1, ")
    assert message.endswith(", …")


@pytest.mark.parametrize("number", range(len(WHOLE.blocks)))
def test_a_statement_that_stands_elsewhere_too_is_not_missed(number: int) -> None:
    assert len(omit(number)) <= 1


def test_the_warning_names_the_layout_and_what_to_do() -> None:
    import dataclasses

    (found,) = find_omitted(BRIEF, dataclasses.replace(WHOLE, blocks=()), CASE.pack)
    assert (found.severity, found.code) == ("warning", "layout-omits")
    assert found.place.endswith("brief.md.jinja")
    assert "chronology" in found.hint
