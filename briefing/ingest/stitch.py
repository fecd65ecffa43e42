"""Join paragraphs that a page break or a careless copy cut in the middle of a sentence."""

import re

from briefing.model.source import Block, BlockKind, Run
from briefing.model.words import FUNCTION_WORDS, TITLES, ends_with_mark, is_abbreviation, starts_lower

_JOINABLE: tuple[BlockKind, ...] = ("paragraph", "quote")
_MOST_JOINED = 4
_LAST_WORDS = 200
_BARE_END = re.compile(r"(?:\A|[.!?…][\"'”’»)\]]*\s+)(?P<word>\S+\.)\Z")


def stitch(text: str, blocks: tuple[Block, ...]) -> tuple[Run, ...]:
    """Return the runs of blocks that one sentence may cross: every block that is not set aside stands in one."""
    runs: list[Run] = []
    previous: Block | None = None
    for block in blocks:
        if block.set_aside is None:
            if previous and _continues(text, previous, block) and block.number - runs[-1].first < _MOST_JOINED:
                runs[-1] = Run(first=runs[-1].first, last=block.number)
            else:
                runs.append(Run(first=block.number, last=block.number))
        previous = block
    return tuple(runs)


def _continues(text: str, above: Block, below: Block) -> bool:
    """Say whether the sentence at the end of one block goes on in the next.

    It does if the block ends in a bare abbreviation, a title or a function word, or has no end mark while the next
    begins in lower case. Headlines, labels, separators, list items and headings never join.
    """
    if above.set_aside or above.kind not in _JOINABLE or below.kind != above.kind:
        return False
    end = text[max(above.start, above.end - _LAST_WORDS) : above.end]
    if _ends_in_abbreviation(end, whole=len(end) < _LAST_WORDS):
        return True
    if ends_with_mark(end) or end.endswith(":"):
        return False
    return end.rsplit(maxsplit=1)[-1] in FUNCTION_WORDS or starts_lower(text[below.start : below.start + 40])


def _ends_in_abbreviation(end: str, *, whole: bool) -> bool:
    """Say whether the last sentence is nothing but an abbreviation, or ends in one that only stands before a name."""
    last = end.rsplit(maxsplit=1)[-1]
    if last.endswith(".") and last[:1].isupper() and last[:-1].lower() in TITLES:
        return True
    bare = _BARE_END.search(end)
    return bare is not None and (whole or bare.start() > 0) and is_abbreviation(bare["word"])
