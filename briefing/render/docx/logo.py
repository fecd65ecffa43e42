"""The logo of a pack: at the head of the first page, or above the title where the house's header has no room for it."""

from briefing.render.characters import Sieve
from briefing.render.docx.figures import write_drawing
from briefing.render.docx.ledger import Ledger
from briefing.render.docx.pieces import Paragraph
from briefing.render.logo import HungLogo

NAME = "logo1"
"""The relationship of the first page's header to the picture."""
_NUMBER = 0
"""Of its drawing: those of figures begin with 1."""


def write_head_logo(logo: HungLogo | None) -> str:
    """Return the logo as a paragraph of a header; nothing for none."""
    return "" if logo is None else Paragraph(style="Logo", content=_write_run(logo, NAME, _NUMBER)).xml


def write_title_logo(logo: HungLogo, ledger: Ledger) -> Paragraph:
    """Return the logo as a paragraph of the text."""
    name, number = ledger.pictures.name(logo.picture)
    return Paragraph(style="Logo", content=_write_run(logo, name, number))


def _write_run(logo: HungLogo, name: str, number: int) -> str:
    drawing = write_drawing(name, number, Sieve().clean(logo.alt), (logo.width, logo.height))
    return f"<w:r>{drawing}</w:r>"
