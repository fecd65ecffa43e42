"""The outcome of a check: for people as lines, for programs as plain data."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace

from briefing.verify.problems import Problem
from briefing.verify.verdicts import Kind, Verdict

_WIDTH = 110
_TOLD: Mapping[Verdict, str] = {
    "proven": "proven",
    "recorded": "as recorded, not worked out again",
    "stated": "stated by the editor",
    "unchecked": "not checked",
    "failed": "NOT PROVEN",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What answers for one statement, or for the words of one line beside it."""

    kind: Kind
    verdict: Verdict
    text: str
    place: str
    statement: str = ""
    note: int = 0
    note_text: str = ""
    passage: str = ""
    """The words of the source as they stand there."""
    author: str = ""
    problems: tuple[Problem, ...] = ()

    def fail(self, problem: Problem) -> "Entry":
        """Return the entry with one more problem."""
        return replace(self, verdict="failed", problems=(*self.problems, problem))


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that a check found."""

    file: str
    format: str
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    """What is wrong with the file as a whole."""
    remarks: tuple[str, ...]
    held: bool
    """Whether there were sources and a pack to hold the file against."""

    @property
    def failures(self) -> tuple[Entry, ...]:
        """The entries that do not hold."""
        return tuple(entry for entry in self.entries if entry.verdict == "failed")

    @property
    def exit_code(self) -> int:
        """0: everything holds. 1: something does not. 2: there was nothing to hold it against."""
        if self.problems or self.failures:
            return 1
        return 0 if self.held else 2


def describe_report(report: Report) -> Mapping[str, object]:
    """Return a report as plain data."""
    return {
        "file": report.file,
        "format": report.format,
        "verdict": {0: "proven", 1: "not proven", 2: "could not check"}[report.exit_code],
        "counts": _count(report),
        "problems": [asdict(problem) for problem in report.problems],
        "remarks": list(report.remarks),
        "entries": [asdict(entry) for entry in report.entries],
    }


def _count(report: Report) -> dict[str, dict[str, int]]:
    """Count the entries by kind and by verdict."""
    counts: dict[str, dict[str, int]] = {}
    for entry in report.entries:
        row = counts.setdefault(entry.kind, {})
        row[entry.verdict] = row.get(entry.verdict, 0) + 1
    return counts


def set_report(report: Report, *, verbose: bool = False) -> Iterator[str]:
    """Yield the lines of a report: the verdict, the counts, what failed, what to know; all entries when verbose."""
    yield f"{report.file}: {say_headline(report)}"
    for kind, row in sorted(_count(report).items()):
        told = ", ".join(f"{count} {_TOLD[verdict]}" for verdict, count in _sort(row))
        yield f"  {kind:9} {told}"
    for problem in report.problems:
        yield from _set_problem(problem)
    for entry in report.failures:
        yield from _set_entry(entry)
    yield from (f"note: {remark}" for remark in report.remarks)
    for entry in report.entries if verbose else ():
        if entry.verdict != "failed":
            yield from _set_entry(entry)


def list_faults(report: Report) -> list[str]:
    """Return everything that does not hold, each in a sentence with its words."""
    whole = [problem.message for problem in report.problems]
    return [*whole, *(f"{p.message} (“{_cut(e.text)}”)" for e in report.failures for p in e.problems)]


def _sort(row: dict[str, int]) -> Iterator[tuple[Verdict, int]]:
    yield from ((verdict, row[verdict]) for verdict in _TOLD if verdict in row)


def say_headline(report: Report) -> str:
    """Say in a line what came of the check, and how many sentences each editor has written."""
    authors = Counter(entry.author for entry in report.entries if entry.kind == "authored")
    written = ", ".join(f"{count} written by {author}" for author, count in authors.items())
    more = f" ({written}, not proven)" if written else ""
    match report.exit_code:
        case 0:
            return f"proven{more}"
        case 1:
            count = len(report.failures) + len(report.problems)
            return f"NOT PROVEN: {count} {'thing does' if count == 1 else 'things do'} not hold{more}"
        case _:
            return f"could not be proven: what it rests on is not here{more}"


def _set_entry(entry: Entry) -> Iterator[str]:
    where = ", ".join(filter(None, (entry.place, entry.statement, f"note {entry.note}" if entry.note else "")))
    yield f"{_TOLD[entry.verdict]} ({where}): {_cut(entry.text)}"
    for problem in entry.problems:
        yield from _set_problem(problem)


def _set_problem(problem: Problem) -> Iterator[str]:
    yield f"  {problem.code}: {problem.message}"
    if problem.expected:
        yield f"    expected: {problem.expected}"
    if problem.found:
        yield f"    found:    {problem.found}"


def _cut(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"


def count_codes(report: Report) -> Counter[str]:
    """Return how often each kind of trouble was met."""
    own = (problem.code for problem in report.problems)
    return Counter([*own, *(problem.code for entry in report.entries for problem in entry.problems)])
