"""Blocks on pages: what stays together, what is repeated, where notes stand. Measured with a ruler, without fonts."""

from dataclasses import replace
from itertools import pairwise

import pytest

from briefing.model.document import (
    Block,
    BulletList,
    Callout,
    Column,
    Fact,
    Facts,
    Heading,
    Note,
    OrderedList,
    Paragraph,
    Table,
    Text,
)
from briefing.render.pdf.layout import Layout, lay_out
from briefing.render.pdf.pages import Page
from tests.render.pdf.builders import (
    Ruler,
    document,
    lay,
    make_sheet,
    make_theme,
    note,
    read_band,
    read_line,
    read_pages,
    statement,
    words,
)

LINE = make_theme().styles["statement"].leading
PER_LINE = 13
"""Words of five letters in a line of a statement on a measure of 400."""


def lines(count: int) -> str:
    """Return the words of so many full lines."""
    return words(count * PER_LINE)


def page_of(layout: Layout, text: str) -> int:
    """Return the page on which a text stands, not counting what is repeated."""
    found = [
        number
        for number, page in enumerate(layout.pages, 1)
        for placed in page.bands
        if not placed.repeated and text in read_band(placed.band)
    ]
    assert len(found) == 1, found
    return found[0]


def bottom(page: Page) -> float:
    return max(placed.y + placed.band.height for placed in page.bands)


def heading(text: str, level: int = 1) -> Heading:
    return Heading(level, (Text(text),), text.lower())


def table(rows: int, *, legend: str = "", row_words: int = 3) -> Table:
    return Table(
        caption=(Text("Caption"),),
        columns=(Column((Text("Left"),), "ours", 0.3), Column((Text("Right"),), "source")),
        rows=tuple(((Text(f"row{index:02d}"),), (Text(words(row_words)),)) for index in range(rows)),
        legend=(Text(legend),) if legend else (),
    )


def test_a_statement_of_so_many_words_has_so_many_lines() -> None:
    assert len(read_pages(lay(statement(lines(4))))[0]) == 4


def test_a_page_ends_within_a_paragraph_only_where_two_lines_stay_on_either_side() -> None:
    for filler in range(10, 28):
        layout = lay(statement(lines(filler)), statement("XXXXX " + lines(6)[6:]), height=400)
        for page in read_pages(layout):
            first = next((index for index, line in enumerate(page) if "XXXXX" in line), None)
            if first is not None:
                assert len(page) - first >= 2
        assert len(read_pages(layout)[-1]) >= 2


def test_a_paragraph_of_three_lines_is_not_broken() -> None:
    for filler in range(20, 28):
        pages = read_pages(lay(statement(lines(filler)), statement("XXXXX " + lines(3)[6:])))
        assert sum(any("XXXXX" in line for line in page) for page in pages) == 1
        last = next(page for page in pages if any("XXXXX" in line for line in page))
        assert len(last) - next(i for i, line in enumerate(last) if "XXXXX" in line) == 3


@pytest.mark.parametrize("level", [1, 2, 3])
def test_a_heading_stays_with_two_lines_of_what_follows(level: int) -> None:
    for filler in range(18, 28):
        layout = lay(statement(lines(filler)), heading("Heading", level), statement("XXXXX " + lines(5)[6:]))
        assert page_of(layout, "Heading") == page_of(layout, "XXXXX")


def test_heading_label_and_statement_stay_together() -> None:
    for filler in range(15, 28):
        layout = lay(
            statement(lines(filler)), heading("Heading"), Paragraph((Text("Label"),), "label"), statement("XXXXX")
        )
        assert page_of(layout, "Heading") == page_of(layout, "Label") == page_of(layout, "XXXXX")


def test_a_caption_stays_with_the_head_and_the_first_row() -> None:
    for filler in range(15, 28):
        layout = lay(statement(lines(filler)), table(3))
        assert page_of(layout, "Caption") == page_of(layout, "Left Right") == page_of(layout, "row00")


def test_a_legend_stays_with_the_last_row() -> None:
    for rows in range(8, 20):
        layout = lay(table(rows, legend="Legend"))
        assert page_of(layout, "Legend") == page_of(layout, f"row{rows - 1:02d}")


