"""The commands and their options."""

import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefing import __version__
from briefing.cli.comparing import diff
from briefing.cli.guard import guard
from briefing.cli.overrides import collect_overrides
from briefing.cli.publishing import publish
from briefing.cli.sending import send
from briefing.cli.sources import sources
from briefing.cli.talk import Talk
from briefing.cli.templates import templates
from briefing.cli.verifying import verify
from briefing.errors import UsageError

if TYPE_CHECKING:
    from briefing.model.artifact import Format
    from briefing.pipeline.build import BuildResult
    from briefing.pipeline.drafting import NewDossier
    from briefing.pipeline.request import BuildRequest, Consent

app = typer.Typer(
    name="briefing",
    help="Assemble a policy brief from source material, as DOCX and PDF with footnoted citations.",
    invoke_without_command=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(sources, name="sources")
app.add_typer(templates, name="templates")

Dossier = Annotated[
    Path,
    typer.Argument(metavar="DOSSIER", help="Folder of sources, with or without a brief.toml.", show_default=True),
]
Pack = Annotated[
    str | None, typer.Option(metavar="NAME", help="The template pack, instead of the one that brief.toml names.")
]
Packs = Annotated[
    list[Path] | None, typer.Option("--packs", metavar="FOLDER", help="Look for packs here too, before templates/.")
]
Pairs = Annotated[
    list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Set a key of brief.toml for this time.")
]
Jobs = Annotated[
    int, typer.Option("--jobs", "-j", metavar="N", min=1, help="Share the analysis of many sources among N processes.")
]
Assist = Annotated[
    bool, typer.Option("--assist", help="Let the model of [assist] be asked also where it is beyond this machine.")
]
NoSend = Annotated[bool, typer.Option("--no-send", help="Use the recorded answers of the model; send nothing.")]
IMay = Annotated[bool, typer.Option("--i-may", help="Send sentences to it although the dossier is marked TLP:AMBER.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say every finding with its hint and all its places.")]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON on standard output.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show where in the program an error arose.")]


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"briefing {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    context: typer.Context,
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Assemble a policy brief from source material, as DOCX and PDF with footnoted citations."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command()
def build(  # noqa: PLR0913  # each option of the command is an argument
    dossier: Dossier = Path("sources"),
    *,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help="Folder to write into.")] = Path("out"),
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="docx, pdf, html or md; repeat for several.",
            show_default="docx, pdf",
        ),
    ] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="The title, instead of that of brief.toml.")] = None,
    as_of: Annotated[str | None, typer.Option(metavar="DATE", help="The information cut-off, as 2024-06-28.")] = None,
    draft: Annotated[bool, typer.Option("--draft", help="Mark it as a draft and print addresses.")] = False,
    pack: Pack = None,
    packs: Packs = None,
    reference_doc: Annotated[
        Path | None,
        typer.Option("--reference-doc", metavar="FILE", help="Your own Word file (.docx, .dotx) to set the DOCX in."),
    ] = None,
    pdf_profile: Annotated[
        str, typer.Option(metavar="PROFILE", help="PDF/A as 3b, with the evidence record attached, or 2b, without.")
    ] = "3b",
    references: Annotated[
        bool, typer.Option("--references", help="Write references.json and references.bib beside the brief.")
    ] = False,
    copies: Annotated[
        str | None,
        typer.Option(metavar="FILE|N", help="Write a copy for each name in a file too, or N numbered ones."),
    ] = None,
    since: Annotated[
        str,
        typer.Option(
            metavar="EDITION",
            help="Mark what is new since this edition (a name as for diff, or a file).",
            show_default=False,
        ),
    ] = "",
    pairs: Pairs = None,
    strict: Annotated[bool, typer.Option("--strict", help="Fail on warnings, before anything is written.")] = False,
    verify_files: Annotated[
        bool,
        typer.Option("--verify/--no-verify", help="Check the files against their sources before writing."),
    ] = True,
    jobs: Jobs = 1,
    assist: Assist = False,
    no_send: NoSend = False,
    i_may: IMay = False,
    watch: Annotated[bool, typer.Option("--watch", help="Build again when a file changes, until Ctrl-C.")] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Assemble the brief of a dossier and write it."""
    talk = Talk(quiet=quiet, verbose=verbose)
    with guard(talk, debug=debug):
        from briefing.cli.reports import describe_build, set_summary, write_json
        from briefing.pipeline.build import build as run_build
        from briefing.render import check_profile

        overrides = collect_overrides(
            pairs or (), title=title, as_of=as_of, pack=pack, status="draft" if draft else None
        )
        looks = {"reference_doc": reference_doc, "pdf_profile": check_profile(pdf_profile)}
        made = {
            "out": out,
            "formats": _check_formats(formats),
            "strict": strict,
            "verify": verify_files,
            "jobs": jobs,
            "references": references,
            "since": since,
            "consent": _give_consent(assist=assist, no_send=no_send, i_may=i_may),
        }
        request = _request(dossier, overrides, packs, **made, **looks)
        if watch:
            if copies:
                raise UsageError("copies are made of a brief that is finished", place="--watch --copies")
            from briefing.cli.watching import build_on_change

            build_on_change(request, talk)
            return
        names = _read_names(copies)
        result = run_build(request, talk)
        folder = _write_copies(request, result, names, talk)
        talk.say_findings()
        if json:
            made = {"copies": {"folder": str(folder), "count": len(names)}} if names else {}
            typer.echo(write_json({**describe_build(result), **made}))
        elif not quiet:
            talk.say_lines(set_summary(result))
            talk.say_lines([f"{folder}  {len(names)} {'copy' if len(names) == 1 else 'copies'}"] if names else [])


@app.command()
def explain(  # noqa: PLR0913  # as above
    dossier: Dossier = Path("sources"),
    *,
    section: Annotated[
        str | None, typer.Option(metavar="ID", help="Only this section; summary: the key points.")
    ] = None,
    pack: Pack = None,
    packs: Packs = None,
    pairs: Pairs = None,
    jobs: Jobs = 1,
    assist: Assist = False,
    no_send: NoSend = False,
    i_may: IMay = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Say of each sentence where it went, and why."""
    talk = Talk(quiet=quiet or json, verbose=verbose)
    with guard(talk, debug=debug):
        from briefing.cli.reports import choose_rows, set_rows, write_json
        from briefing.pipeline.explain import explain as run_explain

        consent = _give_consent(assist=assist, no_send=no_send, i_may=i_may)
        request = _request(dossier, collect_overrides(pairs or (), pack=pack), packs, jobs=jobs, consent=consent)
        rows = choose_rows(run_explain(request, talk), section)
        talk.say_findings()
        for line in map(write_json, rows) if json else set_rows(rows, verbose=verbose):
            typer.echo(line)


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of the new dossier; made if need be.")],
    *,
    origin: Annotated[
        Path | None, typer.Option("--from", metavar="FOLDER", help="Copy the sources of this folder into it.")
    ] = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> None:
    """Make a dossier with a brief.toml to fill.

    The brief.toml holds what the sources tell, and its gaps as comments. Nothing is overwritten.
    """
    talk = Talk(quiet=quiet, verbose=verbose)
    with guard(talk, debug=debug):
        from briefing.pipeline.drafting import make_dossier

        made = make_dossier(folder, origin, talk)
        talk.say_findings()
        if not quiet:
            talk.say_lines(_tell_new(made))


