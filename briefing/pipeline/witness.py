"""What the model of [assist] says of a dossier: from the record, and by asking for what is not there."""

from collections.abc import Mapping, Sequence

from briefing.analyse.candidates import find_candidates
from briefing.assist.answers import check_answer, depose, relate
from briefing.assist.questions import (
    Batch,
    Excerpts,
    Manner,
    ask_pairs,
    ask_sentences,
    describe_sections,
    make_batches,
)
from briefing.assist.record import Entry, read_record
from briefing.model.evidence import Address, Analysis
from briefing.model.finding import Finding
from briefing.model.witness import Deposition, Pair, Relation, Witness
from briefing.packs.lookup import Pack
from briefing.pipeline.asking import Inquiry, ask_model
from briefing.pipeline.progress import Journal

PAIRS = 0.4
"""Pairs of sentences that are asked about at most, as a share of the sentences."""


def call_witness(rules: Analysis, pack: Pack, inquiry: Inquiry, journal: Journal) -> Witness | None:
    """Return what the model says of the sentences, as far as it is known or may be asked; None without any answer.

    Whatever goes wrong is a finding, and leaves sentences to the rules. Raises DossierError for an address that cannot
    be, and for a marking that keeps sentences on this machine.
    """
    if not inquiry.assist.model:
        hint = "set endpoint and model under [assist], as in docs/assist.md"
        journal.report([inquiry.find("incomplete", "no model is named to ask: the rules sort alone", hint)])
        return None
    manner = Manner(
        model=inquiry.assist.model, temperature=inquiry.assist.temperature, parties=rules.parties,
        sections=tuple(describe_sections(pack.manifest.sections, pack.english)),
    )  # fmt: skip
    excerpts = Excerpts(rules)
    sentences = tuple(ask_sentences(excerpts, manner))
    pairs = tuple(ask_pairs(excerpts, find_candidates(rules, int(PAIRS * len(sentences))), manner))
    record = journal.keep(read_record(inquiry.file))
    batches = (
        *make_batches("sentence", [q for q in sentences if q.digest not in record], inquiry.assist.batch),
        *make_batches("pair", [q for q in pairs if q.digest not in record], inquiry.assist.batch),
    )
    if batches:
        record |= {entry.question: entry for entry in ask_model(batches, manner, inquiry, journal)}
    asked = [Batch("sentence", sentences), Batch("pair", pairs)]
    return journal.keep(_make_witness(asked, record, manner, inquiry))


def _make_witness(
    asked: Sequence[Batch], record: Mapping[str, Entry], manner: Manner, inquiry: Inquiry
) -> tuple[Witness | None, tuple[Finding, ...]]:
    """Return what the record says; every answer is checked again, since anybody may have written there."""
    sentences: dict[Address, Deposition] = {}
    pairs: dict[Pair, Relation] = {}
    versions: dict[str, None] = {}
    refused = 0
    for batch in asked:
        for question, entry in ((q, record[q.digest]) for q in batch.questions if q.digest in record):
            answer, faults = check_answer(entry.answer, question, batch.kind, manner.ids)
            refused += bool(faults)
            if answer is None:
                continue
            versions[entry.version] = None
            if batch.kind == "sentence":
                sentences[question.address] = depose(answer)
            else:
                pairs[question.pair] = relate(answer)
    found = (
        [inquiry.find("record", f"{_count(refused, 'recorded answer')} did not fit the question")] if refused else []
    )
    if not sentences:
        return None, tuple(found)
    reported = tuple(version for version in versions if version)
    return Witness(model=manner.model, versions=reported, sentences=sentences, pairs=pairs), tuple(found)


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
