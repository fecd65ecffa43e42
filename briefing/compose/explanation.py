"""Every sentence of the sources, where it went and why: one row each, ready to be printed or read by a program."""

from collections.abc import Iterator, Mapping

from briefing.compose.selection import Twins, pair_twins
from briefing.model.brief import Brief
from briefing.model.evidence import Address, Analysis, Evidence, Sentence
from briefing.model.marks import fold_space
from briefing.model.source import SourceId
from briefing.model.witness import Hearing

Row = Mapping[str, object]


def explain(analysis: Analysis, brief: Brief) -> Iterator[Row]:
    """Yield one row per sentence in reading order; keys as `explain --json` documents them."""
    documents = {document.id: document for document in analysis.sources}
    evidence = {found.address: found for found in analysis.evidence}
    withheld = {item.address: item.reason for item in brief.withheld}
    twins = pair_twins(analysis.matches)
    for sentence in analysis.sentences:
        document = documents[sentence.source]
        found = evidence.get(sentence.address)
        fate = brief.fates.get(sentence.address, "").split()
        yield {
            "source": document.file,
            "address": sentence.address,
            "text": fold_space(document.quote(sentence.span)).strip(),
            "section": found.section if found else None,
            "selected": bool(fate),
            "summary": "summary" in fate,
            "printed": fate,
            "status": found.status if found else None,
            "speaker": found.attribution.name if found and found.attribution else None,
            "cites": _cites(sentence, analysis, twins),
            "withheld": withheld.get(sentence.address),
            "set_aside": sentence.set_aside,
            "reasons": _reasons(sentence, found, withheld.get(sentence.address)),
            **_compare(found, analysis.hearing),
        }


def _compare(found: Evidence | None, hearing: Hearing | None) -> Row:
    """Return the section by the rules alone beside those that a model names; nothing where none was asked."""
    if hearing is None:
        return {}
    said = hearing.witness.sentences.get(found.address) if found else None
    return {
        "rules": hearing.ruled.get(found.address, found.section) if found else None,
        "model": sorted(said.sections) if said else None,
    }


def _cites(sentence: Sentence, analysis: Analysis, twins: Twins) -> list[str]:
    files = {document.id: document.file for document in analysis.sources}
    found = {files[source_of(address)] for address in twins.partners(sentence.address)}
    return sorted(found)


def source_of(address: Address) -> SourceId:
    """Return the source that an address names."""
    return SourceId(address.partition(":")[0])


def _reasons(sentence: Sentence, found: Evidence | None, withheld: str | None) -> list[str]:
    if sentence.set_aside is not None:
        return [f"boilerplate: {sentence.set_aside}"]
    reasons = [withheld] if withheld else []
    if found is None:
        return reasons
    return [*reasons, *(f"{reason.name} {reason.weight:+.2f}" for reason in found.reasons)]
