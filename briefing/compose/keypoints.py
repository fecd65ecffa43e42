"""The key points: three to five distinct facts that stand alone, in the order that a reader asks for them."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.compose.passages import Passage, take_lead
from briefing.compose.selection import Chooser, Selection
from briefing.model.evidence import Address
from briefing.packs.manifest import KeyPointSlot

DATED = 0.35
"""What an explicit date adds to the salience of a candidate: the first question is when."""
ALONE = -1.0
"""What a fact costs that only a commentary tells."""
NAMED = 0.15
"""What naming two or more of the actors adds: a point stands alone only if it says who."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    passage: Passage
    worth: float


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
    filled: list[tuple[int, Passage]] = []
    for number, slot in enumerate(slots):
        _fill(slot, number, candidates, chooser, filled)
    for number, slot in enumerate(slots):
        while len(filled) < limits.key_points and _fill(slot, number, candidates, chooser, filled):
            pass
    filled.sort(key=lambda item: item[0])
    selection.key_points = [passage for _, passage in filled[: limits.key_points]]


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
    return lead.salience + DATED * dated + NAMED * named + ALONE * alone


def _fill(
    slot: KeyPointSlot,
    number: int,
    candidates: Sequence[_Candidate],
    chooser: Chooser,
    filled: list[tuple[int, Passage]],
) -> bool:
    """Put the best candidate that fits a slot and repeats nothing into it; say whether there was one."""
    told = {address for _, passage in filled for address in passage.addresses}
    for candidate in candidates:
        passage = candidate.passage
        if fits(slot, passage) and not _is_told(passage.lead.address, told, chooser):
            filled.append((number, passage))
            return True
    return False


def fits(slot: KeyPointSlot, passage: Passage) -> bool:
    """Say whether a passage answers the question of a slot."""
    lead = passage.lead
    if lead.section not in slot.sections:
        return False
    if slot.groups and lead.group not in slot.groups:
        return False
    return not slot.status or lead.status in slot.status


def _is_told(address: Address, told: set[Address], chooser: Chooser) -> bool:
    return address in told or bool(chooser.twins.partners(address) & told)
