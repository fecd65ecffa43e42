"""One source on its own: speakers, status, dates and sections of its sentences, by rules and what others say of names.

Reads the sentences a second time instead of keeping their words: those of a whole dossier would fill the memory.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from briefing.analyse.attribution import attribute
from briefing.analyse.dates import find_dates, resolve_dates
from briefing.analyse.fragments import is_fragment
from briefing.analyse.hearing import Weighed, caution, vote
from briefing.analyse.naming import name_speakers
from briefing.analyse.people import Person, Registry
from briefing.analyse.quotes import quote_mask
from briefing.analyse.readings import Reading, find_mentions
from briefing.analyse.register import find_register
from briefing.analyse.stance import find_status, judges, leans, weigh
from briefing.analyse.survey import Survey, read_report
from briefing.analyse.terms import find_terms
from briefing.analyse.topics import NO_SCORE, Score, Sorter, Traits, choose_section, smooth
from briefing.model.evidence import Attribution, Evidence, Reason, Register, Voice
from briefing.model.source import SourceDocument
from briefing.packs.manifest import SectionSpec

LENIENT = 0.5
"""Share of a section's bar that a leaning sentence must reach to follow the sentence before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What one source tells: nothing of its sentences where it is in another language."""

    register: Register
    evidence: tuple[Evidence, ...] = ()
    terms: tuple[tuple[str, ...], ...] = ()
    """For each sentence what it is compared with others by."""


def examine(
    document: SourceDocument,
    surveyed: Survey,
    persons: Mapping[str, Person],
    sorter: Sorter,
    weighed: Weighed | None = None,
) -> Examination:
    """Find out everything about the sentences of one source that it takes no other source to know.

    `persons` is what all sources say of those whom this one names, `weighed` a witness to be heard.
    """
    readings = read_report(document, surveyed.sentences)
    speakers = attribute(document, readings, persons, surveyed.persons)
    register = find_register(document, readings, speakers)
    if not surveyed.english:
        return Examination(register=register)
    if weighed is not None and weighed.heard:
        named = name_speakers(document, readings, speakers, Registry(surveyed.persons, persons), weighed)
        drafts = _listen(_draft(document, readings, named, register), speakers, weighed)
    else:
        drafts = _draft(document, readings, speakers, register)
    evidence = sort_report(readings, drafts, sorter, _make_traits(document, drafts, register), weighed)
    terms = tuple(find_terms(reading, e.concepts) for reading, e in zip(readings, evidence, strict=True))
    return Examination(register=register, evidence=evidence, terms=terms)


def _draft(
    document: SourceDocument,
    readings: Sequence[Reading],
    speakers: Sequence[Attribution | None],
    register: Register,
) -> list[Evidence]:
    """Find what sentences tell before they are sorted: status, voice, dates, leaning."""
    dates = resolve_dates(document, [find_dates(reading) for reading in readings])
    drafts: list[Evidence] = []
    for reading, speaker, mentions, mask in zip(readings, speakers, dates, quote_mask(readings), strict=True):
        weight = weigh(reading)
        drafts.append(
            Evidence(
                sentence=reading.sentence,
                status=find_status(reading, mask, speaker, register, weight),
                attribution=speaker,
                voice=_voice(speaker, reading),
                dates=mentions,
                leans=leans(reading) or is_fragment(reading, mask),
                denies=weight.denies,
                judgement=speaker is None and judges(weight.judgement, register),
            )
        )
    return drafts


def _listen(drafts: Sequence[Evidence], speakers: Sequence[Attribution | None], weighed: Weighed) -> list[Evidence]:
    """Add what a witness says of each sentence; `speakers` are those whom the rules found."""
    heard: list[Evidence] = []
    for draft, speaker in zip(drafts, speakers, strict=True):
        said = weighed.sentences.get(draft.address)
        named = draft.attribution if speaker is None else None
        heard.append(draft if said is None else caution(draft, said, named, weighed))
    return heard


