"""Which pairs of sentences a witness is asked about: alike enough that it is not plain whether they state the same."""

from collections.abc import Sequence

from briefing.analyse.corroboration import COPY, Statement, find_pairs
from briefing.analyse.readings import read_sentence
from briefing.analyse.terms import find_terms, make_vector, weigh_terms
from briefing.model.evidence import Analysis
from briefing.model.witness import Pair

LIKELY = 0.15
"""Cosine from which two sentences may state the same in other words: 22 of 25 labelled pairs are at least so alike."""


def find_candidates(rules: Analysis, most: int) -> tuple[Pair, ...]:
    """Return the most alike pairs of sentences of different sources, copies left out, in reading order."""
    likeness: list[tuple[float, int, Pair]] = []
    for number, (left, right, score) in enumerate(find_pairs(_make_statements(rules))):
        if LIKELY <= score < COPY:
            likeness.append((-round(score, 6), number, (left.address, right.address)))
    chosen = sorted(likeness)[:most]
    return tuple(pair for _, _, pair in sorted(chosen, key=lambda each: each[1]))


def _make_statements(rules: Analysis) -> Sequence[Statement]:
    documents = {document.id: document for document in rules.sources}
    terms = [
        find_terms(read_sentence(documents[found.sentence.source], found.sentence), found.concepts)
        for found in rules.evidence
    ]
    weights = weigh_terms(terms)
    return [
        Statement(document=documents[found.sentence.source], evidence=found, vector=make_vector(own, weights))
        for found, own in zip(rules.evidence, terms, strict=True)
    ]
