"""Which blocks stand across all columns of a page: what one column would cramp, and what goes with it."""

from collections.abc import Sequence

from briefing.model.document import (
    Block,
    BulletList,
    Callout,
    Facts,
    Figure,
    Heading,
    OrderedList,
    Paragraph,
    Table,
)
from briefing.render.figures import find_share

_MOST_COLUMNS = 2
"""Columns of a table that one column of a page has room for."""
_LARGE = 0.5
"""A figure with a larger share of the width than this stands across."""


def find_wide(blocks: Sequence[Block]) -> tuple[bool, ...]:
    """Return for each block of the body whether it stands across all columns.

    A heading or label stands as wide as what it is about, and so does a legend or remark.
    """
    wide = [_is_wide(block) for block in blocks]
    for index in range(len(blocks) - 2, -1, -1):
        wide[index] |= wide[index + 1] and _leads(blocks[index])
    for index in range(1, len(blocks)):
        wide[index] |= wide[index - 1] and _trails(blocks[index])
    return tuple(wide)


def _is_wide(block: Block) -> bool:
    match block:
        case Facts():
            return True
        case Callout():
            return block.role == "key-points"
        case Table():
            return len(block.columns) > _MOST_COLUMNS
        case Figure():
            return find_share(block) > _LARGE
        case Heading() | Paragraph() | BulletList() | OrderedList():
            return False


def _leads(block: Block) -> bool:
    return isinstance(block, Heading) or (isinstance(block, Paragraph) and block.role == "label")


def _trails(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role in {"legend", "remark"}
