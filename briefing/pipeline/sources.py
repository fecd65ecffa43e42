"""The sources of a dossier for the person who describes them: what is known of each, and what its note still lacks."""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.analyse.analysis import origin_of
from briefing.compose.bibliography import export_bibtex, export_csl
from briefing.compose.citations import Citer, make_citer
from briefing.config.settings import Settings
from briefing.errors import DossierError, OutputError
from briefing.ingest import read_sources
from briefing.model.brief import Citation
from briefing.model.document import read_plain
from briefing.model.evidence import Register
from briefing.model.finding import Finding
from briefing.model.source import PartialDate, Reference, SourceDocument, SourceKind
from briefing.pipeline.assembly import assemble, find_pack, read_dossier
from briefing.pipeline.dossier import declared_ids, declared_references
from briefing.pipeline.folders import SETTINGS_FILE
from briefing.pipeline.memory import open_memory
from briefing.pipeline.progress import Journal, Listener, Silence
from briefing.pipeline.request import BuildRequest, keep_silent

_KINDS: dict[Register, SourceKind] = {
    "news": "news", "official": "official", "commentary": "opinion", "reference": "reference",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """What the list of sources says of one of them; empty text stands for what is not known."""

    id: str
    file: str
    kind: str
    title: str
    publisher: str
    date: str
    origin: str
    words: int
    note: str
    """How a brief would cite it for the first time."""
    lacks: tuple[str, ...]
    """What its note says in words to be missing, the title and the kind too."""
    findings: tuple[Finding, ...]


def list_sources(request: BuildRequest, progress: Listener | None = None) -> tuple[SourceRow, ...]:
    """Read the sources of a dossier and describe each; nothing is analysed. Raises what reading a dossier raises."""
    journal = Journal(progress or Silence())
    settings, documents = _read(request, journal)
    pack = find_pack(settings, request.pack_folders)
    cite = make_citer(documents, {}, pack.phrases, pack.manifest.notes)
    return tuple(_describe(document, cite, journal.findings) for document in documents)


def export_references(request: BuildRequest, folder: Path, progress: Listener | None = None) -> tuple[Path, ...]:
    """Write references.json (CSL-JSON) and references.bib (BibLaTeX) into a folder; raises OutputError if it cannot."""
    _, documents = _read(request, Journal(progress or Silence()))
    return write_references(documents, folder)


def write_references(documents: Sequence[SourceDocument], folder: Path) -> tuple[Path, ...]:
    """Write the two lists of sources that are read already; raises OutputError if that cannot be done."""
    texts = {"references.json": export_csl(documents), "references.bib": export_bibtex(documents)}
    for name, text in texts.items():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            aside = folder / f".{name}.new"
            aside.write_text(text, encoding="utf-8")
            aside.replace(folder / name)
        except OSError as problem:
            raise OutputError(f"the list cannot be written: {problem.strerror}", place=str(folder / name)) from problem
    return tuple(folder / name for name in texts)


def _read(request: BuildRequest, journal: Journal) -> tuple[Settings, tuple[SourceDocument, ...]]:
    journal.begin("reading the dossier")
    dossier, settings = read_dossier(request, journal)
    journal.begin("reading the sources")
    references, ids = declared_references(settings), declared_ids(settings)
    memory = open_memory(os.environ)
    documents = journal.keep(read_sources(dossier.files, references, ids, memory))
    memory.prune()
    return settings, documents


def _describe(document: SourceDocument, cite: Citer, findings: Sequence[Finding]) -> SourceRow:
    reference = document.reference
    kept = (document.text[block.start : block.end] for block in document.blocks if block.set_aside is None)
    note = cite.wording.close(cite.cite_full(Citation(source=document.id, paragraphs=())))
    return SourceRow(
        id=document.id,
        file=document.file,
        kind=reference.kind or "",
        title=reference.title or "",
        publisher=reference.publisher or "",
        date=str(reference.date or ""),
        origin=origin_of(document) or "",
        words=sum(len(words.split()) for words in kept),
        note=read_plain(note),
        lacks=_list_gaps(document, cite),
        findings=tuple(finding for finding in findings if _is_about(finding, document.file)),
    )


def _list_gaps(document: SourceDocument, cite: Citer) -> tuple[str, ...]:
    unknown = {"kind": document.reference.kind, "title": document.reference.title}
    return (*(key for key, value in unknown.items() if not value), *cite.works[document.id].missing)


def _is_about(finding: Finding, file: str) -> bool:
    """Say whether a finding concerns a file; that something is missing is said by its gaps."""
    return (finding.place == file or finding.place.startswith(f"{file}, ")) and finding.code != "metadata-missing"


def describe_sources(request: BuildRequest, progress: Listener | None = None) -> str:
    """Return the [[source]] tables of all sources whose notes lack something, known fields filled in.

    A kind that only the wording suggests is marked so. A source that brief.toml declares already is told in a comment,
    since it cannot be declared twice. No text where nothing is missing.
    """
    journal = Journal(progress or Silence())
    assembly = assemble(keep_silent(request), journal)
    cite = make_citer(assembly.analysis.sources, {}, assembly.pack.phrases)
    declared = {source.file: source.place for source in assembly.settings.sources}
    tables = []
    for document in assembly.analysis.sources:
        gaps = _list_gaps(document, cite)
        if gaps and document.file in declared:
            tables.append(f"# {declared[document.file]} lacks {', '.join(gaps)} for {document.file}\n")
        elif gaps:
            register = assembly.analysis.registers.get(document.id)
            tables.append("".join(_write_table(document, gaps, register)))
    return "\n".join(tables)


def append_tables(dossier: Path, tables: str) -> Path:
    """Write tables below what stands in brief.toml, which is made if need be; raises OutputError if it cannot be."""
    file = dossier / SETTINGS_FILE
    try:
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        aside = file.with_name(f".{SETTINGS_FILE}.new")
        gap = "" if not before else "\n" if before.endswith("\n") else "\n\n"
        aside.write_text(f"{before}{gap}{tables}", encoding="utf-8")
        aside.replace(file)
    except UnicodeDecodeError as problem:
        raise DossierError("this is not UTF-8", place=str(file), hint="save the file as UTF-8") from problem
    except OSError as problem:
        raise OutputError(f"brief.toml cannot be written: {problem.strerror}", place=str(file)) from problem
    return file


def _write_table(document: SourceDocument, gaps: Sequence[str], register: Register | None) -> Iterator[str]:
    """Yield the lines of one table: first what must be filled in, then what is known already."""
    reference = document.reference
    yield f"[[source]]\nfile = {_quote(document.file)}\n"
    yield from _write_kind(reference, register)
    yield f"title = {_quote(reference.title or '')}\n"
    if "author" in gaps:
        yield "author = []            # as it stands, nobody signs it: put the names in if somebody does\n"
    elif reference.authors:
        yield f"author = [{', '.join(map(_quote, reference.authors))}]\n"
    yield f"publisher = {_quote(reference.publisher or '')}\n"
    yield (
        f"date = {_write_date(reference.date)}\n"
        if reference.date
        else "# date = 2024-06-19    # or 2024-06, or 2024\n"
    )
    yield f"url = {_quote(reference.url or '')}\n"
    if reference.via:
        yield f"via = {_quote(reference.via)}\n"


def _write_kind(reference: Reference, register: Register | None) -> Iterator[str]:
    if reference.kind:
        yield f"kind = {_quote(reference.kind)}\n"
    elif register:
        yield f"kind = {_quote(_KINDS[register])}          # inferred from its wording\n"
    else:
        yield '# kind = "news"\n'


def _write_date(date: PartialDate) -> str:
    return str(date) if date.day else _quote(str(date))


def _quote(text: str) -> str:
    """Write a TOML string; JSON escapes the same characters but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
