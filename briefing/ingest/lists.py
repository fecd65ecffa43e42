"""Sidecars and reference lists beside the sources: which file each entry speaks of."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

from briefing.errors import SourceError
from briefing.ingest.bibtex import read_bibtex
from briefing.ingest.csl import Entry, read_csl
from briefing.ingest.decoding import decode
from briefing.ingest.frontmatter import read_toml
from briefing.ingest.metadata import FieldReader
from briefing.ingest.reading import SourceFile
from briefing.ingest.ris import read_ris
from briefing.model.finding import Finding
from briefing.model.source import Reference

LISTS: Mapping[str, Callable[[SourceFile], tuple[Entry, ...]]] = MappingProxyType(
    {".json": read_csl, ".bib": read_bibtex, ".ris": read_ris}
)
"""The readers of reference lists by suffix, the strongest first where two lists know the same file."""

SIDECAR = ".toml"
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid)=[^&]*&?")


@dataclass(frozen=True, slots=True)
class Known:
    """What stands beside a source about it: in its sidecar, and in a reference list."""

    sidecar: Reference = field(default_factory=Reference)
    listed: Reference = field(default_factory=Reference)
    id: str | None = None


class Shelf:
    """Hold the sidecars and reference lists of a dossier."""

    def __init__(self, files: Sequence[SourceFile]) -> None:
        names = {file.name for file in files if PurePosixPath(file.name).suffix.lower() not in (SIDECAR, *LISTS)}
        self.findings: list[Finding] = []
        self._sidecars: dict[str, tuple[Reference, str | None]] = {}
        self._by_file: dict[str, Entry] = {}
        self._by_address: dict[str, Entry] = {}
        self._by_key: dict[str, Entry] = {}
        self._used: set[str] = set()
        for file in files:
            owner = _find_owner(file.name, names)
            if owner:
                self._read_sidecar(file, owner)
        for suffix, reader in LISTS.items():
            for file in files:
                if PurePosixPath(file.name).suffix.lower() == suffix:
                    self._read_list(file, reader)

    def holds(self, file: SourceFile) -> bool:
        """Say whether a file speaks of sources and is none itself."""
        return file.name in self._used

    def look_up(self, name: str, url: str | None) -> Known:
        """Return what is known of a source by its file's name, else by its address, else by the key of an entry."""
        sidecar, source_id = self._sidecars.get(name, (Reference(), None))
        entry = self._find(name, sidecar.url or url)
        return Known(sidecar, entry.reference if entry else Reference(), source_id)

    def _find(self, name: str, url: str | None) -> Entry | None:
        path = PurePosixPath(name)
        known = (
            self._by_file.get(path.name.casefold()),
            self._by_address.get(_fold_address(url)),
            self._by_key.get(path.stem.casefold()),
            self._by_key.get(path.name.casefold()),
        )
        return next(filter(None, known), None)

    def _shelve(self, entry: Entry) -> None:
        """Put an entry where its files, its address and its key lead to; the first that stands there stays."""
        for file in entry.files:
            if isinstance(file, str):
                self._by_file.setdefault(_base_name(file), entry)
        if address := _fold_address(entry.reference.url):
            self._by_address.setdefault(address, entry)
        if entry.key:
            self._by_key.setdefault(entry.key.casefold(), entry)

    def _read_sidecar(self, file: SourceFile, owner: str) -> None:
        """Read the sidecar of a source; one that cannot be read is warned of."""
        self._used.add(file.name)
        try:
            decoded = decode(file)
        except SourceError as error:
            self._warn(error, file)
            return
        front = read_toml(file.name, decoded.text.split("\n"), "", 0)
        fields = FieldReader(file.name)
        reference = fields.read(front.fields)
        self._sidecars[owner] = (reference, fields.id)
        self.findings += [*decoded.findings, *front.findings, *fields.findings]

    def _read_list(self, file: SourceFile, reader: Callable[[SourceFile], tuple[Entry, ...]]) -> None:
        """Read a reference list; one that cannot be read is warned of."""
        self._used.add(file.name)
        try:
            for entry in reader(file):
                self._shelve(entry)
        except SourceError as error:
            self._warn(error, file)

    def _warn(self, error: SourceError, file: SourceFile) -> None:
        finding = Finding(
            severity="warning", code="list-unreadable", message=error.message, place=file.name, hint=error.hint
        )
        self.findings.append(finding)


def _find_owner(name: str, sources: set[str]) -> str | None:
    """Return the source that a sidecar belongs to: "a.pdf.toml" or "a.toml" beside "a.pdf"."""
    if not name.lower().endswith(SIDECAR):
        return None
    bare = name[: -len(SIDECAR)]
    if bare in sources:
        return bare
    return next((source for source in sorted(sources) if str(PurePosixPath(source).with_suffix("")) == bare), None)


def _base_name(path: str) -> str:
    """Return the last part of a path as any system writes it."""
    return re.split(r"[/\\]", unquote(path))[-1].casefold()


def _fold_address(url: str | None) -> str:
    """Return an address as two people may both write it: without scheme, www, tracking, fragment and last slash."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return ""
    query = _TRACKING.sub("", parts.query).rstrip("&")
    host = (parts.netloc or "").lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}" + (f"?{query}" if query else "") if host else ""
