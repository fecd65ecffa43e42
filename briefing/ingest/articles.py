"""Name the articles of a treaty, so that notes can say "art. 4(2)" as lawyers do."""

import re
from collections.abc import Iterator
from dataclasses import replace

from briefing.model.marks import fold_space
from briefing.model.source import Block, SourceKind

_HEAD = re.compile(
    r"(?:article|art\.)\s+(?P<number>\d{1,3}(?:\s?(?:bis|ter|quater))?|[ivxlc]{1,7})\b[.:]?(?P<rest>.*)", re.IGNORECASE
)
_PARAGRAPH = re.compile(r"\(?(?P<number>\d{1,2})[.)]\)?(?=\s)")
_FEWEST = 3
_LONGEST_HEAD = 12
_CROSS_REFERENCE = re.compile(r"\s*(?:of|and|to|or|shall|is|are|does|do|was|provides?|states?|says?|obliges?)\b")


def name_articles(text: str, blocks: tuple[Block, ...], kind: SourceKind | None) -> tuple[Block, ...]:
    """Return the blocks with the article and numbered paragraph that each belongs to.

    A text that nobody calls a treaty is one if at least three headings number its articles in order from the first.
    """
    heads = dict(_find_heads(text, blocks))
    if kind not in ("treaty", None) or (kind is None and not _run_in_order(list(heads.values()))):
        return blocks
    return tuple(_name(text, blocks, heads))


def _find_heads(text: str, blocks: tuple[Block, ...]) -> Iterator[tuple[int, str]]:
    """Yield the number of each block that begins an article, with the number of the article as it is printed."""
    for block in blocks:
        match = _HEAD.match(fold_space(text[block.start : block.start + 200]))
        if match and not _CROSS_REFERENCE.match(match["rest"]):
            yield block.number, match["number"]


def _run_in_order(numbers: list[str]) -> bool:
    """Say whether articles are numbered from the first on."""
    opening = [number.lower() for number in numbers[:_FEWEST]]
    return opening in (["1", "2", "3"], ["i", "ii", "iii"])


def _name(text: str, blocks: tuple[Block, ...], heads: dict[int, str]) -> Iterator[Block]:
    """Yield the blocks, each with its article; a heading that holds nothing else is set aside."""
    article = paragraph = ""
    for block in blocks:
        words = fold_space(text[block.start : block.end])
        if block.number in heads:
            article, paragraph = heads[block.number], ""
            bare = len(words.split()) <= _LONGEST_HEAD and not words.rstrip().endswith((".", ";"))
            yield replace(block, article=article, set_aside=block.set_aside or ("headline" if bare else None))
            continue
        if not article:
            yield block
            continue
        numbered = _PARAGRAPH.match(words) or _PARAGRAPH.search(_gap_before(text, blocks, block))
        paragraph = numbered["number"] if numbered else paragraph
        yield replace(block, article=f"{article}({paragraph})" if paragraph else article)


def _gap_before(text: str, blocks: tuple[Block, ...], block: Block) -> str:
    """Return what stands between a block and the one above it: the marker of a list item."""
    above = blocks[block.number - 2].end if block.number > 1 else 0
    return f"{text[above : block.start].strip()} "
