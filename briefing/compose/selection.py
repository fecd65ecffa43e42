"""What is printed under each heading and what is withheld, every sentence with its one reason."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from briefing.compose.hand import Hand
from briefing.compose.passages import Passage
from briefing.model.brief import WithheldReason
from briefing.model.evidence import Address, Analysis, Evidence, Match
from briefing.model.source import PartialDate
from briefing.model.statement import Insertion
from briefing.packs.manifest import Limits, SectionSpec

NUMBER = re.compile(r"\d[\d,.]*\d|\d|\b(?:hundred|thousand|million|billion|dozen)s?\b")

ENDLESS = 400
"""Words from which a passage is no statement that anybody reads: mostly a text whose marks are lost."""


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


@dataclass(frozen=True, slots=True)
class Row:
    """A dated fact of the chronology: printed there, or referred to where it stands."""

    date: PartialDate
    passage: Passage
    printed: bool


@dataclass(slots=True)
class Selection:
    """What was chosen so far. The one mutable value of composing, filled section by section."""

    key_points: list[Passage] = field(default_factory=list)
    sections: dict[str, list[Passage]] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    """The chronology."""
    pairs: list[tuple[str, Passage, Passage]] = field(default_factory=list)
    """What is set side by side."""
    withheld: dict[Address, WithheldReason] = field(default_factory=dict)

    def places(self) -> list[tuple[str, list[Passage]]]:
        """Return everything chosen, by the name of the place where it stands, in the order of the page."""
        return [
            ("summary", self.key_points),
            *self.sections.items(),
            ("chronology", [row.passage for row in self.rows if row.printed]),
            ("disagreements", [side for _, left, right in self.pairs for side in (left, right)]),
        ]

    def fates(self) -> dict[Address, str]:
        """Return for each printed sentence the places where it stands, joined by spaces."""
        fates: dict[Address, list[str]] = {}
        for name, passages in self.places():
            for address in (a for passage in passages for a in passage.addresses):
                fates.setdefault(address, []).append(name)
        return {address: " ".join(names) for address, names in fates.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chooser:
    """Choose passages for sections: what all sections share."""

    analysis: Analysis
    limits: Limits
    twins: Twins
    hand: Hand
    views: frozenset[str]
    """The sections where an unsigned commentary's own judgement may stand."""

    def refusal(self, passage: Passage) -> WithheldReason | None:
        """Return why a passage may not be printed at all; None for one that may. What is pinned always may."""
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
        return self.analysis.registers[lead.sentence.source] != "commentary" or lead.section not in self.views

    def choose(self, section: SectionSpec, passages: Sequence[Passage], selection: Selection) -> None:
        """Fill one section with the most salient passages that say something new; withhold the rest with the reason."""
        chosen: list[Passage] = []
        told: set[Address | str] = set()
        budget = self.limits.statements if section.budget is None else section.budget
        for passage in self._ranked(passages, selection):
            pinned = bool(self.hand.pinned & set(passage.addresses))
            if not pinned and self._repeats(passage, told):
                _withhold(selection, passage, "repeats")
            elif len(chosen) >= budget and not pinned:
                _withhold(selection, passage, "over-budget")
            else:
                chosen.append(passage)
                told.update(passage.addresses, [passage.text])
        selection.sections[section.id] = chosen

    def _ranked(self, passages: Sequence[Passage], selection: Selection) -> list[Passage]:
        """Order passages by salience, after what is due: a key point's fact, in another source's words if they serve.

        Words serve that hold each number of the key point, so that the reader finds it again.
        """
        keys = {address for point in selection.key_points for address in point.addresses}
        partners = {a for point in selection.key_points for a in self._serving(point, passages)}

        def rank(passage: Passage) -> tuple[bool, bool, bool, float, Address]:
            own = set(passage.addresses)
            pinned = bool(own & self.hand.pinned)
            return (not pinned, not own & partners, not own & keys, -passage.salience, passage.lead.address)

        return sorted(passages, key=rank)

    def _serving(self, point: Passage, passages: Sequence[Passage]) -> Iterator[Address]:
        twins = self.twins.partners(point.lead.address)
        for passage in passages if twins else ():
            firm = passage.lead.status != "alleged" or point.lead.status == "alleged"
            if firm and twins & set(passage.addresses) and find_numbers(point) <= find_numbers(passage):
                yield from passage.addresses

    def _repeats(self, passage: Passage, told: set[Address | str]) -> bool:
        """Say whether a passage stands in its section already: in the same words, or each sentence by a twin."""
        return passage.text in told or all(a in told or self.twins.partners(a) & told for a in passage.addresses)


def _withhold(selection: Selection, passage: Passage, reason: WithheldReason) -> None:
    for address in passage.addresses:
        selection.withheld[address] = reason


def find_numbers(passage: Passage) -> frozenset[str]:
    """Return the numbers that a passage prints, those of inserted dates included."""
    inserted = " ".join(piece.text for piece in passage.pieces if isinstance(piece, Insertion))
    return frozenset(NUMBER.findall(f"{passage.text} {inserted}".lower()))


def withhold_endless(chooser: Chooser, passages: Sequence[Passage], selection: Selection) -> tuple[Passage, ...]:
    """Withhold what is too long to be one statement, such as a text without marks; return the rest."""
    kept: list[Passage] = []
    for passage in passages:
        if passage.words > ENDLESS and not chooser.hand.pinned & set(passage.addresses):
            _withhold(selection, passage, "over-budget")
        else:
            kept.append(passage)
    return tuple(kept)


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
