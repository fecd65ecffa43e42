"""Whether the colours of a theme can be read: the contrast that WCAG 2.2 asks of text."""

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.packs.theme import Role, Theme, TypeStyle

PAPER = "#FFFFFF"
LEAST, LEAST_LARGE = 4.5, 3.0
"""Of text, and of large text (WCAG 2.2, 1.4.3)."""
LARGE, LARGE_BOLD = 18.0, 14.0
"""Sizes in points from which text is large."""
BOXED: frozenset[Role] = frozenset({"heading1", "heading2", "statement", "body", "label", "legend", "remark", "tag"})
"""What may stand in a tinted box."""


@dataclass(frozen=True, slots=True)
class Faint:
    """A role whose text is too faint on one ground."""

    role: Role
    colour: str
    ground: str
    ratio: float
    least: float


def measure_contrast(one: str, other: str) -> float:
    """Return the contrast of two colours such as "#12355B": from 1, the same, to 21, black on white."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def find_faint(theme: Theme) -> Iterator[Faint]:
    """Yield each role whose colour is too faint on paper, or in the box if it may stand there."""
    for role, style in theme.styles.items():
        for name, ground in (("paper", PAPER), ("tint", theme.colours["tint"])):
            ratio = measure_contrast(theme.colours[style.colour], ground)
            if ratio < _least(style) and (name == "paper" or role in BOXED):
                yield Faint(role, style.colour, name, ratio, _least(style))
                break


def _least(style: TypeStyle) -> float:
    large = style.size >= LARGE or (style.weight == "bold" and style.size >= LARGE_BOLD)
    return LEAST_LARGE if large else LEAST


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG defines it."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004  # of sRGB
