"""Sentences that are no whole."""

import pytest

from briefing.analyse.fragments import is_fragment
from briefing.analyse.quotes import is_quoted, quote_mask
from tests.analyse.readings import mask_of, read_one, read_text


@pytest.mark.parametrize(
    ("sentence", "fragment"),
    [
        ("A poor bargain all round.", True),
        ("Berg herself had said last year.", True),
        ("Berg said that ships left.", False),
        ("Ships sailed.", False),
        ("Two ships are old.", False),
        ("Ships don't sail.", False),
        ("They've no ships.", False),
        ("“Berg said so,” he added.", False),
        ("A long row of words that holds many of them and goes on.", False),
        ("…", False),
    ],
)
def test_a_fragment_is_told_from_a_sentence(sentence: str, fragment: bool) -> None:
    reading = read_one(sentence)
    assert is_fragment(reading, mask_of(reading)) == fragment


def test_the_middle_of_a_quotation_is_a_fragment() -> None:
    _, readings = read_text("“It was a poor deal. We told the palace so at the time,” said Berg.")
    masks = quote_mask(readings)
    assert [is_fragment(r, m) for r, m in zip(readings, masks, strict=True)] == [False, True]


@pytest.mark.parametrize(
    ("sentence", "quoted"),
    [
        ("«Rien du tout», said he.", True),
        ('"No," he said.', False),
        ("“No, no,” he said.", True),
        ("No.", False),
        ("…", False),
    ],
)
def test_a_sentence_is_quoted_by_half_of_its_words(sentence: str, quoted: bool) -> None:
    assert is_quoted(mask_of(read_one(sentence))) == quoted
