"""Justified paragraphs: breaks chosen together, spaces even, and ragged where the lines would be too loose."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.document import LineBreak, Note, Tag, Text
from briefing.packs.theme import Theme
from briefing.render.pdf.directions import measure_run
from briefing.render.pdf.fit import fit_lines
from briefing.render.pdf.lines import Line
from briefing.render.pdf.setting import Typographer
from briefing.render.pdf.writer import write_pdf
from tests.render.pdf.builders import Ruler, document, make_theme, open_pdf, read_line, statement, words
from tests.render.pdf.checks import check_file

TEXT = (
    "The parties shall without delay provide each other with military and other assistance by all means at their "
    "disposal if either of them is attacked and finds itself in a state of war, in accordance with the laws of both."
)


def justify(theme: Theme) -> Theme:
    styles = dict(theme.styles)
    styles["statement"] = replace(styles["statement"], justified=True)
    return replace(theme, styles=styles)


def hyphenate(theme: Theme) -> Theme:
    styles = {role: replace(style, justified=True, hyphenated=True) for role, style in theme.styles.items()}
    return replace(theme, styles=styles)


THEME = justify(make_theme())
SIZE = THEME.styles["statement"].size / 2


def set_text(*children: Text | Note | Tag | LineBreak, width: float = 50) -> tuple[Line, ...]:
    return Typographer(THEME, Ruler()).lines(children, "statement", width * SIZE)


def test_all_lines_but_the_last_fill_the_measure() -> None:
    *lines, last = set_text(Text(TEXT))
    assert all(line.width == 50 * SIZE for line in lines)
    assert any(line.spacing for line in lines)
    assert last.spacing == 0
    assert "".join(map(read_line, (*lines, last))) == TEXT


def test_runs_add_up_to_the_measure() -> None:
    for line in set_text(Text(TEXT))[:-1]:
        trailing = line.spacing + SIZE
        assert sum(measure_run(run, line) for run in line.runs) == pytest.approx(50 * SIZE + trailing)


def test_the_worst_line_is_better_than_where_each_line_is_filled_first() -> None:
    typographer = Typographer(make_theme(), Ruler())
    children = (
        Text("aaaaaa bbbbbb cccc ddddddd ee ffffffffff gggggg hhhh iiiiiii jj kkkkkkkkk lllllll mm nnnnnn " * 2),
    )
    greedy = [line.width for line in typographer.lines(children, "statement", 48 * SIZE)][:-1]
    breaks = fit_lines(typographer.words(children, "statement"), 48 * SIZE)
    assert breaks
    fitted = typographer.words(children, "statement")
    natural = [sum(word.width for word in fitted[start:stop]) + SIZE * (stop - start - 1) for start, stop in breaks][
        :-1
    ]
    assert max(abs(48 * SIZE - width) for width in natural) <= max(48 * SIZE - width for width in greedy)


def test_a_paragraph_with_a_loose_line_is_ragged() -> None:
    lines = set_text(Text(f"aaaa bbbb {'c' * 45} dddd eeee {'f' * 45}"))
    assert not any(line.spacing for line in lines)


def test_a_narrow_measure_is_ragged() -> None:
    assert not any(line.spacing for line in set_text(Text(TEXT), width=40))


def test_a_line_before_a_forced_end_keeps_its_spaces() -> None:
    lines = set_text(Text("short line"), LineBreak(), Text(TEXT))
    assert lines[0].spacing == 0
    assert any(line.spacing for line in lines)


def test_the_default_look_is_ragged() -> None:
    assert not any(style.justified for style in make_theme().styles.values())


@given(st.integers(5, 120), st.integers(48, 90))
def test_nothing_is_lost_and_no_line_is_wider_than_the_measure(count: int, width: int) -> None:
    lines = set_text(Text(words(count)), width=width)
    assert "".join(map(read_line, lines)) == words(count)
    for line in lines:
        natural = sum(run.width for run in line.runs) - (SIZE if read_line(line).endswith(" ") else 0)
        gaps = read_line(line).rstrip().count(" ")
        assert natural + gaps * line.spacing <= width * SIZE + 1e-6
        assert line.spacing >= -0.2 * SIZE - 1e-6


def test_the_edges_of_a_finished_page_are_even() -> None:
    text = " ".join([TEXT] * 4)
    data, _ = write_pdf(document(statement(Tag("ALLEGED"), text, Note(1, (Text("Source."),)))), THEME)
    check_file(data)
    sheet = open_pdf(data)[0].get_textpage()
    rects = [sheet.get_rect(index) for index in range(sheet.count_rects())]
    body = sorted((rect for rect in rects if 300 < rect[1] < 730 and rect[3] - rect[1] > 5), key=lambda rect: -rect[1])
    rights: dict[int, float] = {}
    for _, bottom, right, _ in body:
        rights[round(bottom / 8)] = max(right, rights.get(round(bottom / 8), 0.0))
    full = [right for right in rights.values() if right > 500]
    assert len(full) >= 6
    assert all(abs(before - after) < 6 for before, after in pairwise(full))
