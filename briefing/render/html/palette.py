"""The colours of a theme on a light and on a dark screen, each legible on every ground that it may stand on."""

import colorsys
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefing.model.finding import Finding
from briefing.packs.contrast import LEAST, PAPER, measure_contrast
from briefing.packs.theme import Theme

NIGHT = "#15191E"
"""The ground of a dark screen: less glare than black."""
_WHITE, _BLACK = "#FFFFFF", "#000000"
_DARK_INK, _DARK_MOST = 13.0, 7.0
"""The contrast of dark screens: of running text, somewhat below white on black, and the most that others need."""
_DARK_TINT, _DARK_HAIRLINE = 0.1, 0.24
"""How much of the accent is in the dark box, and of white in the dark hairline."""
_GROUNDS = frozenset({"tint", "hairline"})
_SHARES = tuple(step / 200 for step in range(201))
_LEGIBLE = 9.0
"""The contrast of black with a box: other colours of text need some room below that."""
_PLAIN = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by the names of the theme, all "#RRGGBB", and the ground they stand on."""

    ground: str
    colours: Mapping[str, str]

    @property
    def grounds(self) -> tuple[str, str]:
        """The page and the box."""
        return self.ground, self.colours["tint"]


def make_light(theme: Theme) -> Palette:
    """Return the theme's own colours; one too faint for text is darkened until it has the contrast of WCAG 2.2, 1.4.3.

    A box on which not even black can be read as text should be gives way to paper, step by step.
    """
    tint = _find(
        (mix(theme.colours["tint"], PAPER, share) for share in _SHARES), lambda each: _contrasts(_BLACK, each, _LEGIBLE)
    )
    grounds = (PAPER, tint)
    texts = {name: settle(theme.colours[name], grounds, 0.0) for name in theme.colours if name not in _GROUNDS}
    return Palette(PAPER, {**theme.colours, **texts, "tint": tint})


def make_dark(light: Palette) -> Palette:
    """Return the same hues for a dark screen, each about as strong on it as on the light one."""
    tint = mix(NIGHT, settle(light.colours["accent"], (NIGHT,), 1.0), _DARK_TINT)
    grounds = (NIGHT, tint)
    texts = {
        name: settle(colour, grounds, 1.0, _DARK_INK if name == "ink" else _aim(colour))
        for name, colour in light.colours.items()
        if name not in _GROUNDS
    }
    return Palette(NIGHT, {**texts, "tint": tint, "hairline": mix(NIGHT, _WHITE, _DARK_HAIRLINE)})


def report_faint(theme: Theme, light: Palette) -> Iterator[Finding]:
    """Yield a note for each colour that a page had to change."""
    for name, colour in theme.colours.items():
        if light.colours[name].upper() != colour.upper():
            message = f'the colour "{name}" is too faint on the page: {colour} is set as {light.colours[name]}'
            yield Finding(severity="note", code="colour-faint", message=message, place="theme.toml", hint="Darken it.")


def settle(colour: str, grounds: Sequence[str], end: float, least: float = LEAST) -> str:
    """Return a colour, or the first of its hue on the way to black (0) or white (1) with so much contrast on all."""
    return _find(
        (shade(colour, end, share) for share in _SHARES),
        lambda each: all(_contrasts(each, ground, least) for ground in grounds),
    )


def shade(colour: str, end: float, share: float) -> str:
    """Return a colour moved towards black (0) or white (1) by its lightness; hue and saturation stay."""
    if not share:
        return colour.upper()
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in _split(colour)))
    return _join(part * 255 for part in colorsys.hls_to_rgb(hue, lightness + (end - lightness) * share, saturation))


def mix(one: str, other: str, share: float) -> str:
    """Return a colour with so much of another in it, by parts of sRGB."""
    return _join(a * (1 - share) + b * share for a, b in zip(_split(one), _split(other), strict=True))


def _find(colours: Iterator[str], suits: Callable[[str], bool]) -> str:
    """Return the first colour that suits, or the last."""
    last = ""
    for last in colours:
        if suits(last):
            break
    return last


def _contrasts(one: str, other: str, least: float) -> bool:
    return measure_contrast(one, other) >= least


def _aim(colour: str) -> float:
    """Return the contrast that a colour should have on a dark screen: that of the light one, within bounds."""
    return min(max(measure_contrast(colour, PAPER), LEAST), _DARK_MOST)


def _split(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


def _join(parts: Iterable[float]) -> str:
    return "#" + "".join(f"{round(part):02X}" for part in parts)


def name_colour(name: str, names: Sequence[str]) -> str:
    """Return the custom property that holds a colour; a name that style sheets do not know gives its number."""
    return f"--{name}" if _PLAIN.fullmatch(name) else f"--colour-{sorted(names).index(name)}"
