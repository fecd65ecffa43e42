"""Pages of columns: filled one after the other, even where a section ends, with the notes at the foot of the page."""

from dataclasses import replace

from briefing.model.document import Block, Callout, Column, Fact, Facts, Heading, Inlines, Note, Table, Text
from briefing.render.pdf.layout import NOTE_SEPARATOR, Layout, lay_out
from briefing.render.pdf.notes import NoteRoom, NoteText, Slice
from briefing.render.pdf.pages import Page, PlacedBand
from briefing.render.pdf.writer import write_pdf
from tests.render.pdf.builders import (
    Ruler,
    document,
    make_sheet,
    make_theme,
    note,
    read_band,
    read_texts,
    statement,
    words,
)
from tests.render.pdf.checks import check_file
from tests.render.samples import make_figure, part_columns, text

GUTTER = 12.0


def lay(*blocks: Block, width: float = 412, height: float = 400, columns: int = 2, title: str = "") -> Layout:
    return lay_out(document(*blocks, title=title), make_sheet(width, height, columns=columns), Ruler())


def read_columns(page: Page) -> list[tuple[float, list[str]]]:
    """Return the left edge and the text of each column of a page, in the order in which they are painted."""
    columns: list[tuple[float, list[str]]] = []
    before: PlacedBand | None = None
    for placed in page.bands:
        if before is None or placed.x != before.x or placed.band.wide != before.band.wide:
            columns.append((placed.x, []))
        columns[-1][1].append(read_band(placed.band))
        before = placed
    return columns


def wide(rows: int = 1, *marks: Note) -> Table:
    cells: tuple[Inlines, ...] = (text("a"), (Text("b"), *marks), text("c"))
    return Table(caption=(), columns=tuple(Column(text(head)) for head in "XYZ"), rows=(cells,) * rows)


def test_text_goes_down_the_first_column_and_then_down_the_next() -> None:
    page, *_ = lay(*(statement(f"s{number}") for number in range(100))).pages
    (first, left), (second, right) = read_columns(page)
    assert (first, second) == (0.0, 212.0)
    assert [*left, *right] == [f"s{number}" for number in range(len(left) + len(right))]


def test_a_section_that_ends_stands_in_columns_of_one_height() -> None:
    (page,) = lay(*(statement(f"s{number}") for number in range(11))).pages
    assert [len(column) for _, column in read_columns(page)] == [6, 5]
    (page,) = lay(*(statement(f"s{number}") for number in range(11)), columns=3).pages
    assert [len(column) for _, column in read_columns(page)] == [4, 4, 3]


def test_lines_are_as_long_as_a_column() -> None:
    (page,) = lay(statement(words(60))).pages
    longest = max(line.line.width for placed in page.bands for line in placed.band.lines)
    assert 150 < longest <= 200


def test_what_stands_across_the_page_parts_the_columns() -> None:
    (page,) = lay(statement("a"), statement("b"), wide(), statement("c"), statement("d"), title="Title").pages
    assert [column for _, column in read_columns(page)] == [
        ["Title"], ["a"], ["b"], ["X Y Z", "a b c"], ["c"], ["d"]
    ]  # fmt: skip
    heights = {read_band(placed.band): placed.y for placed in page.bands}
    assert heights["a"] == heights["b"] < heights["X Y Z"] < heights["c"] == heights["d"]


def test_a_heading_above_what_stands_across_goes_with_it() -> None:
    (page,) = lay(statement("a"), Heading(1, text("H"), "h"), wide()).pages
    assert [column for _, column in read_columns(page)] == [["a"], ["H", "X Y Z", "a b c"]]


def test_a_large_figure_stands_across_and_a_small_one_in_its_column() -> None:
    layout = lay(make_figure(share=1.0), make_figure(share=0.4))
    pictures = [placed.band.picture for placed in layout.pages[0].bands if placed.band.picture]
    assert [round(picture.width) for picture in pictures] == [412, 80]


def test_the_notes_of_a_page_stand_at_its_foot_in_columns_in_their_order() -> None:
    layout = lay(*(statement(f"s{number}", note(number, words(12))) for number in range(1, 7)), wide(1, note(7)))
    (page,) = layout.pages
    assert [(part.number, part.x) for part in page.notes] == [
        (1, 0.0), (2, 0.0), (3, 0.0), (4, 212.0), (5, 212.0), (6, 212.0), (7, 212.0)
    ]  # fmt: skip
    assert page.notes[0].y == page.notes[3].y
    assert max(part.y + (part.stop - part.start) * 11 for part in page.notes) <= 400


def test_a_long_note_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    layout = lay(statement("a", note(1, words(1500))), statement("b", note(2)))
    parts = [(number, part) for number, page in enumerate(layout.pages) for part in page.notes if part.number == 1]
    assert [part.start for _, part in parts] == [0, *(part.stop for _, part in parts[:-1])]
    assert parts[-1][1].stop == len(layout.notes[1].lines)
    assert {part.x for number, part in parts if number == 0} == {0.0, 212.0}
    assert [page.continued for page in layout.pages[:2]] == [False, True]


