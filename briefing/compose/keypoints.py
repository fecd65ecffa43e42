"""The key points: three to five distinct facts that stand alone, in the order that a reader asks for them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.compose.passages import Passage, take_lead
from briefing.compose.selection import Chooser, Selection
from briefing.packs.manifest import KeyPointSlot

DATED = 0.35
"""What an explicit date adds to the salience of a candidate: the first question is when."""
FIGURE = re.compile(
    r"(?<![\w.-])(?:(?!(?:1[89]|20)\d\d\b)[$€£]?\d[\d,.]*|(?:hundred|thousand|million|billion|dozen)s?|two|three|four|five"
    r"|six|seven|eight|nine|ten)(?! (?:years?|months?|weeks?|days?|decades?|hours?|[A-Z]\w+ (?:19|20)\d\d)\b)\b",
    re.I,
)
"""A number of things: no year, no day of a month, no length of time."""
LONG, LENGTHY = 30, -0.01
"""What each word costs beyond so many: a point is read at a glance."""
COUNTED = 0.25
"""What a number adds that is no date: how many, how much, how long."""
FIRST_GROUP = 0.4
"""What the first group of a slot adds over the last: the pack names what matters most first."""
SHORT = 3
"""Words of so many letters are not compared."""
ALIKE = 0.5
"""Share of the shorter point's words that another point may hold before it says the same again."""
AGAIN = -0.5
"""What it costs to speak once more of what the first point tells."""
HEAD, HANGING = 5, -0.4
"""Within how many words "also" hangs on what was said before, and what that costs."""
ALONE = -1.0
"""What a fact costs that only a commentary tells."""
NAMED = 0.15
"""What naming two or more of the actors adds: a point stands alone only if it says who."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A passage that may become a key point, and how much speaks for it in any slot."""

    passage: Passage
    worth: float

    @property
    def content(self) -> frozenset[str]:
        """Its longer words, by which two points are compared."""
        return frozenset(word for word in re.findall(r"[^\W_]+", self.passage.text.lower()) if len(word) > SHORT)


def choose_key_points(
    slots: Sequence[KeyPointSlot], passages: Sequence[Passage], chooser: Chooser, selection: Selection
) -> None:
    """Fill the slots in order, each with the best candidate that says something new; then the rest by salience.

    An empty slot stays empty: its place goes to the next best of all. The points keep the order of the slots.
    """
    limits = chooser.limits
    leads = [take_lead(passage) for passage in passages]
    candidates = [_Candidate(p, _weigh(p, chooser)) for p in leads if _may_stand(p, limits.key_point_words)]
    candidates.sort(key=lambda c: (-c.worth, c.passage.lead.address))
    filled = [(_slot_of(slots, p), _Candidate(p, _weigh(p, chooser))) for p in leads if _is_boxed(p, chooser)]
    for number in range(len(slots)):
        if len(filled) >= limits.key_points:
            break
        if not any(held == number for held, _ in filled):
            _fill(slots, number, candidates, chooser, filled)
    for number in range(len(slots)):
        while len(filled) < limits.key_points and _fill(slots, number, candidates, chooser, filled):
            pass
    filled.sort(key=lambda item: item[0])
    selection.key_points = [candidate.passage for _, candidate in filled[: limits.key_points]]


def _is_boxed(passage: Passage, chooser: Chooser) -> bool:
    return bool(chooser.hand.boxed & set(passage.addresses))


def _slot_of(slots: Sequence[KeyPointSlot], passage: Passage) -> int:
    """Return the place of the slot that a passage answers; behind them all for one that answers none."""
    return next((number for number, slot in enumerate(slots) if fits(slot, passage)), len(slots))


def _may_stand(passage: Passage, words: int) -> bool:
    """Say whether a passage can be a key point: short enough, dated if it says when, a judgement only with its holder.

    A denial cannot: it needs the claim that it disputes beside it.
    """
    if passage.lead.denies or passage.words > words or any(edited.undated for edited in passage.edits):
        return False
    lead = passage.lead
    return lead.status != "opinion" or lead.attribution is not None


def _weigh(passage: Passage, chooser: Chooser) -> float:
    lead = passage.lead
    commentary = chooser.analysis.registers[lead.sentence.source] == "commentary" and lead.attribution is None
    alone = commentary and not chooser.twins.partners(lead.address)
    dated = any(not mention.relative and mention.form == "day" for mention in lead.dates)
    named = len({naming.actor for naming in lead.namings}) > 1
    counted = FIGURE.search(passage.text) is not None
    lengthy = LENGTHY * max(0, passage.words - LONG)
    also = "also" in passage.text.lower().split()[:HEAD]
    return lead.salience + lengthy + HANGING * also + DATED * dated + NAMED * named + COUNTED * counted + ALONE * alone


def _fill(
    slots: Sequence[KeyPointSlot],
    number: int,
    candidates: Sequence[_Candidate],
    chooser: Chooser,
    filled: list[tuple[int, _Candidate]],
) -> bool:
    """Put the best candidate that fits a slot and repeats nothing into it; say whether there was one."""
    slot = slots[number]

    def worth(candidate: _Candidate) -> float:
        return candidate.worth + _prefer(slot, candidate.passage) + AGAIN * _tells_first(candidate, number, slots)

    fitting = sorted((c for c in candidates if fits(slot, c.passage)), key=worth, reverse=True)
    best = next((candidate for candidate in fitting if not _is_told(candidate, filled, chooser)), None)
    if best is not None:
        filled.append((number, best))
    return best is not None


def _prefer(slot: KeyPointSlot, passage: Passage) -> float:
    """Return what the place of a passage's group in the slot adds."""
    groups = slot.groups
    return FIRST_GROUP * (1 - groups.index(passage.lead.group) / len(groups)) if passage.lead.group in groups else 0.0


def _tells_first(candidate: _Candidate, number: int, slots: Sequence[KeyPointSlot]) -> bool:
    """Say whether a candidate for a later slot speaks of what the first one answers: the event is told once."""
    return number > 0 and bool(candidate.passage.lead.concepts & set(slots[0].groups))


def fits(slot: KeyPointSlot, passage: Passage) -> bool:
    """Say whether a passage answers the question of a slot."""
    lead = passage.lead
    if lead.section not in slot.sections:
        return False
    if slot.groups and lead.group not in slot.groups:
        return False
    return not slot.status or lead.status in slot.status


def _is_told(candidate: _Candidate, filled: Sequence[tuple[int, _Candidate]], chooser: Chooser) -> bool:
    """Say whether a point is there already: itself, a twin, or one that uses most of the same words."""
    twins = chooser.twins.partners(candidate.passage.lead.address)
    return any(
        other.passage.lead.address in {candidate.passage.lead.address, *twins}
        or len(candidate.content & other.content) >= ALIKE * min(len(candidate.content), len(other.content))
        for _, other in filled
    )