@pytest.mark.parametrize("role", ["legend", "remark"])
def test_a_small_paragraph_stays_with_what_it_is_about(role: str) -> None:
    for filler in range(22, 28):
        layout = lay(statement(lines(filler)), statement("XXXXX"), Paragraph((Text("Small"),), role))  # type: ignore[arg-type]
        assert page_of(layout, "Small") == page_of(layout, "XXXXX")


def test_the_head_of_a_table_is_repeated_and_rows_stay_whole() -> None:
    layout = lay(table(30, row_words=30))
    assert len(layout.pages) > 1
    for number, page in enumerate(layout.pages):
        first = page.bands[0]
        assert first.repeated == (number > 0)
        if number:
            assert read_band(first.band) == "Left Right"
            assert read_band(page.bands[1].band).startswith("row")
            assert not first.band.marks


def test_a_row_taller_than_a_page_is_cut_between_lines_and_ruled_off() -> None:
    layout = lay(table(2, row_words=400), height=250)
    shown = [
        line
        for page in layout.pages
        for placed in page.bands
        if not placed.repeated
        for line in [read_band(placed.band)]
    ]
    assert " ".join(shown).count("w0399") == 2
    assert all(placed.band.closing for page in layout.pages[:2] for placed in page.bands[-1:])


def test_cells_stand_on_common_baselines() -> None:
    layout = lay(table(1, row_words=30))
    for placed in layout.pages[0].bands:
        assert len({line.baseline for line in placed.band.lines}) <= 1


def test_a_box_stays_whole_where_a_page_can_hold_it() -> None:
    for filler in range(13, 28):
        box = Callout("key-points", (statement("XXXXX " + lines(5)[6:]), statement(lines(4) + " YYYYY")))
        layout = lay(statement(lines(filler)), box, statement("after"))
        assert page_of(layout, "XXXXX") == page_of(layout, "YYYYY")


def test_a_box_is_broken_rather_than_leave_most_of_a_page_empty() -> None:
    layout = lay(statement(lines(5)), Callout("box", (statement("XXXXX"), statement(lines(22)))))
    assert page_of(layout, "XXXXX") == 1
    assert len(layout.pages) == 2


def test_a_box_taller_than_a_page_is_broken_like_text_and_keeps_room_at_its_edges() -> None:
    layout = lay(Callout("box", (statement(lines(40)),)), height=300)
    assert len(layout.pages) > 1
    for page in layout.pages:
        box = page.bands[-1].band.box
        assert box is not None
        assert bottom(page) + box.pad <= 300 + 1e-6
    assert layout.pages[1].bands[0].repeated
    assert layout.pages[1].bands[0].band.height == layout.pages[1].bands[0].band.box.pad  # type: ignore[union-attr]


def test_a_table_in_a_broken_box_repeats_its_head_within_the_box() -> None:
    layout = lay(Callout("box", (table(30),)), height=300)
    opening = [placed for placed in layout.pages[1].bands if placed.repeated]
    assert [read_band(placed.band) for placed in opening] == ["", "Left Right"]
    assert all(placed.band.box for placed in opening)


def test_a_box_within_a_box_is_part_of_the_outer_one() -> None:
    layout = lay(Callout("box", (statement("a"), Callout("key-points", (statement("b"),)))))
    boxes = {placed.band.box for placed in layout.pages[0].bands}
    assert len(boxes) == 1


def test_an_empty_box_leaves_nothing_behind() -> None:
    layout = lay(Callout("box", ()), statement("after"))
    assert [placed.band.box for placed in layout.pages[0].bands] == [None]


def test_space_above_is_dropped_at_the_top_of_a_page() -> None:
    layout = lay(*(heading(f"H{index}") for index in range(40)))
    assert all(page.bands[0].y == 0 for page in layout.pages)


def test_numbers_and_bullets_stand_on_the_line_of_their_item() -> None:
    items = ((statement("one"),), (statement("two"), statement("more")), ())
    layout = lay(OrderedList(items), BulletList(items))
    assert read_pages(layout)[0] == ["1. one", "2. two", "more", "3. ", "• one", "• two", "more", "• "]
    for placed in layout.pages[0].bands:
        assert len({line.baseline for line in placed.band.lines}) == 1


def test_numbers_end_at_one_edge() -> None:
    layout = lay(OrderedList(tuple((statement("x"),) for _ in range(12))))
    edges = {round(p.band.lines[0].x + p.band.lines[0].line.width, 3) for p in layout.pages[0].bands}
    assert len(edges) == 1


