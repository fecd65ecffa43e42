"""Who made the agreement: the parties as given, or the countries that stand where the sources speak of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefing.analyse.lexicons import load_words
from briefing.analyse.readings import Actor, Reading, find_mentions

SHARE = 0.5
"""A country is a party if it is named at least half as often as the first, where sources speak of the agreement."""
MOST = 3


@dataclass(frozen=True, slots=True)
class Tally:
    """How often one source names each actor where it speaks of an agreement, and all its actors in order."""

    counts: Mapping[str, int]
    order: tuple[str, ...]


def resolve_party(name: str) -> Actor:
    """Return the actor that a given party's name means; an unknown name stands for itself."""
    mentions = find_mentions(tuple(name.split()))
    return mentions[0].actor if mentions else Actor(name, west=False)


def count_parties(readings: Sequence[Reading]) -> Tally:
    """Count the actors of sentences on an agreement, signing counting double; each once in a sentence."""
    counts: Counter[str] = Counter()
    for reading in readings:
        weight = _weight(reading)
        if weight:
            counts.update(dict.fromkeys((m.actor.name for m in reading.mentions), weight))
    return Tally(dict(counts), tuple(dict.fromkeys(m.actor.name for r in readings for m in r.mentions)))


def choose_parties(tallies: Iterable[Tally]) -> tuple[str, ...]:
    """Return the countries named most in all sources, in the order in which they are named first.

    Fewer than two is no agreement: then none is returned.
    """
    counts: Counter[str] = Counter()
    order: dict[str, None] = {}
    for tally in tallies:
        counts.update(tally.counts)
        order.update(dict.fromkeys(tally.order))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    kept = [name for name, count in ranked if count >= SHARE * ranked[0][1]][:MOST]
    return tuple(name for name in order if name in kept) if len(kept) > 1 else ()


def _weight(reading: Reading) -> int:
    lows = set(reading.lows)
    if not lows & load_words("pacts", "instruments"):
        return 0
    return 2 if lows & load_words("pacts", "acts") else 1
