"""Writers turn the document into files: one function per format, each importing only its own libraries."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from briefing.errors import UsageError
from briefing.model.artifact import Format
from briefing.model.document import Document
from briefing.model.finding import Finding
from briefing.packs.theme import Theme

Rendering: TypeAlias = tuple[bytes, tuple[Finding, ...]]
Writer: TypeAlias = Callable[[Document, Theme], Rendering]


@dataclass(frozen=True, slots=True)
class Rendered:
    """Hold one finished file and what was noticed while writing it."""

    format: Format
    data: bytes
    findings: tuple[Finding, ...] = ()


def _write_docx(document: Document, theme: Theme) -> Rendering:
    from briefing.render.docx.writer import write_docx

    return write_docx(document, theme)


def _write_pdf(document: Document, theme: Theme) -> Rendering:
    from briefing.render.pdf.writer import write_pdf

    return write_pdf(document, theme)


def _write_markdown(document: Document, theme: Theme) -> Rendering:
    from briefing.render.markdown import write_markdown

    return write_markdown(document, theme)


WRITERS: Mapping[Format, Writer] = {"docx": _write_docx, "pdf": _write_pdf, "md": _write_markdown}
"""What can be asked for. A writer's module is imported when the writer is called, not before."""


def check_format(name: str) -> Format:
    """Return `name` as a format, or raise `UsageError` naming those there are."""
    for known in WRITERS:
        if name == known:
            return known
    raise UsageError(f"unknown format {name!r}", hint=f"formats: {', '.join(WRITERS)}")


def render(document: Document, theme: Theme, formats: Iterable[Format]) -> tuple[Rendered, ...]:
    """Write the document in each format, in the order asked for; a format asked for twice is written once."""
    return tuple(Rendered(name, *WRITERS[name](document, theme)) for name in dict.fromkeys(formats))
