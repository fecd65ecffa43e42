"""Reading a document tree: every inline in reading order, notes, plain text."""

import pytest

from briefing.model.document import (
    HEAD,
    BulletList,
    Callout,
    CellSpan,
    Column,
    Emphasis,
    Fact,
    Facts,
    Figure,
    Fine,
    Heading,
    LineBreak,
    Link,
    Note,
    OrderedList,
    Paragraph,
    Quoted,
    Strong,
    Table,
    Tag,
    Text,
    collect_notes,
    iterate_blocks,
    iterate_figures,
    read_plain,
)

EVERY_INLINE = (
    Text("a"),
    Emphasis((Text("b"),)),
    Strong((Link("https://example.org", (Text("c"),)),)),
    Quoted("x:1.1", (Text("d"), Fine((Text("e"),)))),
    Note(1, (Text("not entered"),)),
    LineBreak(),
    Tag("ALLEGED"),
    Text("f"),
)


def words(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def test_every_inline_comes_in_reading_order_whatever_holds_it() -> None:
    blocks = (
        Heading(1, (Text("1"),), "top"),
        words("2"),
        BulletList(((words("3"), words("4")),)),
        OrderedList(((words("5"),),)),
        Table(
            caption=(Text("6"),),
            columns=(Column((Text("7"),)), Column((Text("8"),))),
            rows=(((Text("9"),), (Text("10"),)),),
            legend=(Text("11"),),
        ),
        Callout("box", (words("12"),)),
        Facts((Fact("13", (Text("14"),)),)),
        Figure(image=b"", alt="not in the text", caption=(Text("15"),), source=(Text("16"),)),
    )
    found = [inline.text for inline in iterate_blocks(blocks) if isinstance(inline, Text)]
    assert found == [str(n) for n in range(1, 17)]


def test_every_figure_comes_in_reading_order_whatever_holds_it() -> None:
    figures = tuple(Figure(image=b"", alt=str(number)) for number in range(3))
    bare = Table(caption=(), columns=(), rows=())
    blocks = (words("1"), bare, figures[0], Callout("box", (BulletList(((words("2"), figures[1]),)),)), figures[2])
    assert tuple(iterate_figures(blocks)) == figures


@pytest.mark.parametrize("alt", ["", " \n", "\x00\u200b"])
def test_a_figure_is_described(alt: str) -> None:
    with pytest.raises(ValueError, match="alternative text"):
        Figure(image=b"", alt=alt)


def test_notes_are_collected_in_the_order_of_their_marks() -> None:
    first, second = Note(1, ()), Note(2, ())
    blocks = (Callout("key-points", (Paragraph((Quoted("a", (Text("x"), first)),)),)), Paragraph((second,)))
    assert collect_notes(blocks) == (first, second)


def test_plain_text_is_what_a_reader_sees_without_marks() -> None:
    assert read_plain(EVERY_INLINE) == "abcde\n[ALLEGED] f"


def make_grid(*spans: CellSpan, held: bool = False) -> Table:
    columns = (Column((Text("A"),)), Column((Text("B"),) if held else ()))
    cell = (Text("x"),) if held else ()
    return Table(caption=(), columns=columns, rows=((cell, cell), (cell,)), spans=spans)


def test_a_cell_over_several_places_knows_them() -> None:
    span = CellSpan(0, 0, rows=2, columns=2)
    assert list(span.places()) == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert make_grid(span).find_spans() == dict.fromkeys(span.places(), span)
    assert make_grid(CellSpan(HEAD, 0, columns=2)).find_spans()[HEAD, 1].column == 0


def test_a_place_beyond_the_end_of_a_row_is_empty() -> None:
    assert make_grid(held=True).cell(1, 1) == ()
    assert make_grid(held=True).cell(HEAD, 0) == (Text("A"),)


@pytest.mark.parametrize(
    ("spans", "message"),
    [
        ((CellSpan(0, 1, columns=2),), "leaves its table"),
        ((CellSpan(0, -1, columns=2),), "leaves its table"),
        ((CellSpan(1, 0, rows=2),), "leaves its table"),
        ((CellSpan(HEAD, 0, rows=2),), "leaves its table"),
        ((CellSpan(-2, 0),), "leaves its table"),
        ((CellSpan(0, 0, rows=0),), "leaves its table"),
        ((CellSpan(0, 0, rows=2), CellSpan(0, 0, columns=2)), "share a place"),
    ],
)
def test_spans_that_no_table_can_have_are_refused(spans: tuple[CellSpan, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        make_grid(*spans)


def test_a_span_over_words_is_refused() -> None:
    for span in (CellSpan(0, 0, columns=2), CellSpan(HEAD, 0, columns=2)):
        with pytest.raises(ValueError, match="holds something"):
            make_grid(span, held=True)
