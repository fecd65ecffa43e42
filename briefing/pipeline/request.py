"""What a caller asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefing.model.artifact import Format, PdfProfile


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What the person at the keyboard allows of asking a language model."""

    send: bool = True
    """Whether anything may be sent; else the record alone is used."""
    beyond: bool = False
    """Whether sentences may leave this machine: that a file of the dossier names a host is not enough."""
    marked: bool = False
    """Whether they may although the dossier is marked TLP:AMBER or stricter."""
    day: str = ""
    """The day that the record gives for new answers; empty: none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """Ask for the brief of one dossier. Relative paths count from the working folder."""

    dossier: Path = Path("sources")
    out: Path = Path("out")
    formats: tuple[Format, ...] = ("docx", "pdf")
    pack_folders: tuple[Path, ...] = (Path("templates"),)
    """Where packs are looked for before those that come with the program."""
    overrides: Mapping[str, object] = field(default_factory=dict)
    """Keys of brief.toml with the values that they have this time; None leaves a key to the file."""
    reference_doc: Path | None = None
    """The Word file that the DOCX starts from, instead of the pack's."""
    since: str = ""
    """The earlier edition against which what is new is marked, named as for `diff`; empty: as the dossier says."""
    strict: bool = False
    """Whether warnings fail the build, before anything is written."""
    pdf_profile: PdfProfile = "3b"
    """The part of PDF/A that the PDF follows."""
    references: bool = False
    """Whether references.json and references.bib are written beside the brief."""
    verify: bool = True
    """Whether the files are checked against their sources before they are written."""
    jobs: int = 1
    """Processes that share the analysis of the sources; what is found does not depend on it."""
    again: bool = False
    """Whether the files in the output folder come from a build a moment ago, as when files are watched."""
    consent: Consent = Consent()


def keep_silent(request: BuildRequest) -> BuildRequest:
    """Return the request for work that sends nothing to a model: it takes what the record has."""
    return replace(request, consent=replace(request.consent, send=False))
