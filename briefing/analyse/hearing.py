"""What a witness says, beside what the rules found: votes on sections, cautions, importance, likeness of two sentences.

A witness adds to the scores and never sets them. It may add a caution and never takes one away: what quotation marks,
a hedge or a pronoun tell stays as the rules read it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefing.analyse.credit import weigh_credit
from briefing.analyse.topics import Score
from briefing.model.evidence import Address, Analysis, Attribution, Evidence, Reason, Status
from briefing.model.finding import Finding, Severity
from briefing.model.witness import Deposition, Hearing, Pair, Relation, Witness
from briefing.packs.manifest import SectionSpec

VOTE = 1.5
"""What a fully trusted witness adds to a section that it names, and takes from one that it does not.

The rules' own scores lie between about -3 and 4, the bars of sections at about 1: what is outvoted is weak on one side.
"""
HEARD = 0.5
"""The credit from which on a witness is heard on what is so or not so: status, speaker, leaning, contradiction."""
IMPORTANCE = 0.6
"""What one step of importance adds to the salience of a sentence, which lies between 0 and about 2.6."""
LIKENESS = 0.35
"""What "same" adds to the likeness of two sentences, and "neither" takes from it."""
CAUTIONS: frozenset[Status] = frozenset(["alleged", "opinion"])
"""What a sentence may become that the rules take for a report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A witness with the credit that it has."""

    model: str
    credit: float
    sentences: Mapping[Address, Deposition] = field(default_factory=dict)
    pairs: Mapping[Pair, Relation] = field(default_factory=dict)

    @property
    def heard(self) -> bool:
        """Whether it is trusted enough to say what is so."""
        return self.credit >= HEARD

    def lean(self, said: Relation) -> float:
        """Return what its word adds to the likeness of two sentences; a charge that is not heard speaks against it."""
        alike = said == "same" or (said == "contradict" and self.heard)
        return LIKENESS * self.credit * (1 if alike else -1)

    def reason(self, words: str, weight: float = 0.0) -> Reason:
        """Return a reason that names the model."""
        return Reason(f"model {self.model}: {words}", weight)


def weigh_witness(witness: Witness, rules: Analysis, sections: Sequence[SectionSpec]) -> Weighed:
    """Weigh a witness by the analysis without it; one without credit says nothing."""
    credit = weigh_credit(witness, rules, sections)
    heard = {"sentences": witness.sentences, "pairs": witness.pairs} if credit else {}
    return Weighed(model=witness.model, credit=credit, **heard)  # type: ignore[arg-type]  # each field has its own kind


def vote(scores: Mapping[str, Score], said: Deposition, weighed: Weighed) -> dict[str, Score]:
    """Return the scores of a sentence with the votes of the witness, each with its reason."""
    weight = round(VOTE * weighed.credit, 3)
    reasons = {
        name: weighed.reason(f"is {name}", weight)
        if name in said.sections
        else weighed.reason(f"is not {name}", -weight)
        for name in scores
    }
    return {name: _add(score, reasons[name]) for name, score in scores.items()}


def _add(score: Score, reason: Reason) -> Score:
    return Score(score.value + reason.weight, (*score.reasons, reason), score.group)


def caution(draft: Evidence, said: Deposition, named: Attribution | None, weighed: Weighed) -> Evidence:
    """Return what a sentence tells, with the cautions that the witness adds, each with its reason.

    `named` is the speaker whom the witness, and no rule, has named.
    """
    reasons = [] if named is None else [weighed.reason(f"speaker {named.name}")]
    status, leans = draft.status, draft.leans
    if status == "reported" and said.status in CAUTIONS:
        status = said.status
        reasons.append(weighed.reason(f"is {status}"))
    if said.alone is False and not leans:
        leans = True
        reasons.append(weighed.reason("does not stand alone"))
    return replace(draft, status=status, leans=leans, reasons=(*draft.reasons, *reasons))


def raise_salience(found: Evidence, weighed: Weighed) -> Evidence:
    """Return a sentence with the salience and the reason that its importance gives it."""
    said = weighed.sentences.get(found.address)
    if said is None or said.importance is None or said.importance == 1:
        return found
    weight = round(IMPORTANCE * weighed.credit * (said.importance - 1), 3)
    reason = weighed.reason(f"importance {said.importance}", weight)
    return replace(found, salience=round(found.salience + weight, 4), reasons=(*found.reasons, reason))


def close_hearing(witness: Witness, weighed: Weighed, rules: Analysis, evidence: Sequence[Evidence]) -> Hearing:
    """Say what hearing the witness changed."""
    ruled = {
        found.address: before.section
        for found, before in zip(evidence, rules.evidence, strict=True)
        if found.section != before.section
    }
    return Hearing(witness=witness, credit=weighed.credit, ruled=ruled)


def tell_credit(weighed: Weighed) -> tuple[Finding, ...]:
    """Say how far the witness is trusted: a warning for one that is not, a note for one that is in part."""
    if weighed.credit >= 1:
        return ()
    severity: Severity = "note" if weighed.credit else "warning"
    message = f"the answers of model {weighed.model} count with {weighed.credit:.0%} of their weight"
    if not weighed.credit:
        message = (
            f"the answers of model {weighed.model} are not used: they do not agree with what the rules are certain of"
        )
    hint = "where the rules are certain, a model that is worth asking says the same; see docs/assist.md"
    return (Finding(severity=severity, code="assist-credit", message=message, hint=hint),)