def test_nested_lists_are_drawn_in_until_there_is_no_room() -> None:
    block: Block = statement("deep")
    for _ in range(30):
        block = BulletList(((block,),))
    layout = lay(block, width=300)
    deepest = max(line.x for page in layout.pages for placed in page.bands for line in placed.band.lines)
    assert 100 < deepest <= 300 - 120


def test_notes_stand_on_the_page_of_their_mark_at_its_foot() -> None:
    layout = lay(statement(lines(20), note(1)), statement(lines(20), note(2)))
    for page in layout.pages:
        marks = [mark for placed in page.bands for mark in placed.band.marks]
        assert [placed.number for placed in page.notes] == marks
        for placed in page.notes[-1:]:
            assert 380 < placed.y + 11 <= 400


def test_the_notes_of_a_row_stand_in_their_order_whichever_cell_is_taller() -> None:
    columns = (Column((Text("A"),), share=0.5), Column((Text("B"),), share=0.5))
    row = ((Text(words(30)), note(1)), (Text("x"), note(2)))
    layout = lay(Table(caption=(), columns=columns, rows=(row,)))
    assert [placed.number for placed in layout.pages[0].notes] == [1, 2]


def test_a_long_note_is_carried_on_and_marked_by_a_full_rule() -> None:
    layout = lay(statement(lines(10), note(1, words(900))), statement(lines(3), note(2)), height=300)
    parts = [
        (number, placed) for number, page in enumerate(layout.pages) for placed in page.notes if placed.number == 1
    ]
    assert len(parts) > 1
    assert [page.continued for page in layout.pages[:2]] == [False, True]
    for (_, before), (_, after) in pairwise(parts):
        assert before.stop == after.start
        assert after.stop - after.start >= 2
    assert parts[-1][1].stop == len(layout.notes[1].lines)


def test_a_short_note_is_never_parted() -> None:
    layout = lay(*(statement(lines(2), note(number, words(60))) for number in range(1, 20)))
    for page in layout.pages:
        assert all(placed.start == 0 and placed.stop == len(layout.notes[placed.number].lines) for placed in page.notes)


def test_a_line_whose_notes_fill_more_than_a_page_starts_each_of_them() -> None:
    layout = lay(statement("before"), statement("x", *(note(number, words(300)) for number in range(1, 5))), height=220)
    page = layout.pages[page_of(layout, "x1,2,3,4") - 1]
    assert [placed.number for placed in page.notes] == [1, 2, 3, 4]
    assert layout.overfull == 0


def test_a_line_with_more_notes_than_a_page_can_begin_is_counted() -> None:
    layout = lay(statement("x", *(note(number) for number in range(1, 61))), height=220)
    assert layout.overfull
    assert [placed.number for page in layout.pages for placed in page.notes] == list(range(1, 61))


def test_a_note_twice_marked_is_printed_once() -> None:
    layout = lay(statement("a", note(1)), statement("b", note(1)))
    assert [placed.number for page in layout.pages for placed in page.notes] == [1]


def test_a_last_page_with_few_lines_gets_some_of_the_page_before() -> None:
    for filler in range(20, 60):
        pages = read_pages(lay(*(statement(lines(1)) for _ in range(filler)), height=300))
        if len(pages) > 1:
            assert len(pages[-1]) >= 5


def test_facts_stand_side_by_side_between_two_rules() -> None:
    facts = Facts((Fact("Date", (Text("12 May"),)), Fact("Version", (Text("1.0 final"),)), Fact("By", (Text("us"),))))
    layout = lay(facts, statement("after"))
    labels, values, _ = read_pages(layout)[0]
    assert (labels, values) == ("DATE VERSION BY", "12 May 1.0 final us")
    first, second = layout.pages[0].bands[:2]
    assert [rule.y for rule in first.band.rules] == [0]
    assert [rule.y for rule in second.band.rules] == [second.band.height]
    assert [line.x for line in first.band.lines] == [line.x for line in second.band.lines]


def test_facts_without_room_for_their_words_stand_in_more_rows() -> None:
    facts = Facts(tuple(Fact(f"Label {n}", (Text("x" * 20),)) for n in range(6)))
    assert len(read_pages(lay(facts, width=250))[0]) > 2
    assert not lay(Facts(()), title="t").pages[0].bands[0].band.rules


