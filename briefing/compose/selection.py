"""What is printed under each heading and what is withheld, every sentence with its one reason."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from briefing.compose.passages import Passage
from briefing.model.brief import WithheldReason
from briefing.model.evidence import Address, Analysis, Evidence, Match
from briefing.packs.manifest import Limits, SectionSpec

VIEWS = "analyst-views"
"""The only section where an unsigned commentary's own judgement may stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Twins:
    """Which sentences state the same fact, from either side."""

    of: Mapping[Address, tuple[Match, ...]]

    def partners(self, address: Address) -> frozenset[Address]:
        """Return the addresses of the sentences that state the same as this one."""
        return frozenset(m.right if m.left == address else m.left for m in self.of.get(address, ()))


def pair_twins(matches: Sequence[Match]) -> Twins:
    """Look the matches up from either side."""
    found: dict[Address, list[Match]] = defaultdict(list)
    for match in matches:
        found[match.left].append(match)
        found[match.right].append(match)
    return Twins(of={address: tuple(own) for address, own in found.items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """The editor's hand, by address."""

    omitted: frozenset[Address] = frozenset()
    pinned: frozenset[Address] = frozenset()


@dataclass(slots=True)
class Selection:
    """What was chosen so far. The one mutable value of composing, filled section by section."""

    key_points: list[Passage] = field(default_factory=list)
    sections: dict[str, list[Passage]] = field(default_factory=dict)
    withheld: dict[Address, WithheldReason] = field(default_factory=dict)

    def printed(self) -> frozenset[Address]:
        """Return the addresses of everything chosen."""
        passages = [*self.key_points, *(p for chosen in self.sections.values() for p in chosen)]
        return frozenset(address for passage in passages for address in passage.addresses)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chooser:
    """Choose passages for sections: what all sections share."""

    analysis: Analysis
    limits: Limits
    twins: Twins
    hand: Hand

    def refusal(self, passage: Passage) -> WithheldReason | None:
        """Return why a passage may not be printed at all; None for one that may. What is pinned always may."""
        if self.hand.omitted & set(passage.addresses):
            return "omitted-by-editor"
        if self.hand.pinned & set(passage.addresses):
            return None
        if not passage.own:
            return "leans"
        if passage.lead.section is None:
            return "off-topic"
        return "opinion-unattributed" if self._is_nobodys(passage.lead) else None

    def _is_nobodys(self, lead: Evidence) -> bool:
        """Say whether a judgement has nobody to hold it: a reporter's own, or a commentary's outside the views."""
        if lead.status != "opinion" or lead.attribution is not None:
            return False
        return self.analysis.registers[lead.sentence.source] != "commentary" or lead.section != VIEWS

    def choose(self, section: SectionSpec, passages: Sequence[Passage], selection: Selection) -> None:
        """Fill one section with the most salient passages that say something new; withhold the rest with the reason."""
        chosen: list[Passage] = []
        budget = self.limits.statements if section.budget is None else section.budget
        for passage in self._ranked(passages, selection):
            pinned = bool(self.hand.pinned & set(passage.addresses))
            if self._repeats(passage, chosen) and not pinned:
                _withhold(selection, passage, "repeats")
            elif len(chosen) >= budget and not pinned:
                _withhold(selection, passage, "over-budget")
            else:
                chosen.append(passage)
        selection.sections[section.id] = chosen

    def _ranked(self, passages: Sequence[Passage], selection: Selection) -> list[Passage]:
        """Order passages by salience; what restates a key point in another source's words comes first, it is due."""
        keys = {address for point in selection.key_points for address in point.addresses}
        partners = {twin for address in keys for twin in self.twins.partners(address)}

        def rank(passage: Passage) -> tuple[bool, bool, float, Address]:
            own = set(passage.addresses)
            pinned = bool(own & self.hand.pinned)
            return (not pinned, not (own & (partners | keys)), -passage.salience, passage.lead.address)

        return sorted(passages, key=rank)

    def _repeats(self, passage: Passage, chosen: Sequence[Passage]) -> bool:
        """Say whether each sentence of a passage is told already in its section, by itself or by a twin."""
        told = {address for other in chosen for address in other.addresses}
        return all(self._is_told(e.address, told) for e in passage.evidence)

    def _is_told(self, address: Address, told: set[Address]) -> bool:
        return address in told or bool(self.twins.partners(address) & told)


def _withhold(selection: Selection, passage: Passage, reason: WithheldReason) -> None:
    for address in passage.addresses:
        selection.withheld[address] = reason


def withhold_refused(chooser: Chooser, passages: Sequence[Passage], selection: Selection) -> tuple[Passage, ...]:
    """Withhold what may not be printed; return the rest."""
    kept: list[Passage] = []
    for passage in passages:
        reason = chooser.refusal(passage)
        if reason is None:
            kept.append(passage)
        else:
            _withhold(selection, passage, reason)
    return tuple(kept)


def keep_to_length(selection: Selection, words: int, may_go: Callable[[Passage], bool]) -> None:
    """Withhold the least salient passages until the body keeps to so many words; each section keeps its best one."""
    total = sum(passage.words for chosen in selection.sections.values() for passage in chosen)
    while total > words:
        spare = [(p.salience, name, p) for name, chosen in selection.sections.items() for p in chosen[1:] if may_go(p)]
        if not spare:
            return
        _, name, passage = min(spare, key=lambda item: item[:2])
        selection.sections[name].remove(passage)
        _withhold(selection, passage, "over-budget")
        total -= passage.words
