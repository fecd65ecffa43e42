"""What a layout may be made of, and how it becomes blocks."""

import pytest

from briefing.compose.markup import Line, Parsed, parse_markup
from briefing.compose.slots import Slot, Slots
from briefing.errors import PackError
from briefing.model.brief import NotePlan
from briefing.model.document import (
    HEAD,
    Block,
    BulletList,
    Callout,
    CellSpan,
    Column,
    Emphasis,
    Fact,
    Facts,
    Heading,
    Inline,
    LineBreak,
    Link,
    Note,
    OrderedList,
    Paragraph,
    ParagraphRole,
    Quoted,
    Strong,
    Table,
    Text,
    collect_notes,
)

FACTS = Facts((Fact("Version", (Text("1.0"),)),))
PLAN = NotePlan(())
WORDS = Quoted("000:1.1", (Text("It binds.", "source"),))
STATEMENT = Slot((WORDS, Note(0, ())), PLAN)
STATEMENT_CELL = (WORDS, Note(-1, ()))


def parse(text: str, *slots: Slot) -> Parsed:
    """Parse a text in which %0 stands for the first slot; its lines are t:1, t:2 and so on."""
    kept = Slots()
    for number, slot in enumerate(slots):
        text = text.replace(f"%{number}", kept.mark(slot))
    return parse_markup([Line(line, f"t:{number}") for number, line in enumerate(text.split("\n"), start=1)], slots)


def blocks(text: str, *slots: Slot) -> tuple[Block, ...]:
    """Return the blocks of a text."""
    return parse(text, *slots).blocks


def value(*children: Inline) -> Slot:
    """Make a slot of inlines."""
    return Slot(children)


def paragraph(text: str, role: ParagraphRole = "body") -> Paragraph:
    """Make a paragraph of plain words."""
    return Paragraph((Text(text),), role)


def test_an_empty_text_has_no_blocks() -> None:
    assert blocks("") == ()


def test_headings_have_three_levels_and_ids_of_their_words() -> None:
    assert blocks("# Treaty terms\n## Sources\n### Être 2\n# Sources\n# …") == (
        Heading(1, (Text("Treaty terms"),), "treaty-terms"),
        Heading(2, (Text("Sources"),), "sources"),
        Heading(3, (Text("Être 2"),), "être-2"),
        Heading(1, (Text("Sources"),), "sources-2"),
        Heading(1, (Text("…"),), "section"),
    )


def test_lines_of_a_paragraph_are_joined_by_a_space_and_parted_by_a_backslash() -> None:
    assert blocks("one\ntwo\\\nthree") == (Paragraph((Text("one two"), LineBreak(), Text("three"))),)


def test_bold_italics_and_links_are_read() -> None:
    assert blocks("**a** *b* [c](https://example.org/x) <mailto:d@example.org>") == (
        Paragraph(
            (
                Strong((Text("a"),)),
                Text(" "),
                Emphasis((Text("b"),)),
                Text(" "),
                Link("https://example.org/x", (Text("c"),)),
                Text(" "),
                Link("mailto:d@example.org", (Text("mailto:d@example.org"),)),
            )
        ),
    )


def test_a_backslash_makes_a_sign_plain() -> None:
    assert blocks(r"\*a\*") == (paragraph("*a*"),)


def test_indented_text_is_text() -> None:
    assert blocks("    a") == (paragraph("a"),)


def test_lists_hold_blocks() -> None:
    assert blocks("- a\n- b\n\n  c\n\n1. d\n1. e") == (
        BulletList(((paragraph("a"),), (paragraph("b"), paragraph("c")))),
        OrderedList(((paragraph("d"),), (paragraph("e"),))),
    )


def test_a_class_before_a_paragraph_names_its_role() -> None:
    roles: tuple[ParagraphRole, ...] = ("body", "statement", "label", "legend", "remark")
    for role in roles:
        assert blocks(f"{{.{role}}} text") == (paragraph("text", role),)


def test_a_paragraph_with_a_statement_is_one_unless_it_says_otherwise() -> None:
    note = Note(-1, ())
    assert blocks("%0", STATEMENT) == (Paragraph((WORDS, note), "statement"),)
    assert blocks("{.body} %0", STATEMENT) == (Paragraph((WORDS, note), "body"),)


