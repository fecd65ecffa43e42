"""The frozen settings of one build: what brief.toml and the options say, and what they leave open."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from briefing.config.assist import AssistSettings
from briefing.config.locator import find_line, locate_keys
from briefing.model.evidence import Address
from briefing.model.source import Reference, SourceId

BriefStatus = Literal["draft", "final"]
BRIEF_STATUSES: tuple[BriefStatus, ...] = ("draft", "final")

UNDATED_FILE = dt.date(1980, 1, 1)
"""The earliest date that a ZIP file can hold: what files say when the dossier names no date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredSource:
    """What the dossier says of one source. A field of the reference that is None is left to the source itself."""

    file: str
    id: SourceId | None = None
    reference: Reference = field(default_factory=Reference)
    place: str = ""
    """Where it is declared, as "brief.toml:12"."""


@dataclass(frozen=True, slots=True)
class Edit:
    """The editor's hand, by address: what is left out, what is printed in any case, what belongs elsewhere."""

    omit: tuple[Address, ...] = ()
    pin: tuple[Address, ...] = ()
    move: Mapping[Address, str] = field(default_factory=dict)
    """The section that each address is moved to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthoredStatement:
    """A sentence of the editor's own, with its author and the passages that carry it."""

    section: str
    text: str
    by: str
    cites: tuple[Address, ...] = ()
    place: str = ""
    """Where it is declared, as "brief.toml:30"."""


@dataclass(frozen=True, slots=True)
class Publishing:
    """Where editions are published, and what the feed of them is called; what is empty is left to the folder."""

    base_url: str = ""
    """The web address of the folder, with a slash at its end."""
    title: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that a person decided about the brief; empty text and None mean that nobody did."""

    title: str = ""
    subtitle: str = ""
    short_title: str = ""
    parties: tuple[str, ...] = ()
    as_of: dt.date | None = None
    """The information cut-off: a source dated later is an error."""
    published: dt.date | None = None
    pack: str = "policy-brief"
    language: str = "en-GB"
    marking: str = ""
    """A TLP 2.0 label or free text."""
    status: BriefStatus = "final"
    issuer: str = ""
    authors: tuple[str, ...] = ()
    series: str = ""
    number: str = ""
    version: str = "1.0"
    replaces: str = ""
    changes: str = ""
    filename: str = ""
    """The pattern that files are named by; empty: as the pack says."""
    mark_new: bool = False
    """Whether what is new since the last edition is marked."""
    embargo: dt.datetime | None = None
    """Aware: until then nothing may be published."""
    contact: str = ""
    licence: str = ""
    funding: str = ""
    disclaimer: str = ""
    options: Mapping[str, object] = field(default_factory=dict)
    """Answers to the pack's own questions, not yet checked: that takes the pack."""
    sources: tuple[DeclaredSource, ...] = ()
    edit: Edit = Edit()
    authored: tuple[AuthoredStatement, ...] = ()
    publish: Publishing = Publishing()
    assist: AssistSettings | None = None
    """The language model that may help to sort; None: none may."""
    file: str = "brief.toml"
    text: str = field(default="", compare=False, repr=False)
    """The text of the file, for the line of complaints that only a later stage can make."""

    @property
    def file_date(self) -> dt.date:
        """The date that files carry inside and, if it was given, in their names: never the clock's."""
        return self.published or self.as_of or UNDATED_FILE

    def place(self, *path: str | int) -> str:
        """Return file and line of a key, such as `place("edit", "omit", 0)`; the file alone where none is known."""
        line = find_line(locate_keys(self.text), path)
        return self.file if line is None else f"{self.file}:{line}"
