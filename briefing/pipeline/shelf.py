"""The packs that there are: what each is, where each of its keys comes from, and a new one to begin with."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.config.tables import merge_layers
from briefing.errors import BriefingError, OutputError, PackError, UsageError
from briefing.packs.lookup import MANIFEST, PHRASES, THEME, Pack, bundled_packs, find_chain, list_packs, load_pack
from briefing.packs.manifest import CONTRACT, read_manifest
from briefing.packs.origins import Origin, trace_pack

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MANIFEST = """\
# A pack of your own. What stands here goes before what {parent} says; everything else is inherited.
# Its keys, with what each is in {parent}: briefing templates show {name} --resolved
name = "{name}"
version = "1.0.0"
contract = {contract}
extends = "{parent}"
# description = "What this pack is for"

# The sections that are printed, in this order; one that is not named is left out.
# order = [{sections}]

# [section.{first}]                # change a section of {parent} by its id
# title = "Your own heading"
# shape = "table"                  # bullets, table or labelled

# [section.economic-terms]         # add a section of your own
# title = "Economic terms"
# shape = "bullets"
# threshold = 1.0                  # the score from which a sentence belongs there
# needs_cue = true
# after = "{first}"
# [section.economic-terms.group.trade]
# cues = ["trade", "tariff*", "invest* ... energy"]

# [limits]
# key_points = 3
# words = 900

# Every printed word: write those that you change into phrases/en.toml, such as   key-points = "In short"
"""
_THEME = """\
# The look: what you change of {parent}. Colours are #RRGGBB, sizes points, margins millimetres.

# [page]
# size = "Letter"                  # A4 or Letter
# margins = {{ left = 25, right = 25, top = 22, bottom = 24 }}
# cover = true                     # title and facts on a page of their own

# [colours]
# accent = "#7A1F2B"               # headings, heavy rules, marks of notes

# [logo]                           # at the head of the first page, in PDF and DOCX
# file = "logo.png"                # PNG or JPEG, beside this file
# alt = "Ministry of Trade"        # for those who do not see it; or: decorative = true
# height = 14                      # or width, or both as the most that it may take
# position = "left"                # left, centre or right

# [docx_fonts]                     # of the DOCX: such as your readers have; the PDF carries its own
# serif = "Georgia"                # the words of sources
# sans = "Arial"                   # ours

# [styles.title]                   # one style for each role
# size = 20
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRow:
    """What the list of packs says of one; `fault` says why it cannot be used."""

    name: str
    version: str = ""
    description: str = ""
    extends: str | None = None
    languages: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    folder: str = ""
    fault: str = ""


def with_bundled(folders: Sequence[Path]) -> tuple[Path, ...]:
    """Return the folders of packs, those that come with the program last."""
    return (*folders, bundled_packs())


def list_shelf(folders: Sequence[Path]) -> tuple[PackRow, ...]:
    """Return what there is to say of each pack, by name; a pack that is wrong stands there with its fault."""
    packs = list_packs(with_bundled(folders))
    return tuple(_describe(name, folder, packs) for name, folder in sorted(packs.items()))


def _describe(name: str, folder: Path, packs: dict[str, Path]) -> PackRow:
    try:
        chain = find_chain(name, packs)
        manifest = read_manifest(merge_layers(chain.values(), PackError))
    except BriefingError as problem:
        return PackRow(name=name, folder=folder.as_posix(), fault=f"{problem.message} ({problem.place})")
    return PackRow(
        name=name,
        version=manifest.version,
        description=manifest.description,
        extends=manifest.extends if len(chain) > 1 else None,
        languages=tuple(sorted({path.stem for each in chain for path in (each / PHRASES).glob("*.toml")})),
        sections=tuple(section.id for section in manifest.sections),
        folder=folder.as_posix(),
    )


def open_pack(name: str, folders: Sequence[Path]) -> Pack:
    """Load a pack of the shelf; raises PackError."""
    return load_pack(name, with_bundled(folders))


def trace(name: str, folders: Sequence[Path]) -> tuple[Origin, ...]:
    """Return where each file and key of a pack comes from; raises PackError."""
    return trace_pack(tuple(find_chain(name, list_packs(with_bundled(folders)))))


def make_pack(name: str, parent: str, folders: Sequence[Path]) -> tuple[Path, ...]:
    """Write the two files of a new pack into the first folder of packs; nothing is overwritten.

    Raises UsageError for a name that no pack can have, PackError for a parent that there is not, OutputError.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(f'"{name}" cannot be the name of a pack', hint="names are small letters, digits and -")
    pack = open_pack(parent, folders)
    if name in list_packs(with_bundled(folders)):
        raise UsageError(f'there is a pack "{name}" already', hint="choose another name")
    ids = [section.id for section in pack.manifest.sections] or ["terms"]
    values = {
        "name": name, "parent": parent, "contract": CONTRACT, "first": ids[0],
        "sections": ", ".join(f'"{each}"' for each in ids),
    }  # fmt: skip
    folder = folders[0] / name
    files = {folder / MANIFEST: _MANIFEST, folder / THEME: _THEME}
    try:
        folder.mkdir(parents=True)
        for path, text in files.items():
            path.write_text(text.format(**values), encoding="utf-8")
    except OSError as problem:
        message = f"the pack cannot be written: {problem.strerror}"
        raise OutputError(message, place=str(folder), hint="choose another name, or another folder") from problem
    return tuple(files)
