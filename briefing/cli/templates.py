"""The commands on template packs: what there is, where each key comes from, a new one, its faults, and its looks."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.guard import guard
from briefing.cli.talk import Talk
from briefing.errors import PackError, StrictError

if TYPE_CHECKING:
    from briefing.packs.fault import Fault
    from briefing.packs.lookup import Pack
    from briefing.packs.origins import Origin
    from briefing.pipeline.shelf import PackRow

templates = typer.Typer(help="Show, make, check and preview template packs.")

Name = Annotated[str, typer.Argument(metavar="NAME", help="The pack.")]
Packs = Annotated[
    list[Path] | None, typer.Option("--packs", metavar="FOLDER", help="Look for packs here too, before templates/.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show where in the program an error arose.")]

_COLUMNS = ("name", "version", "extends", "languages", "description")


@templates.command("list")
def list_command(*, packs: Packs = None, json: Json = False, debug: Debug = False) -> None:
    """Print a table of the packs: those of templates/ and those that come with the program."""
    with guard(Talk(), debug=debug):
        from briefing.pipeline.shelf import list_shelf

        rows = list_shelf(_folders(packs))
        if json:
            _print_json(rows)
        else:
            for line in set_packs(rows):
                typer.echo(line)


@templates.command()
def show(
    name: Name,
    *,
    resolved: Annotated[bool, typer.Option("--resolved", help="Each file and key with where it comes from.")] = False,
    packs: Packs = None,
    debug: Debug = False,
) -> None:
    """Print what a pack is: its sections, limits and questions."""
    with guard(Talk(), debug=debug):
        from briefing.pipeline.shelf import open_pack, trace

        folders = _folders(packs)
        lines = set_origins(trace(name, folders)) if resolved else describe_pack(open_pack(name, folders))
        for line in lines:
            typer.echo(line)


@templates.command()
def new(
    name: Name,
    *,
    parent: Annotated[str, typer.Option("--from", metavar="PACK", help="The pack that it extends.")] = "policy-brief",
    packs: Packs = None,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Make a pack of two files in templates/ (or the first folder of --packs), with comments that teach."""
    talk = Talk(quiet=quiet)
    with guard(talk, debug=debug):
        from briefing.pipeline.shelf import make_pack

        made = make_pack(name, parent, _folders(packs))
        if not quiet:
            talk.say_lines(f"{path}" for path in made)
            talk.say_lines([f"next: uncomment what you change, then: briefing templates check {name}"])


@templates.command()
def check(
    name: Name,
    *,
    packs: Packs = None,
    strict: Annotated[bool, typer.Option("--strict", help="Fail on warnings too.")] = False,
    quiet: Quiet = False,
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Print every fault of a pack, with file, line and what to do."""
    talk = Talk(quiet=quiet)
    with guard(talk, debug=debug):
        from briefing.pipeline.checking import check_pack

        faults = check_pack(name, _folders(packs))
        if json:
            _print_json(faults)
        else:
            for line in set_faults(faults):
                typer.echo(line)
        _judge(name, faults, talk, strict=strict)


@templates.command()
def preview(
    name: Name,
    *,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help="Folder to write into.")] = Path("out"),
    language: Annotated[str | None, typer.Option(metavar="CODE", help="The language, such as fr or en-US.")] = None,
    packs: Packs = None,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Set the sample that comes with the program in a pack: a PDF, and each page as PNG."""
    talk = Talk(quiet=quiet)
    with guard(talk, debug=debug):
        from briefing.pipeline.preview import preview_pack

        files = preview_pack(name, _folders(packs), out, language, talk)
        talk.say_findings()
        if not quiet:
            talk.say_lines(f"{file.path}  {file.size / 1000:.1f} kB" for file in files)


def _folders(packs: Sequence[Path] | None) -> tuple[Path, ...]:
    from briefing.pipeline.request import BuildRequest

    return (*(packs or ()), *BuildRequest().pack_folders)


def _print_json(rows: "Sequence[PackRow | Fault]") -> None:
    import dataclasses

    from briefing.cli.reports import write_json

    typer.echo(write_json([dataclasses.asdict(row) for row in rows]))


def _judge(name: str, faults: "Sequence[Fault]", talk: Talk, *, strict: bool) -> None:
    """Say how many faults there are; raise PackError for errors, StrictError for warnings if they count."""
    errors = sum(fault.severity == "error" for fault in faults)
    warnings = len(faults) - errors
    told = [_count(number, word) for number, word in ((errors, "error"), (warnings, "warning")) if number]
    if errors:
        raise PackError(f"pack {name}: {' and '.join(told)}")
    if warnings and strict:
        raise StrictError(f"pack {name}: {told[0]} under --strict")
    if not talk.quiet:
        talk.say_lines([f"pack {name}: {told[0] if told else 'nothing is wrong'}"])


def _count(number: int, word: str) -> str:
    return f"1 {word}" if number == 1 else f"{number} {word}s"


def set_packs(rows: "Sequence[PackRow]") -> Iterator[str]:
    """Yield the lines of the table of packs; one that is wrong has its fault for a description."""
    cells = [
        (row.name, row.version or "-", row.extends or "-", ", ".join(row.languages) or "-",
         f"cannot be used: {row.fault}" if row.fault else row.description or "-")
        for row in rows
    ]  # fmt: skip
    table = [tuple(column.upper() for column in _COLUMNS), *cells]
    widths = [max(len(row[at]) for row in table) for at in range(len(_COLUMNS))]
    for row in table:
        yield "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()


def set_faults(faults: "Sequence[Fault]") -> Iterator[str]:
    """Yield two lines for each fault: place and message as editors read them, then what to do."""
    for fault in faults:
        yield f"{fault.place}: {fault.severity}: {fault.message}"
        if fault.hint:
            yield f"    {fault.hint}"


def set_origins(rows: "Sequence[Origin]") -> Iterator[str]:
    """Yield the keys of each file under its name, each with the pack that it comes from; long values are cut."""
    width = max((len(row.key) for row in rows), default=0)
    owners = max((len(row.pack) for row in rows), default=0)
    file = ""
    for row in rows:
        if row.key and row.file != file:
            yield row.file
        file = row.file
        value = row.value if len(row.value) <= _LONGEST_VALUE else f"{row.value[: _LONGEST_VALUE - 1]}…"
        yield f"  {row.key:{width}}  {row.pack:{owners}}  {value}".rstrip() if row.key else f"{row.file}  {row.pack}"


_LONGEST_VALUE = 60


def describe_pack(pack: "Pack") -> Iterator[str]:
    """Yield what a pack is, in lines."""
    manifest, limits = pack.manifest, pack.manifest.limits
    yield f"{manifest.name} {manifest.version}: {manifest.description}".rstrip(": ")
    yield f"  folder     {pack.folder}"
    yield f"  made of    {' → '.join(pack.chain)}"
    yield f"  languages  {', '.join(manifest.languages)}"
    pages = f", {limits.pages} pages" if limits.pages else ""
    yield (
        f"  limits     {limits.key_points} key points, {limits.statements} statements a section,"
        f" {limits.words} words{pages}"
    )
    yield "  sections"
    for section in manifest.sections:
        cues = sum(len(group.cues) for group in section.groups)
        yield f"    {section.id:24}{section.shape:10}{section.title} ({cues} cues)"
    if manifest.options:
        yield "  options"
    for name, option in manifest.options.items():
        kind = " | ".join(option.choices) or option.type
        yield f"    {name:24}{kind:10}{option.help} (default: {option.default})"
