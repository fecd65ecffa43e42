"""What stands between quotation marks."""

from collections.abc import Sequence

from briefing.analyse.readings import Reading

OPENERS, CLOSERS, STRAIGHT = "“«", "”»", '"'
_MARKS = frozenset(OPENERS + CLOSERS + STRAIGHT)


def quote_mask(readings: Sequence[Reading]) -> list[list[bool]]:
    """Tell for each word of each sentence whether it stands between quotation marks; straight marks toggle.

    A quotation that no mark closes ends with its paragraph, where the next one opens anew.
    """
    masks: list[list[bool]] = []
    inside, paragraph = False, None
    for reading in readings:
        if reading.sentence.paragraph != paragraph:
            inside, paragraph = False, reading.sentence.last_paragraph
        mask, inside = _mask(reading, inside=inside)
        masks.append(mask)
    return masks


def _mask(reading: Reading, *, inside: bool) -> tuple[list[bool], bool]:
    if _MARKS.isdisjoint(reading.raw):
        return [inside] * len(reading.words), inside
    mask: list[bool] = []
    position, offset = 0, reading.sentence.span.start
    for start, end in zip(reading.starts, reading.ends, strict=True):
        inside = _toggle(reading.raw[position : start - offset], inside=inside)
        mask.append(inside)
        position = end - offset
    return mask, _toggle(reading.raw[position:], inside=inside)


def _toggle(gap: str, *, inside: bool) -> bool:
    for mark in gap:
        if mark in OPENERS:
            inside = True
        elif mark in CLOSERS:
            inside = False
        elif mark == STRAIGHT:
            inside = not inside
    return inside


def is_quoted(mask: Sequence[bool]) -> bool:
    """Say whether quoted words make up at least half of a sentence."""
    return bool(mask) and sum(mask) * 2 >= len(mask)
