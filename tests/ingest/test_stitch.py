"""Paragraphs cut in the middle of a sentence are joined, and no others."""

import pytest

from tests.ingest.reading import read_one

BODY = "The two ministers met in Oslo on Monday and signed the text."


def runs(*blocks: str, name: str = "a.txt") -> list[tuple[int, int]]:
    return [(run.first, run.last) for run in read_one("\n\n".join(blocks) + "\n", name).runs]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("The ministers met allies. U.S.", "Navy ships left the harbour at noon."),
        ("The ministers met the head of the fleet, Adm.", "Lund, who said little about it."),
        ("The ministers met in Oslo and signed the", "Harbour Pact with all its annexes."),
        ("The ministers met in Oslo and signed", "the pact with all its annexes."),
        ("The ministers met in Oslo,", "where they signed the pact."),
        ("He called it “a turning point. U.S.", "Ships would stay.”"),
    ],
)
def test_a_cut_sentence_is_joined(above: str, below: str) -> None:
    assert runs(BODY, above, below) == [(1, 1), (2, 3)]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (BODY, "they left at noon, as the harbour master says."),
        ("The ministers met in the U.S.", "Both of them signed the pact there."),
        ("Both states are friends of the U.S. and its allies, etc.", "Both of them signed the pact there."),
        ("The harbour is broken as no other harbour in the north has been", "Oslo is alone and knows it well."),
        ("They agreed on these terms:", "troops will withdraw at once from there."),
        ("He said “we will stay.”", "but nobody believed him at the time."),
    ],
)
def test_a_whole_sentence_is_not_joined(above: str, below: str) -> None:
    assert runs(BODY, above, below) == [(1, 1), (2, 2), (3, 3)]


def test_nothing_joins_across_a_block_that_is_set_aside() -> None:
    assert runs(BODY, "The ministers met in Oslo and signed", "***", "the pact with all its annexes.") == [
        (1, 1),
        (2, 2),
        (4, 4),
    ]


def test_a_headline_never_joins() -> None:
    assert runs("Ministers Meet the", "navy ships left the harbour at noon on Monday.") == [(2, 2)]


def test_list_items_never_join() -> None:
    assert runs("- troops and\n- ships leave", BODY) == [(1, 1), (2, 2), (3, 3)]


def test_a_paragraph_does_not_join_a_quotation() -> None:
    assert runs("The ministers met and signed", "> the pact with all its annexes.", name="a.md") == [(1, 1), (2, 2)]


def test_no_more_than_four_blocks_are_joined() -> None:
    assert runs(*["one and"] * 6) == [(1, 4), (5, 6)]


def test_a_long_paragraph_that_ends_in_a_title_is_joined() -> None:
    assert runs("They met. " * 60 + "It was Gen.", "Lund who spoke first at the table.") == [(1, 2)]
