"""The terms of sentences for comparing them: stems, actors under one name, numbers, and what each weighs."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from briefing.analyse.lexicons import load_words
from briefing.analyse.readings import Reading

_ENDINGS = (
    "ations", "ation", "ments", "ment", "ities", "ity", "ings", "ing", "ions", "ion", "ives", "ive", "ies", "ied",
    "ers", "er", "ed", "es", "ly", "s", "e", "y",
)  # fmt: skip
SHORTEST = 4
"""A stem keeps at least so many letters."""

CONCEPT = 1.4
"""What a concept of the pack weighs more than a word: it is the same thing said in other words."""


@cache
def stem(low: str) -> str:
    """Cut a word's ending, so that "signed", "signing" and "signs" are one term; crude, and only for comparing."""
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= SHORTEST:
            return low[: -len(ending)]
    return low


def find_terms(reading: Reading, concepts: frozenset[str]) -> tuple[str, ...]:
    """Return the terms of a sentence: actors under one name, concepts of the pack, stems of the rest."""
    empty = _empty_words()
    held = {at for m in reading.mentions for at in range(m.index, m.index + m.length)}
    terms = [f"@{mention.actor.name}" for mention in reading.mentions]
    terms += [f"#{concept}" for concept in sorted(concepts)]
    terms += [stem(low) for n, low in enumerate(reading.lows) if n not in held and low not in empty]
    return tuple(dict.fromkeys(terms))


@cache
def _empty_words() -> frozenset[str]:
    return load_words("grammar", "function") | load_words("grammar", "pronouns")


def weigh_terms(sentences: Sequence[Sequence[str]]) -> dict[str, float]:
    """Return the inverse document frequency of each term, smoothed so that a small dossier has no infinite weight."""
    counts = Counter(term for terms in sentences for term in set(terms))
    total = len(sentences)
    return {
        term: (math.log((1 + total) / (1 + count)) + 1) * (CONCEPT if term.startswith("#") else 1.0)
        for term, count in counts.items()
    }


def make_vector(terms: Sequence[str], weights: Mapping[str, float]) -> dict[str, float]:
    """Return the terms of a sentence as a vector of length one; empty for a sentence without terms."""
    own = [weights[term] for term in terms]
    length = math.sqrt(sum([weight**2 for weight in own]))
    return {term: weight / length for term, weight in zip(terms, own, strict=True)} if length else {}


def compare(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """Return the cosine of two vectors of length one."""
    if len(right) < len(left):
        left, right = right, left
    total = 0.0
    for term, weight in left.items():
        other = right.get(term)
        if other is not None:
            total += weight * other
    return total