app.command()(verify)
app.command()(send)
app.command()(diff)
app.command()(publish)


def _request(
    dossier: Path, overrides: Mapping[str, object], packs: Sequence[Path] | None, **rest: Any
) -> "BuildRequest":
    """Make the request; folders of packs named by options go before templates/."""
    from briefing.pipeline.request import BuildRequest

    folders = (*(packs or ()), *BuildRequest().pack_folders)
    return BuildRequest(dossier=dossier, overrides=overrides, pack_folders=folders, **rest)


def _read_names(asked: str | None) -> tuple[str, ...]:
    """Return a name for each copy that is asked for, before anything is built."""
    if asked is None:
        return ()
    from briefing.pipeline.copies import read_names

    return read_names(asked)


def _write_copies(request: "BuildRequest", result: "BuildResult", names: Sequence[str], talk: Talk) -> Path | None:
    """Write a copy for each name and return their folder; None where none is asked for."""
    if not names:
        return None
    from briefing.distribute.editions import open_edition
    from briefing.pipeline.copies import find_folder, open_copies, write_copies

    found = open_edition(result.manifest)
    maker = open_copies(request, found)
    for number, _ in enumerate(write_copies(maker, found.edition, names, request.out), 1):
        talk.begin(f"writing copy {number} of {len(names)}")
    return find_folder(request.out, found.edition)


def _give_consent(*, assist: bool, no_send: bool, i_may: bool) -> "Consent":
    """Return what the options allow of asking a model; new answers are recorded with today's date."""
    from briefing.pipeline.request import Consent

    return Consent(send=not no_send, beyond=assist, marked=i_may, day=time.strftime("%Y-%m-%d"))


def _check_formats(names: Sequence[str] | None) -> "tuple[Format, ...]":
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
