"""The guarantee of the page-fill loop on documents that nobody wrote: notes by their marks, whole and in order."""

from collections.abc import Iterator
from itertools import pairwise, zip_longest

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.model.document import (
    Block,
    BulletList,
    Callout,
    CellSpan,
    Column,
    Emphasis,
    Facts,
    Figure,
    Heading,
    Inline,
    LineBreak,
    Note,
    OrderedList,
    Paragraph,
    Quoted,
    Table,
    Tag,
    Text,
    collect_notes,
)
from briefing.packs.theme import Theme
from briefing.render.pdf.bands import FREE, KEEP, WHOLE, Band
from briefing.render.pdf.hyphens import ends_in_hyphen
from briefing.render.pdf.layout import NOTE_SEPARATOR, Layout, lay_out
from briefing.render.pdf.lines import MarkTarget
from briefing.render.pdf.notes import NoteRoom
from briefing.render.pdf.pages import Page, PageFiller, PlacedBand
from tests.render.pdf.builders import Ruler, cover_cells, document, make_sheet, renumber, words

SHORT = st.integers(1, 30).map(lambda count: Text(words(count)))
LONG = st.integers(1, 90).map(lambda count: Text(words(count)))
NOTES = st.one_of(st.integers(1, 40), st.integers(1, 40), st.integers(60, 300)).map(
    lambda count: Note(0, (Text(words(count)),))
)
INLINES = st.lists(
    st.one_of(
        LONG,
        SHORT,
        NOTES,
        st.sampled_from([Tag("ALLEGED"), LineBreak(), Text("x" * 120)]),
        st.tuples(SHORT, NOTES).map(lambda pair: Quoted("1:1.1", pair)),
        SHORT.map(lambda text: Emphasis((text,))),
    ),
    max_size=5,
).map(tuple)
CELLS = st.lists(st.one_of(SHORT, SHORT, NOTES), max_size=3).map(tuple)
ROLES = st.sampled_from(["body", "statement", "statement", "label", "legend", "remark"])
PARAGRAPHS = st.builds(Paragraph, INLINES, ROLES)
HEADINGS = st.builds(Heading, st.integers(1, 3), CELLS, st.text("abc", min_size=1, max_size=3))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw a table whose rows are as long as its head."""
    count = draw(st.integers(1, 4))
    shares = st.one_of(st.none(), st.floats(0.05, 0.6))
    columns = tuple(Column(draw(CELLS), draw(st.sampled_from(["ours", "source"])), draw(shares)) for _ in range(count))
    rows = draw(st.lists(st.tuples(*[CELLS] * count), max_size=8))
    table = Table(caption=draw(CELLS), columns=columns, rows=tuple(rows), legend=draw(CELLS))
    spanned = draw(st.booleans())
    if rows and spanned:
        row, column = draw(st.integers(0, len(rows) - 1)), draw(st.integers(0, count - 1))
        high, broad = draw(st.integers(1, len(rows) - row)), draw(st.integers(1, count - column))
        table = cover_cells(table, CellSpan(row, column, high, broad))
    return table


def _nest(blocks: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    items = st.lists(st.lists(blocks, max_size=3).map(tuple), max_size=4).map(tuple)
    return st.one_of(
        st.builds(BulletList, items),
        st.builds(OrderedList, items),
        st.builds(Callout, st.sampled_from(["key-points", "box"]), st.lists(blocks, max_size=4).map(tuple)),
    )


BLOCKS: st.SearchStrategy[Block] = st.recursive(
    st.one_of(PARAGRAPHS, PARAGRAPHS, HEADINGS, tables()), _nest, max_leaves=6
)
DOCUMENTS = st.lists(BLOCKS, max_size=10).map(lambda blocks: renumber(tuple(blocks)))
PARTED = st.tuples(st.sampled_from([150, 300, 420]), st.sampled_from([60, 120, 250, 400]))
SHEETS = st.tuples(st.sampled_from([60, 150, 300]), st.sampled_from([40, 120, 250, 400]))


@given(DOCUMENTS, SHEETS)
@settings(max_examples=35, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_the_guarantee_holds_for_documents_that_nobody_wrote(blocks: tuple[Block, ...], sheet: tuple[int, int]) -> None:
    check(blocks, make_sheet(*sheet))


@given(DOCUMENTS, PARTED, st.sampled_from([2, 2, 3]))
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_the_guarantee_holds_in_columns(blocks: tuple[Block, ...], sheet: tuple[int, int], columns: int) -> None:
    check(blocks, make_sheet(*sheet, columns=columns))


def check(blocks: tuple[Block, ...], theme: Theme) -> None:
    layout = lay_out(document(*blocks), theme, Ruler())
    check_bands(layout)
    check_notes(layout, len(collect_notes(blocks)))
    for page in layout.pages:
        check_room(layout, page, theme.page.height - theme.page.top - theme.page.bottom)
        check_columns(page, theme)
    check_breaks(layout, theme)


def check_bands(layout: Layout) -> None:
    """Each band stands once, in order, below the one before it or at the top of the next column."""
    placed = [(band.index, band) for page in layout.pages for band in page.bands if not band.repeated]
    assert [index for index, _ in placed] == list(range(len(placed)))
    for page in layout.pages:
        for before, after in zip(page.bands, page.bands[1:], strict=False):
            assert after.y >= before.y + before.band.height - 1e-6 or after.x > before.x


_READABLE = 100
"""A column, in points, from which on nothing stands out of it."""


def check_words(layout: Layout, theme: Theme) -> None:
    """Look for words that the end of a page or column parts without need, and for ladders of hyphens."""
    bands = [placed.band for page in layout.pages for placed in page.bands if not placed.repeated]
    room = make_room(layout, theme)
    for page in layout.pages:
        for placed in list_last(page):
            parted = any(ends_in_hyphen(line.line) for line in placed.band.lines)
            assert not parted or not fits_empty_page(bands, *find_whole(bands, placed.index + 1), room)
        ladder = 0
        for placed in page.bands:
            ladder = ladder + 1 if any(ends_in_hyphen(line.line) for line in placed.band.lines) else 0
            assert ladder <= 2
    for note in layout.notes.values():
        assert not any(map(ends_in_hyphen, note.lines))


def check_columns(page: Page, theme: Theme) -> None:
    """Look for columns that do not begin at one height, and for what is not below all that it should be below."""
    step = theme.page.column + theme.page.gutter
    floor, top, lowest = 0.0, 0.0, 0.0
    for before, placed in zip((None, *page.bands), page.bands, strict=False):
        assert placed.x in {number * step for number in range(1 if placed.band.wide else theme.page.columns)}
        if before is None or placed.band.wide or before.band.wide:
            assert placed.y >= lowest - 1e-6
            top = placed.y
        elif placed.x == before.x:
            assert placed.y >= floor - 1e-6
        else:
            assert placed.x > before.x
            assert placed.y == pytest.approx(top)
        floor = placed.y + placed.band.height
        lowest = max(lowest, floor)
        width = theme.page.measure if placed.band.wide else theme.page.column
        for line in placed.band.lines if width >= _READABLE else ():
            cell = any(part in {"row", "head", "fact"} for part, _ in line.path)
            assert line.x + line.line.width <= width + 1 or cell or line.line.marks
    for part in page.notes:
        assert part.x in {number * step for number in range(theme.page.columns)}


def check_notes(layout: Layout, count: int) -> None:
    """Each note starts on the page of its mark and is complete, without gap or repetition, in order."""
    reached: dict[int, int] = {}
    starts: list[int] = []
    for page in layout.pages:
        marks = {mark for placed in page.bands for mark in placed.band.marks}
        for part in page.notes:
            assert part.start == reached.get(part.number, 0)
            assert part.stop > part.start
            reached[part.number] = part.stop
            if part.start == 0:
                starts.append(part.number)
                assert part.number in marks or layout.overfull
        assert marks <= {part.number for part in page.notes} or layout.overfull
    assert reached == {number: len(layout.notes[number].lines) for number in range(1, count + 1)}
    assert starts == sorted(starts) or has_cut_row(layout)


def has_cut_row(layout: Layout) -> bool:
    """Tell whether a page opens within a row: its marks then stand by lines, across the cells."""
    firsts = [next((p for p in page.bands if not p.repeated), None) for page in layout.pages]
    inner = [p.band for p in firsts if p and p.band.cost >= KEEP]
    return any("cell" in dict(line.path) for band in inner for line in band.lines)


def check_room(layout: Layout, page: Page, height: float) -> None:
    """Body and notes share the page without touching; only a band that no page can hold stands out of it."""
    if not page.bands or not page.notes:
        return
    alone = sum(not placed.repeated for placed in page.bands) == 1
    for last in list_last(page):
        box = last.band.box.pad if last.band.box and len(page.bands) > 1 else 0.0
        bottom = last.y + last.band.height + box
        assert bottom <= page.notes[0].y - NOTE_SEPARATOR + 1e-6 or (layout.overfull and alone)
    lowest = max(part.y + (part.stop - part.start) * 11 for part in page.notes)
    assert lowest <= height + 1e-6 or height < 50


def list_last(page: Page) -> list[PlacedBand]:
    """Return the last band of the page and of each column that another one follows."""
    pairs = zip_longest(page.bands, page.bands[1:])
    return [placed for placed, after in pairs if after is None or after.x != placed.x]


def check_breaks(layout: Layout, theme: Theme) -> None:
    """Look for pages and columns that end at a place that costs something although what belongs together fits one."""
    bands = [placed.band for page in layout.pages for placed in page.bands if not placed.repeated]
    room = make_room(layout, theme)
    for first in list_first(layout):
        if first.band.cost > FREE and not is_broken_box(layout, first.band):
            start, stop = find_whole(bands, first.index)
            assert not fits_empty_page(bands, start, stop, room)


def make_room(layout: Layout, theme: Theme) -> NoteRoom:
    height = theme.page.height - theme.page.top - theme.page.bottom
    return NoteRoom(layout.notes, height, 11, 1.2, NOTE_SEPARATOR, theme.page.columns)


def list_first(layout: Layout) -> list[PlacedBand]:
    """Return the band that opens each page but the first, and each column but the first of its section."""
    fresh = [
        (number, placed) for number, page in enumerate(layout.pages) for placed in page.bands if not placed.repeated
    ]
    pairs = list(pairwise(fresh))
    return [
        placed
        for (page, before), (number, placed) in pairs
        if before.band.wide == placed.band.wide and (page != number or placed.x > before.x)
    ]


def is_broken_box(layout: Layout, band: Band) -> bool:
    """Tell whether a box was broken because it began on a page that would else have stood almost empty."""
    inside = [p for page in layout.pages for p in page.bands if p.band.box == band.box and not p.repeated]
    return band.cost == WHOLE and inside[0].y > 0


def find_whole(bands: list[Band], index: int) -> tuple[int, int]:
    """Return the bands that must stay with this one while it is held as firmly as it is."""
    cost = bands[index].cost
    start, stop = index, index + 1
    while start > 0 and bands[start].cost >= cost and bands[start - 1].wide == bands[start].wide:
        start -= 1
    while stop < len(bands) and bands[stop].cost >= cost and bands[stop].wide == bands[start].wide:
        stop += 1
    return start, stop


def fits_empty_page(bands: list[Band], start: int, stop: int, room: NoteRoom) -> bool:
    return PageFiller(bands, room)._attempt(start, stop, (), 0.0, empty=True) is not None


@given(DOCUMENTS)
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_a_mark_is_never_the_first_thing_on_a_line(blocks: tuple[Block, ...]) -> None:
    layout = lay_out(document(*blocks), make_sheet(150, 400), Ruler())
    for page in layout.pages:
        for placed in page.bands:
            for line in placed.band.lines:
                first = line.line.runs[:1]
                opens = bool(first) and isinstance(first[0].target, MarkTarget)
                assert not opens or has_bare_mark(blocks)


def has_bare_mark(blocks: tuple[Block, ...]) -> bool:
    """Tell whether a mark has no word before it: it opens a paragraph, or follows a forced line end."""
    return any(is_bare(children) for block in blocks for children in list_children(block))


def is_bare(children: tuple[Inline, ...]) -> bool:
    before: Inline | None = None
    for child in children:
        if isinstance(child, Note) and (before is None or isinstance(before, LineBreak | Note)):
            return True
        before = child
    return False


def list_children(block: Block) -> Iterator[tuple[Inline, ...]]:
    match block:
        case Heading() | Paragraph():
            yield block.children
        case BulletList() | OrderedList():
            yield from (children for item in block.items for child in item for children in list_children(child))
        case Callout():
            yield from (children for child in block.blocks for children in list_children(child))
        case Table():
            yield from (block.caption, block.legend, *(column.head for column in block.columns))
            yield from (cell for row in block.rows for cell in row)
        case Figure():
            yield from (block.caption, block.source)
        case Facts():
            pass
