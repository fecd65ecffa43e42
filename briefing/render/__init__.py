"""Writers turn the document into files: one function per format, each importing only its own libraries."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias, get_args

from briefing.errors import UsageError
from briefing.model.artifact import Format, PdfProfile
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


def _write_pdf(document: Document, theme: Theme, profile: PdfProfile = "3b") -> Rendering:
    from briefing.render.pdf.writer import write_pdf

    return write_pdf(document, theme, profile)


def _write_markdown(document: Document, theme: Theme) -> Rendering:
    from briefing.render.markdown import write_markdown

    return write_markdown(document, theme)


def _write_html(document: Document, theme: Theme) -> Rendering:
    from briefing.render.html.writer import write_html_page

    return write_html_page(document, theme)


WRITERS: Mapping[Format, Writer] = {
    "docx": _write_docx,
    "pdf": _write_pdf,
    "md": _write_markdown,
    "html": _write_html,
}
"""What can be asked for. A writer's module is imported when the writer is called, not before."""
_PROFILES: tuple[PdfProfile, ...] = get_args(PdfProfile)


class Press:
    """Write copies of one document in some formats: what they have in common is worked out once."""

    def __init__(
        self, document: Document, theme: Theme, formats: Iterable[Format], pdf_profile: PdfProfile = "3b"
    ) -> None:
        """Prepare the formats; a copy differs from the document in masthead, properties and record alone."""
        self._theme = theme
        self._writers: dict[Format, Callable[[Document], Rendering]] = {
            name: self._prepare(name, document, pdf_profile) for name in dict.fromkeys(formats)
        }

    def _prepare(self, name: Format, document: Document, profile: PdfProfile) -> Callable[[Document], Rendering]:
        if name == "pdf":
            from briefing.render.pdf.writer import PdfPress

            return PdfPress(document, self._theme, profile).write
        return partial(_write_plain, WRITERS[name], self._theme)

    def render(self, document: Document) -> tuple[Rendered, ...]:
        """Write one copy in each format."""
        return tuple(Rendered(name, *write(document)) for name, write in self._writers.items())


def _write_plain(writer: Writer, theme: Theme, document: Document) -> Rendering:
    return writer(document, theme)


def check_profile(name: str) -> PdfProfile:
    """Return `name` as a part of PDF/A that is written, or raise `UsageError` naming those there are."""
    for known in _PROFILES:
        if name == known:
            return known
    raise UsageError(f"unknown PDF profile {name!r}", hint=f"profiles: {', '.join(_PROFILES)}")


def check_format(name: str) -> Format:
    """Return `name` as a format, or raise `UsageError` naming those there are."""
    for known in WRITERS:
        if name == known:
            return known
    raise UsageError(f"unknown format {name!r}", hint=f"formats: {', '.join(WRITERS)}")


def render(
    document: Document, theme: Theme, formats: Iterable[Format], pdf_profile: PdfProfile = "3b"
) -> tuple[Rendered, ...]:
    """Write the document in each format, in the order asked for; a format asked for twice is written once."""
    writers: Mapping[Format, Writer] = {**WRITERS, "pdf": partial(_write_pdf, profile=pdf_profile)}
    return tuple(Rendered(name, *writers[name](document, theme)) for name in dict.fromkeys(formats))
