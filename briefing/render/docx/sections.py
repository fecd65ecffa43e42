"""Sections of a document in columns: what stands across the page parts one from the next, on the same page."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from briefing.model.document import Block
from briefing.render.breadth import find_wide
from briefing.render.docx.blocks import Scribe
from briefing.render.docx.face import Look
from briefing.render.docx.ledger import Ledger
from briefing.render.docx.parts import Part
from briefing.render.docx.pieces import Piece, end_section, join


@dataclass(frozen=True, slots=True)
class Group:
    """Pieces that all stand across the page, or all in columns."""

    wide: bool
    pieces: tuple[Piece, ...]


def write_groups(blocks: Sequence[Block], look: Look, ledger: Ledger) -> Iterator[Group]:
    """Yield blocks in reading order, in groups of one breadth; on a page of one column all stand across it."""
    if look.theme.page.columns < 2:  # noqa: PLR2004  # one column is the page itself
        yield Group(True, tuple(Scribe(look, ledger).write(tuple(blocks))))
        return
    pairs = zip(find_wide(blocks), blocks, strict=True)
    for wide, group in groupby(pairs, key=lambda pair: pair[0]):
        scribe = Scribe(look if wide else look.narrow(), ledger)
        yield Group(wide, tuple(scribe.write(tuple(block for _, block in group))))


def write_sections(groups: Iterable[Group], columns: int, write: Callable[[Part], str]) -> str:
    """Return the content of w:body, each section closed by its own properties.

    After a last section of columns comes an empty one across the page: Word evens out columns only before another
    section.
    """
    merged = list(_merge(groups))
    if not merged[-1].wide:
        merged.append(Group(True, end_section((), "")))
    pieces: list[Piece] = []
    for index, group in enumerate(merged[:-1]):
        part = Part(1 if group.wide else columns, first=index == 0)
        pieces += end_section(group.pieces, write(part))
    return join([*pieces, *merged[-1].pieces]) + write(Part(first=len(merged) == 1))


def _merge(groups: Iterable[Group]) -> Iterator[Group]:
    """Yield groups with those of one breadth that follow each other as one, and without empty ones."""
    filled = (group for group in groups if group.pieces)
    merged = False
    for wide, alike in groupby(filled, key=lambda group: group.wide):
        merged = True
        yield Group(wide, sum((group.pieces for group in alike), ()))
    if not merged:
        yield Group(True, ())
