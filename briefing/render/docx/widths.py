"""Column widths without a layout: shares as given, else by how much the columns hold."""

from collections.abc import Sequence
from itertools import pairwise

_WIDE, _NARROW = frozenset("MWmw@%—…ABCDEFGHKNOPQRUVXYZ"), frozenset(" ijlt.,;:!'’‘|()[]fIr-")
_LONGEST = 60.0
"""From here on a longer text only makes more lines, not a wider column."""

_HALVINGS = 32


def estimate(words: str) -> float:
    """Return about how wide a text is, in ems of its size."""
    return sum(0.66 if letter in _WIDE else 0.29 if letter in _NARROW else 0.5 for letter in words)


def find_longest(words: str) -> str:
    """Return the longest word of a text, which no line can break."""
    return max(words.split(), key=estimate, default="")


def share_out(shares: Sequence[float | None], texts: Sequence[Sequence[str]], total: int) -> tuple[int, ...]:
    """Return whole widths that add up to `total`; columns without a share divide what is left by content."""
    given = sum(share for share in shares if share is not None)
    open_columns = [index for index, share in enumerate(shares) if share is None]
    weights = [0.0 if share is None else share for share in shares]
    if open_columns:
        # Shares that leave nothing for the others are taken as weights among equals.
        left = 1 - given if given < 1 else given
        wanted = {index: _want(texts[index]) for index in open_columns}
        for index in open_columns:
            weights[index] = left * wanted[index] / sum(wanted.values())
    return _round(weights, total)


def spread(widths: Sequence[float], total: int, least: Sequence[float] = ()) -> tuple[int, ...]:
    """Return whole widths that add up to `total`, each its own width and an equal part of what is left.

    Where they are too wide together, the widest give way, until they are all alike; none below its `least`, which is
    the width of its longest word, unless there is no other way.
    """
    spare = total - sum(widths)
    if spare < 0:
        return _round(_cut(widths, total, least or [0.0] * len(widths)), total)
    return _round([width + spare / len(widths) for width in widths], total)


def _cut(widths: Sequence[float], total: int, least: Sequence[float]) -> list[float]:
    """Return the widths with the widest cut to what leaves room for all."""
    low, high = 0.0, max(widths)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        fits = sum(max(floor, min(width, middle)) for width, floor in zip(widths, least, strict=True)) <= total
        low, high = (middle, high) if fits else (low, middle)
    return [max(floor, min(width, low)) for width, floor in zip(widths, least, strict=True)]


def _want(texts: Sequence[str]) -> float:
    lengths = [min(estimate(words), _LONGEST) for words in texts] or [1.0]
    words = [estimate(word) for line in texts for word in line.split()] or [1.0]
    return max(sum(lengths) / len(lengths), *words, 3.0)


def _round(weights: Sequence[float], total: int) -> tuple[int, ...]:
    whole = sum(weights) or 1.0
    edges, position = [0], 0.0
    for weight in weights:
        position += weight
        edges.append(round(total * position / whole))
    return tuple(right - left for left, right in pairwise(edges))
