"""Column widths without a layout: shares as given, else by how much the columns hold."""

from collections.abc import Sequence
from itertools import pairwise

_WIDE, _NARROW = frozenset("MWmw@%—…ABCDEFGHKNOPQRUVXYZ"), frozenset(" ijlt.,;:!'’‘|()[]fIr-")
_LONGEST = 60.0
"""From here on a longer text only makes more lines, not a wider column."""


def estimate(words: str) -> float:
    """Return about how wide a text is, in ems of its size."""
    return sum(0.66 if letter in _WIDE else 0.29 if letter in _NARROW else 0.5 for letter in words)


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


def spread(widths: Sequence[float], total: int) -> tuple[int, ...]:
    """Return whole widths that add up to `total`, each its own width and an equal part of what is left.

    Where they are too wide together, only the widest give way, until they are all alike.
    """
    spare = total - sum(widths)
    if spare < 0:
        most = _find_most(widths, total)
        return _round([min(width, most) for width in widths], total)
    return _round([width + spare / len(widths) for width in widths], total)


def _find_most(widths: Sequence[float], total: int) -> float:
    """Return the width above which columns are cut so that they come to `total`."""
    rest, left = float(total), len(widths)
    for width in sorted(widths):
        if width * left > rest:
            break
        rest, left = rest - width, left - 1
    return rest / max(left, 1)


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
