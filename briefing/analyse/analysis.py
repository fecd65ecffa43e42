"""Sources in, everything found out about their sentences out: the stages of the analysis in order."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.analyse.asides import mark_asides
from briefing.analyse.attribution import attribute
from briefing.analyse.corroboration import Statement, match_facts
from briefing.analyse.cues import CueIndex, compile_cue
from briefing.analyse.dates import find_dates, resolve_dates
from briefing.analyse.fragments import is_fragment
from briefing.analyse.lexicons import load_words
from briefing.analyse.parties import find_parties, resolve_party
from briefing.analyse.people import Person, find_persons, merge_persons
from briefing.analyse.quotes import quote_mask
from briefing.analyse.readings import Actor, Reading, find_mentions, read_sentence
from briefing.analyse.register import find_register
from briefing.analyse.salience import Standing, rank
from briefing.analyse.sentences import find_sentences
from briefing.analyse.stance import find_status, judges, leans, weigh
from briefing.analyse.terms import find_terms, make_vector, weigh_terms
from briefing.analyse.topics import Score, Sorter, Traits, choose_section, smooth
from briefing.analyse.twins import date_by_twins
from briefing.model.evidence import Address, Analysis, Attribution, Evidence, Match, Reason, Register, Sentence, Voice
from briefing.model.finding import Finding
from briefing.model.source import SourceDocument, SourceId
from briefing.packs.manifest import CheckSpec, PackManifest

ENGLISH = 0.2
"""Share of English function words below which a source is taken to be in another language (English news: 0.4)."""


FEW = 12
"""Words below which a source's language cannot be told."""
TERM = 365
"""Days within which who held an office in one source is taken to hold it in another."""
LENIENT = 0.5
"""Share of a section's bar that a leaning sentence must reach to follow the sentence before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """One source on its way through the analysis."""

    document: SourceDocument
    sentences: tuple[Sentence, ...]
    readings: tuple[Reading, ...]
    register: Register
    owner: Actor | None
    drafts: tuple[Evidence, ...]


def analyse_sources(
    documents: Sequence[SourceDocument], manifest: PackManifest, parties: Sequence[str] = ()
) -> tuple[Analysis, tuple[Finding, ...]]:
    """Find sentences, speakers, status, dates, sections, twins and salience in all sources.

    Parties that are not given are detected. Sentences of a source in another language get no evidence.
    """
    read = [_split_source(document) for document in documents]
    named = [find_persons(readings) for _, readings in read]
    everybody = merge_persons(person for persons in named for person in persons)
    sources = [
        _read_source(d, *parts, _know_persons(d, documents, named, everybody))
        for d, parts in zip(documents, read, strict=True)
    ]
    known = [source for source in sources if speaks_english(source.readings)]
    readings = [reading for source in known for reading in source.readings]
    names = tuple(parties) or find_parties(readings)
    sorter = Sorter(manifest.sections, [resolve_party(name) for name in names])
    evidence = _sort(known, manifest, sorter)
    evidence, statements = _compare(known, evidence)
    matches, disagreements = match_facts(statements)
    analysis = Analysis(
        sources=tuple(documents),
        registers={source.document.id: source.register for source in sources},
        sentences=tuple(sentence for source in sources for sentence in source.sentences),
        evidence=_rank(known, _date(known, evidence, matches), statements, matches, manifest),
        parties=names,
        matches=matches,
        disagreements=disagreements,
        origins={source.document.id: origin_of(source.document) for source in sources},
        checks=answer_checks(manifest.checks, readings),
    )
    return analysis, tuple(_findings(analysis, [s for s in sources if s not in known], tuple(parties)))


def answer_checks(checks: Sequence[CheckSpec], readings: Sequence[Reading]) -> dict[str, bool]:
    """Say for each check that looks for words whether some sentence has them."""
    looking = [check for check in checks if check.cues]
    index = CueIndex(compile_cue(cue, n) for n, check in enumerate(looking) for cue in check.cues)
    found = {cue.owner for reading in readings for cue in index.find(reading, {})}
    return {check.id: n in found for n, check in enumerate(looking)}


def speaks_english(readings: Sequence[Reading]) -> bool:
    """Say whether enough of the words are English function words; a source of a few words gets the benefit of doubt."""
    words = [low for reading in readings for low in reading.lows]
    common = load_words("grammar", "function")
    return len(words) < FEW or sum(low in common for low in words) >= ENGLISH * len(words)


def origin_of(document: SourceDocument) -> str | None:
    """Return whose reporting a source carries: as it says itself, else its publisher; None where neither is stated."""
    return document.reference.via or document.reference.publisher


def _split_source(document: SourceDocument) -> tuple[tuple[Sentence, ...], tuple[Reading, ...]]:
    """Return the sentences of a source, and those that are part of the report ready for the rules."""
    sentences = mark_asides(document, find_sentences(document))
    return sentences, tuple(read_sentence(document, s) for s in sentences if s.set_aside is None)


def _know_persons(
    document: SourceDocument,
    documents: Sequence[SourceDocument],
    named: Sequence[Sequence[Person]],
    everybody: dict[str, Person],
) -> dict[str, Person]:
    """Return whom the sources name; for an official statement those of its own time, since offices change hands."""
    date = document.reference.date
    if document.reference.kind != "official" or date is None:
        return everybody
    near = [
        persons
        for other, persons in zip(documents, named, strict=True)
        if other.reference.date is None or abs((other.reference.date.first - date.first).days) <= TERM
    ]
    return merge_persons(person for persons in near for person in persons)


def _read_source(
    document: SourceDocument,
    sentences: tuple[Sentence, ...],
    readings: tuple[Reading, ...],
    persons: Mapping[str, Person],
) -> _Source:
    speakers = attribute(document, readings, persons)
    register = find_register(document, readings, speakers)
    publisher = find_mentions(tuple((document.reference.publisher or "").split()))
    return _Source(
        document=document, sentences=sentences, readings=readings, register=register,
        owner=publisher[0].actor if publisher and register == "official" else None,
        drafts=_draft(document, readings, speakers, register),
    )  # fmt: skip


def _draft(
    document: SourceDocument,
    readings: Sequence[Reading],
    speakers: Sequence[Attribution | None],
    register: Register,
) -> tuple[Evidence, ...]:
    """Find what one source alone tells: status, dates, leaning."""
    dates = resolve_dates(document, [find_dates(reading) for reading in readings])
    masks = quote_mask(readings)
    drafts: list[Evidence] = []
    for reading, speaker, mentions, mask in zip(readings, speakers, dates, masks, strict=True):
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
    return tuple(drafts)


def _voice(speaker: Attribution | None, reading: Reading) -> Voice:
    if speaker is None:
        return "text"
    return "signatory" if speaker.basis == reading.sentence.span else "speaker"


def _sort(sources: Sequence[_Source], manifest: PackManifest, sorter: Sorter) -> dict[Address, Evidence]:
    found: dict[Address, Evidence] = {}
    for source in sources:
        scores = [sorter.score(r, _traits(source, e)) for r, e in zip(source.readings, source.drafts, strict=True)]
        smoothed = smooth(source.readings, scores)
        named = [
            replace(e, namings=sorter.namings(r), concepts=sorter.concepts(r))
            for r, e in zip(source.readings, source.drafts, strict=True)
        ]
        placed = [_place(draft, score, manifest) for draft, score in zip(named, smoothed, strict=True)]
        found.update((evidence.address, evidence) for evidence in _follow(placed, manifest))
    return found


def _traits(source: _Source, evidence: Evidence) -> Traits:
    signed = source.register == "official" and evidence.voice != "speaker"
    return Traits(
        register=source.register,
        status=evidence.status,
        speaker=evidence.attribution,
        signed=signed,
        owner=source.owner,
    )


def _follow(found: Sequence[Evidence], manifest: PackManifest) -> list[Evidence]:
    """Let a sentence that leans and clears no bar go where the sentence before it went, if it speaks for that at all.

    It has no noun of its own to be sorted by; its paragraph has.
    """
    bars = {section.id: section.threshold for section in manifest.sections}
    placed: list[Evidence] = []
    for evidence in found:
        lead = placed[-1] if placed else None
        placed.append(_join(evidence, lead) if lead and _leans_on(evidence, lead, bars) else evidence)
    return placed


def _leans_on(evidence: Evidence, lead: Evidence, bars: Mapping[str, float]) -> bool:
    if evidence.section is not None or not evidence.leans or lead.section is None:
        return False
    near = lead.sentence.last_paragraph == evidence.sentence.paragraph
    return near and evidence.scores[lead.section] >= LENIENT * bars[lead.section]


def _join(evidence: Evidence, lead: Evidence) -> Evidence:
    return replace(evidence, section=lead.section, reasons=(*evidence.reasons, Reason(f"leans on {lead.address}", 0.0)))


def _place(draft: Evidence, scores: Mapping[str, Score], manifest: PackManifest) -> Evidence:
    section = choose_section(manifest.sections, scores)
    values = {name: round(score.value, 3) for name, score in scores.items()}
    chosen = (
        scores[section]
        if section is not None
        else max(scores.values(), key=lambda s: s.value, default=Score(0, (), None))
    )
    return replace(
        draft, section=section, scores=values, group=chosen.group if section else None, reasons=chosen.reasons
    )


def _compare(
    sources: Sequence[_Source], evidence: Mapping[Address, Evidence]
) -> tuple[dict[Address, Evidence], tuple[Statement, ...]]:
    readings = [reading for source in sources for reading in source.readings]
    terms = [find_terms(reading, evidence[reading.address].concepts) for reading in readings]
    weights = weigh_terms(terms)
    statements = tuple(
        Statement(
            reading=reading, vector=make_vector(own, weights),
            status=evidence[reading.address].status, dates=evidence[reading.address].dates,
            denies=evidence[reading.address].denies,
        )
        for reading, own in zip(readings, terms, strict=True)
    )  # fmt: skip
    return dict(evidence), statements


def _date(
    sources: Sequence[_Source], evidence: Mapping[Address, Evidence], matches: Sequence[Match]
) -> dict[Address, Evidence]:
    documents = {source.document.id: source.document for source in sources}
    dates = date_by_twins(documents, {address: e.dates for address, e in evidence.items()}, matches)
    return {address: replace(e, dates=dates[address]) for address, e in evidence.items()}


def _rank(
    sources: Sequence[_Source],
    evidence: Mapping[Address, Evidence],
    statements: Sequence[Statement],
    matches: Sequence[Match],
    manifest: PackManifest,
) -> tuple[Evidence, ...]:
    support: dict[Address, set[SourceId]] = defaultdict(set)
    for match in matches:
        support[match.left].add(SourceId(match.right.partition(":")[0]))
        support[match.right].add(SourceId(match.left.partition(":")[0]))
    places = {r.address: n / max(len(s.readings) - 1, 1) for s in sources for n, r in enumerate(s.readings)}
    bars = {section.id: section.threshold for section in manifest.sections}
    standings = [
        Standing(
            vector=statement.vector,
            position=places[statement.reading.address],
            support=len(support[statement.reading.address]),
            section=_margin(evidence[statement.reading.address], bars),
        )
        for statement in statements
    ]
    ranked = rank(standings)
    return tuple(
        replace(evidence[s.reading.address], salience=value) for s, value in zip(statements, ranked, strict=True)
    )


def _margin(evidence: Evidence, bars: Mapping[str, float]) -> float:
    return evidence.scores[evidence.section] - bars[evidence.section] if evidence.section is not None else 0.0


def _findings(analysis: Analysis, foreign: Sequence[_Source], given: tuple[str, ...]) -> list[Finding]:
    found = [
        Finding(
            severity="warning", code="language", message="the source is not in English and is kept out",
            place=source.document.file, hint="only English sources are sorted so far",
        )
        for source in foreign
    ]  # fmt: skip
    if not given:
        named = " and ".join(analysis.parties) or "none"
        found.append(
            Finding(
                severity="note", code="parties-detected", message=f"parties found in the sources: {named}",
                place="brief.toml", hint='state them as parties = ["...", "..."]',
            )
        )  # fmt: skip
    return found
