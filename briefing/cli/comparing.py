"""The command that says in what two editions differ, and its options."""

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.guard import guard
from briefing.cli.talk import Talk

_EDITION = "an edition (its name, the beginning of it, or its version), a manifest, a DOCX or a PDF"


def diff(  # noqa: PLR0913  # each option of the command is an argument
    old: Annotated[str, typer.Argument(metavar="OLD", help=f"The earlier one: {_EDITION}.", show_default=False)],
    new: Annotated[
        str, typer.Argument(metavar="NEW", help="The later one, named in the same way.", show_default=False)
    ],
    *,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help="Folder of the editions.")] = Path("out"),
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Name every other line that differs too.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the result as JSON on standard output.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where in the program an error arose.")] = False,
) -> None:
    """Say in what two editions of a brief differ, statement by statement.

    Exit code 0: they were compared, whether or not they differ. 2: they could not be.
    """
    talk = Talk(quiet=quiet, verbose=verbose)
    with guard(talk, debug=debug):
        from briefing.cli.reports import write_json
        from briefing.pipeline.comparing import compare
        from briefing.verify.telling import describe_difference, set_difference

        made = compare(old, new, out)
        if json:
            sides = {"old": str(made.old.path), "new": str(made.new.path)}
            typer.echo(write_json({**sides, **describe_difference(made.difference)}))
        elif not quiet:
            typer.echo(f"{made.old.path} -> {made.new.path}")
            for line in set_difference(made.difference, verbose=verbose):
                typer.echo(line)
