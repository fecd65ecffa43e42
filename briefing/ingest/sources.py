"""Read all source files of a dossier: one bad file never stops the good ones."""

import difflib
import functools
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from briefing.errors import SourceError
from briefing.ingest.articles import name_articles
from briefing.ingest.boilerplate import set_aside
from briefing.ingest.formats import MOST_TEXT, READERS, SUFFIXES, Format, choose_format
from briefing.ingest.identity import name_sources
from briefing.ingest.lists import Shelf
from briefing.ingest.metadata import merge, read_page, report_missing
from briefing.ingest.reading import Forgetful, Memory, Reading, SourceFile
from briefing.ingest.stitch import stitch
from briefing.model.finding import Finding
from briefing.model.marks import fold_space
from briefing.model.source import Reference, SourceDocument, SourceId

_NOTHING_DECLARED: Mapping[str, Reference] = MappingProxyType({})
_NO_IDS: Mapping[str, str] = MappingProxyType({})
_FORGETFUL: Memory = Forgetful()


def read_sources(
    files: Sequence[SourceFile],
    declared: Mapping[str, Reference] = _NOTHING_DECLARED,
    ids: Mapping[str, str] = _NO_IDS,
    memory: Memory = _FORGETFUL,
) -> tuple[tuple[SourceDocument, ...], tuple[Finding, ...]]:
    """Read the files in the order of their names, and say what was noticed on the way.

    `declared` and `ids` map file names to what the dossier says of them; it wins over everything that is said beside
    the file, in it and on its page. `memory` may know readings of earlier runs. Raises SourceError when no file could
    be read.
    """
    ordered = sorted(files, key=lambda file: file.name)
    shelf = Shelf(ordered)
    findings = [*_report_absent(declared, ordered), *shelf.findings]
    readings: list[tuple[SourceFile, Reading]] = []
    for file in (file for file in ordered if not shelf.holds(file)):
        reading, noticed = _read(file, memory)
        findings += noticed
        if reading:
            readings.append((file, reading))
    if not readings:
        raise _nothing_read(ordered, findings)
    known = {file.name: _know(file, reading, declared, shelf) for file, reading in readings}
    wanted = {file.name: ids.get(file.name) or reading.id or known[file.name].id for file, reading in readings}
    names, noticed = name_sources(wanted)
    findings += noticed
    documents = []
    for file, reading in readings:
        document = _assemble(file, reading, names[file.name], known[file.name])
        documents.append(document)
        findings += report_missing(file.name, document.reference)
    findings += _report_copies(documents)
    return tuple(documents), tuple(findings)


def _read(file: SourceFile, memory: Memory) -> tuple[Reading | None, list[Finding]]:
    """Read one file, or recall what was read of it; when that fails, say so in a finding."""
    choice = choose_format(file)
    if choice.format is None:
        return None, [_warn(file, "not-read", choice.trouble, f"Convert it to {' or '.join(SUFFIXES)}.")]
    noticed = [_note(file, "suffix-wrong", choice.trouble)] if choice.trouble else []
    try:
        reading = _recall(file, choice.format, memory)
    except SourceError as error:
        return None, [*noticed, _warn(file, "unreadable", error.message, error.hint)]
    if not reading.blocks:
        empty = _warn(file, "empty", "there is no text in this file", "Remove it, or put text in it.")
        return None, [*noticed, *reading.findings, empty]
    return reading, [*noticed, *reading.findings]


def _recall(file: SourceFile, form: Format, memory: Memory) -> Reading:
    """Read a file by the reader of its format; text and Markdown are read sooner than recalled."""
    if form in ("text", "markdown", "html") and len(file.data) > MOST_TEXT:
        message = f"this is text of more than {MOST_TEXT // 1_000_000} MB"
        raise SourceError(message, place=file.name, hint="Save the part that matters as a file of its own.")
    if form in ("text", "markdown"):
        return READERS[form](file)
    known = memory.recall(file, form)
    if known is None:
        known = READERS[form](file)
        memory.keep(file, form, known)
    return known


@dataclass(frozen=True, slots=True)
class _Knowledge:
    """What is known of a source before its page is looked at."""

    reference: Reference
    id: str | None


def _know(file: SourceFile, reading: Reading, declared: Mapping[str, Reference], shelf: Shelf) -> _Knowledge:
    """Gather what people and programs say of a source, the strongest first.

    brief.toml, the sidecar, the front matter, a reference list, the tags and properties of the file.
    """
    said = declared.get(file.name, Reference())
    beside = shelf.look_up(file.name, said.url or reading.reference.url or reading.properties.url)
    ranked = (said, beside.sidecar, reading.reference, beside.listed, reading.properties)
    return _Knowledge(functools.reduce(merge, ranked), beside.id)


def _assemble(file: SourceFile, reading: Reading, source: SourceId, known: _Knowledge) -> SourceDocument:
    """Make the document: boilerplate set aside, cut paragraphs joined, metadata merged with what the page shows."""
    blocks = set_aside(reading.text, reading.blocks)
    page = read_page(source, reading.text, blocks)
    blocks = name_articles(reading.text, blocks, known.reference.kind)
    return SourceDocument(
        id=source,
        file=file.name,
        text=reading.text,
        digest=hashlib.sha256(file.data).hexdigest(),
        blocks=blocks,
        runs=stitch(reading.text, blocks),
        reference=merge(known.reference, page),
        pages=reading.pages,
    )


def _report_copies(documents: Sequence[SourceDocument]) -> Iterator[Finding]:
    """Warn of each source whose report is word for word that of an earlier one, page and file apart."""
    seen: dict[str, str] = {}
    for document in documents:
        kept = (document.text[block.start : block.end] for block in document.blocks if block.set_aside is None)
        words = fold_space(" ".join(kept))
        digest = hashlib.sha256(words.encode(errors="replace")).hexdigest()
        first = seen.setdefault(digest, document.file)
        if words and first != document.file:
            hint = "Remove one of them, or name in brief.toml whose reporting they carry (via)."
            yield _warn(SourceFile(document.file, b""), "copy", f"this is the same text as {first}", hint)


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