def _voice(speaker: Attribution | None, reading: Reading) -> Voice:
    if speaker is None:
        return "text"
    return "signatory" if speaker.basis == reading.sentence.span else "speaker"


def _make_traits(document: SourceDocument, drafts: Sequence[Evidence], register: Register) -> list[Traits]:
    """Return what sorting needs to know beside the words; the owner of an official statement is its publisher."""
    publisher = find_mentions(tuple((document.reference.publisher or "").split()))
    official = register == "official"
    owner = publisher[0].actor if publisher and official else None
    return [
        Traits(
            register=register, status=draft.status, speaker=draft.attribution,
            signed=official and draft.voice != "speaker", owner=owner,
        )
        for draft in drafts
    ]  # fmt: skip


def sort_report(
    readings: Sequence[Reading],
    drafts: Sequence[Evidence],
    sorter: Sorter,
    traits: Sequence[Traits],
    weighed: Weighed | None = None,
) -> tuple[Evidence, ...]:
    """Place each sentence under the section that it fits best, with the help of its neighbours and of a witness."""
    cues = [sorter.find(reading) for reading in readings]
    scores = [sorter.score(reading, own, found) for reading, own, found in zip(readings, traits, cues, strict=True)]
    smoothed = smooth(readings, scores)
    if weighed is not None:
        smoothed = [_hear(reading, score, weighed) for reading, score in zip(readings, smoothed, strict=True)]
    placed: list[Evidence] = []
    for reading, draft, found, score in zip(readings, drafts, cues, smoothed, strict=True):
        section = choose_section(sorter.sections, score)
        best = score[section] if section is not None else max(score.values(), key=lambda s: s.value, default=NO_SCORE)
        placed.append(
            replace(
                draft, namings=sorter.namings(reading), concepts=sorter.concepts(found), section=section,
                scores={name: round(each.value, 3) for name, each in score.items()},
                group=best.group if section is not None else None, reasons=draft.reasons + best.reasons,
            )
        )  # fmt: skip
    speaking = [_speaks_for(reading, score) for reading, score in zip(readings, scores, strict=True)]
    return tuple(_follow(placed, speaking, sorter.sections))


def _hear(reading: Reading, scores: dict[str, Score], weighed: Weighed) -> dict[str, Score]:
    said = weighed.sentences.get(reading.address)
    return scores if said is None else vote(scores, said, weighed)


def _speaks_for(reading: Reading, scores: Mapping[str, Score]) -> frozenset[str]:
    """Return the sections that a sentence's own words speak for; who reported what speaks for all."""
    provenance = ("reported", "by") in set(pairwise(reading.lows))
    return frozenset(name for name, score in scores.items() if score.value > 0 or provenance)


def _follow(
    found: Sequence[Evidence], speaking: Sequence[frozenset[str]], sections: Sequence[SectionSpec]
) -> list[Evidence]:
    """Let a sentence that leans and clears no bar go where the sentence before it went, if it speaks for that at all.

    It has no noun of its own to be sorted by; its paragraph has.
    """
    bars = {section.id: section.threshold for section in sections}
    placed: list[Evidence] = []
    for evidence, own in zip(found, speaking, strict=True):
        lead = placed[-1] if placed else None
        follows = lead is not None and lead.section in own and _leans_on(evidence, lead, bars)
        placed.append(_join(evidence, lead) if lead is not None and follows else evidence)
    return placed


def _leans_on(evidence: Evidence, lead: Evidence, bars: Mapping[str, float]) -> bool:
    if evidence.section is not None or not evidence.leans or lead.section is None:
        return False
    near = lead.sentence.last_paragraph == evidence.sentence.paragraph
    return near and evidence.scores[lead.section] >= LENIENT * bars[lead.section]


def _join(evidence: Evidence, lead: Evidence) -> Evidence:
    return replace(evidence, section=lead.section, reasons=(*evidence.reasons, Reason(f"leans on {lead.address}", 0.0)))
