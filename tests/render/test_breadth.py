"""What stands across all columns of a page."""

import pytest

from briefing.model.document import (
    Block,
    BulletList,
    Callout,
    Column,
    Fact,
    Facts,
    Heading,
    OrderedList,
    Paragraph,
    Table,
)
from briefing.render.breadth import find_wide
from tests.render.samples import make_figure, text

HEADING = Heading(1, text("H"), "h")


def table(columns: int) -> Table:
    return Table(caption=(), columns=tuple(Column(text("x")) for _ in range(columns)), rows=())


@pytest.mark.parametrize(
    ("block", "wide"),
    [
        (Facts((Fact("Date", text("today")),)), True),
        (Callout("key-points", ()), True),
        (Callout("box", ()), False),
        (table(2), False),
        (table(3), True),
        (make_figure(share=0.5), False),
        (make_figure(share=0.6), True),
        (HEADING, False),
        (Paragraph(text("p")), False),
        (BulletList(()), False),
        (OrderedList(()), False),
    ],
)
def test_what_one_column_would_cramp_stands_across(block: Block, wide: bool) -> None:
    assert find_wide((block,)) == (wide,)


def test_headings_and_labels_are_as_wide_as_what_they_are_about() -> None:
    label, plain = Paragraph(text("l"), "label"), Paragraph(text("p"))
    assert find_wide((plain, HEADING, HEADING, label, table(3), plain)) == (False, True, True, True, True, False)
    assert find_wide((HEADING, plain, table(3))) == (False, False, True)


def test_legends_and_remarks_are_as_wide_as_what_they_are_about() -> None:
    legend, remark = Paragraph(text("l"), "legend"), Paragraph(text("r"), "remark")
    assert find_wide((remark, table(3), legend, remark, HEADING)) == (False, True, True, True, False)


def test_no_blocks_have_no_breadth() -> None:
    assert find_wide(()) == ()
