"""How well one colour is seen on another."""

FAINTEST = 1.25
"""Contrast under which words do not count as seen. House styles ask for 4.5 at least; black on white has 21."""


def measure_contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, of six hexadecimal digits, by WCAG 2: from 1 for the same to 21."""
    low, high = sorted((_weigh(one), _weigh(other)))
    return (high + 0.05) / (low + 0.05)


def _weigh(colour: str) -> float:
    """Return the relative luminance of a colour, from 0 to 1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)  # noqa: PLR2004
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