def test_columns_without_shares_are_as_wide_as_what_they_hold() -> None:
    columns = (Column((Text("A"),)), Column((Text("B"),), "source"))
    rows = (((Text("short"),), (Text(words(60)),)),)
    band = lay(Table(caption=(), columns=columns, rows=rows)).pages[0].bands[1].band
    assert 20 < band.lines[1].x < 120
    assert read_line(band.lines[0].line) == "short"


def test_shares_that_promise_more_than_all_are_scaled() -> None:
    columns = (Column((Text("A"),), share=0.9), Column((Text("B"),), share=0.9))
    band = lay(Table(caption=(), columns=columns, rows=())).pages[0].bands[0].band
    assert band.lines[1].x == pytest.approx(208, abs=1)


def test_a_share_too_narrow_for_a_word_gives_it_room_where_there_is_some() -> None:
    columns = (Column((Text("A"),), share=0.25), Column((Text("B"),), share=0.75))
    rows = (((Text("Commission"),), (Text(words(9)),)),)
    band = lay(Table(caption=(), columns=columns, rows=rows), width=150).pages[0].bands[1].band
    assert read_line(band.lines[0].line) == "Commission"
    assert band.lines[0].line.width <= band.lines[1].x - 16 + 1e-6
    narrow = lay(Table(caption=(), columns=columns, rows=rows), width=60).pages[0].bands[1].band
    assert read_line(narrow.lines[0].line) != "Commission"


def test_a_table_without_columns_or_rows_is_no_trouble() -> None:
    assert lay(Table(caption=(Text("Nothing"),), columns=(), rows=())).pages


def test_many_columns_give_up_their_gutters() -> None:
    columns = tuple(Column((Text("x"),)) for _ in range(20))
    layout = lay(Table(caption=(), columns=columns, rows=()), width=200)
    assert max(line.x for line in layout.pages[0].bands[0].band.lines) < 200


def test_an_empty_document_is_one_empty_page() -> None:
    assert len(lay().pages) == 1


def test_the_title_opens_the_first_page_and_stays_with_what_follows() -> None:
    layout = lay_out(document(statement("body"), title="A title", subtitle="Below it"), make_sheet(400, 300), Ruler())
    assert read_pages(layout)[0] == ["A title", "Below it", "body"]
    assert layout.pages[0].bands[0].band.anchor is not None


def test_the_lines_of_a_long_title_are_about_as_long_as_each_other() -> None:
    title = "An accord on mutual assistance and what it means for the trade of the eastern border regions"
    long, short = [lay(title=title, width=width).pages[0].bands for width in (800, 560)]
    widths = [placed.band.lines[0].line.width for placed in long]
    assert len(widths) == 2
    assert min(widths) > 0.8 * max(widths)
    assert len(short) == 2


def test_a_band_taller_than_the_page_still_ends() -> None:
    layout = lay(statement(lines(3), Note(1, (Text(words(20)),))), height=8)
    assert page_of(layout, "w0000") == 1
    assert sum(placed.stop - placed.start for page in layout.pages for placed in page.notes) == len(
        layout.notes[1].lines
    )


def test_every_line_knows_where_it_stands_in_the_document() -> None:
    layout = lay(heading("H"), BulletList(((statement("item"),),)), table(1))
    paths = [line.path for placed in layout.pages[0].bands for line in placed.band.lines]
    assert paths[0] == (("heading1", 0),)
    assert paths[1] == (("list", 1), ("item", 0))
    assert paths[2] == (("list", 1), ("item", 0), ("statement", 0))
    assert paths[-1] == (("table", 2), ("row", 0), ("cell", 1))


def test_heading_levels_beyond_the_third_look_like_the_third() -> None:
    band = lay(heading("H", 7)).pages[0].bands[0].band
    assert band.height == make_theme().styles["heading3"].leading


def test_layout_needs_no_reportlab(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "reportlab", None)
    assert lay(statement("a", note(1)), table(2)).pages


def test_a_document_laid_out_twice_is_the_same() -> None:
    blocks = (statement("a", note(1)), table(2), Callout("box", (statement("b"),)))
    assert lay(*blocks).pages == lay(*blocks).pages
    assert replace(lay(*blocks).pages[0]) == lay(*blocks).pages[0]