def test_a_paragraph_whose_values_are_empty_is_dropped() -> None:
    assert blocks("{.remark} %0 %0\n\n%0", value()) == ()


def test_a_slot_inside_words_becomes_nodes() -> None:
    assert blocks("a %0b **%0**", value(Text("*x*", "given"))) == (
        Paragraph((Text("a "), Text("*x*", "given"), Text("b "), Strong((Text("*x*", "given"),)))),
    )


def test_the_white_space_of_values_is_kept() -> None:
    assert blocks("# %0", value(Text(" x ", "derived"))) == (Heading(1, (Text(" x ", "derived"),), "x"),)


def test_a_class_in_a_value_is_text() -> None:
    assert blocks("%0 b", value(Text("{.legend}"))) == (paragraph("{.legend} b"),)


def test_a_slot_that_holds_a_block_stands_alone() -> None:
    assert blocks("a\n\n %0 \n\nb", Slot(FACTS)) == (paragraph("a"), FACTS, paragraph("b"))


def test_each_printing_of_a_statement_is_a_note_of_its_own() -> None:
    other = NotePlan((), ())
    parsed = parse("%0\n\n%1\n\n%0", STATEMENT, Slot(STATEMENT.content, other))
    assert [note.number for note in collect_notes(parsed.blocks)] == [-1, -2, -3]
    assert parsed.notes == (PLAN, other, PLAN)


def test_a_finished_note_keeps_its_number() -> None:
    note = Note(7, (Text("x"),))
    assert parse("a%0", value(note)) == Parsed((Paragraph((Text("a"), note)),), ())


def test_a_box_holds_what_stands_between_its_colons() -> None:
    assert blocks("a\n::: key-points\n# B\n\n1. %0\n:::\nc\n:::box\nd\n:::", value(Text("x", "given"))) == (
        paragraph("a"),
        Callout("key-points", (Heading(1, (Text("B"),), "b"), OrderedList(((Paragraph((Text("x", "given"),)),),)))),
        paragraph("c"),
        Callout("box", (paragraph("d"),)),
    )


def test_an_empty_box_is_none() -> None:
    assert blocks("::: box\n\n:::") == ()


TABLE = "| H | I |\n|---|---|\n| a | %0 |\n| b | |\n"


def test_a_table_takes_its_caption_and_its_legend() -> None:
    text = f"{{.table ours=25 source=75}} Caption %1\n\n{TABLE}\n{{.legend}} Legend\n\n{{.legend}} Second"
    assert blocks(text, STATEMENT, value(Text("x", "given"))) == (
        Table(
            caption=(Text("Caption "), Text("x", "given")),
            columns=(Column((Text("H"),), "ours", 0.25), Column((Text("I"),), "source", 0.75)),
            rows=(((Text("a"),), (WORDS, Note(-1, ()))), ((Text("b"),), ())),
            legend=(Text("Legend"),),
        ),
        paragraph("Second", "legend"),
    )


def test_a_table_without_a_class_guesses_whose_words_its_columns_hold() -> None:
    assert blocks(TABLE, STATEMENT) == (
        Table(
            caption=(),
            columns=(Column((Text("H"),), "ours"), Column((Text("I"),), "source")),
            rows=(((Text("a"),), (WORDS, Note(-1, ()))), ((Text("b"),), ())),
        ),
    )


def test_a_column_may_leave_its_share_open() -> None:
    (table,) = blocks(f"{{.table ours=25 source}}\n\n{TABLE}", STATEMENT)
    assert isinstance(table, Table)
    assert [column.share for column in table.columns] == [0.25, None]


SPANS = """
| a | << | c |
|---|---|---|
| d | e | f |
| ^^ | %0 | << |
| g | << | << |
| h | ^^^ | a << |
"""


def test_cells_go_on_from_the_left_and_from_above() -> None:
    (table,) = blocks(SPANS, STATEMENT)
    assert isinstance(table, Table)
    assert table.spans == (
        CellSpan(HEAD, 0, columns=2),
        CellSpan(0, 0, rows=2),
        CellSpan(1, 1, columns=2),
        CellSpan(2, 0, columns=3),
    )
    assert [column.head for column in table.columns] == [(Text("a"),), (), (Text("c"),)]
    assert table.rows[1] == ((), STATEMENT_CELL, ())
    assert table.rows[3][1:] == ((Text("^^^"),), (Text("a <<"),))


