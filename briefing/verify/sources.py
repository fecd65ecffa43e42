"""The sources as they lie before the checker, read afresh: what a statement says it quotes is looked up here."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefing.analyse.sentences import find_sentences
from briefing.errors import CheckError, SourceError
from briefing.ingest import SourceFile, read_sources
from briefing.model.evidence import Address, Sentence
from briefing.model.marks import fold_space
from briefing.model.source import Reference, SourceDocument, SourceId, Span
from briefing.verify.record import Record, SourceClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """The sources that are there and unchanged, with their sentences."""

    documents: Mapping[SourceId, SourceDocument]
    sentences: Mapping[Address, Sentence]
    missing: tuple[SourceClaim, ...] = ()
    changed: tuple[SourceClaim, ...] = ()
    order: Mapping[Address, int] = field(init=False, repr=False)
    """The place of each sentence among all."""
    spans: frozenset[Span] = field(init=False, repr=False)
    """Where whole sentences stand."""

    def __post_init__(self) -> None:
        """Work out once what each statement asks for."""
        object.__setattr__(self, "order", {address: place for place, address in enumerate(self.sentences)})
        object.__setattr__(self, "spans", frozenset(sentence.span for sentence in self.sentences.values()))

    def raw(self, span: Span) -> str:
        """Return the words at a span as they stand; empty for a source that is not there or a span beyond its end."""
        document = self.documents.get(span.source)
        return document.quote(span) if document is not None else ""

    def quote(self, span: Span) -> str:
        """Return the words at a span, white space folded."""
        return fold_space(self.raw(span)).strip()


def read_witness(record: Record, folder: Path) -> Witness:
    """Read the sources that the record names. Raises CheckError where none of them can be held against it."""
    found = {claim.file: _find_file(claim, folder) for claim in record.sources}
    missing = tuple(claim for claim in record.sources if found[claim.file] is None)
    data = {claim.file: path.read_bytes() for claim in record.sources if (path := found[claim.file]) is not None}
    changed = tuple(c for c in record.sources if c.file in data and _digest(data[c.file]) != c.digest)
    kept = [claim for claim in record.sources if claim.file in data and claim not in changed]
    if record.sources and not data:
        names = ", ".join(claim.file for claim in record.sources)
        raise CheckError("none of the sources of this brief is there", place=str(folder), hint=f"it rests on {names}")
    documents = _read(kept, data) if kept else {}
    sentences = {each.address: each for document in documents.values() for each in find_sentences(document)}
    return Witness(documents=documents, sentences=sentences, missing=missing, changed=changed)


def make_witness(record: Record, documents: Sequence[SourceDocument], sentences: Sequence[Sentence]) -> Witness:
    """Take sources that are read already, and their sentences; what the record names otherwise counts as changed."""
    there = {document.id: document for document in documents}
    missing = tuple(claim for claim in record.sources if claim.id not in there)
    changed = tuple(c for c in record.sources if c.id in there and there[c.id].digest != c.digest)
    named = {claim.id for claim in record.sources} - {claim.id for claim in changed}
    return Witness(
        documents={key: document for key, document in there.items() if key in named},
        sentences={each.address: each for each in sentences if each.source in named},
        missing=missing,
        changed=changed,
    )


def _find_file(claim: SourceClaim, folder: Path) -> Path | None:
    """Find a source by its name below the folder, or by its bare name; a name that leads out of it finds nothing."""
    name = Path(claim.file)
    if name.is_absolute() or ".." in name.parts:
        return None
    places = (folder / name, folder / "sources" / name, folder / name.name)
    return next((place for place in places if place.is_file()), None)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _read(claims: list[SourceClaim], data: Mapping[str, bytes]) -> dict[SourceId, SourceDocument]:
    """Read files under the ids that the record gives them, with what it says of them: a treaty has articles."""
    files = [SourceFile(claim.file, data[claim.file]) for claim in claims]
    declared: dict[str, Reference] = {claim.file: claim.reference for claim in claims}
    try:
        documents, _ = read_sources(files, declared, {claim.file: claim.id for claim in claims})
    except SourceError as problem:
        raise CheckError(problem.message, hint=problem.hint) from problem
    return {document.id: document for document in documents}
