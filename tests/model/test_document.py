"""Reading a document tree: every inline in reading order, notes, plain text."""

from briefing.model.document import (
    BulletList,
    Callout,
    Column,
    Emphasis,
    Fact,
    Facts,
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
    )
    found = [inline.text for inline in iterate_blocks(blocks) if isinstance(inline, Text)]
    assert found == [str(n) for n in range(1, 15)]


def test_notes_are_collected_in_the_order_of_their_marks() -> None:
    first, second = Note(1, ()), Note(2, ())
    blocks = (Callout("key-points", (Paragraph((Quoted("a", (Text("x"), first)),)),)), Paragraph((second,)))
    assert collect_notes(blocks) == (first, second)


def test_plain_text_is_what_a_reader_sees_without_marks() -> None:
    assert read_plain(EVERY_INLINE) == "abcde\n[ALLEGED] f"
