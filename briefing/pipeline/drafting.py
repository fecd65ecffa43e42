"""A folder of sources -> a dossier with a brief.toml that holds what could be inferred, gaps as comments."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import DossierError, OutputError
from briefing.ingest.lists import Shelf
from briefing.ingest.reading import SourceFile
from briefing.model.evidence import Analysis, Register
from briefing.model.source import PartialDate, SourceDocument, SourceKind
from briefing.pipeline.assembly import Assembly, assemble
from briefing.pipeline.folders import SETTINGS_FILE, Dossier, check_folder, open_dossier
from briefing.pipeline.progress import Journal, Listener, Silence
from briefing.pipeline.request import BuildRequest

_KINDS: dict[Register, SourceKind] = {
    "news": "news",
    "official": "official",
    "commentary": "opinion",
    "reference": "reference",
}
_HEAD = """\
# What this dossier says of its brief. Everything is optional: what stands behind a # is left out or inferred.
"""
_GAPS = """\
# subtitle = ""
# short_title = ""       # for running heads and file names
# as_of = 2024-06-28     # information cut-off: a source dated later is an error
# published = 2024-07-01
pack = "policy-brief"
language = "en-GB"
# marking = "TLP:CLEAR"  # a TLP 2.0 label, or free text
# status = "draft"       # a draft prints each statement's address
# issuer = ""
# authors = [""]
# series = ""
# version = "1.0"
# replaces = "v0.9 of 24 June 2024"
# changes = ""           # what is corrected since
# mark_new = true        # mark what is new since the last edition in the output folder
# embargo = 2024-07-01T09:00:00+02:00
# filename = "{date}_{slug}_{kind}_{version}_{language}"

# [edit]                 # by the addresses that "briefing explain" shows
# omit = ["SOURCE:1.1"]
# pin = ["SOURCE:2.1"]
# move = { "SOURCE:3.1" = "treaty-terms" }
"""
_NO_SOURCES = """
# [[source]]             # only for what cannot be inferred
# file = "article.txt"
# kind = "news"          # news, opinion, official, treaty, report, reference or note
# title = ""
# author = [""]
# publisher = ""
# date = 2024-06-19
# via = ""               # whose reporting it carries
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDossier:
    """Name what was made."""

    file: Path
    sources: int
    copied: int


def make_dossier(folder: Path, origin: Path | None = None, progress: Listener | None = None) -> NewDossier:
    """Write a brief.toml into a folder, made if need be, and copy the sources of `origin` there.

    Nothing is ever overwritten. Raises DossierError where a dossier stands already, OutputError for what cannot be
    written, and what reading the sources raises.
    """
    settings_file = folder / SETTINGS_FILE
    if settings_file.exists():
        raise DossierError("there is a brief.toml already", place=str(settings_file), hint="name another folder")
    found = _look_into(origin or folder, given=origin is not None)
    copies = _plan_copies(found, folder)
    sources = _count_sources(found.files) if found else 0
    text = _draft(found.folder, progress or Silence()) if found and sources else _draft_empty()
    _write_new({**copies, settings_file: text.encode()})
    return NewDossier(file=settings_file, sources=sources, copied=len(copies))


def _count_sources(files: Sequence[SourceFile]) -> int:
    """Count the files that are sources: reference lists and sidecars speak of those."""
    shelf = Shelf(files)
    return sum(not shelf.holds(file) for file in files)


def _look_into(folder: Path, *, given: bool) -> Dossier | None:
    """Read the folder that the sources are in; None for a new folder that does not exist yet."""
    if not given and not folder.exists():
        return None
    check_folder(folder)
    dossier = open_dossier(folder)
    if dossier.toml is not None:
        raise DossierError(
            "this is a dossier already", place=dossier.place, hint="copy the folder, or build it as it is"
        )
    return dossier


def _plan_copies(found: Dossier | None, folder: Path) -> dict[Path, bytes]:
    """Return what is to be copied where; sources that are in the folder stay where they are."""
    if found is None or found.folder.resolve() == folder.resolve():
        return {}
    copies = {folder / file.name: file.data for file in found.files}
    for place in copies:
        if place.exists():
            raise DossierError("there is a file of this name already", place=str(place), hint="name another folder")
    return copies


def _write_new(files: dict[Path, bytes]) -> None:
    """Write files that must not exist yet."""
    for place, data in files.items():
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("xb") as stream:
                stream.write(data)
        except OSError as problem:
            message = f"the dossier cannot be written: {problem.strerror}"
            raise OutputError(message, place=str(place), hint="name another folder") from problem


def _draft_empty() -> str:
    return f'{_HEAD}# title = ""\n# parties = ["", ""]\n{_GAPS}{_NO_SOURCES}'


def _draft(folder: Path, progress: Listener) -> str:
    """Write the brief.toml of a folder with sources."""
    assembly = assemble(BuildRequest(dossier=folder), Journal(progress))
    return "".join([_HEAD, *_draft_brief(assembly), _GAPS, *_draft_sources(assembly.analysis)])


def _draft_brief(assembly: Assembly) -> Iterator[str]:
    yield f"title = {_quote(assembly.brief.title)}  # inferred\n"
    parties = assembly.analysis.parties
    yield f"parties = {_list(parties)}  # detected\n" if parties else '# parties = ["", ""]\n'


def _draft_sources(analysis: Analysis) -> Iterator[str]:
    for document in analysis.sources:
        yield f"\n[[source]]\nfile = {_quote(document.file)}\n"
        yield _draft_kind(document, analysis.registers.get(document.id))
        yield from _draft_fields(document)


def _draft_kind(document: SourceDocument, register: Register | None) -> str:
    """Write the kind that the source states, else the one that its wording is like."""
    if document.reference.kind:
        return f"kind = {_quote(document.reference.kind)}\n"
    return f"kind = {_quote(_KINDS[register])}  # inferred from its wording\n" if register else '# kind = ""\n'


def _draft_fields(document: SourceDocument) -> Iterator[str]:
    reference = document.reference
    yield f"title = {_quote(reference.title)}\n" if reference.title else '# title = ""\n'
    yield f"author = {_list(reference.authors)}\n" if reference.authors else '# author = [""]\n'
    yield f"publisher = {_quote(reference.publisher)}\n" if reference.publisher else '# publisher = ""\n'
    yield f"date = {_write_date(reference.date)}\n" if reference.date else "# date = 2024-06-19\n"
    yield f"url = {_quote(reference.url)}\n" if reference.url else '# url = ""\n'
    yield f"via = {_quote(reference.via)}\n" if reference.via else '# via = ""\n'


def _write_date(date: PartialDate) -> str:
    return str(date) if date.day else _quote(str(date))


def _list(items: Sequence[str]) -> str:
    return f"[{', '.join(map(_quote, items))}]"


def _quote(text: str) -> str:
    """Write a TOML string; JSON escapes the same characters but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
