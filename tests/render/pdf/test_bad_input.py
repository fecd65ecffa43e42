"""What no page was made for: each ends in a document that can be read and meets every check, or in a clear error."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.fuzz import try_one
from benchmarks.volume import make_volume
from briefing.errors import OutputError
from briefing.model.document import (
    Block,
    BulletList,
    Callout,
    CellSpan,
    Column,
    Document,
    Fact,
    Facts,
    Heading,
    Inlines,
    Link,
    Masthead,
    Note,
    OrderedList,
    Paragraph,
    Quoted,
    Table,
    Tag,
    Text,
)
from briefing.packs.theme import Theme
from briefing.render.pdf import fonts
from briefing.render.pdf.writer import write_pdf
from tests.render.pdf.builders import (
    cover_cells,
    document,
    make_sheet,
    make_theme,
    note,
    open_pdf,
    read_texts,
    statement,
    words,
)
from tests.render.pdf.checks import check_file
from tests.render.pdf.test_fit import hyphenate
from tests.render.samples import make_figure, make_picture, part_columns

THEME = make_theme()


def make_table(*rows: tuple[Inlines, ...], columns: int = 2) -> Table:
    heads = tuple(Column((Text(f"H{number}"),), "source") for number in range(columns))
    return Table(caption=(Text("T"),), columns=heads, rows=rows)


def nest(depth: int) -> Block:
    inner: Block = statement("deepest", note(1))
    for level in range(depth):
        inner = (OrderedList if level % 2 else BulletList)(((statement(f"level {level}"), inner),))
    return inner


def read(data: bytes) -> str:
    return " ".join(" ".join(read_texts(data)).split())


def write(*blocks: Block, theme: Theme = THEME, title: str = "Title") -> tuple[str, list[str]]:
    """Write and check a file; return what can be read in it and the codes of what was found."""
    data, findings = write_pdf(document(*blocks, title=title), theme)
    check_file(data)
    return read(data), [finding.code for finding in findings]


def test_a_word_longer_than_the_line_is_cut_and_whole() -> None:
    text, found = write(statement("x" * 300 + "end", note(1)))
    assert text.replace(" ", "").count("x") == 300
    assert not found


def test_a_note_longer_than_two_pages_is_carried_on() -> None:
    text, found = write(statement("a", note(1, words(3000))), theme=make_sheet(300, 400))
    assert "w2999" in text
    assert not found


def test_sixty_notes_in_one_row_all_stand() -> None:
    marks = tuple(note(number) for number in range(1, 61))
    text, _ = write(make_table(((Text("a"), *marks), (Text("b"),))))
    assert all(f"{number}. Source" in text for number in range(1, 61))


def test_a_row_taller_than_a_page_goes_on_over_pages() -> None:
    text, found = write(make_table(((Text(words(2000)),), (Text("short"),))))
    assert "w1999" in text
    assert not found


def test_a_table_too_wide_for_the_page_is_narrowed() -> None:
    cells = tuple((Text("Donaudampfschifffahrtsgesellschaft"),) for _ in range(14))
    text, _ = write(make_table(cells, columns=14))
    assert text.replace(" ", "").count("D") == 14


def test_nine_levels_of_lists_are_set() -> None:
    text, found = write(nest(9))
    assert all(f"level {level}" in text for level in range(9))
    assert "deepest1" in text
    assert not found


HARD: dict[str, tuple[Block, str]] = {
    "a long word": (statement("x" * 300 + "end", note(1)), "end"),
    "a long note": (statement("a", note(1, words(3000))), "w2999"),
    "notes in a row": (make_table(((Text("a"), *map(note, range(1, 61))), (Text("b"),))), "60. Source"),
    "a tall row": (make_table(((Text(words(2000)),), (Text("short"),))), "w1999"),
    "a tall cell over rows": (
        cover_cells(make_table(((Text(words(2000)),), (Text("b"),)), ((), (Text("c"),))), CellSpan(0, 0, rows=2)),
        "w1999",
    ),
    "a wide table": (make_table(tuple((Text("Donaudampfschifffahrt"),) for _ in range(14)), columns=14), "Do"),
    "deep lists": (nest(9), "deepest1"),
    "a broken picture": (make_figure(b"none"), "A map of"),
    "a tall picture": (make_figure(make_picture(10, 900), share=0.4), "The Courier"),
    "a tall box": (Callout("box", tuple(statement(words(40)) for _ in range(60))), "w0039"),
    "a large head": (Heading(1, (Text(words(80)),), "h"), "w0079"),
}


@pytest.mark.parametrize("columns", [2, 3])
@pytest.mark.parametrize("case", HARD)
def test_each_of_it_is_a_readable_file_in_columns(case: str, columns: int) -> None:
    block, last = HARD[case]
    text, _ = write(statement("before"), block, statement("after"), theme=hyphenate(part_columns(THEME, columns)))
    assert last in text
    assert text.index("before") < text.index("after")


@pytest.mark.parametrize(
    "blocks",
    [
        (Heading(1, (Text("Empty"),), "e"),),
        (Heading(1, (), "e"), Heading(2, (), "f"), Paragraph(())),
        (BulletList(()), OrderedList(((),)), Callout("box", ()), Facts(())),
        (Table(caption=(), columns=(), rows=()),),
        (Table(caption=(), columns=(Column(()),), rows=((), ((),))),),
        (Facts((Fact("", ()), Fact("Label", (Text(""),)))),),
        (statement(Quoted("a:1.1", ())),),
        (statement(Tag("")),),
        (statement(Link("", (Text("nowhere"),)), Link("https://a.org/", ())),),
        (statement(Note(1, ()), Note(1, (Text("again"),)), Note(7, ())),),
    ],
)  # fmt: skip
def test_what_is_empty_or_uneven_is_a_file_all_the_same(blocks: tuple[Block, ...]) -> None:
    write(*blocks)


def test_a_title_of_400_characters_is_whole() -> None:
    title = words(67)[:400]
    text, _ = write(statement("a"), title=title)
    assert title.split()[-2] in text


def test_marks_that_mean_something_in_pdf_mean_themselves() -> None:
    text, _ = write(statement(Quoted("a(:1\\.1)", (Text(r"( ) \ (( <</MCID 1>> BDC endstream %"),))), title=r"T) (\ <>")
    assert r"( ) \ (( <</MCID 1>> BDC endstream %" in text
    assert r"T) (\ <>" in text


def test_more_characters_than_one_font_of_the_file_holds_are_all_there() -> None:
    letters = "".join(map(chr, [*range(0x21, 0x7F), *range(0xA1, 0x17F), *range(0x391, 0x3CA), *range(0x410, 0x450)]))
    text, _ = write(statement(" ".join(letters)))
    shown = set(text)
    assert len([char for char in letters if char in shown]) > len(letters) - 12


@pytest.mark.parametrize("content", [None, b"", b"no font at all, but long enough to look at"])
def test_a_font_file_that_is_none_is_a_clear_error(
    content: bytes | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / "Broken.ttf").write_bytes(content)
    monkeypatch.setattr(fonts, "FACES", tmp_path)
    with pytest.raises(OutputError, match=r"Broken\.ttf"):
        fonts.load_font("Broken")


def test_a_page_of_hardly_any_room_still_ends() -> None:
    text, _ = write(statement("a b", note(1, "c d")), theme=make_sheet(30, 20), title="")
    assert text.replace(" ", "").count("c") == 1


@pytest.mark.slow
def test_two_thousand_pages_are_set() -> None:
    made = make_volume(360)
    data, findings = write_pdf(replace(made, masthead=replace(made.masthead, contents="Contents")), THEME)
    assert len(open_pdf(data)) > 2000
    assert findings == ()


@pytest.mark.parametrize("seed", range(1, 11))
def test_the_guarantee_holds_for_documents_by_dice(seed: int) -> None:
    assert try_one(seed).pages


def test_a_document_without_anything_is_a_page() -> None:
    data, _ = write_pdf(Document(masthead=Masthead(title=""), blocks=()), THEME)
    assert len(open_pdf(data)) == 1
