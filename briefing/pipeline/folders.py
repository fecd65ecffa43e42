"""A dossier's folder -> the bytes of its sources and the text of its brief.toml."""

import errno
import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from briefing.config.tables import suggest
from briefing.errors import DossierError, SourceError
from briefing.ingest.reading import SourceFile
from briefing.model.finding import Finding

SETTINGS_FILE = "brief.toml"
RECORD_FILE = "assist.jsonl"
"""The answers of a language model, where one was asked."""
MOST_BYTES = 200_000_000
"""The largest file that is read; texts of millions of words are smaller."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Hold a folder as it was found. `files` are in the order of their names."""

    folder: Path
    files: tuple[SourceFile, ...]
    toml: str | None
    """The text of brief.toml; None where there is none."""
    findings: tuple[Finding, ...] = ()

    @property
    def place(self) -> str:
        """What complaints about brief.toml call it."""
        return (self.folder / SETTINGS_FILE).as_posix()


def open_dossier(folder: Path) -> Dossier:
    """Read what lies in a folder, subfolders left out.

    Raises DossierError for what is no folder or cannot be read. A single unreadable file is a finding.
    """
    check_folder(folder)
    names = _list_names(folder)
    toml = _read_toml(folder / SETTINGS_FILE) if SETTINGS_FILE in names else None
    files, findings = _read_files(folder, filter(_may_be_source, names))
    return Dossier(folder=folder, files=files, toml=toml, findings=findings)


def check_folder(folder: Path) -> None:
    """Raise DossierError for a path that is no folder, with the nearest name beside it."""
    if folder.is_dir():
        return
    if folder.exists():
        raise DossierError("this is a file, not a folder", place=str(folder), hint=f"name its folder: {folder.parent}")
    raise DossierError("no such folder", place=str(folder), hint=_hint_at_neighbour(folder))


def add_declared(dossier: Dossier, declared: Iterable[str]) -> Dossier:
    """Read declared files that listing the folder did not bring: those in subfolders."""
    known = {file.name for file in dossier.files}
    extra = [name for name in declared if name not in known and _is_inside(name) and (dossier.folder / name).is_file()]
    files, findings = _read_files(dossier.folder, extra)
    merged = tuple(sorted((*dossier.files, *files), key=lambda file: file.name))
    return Dossier(folder=dossier.folder, files=merged, toml=dossier.toml, findings=(*dossier.findings, *findings))


def refuse_empty(dossier: Dossier) -> None:
    """Raise SourceError for a folder in which nothing can be a source."""
    if not dossier.files:
        hint = "put articles there (text, Markdown, HTML, PDF, DOCX or EML), or name another folder"
        raise SourceError("there are no sources in this folder", place=str(dossier.folder), hint=hint)


def _hint_at_neighbour(folder: Path) -> str:
    """Name the folder beside it that is spelt most like it."""
    parent = folder.parent
    neighbours = [each.name for each in parent.iterdir() if each.is_dir()] if parent.is_dir() else []
    hint = suggest(folder.name, neighbours, "folders") if neighbours else ""
    return hint if hint.startswith("did you mean") else 'make one with "briefing new FOLDER"'


def _list_names(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in folder.iterdir() if not entry.is_dir())
    except OSError as problem:
        raise DossierError(f"the folder cannot be read: {problem.strerror}", place=str(folder)) from problem


def _may_be_source(name: str) -> bool:
    """Leave out brief.toml, the record of answers, hidden files and anything called README."""
    return name not in {SETTINGS_FILE, RECORD_FILE} and not name.startswith(".") and Path(name).stem.upper() != "README"


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts


def _read_files(folder: Path, names: Iterable[str]) -> tuple[tuple[SourceFile, ...], tuple[Finding, ...]]:
    files, findings = [], []
    for name in names:
        try:
            size = _measure_file(folder / name)
            if size > MOST_BYTES:
                findings.append(_refuse_large(name, size))
            else:
                files.append(SourceFile(_printable(name), (folder / name).read_bytes()))
        except OSError as problem:
            message = f"the file cannot be read: {problem.strerror}"
            findings.append(
                Finding(severity="warning", code="file-unreadable", message=message, place=_printable(name))
            )
    return tuple(files), tuple(findings)


def _measure_file(file: Path) -> int:
    """Return the size in bytes; OSError for what is no regular file: opening a pipe would wait for ever."""
    status = file.stat()
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is no regular file")
    return status.st_size


def _refuse_large(name: str, size: int) -> Finding:
    """Make the finding for a file that would not fit into memory with what is made of it."""
    message = f"the file is not read: it has {size / 1_000_000:,.0f} MB, and {MOST_BYTES // 1_000_000} MB are the most"
    hint = "Save the part that matters as a file of its own."
    return Finding(severity="warning", code="file-too-large", message=message, place=_printable(name), hint=hint)


def _printable(name: str) -> str:
    """Return a file's name as text that every output can hold: bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(name).decode("utf-8", errors="replace")


def _read_toml(file: Path) -> str:
    try:
        _measure_file(file)
        return file.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as problem:
        line = problem.object[: problem.start].count(b"\n") + 1
        place = f"{file.as_posix()}:{line}"
        raise DossierError("this is not UTF-8", place=place, hint="save the file as UTF-8") from problem
    except OSError as problem:
        raise DossierError(f"the file cannot be read: {problem.strerror}", place=file.as_posix()) from problem
