"""A document's tree, rewritten at one place."""

import random  # noqa: TID251  # seeded: the same changes each time
from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from briefing.model.document import (
    Block,
    BulletList,
    Callout,
    Document,
    Emphasis,
    Facts,
    Figure,
    Fine,
    Heading,
    Inline,
    Inlines,
    Link,
    Note,
    OrderedList,
    Paragraph,
    Quoted,
    Strong,
    Table,
    iterate_blocks,
)

Rewrite: TypeAlias = Callable[[Inline], Inline]
Change: TypeAlias = "Callable[[Document, random.Random], Document | None]"


def rewrite(document: Document, change: Rewrite) -> Document:
    """Return a document with each inline changed, innermost first; notes are entered."""
    return replace(document, blocks=tuple(_rewrite_block(block, change) for block in document.blocks))


def _rewrite_block(block: Block, change: Rewrite) -> Block:
    def inlines(children: Inlines) -> Inlines:
        return tuple(_rewrite_inline(child, change) for child in children)

    match block:
        case Heading() | Paragraph():
            return replace(block, children=inlines(block.children))
        case BulletList() | OrderedList():
            return replace(block, items=tuple(tuple(_rewrite_block(b, change) for b in item) for item in block.items))
        case Callout():
            return replace(block, blocks=tuple(_rewrite_block(each, change) for each in block.blocks))
        case Facts():
            return Facts(tuple(replace(fact, value=inlines(fact.value)) for fact in block.items))
        case Table():
            return replace(
                block,
                caption=inlines(block.caption),
                rows=tuple(tuple(inlines(cell) for cell in row) for row in block.rows),
                legend=inlines(block.legend),
            )
        case Figure():
            return replace(block, caption=inlines(block.caption), source=inlines(block.source))


def _rewrite_inline(inline: Inline, change: Rewrite) -> Inline:
    if isinstance(inline, Emphasis | Strong | Link | Quoted | Fine | Note):
        inline = replace(inline, children=tuple(_rewrite_inline(child, change) for child in inline.children))
    return change(inline)


def swap(document: Document, old: object, new: Inline) -> Document:
    """Put one inline in the place of another, told by identity."""
    done = False

    def change(inline: Inline) -> Inline:
        nonlocal done
        if inline == old and not done:
            done = True
            return new
        return inline

    return rewrite(document, change)


def list_quotes(document: Document) -> list[Quoted]:
    return [inline for inline in iterate_blocks(document.blocks) if isinstance(inline, Quoted)]
