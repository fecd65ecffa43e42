"""The command that publishes an edition, and its options."""

import datetime as dt
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.guard import guard
from briefing.cli.overrides import collect_overrides
from briefing.cli.talk import Talk

if TYPE_CHECKING:
    from briefing.pipeline.publishing import PublishResult


def publish(  # noqa: PLR0913  # each option of the command is an argument
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to publish in.", show_default=False)],
    edition: Annotated[
        str | None,
        typer.Argument(
            metavar="EDITION", help="Its name, version or manifest; by default the newest.", show_default=False
        ),
    ] = None,
    *,
    dossier: Annotated[
        Path, typer.Option(metavar="FOLDER", help="The dossier that the edition was built from.")
    ] = Path("sources"),
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help="Folder of the editions.")] = Path("out"),
    base_url: Annotated[
        str | None, typer.Option(metavar="URL", help="The web address of DIR, instead of that of brief.toml.")
    ] = None,
    may: Annotated[
        bool, typer.Option("--i-may", help="Publish it although its marking or status is against it.")
    ] = False,
    over: Annotated[bool, typer.Option("--replace", help="Write over what stands in the way.")] = False,
    packs: Annotated[
        list[Path] | None, typer.Option("--packs", metavar="FOLDER", help="Look for packs here too, before templates/.")
    ] = None,
    pairs: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Set a key of brief.toml for this time.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Say every finding with its hint and all its places.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the result as JSON on standard output.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where in the program an error arose.")] = False,
) -> None:
    """Publish an edition: its files, its page, a list of editions and an Atom feed, as a folder for a web server."""
    talk = Talk(quiet=quiet, verbose=verbose)
    with guard(talk, debug=debug):
        from briefing.cli.reports import write_json
        from briefing.pipeline.publishing import PublishRequest
        from briefing.pipeline.publishing import publish as run_publish
        from briefing.pipeline.request import BuildRequest

        address = {"publish": {"base_url": base_url}} if base_url else {}
        overrides = {**collect_overrides(pairs or ()), **address}
        folders = (*(packs or ()), *BuildRequest().pack_folders)
        request = PublishRequest(
            folder=folder,
            edition=edition,
            now=dt.datetime.fromtimestamp(time.time(), dt.UTC),
            may=may,
            over=over,
            build=BuildRequest(dossier=dossier, out=out, pack_folders=folders, overrides=overrides),
        )
        result = run_publish(request, talk)
        talk.say_findings()
        if json:
            typer.echo(write_json(describe_publishing(result)))
        elif not quiet:
            talk.say_lines(set_publishing(result))


def describe_publishing(result: "PublishResult") -> Mapping[str, object]:
    """Return what was published, as plain data."""
    return {
        "edition": result.edition.stem,
        "files": [{"path": str(each.path), "bytes": each.size, "sha256": each.digest} for each in result.files],
        "editions": [{"id": each.id, "title": each.title, "day": str(each.day)} for each in result.entries],
    }


def set_publishing(result: "PublishResult") -> Iterator[str]:
    """Yield the lines that say what was published."""
    yield result.edition.title
    yield from (f"  {each.path}" for each in result.files)
    count = len(result.entries)
    yield f"  {count} {'edition' if count == 1 else 'editions'} in this folder"
