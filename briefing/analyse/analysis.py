"""Sources in, everything found out about their sentences out: the stages of the analysis in order.

Each source is looked at twice by itself: first for what the others must know of it, then with what they told. That work
may be shared out to processes. Comparing and ranking see all sources at once.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from briefing.analyse.corroboration import Statement, match_facts
from briefing.analyse.directory import Directory
from briefing.analyse.examination import Examination, examine
from briefing.analyse.hearing import Weighed, close_hearing, raise_salience, tell_credit, weigh_witness
from briefing.analyse.parties import choose_parties, resolve_party
from briefing.analyse.salience import Standing, rank
from briefing.analyse.survey import Checklist, Survey, survey
from briefing.analyse.terms import make_vector, weigh_terms
from briefing.analyse.topics import Sorter
from briefing.analyse.twins import date_by_twins
from briefing.model.evidence import Address, Analysis, DateMention, Evidence, Match
from briefing.model.finding import Finding
from briefing.model.source import SourceDocument, SourceId
from briefing.model.witness import Witness
from briefing.packs.manifest import PackManifest, SectionSpec

if TYPE_CHECKING:
    from concurrent.futures import Executor

CHUNK = 8
"""Sources that a process is handed at once, where there are many."""

_Made = TypeVar("_Made")


def analyse_sources(
    documents: Sequence[SourceDocument],
    manifest: PackManifest,
    parties: Sequence[str] = (),
    executor: "Executor | None" = None,
) -> tuple[Analysis, tuple[Finding, ...]]:
    """Find sentences, speakers, status, dates, sections, twins and salience in all sources.

    Parties that are not given are detected. Sentences of a source in another language get no evidence. An executor
    shares out the work on single sources; what is found does not depend on it.
    """
    analysis, foreign = _analyse(documents, manifest, parties, executor)
    return analysis, tuple(_findings(analysis, foreign, tuple(parties)))


def hear_witness(
    rules: Analysis, witness: Witness, manifest: PackManifest, executor: "Executor | None" = None
) -> tuple[Analysis, tuple[Finding, ...]]:
    """Analyse the sources again with a witness beside the rules, as far as it is trusted; `rules` is what they found.

    Dates are marks and stay those of the rules.
    """
    weighed = weigh_witness(witness, rules, manifest.sections)
    analysis, _ = _analyse(rules.sources, manifest, rules.parties, executor, Trial(weighed, rules))
    return replace(analysis, hearing=close_hearing(witness, weighed, rules, analysis.evidence)), tell_credit(weighed)


@dataclass(frozen=True, slots=True)
class Trial:
    """A witness to be heard, and what the rules found without it."""

    weighed: Weighed
    rules: Analysis


def _analyse(
    documents: Sequence[SourceDocument],
    manifest: PackManifest,
    parties: Sequence[str],
    executor: "Executor | None",
    trial: Trial | None = None,
) -> tuple[Analysis, list[SourceDocument]]:
    """Return what is found out, and the sources in another language."""
    weighed = trial.weighed if trial is not None else None
    surveys = _share(executor, partial(survey, checklist=Checklist(manifest.checks)), documents)
    english = [surveyed for surveyed in surveys if surveyed.english]
    names = tuple(parties) or choose_parties(surveyed.tally for surveyed in english)
    work = partial(examine, sorter=Sorter(manifest.sections, [resolve_party(name) for name in names]), weighed=weighed)
    examined = _examine(documents, surveys, work, executor)
    statements = make_statements(documents, examined)
    matches, disagreements = match_facts(statements, weighed)
    answered = frozenset().union(*(surveyed.answered for surveyed in english))
    analysis = Analysis(
        sources=tuple(documents),
        registers={document.id: each.register for document, each in zip(documents, examined, strict=True)},
        sentences=tuple(sentence for surveyed in surveys for sentence in surveyed.sentences),
        evidence=_finish(statements, matches, manifest.sections, trial),
        parties=names,
        matches=matches,
        disagreements=disagreements,
        origins={document.id: origin_of(document) for document in documents},
        checks={check.id: check.id in answered for check in manifest.checks if check.cues},
    )
    return analysis, [document for document, each in zip(documents, surveys, strict=True) if not each.english]


def origin_of(document: SourceDocument) -> str | None:
    """Return whose reporting a source carries: as it says itself, else its publisher; None where neither is stated."""
    return document.reference.via or document.reference.publisher


def _share(
    executor: "Executor | None",
    work: Callable[..., _Made],
    documents: Sequence[SourceDocument],
    *known: Iterable[object],
) -> list[_Made]:
    """Return what the work makes of each source, in their order: here, or wherever the executor has it done."""
    if executor is None:
        return list(map(work, documents, *known))
    return list(executor.map(work, documents, *known, chunksize=max(1, min(CHUNK, len(documents) // CHUNK))))


def _examine(
    documents: Sequence[SourceDocument],
    surveys: Sequence[Survey],
    work: Callable[..., Examination],
    executor: "Executor | None",
) -> list[Examination]:
    """Look at each source a second time, with what all of them say of the persons whom it names."""
    directory = Directory(documents, (surveyed.persons for surveyed in surveys))
    persons = (directory.look_up(document, s.persons) for document, s in zip(documents, surveys, strict=True))
    return _share(executor, work, documents, surveys, persons)


def make_statements(documents: Sequence[SourceDocument], examined: Sequence[Examination]) -> tuple[Statement, ...]:
    """Make the sentences of all sources comparable."""
    weights = weigh_terms([terms for each in examined for terms in each.terms])
    return tuple(
        Statement(document=document, evidence=evidence, vector=make_vector(terms, weights))
        for document, each in zip(documents, examined, strict=True)
        for evidence, terms in zip(each.evidence, each.terms, strict=True)
    )


def _finish(
    statements: Sequence[Statement],
    matches: Sequence[Match],
    sections: Sequence[SectionSpec],
    trial: Trial | None,
) -> tuple[Evidence, ...]:
    """Complete the evidence by what it takes all sources to know: dates that twins prove, and salience."""
    dates = _date(statements, matches if trial is None else trial.rules.matches)
    ranked = rank(_make_standings(statements, matches, sections))
    finished = (
        replace(s.evidence, dates=own, salience=value)
        for s, own, value in zip(statements, dates.values(), ranked, strict=True)
    )
    if trial is None:
        return tuple(finished)
    return tuple(raise_salience(found, trial.weighed) for found in finished)


def _date(statements: Sequence[Statement], matches: Sequence[Match]) -> dict[Address, tuple[DateMention, ...]]:
    documents = {statement.document.id: statement.document for statement in statements}
    return date_by_twins(documents, {s.address: s.evidence.dates for s in statements}, matches)


def _make_standings(
    statements: Sequence[Statement], matches: Sequence[Match], sections: Sequence[SectionSpec]
) -> Iterator[Standing]:
    """Yield what the salience of each sentence is worked out from."""
    support: dict[Address, set[SourceId]] = defaultdict(set)
    for match in matches:
        support[match.left].add(SourceId(match.right.partition(":")[0]))
        support[match.right].add(SourceId(match.left.partition(":")[0]))
    bars = {section.id: section.threshold for section in sections}
    lengths = Counter(statement.document.id for statement in statements)
    places: Counter[SourceId] = Counter()
    for statement in statements:
        source = statement.document.id
        yield Standing(
            vector=statement.vector,
            position=places[source] / max(lengths[source] - 1, 1),
            support=len(support.get(statement.address, ())),
            section=_margin(statement.evidence, bars),
        )
        places[source] += 1


def _margin(evidence: Evidence, bars: Mapping[str, float]) -> float:
    return evidence.scores[evidence.section] - bars[evidence.section] if evidence.section is not None else 0.0


def _findings(analysis: Analysis, foreign: Sequence[SourceDocument], given: tuple[str, ...]) -> list[Finding]:
    found = [
        Finding(
            severity="warning", code="language", message="the source is not in English and is kept out",
            place=document.file, hint="only English sources are sorted so far",
        )
        for document in foreign
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
