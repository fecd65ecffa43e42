"""The blocks of plain text, in the shapes that people have."""

import pytest

from tests.ingest.reading import list_asides, list_blocks, read_one, read_with_findings

ONE = "The two ministers met in Oslo on Monday and signed the text that their staff had drawn up over the summer."
TWO = "Neither side has said what it will do about the harbour, which both of them have claimed since the war."
SHORT = "Nobody spoke to the press."


def wrap(text: str, width: int = 60) -> str:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return "\n".join(lines)


def test_blank_lines_part_blocks() -> None:
    assert list_blocks(read_one(f"{ONE}\n\n{TWO}\n\n\n{SHORT}\n")) == [ONE, TWO, SHORT]


def test_without_blank_lines_each_line_is_a_block() -> None:
    assert list_blocks(read_one(f"{ONE}\n{TWO}\n{SHORT}\n")) == [ONE, TWO, SHORT]


@pytest.mark.parametrize("space", ["   ", "\t", "\u00a0", " \u00a0 "])
def test_a_line_of_white_space_is_blank(space: str) -> None:
    assert list_blocks(read_one(f"{ONE}\n{space}\n{TWO}\n")) == [ONE, TWO]


def test_hard_wrapped_lines_are_joined() -> None:
    text = "\n\n".join(map(wrap, (ONE, TWO, ONE)))
    assert list_blocks(read_one(text)) == [ONE, TWO, ONE]


def test_hard_wrapped_lines_without_blank_lines_part_where_a_short_line_ends_a_sentence() -> None:
    text = "\n".join([wrap(f"{ONE} {SHORT}"), wrap(f"{TWO} {ONE} {SHORT}"), wrap(TWO)])
    assert list_blocks(read_one(text)) == [f"{ONE} {SHORT}", f"{TWO} {ONE} {SHORT}", TWO]


def test_a_headline_glued_to_hard_wrapped_text_is_a_block() -> None:
    document = read_one("\n\n".join([f"Ministers Sign in Oslo\n{wrap(ONE)}", wrap(TWO), wrap(ONE)]))
    assert list_blocks(document) == ["Ministers Sign in Oslo", ONE, TWO, ONE]
    assert list_asides(document) == {"Ministers Sign in Oslo": "headline"}


def test_a_headline_glued_to_a_paragraph_is_a_block() -> None:
    document = read_one(f"Ministers sign in Oslo\n{ONE}\n\n{TWO}\n\n{SHORT}\n")
    assert list_blocks(document) == ["Ministers sign in Oslo", ONE, TWO, SHORT]
    assert document.reference.title == "Ministers sign in Oslo"


def test_a_headline_above_paragraphs_of_one_line_each() -> None:
    document = read_one(f"Ministers sign in Oslo\n\n{ONE}\n{TWO}\n{SHORT}\n{TWO}\n")
    assert list_blocks(document) == ["Ministers sign in Oslo", ONE, TWO, SHORT, TWO]


def test_a_line_cut_before_a_small_letter_is_no_block() -> None:
    assert list_blocks(read_one("The two ministers met in Oslo\nand signed the text. It is short.\n")) == [
        "The two ministers met in Oslo and signed the text. It is short."
    ]


def test_short_sentences_on_lines_of_their_own_stay_in_their_blank_line_block() -> None:
    first = "The pact is short.\nIt has two articles.\nBoth bind."
    text = f"{first}\n\nIt was signed in Oslo.\nShips left.\n\nThat is all.\nReally.\n"
    assert len(list_blocks(read_one(text))) == 3


@pytest.mark.parametrize(
    "marks", [("- ", "- "), ("* ", "* "), ("1. ", "2. "), ("(a) ", "(b) "), ("1) ", "2) "), ("• ", "• ")]
)
def test_list_items_inside_a_block_are_blocks_without_their_mark(marks: tuple[str, str]) -> None:
    document = read_one(
        f"The terms are plain:\n{marks[0]}troops withdraw\n{marks[1]}prisoners return\n\n{ONE}\n\n{TWO}\n"
    )
    assert list_blocks(document) == ["The terms are plain:", "troops withdraw", "prisoners return", ONE, TWO]
    assert [block.kind for block in document.blocks] == [
        "paragraph",
        "list-item",
        "list-item",
        "paragraph",
        "paragraph",
    ]


def test_a_list_item_may_run_over_several_lines() -> None:
    opening = "The terms are these, as both of the ministers told the press:"
    text = f"{opening}\n- {wrap(ONE)}\n- {wrap(TWO)}\n\n{wrap(ONE)}\n\n{wrap(TWO)}"
    assert list_blocks(read_one(text))[1:3] == [ONE, TWO]


def test_a_dash_or_number_at_the_head_of_a_wrapped_line_is_no_list_item() -> None:
    middle = (
        "The ministers agreed on all of the points but the last two\n"
        "- the harbour and the road. They met again on the day of May\n"
        "12. Both came."
    )
    assert len(list_blocks(read_one(f"{wrap(ONE)}\n\n{middle}\n\n{wrap(TWO)}"))) == 3


def test_the_text_is_kept_as_read_and_spans_point_into_it() -> None:
    document = read_one(f"  {ONE}  \r\n\r\n\t{TWO}\r\n")
    assert document.text == f"  {ONE}  \n\n\t{TWO}\n"
    assert [document.text[block.start : block.end] for block in document.blocks] == [ONE, TWO]


@pytest.mark.parametrize(
    "mark",
    [
        "# Ministers Sign in Oslo",
        "See [the text](https://example.org/pact) here.",
        "![](https://example.org/a.png)",
        "\\###",
        "\\*\\*\\*",
        "<!-- -->",
    ],
)
def test_a_text_file_that_holds_markdown_is_read_as_markdown(mark: str) -> None:
    document = read_one(f"{ONE}\n\n{mark}\n\n{TWO} [More](https://example.org) on this.\n")
    assert "](" not in document.text
    assert "\\" not in document.text
    assert "<!--" not in document.text


def test_plain_signs_do_not_make_a_text_markdown() -> None:
    text = "Point #4 is * not * agreed [yet] (it seems). Costs: 5 * 3 = 15. a_b_c\n"
    assert read_one(text).text == text


def test_front_matter_is_no_part_of_the_text() -> None:
    document, findings = read_with_findings(f"---\ntitle: The Pact\ndate: 2024-05-03\n---\n{ONE}\n")
    assert document.text == f"{ONE}\n"
    assert document.reference.title == "The Pact"
    assert [finding.code for finding in findings] == ["metadata-missing"]


def test_a_text_that_begins_with_a_rule_has_no_front_matter() -> None:
    document = read_one(f"---\n\n{ONE}\n\n---\n\n{TWO}\n")
    assert list_blocks(document) == ["---", ONE, "---", TWO]