def test_a_value_that_looks_like_it_does_not_go_on() -> None:
    (table,) = blocks("| a | b |\n|---|---|\n| c | %0 |", value(Text("<<", "source")))
    assert isinstance(table, Table)
    assert table.spans == ()


def test_cells_over_rows_and_columns_make_a_rectangle() -> None:
    (table,) = blocks("| a | b |\n|---|---|\n| c | << |\n| ^^ | << |\n| ^^ | ^^ |")
    assert isinstance(table, Table)
    assert table.spans == (CellSpan(0, 0, 3, 2),)


WRONG = [
    ("| << | b |\n|---|---|", '"<<" has nothing to go on from in the first column of a table', 1),
    ("a\n\n| a |\n|---|\n| ^^ |", '"^^" has nothing to go on from in the head or the first row of a table', 3),
    ("| a | ^^ |\n|---|---|", '"^^" has nothing to go on from in the head or the first row of a table', 1),
    ("| a | b |\n|---|---|\n| c | << |\n| ^^ | d |", '"<<" and "^^" of a table make no rectangle', 1),
    ("| a | b | c |\n|---|---|---|\n| d | e | f |\n| g | ^^ | << |", '"<<" and "^^" of a table make no rectangle', 1),
    ("a\n\n#### b", "headings have 3 levels, not 4", 3),
    ("a\n\n> b", "a quotation block is no part of a layout", 3),
    ("```\na\n```", "a code block is no part of a layout", 1),
    ("a `b`", "code is no part of a layout", 1),
    ("a\n\n---", "a rule is no part of a layout", 3),
    ("<div>\n</div>", "HTML is no part of a layout", 1),
    ("a\nb <br> c", "HTML is no part of a layout", 1),
    ("![a](b.png)", "an image is no part of a layout", 1),
    ("| a |\n|---|\n| `b` |", "code is no part of a layout", 3),
    ("- a\n- > b", "a quotation block is no part of a layout", 2),
    ("[a](page.html)", "this is no address of a link", 1),
    ("[a](https://%1)", "this is no address of a link", 1),
    ("# a %0", "a statement cannot stand in a heading", 1),
    ("a **%0**", "a statement cannot stand in bold, italics or a link", 1),
    ("a\n\n| %0 |\n|---|\n| a |", "a statement cannot stand in the caption or head of a table", 3),
    ("a %2", "this value stands alone in its paragraph", 1),
    ("{.lgend} a", "there is no class {.lgend}", 1),
    ("{.legend ours=25} a", "only {.table} has columns, not {.legend}", 1),
    ("{.table} a\n\nb", "{.table} stands before a table", 3),
    ("{.table} a\n\n- b", "{.table} stands before a table", 3),
    ("b\n\n{.table} a", "{.table} stands before a table", 3),
    ("{.table ours=25}\n\n| a | b |\n|---|---|", "{.table} names 1 columns and the table has 2", 3),
    ("{.table ours=25 source=25}\n\n| a | b |\n|---|---|", "the shares of the columns do not add up to 100", 3),
    ("{.table hers=25 source=75}\n\n| a | b |\n|---|---|", 'there is no column "hers"', 3),
    ("a\n::: bx\n:::", 'there is no box "bx"', 2),
    ("a\n::: box\nb", 'the box is never closed with ":::"', 2),
    ("::: box\n::: box\n:::", "a box stands in a box", 2),
    ("a\n:::", 'there is no box to close with ":::"', 2),
    ("::: box\na\n\n#### b\n:::", "headings have 3 levels, not 4", 4),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message", "line"), WRONG)
def test_anything_else_is_refused_with_its_line(text: str, message: str, line: int) -> None:
    with pytest.raises(PackError) as caught:
        parse(text, STATEMENT, value(Text("example.org")), Slot(FACTS))
    assert (caught.value.message, caught.value.place) == (message, f"t:{line}")


def test_a_misspelt_class_is_told_the_nearest() -> None:
    with pytest.raises(PackError) as caught:
        parse("{.lgend} a")
    assert caught.value.hint == 'did you mean "legend"?'
