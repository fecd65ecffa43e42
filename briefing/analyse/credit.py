"""How far a witness is trusted: by its agreement, beyond chance, with what the rules are certain of.

Nobody knows a model's worth on the sources at hand, but of some sentences the rules leave no doubt. Whoever contradicts
these is not heard on the others; whoever guesses agrees with them no more often than chance would.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefing.model.evidence import Analysis, Evidence
from briefing.model.witness import Deposition, Witness
from briefing.packs.manifest import SectionSpec

SURE_IN = 0.5
"""By so much a sentence clears the bar of its section where the rules are certain that it belongs there."""
SURE_OUT = 1.0
"""By so much it misses a bar where they are certain that it does not."""
DEVIATIONS = 2.0
"""Standard errors that are taken off the agreement: on few sentences a guess can look like knowledge."""
NONE, FULL = 0.1, 0.3
"""Agreement (kappa, less its doubt) up to which there is no credit, and from which on there is full credit.

Labels by a careful reader reach 0.37 to 0.83 on three labelled events, answers at random 0.14 at most in 900 trials.
"""


@dataclass(frozen=True, slots=True)
class Opinion:
    """Whether a sentence belongs to a section, by the rules and by the witness."""

    ruled: bool
    said: bool


def weigh_credit(witness: Witness, rules: Analysis, sections: Sequence[SectionSpec]) -> float:
    """Return the credit of a witness between 0 and 1, rounded to hundredths; `rules` is the analysis without it."""
    opinions: dict[str, list[Opinion]] = defaultdict(list)
    for found in rules.evidence:
        said = witness.sentences.get(found.address)
        if said is not None:
            for section, opinion in _compare(found, said, sections):
                opinions[section].append(opinion)
    return round(min(max((_agree(opinions) - NONE) / (FULL - NONE), 0.0), 1.0), 2)


def _compare(found: Evidence, said: Deposition, sections: Sequence[SectionSpec]) -> Iterator[tuple[str, Opinion]]:
    """Yield the two opinions on each section of which the rules are certain."""
    for section in sections:
        margin = found.scores[section.id] - section.threshold
        if found.section == section.id and margin >= SURE_IN:
            yield section.id, Opinion(ruled=True, said=section.id in said.sections)
        elif margin <= -SURE_OUT:
            yield section.id, Opinion(ruled=False, said=section.id in said.sections)


def _agree(opinions: Mapping[str, Sequence[Opinion]]) -> float:
    """Return Cohen's kappa less its doubt, 0 where there is nothing to tell it by.

    Chance is reckoned for each section alone: naming the commonest section each time is no agreement. One opinion more
    of either kind is assumed in the standard error, so that a few that all agree are not taken for certainty.
    """
    every = [opinion for listed in opinions.values() for opinion in listed]
    chance = sum(map(_expect, opinions.values()))
    if chance >= len(every):
        return 0.0
    agreed, total = sum(each.ruled == each.said for each in every), len(every)
    share = (agreed + 1) / (total + 2)
    scale = 1 - chance / total
    doubt = math.sqrt(share * (1 - share) / total) / scale
    return (agreed / total - chance / total) / scale - DEVIATIONS * doubt


def _expect(opinions: Sequence[Opinion]) -> float:
    """Return on how many opinions the two would agree if neither knew of the other."""
    total = len(opinions)
    ruled, said = sum(each.ruled for each in opinions) / total, sum(each.said for each in opinions) / total
    return total * (ruled * said + (1 - ruled) * (1 - said))
