"""A delivered file -> what stands in it, to be held against another edition: statements, sources, its own lines."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefing.model.brief import Citation
from briefing.model.evidence import Address
from briefing.model.source import SourceId
from briefing.verify.check import read_delivered
from briefing.verify.delivered import Delivered
from briefing.verify.record import Printed, Record, SourceClaim, read_record

Cited = tuple[str, tuple[int, ...], str, str | None, tuple[str, ...]]
"""A citation by the file of its source, so that it means the same in another edition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One statement as a file prints it, at all its places."""

    id: str
    words: str
    """As they are read from the file; those of the record for an editor's own sentence."""
    author: str
    claims: tuple[Address, ...]
    source: str
    """The file of its source; empty for an editor's own sentence."""
    digest: str
    places: tuple[str, ...] = ()
    """The sections that print it, "summary" for the key points, in the order of the page."""
    notes: tuple[str, ...] = ()
    """The text of its note at each place."""
    cited: frozenset[Cited] = frozenset()
    tag: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Everything in a file that a reader of another edition may ask for."""

    record: Record
    statements: tuple[Standing, ...]
    """In the order of their first places."""
    lines: tuple[str, ...]
    """The other lines of the page: headings, labels, what the brief says of itself."""
    digest: str
    """SHA-256 of the record as it was written, however the format had to escape it."""

    @property
    def sources(self) -> Mapping[str, SourceClaim]:
        """The sources by their files."""
        return {claim.file: claim for claim in self.record.sources}


def read_contents(data: bytes) -> Contents:
    """Read a file; raises CheckError for one that cannot be read, or that carries no evidence record."""
    return list_contents(read_delivered(data))


def list_contents(delivered: Delivered) -> Contents:
    """Return what a file that was read holds; raises CheckError where it carries no evidence record."""
    record = read_record(delivered.record)
    words = _list_words(delivered)
    standing: dict[str, list[Printed]] = {}
    left = {identity: len(said) for identity, said in words.items()}
    for printed in record.printed:
        own = bool(record.statements[printed.statement].author)
        if own or left.get(printed.statement, 0) > 0:
            left[printed.statement] = left.get(printed.statement, 0) - 1
            standing.setdefault(printed.statement, []).append(printed)
    statements = tuple(_make_standing(each, words, record) for each in standing.values())
    return Contents(
        record=record, statements=statements, lines=tuple(_list_lines(delivered)), digest=_digest(delivered.record)
    )


def _digest(record: str) -> str:
    written = json.dumps(json.loads(record), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode("utf-8", "backslashreplace")).hexdigest()


def _list_words(delivered: Delivered) -> dict[str, list[str]]:
    """Return the words of each statement of the page, once for each time that it is printed."""
    words: dict[str, list[str]] = {}
    for line in delivered.lines:
        for identity, said, _ in line.statements():
            words.setdefault(identity, []).append(said)
    return words


def _list_lines(delivered: Delivered) -> Iterator[str]:
    yield from (line.text for line in delivered.lines if line.text and not any(True for _ in line.statements()))


def _make_standing(printed: Sequence[Printed], words: Mapping[str, Sequence[str]], record: Record) -> Standing:
    first = printed[0]
    claim = record.statements[first.statement]
    source = _find_source(SourceId(first.statement.partition(":")[0]), record) if not claim.author else None
    return Standing(
        id=first.statement,
        words=claim.words if claim.author else words[first.statement][0],
        author=claim.author,
        claims=claim.claims,
        source=source.file if source else "",
        digest=source.digest if source else "",
        places=tuple(each.section for each in printed),
        notes=tuple(record.notes[each.note - 1] for each in printed if 0 < each.note <= len(record.notes)),
        cited=frozenset(_name_cited(citation, record) for each in printed for citation in each.citations),
        tag=first.tag,
        label=next((each.label.text for each in printed if each.label is not None), ""),
    )


def _find_source(identity: SourceId, record: Record) -> SourceClaim | None:
    return next((claim for claim in record.sources if claim.id == identity), None)


def _name_cited(citation: Citation, record: Record) -> Cited:
    source = _find_source(citation.source, record)
    places = citation.locator.places if citation.locator is not None else ()
    file = source.file if source is not None else citation.source
    return file, citation.paragraphs, citation.relation, citation.via, places
