"""The log of deliveries, lines of JSON <-> who has the edition, who has not, and of whom that is not known.

Before a message goes out there is a line that it is to go, and after it one that says what became of it. A line holds
the sum of itself and of the sum before it, so that a changed, missing or exchanged line is noticed: a reader who seems
to have nothing would get the edition twice. Addresses are not in it, nor what the server said: that may repeat them.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal, get_args

from briefing.errors import SendingError

ENDING = ".sent.jsonl"

Event = Literal["intent", "sent", "deferred", "failed", "unknown"]
"""What a line says: about to be sent; taken by the server; not taken now; refused; taken or not, nobody can tell."""

_SUM = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Hold one line of the log."""

    at: str
    """Day and time in UTC."""
    event: Event
    edition: str
    delivery: str
    """The pseudonym of the reader, which is also the id of the message."""
    copy: int = 0
    """The number of the personal copy, 0 for the common file."""
    files: Mapping[str, str] = field(default_factory=dict)
    """The digest of each attached file by its name."""
    code: int = 0
    """What the server answered."""
    status: str = ""
    """The same, more closely (RFC 3463)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Hold what a log says."""

    entries: tuple[Entry, ...] = ()
    sum: str = ""
    """That of the last whole line."""
    end: int = 0
    """Bytes up to the end of the last whole line."""
    torn: bool = False
    """Whether bytes of a line that was never finished stand behind it."""

    def latest(self, edition: str) -> Mapping[str, Entry]:
        """Return the last entry of each reader of an edition."""
        return {entry.delivery: entry for entry in self.entries if entry.edition == edition}

    def copies(self, edition: str) -> Mapping[str, int]:
        """Return the number of each personal copy that was about to be sent."""
        return {each.delivery: each.copy for each in self.entries if each.edition == edition and each.copy}

    def given_out(self) -> frozenset[str]:
        """Return the editions that somebody has, or may have."""
        last = {(entry.edition, entry.delivery): entry.event for entry in self.entries}
        return frozenset(edition for (edition, _), event in last.items() if event not in {"failed", "deferred"})


_KNOWN = {each.name for each in fields(Entry)}
_NEEDED = {"at", "event", "edition", "delivery"}


def write_entry(entry: Entry, before: str) -> tuple[bytes, str]:
    """Return the line of an entry and its sum; `before` is the sum of the line before it."""
    content = {name: value for name, value in asdict(entry).items() if value}
    total = _add_up(content, before)
    return json.dumps({**content, "sum": total}, ensure_ascii=True).encode() + b"\n", total


def read_history(data: bytes, place: str) -> History:
    """Read a log. Raises SendingError for a damaged line; one that was never finished, at the end, is left out."""
    *lines, rest = data.split(b"\n")
    entries, before = [], ""
    for number, line in enumerate(lines, start=1):
        entry, before = _read_line(line, before, f"{place}:{number}")
        entries.append(entry)
    return History(entries=tuple(entries), sum=before, end=len(data) - len(rest), torn=bool(rest))


def _read_line(line: bytes, before: str, place: str) -> tuple[Entry, str]:
    try:
        content = json.loads(line)
        total = content.pop("sum")
        values = dict(_check_values(content, total, before))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as problem:
        message = "a line of the log is damaged, so that nobody can tell who has the edition"
        hint = "bring the log back from a copy; or move it away, and name with --only who has nothing yet"
        raise SendingError(message, place=place, hint=hint) from problem
    return Entry(**values), str(total)


def _check_values(content: Mapping[str, Any], total: str, before: str) -> Iterator[tuple[str, Any]]:
    """Yield the values of a line that adds up, each of its kind. Raises ValueError or TypeError for any other."""
    if total != _add_up(content, before):
        raise ValueError("the sum is another one")
    kinds = {"copy": int, "code": int, "files": dict}
    for name, value in content.items():
        if not isinstance(value, kinds.get(name, str)):
            raise TypeError(f"{name} is of another kind")
        yield name, value
    if content["event"] not in get_args(Event) or not content.keys() >= _NEEDED or content.keys() - _KNOWN:
        raise ValueError("this is no entry")


def _add_up(content: Mapping[str, object], before: str) -> str:
    return hashlib.sha256(f"{before}{json.dumps(content, sort_keys=True)}".encode()).hexdigest()[:_SUM]
