"""How much a sentence matters: near the centre of the dossier, early in its source, told by several, well sorted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefing.analyse.terms import compare

CENTRE, LEAD, SUPPORT, SECTION = 1.0, 0.7, 0.4, 0.5
"""Weights as measured in the research on ranking: the first two carry it, the others help."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the salience of one sentence is worked out from."""

    vector: Mapping[str, float]
    position: float
    """0 for the first sentence of its source, 1 for the last."""
    support: int
    """Other sources that state the same."""
    section: float
    """By how much it clears the bar of its section."""


def rank(given: Iterable[Standing]) -> tuple[float, ...]:
    """Return the salience of each sentence, between 0 and about 2.6, in the order given."""
    standings = list(given)
    centre = _centroid([standing.vector for standing in standings])
    likeness = [compare(standing.vector, centre) for standing in standings]
    top = max(likeness, default=0.0) or 1.0
    return tuple(
        round(
            CENTRE * like / top
            + LEAD * (1 - s.position)
            + SUPPORT * min(s.support, 2) / 2
            + SECTION * min(max(s.section, 0.0), 2.0) / 2,
            4,
        )
        for like, s in zip(likeness, standings, strict=True)
    )


def _centroid(vectors: Sequence[Mapping[str, float]]) -> dict[str, float]:
    total: dict[str, float] = {}
    for vector in vectors:
        for term, weight in vector.items():
            total[term] = total.get(term, 0.0) + weight
    return total
