"""assist.jsonl: the answers that were given, one on a line, so that no question is asked twice.

A line says which question it answers (a digest of everything that the answer may depend on), in which request it was
asked, of which model on which day, and what was answered. Lines are added, never changed.
"""

import contextlib
import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefing.model.finding import Finding

LARGEST = 200_000_000
"""Bytes of the largest record that is read."""
_DIGEST = re.compile(r"[0-9a-f]{64}")
_VERSION = re.compile(r"[\w.:/@+-]{0,80}", re.ASCII)
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_TEXTS = ("question", "request", "model", "version", "date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One answer as it is kept."""

    question: str
    request: str
    model: str
    version: str
    """As the model reported itself; empty where it did not."""
    date: str
    """As the caller gave it; empty where nobody did."""
    answer: Mapping[str, object]


def read_record(file: Path) -> tuple[dict[str, Entry], tuple[Finding, ...]]:
    """Return the entries by the digest of their question, the last of several, and a finding for each damaged line.

    No file is an empty record; one that cannot be read is a finding.
    """
    try:
        if file.stat().st_size > LARGEST:
            return {}, (_fault(file, "the record is too large and is not read"),)
        data = file.read_bytes()
    except FileNotFoundError:
        return {}, ()
    except OSError as problem:
        return {}, (_fault(file, f"the record cannot be read: {problem.strerror}"),)
    entries: dict[str, Entry] = {}
    findings: list[Finding] = []
    for number, line in enumerate(data.split(b"\n"), 1):
        entry = _read_line(line) if line.strip() else None
        if entry is not None:
            entries[entry.question] = entry
        elif line.strip():
            findings.append(_fault(file, "a line of the record is damaged; what it answered is asked again", number))
    return entries, tuple(findings)


def _read_line(line: bytes) -> Entry | None:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not all(isinstance(found.get(key), str) for key in _TEXTS):
        return None
    whole = _DIGEST.fullmatch(found["question"]) and _VERSION.fullmatch(found["version"])
    if not whole or not isinstance(found.get("answer"), dict):
        return None
    return Entry(**{key: found[key] for key in _TEXTS}, answer=found["answer"])


def _fault(file: Path, message: str, line: int | None = None) -> Finding:
    place = file.as_posix() if line is None else f"{file.as_posix()}:{line}"
    return Finding(severity="warning", code="assist-record", message=message, place=place)


def write_entry(entry: Entry) -> str:
    """Return the line of an entry."""
    found = {key: getattr(entry, key) for key in _TEXTS}
    return _ENCODER.encode({**found, "answer": entry.answer})


def append_entries(file: Path, entries: Iterable[Entry]) -> tuple[Finding, ...]:
    """Add lines to the record, written aside and renamed: what was there is never lost. Trouble is a finding."""
    lines = "".join(f"{write_entry(entry)}\n" for entry in entries).encode("utf-8", errors="replace")
    aside = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        before = file.read_bytes() if file.exists() else b""
        gap = b"" if not before or before.endswith(b"\n") else b"\n"
        with aside.open("wb") as stream:
            stream.write(before + gap + lines)
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(file)
    except OSError as problem:
        with contextlib.suppress(OSError):
            aside.unlink()
        return (_fault(file, f"the answers cannot be kept, and will be asked for again: {problem.strerror}"),)
    return ()