def test_a_box_is_not_parted_by_the_end_of_a_column() -> None:
    box = Callout("box", tuple(statement(f"box{number}") for number in range(8)))
    layout = lay(*(statement(f"s{number}") for number in range(24)), box, *(statement("t") for _ in range(60)))
    places = {
        (number, placed.x) for number, page in enumerate(layout.pages) for placed in page.bands if placed.band.box
    }
    assert len(places) == 1


def test_a_box_higher_than_a_column_is_parted_and_each_part_has_its_ground() -> None:
    box = Callout("box", tuple(statement(f"box{number}") for number in range(60)))
    layout = lay(box)
    assert len({(number, placed.x) for number, page in enumerate(layout.pages) for placed in page.bands}) > 2
    data, _ = write_pdf(document(box, wide()), part_columns(make_theme()))
    check_file(data)


def test_the_head_of_a_table_is_repeated_at_the_top_of_a_column() -> None:
    table = Table(
        caption=(), columns=(Column(text("Left")), Column(text("Right"))), rows=((text("a"), text("b")),) * 20
    )
    (page,) = lay(table, height=300).pages
    (_, left), (_, right) = read_columns(page)
    assert left[0] == right[0] == "Left Right"
    assert [placed.repeated for placed in page.bands].count(True) == 1


def test_a_row_cut_at_the_end_of_a_column_is_closed_by_a_rule_there() -> None:
    table = Table(caption=(), columns=(Column(text("A")), Column(text("B"))), rows=((text(words(400)), text("b")),))
    data, _ = write_pdf(document(table), part_columns(make_theme(height=400)))
    check_file(data)
    assert " ".join(read_texts(data)[0].split()).count("w0000") == 1


def test_a_nearly_empty_last_page_gets_some_lines_of_the_page_before() -> None:
    for filler in range(30, 90):
        layout = lay(*(statement("x") for _ in range(filler)), height=300)
        if len(layout.pages) > 1:
            assert len(layout.pages[-1].bands) >= 10


def test_more_notes_in_a_line_than_a_page_can_begin_end_on_later_pages() -> None:
    layout = lay(statement("x", *(note(number, words(30)) for number in range(1, 61))), statement("y"), height=56)
    reached = [part.number for page in layout.pages for part in page.notes]
    assert sorted(set(reached)) == list(range(1, 61))
    assert layout.overfull


def test_a_page_of_hardly_any_room_still_ends() -> None:
    layout = lay(*(statement(words(20), note(number, words(9))) for number in range(1, 5)), width=60, height=20)
    assert sum(not placed.repeated for page in layout.pages for placed in page.bands) > 20


def test_what_is_carried_over_comes_to_its_end_before_a_new_note_begins() -> None:
    layout = lay(statement("a", note(1, words(2000))), *(statement("b", note(n)) for n in range(2, 9)), height=200)
    order = [part.number for page in layout.pages for part in page.notes]
    assert order == sorted(order)


def make_room(columns: int) -> NoteRoom:
    line = lay(statement("x")).pages[0].bands[0].band.lines[0].line
    notes = {number: NoteText(number, line, (line,) * 20) for number in range(1, 9)}
    return NoteRoom(notes, 400, 11, 1.2, NOTE_SEPARATOR, columns, step=100.0)


def test_notes_are_shared_so_that_no_line_stands_alone() -> None:
    room = make_room(2)
    columns = room.share((Slice(1, 0, 5, 5), Slice(2, 0, 3, 3), Slice(3, 0, 3, 3)))
    assert [[(part.number, part.start, part.full) for part in column] for column in columns] == [
        [(1, 0, 5)], [(2, 0, 3), (3, 0, 3)]
    ]  # fmt: skip
    assert room.height((Slice(1, 0, 4, 4),)) == NOTE_SEPARATOR + 2 * 11 + 1.2


def test_a_note_that_no_share_pleases_is_parted_all_the_same() -> None:
    columns = make_room(3).share((Slice(1, 0, 1, 1), Slice(2, 0, 1, 1), Slice(3, 0, 1, 1)))
    assert [len(column) for column in columns] == [1, 1, 1]


def test_every_column_is_read_to_its_end_before_the_next() -> None:
    blocks = [statement(f"begin{number} {words(30)} end{number}", note(number)) for number in range(1, 9)]
    data, _ = write_pdf(document(*blocks, title="Title"), part_columns(make_theme()))
    check_file(data)
    text_ = " ".join(read_texts(data)[0].split())
    places = [text_.index(f"{word}{number}") for number in range(1, 9) for word in ("begin", "end")]
    assert places == sorted(places)


def test_a_cover_ends_its_page_and_columns_begin_on_the_next() -> None:
    theme = replace(make_sheet(412, 400, columns=2), cover=True)
    facts = Facts((Fact("Date", text("today")),))
    first, second = lay_out(
        document(facts, Heading(1, text("H"), "h"), *map(statement, "abcd"), title="Title"), theme, Ruler()
    ).pages
    assert all(placed.band.wide for placed in first.bands)
    assert [column for _, column in read_columns(second)] == [["H", "a"], ["b", "c", "d"]]
