"""The commands and their options."""

import contextlib
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from briefing import __version__
from briefing.cli.overrides import collect_overrides
from briefing.cli.talk import Talk
from briefing.errors import BriefingError, InterruptedBuild

if TYPE_CHECKING:
    from briefing.model.artifact import Format
    from briefing.pipeline.drafting import NewDossier
    from briefing.pipeline.request import BuildRequest

F = TypeVar("F", bound=Callable[..., object])

_FOLDER = click.Path(path_type=Path)


def _all(*options: Callable[[F], F]) -> Callable[[F], F]:
    """Join options that several commands have, in the order in which the help shows them."""

    def add(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return add


_dossier = click.argument("dossier", type=_FOLDER, default=Path("sources"))
_packs = _all(
    click.option("--pack", metavar="NAME", help="The template pack, instead of the one that brief.toml names."),
    click.option(
        "--packs", type=_FOLDER, multiple=True, metavar="FOLDER", help="Look for packs here too, before templates/."
    ),
    click.option("--set", "pairs", multiple=True, metavar="KEY=VALUE", help="Set a key of brief.toml for this time."),
)
_talk = _all(
    click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors."),
    click.option("--verbose", "-v", is_flag=True, help="Say every finding with its hint and all its places."),
)
_json = click.option("--json", is_flag=True, help="Print the result as JSON on standard output.")
_debug = click.option("--debug", is_flag=True, help="Show where in the program an error arose.")


def _print_completion(context: click.Context, _option: click.Parameter, shell: str | None) -> None:
    """Print the script of a shell and leave."""
    if shell is not None:
        from click.shell_completion import get_completion_class

        completion = get_completion_class(shell)
        if completion is not None:
            click.echo(completion(context.command, {}, "briefing", "_BRIEFING_COMPLETE").source())
        context.exit()


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefing", message="%(prog)s %(version)s", help="Print the version.")
@click.option(
    "--show-completion",
    type=click.Choice(["bash", "zsh", "fish"]),
    metavar="SHELL",
    callback=_print_completion,
    is_eager=True,
    expose_value=False,
    help="Print the script that lets bash, zsh or fish complete commands.",
)
@click.pass_context
def app(context: click.Context) -> None:
    """Assemble a policy brief from source material, as DOCX and PDF with footnoted citations."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@contextlib.contextmanager
def _guard(talk: Talk, *, debug: bool) -> Iterator[None]:
    """Say what goes wrong and leave with its exit code; the trace is shown only on request."""
    try:
        yield
    except KeyboardInterrupt:
        error: BriefingError = InterruptedBuild("interrupted: earlier files are as they were")
    except BriefingError as problem:
        error = problem
    except (BrokenPipeError, click.exceptions.Exit):
        raise
    except Exception as problem:  # noqa: BLE001  # the last door: nothing above prints less than a trace
        error = BriefingError(f"unexpected: {type(problem).__name__}: {problem}", hint="run again with --debug")
        error.__cause__ = problem
    else:
        return
    talk.say_error(error)
    if debug:
        traceback.print_exception(error)
    raise click.exceptions.Exit(error.exit_code)


@app.command()
@_dossier
@click.option(
    "--out", "-o", type=_FOLDER, metavar="FOLDER", default=Path("out"), show_default=True, help="Folder to write into."
)
@click.option(
    "--format", "-f", "formats", multiple=True, metavar="FORMAT", show_default="docx, pdf",
    help="docx, pdf or md; repeat for several.",
)  # fmt: skip
@click.option("--title", metavar="TEXT", help="The title, instead of that of brief.toml.")
@click.option("--as-of", metavar="DATE", help="The information cut-off, as 2024-06-28.")
@click.option("--draft", is_flag=True, help="Mark it as a draft and print addresses.")
@_packs
@click.option("--strict", is_flag=True, help="Fail on warnings, before anything is written.")
@_talk
@_json
@_debug
def build(  # noqa: PLR0913  # each option of the command is an argument
    dossier: Path,
    *,
    out: Path,
    formats: Sequence[str],
    title: str | None,
    as_of: str | None,
    draft: bool,
    pack: str | None,
    packs: Sequence[Path],
    pairs: Sequence[str],
    strict: bool,
    quiet: bool,
    verbose: bool,
    json: bool,
    debug: bool,
) -> None:
    """Assemble the brief of a dossier and write it.

    DOSSIER is a folder of sources, with or without a brief.toml; where none is named, the folder sources.
    """
    talk = Talk(quiet=quiet, verbose=verbose)
    with _guard(talk, debug=debug):
        from briefing.cli.reports import describe_build, set_summary, write_json
        from briefing.pipeline.build import build as run_build

        overrides = collect_overrides(pairs, title=title, as_of=as_of, pack=pack, status="draft" if draft else None)
        request = _request(dossier, overrides, packs, out=out, formats=_check_formats(formats), strict=strict)
        result = run_build(request, talk)
        talk.say_findings()
        if json:
            click.echo(write_json(describe_build(result)))
        elif not quiet:
            talk.say_lines(set_summary(result))


@app.command()
@_dossier
@click.option("--section", metavar="ID", help="Only this section; summary: the key points.")
@_packs
@_talk
@_json
@_debug
def explain(  # noqa: PLR0913  # as above
    dossier: Path,
    *,
    section: str | None,
    pack: str | None,
    packs: Sequence[Path],
    pairs: Sequence[str],
    quiet: bool,
    verbose: bool,
    json: bool,
    debug: bool,
) -> None:
    """Say of each sentence where it went, and why.

    DOSSIER is a folder of sources, with or without a brief.toml; where none is named, the folder sources.
    """
    talk = Talk(quiet=quiet or json, verbose=verbose)
    with _guard(talk, debug=debug):
        from briefing.cli.reports import choose_rows, set_rows, write_json
        from briefing.pipeline.explain import explain as run_explain

        request = _request(dossier, collect_overrides(pairs, pack=pack), packs)
        rows = choose_rows(run_explain(request, talk), section)
        talk.say_findings()
        for line in map(write_json, rows) if json else set_rows(rows, verbose=verbose):
            click.echo(line)


@app.command()
@click.argument("folder", metavar="DIR", type=_FOLDER)
@click.option("--from", "origin", type=_FOLDER, metavar="FOLDER", help="Copy the sources of this folder into it.")
@_talk
@_debug
def new(folder: Path, *, origin: Path | None, quiet: bool, verbose: bool, debug: bool) -> None:
    """Make a dossier with a brief.toml to fill.

    DIR is the folder of the new dossier, made if need be. The brief.toml holds what the sources tell, and its gaps
    as comments. Nothing is overwritten.
    """
    talk = Talk(quiet=quiet, verbose=verbose)
    with _guard(talk, debug=debug):
        from briefing.pipeline.drafting import make_dossier

        made = make_dossier(folder, origin, talk)
        talk.say_findings()
        if not quiet:
            talk.say_lines(_tell_new(made))


def _request(dossier: Path, overrides: Mapping[str, object], packs: Sequence[Path], **rest: Any) -> "BuildRequest":
    """Make the request; folders of packs named by options go before templates/."""
    from briefing.pipeline.request import BuildRequest

    folders = (*packs, *BuildRequest().pack_folders)
    return BuildRequest(dossier=dossier, overrides=overrides, pack_folders=folders, **rest)


def _check_formats(names: Sequence[str]) -> "tuple[Format, ...]":
    """Return the formats asked for, DOCX and PDF where none is; raises UsageError for one that there is not."""
    from briefing.pipeline.request import BuildRequest
    from briefing.render import check_format

    return tuple(map(check_format, names)) if names else BuildRequest().formats


def _tell_new(made: "NewDossier") -> Iterator[str]:
    """Yield what was made and what comes next."""
    what = "1 source" if made.sources == 1 else f"{made.sources} sources"
    yield f"{made.file}: {what}{', copied' if made.copied else ''}"
    first = "read it and fill its gaps" if made.sources else f"put sources into {made.file.parent}"
    yield f"next: {first}, then: briefing build {made.file.parent}"
