"""Write a document as PDF: clean, lay out, paint."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256

from briefing.model.artifact import PdfProfile
from briefing.model.document import Document, iterate_figures
from briefing.model.finding import Finding
from briefing.packs.theme import Theme
from briefing.render.pdf.file import Identity, write_file
from briefing.render.pdf.fonts import FontBook
from briefing.render.pdf.layout import Layout, lay_out, set_furniture
from briefing.render.pdf.setting import Typographer
from briefing.render.pdf.shelf import Shelf


def write_pdf(document: Document, theme: Theme, profile: PdfProfile = "3b") -> tuple[bytes, tuple[Finding, ...]]:
    """Return the document as a PDF file, and what was noticed while setting it. The same document, the same bytes.

    The file follows PDF/UA-1 and this part of PDF/A.
    """
    with pause_collector():
        book = FontBook(theme.fonts, theme.typefaces, Shelf(theme.script_fonts))
        return _write(document, theme, profile, book, lay_out(document, theme, book))


class PdfPress:
    """Write documents that differ in what runs along on their pages alone, laid out once."""

    def __init__(self, document: Document, theme: Theme, profile: PdfProfile = "3b") -> None:
        """Lay the document out."""
        self._theme, self._profile = theme, profile
        self._book = FontBook(theme.fonts, theme.typefaces, Shelf(theme.script_fonts))
        with pause_collector():
            self._layout = lay_out(document, theme, self._book)

    def write(self, document: Document) -> tuple[bytes, tuple[Finding, ...]]:
        """Return the PDF of a document with the same blocks and title: the bytes that `write_pdf` gives of it."""
        typographer = Typographer(self._theme, self._book)
        furniture = set_furniture(typographer, document.masthead, len(self._layout.pages))
        with pause_collector():
            layout = replace(self._layout, furniture=furniture)
            return _write(document, self._theme, self._profile, self._book, layout)


def _write(
    document: Document, theme: Theme, profile: PdfProfile, book: FontBook, layout: Layout
) -> tuple[bytes, tuple[Finding, ...]]:
    running = theme.styles["running"]
    identity = Identity(
        title=document.masthead.title,
        properties=document.properties,
        digest=_digest(document),
        base_font=book.pick(running.face, running.weight, running.italic),
        profile=profile,
    )
    data = write_file(layout, document, theme, identity)
    return data, (*book.report(document), *layout.findings, *_report_overfull(layout))


def _digest(document: Document) -> bytes:
    """Return what stands for the whole content: the bytes of pictures are not in what a document says of itself."""
    digest = sha256(repr(document).encode("utf-8", "backslashreplace"))
    for figure in iterate_figures(document.blocks):
        digest.update(sha256(figure.image).digest())
    return digest.digest()


@contextmanager
def pause_collector() -> Iterator[None]:
    """Look for no garbage for a while: many small objects are made and few are dropped; it took a fifth of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _report_overfull(layout: Layout) -> tuple[Finding, ...]:
    if not layout.overfull:
        return ()
    return (
        Finding(
            severity="warning",
            code="notes-overfull",
            message="more notes in one line than its page has room for: some start on the next page",
            hint="Join the notes of a statement into one, parted by semicolons.",
        ),
    )
