"""Which sentences of different sources state the same fact, and which cannot both be right."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefing.analyse.hearing import Weighed
from briefing.analyse.readings import Reading, read_sentence
from briefing.analyse.terms import compare
from briefing.model.evidence import Address, Disagreement, Evidence, Interval, Match
from briefing.model.marks import QUANTITIES
from briefing.model.source import SourceDocument

THRESHOLD = 0.33
"""Cosine from which two sentences state the same: chosen in the research on labelled pairs, for precision."""
ALIKE = 0.5
"""Cosine from which a different number or day is a disagreement and not another matter."""
DENIAL = "denial"
ACCOUNTS = "accounts"
"""What two sentences are said to differ about where only a witness finds that they do."""
COPY = 0.9
"""Cosine from which one text is a copy of the other."""
RAREST = 8
"""So many of its rarest terms a sentence looks for company with; two must be shared."""
COMMONEST = 200
"""A term that stands in more sentences finds no candidates: it would make the search quadratic."""
SHARED = 2

_NUMBER = re.compile(r"(?<![\w.])(\d[\d,.]*\d|\d)\b")
_NUMBER_WORDS = {
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "eleven": "11", "twelve": "12",
}  # fmt: skip
_VAGUE = frozenset(
    ["one", "first", "second", "third", "several", "many", "few", "some", "most", "all", "both", "each", "every", "any"]
)
_NOT = frozenset(["not", "never", "no", "cannot", "neither", "nor", "without"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What comparing needs of one sentence; its words are read again for the few that are like another."""

    document: SourceDocument
    evidence: Evidence
    vector: Mapping[str, float]

    @property
    def address(self) -> Address:
        """The address of its sentence."""
        return self.evidence.address


def find_pairs(statements: Sequence[Statement]) -> Iterator[tuple[Statement, Statement, float]]:
    """Yield pairs of sentences of different sources, with their likeness; opinions stand alone.

    Of each pair one sentence holds two of the rarest terms of the other: the order of the sources does not matter.
    """
    frequency = Counter(term for s in statements for term in s.vector)
    held: dict[str, list[int]] = defaultdict(list)
    prized: dict[str, list[int]] = defaultdict(list)
    for n, statement in enumerate(statements):
        if statement.evidence.status == "opinion":
            continue
        terms = [term for term in statement.vector if 1 < frequency[term] <= COMMONEST]
        rare = sorted(terms, key=lambda term: (frequency[term], term))[:RAREST]
        near = _sharing(held, rare) | _sharing(prized, terms)
        for other in (statements[m] for m in sorted(near)):
            if other.document.id != statement.document.id:
                yield other, statement, compare(other.vector, statement.vector)
        for index, kept in ((held, terms), (prized, rare)):
            for term in kept:
                index[term].append(n)


def _sharing(index: Mapping[str, Sequence[int]], terms: Sequence[str]) -> set[int]:
    """Return which earlier sentences stand in the index under two of the terms or more."""
    once: set[int] = set()
    again: set[int] = set()
    for term in terms:
        holders = index.get(term, ())
        again.update(once.intersection(holders))
        once.update(holders)
    return again


def match_facts(
    statements: Sequence[Statement], weighed: Weighed | None = None
) -> tuple[tuple[Match, ...], tuple[Disagreement, ...]]:
    """Return the pairs that state the same fact and those that disagree, in reading order.

    A witness adds to the likeness of two sentences or takes from it; a number or a day that differs stays a conflict,
    whatever it says.
    """
    matches: list[Match] = []
    disagreements: list[Disagreement] = []
    content = _Contents()
    for left, right, score in find_pairs(statements):
        said = weighed.pairs.get((left.address, right.address)) if weighed is not None else None
        if score < THRESHOLD if weighed is None or said is None else score + weighed.lean(said) < THRESHOLD:
            continue
        one, other = content.of(left), content.of(right)
        conflict = find_conflict(one, other)
        if conflict is None and weighed is not None and weighed.heard and said == "contradict":
            conflict = ACCOUNTS
        places = (left.address, right.address)
        if conflict is not None and (conflict in {DENIAL, ACCOUNTS} or score >= ALIKE):
            disagreements.append(Disagreement(left=places[0], right=places[1], about=conflict))
        elif conflict is None and one.negates == other.negates:
            matches.append(
                Match(
                    left=places[0], right=places[1], score=round(score, 3),
                    full=(one.numbers, one.names) == (other.numbers, other.names), copy=score >= COPY,
                )
            )  # fmt: skip
    return tuple(matches), tuple(disagreements)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a sentence states that another one can contradict."""

    denies: bool
    negates: bool
    days: frozenset[Interval]
    things: Mapping[str, set[str]]
    numbers: frozenset[str]
    names: frozenset[str]


def read_content(statement: Statement) -> Content:
    """Read numbers, names, days and negations of a sentence."""
    evidence = statement.evidence
    reading = read_sentence(statement.document, evidence.sentence)
    days = (m.interval for m in evidence.dates if m.interval and m.form == "day" and not m.relative)
    return Content(
        denies=evidence.denies, negates=negates(reading), days=frozenset(days), things=count_things(reading),
        numbers=numbers_of(reading), names=names_of(reading),
    )  # fmt: skip


class _Contents:
    """The contents of sentences, each read once: most sentences are compared with many others or with none."""

    def __init__(self) -> None:
        self._known: dict[Address, Content] = {}

    def of(self, statement: Statement) -> Content:
        """Return what a sentence states."""
        address = statement.address
        known = self._known.get(address)
        if known is None:
            known = self._known[address] = read_content(statement)
        return known


def find_conflict(left: Content, right: Content) -> str | None:
    """Name what two sentences state differently: a day, the number of a thing, or that it is so; None for nothing."""
    if left.denies != right.denies:
        return DENIAL
    if left.days and right.days and not left.days & right.days:
        return "date"
    shared = sorted(left.things.keys() & right.things.keys())
    return next((thing for thing in shared if not left.things[thing] & right.things[thing]), None)


def negates(reading: Reading) -> bool:
    """Say whether a sentence says that something is not so; its twin without "not" says the opposite."""
    return bool(set(reading.lows) & _NOT) or any(low.endswith(("n't", "n’t")) for low in reading.lows)


def count_things(reading: Reading) -> dict[str, set[str]]:
    """Return the numbers of a sentence by the word that follows each: {"submarines": {"8"}}."""
    found: dict[str, set[str]] = defaultdict(set)
    for index, low in enumerate(reading.lows[:-1]):
        number = _NUMBER_WORDS.get(low, low.replace(",", "") if low[0].isdigit() else None)
        following = reading.lows[index + 1]
        if number is not None and following.isalpha() and len(following) > SHARED:
            found[following].add(number)
    return found


def numbers_of(reading: Reading) -> frozenset[str]:
    """Return the numbers that a sentence states, in figures and in words ("millions" is one)."""
    words = set(reading.lows) & QUANTITIES - _VAGUE
    return frozenset(n.replace(",", "") for n in _NUMBER.findall(reading.raw)) | {
        _NUMBER_WORDS.get(w, w) for w in words
    }


def names_of(reading: Reading) -> frozenset[str]:
    """Return the actors and the other capitalised words of a sentence, its first word left out."""
    held = {at for m in reading.mentions for at in range(m.index, m.index + m.length)}
    others = (w for n, w in enumerate(reading.words) if n and n not in held and w[:1].isupper())
    return frozenset(others) | frozenset(mention.actor.name for mention in reading.mentions)
