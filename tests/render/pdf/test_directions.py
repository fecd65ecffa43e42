"""Words that run from the right on the page: each in its place, lines broken as they are read."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from briefing.model.document import Inline, Note, Quoted, Tag, Text
from briefing.render.pdf.directions import is_turned, place_runs
from briefing.render.pdf.fonts import FontBook
from briefing.render.pdf.lines import Line, MarkTarget, Run
from briefing.render.pdf.setting import Typographer
from briefing.render.pdf.shelf import Shelf
from tests.render.pdf.builders import make_theme
from tests.render.pdf.test_fit import justify
from tests.render.pdf.tongues import make_fonts, take_fonts

HEBREW = {"A": "אבא", "B": "ברק", "C": "גל", "D": "דן"}


@pytest.fixture(scope="module")
def typographer(tmp_path_factory: pytest.TempPathFactory) -> Typographer:
    theme = take_fonts(make_fonts(tmp_path_factory.mktemp("fonts")))
    return Typographer(theme, FontBook(theme.fonts, shelf=Shelf(theme.script_fonts)))


def write(text: str) -> str:
    return "".join(HEBREW.get(char, char) for char in text)


def show(line: Line) -> str:
    """Return the runs of a line from left to right; capitals stand for words in Hebrew."""
    placed = sorted(place_runs(line, 0.0), key=lambda each: each[1])
    shown = "|".join(run.text.strip() for run, _, _ in placed if run.text.strip())
    for capital, word in HEBREW.items():
        shown = shown.replace(word, capital)
    return shown


def set_lines(typographer: Typographer, *children: Inline, width: float = 400.0) -> Sequence[Line]:
    return typographer.lines(children, "statement", width)


def test_words_within_a_line_from_the_left_stand_from_right_to_left(typographer: Typographer) -> None:
    (line,) = set_lines(typographer, Text(write("he met A B and C there")))
    assert show(line) == "he met|A B|and|C|there"
    assert [run.text.strip() for run in line.runs if run.ink.level] == [write("A B"), write("C")]
    assert is_turned(line)
    assert line.shift == 0.0


def test_a_number_between_them_stands_between_them(typographer: Typographer) -> None:
    (line,) = set_lines(typographer, Text(write("met A 25 B now")))
    assert show(line) == "met|B|25|A|now"


def test_runs_touch_and_fill_the_line(typographer: Typographer) -> None:
    (line,) = set_lines(typographer, Text(write("he met A (B, 25%) and C there")))
    placed = sorted(place_runs(line, 10.0), key=lambda each: each[1])
    right = 10.0
    for _, left, width in placed:
        assert left == pytest.approx(right)
        right = left + width
    assert right == pytest.approx(10.0 + line.width)


def test_a_paragraph_in_hebrew_stands_at_the_right_edge(typographer: Typographer) -> None:
    lines = set_lines(typographer, Text(write("A B C D " * 20).strip() + "."), width=200)
    assert len(lines) > 2
    for line in lines:
        assert line.shift == pytest.approx(200 - line.width)
        placed = [each for each in place_runs(line, 0.0) if each[0].text.strip()]
        assert max(left + width for _, left, width in placed) == pytest.approx(200)
    read = "".join(run.text for line in lines for run in line.runs)
    assert read == write("A B C D " * 20).strip() + "."
    first = min(place_runs(lines[-1], 0.0), key=lambda each: each[1])[0]
    assert first.text == "."


def test_lines_are_broken_in_the_order_of_reading(typographer: Typographer) -> None:
    lines = set_lines(typographer, Text("he said " + write("A B C D A B C D") + " twice"), width=90)
    assert "".join(run.text for line in lines for run in line.runs) == "he said " + write("A B C D A B C D") + " twice"
    for line in lines[:-1]:
        inked = [each for each in place_runs(line, 0.0) if each[0].text.strip()]
        assert max(left + width for _, left, width in inked) <= 90 + 1e-6
        assert min(left for _, left, _ in inked) >= -1e-6


def test_a_quotation_keeps_its_own_direction(typographer: Typographer) -> None:
    quoted = Quoted("a", (Text(write("A 25 B!"), "source"),), "he")
    (line,) = set_lines(typographer, Text("They wrote at length: "), quoted, Text(" and left at once"))
    assert show(line) == "They wrote at length:|!|B|25|A|and left at once"


def test_an_english_quotation_among_hebrew_keeps_its_own(typographer: Typographer) -> None:
    quoted = Quoted("a", (Text("no (25)!", "source"),))
    (line,) = set_lines(typographer, Text(write("A B C A B C ")), quoted, Text(write(" A B C A B C")))
    shown = show(line)
    assert "no (25)!" in shown
    assert line.shift > 0


def test_a_note_mark_stands_behind_what_it_marks(typographer: Typographer) -> None:
    (line,) = set_lines(typographer, Text(write("he met A")), Note(1, ()), Text(" there"))
    assert show(line) == "he met|A|1|there"
    (line,) = set_lines(typographer, Quoted("a", (Text(write("A B.")), Note(2, ())), "he"))
    assert show(line) == "2|.|A B"
    assert any(isinstance(run.target, MarkTarget) for run in line.runs)


def test_marks_and_tags_are_never_turned_round(typographer: Typographer) -> None:
    children = (Tag("ALLEGED"), Quoted("a", (Text(write("A B.")), Note(12, ())), "he"))
    (line,) = set_lines(typographer, *children)
    whole = {run.text: run.ink.level for run in line.runs if run.target or run.ink.framed}
    assert set(whole) == {"ALLEGED", "12"}
    assert not any(level % 2 for level in whole.values())
    assert show(line) == "12|.|A B|ALLEGED"


def test_a_justified_line_is_filled_by_its_spaces(tmp_path: Path) -> None:
    theme = justify(take_fonts(make_fonts(tmp_path)))
    typographer = Typographer(theme, FontBook(theme.fonts, shelf=Shelf(theme.script_fonts)))
    lines = typographer.lines((Text(write("A B C D " * 40)),), "statement", 400)
    full = [line for line in lines if line.spacing]
    assert full
    for line in full:
        inked = [each for each in place_runs(line, 0.0) if each[0].text.strip()]
        assert max(left + width for _, left, width in inked) == pytest.approx(400, abs=0.01)
        assert min(left for _, left, _ in inked) == pytest.approx(0.0, abs=0.01)


def test_a_line_in_latin_is_not_turned() -> None:
    theme = make_theme()
    (line,) = Typographer(theme, FontBook(theme.fonts)).lines((Text("plain words"),), "statement", 400)
    assert not is_turned(line)
    ((run, left, width),) = place_runs(line, 5.0)
    assert (run.text, left) == ("plain words", 5.0)
    assert width == pytest.approx(line.width)
    assert isinstance(run, Run)
