"""Results as data for other programs and as lines for people."""

import dataclasses
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from briefing.errors import UsageError

if TYPE_CHECKING:
    from briefing.pipeline.build import BuildResult
    from briefing.pipeline.explain import Explanation

Row = Mapping[str, object]


def write_json(value: object) -> str:
    """Write a value as one line of JSON; letters beyond ASCII stay as they are where standard output can hold them."""
    import json  # most people read lines

    plain = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    return json.dumps(value, ensure_ascii=plain)


def describe_build(result: "BuildResult") -> Mapping[str, object]:
    """Return what a build did, as plain data."""
    brief = result.brief
    return {
        "title": brief.title,
        "dossier": str(result.dossier),
        "pack": result.pack,
        "key_points": len(brief.key_points),
        "sections": [{"id": each.id, "title": each.title, "statements": len(each.points)} for each in brief.sections],
        "chronology": len(brief.chronology),
        "notes": result.notes,
        "sources": len(brief.sources),
        "withheld": dict(result.withheld),
        "set_aside": brief.set_aside,
        "files": [
            {"format": each.format, "path": str(each.path), "bytes": each.size, "sha256": each.digest}
            for each in result.files
        ],
        "manifest": str(result.manifest),
        "findings": [dataclasses.asdict(finding) for finding in result.findings],
    }


def set_summary(result: "BuildResult") -> Iterator[str]:
    """Yield the lines of the closing summary."""
    brief = result.brief
    rows = [("Key points", len(brief.key_points)), *((each.title, len(each.points)) for each in brief.sections)]
    rows += [("Chronology", len(brief.chronology))] if brief.chronology else []
    rows += [("Notes", result.notes), ("Sources", len(brief.sources)), ("Withheld", len(brief.withheld))]
    width = max(len(label) for label, _ in rows)
    yield brief.title
    for label, count in rows:
        yield f"  {label:{width}}  {count:>4}"
    if result.withheld:
        reasons = ", ".join(f"{reason} {count}" for reason, count in result.withheld.items())
        yield f"  withheld: {reasons}  (see: briefing explain {result.dossier})"
    for file in result.files:
        yield f"{file.path}  {file.size / 1000:.1f} kB"


def choose_rows(explanation: "Explanation", section: str | None) -> tuple[Row, ...]:
    """Return all rows, or those of one section; raises UsageError for a section that the pack does not have."""
    if section is None:
        return explanation.rows
    known = ("summary", *explanation.sections)
    if section not in known:
        raise UsageError(f'there is no section "{section}"', place="--section", hint=f"sections: {', '.join(known)}")
    return tuple(
        row for row in explanation.rows if (row["summary"] if section == "summary" else row["section"] == section)
    )


def set_rows(rows: Iterable[Row], *, verbose: bool = False) -> Iterator[str]:
    """Yield a line for each sentence: address, where it went, section, words; cut to the width of a terminal."""
    kept = list(rows)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    addresses = max((len(str(row["address"])) for row in kept), default=0)
    sections = max((len(str(row["section"] or "-")) for row in kept), default=0)
    fates = max((len(tell_fate(row)) for row in kept), default=0)
    for row in kept:
        head = f"{row['address']!s:{addresses}}  {tell_fate(row):{fates}}  {row['section'] or '-'!s:{sections}}  "
        yield _clip(head + _describe(row) + str(row["text"]), width)
        if verbose:
            yield from _set_details(row, " " * (addresses + 2))


def tell_fate(row: Row) -> str:
    """Name in a word or two what became of a sentence: where it is printed, or why it is not."""
    if row["summary"]:
        return "key point"
    if row["selected"]:
        return "printed"
    return "boilerplate" if row["set_aside"] else str(row["withheld"] or "not printed")


def _describe(row: Row) -> str:
    """Say how a sentence is stated and by whom, unless it is plainly reported by the text."""
    said = [str(row[key]) for key in ("status", "speaker") if row[key] and row[key] != "reported"]
    return f"[{', '.join([*said, *_contrast(row)])}] " if said or differs(row) else ""


def differs(row: Row) -> bool:
    """Say whether a model was asked and would file a sentence elsewhere than the rules alone do."""
    named = row.get("model")
    if not isinstance(named, list):
        return False
    return row["rules"] not in named if row["rules"] else bool(named)


def _contrast(row: Row) -> Iterator[str]:
    """Yield what rules and model say where they differ."""
    if differs(row):
        yield f"rules: {row['rules'] or 'nowhere'}, model: {_join(row['model']) or 'nowhere'}"


def _set_details(row: Row, indent: str) -> Iterator[str]:
    if row["reasons"]:
        yield f"{indent}why: {_join(row['reasons'])}"
    if row["cites"]:
        yield f"{indent}same in: {_join(row['cites'])}"


def _join(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _clip(line: str, width: int) -> str:
    return line if not width or len(line) <= width else line[: width - 1] + "…"
