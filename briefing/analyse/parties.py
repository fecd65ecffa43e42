"""Who made the agreement: the parties as given, or the countries that stand where the sources speak of it."""

from collections import Counter
from collections.abc import Sequence

from briefing.analyse.lexicons import load_words
from briefing.analyse.readings import Actor, Reading, find_mentions

SHARE = 0.5
"""A country is a party if it is named at least half as often as the first, where sources speak of the agreement."""
MOST = 3


def resolve_party(name: str) -> Actor:
    """Return the actor that a given party's name means; an unknown name stands for itself."""
    mentions = find_mentions(tuple(name.split()))
    return mentions[0].actor if mentions else Actor(name, west=False)


def find_parties(readings: Sequence[Reading]) -> tuple[str, ...]:
    """Detect the parties: countries named in sentences on an agreement, signing counting double; most named first.

    Fewer than two is no agreement: then none is returned.
    """
    counts: Counter[str] = Counter()
    for reading in readings:
        weight = _weight(reading)
        if weight:
            counts.update(dict.fromkeys((m.actor.name for m in reading.mentions), weight))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    kept = [name for name, count in ranked if count >= SHARE * ranked[0][1]][:MOST]
    return tuple(sorted(kept, key=lambda name: _first_place(readings, name))) if len(kept) > 1 else ()


def _weight(reading: Reading) -> int:
    lows = set(reading.lows)
    if not lows & load_words("pacts", "instruments"):
        return 0
    return 2 if lows & load_words("pacts", "acts") else 1


def _first_place(readings: Sequence[Reading], name: str) -> tuple[int, int]:
    """Return where an actor is named first: sentence, then word."""
    return next((n, m.index) for n, reading in enumerate(readings) for m in reading.mentions if m.actor.name == name)
