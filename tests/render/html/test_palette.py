"""Text can be read on every ground, on light screens and dark ones, whatever the theme says."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from briefing.packs.contrast import LEAST, PAPER, measure_contrast
from briefing.packs.theme import NEEDED_COLOURS, Theme
from briefing.render.html.palette import (
    NIGHT,
    Palette,
    make_dark,
    make_light,
    mix,
    name_colour,
    report_faint,
    settle,
    shade,
)
from tests.render.samples import read_theme

THEME = read_theme()
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
THEMES = st.fixed_dictionaries(dict.fromkeys((*NEEDED_COLOURS, "house"), COLOURS)).map(
    lambda colours: replace(THEME, colours=colours)
)


def list_texts(palette: Palette) -> list[tuple[str, str, float]]:
    """Return the contrast of each colour of text with each ground."""
    texts = {name: colour for name, colour in palette.colours.items() if name not in {"tint", "hairline"}}
    return [
        (name, ground, measure_contrast(colour, ground)) for name, colour in texts.items() for ground in palette.grounds
    ]


@given(THEMES)
def test_every_colour_of_text_is_legible_on_page_and_box(theme: Theme):
    light = make_light(theme)
    for palette in (light, make_dark(light)):
        assert [found for found in list_texts(palette) if found[2] < LEAST] == []


def test_the_colours_of_a_legible_theme_stay_as_they_are():
    assert make_light(THEME).colours == THEME.colours
    assert list(report_faint(THEME, make_light(THEME))) == []


def test_a_dark_screen_has_a_dark_page_and_a_lighter_box():
    dark = make_dark(make_light(THEME))
    assert dark.ground == NIGHT
    assert 1.05 < measure_contrast(dark.colours["tint"], NIGHT) < 2


def test_a_faint_colour_is_darkened_and_said():
    theme = replace(THEME, colours={**THEME.colours, "muted": "#BBBBBB"})
    light = make_light(theme)
    (finding,) = report_faint(theme, light)
    assert light.colours["muted"] < "#777777"
    assert (finding.severity, finding.code) == ("note", "colour-faint")
    assert f"#BBBBBB is set as {light.colours['muted']}" in finding.message


@given(COLOURS)
def test_settling_keeps_what_has_contrast_already(colour: str):
    settled = settle(colour, (PAPER,), 0.0)
    assert measure_contrast(settled, PAPER) >= LEAST
    if measure_contrast(colour, PAPER) >= LEAST:
        assert settled == colour.upper()


@given(COLOURS, st.floats(0, 1))
def test_shading_ends_at_black_and_white(colour: str, share: float):
    assert len(shade(colour, 1.0, share)) == 7
    assert (shade(colour, 0.0, 1.0), shade(colour, 1.0, 1.0)) == ("#000000", "#FFFFFF")


def test_mixing_goes_from_one_colour_to_the_other():
    assert [mix("#000000", "#FF8040", share) for share in (0, 0.5, 1)] == ["#000000", "#804020", "#FF8040"]


def test_a_colour_has_a_property_of_its_name_or_number():
    assert name_colour("ink", ["ink"]) == "--ink"
    assert name_colour("2nd; x", ["ink", "2nd; x"]) == "--colour-0"
