"""Small dossiers on which the rules are certain, and witnesses of every kind."""

import hashlib
from collections.abc import Callable, Mapping

from briefing.analyse.analysis import analyse_sources, hear_witness
from briefing.analyse.credit import weigh_credit
from briefing.model.evidence import Address, Analysis, Evidence
from briefing.model.finding import Finding
from briefing.model.witness import Deposition, Pair, Relation, Witness
from briefing.packs.manifest import CueGroup, PackManifest, SectionSpec
from tests.analyse.readings import make_source

SECTIONS = (
    SectionSpec(id="terms", title="Terms", groups=(CueGroup(id="pact", weight=2.0, cues=("pact",)),)),
    SectionSpec(id="arms", title="Arms", groups=(CueGroup(id="shells", weight=2.0, cues=("shells",)),)),
)
MANIFEST = PackManifest(name="small", version="1", sections=SECTIONS)
PLAIN = "\n\n".join(
    f"The pact has clause {n}.\n\nThe shells of battery {n} arrived.\n\nRain fell on hall {n}." for n in range(20)
)
"""Sixty sentences on which the rules are certain: a third each under terms, under arms and nowhere."""

Judge = Callable[[str], Deposition]


def agree(text: str) -> Deposition:
    """Say of the plain sentences what the rules say."""
    return Deposition(sections=frozenset(n for n, word in (("terms", "pact"), ("arms", "shells")) if word in text))


def analyse(*texts: str, plain: str = PLAIN) -> Analysis:
    documents = [make_source(text, f"s{n}") for n, text in enumerate([*texts, plain])]
    return analyse_sources(documents, MANIFEST, ("Norway", "Sweden"))[0]


def depose(rules: Analysis, judge: Judge) -> dict[Address, Deposition]:
    """Let a judge speak of every sentence."""
    texts = {document.id: document for document in rules.sources}
    return {e.address: judge(texts[e.sentence.source].quote(e.sentence.span)) for e in rules.evidence}


def hear(
    rules: Analysis, said: Mapping[str, Deposition], pairs: Mapping[Pair, Relation] | None = None, judge: Judge = agree
) -> tuple[Analysis, tuple[Finding, ...]]:
    """Hear a witness who speaks of some sentences as given, and of the others as a judge does."""
    everything = depose(rules, judge) | {Address(address): each for address, each in said.items()}
    return hear_witness(rules, Witness(model="clerk", sentences=everything, pairs=pairs or {}), MANIFEST)


def one(analysis: Analysis, address: str = "s0:1.1") -> Evidence:
    return next(found for found in analysis.evidence if found.address == address)


def throw(text: str) -> int:
    """Return a number that looks thrown and is the same each time for a text."""
    return hashlib.sha256(text.encode()).digest()[0]


def waver(share: int) -> Judge:
    """Make a judge who is right of so many sentences in ten, and names one section for the others."""
    return lambda text: agree(text) if throw(text) % 10 < share else Deposition(sections=frozenset(["arms"]))


def reseed(seed: int) -> Judge:
    """Make a judge who is right of about half of the sentences, other ones for each seed."""
    return lambda text: agree(text) if throw(f"{seed}{text}") % 2 else Deposition(sections=frozenset(["arms"]))


def credit(rules: Analysis, judge: Judge) -> float:
    return weigh_credit(Witness(model="clerk", sentences=depose(rules, judge)), rules, SECTIONS)
