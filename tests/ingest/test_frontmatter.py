"""Metadata blocks at the head of a file."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.ingest.frontmatter import split_front_matter
from tests.ingest.reading import list_codes, read_with_findings

BODY = "The two ministers met in Oslo.\n"


def fields(text: str) -> dict[str, object]:
    return {key: entry.value for key, entry in split_front_matter("a.md", text).fields.items()}


def test_keys_and_values() -> None:
    lines = ["title: The Pact: A Reading  # ours", "Authors: [Dana Reed, 'Tom Ray']", 'via: "Harbour # Post"', "url:"]
    text = "\n".join(["---", *lines, "---", "Body"])
    assert fields(text) == {
        "title": "The Pact: A Reading",
        "authors": ("Dana Reed", "Tom Ray"),
        "via": "Harbour # Post",
        "url": "",
    }


def test_lists_on_lines_of_their_own() -> None:
    assert fields("---\nauthors:\n  - Dana Reed\n  - Tom Ray\ntitle: X\n---\n") == {
        "authors": ("Dana Reed", "Tom Ray"),
        "title": "X",
    }


def test_the_lines_of_keys_are_known() -> None:
    front = split_front_matter("a.md", "\n---\n# a comment\n\ntitle: X\n...\nBody")
    assert front.fields["title"].line == 5
    assert front.body == "Body"


def test_toml_between_plus_signs() -> None:
    text = '+++\ntitle = "X"\ndate = 2024-05-03\nauthors = ["A B"]\n[extra]\nx = 1\n+++\nBody'
    front = split_front_matter("a.md", text)
    assert fields(text) == {"title": "X", "date": "2024-05-03", "authors": ("A B",)}
    assert front.fields["date"].line == 3
    assert [finding.code for finding in front.findings] == ["front-matter-unread"]


def test_broken_toml_is_said_with_its_line() -> None:
    front = split_front_matter("a.md", '+++\ntitle = "X"\ndate = = 3\n+++\nBody')
    assert front.body == "Body"
    assert front.findings[0].place == "a.md, line 3"


def test_broken_toml_without_a_line_points_at_the_block() -> None:
    front = split_front_matter("a.md", "+++\na = '''\n+++\nBody")
    assert front.findings[0].place.startswith("a.md, line")


@pytest.mark.parametrize("line", ["summary: |", "by: {name: x}", "by: *anchor", "  just words", "- item without a key"])
def test_other_yaml_is_said_and_passed_over(line: str) -> None:
    front = split_front_matter("a.md", f"---\n{line}\ntitle: X\n---\nBody")
    assert front.fields["title"].value == "X"
    assert front.findings[0].place == "a.md, line 2"


@pytest.mark.parametrize(
    "text", ["", "Body", "---\ntitle: X\nnever closed", "---\n\nBody\n\n---\n", "+++\nBody", "---\n---\n"]
)
def test_what_is_no_front_matter_is_text(text: str) -> None:
    assert split_front_matter("a.md", text).body == text


def test_an_apostrophe_doubled_and_a_quotation_mark_escaped() -> None:
    assert fields("---\na: 'It''s'\nb: \"a \\\" b\"\n---\n") == {"a": "It's", "b": 'a " b'}


def test_unknown_keys_are_noted_with_the_nearest() -> None:
    _, findings = read_with_findings(f"---\npublsher: X\nlayout: post\n---\n{BODY}")
    noted = [finding for finding in findings if finding.code == "front-matter-key"]
    assert [(finding.place, finding.hint) for finding in noted] == [
        ("note.txt, line 2", 'Did you mean "publisher"?'),
        ("note.txt, line 3", ""),
    ]
    assert {finding.severity for finding in noted} == {"note"}


@pytest.mark.parametrize(
    ("line", "code"),
    [("date: soon", "date-unreadable"), ("accessed: 2024-05", "date-unreadable"), ("kind: gossip", "kind-unknown")],
)
def test_a_value_that_cannot_be_used_is_warned_of(line: str, code: str) -> None:
    _, findings = read_with_findings(f"---\ntitle: X\n{line}\n---\n{BODY}")
    assert list_codes(findings) == [code]
    assert findings[0].place == "note.txt, line 3"


@settings(deadline=None)
@given(st.text(alphabet="ab:-[]|#'\" \n+=.{", max_size=80))
def test_any_block_can_be_read(inner: str) -> None:
    split_front_matter("a.md", f"---\n{inner}\n---\nBody")
    split_front_matter("a.md", f"+++\n{inner}\n+++\nBody")
