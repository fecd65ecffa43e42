"""Read all source files of a dossier: one bad file never stops the good ones."""

import difflib
import hashlib
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from briefing.errors import SourceError
from briefing.ingest.articles import name_articles
from briefing.ingest.boilerplate import set_aside
from briefing.ingest.formats import READERS, SUFFIXES, choose_format
from briefing.ingest.identity import name_sources
from briefing.ingest.metadata import merge, read_page, report_missing
from briefing.ingest.reading import Reading, SourceFile
from briefing.ingest.stitch import stitch
from briefing.model.finding import Finding
from briefing.model.source import Reference, SourceDocument, SourceId

_NOTHING_DECLARED: Mapping[str, Reference] = MappingProxyType({})
_NO_IDS: Mapping[str, str] = MappingProxyType({})


def read_sources(
    files: Sequence[SourceFile],
    declared: Mapping[str, Reference] = _NOTHING_DECLARED,
    ids: Mapping[str, str] = _NO_IDS,
) -> tuple[tuple[SourceDocument, ...], tuple[Finding, ...]]:
    """Read the files in the order of their names, and say what was noticed on the way.

    `declared` and `ids` map file names to what the dossier says of them; it wins over what the file says of itself,
    which wins over what its page shows. Raises SourceError when no file could be read.
    """
    ordered = sorted(files, key=lambda file: file.name)
    findings = _report_absent(declared, ordered)
    readings: list[tuple[SourceFile, Reading]] = []
    for file in ordered:
        reading, noticed = _read(file)
        findings += noticed
        if reading:
            readings.append((file, reading))
    if not readings:
        raise _nothing_read(ordered, findings)
    names, noticed = name_sources({file.name: ids.get(file.name) or reading.id for file, reading in readings})
    findings += noticed
    documents = []
    for file, reading in readings:
        document = _assemble(file, reading, names[file.name], declared.get(file.name, Reference()))
        documents.append(document)
        findings += report_missing(file.name, document.reference)
    return tuple(documents), tuple(findings)


def _read(file: SourceFile) -> tuple[Reading | None, list[Finding]]:
    """Read one file; when that fails, say so in a finding."""
    choice = choose_format(file)
    if choice.format is None:
        return None, [_warn(file, "not-read", choice.trouble, f"Convert it to {' or '.join(SUFFIXES)}.")]
    noticed = [_note(file, "suffix-wrong", choice.trouble)] if choice.trouble else []
    try:
        reading = READERS[choice.format](file)
    except SourceError as error:
        return None, [*noticed, _warn(file, "unreadable", error.message, error.hint)]
    if not reading.blocks:
        empty = _warn(file, "empty", "there is no text in this file", "Remove it, or put text in it.")
        return None, [*noticed, *reading.findings, empty]
    return reading, [*noticed, *reading.findings]


def _assemble(file: SourceFile, reading: Reading, source: SourceId, declared: Reference) -> SourceDocument:
    """Make the document: boilerplate set aside, cut paragraphs joined, metadata merged."""
    blocks = set_aside(reading.text, reading.blocks)
    page = read_page(source, reading.text, blocks)
    known = merge(merge(declared, reading.reference), reading.properties)
    blocks = name_articles(reading.text, blocks, known.kind)
    return SourceDocument(
        id=source,
        file=file.name,
        text=reading.text,
        digest=hashlib.sha256(file.data).hexdigest(),
        blocks=blocks,
        runs=stitch(reading.text, blocks),
        reference=merge(known, page),
        pages=reading.pages,
    )


def _report_absent(declared: Mapping[str, Reference], files: Sequence[SourceFile]) -> list[Finding]:
    """Warn of each file that the dossier describes and that is not there, with the nearest that is."""
    there = [file.name for file in files]
    return [
        _warn(
            SourceFile(name, b""),
            "source-missing",
            "the dossier lists this file, but it is not there",
            _suggest(name, there),
        )
        for name in sorted(declared)
        if name not in there
    ]


def _suggest(name: str, there: Sequence[str]) -> str:
    """Say which file is nearest in name."""
    near = difflib.get_close_matches(name, there, n=1)
    return f'Did you mean "{near[0]}"?' if near else "Add the file, or take it out of brief.toml."


def _warn(file: SourceFile, code: str, message: str, hint: str) -> Finding:
    """Make a warning about a file."""
    return Finding(severity="warning", code=code, message=message, place=file.name, hint=hint)


def _note(file: SourceFile, code: str, message: str) -> Finding:
    """Make a note about a file."""
    return Finding(severity="note", code=code, message=message, place=file.name)


def _nothing_read(files: Sequence[SourceFile], findings: Sequence[Finding]) -> SourceError:
    """Make the error for a dossier without a readable source."""
    hint = f"Add at least one {' or '.join(SUFFIXES)} file with text in it."
    if not files:
        return SourceError("there are no source files", hint=hint)
    reasons = "; ".join(f"{finding.place}: {finding.message}" for finding in findings[:5])
    return SourceError(f"none of the source files could be read ({reasons})", hint=hint)
