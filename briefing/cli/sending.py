"""The command that sends an edition, and its options."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.guard import guard
from briefing.cli.overrides import collect_overrides
from briefing.cli.talk import Talk

if TYPE_CHECKING:
    from briefing.pipeline.sending import Fate, Row, SendReport

_INCOMPLETE = 8
_COUNTED: "tuple[Fate, ...]" = ("sent", "failed", "unknown", "skipped")
_ALL: "tuple[Fate, ...]" = ("planned", "written", *_COUNTED, "untried")


def send(  # noqa: PLR0913  # each option of the command is an argument
    edition: Annotated[
        str | None,
        typer.Argument(
            metavar="EDITION", help="Its name, version or manifest; by default the newest.", show_default=False
        ),
    ] = None,
    *,
    to: Annotated[Path, typer.Option("--to", metavar="FILE", help="The list of readers, a readers.toml.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help="Folder of the editions.")] = Path("out"),
    groups: Annotated[
        list[str] | None,
        typer.Option("--group", "-g", metavar="NAME", help="Only readers of this group; repeat for several."),
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="ADDRESS", help="Only this reader; repeat for several.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Send. Without it, say what would be sent.")] = False,
    eml: Annotated[
        Path | None,
        typer.Option("--eml", metavar="FOLDER", help="Write the messages as files instead of sending them."),
    ] = None,
    log: Annotated[
        Path | None,
        typer.Option(
            "--log", metavar="FOLDER", help="Folder of the log, by default that of the edition.", show_default=False
        ),
    ] = None,
    i_may: Annotated[
        bool, typer.Option("--i-may", help="All these readers may have TLP:RED or TLP:AMBER+STRICT, and by mail.")
    ] = False,
    draft: Annotated[bool, typer.Option("--draft", help="Send it although it is a draft.")] = False,
    resend_unknown: Annotated[
        bool, typer.Option("--resend-unknown", help="Send again to those of whom it is not known whether they have it.")
    ] = False,
    inside: Annotated[bool, typer.Option("--inside", help="The list of readers may lie in a dossier.")] = False,
    dossier: Annotated[
        Path, typer.Option("--dossier", metavar="FOLDER", help="The dossier, from which personal copies are built.")
    ] = Path("sources"),
    pairs: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="As the edition was built with, for personal copies."),
    ] = None,
    reference_doc: Annotated[
        Path | None, typer.Option("--reference-doc", metavar="FILE", help="Likewise: the Word file it was set in.")
    ] = None,
    pdf_profile: Annotated[str, typer.Option(metavar="PROFILE", help="Likewise: PDF/A as 3b or 2b.")] = "3b",
    packs: Annotated[
        list[Path] | None, typer.Option("--packs", metavar="FOLDER", help="Look for packs here too, before templates/.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Name every reader, and all places of a finding.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the result as JSON on standard output.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where in the program an error arose.")] = False,
) -> None:
    """Send an edition to its readers, one message each; without --yes, say what would be sent.

    Exit code 0: everybody has it. 8: somebody has not, or it is not known.
    """
    talk = Talk(quiet=quiet, verbose=verbose)
    with guard(talk, debug=debug):
        from briefing.cli.reports import write_json
        from briefing.distribute.release import Leave
        from briefing.pipeline.request import BuildRequest
        from briefing.pipeline.sending import SendRequest
        from briefing.pipeline.sending import send as run_send
        from briefing.render import check_profile

        build = BuildRequest(
            dossier=dossier,
            out=out,
            overrides=collect_overrides(pairs or ()),
            pack_folders=(*(packs or ()), *BuildRequest().pack_folders),
            reference_doc=reference_doc,
            pdf_profile=check_profile(pdf_profile),
        )
        request = SendRequest(
            readers=to,
            edition=edition,
            out=out,
            groups=tuple(groups or ()),
            only=tuple(only or ()),
            really=yes,
            mails=eml,
            log=log,
            leave=Leave(narrow=i_may, draft=draft),
            resend_unknown=resend_unknown,
            inside=inside,
            build=build,
        )
        report = run_send(request, os.environ, talk)
        talk.say_findings()
        if json:
            typer.echo(write_json(describe_sending(report)))
        elif not quiet:
            for line in set_sending(report, verbose=verbose):
                typer.echo(line)
        if report.trouble is not None:
            raise report.trouble
        if not report.complete and (yes or eml):
            raise typer.Exit(_INCOMPLETE)


def describe_sending(report: "SendReport") -> Mapping[str, object]:
    """Return what was sent, or would be, as plain data."""
    return {
        "edition": report.found.edition.stem,
        "log": str(report.log),
        **{fate: report.count(fate) for fate in _ALL},
        "error": report.trouble.message if report.trouble else None,
        "readers": [
            {
                "address": str(row.reader.mailbox),
                "name": row.reader.name,
                "language": row.reader.language,
                "formats": row.reader.formats,
                "copy": row.copy or None,
                "bytes": row.size,
                "fate": row.fate,
                "reason": row.reason,
            }
            for row in report.rows
        ],
    }


def set_sending(report: "SendReport", *, verbose: bool = False) -> Iterator[str]:
    """Yield a line for each reader who matters, and the sum."""
    planned = report.count("planned")
    shown = [
        row for row in report.rows if verbose or planned or row.fate not in {"sent", "skipped", "written", "untried"}
    ]
    width = max((len(str(row.reader.mailbox)) for row in shown), default=0)
    for row in shown:
        yield _set_row(row, width)
    if not report.really:
        yield f"would send {_count(planned, 'message')}{_tell_rest(report)}: nothing is sent without --yes"
    elif report.count("written"):
        yield f"{_count(report.count('written'), 'message')} written"
    else:
        untried = f", {report.count('untried')} not tried" if report.count("untried") else ""
        yield ", ".join(f"{report.count(fate)} {fate}" for fate in _COUNTED) + untried


def _set_row(row: "Row", width: int) -> str:
    reader = row.reader
    copy = f"  copy {row.copy}" if row.copy else ""
    what = f"{'+'.join(reader.formats)}  {row.size / 1000:.1f} kB{copy}"
    reason = f"  {row.reason}" if row.reason else ""
    return f"{row.fate:8} {reader.mailbox!s:{width}}  {what}{reason}"


def _tell_rest(report: "SendReport") -> str:
    rest = [f"{report.count(fate)} {fate}" for fate in ("skipped", "unknown") if report.count(fate)]
    return f" ({', '.join(rest)})" if rest else ""


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
