"""The commands on sources: what is known of them, what their notes lack, and the tables to fill in."""

import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.guard import guard
from briefing.cli.talk import Talk
from briefing.errors import StrictError

if TYPE_CHECKING:
    from briefing.pipeline.sources import SourceRow

sources = typer.Typer(help="Show the sources of a dossier, what their notes lack, and the tables to fill in.")

Dossier = Annotated[
    Path,
    typer.Argument(metavar="DOSSIER", help="Folder of sources, with or without a brief.toml.", show_default=True),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say every finding with its hint and all its places.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object for each source.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show where in the program an error arose.")]

_COLUMNS = ("id", "kind", "title", "publisher", "date", "origin", "words", "findings")
_WIDEST = {"title": 40, "publisher": 24, "origin": 24}


@sources.command("list")
def list_command(
    dossier: Dossier = Path("sources"),
    *,
    quiet: Quiet = False,
    verbose: Verbose = False,
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Print a table of the sources: what is known of each, its words and its findings."""
    talk = Talk(quiet=quiet or json, verbose=verbose)
    with guard(talk, debug=debug):
        rows = _read_rows(dossier, talk)
        if json:
            _print_json(rows)
        else:
            for line in set_table([_show(row) for row in rows]):
                typer.echo(line)


@sources.command()
def check(
    dossier: Dossier = Path("sources"),
    *,
    strict: Annotated[bool, typer.Option("--strict", help="Fail where a note lacks something.")] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Print the note of each source as a brief would have it, and what it still lacks."""
    talk = Talk(quiet=quiet or json, verbose=verbose)
    with guard(talk, debug=debug):
        rows = _read_rows(dossier, talk)
        lacking = sum(bool(row.lacks) for row in rows)
        if json:
            _print_json(rows)
        else:
            for line in _set_notes(rows):
                typer.echo(line)
        if lacking and strict:
            what = "1 source lacks" if lacking == 1 else f"{lacking} sources lack"
            raise StrictError(f"{what} something for its note", hint=f"see: briefing sources describe {dossier}")


@sources.command()
def describe(
    dossier: Dossier = Path("sources"),
    *,
    append: Annotated[bool, typer.Option("--append", help="Write the tables into the dossier's brief.toml.")] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> None:
    """Print a [[source]] table for each source that lacks something, ready to be filled in."""
    talk = Talk(quiet=quiet, verbose=verbose)
    with guard(talk, debug=debug):
        from briefing.pipeline.request import BuildRequest
        from briefing.pipeline.sources import append_tables, describe_sources

        tables = describe_sources(BuildRequest(dossier=dossier), talk)
        talk.say_findings()
        if not tables:
            talk.say_lines([] if quiet else ["nothing is missing"])
        elif append:
            talk.say_lines([f"{append_tables(dossier, tables)}: tables to fill in are at its end"])
        else:
            typer.echo(tables, nl=False)


@sources.command()
def export(
    dossier: Dossier = Path("sources"),
    *,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help="Folder to write into.")] = Path("out"),
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> None:
    """Write references.json (CSL-JSON) and references.bib, for Zotero, pandoc and Quarto."""
    talk = Talk(quiet=quiet, verbose=verbose)
    with guard(talk, debug=debug):
        from briefing.pipeline.request import BuildRequest
        from briefing.pipeline.sources import export_references

        files = export_references(BuildRequest(dossier=dossier), out, talk)
        talk.say_findings()
        talk.say_lines([] if quiet else map(str, files))


def _read_rows(dossier: Path, talk: Talk) -> "tuple[SourceRow, ...]":
    from briefing.pipeline.request import BuildRequest
    from briefing.pipeline.sources import list_sources

    rows = list_sources(BuildRequest(dossier=dossier), talk)
    # That metadata are missing is what these commands print; the rest is said once.
    talk.findings = [finding for finding in talk.findings if finding.code != "metadata-missing"]
    talk.say_findings()
    return rows


def _print_json(rows: "Sequence[SourceRow]") -> None:
    import dataclasses

    from briefing.cli.reports import write_json

    for row in rows:
        typer.echo(write_json(dataclasses.asdict(row)))


def _show(row: "SourceRow") -> Mapping[str, str]:
    """Return the cells of a row: "-" stands for what is not known, findings by their codes."""
    known = {key: str(getattr(row, key)) or "-" for key in _COLUMNS if key != "findings"}
    return {**known, "findings": ", ".join(dict.fromkeys(finding.code for finding in row.findings)) or "-"}


def set_table(rows: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """Yield the lines of a table; on a terminal long cells are cut, elsewhere nothing is."""
    shown = [{key: _clip(value, _WIDEST.get(key)) for key, value in row.items()} for row in rows]
    heads = {key: key.upper() for key in _COLUMNS}
    widths = {key: max(len(row[key]) for row in (heads, *shown)) for key in _COLUMNS}
    for row in (heads, *shown):
        cells = (f"{row[key]:>{widths[key]}}" if key == "words" else f"{row[key]:{widths[key]}}" for key in _COLUMNS)
        yield "  ".join(cells).rstrip()


def _clip(text: str, width: int | None) -> str:
    if width is None or len(text) <= width or not sys.stdout.isatty():
        return text
    return text[: width - 1] + "…"


def _set_notes(rows: "Sequence[SourceRow]") -> Iterator[str]:
    """Yield each source with its note and what that lacks."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    for row in rows:
        yield f"{row.id}  {row.file}"
        yield _clip(f"  note: {row.note}", width)
        yield f"  lacks: {', '.join(row.lacks)}" if row.lacks else "  complete"
