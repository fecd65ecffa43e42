"""What is painted on a page of a PDF, in its order -> the words among it that nobody sees, or that look crossed out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefing.verify.colour import FAINTEST, measure_contrast

WHITE = "ffffff"
SMALLEST = 3.0
"""Points of letters under which nobody reads them."""
_MOST = 0.5
"""The share of words from which on they count as covered, crossed out or off the page."""
FLAT = 3.0
"""Points up to which what is painted is a rule and no ground."""


class Box(NamedTuple):
    """A rectangle of a page, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def share_within(self, other: "Box") -> float:
        """Return the share of this box, from 0 to 1, that lies within another."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.top, other.top) - max(self.bottom, other.bottom)
        area = (self.right - self.left) * (self.top - self.bottom)
        return max(0.0, width) * max(0.0, height) / area if area > 0 else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One thing that is painted: words, a filled area, or a picture, which has no one colour."""

    box: Box
    colour: str
    """Six hexadecimal digits; empty for a picture."""
    words: str = ""
    size: float = 0.0
    """Points of letters; only words have it."""


def find_unseen(shapes: Sequence[Shape], page: Box) -> Iterator[tuple[Shape, str]]:
    """Yield the words that are not seen as they are read, and why; later shapes lie over earlier ones."""
    painted = [(n, shape) for n, shape in enumerate(shapes) if not shape.words]
    for number, shape in enumerate(shapes):
        if shape.words.strip():
            below = [each for n, each in painted if n < number]
            above = [each for n, each in painted if n > number]
            fault = _find_fault(shape, below, above, page)
            if fault:
                yield shape, fault


def _find_fault(words: Shape, below: Sequence[Shape], above: Sequence[Shape], page: Box) -> str:
    if any(_crosses(each.box, words.box) for each in (*below, *above)):
        return "words that are crossed out"
    ground = next((each.colour for each in reversed(below) if _covers(each.box, words.box)), WHITE)
    faint = bool(ground) and measure_contrast(words.colour, ground) < FAINTEST
    covered = any(_covers(each.box, words.box) for each in above)
    off = words.box.share_within(page) < _MOST
    return "hidden words" if faint or covered or off or words.size < SMALLEST else ""


def _covers(ground: Box, words: Box) -> bool:
    return ground.top - ground.bottom > FLAT and words.share_within(ground) > _MOST


def _crosses(rule: Box, words: Box) -> bool:
    """Say whether a thin rule runs through the middle of words."""
    if rule.top - rule.bottom > FLAT:
        return False
    width = min(rule.right, words.right) - max(rule.left, words.left)
    height, middle = words.top - words.bottom, (rule.top + rule.bottom) / 2
    within = words.bottom + 0.25 * height < middle < words.top - 0.25 * height
    return within and width > _MOST * (words.right - words.left)
