"""Markdown: what a reader sees becomes text, the rest is said."""

import time

import pytest

from tests.ingest.reading import list_asides, list_blocks, list_codes, read_one, read_with_findings


def blocks(text: str) -> list[str]:
    return list_blocks(read_one(text, "note.md"))


def kinds(text: str) -> list[str]:
    return [block.kind for block in read_one(text, "note.md").blocks]


def test_only_visible_text_is_kept() -> None:
    text = "The **two** ministers _met_ in [Oslo](https://example.org), said `code` &amp; left.[^1]\n"
    assert blocks(text) == ["The two ministers met in Oslo, said code & left.[^1]"]


def test_blocks_are_joined_by_blank_lines_and_lines_stay_lines() -> None:
    assert read_one("One\ntwo.  \nThree.\n\n> Four.\n", "a.md").text == "One\ntwo.\nThree.\n\nFour."


def test_kinds_of_blocks() -> None:
    text = "# Head\n\nText here.\n\n- item\n- other\n\n> Quoted.\n\n| a | b |\n|---|---|\n| 1 |   |\n"
    assert kinds(text) == ["heading", "paragraph", "list-item", "list-item", "quote", "table", "table", "table"]


def test_the_level_of_a_heading_is_kept() -> None:
    assert [block.level for block in read_one("# A\n\n### B\n\nText here.\n", "a.md").blocks] == [1, 3, 0]


def test_what_is_dropped_is_counted_in_one_finding() -> None:
    text = (
        "![alt](a.png) See [x](https://e.org) and [y](https://e.org).\n\n<!-- note -->\n\n75<sup>th</sup> time.\n\n"
        "<div>Inside.</div>\n\n```\nfenced text\n```\n\nA <!-- b --> c.<br>D.\n"
    )
    document, findings = read_with_findings(text, "a.md")
    assert list_blocks(document) == ["See x and y.", "75th time.", "Inside.", "fenced text", "A c. D."]
    (finding,) = [found for found in findings if found.code == "markup-dropped"]
    assert finding.severity == "note"
    assert finding.message == "left out as markup: 2 link targets, 1 image, 4 pieces of HTML, 2 comments, 1 code fence"


def test_plain_text_drops_nothing() -> None:
    assert list_codes(read_with_findings("Plain words.\n", "a.md")[1]) == []


def test_scripts_and_frames_vanish_and_paragraphs_of_html_are_blocks() -> None:
    text = (
        "<div><p>One &eacute;.</p><p>Two.</p><script>x = 1;</script></div>\n\n<iframe src='x'>no</iframe>\n\nThree.\n"
    )
    assert blocks(text) == ["One é.", "Two.", "Three."]


def test_a_comment_that_is_never_closed_hides_nothing() -> None:
    assert blocks("<!-- open\n\nThe pact stands.\n")[-1] == "The pact stands."


def test_rules_are_separators() -> None:
    assert list_asides(read_one("One is here.\n\n***\n\nTwo is here.\n\n\\*\\*\\*\n", "a.md")) == {"***": "separator"}


def test_a_rule_right_under_a_paragraph_makes_no_heading_of_it() -> None:
    document = read_one("Oslo signed the pact on Monday.\n---\nBergen did not.\n", "a.md")
    assert [(block.kind, block.set_aside) for block in document.blocks] == [("paragraph", None)] * 2


def test_an_underlined_heading_is_a_heading() -> None:
    assert list_asides(read_one("The Pact\n========\n\nOslo signed it on Monday.\n", "a.md")) == {
        "The Pact": "headline"
    }


def test_a_paragraph_of_links_alone_is_set_aside() -> None:
    text = "Oslo signed the pact on Monday.\n\n[The Pact](https://e.org), [Oslo](https://e.org)\n\n[Oslo signed.](https://e.org)\n"
    assert list_asides(read_one(text, "a.md")) == {"The Pact, Oslo": "markup"}


def test_a_year_that_opens_a_sentence_is_no_list_mark() -> None:
    assert blocks("1945. A new order began.\n\n2. Oslo joined it.\n") == ["1945. A new order began.", "Oslo joined it."]


def test_indented_lines_are_text() -> None:
    assert blocks("One is here.\n\n    Two is here.\n") == ["One is here.", "Two is here."]


def test_a_line_of_no_break_spaces_is_blank() -> None:
    assert blocks("One is here.\n\u00a0\nTwo is here.\n") == ["One is here.", "Two is here."]


def test_nested_lists_and_quotes_are_read_in_order() -> None:
    assert blocks("- one\n  - two\n\n    more\n- three\n\n> - four\n") == ["one", "two", "more", "three", "four"]


@pytest.mark.parametrize(
    "unit", ["<!-- ", "[a](", "> ", "- ", "*a ", "`", "<", "![", "&", "|a", "\\", "# ", "a\n---\n", "<b>"]
)
def test_reading_takes_no_long_time(unit: str) -> None:
    begun = time.process_time()
    try:
        read_one("Words. " + unit * 5_000, "a.md")
    finally:
        assert time.process_time() - begun < 10
