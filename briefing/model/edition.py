"""The value types of an edition: one brief as it was built on one occasion, its files, and what they were made from."""

import datetime as dt
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from briefing.model.artifact import FileKind

EditionStatus = Literal["draft", "final"]
EditionOption: TypeAlias = str | bool | float
"""The answer to one question of a pack."""

LONGEST_NAME = 80
"""Characters of a name on a copy: at the foot of a page it stands in one line."""
_JOINERS = "\u200c\u200d"
"""They have no shape, and Persian and Hindi cannot be written without them."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of several, and whose it is; an empty name is a copy that is numbered only.

    Raises ValueError for a number that is none of them, and for a name that is too long, has white space at its ends
    or in runs, or holds what no reader could see.
    """

    number: int
    total: int
    name: str = ""

    def __post_init__(self) -> None:
        if not 0 < self.number <= self.total:
            raise ValueError(f"there is no copy {self.number} of {self.total}")
        if len(self.name) > LONGEST_NAME:
            raise ValueError(f"the name is longer than {LONGEST_NAME} characters")
        if self.name != " ".join(self.name.split()):
            raise ValueError("the name has white space at its ends or in runs")
        for character in self.name:
            if unicodedata.category(character)[0] == "C" and character not in _JOINERS:
                raise ValueError(f"the name holds U+{ord(character):04X}, which no reader could see")


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionFile:
    """Name a file of an edition, without its folder, and what its bytes are."""

    name: str
    format: FileKind
    sha256: str
    """In hex, small letters."""
    size: int
    """In bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionSource:
    """Name a source that an edition rests on, by the file in the dossier."""

    id: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Hold what a brief says of itself and what it is made of. Empty text and None: nobody stated it."""

    stem: str
    """What the names of its files have in common, without their endings."""
    title: str
    language: str
    version: str
    status: EditionStatus
    subtitle: str = ""
    short_title: str = ""
    issuer: str = ""
    series: str = ""
    number: str = ""
    marking: str = ""
    """A TLP 2.0 label or free text."""
    embargo: dt.datetime | None = None
    """Aware, with the offset that the dossier gives: before that moment nothing may be handed out."""
    as_of: dt.date | None = None
    published: dt.date | None = None
    replaces: str = ""
    changes: str = ""
    contact: str = ""
    licence: str = ""
    key_points: tuple[str, ...] = ()
    """As they are printed, a boxed word such as ALLEGED before them, without the marks of notes."""
    cut_off: str = ""
    """The printed line that says how far the information goes, label and value."""
    handling: str = ""
    """The rule that the brief prints for its marking; empty where it prints none."""
    files: tuple[EditionFile, ...] = ()
    sources: tuple[EditionSource, ...] = ()
    pack: str = ""
    """Name and version of the template pack, parted by a space."""
    options: Mapping[str, EditionOption] = field(default_factory=dict)
    """The answers to the pack's questions."""
    program: str = ""
    """Name and version of the program that built it."""
    since: str = ""
    """The stem of the edition against which what is new is marked; empty where nothing is marked."""
    record: str = ""
    """SHA-256 of the evidence record in hex: the same in every format, and another as soon as the content is."""
