"""The Markdown reads as it stands, and parsing it gives back the text: no source's words become markup."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefing.model.document import (
    Block,
    BulletList,
    Callout,
    Column,
    Document,
    Emphasis,
    Fact,
    Facts,
    Heading,
    Inline,
    LineBreak,
    Link,
    Masthead,
    Note,
    OrderedList,
    Paragraph,
    Quoted,
    Strong,
    Table,
    Tag,
    Text,
)
from briefing.render.characters import Sieve
from briefing.render.markdown import write_markdown
from tests.render.samples import make_document, make_spans, read_theme, text

THEME = read_theme()
TRICKY = st.text(
    st.one_of(
        st.sampled_from(list("\\`*_{}[]()<>#+-.!|~&:;=^$\"'@/ \t\nab1é")),
        st.characters(codec="utf-8", exclude_categories=("Cc", "Zs", "Zl", "Zp")),
    ),
    max_size=24,
)


def write(*blocks: Block) -> str:
    return write_markdown(Document(masthead=Masthead(title="T"), blocks=blocks), THEME)[0].decode()


def parse(markdown: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)


def read(markdown: str) -> list[str]:
    """Return the text of each stretch that a reader sees, white space folded, the title left out."""
    lines = [_read_line(token) for token in parse(markdown) if token.type == "inline"]
    return [fold(line) for line in lines[1:] if fold(line)]


def _read_line(token: Token) -> str:
    parts = []
    for child in token.children or ():
        if child.type == "text":
            parts.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        else:
            assert child.type in _OUR_MARKUP or child.content in _OUR_HTML, f"{child.type}: {child.content}"
    return "".join(parts)


_OUR_MARKUP = {"em_open", "em_close", "strong_open", "strong_close", "link_open", "link_close"}
_OUR_HTML = {"<em>", "</em>", "<strong>", "</strong>", "<br>", "<!-- -->"}


def fold(words: str) -> str:
    # The parser takes some white space beyond ASCII off the ends of a line; that is its own affair.
    return " ".join(Sieve().clean(words).split())


def _squeeze(lines: list[str]) -> str:
    return "".join(fold(line) for line in lines).replace(" ", "")


@given(TRICKY)
@example("[^1]: note")
@example("[x]: http://a")
@example("1. item")
@example("---")
@example("#")
@example("&amp;")
@example("<b>")
@example("a_b_ _c")
@example("    indented")
def test_text_is_text_wherever_it_stands(words: str):
    cell = text(words)
    table = Table(caption=cell, columns=(Column(cell), Column(text("b"))), rows=((cell, text("x")),), legend=cell)
    inside = (Paragraph(cell), BulletList(((Paragraph(cell),),)))
    markdown = write(
        Heading(1, cell, "h"),
        Paragraph(cell),
        table,
        Callout("box", inside),
        OrderedList(((Paragraph(cell), Paragraph(cell)),)),
    )
    expected = [fold(part) for part in [words, words, words, words, "b", words, "x", *[words] * 5]]
    assert read(markdown) == [part for part in expected if part]


@given(TRICKY, TRICKY, TRICKY)
def test_emphasis_beside_any_text_changes_no_letter(before: str, within: str, after: str):
    for kind in (Emphasis, Strong):
        markdown = write(Paragraph((Text(before), kind(text(within)), Text(after))))
        assert read(markdown) == [part for part in [fold(before + within + after)] if part]


@given(TRICKY, TRICKY)
def test_a_tag_and_a_note_beside_any_text_change_no_letter(before: str, after: str):
    markdown = write(Paragraph((Text(before), Tag("ALLEGED"), Text(after), Note(1, text("note text")))))
    body = re.sub(r"\s*\[\^1\]: note text\n$", "\n", markdown)
    assert _squeeze(read(body)) == _squeeze([before, "[ALLEGED]", after, "[^1]"])


@given(TRICKY)
def test_a_notes_text_is_text(words: str):
    markdown = write(Paragraph((Text("Body."), Note(1, text(words)))))
    definition = markdown.rpartition("[^1]: ")[2] if fold(words) else ""
    assert read(f"# T\n\n{definition}") == [part for part in [fold(words)] if part]


@given(TRICKY)
def test_a_line_break_begins_no_block(words: str):
    markdown = write(Paragraph((Text("First"), LineBreak(), Text(words))))
    assert {token.type for token in parse(markdown)} == {
        "heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline",
    }  # fmt: skip
    assert read(markdown) == [fold(f"First {words}")]


@given(st.lists(st.sampled_from([Emphasis(text("a")), Strong(text("b")), Text("c"), Tag("D"), Text(" ")]), max_size=6))
def test_any_row_of_inlines_keeps_its_letters(children: list[Inline]):
    letters = {Emphasis: "a", Strong: "b", Tag: "[D]"}
    wanted = [letters.get(type(child), getattr(child, "text", "")) for child in children]
    assert _squeeze(read(write(Paragraph(tuple(children))))) == _squeeze(wanted)


def test_emphasis_is_markdown_where_that_is_sure():
    assert "see *The Courier*, p. 1" in write(Paragraph((Text("see "), Emphasis(text("The Courier")), Text(", p. 1"))))
    assert "a **b.** c" in write(Paragraph((Text("a "), Strong(text("b.")), Text(" c"))))
    assert "a<strong>“b”</strong>c" in write(Paragraph((Text("a"), Strong(text("“b”")), Text("c"))))


def test_a_link_is_a_link_and_no_other_scheme_is():
    good, bad = Link("https://example.org/a_(b)?c=1&copy;=2", text("[x]")), Link("javascript:x", text("y"))
    data, findings = write_markdown(Document(masthead=Masthead(title="T"), blocks=(Paragraph((good, bad)),)), THEME)
    links = [child for token in parse(data.decode()) for child in token.children or () if child.type == "link_open"]
    assert [link.attrs["href"] for link in links] == ["https://example.org/a_(b)?c=1&copy;=2"]
    assert [finding.code for finding in findings] == ["link-refused"]


def test_lists_that_follow_one_another_stay_apart():
    one = BulletList(((Paragraph(text("a")),),))
    tokens = parse(write(one, one, Facts((Fact("L", text("v")),))))
    assert sum(token.type == "bullet_list_open" for token in tokens) == 3


def test_an_item_holds_its_blocks():
    inner = OrderedList(((Paragraph(text("b")),),))
    tokens = parse(write(OrderedList(tuple((Paragraph(text("a")), inner) for _ in range(11)))))
    assert sum(token.type == "ordered_list_open" for token in tokens) == 12


def test_a_break_in_a_cell_stays_in_the_cell():
    table = Table(caption=(), columns=(Column(text("A")),), rows=(((Text("a"), LineBreak(), Text("b")),),))
    assert "| a<br>b |" in write(table)


def test_notes_are_defined_in_order_and_each_mark_has_one():
    markdown = write_markdown(make_document(), THEME)[0].decode()
    assert re.findall(r"\[\^(\d+)\](?!:)", markdown) == [str(number) for number in range(1, 10)]
    assert re.findall(r"^\[\^(\d+)\]: ", markdown, re.MULTILINE) == [str(number) for number in range(1, 10)]


@pytest.mark.parametrize("blocks", [(), (Facts(()),), (Paragraph(text("end")),)])
def test_the_file_ends_in_one_newline(blocks: tuple[Block, ...]):
    markdown = write(*blocks)
    assert markdown.endswith("\n")
    assert not markdown.endswith("\n\n")


def test_no_line_ends_in_spaces_and_no_two_lines_are_empty():
    markdown = write_markdown(make_document(), THEME)[0].decode()
    assert not re.search(r"[ \t]$", markdown, re.MULTILINE)
    assert "\n\n\n" not in markdown


def test_what_the_reader_sees_first():
    head = write_markdown(make_document(), THEME)[0].decode().split("\n\n")[:4]
    assert head[0] == "**TLP:AMBER+STRICT** · Institute for Neighbours"
    assert head[1:] == ["# Northland and Eastmark: the treaty of 2031", "Policy brief from two sources", "v1.0 (draft)"]


def test_what_no_file_can_hold_is_said():
    document = Document(masthead=Masthead(title="T"), blocks=(Paragraph((Quoted("a", text("a\x00b\ud800")),)),))
    data, findings = write_markdown(document, THEME)
    assert "ab" in data.decode()
    assert [finding.code for finding in findings] == ["characters-dropped"]


def test_notice_and_copy_are_said_above_the_text() -> None:
    masthead = Masthead(title="T", notice="DRAFT", edition="v1", copy="Copy 1 of 2: *A*", page="")
    text = write_markdown(Document(masthead=masthead, blocks=()), read_theme())[0].decode()
    assert text.split("\n\n") == ["**DRAFT**", "# T", "v1", "Copy 1 of 2: \\*A\\*\n"]


def test_a_cell_over_several_places_stands_in_the_first_and_the_others_are_empty() -> None:
    document = Document(masthead=Masthead(title="T"), blocks=(make_spans(),))
    lines = [line for line in write_markdown(document, THEME)[0].decode().split("\n") if line.startswith("|")]
    assert lines[0] == "| Actor | What was said |  | Status |"
    assert lines[-1] == "| All of them |  |  | Open |"
    assert {line.count("|") for line in lines} == {5}
