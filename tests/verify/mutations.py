"""Every kind of change that a check must find, under one roof: each makes changed files out of a brief and chance."""

import random  # noqa: TID251  # seeded: the same changes each time
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias

from briefing.errors import CheckError
from briefing.verify.report import Report
from tests.verify.changes import CHANGES
from tests.verify.conftest import Desk, make_desk
from tests.verify.lies import LIES
from tests.verify.pdffiles import PDF_CHANGES
from tests.verify.tampering import tamper
from tests.verify.wordfiles import WORD_CHANGES

Group: TypeAlias = Literal["words alone", "record too", "the maker lies", "record alone", "file", "only reported"]
Make: TypeAlias = "Callable[[Desk, random.Random], list[bytes] | None]"
"""Gives the changed files, or None where a brief has no place for the change."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """One kind of change. `holds` says whether the check of a changed file came out as it must."""

    group: Group
    name: str
    make: Make
    reported: Callable[[Report], bool] | None = None
    """For what can only be reported: whether it was; else the change must be found."""

    def is_met(self, desk: Desk, data: bytes) -> bool:
        """Say whether a changed file is found, or reported where no more can be done."""
        try:
            report = desk.check(data)
        except CheckError:  # a record that means nothing any more: refused
            return self.reported is None
        if self.reported is not None:
            return self.reported(report)
        # A record that names another pack is one of a pack that is not installed: that is said, and nothing is proven.
        return report.exit_code == 1 or (self.group == "record alone" and _tells_unchecked(report))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one changed file."""

    mutation: Mutation
    seed: int
    format: str
    met: bool


def try_mutation(mutation: Mutation, desks: Sequence[Desk], seed: int) -> Iterator[Outcome]:
    """Make one change by chance, in the first of the briefs that has a place for it, and check what comes of it."""
    chance = random.Random(f"{mutation.group}{mutation.name}{seed}")  # noqa: S311  # no secret
    for desk in chance.sample(desks, len(desks)):
        files = mutation.make(desk, chance)
        if files is not None:
            for data in files:
                kind = "pdf" if data.startswith(b"%PDF") else "docx" if data.startswith(b"PK") else "html"
                yield Outcome(mutation, seed, kind, mutation.is_met(desk, data))
            return


# ------------------------------------------------------------------------------------------------------ what is changed


def _change(name: str, *, recorded: bool) -> Make:
    def make(desk: Desk, chance: random.Random) -> list[bytes] | None:
        changed = CHANGES[name](desk.document, chance)
        if changed is None or changed == desk.document:
            return None
        return desk.render(desk.record(changed) if recorded else changed)

    return make


def _lie(name: str) -> Make:
    def make(desk: Desk, chance: random.Random) -> list[bytes] | None:
        sources = {document.id: document for document in desk.assembly.analysis.sources}
        brief = LIES[name](desk.assembly.brief, sources, chance)
        return None if brief in (None, desk.assembly.brief) else desk.render(desk.lay_out(brief))

    return make


def _tamper(desk: Desk, chance: random.Random) -> list[bytes] | None:
    record = tamper(desk.document.record, chance)
    return None if record is None else desk.render(replace(desk.document, record=record))


def _in_file(change: Callable[[bytes, random.Random], bytes | None], place: int) -> Make:
    def make(desk: Desk, chance: random.Random) -> list[bytes] | None:
        data = change(desk.render(desk.document)[place], chance)
        return None if data is None else [data]

    return make


# --------------------------------------------------------------------------------------------- what is only reported

_SAYINGS = ("The treaty is a mistake.", "Costs will double by 2040.", "Nobody was asked.", "The border is quiet again.")


FIXTURE = Path(__file__).resolve().parents[1] / "fixtures" / "edited"
"""A dossier whose sentences need every mark, and two sentences of editors."""


def _declare_authored(desk: Desk, chance: random.Random) -> list[bytes]:
    own = '[[authored]]\nsection = "summary"\ntext = "{}"\nby = "Ada Novak"\ncites = ["01:2.1"]\n'
    return _build(desk, lambda toml: toml + own.format(chance.choice(_SAYINGS)))


def _state_publisher(desk: Desk, chance: random.Random) -> list[bytes]:
    return _build(desk, lambda toml: toml.replace("Halden Wire", f"Gazette {chance.randrange(1000)}"))


def _build(desk: Desk, change: Callable[[str], str]) -> list[bytes]:
    """Build the brief of a dossier whose brief.toml says something else."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "dossier"
        shutil.copytree(desk.folder, folder)
        toml = folder / "brief.toml"
        toml.write_text(change(toml.read_text(encoding="utf-8")), encoding="utf-8")
        made = make_desk(folder, desk.packs)
        return made.render(made.document)


def _change_pack(desk: Desk, chance: random.Random) -> list[bytes]:
    """Build with a pack that says something new and that the checker does not have."""
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copytree(desk.packs / "policy-brief", Path(scratch) / "elsewhere")
        manifest = Path(scratch) / "elsewhere" / "pack.toml"
        words = manifest.read_text(encoding="utf-8").replace('name = "policy-brief"', 'name = "elsewhere"')
        manifest.write_text(words, encoding="utf-8")
        phrases = Path(scratch) / "elsewhere" / "phrases" / "en.toml"
        said = phrases.read_text(encoding="utf-8").replace(
            "means that a source says so, not that it is true", "is true"
        )
        phrases.write_text(
            said.replace("key-points = ", f'key-points = "{chance.choice(_SAYINGS)}" # '), encoding="utf-8"
        )
        made = make_desk(desk.folder, Path(scratch), pack="elsewhere")
        return made.render(made.document)


def _tells_author(report: Report) -> bool:
    listed = [entry for entry in report.entries if entry.author == "Ada Novak"]
    return (
        bool(listed) and all(entry.verdict == "stated" for entry in listed) and "Ada Novak" in " ".join(report.remarks)
    )


def _tells_unchecked(report: Report) -> bool:
    return report.exit_code == 2 and any("pack's own words were not checked" in remark for remark in report.remarks)


def _tells_metadata(report: Report) -> bool:
    return any("stated by the editor of 01-wire.txt" in each and "Gazette" in each for each in report.remarks)


def list_mutations() -> list[Mutation]:
    """Return every kind of change that must be found."""
    found = [Mutation("words alone", name, _change(name, recorded=False)) for name in CHANGES]
    found += [Mutation("record too", name, _change(name, recorded=True)) for name in CHANGES]
    found += [Mutation("the maker lies", name, _lie(name)) for name in LIES]
    found += [Mutation("file", name, _in_file(change, 0)) for name, change in WORD_CHANGES.items()]
    found += [Mutation("file", name, _in_file(change, 1)) for name, change in PDF_CHANGES.items()]
    return found


TAMPERING = Mutation("record alone", "one value of the evidence record changed", _tamper)
REPORTED = (
    Mutation("only reported", "new text declared as an editor's", _declare_authored, _tells_author),
    Mutation("only reported", "new text of a pack that is not installed", _change_pack, _tells_unchecked),
    Mutation("only reported", "metadata that the editor states", _state_publisher, _tells_metadata),
)
