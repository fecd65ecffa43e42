"""Whether text can be read on its ground."""

from dataclasses import replace

import pytest

from briefing.packs.contrast import find_faint, measure_contrast
from briefing.packs.lookup import bundled_packs, load_pack

THEME = load_pack("policy-brief", [bundled_packs()]).theme


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#FFFFFF", 21.0), ("#777777", "#FFFFFF", 4.48), ("#FFFFFF", "#FFFFFF", 1.0)],
)
def test_contrast_is_measured_as_wcag_has_it(one: str, other: str, ratio: float) -> None:
    assert measure_contrast(one, other) == pytest.approx(ratio, abs=0.05)
    assert measure_contrast(other, one) == measure_contrast(one, other)


def test_the_bundled_theme_can_be_read() -> None:
    assert list(find_faint(THEME)) == []


def test_a_faint_colour_is_named_with_each_role_and_ground() -> None:
    faint = list(find_faint(replace(THEME, colours={**THEME.colours, "muted": "#6E7680"})))
    assert {(each.role, each.ground) for each in faint} == {("legend", "tint"), ("remark", "tint")}
    assert all(4.0 < each.ratio < each.least == 4.5 for each in faint)


def test_large_text_may_be_fainter() -> None:
    colours = {**THEME.colours, "accent": "#7D8590"}
    assert "title" not in {each.role for each in find_faint(replace(THEME, colours=colours))}
