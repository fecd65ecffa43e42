"""Cells over several rows and columns of a table: where they stand, what is ruled off, how they are tagged."""

from dataclasses import replace

import pytest

from briefing.model.document import Callout, CellSpan, Column, Note, Table
from briefing.render.pdf.layout import Layout
from briefing.render.pdf.writer import write_pdf
from tests.render.pdf.builders import cover_cells, document, lay, make_theme, read_line, read_texts, renumber, words
from tests.render.pdf.checks import check_file, read_span
from tests.render.pdf.reading import Node
from tests.render.samples import make_spans, part_columns, text

THREE = Table(
    caption=(),
    columns=tuple(Column(text(head), "source", 1 / 3) for head in "XYZ"),
    rows=tuple(tuple(text(f"{row}{column}") for column in "xyz") for row in "abcd"),
)


def find(layout: Layout, words_: str) -> tuple[float, float]:
    """Return where a line stands: from the left, and its baseline from the top of the page."""
    return next(
        (line.x, placed.y + line.baseline)
        for page in layout.pages
        for placed in page.bands
        for line in placed.band.lines
        if read_line(line.line).strip() == words_
    )


def test_a_cell_over_columns_is_as_wide_as_they_are() -> None:
    table = replace(THREE, rows=((text(words(20)), (), text("z")), THREE.rows[1]), spans=(CellSpan(0, 0, columns=2),))
    lines = [line.line for placed in lay(table).pages[0].bands for line in placed.band.lines]
    assert 150 < max(line.width for line in lines) <= 2 * 400 / 3


def test_a_head_may_be_over_columns() -> None:
    layout = lay(cover_cells(THREE, CellSpan(-1, 1, columns=2)))
    assert [read_line(line.line) for line in layout.pages[0].bands[0].band.lines] == ["X", "Y"]


def test_a_cell_over_rows_stands_beside_them() -> None:
    tall = cover_cells(replace(THREE, rows=((text(words(12)), *THREE.rows[0][1:]), *THREE.rows[1:])), CellSpan(0, 0, 3))
    layout = lay(tall)
    (left, first), (_, beside) = find(layout, "w0000 w0001 w0002 w0003"), find(layout, "ay")
    assert left == 0
    assert first == beside
    second = find(layout, "w0004 w0005 w0006 w0007")[1]
    assert second - first == pytest.approx(make_theme().styles["table-source"].leading)
    assert find(layout, "dx")[1] > find(layout, "cy")[1]


def test_rows_grow_for_a_cell_that_is_higher_than_they_are() -> None:
    tall = cover_cells(replace(THREE, rows=((text(words(60)), *THREE.rows[0][1:]), *THREE.rows[1:])), CellSpan(0, 0, 2))
    layout = lay(tall)
    last = find(layout, "w0056 w0057 w0058 w0059")[1]
    assert find(layout, "by")[1] < last < find(layout, "cx")[1] - 10


def test_no_hairline_runs_through_a_cell() -> None:
    layout = lay(cover_cells(THREE, CellSpan(0, 1, 2)))
    rules = [[(round(rule.left), round(rule.right)) for rule in placed.band.rules] for placed in layout.pages[0].bands]
    third = (400 - 2 * 16) / 3
    assert rules[1] == [(0, round(third)), (round(2 * third + 32), 400)]
    assert rules[2] == [(0, 400)]


def test_rows_that_a_cell_is_over_stay_on_one_page() -> None:
    rows = tuple(tuple(text(f"{row}{column}") for column in "xyz") for row in range(30))
    spanned = replace(THREE, rows=rows)
    for row in range(0, 30, 5):
        spanned = cover_cells(spanned, CellSpan(row, 0, 5))
    for page in lay(spanned, height=300).pages:
        fresh = [read_line(line.line) for placed in page.bands if not placed.repeated for line in placed.band.lines]
        assert sum(said.strip().endswith("y") for said in fresh) % 5 == 0


def test_rows_taller_than_a_page_together_are_parted_between_two_of_them() -> None:
    rows = tuple(tuple(text(f"{row}{column}") for column in "xyz") for row in range(40))
    layout = lay(cover_cells(replace(THREE, rows=rows), CellSpan(0, 0, 40)), height=300)
    assert len(layout.pages) > 2
    assert all(len(placed.band.lines) >= 2 for page in layout.pages for placed in page.bands)


def test_a_cell_over_rows_may_be_longer_than_a_page() -> None:
    tall = replace(THREE, rows=((text(words(900)), *THREE.rows[0][1:]), *THREE.rows[1:]))
    layout = lay(cover_cells(tall, CellSpan(0, 0, 2)), height=300)
    said = " ".join(
        read_line(line.line).strip()
        for page in layout.pages
        for p in page.bands
        if not p.repeated
        for line in p.band.lines
    )
    assert [word for word in said.split() if word.startswith("w")] == words(900).split()
    for page in layout.pages:
        lowest = max(p.y + line.baseline for p in page.bands for line in p.band.lines)
        assert lowest <= 300


def test_the_notes_of_a_cell_over_rows_stand_with_their_lines() -> None:
    cell = (*text(words(30)), Note(0, text("one")), *text(words(30)), Note(0, text("two")))
    (table,) = renumber(
        (cover_cells(replace(THREE, rows=((cell, *THREE.rows[0][1:]), *THREE.rows[1:])), CellSpan(0, 0, 4)),)
    )
    layout = lay(table, height=120)
    for page in layout.pages:
        marks = sorted(mark for placed in page.bands for mark in placed.band.marks)
        assert [part.number for part in page.notes] == marks


@pytest.fixture(scope="module")
def tree() -> Node:
    return check_file(write_pdf(document(make_spans()), make_theme())[0])


def test_spans_are_told_to_those_who_hear_the_table(tree: Node) -> None:
    assert [[read_span(cell) for cell in row.kids] for row in tree.find("TR")] == [
        [(1, 1), (2, 1), (1, 1)],
        [(1, 2), (1, 1), (1, 1), (1, 1)],
        [(3, 1)],
        [(1, 1), (1, 1), (1, 1), (1, 2)],
        [(1, 1), (2, 1)],
        [(3, 1), (1, 1)],
    ]
    assert [kid.tag for kid in tree.find("TR")[1].kids] == ["TH", "TD", "TD", "TD"]


def test_rows_are_read_cell_by_cell() -> None:
    data, _ = write_pdf(document(make_spans()), make_theme())
    (page,) = read_texts(data)
    said = " ".join(page.split())
    order = [
        "What was said",
        "The council",
        "once in the autumn",
        "We will",
        "In the spring",
        "Neither",
        "Denied",
        "Open",
    ]
    assert [said.index(words_) for words_ in order] == sorted(said.index(words_) for words_ in order)


def test_spans_stand_in_boxes_and_columns() -> None:
    boxed = Callout("box", (cover_cells(THREE, CellSpan(1, 0, 3)),))
    for theme in (make_theme(), part_columns(make_theme(height=300))):
        check_file(write_pdf(document(boxed, make_spans()), theme)[0])
