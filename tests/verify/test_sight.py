"""What of a page nobody sees, from what is painted on it and in which order."""

import pytest

from briefing.verify.colour import measure_contrast
from briefing.verify.sight import Box, Shape, find_unseen

PAGE = Box(0, 0, 595, 842)
WORDS = Shape(box=Box(100, 100, 200, 112), colour="000000", words="Some words", size=10)
WHITE = Shape(box=WORDS.box, colour="ffffff", words="Some words", size=10)
AROUND = Box(90, 90, 210, 120)
BLACK, COVER, PICTURE = (Shape(box=AROUND, colour=colour) for colour in ("000000", "ffffff", ""))


def faults(*shapes: Shape) -> list[str]:
    return [fault for _, fault in find_unseen(shapes, PAGE)]


def test_words_on_paper_are_seen() -> None:
    assert faults(WORDS) == []


def test_what_lies_below_is_the_ground_and_what_lies_above_a_cover() -> None:
    assert faults(WHITE) == ["hidden words"]
    assert faults(BLACK, WHITE) == []
    assert faults(BLACK, WORDS) == ["hidden words"]
    assert faults(BLACK, COVER, WORDS) == []
    assert faults(WORDS, COVER) == ["hidden words"]
    assert faults(PICTURE, WHITE) == []
    assert faults(WORDS, PICTURE) == ["hidden words"]


def test_words_off_the_page_or_too_small_are_hidden() -> None:
    assert faults(Shape(box=Box(700, 100, 800, 112), colour="000000", words="Away", size=10)) == ["hidden words"]
    assert faults(Shape(box=WORDS.box, colour="000000", words="Tiny", size=0.5)) == ["hidden words"]
    assert faults(Shape(box=Box(100, 100, 100, 112), colour="000000", words="Flat", size=10)) == ["hidden words"]
    assert faults(Shape(box=WORDS.box, colour="ffffff", words="  ", size=10)) == []


@pytest.mark.parametrize(("height", "said"), [(106, ["words that are crossed out"]), (99, []), (113, [])])
def test_a_rule_crosses_words_out_only_in_their_midst(height: float, said: list[str]) -> None:
    rule = Shape(box=Box(95, height - 0.3, 205, height + 0.3), colour="000000")
    assert faults(WORDS, rule) == faults(rule, WORDS) == said


def test_a_short_rule_crosses_nothing_out() -> None:
    assert faults(WORDS, Shape(box=Box(100, 105, 110, 106), colour="000000")) == []


def test_contrast_is_that_of_wcag() -> None:
    assert measure_contrast("000000", "ffffff") == pytest.approx(21)
    assert measure_contrast("777777", "ffffff") == pytest.approx(4.48, abs=0.01)
    assert measure_contrast("12355b", "12355b") == 1
