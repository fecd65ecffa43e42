"""Which sentences are printed as one statement: each case of the fixture, and what a passage says of itself."""

from itertools import pairwise

import pytest

from briefing.compose.passages import Passage, make_passages, take_lead
from briefing.compose.pieces import print_pieces
from tests.compose.dossiers import Case, make_case, read_cases
from tests.compose.test_editing import make_editor

CASES = read_cases("passages")
TWO = """### 000 news
1. {treaty-terms 0.5} Moreover, the pact obliges both to help. {treaty-terms leans 0.9} This is new to them
"""


def group(case: Case) -> tuple[Passage, ...]:
    read = [sentence for sentence in case.analysis.sentences if sentence.set_aside is None]
    adjacent = [pair for pair in pairwise(case.analysis.sentences) if set(pair) <= set(read)]
    before = {right.address: left.address for left, right in adjacent if left.source == right.source}
    return make_passages(case.analysis.evidence, before, make_editor(case))


def tell(case: Case, passage: Passage) -> str:
    words = "".join(text.text for text in print_pieces(passage.pieces, case.quote))
    return f"{passage.id}{'' if passage.own else ' leans'}: {words}"


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_sentences_are_grouped_as_the_fixture_says(case: Case) -> None:
    assert [tell(case, passage) for passage in group(case)] == list(case.expected)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_each_sentence_stands_in_one_passage_in_reading_order(case: Case) -> None:
    addresses = [address for passage in group(case) for address in passage.addresses]
    assert addresses == [found.address for found in case.analysis.evidence]


def test_a_passage_is_as_salient_as_its_best_sentence() -> None:
    (passage,) = group(make_case(TWO))
    assert (passage.lead.address, passage.salience) == ("000:1.1", 0.9)


def test_the_words_of_a_passage_are_counted_as_printed_without_marks() -> None:
    (passage,) = group(make_case(TWO))
    assert passage.words == len("the pact obliges both to help. This is new to them".split())


def test_the_first_sentence_of_a_passage_can_stand_as_one_of_its_own() -> None:
    case = make_case(TWO)
    (passage,) = group(case)
    lead = take_lead(passage)
    assert tell(case, lead) == "000:1.1: … the pact obliges both to help."
    assert (lead.addresses, lead.words, len(lead.edits)) == (("000:1.1",), 6, 1)


def test_nothing_makes_no_passage() -> None:
    assert make_passages((), {}, make_editor(make_case(TWO))) == ()
