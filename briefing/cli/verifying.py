"""The command that checks a delivered file, and its options."""

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.guard import guard
from briefing.cli.talk import Talk


def verify(  # noqa: PLR0913  # each option of the command is an argument
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The DOCX, PDF or page to check.", show_default=False)],
    *,
    sources: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="The sources that the brief rests on.", show_default=False)
    ] = None,
    since: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="The earlier edition that what is new is marked against.", show_default=False
        ),
    ] = None,
    pack: Annotated[str, typer.Option(metavar="NAME", help="The template pack, if it has another name here.")] = "",
    packs: Annotated[
        list[Path] | None, typer.Option("--packs", metavar="FOLDER", help="Look for packs here too, before templates/.")
    ] = None,
    reference_doc: Annotated[
        Path | None,
        typer.Option("--reference-doc", metavar="FILE", help="The Word file that the DOCX was set in."),
    ] = None,
    page: Annotated[
        Path | None,
        typer.Option("--report", metavar="FILE.html", help="Write a page with each statement beside its source."),
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say what every line rests on.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the result as JSON on standard output.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where in the program an error arose.")] = False,
) -> None:
    """Check a delivered brief against its sources.

    Exit code 0: everything is proven. 1: something is not. 2: it could not be checked.
    """
    talk = Talk(quiet=quiet, verbose=verbose)
    with guard(talk, debug=debug):
        from briefing.cli.reports import write_json
        from briefing.pipeline.request import BuildRequest
        from briefing.pipeline.verifying import find_shelf, write_page
        from briefing.pipeline.verifying import verify as run_verify
        from briefing.verify.report import describe_report, set_report

        shelf = find_shelf((*(packs or ()), *BuildRequest().pack_folders), pack, reference_doc)
        report = run_verify(file, sources, shelf, since)
        if page is not None:
            write_page(report, page)
        if json:
            typer.echo(write_json(describe_report(report)))
        elif not quiet:
            for line in set_report(report, verbose=verbose):
                typer.echo(line)
        raise typer.Exit(report.exit_code)
