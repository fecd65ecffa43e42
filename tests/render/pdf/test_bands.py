"""Bands keep what they are when they are stacked."""

import dataclasses

from briefing.render.pdf.bands import KEEP, Anchor, Band, Box, Rule


def test_a_band_that_is_settled_changes_in_nothing_but_its_place() -> None:
    rule = Rule(0.0, 1.0, 10.0, 0.5, "ink")
    box = Box(key=1, left=0.0, right=9.0, pad=4.0, ground="tint", bar="accent", bar_width=2.0)
    band = Band(
        height=12.0, under=1.0, lines=(), rules=(rule,), opening=(Band(height=3.0),), box=box, closing=rule,
        anchor=Anchor("a", "A", 1), marks=(1, 2),
    )  # fmt: skip
    placed = dataclasses.replace(band, cost=KEEP, before=6.0, marks=(2,), wide=True)
    assert band.settle(KEEP, 6.0, (2,), wide=True) == placed
    named = {field.name for field in dataclasses.fields(Band) if getattr(band, field.name) != field.default}
    others = {field.name for field in dataclasses.fields(Band)} - {
        "cost",
        "before",
        "marks",
        "wide",
        "lines",
        "picture",
    }
    assert named >= others  # each of them would be missed
