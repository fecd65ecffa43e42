"""The PDF file: what it says about itself, its pages, its outline, its structure."""

from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from briefing.model.artifact import PdfProfile
from briefing.model.document import Document, Properties
from briefing.packs.theme import Theme
from briefing.render.characters import Sieve
from briefing.render.languages import list_languages
from briefing.render.pdf.layout import Layout
from briefing.render.pdf.metadata import CREATOR, Words, clean_words
from briefing.render.pdf.structure import TagTree

if TYPE_CHECKING:
    from briefing.render.pdf.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Identity:
    """What the file says about itself. `digest` stands for its content, `base_font` for a font that it carries."""

    title: str
    properties: Properties
    digest: bytes
    base_font: str
    profile: PdfProfile


def write_file(layout: Layout, document: Document, theme: Theme, identity: Identity) -> bytes:
    """Return the layout of a document as the bytes of a PDF file."""
    from reportlab.pdfgen.canvas import Canvas

    from briefing.render.pdf.archive import archive
    from briefing.render.pdf.rlpatch import fix_identity, let_go, plain_streams, whole_streams

    words = clean_words(identity.title, identity.properties)
    target = BytesIO()
    with ExitStack() as stack:
        stack.enter_context(plain_streams())
        stack.enter_context(whole_streams())
        canvas: Any = Canvas(
            target,
            pagesize=(theme.page.width, theme.page.height),
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            initialFontName=identity.base_font,  # or each page would name Helvetica, which is not embedded
            lang=identity.properties.language,
        )
        fix_identity(canvas, identity.properties.date, identity.digest)
        describe(canvas, words)
        archive(canvas._doc, words, identity.properties, identity.profile, document.record)  # noqa: SLF001
        catalogue, tree = add_pages(canvas, layout, theme, list_languages(document))
        add_outline(canvas, layout)
        canvas.save()
    catalogue.let_go(tree.root)
    let_go(canvas)
    return target.getvalue()


def describe(canvas: Any, words: Words) -> None:
    """Say what the file is where readers' programs look for it, and let their windows show the title."""
    canvas.setTitle(words.title)
    canvas.setAuthor(", ".join(words.authors))
    canvas.setSubject(words.subject)
    canvas.setKeywords(words.keywords)
    canvas.setCreator(CREATOR)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.addPageLabel(0, style="ARABIC", start=1)


def add_pages(canvas: Any, layout: Layout, theme: Theme, languages: dict[str, str]) -> tuple["Catalogue", TagTree]:
    """Add every page, the places that the outline leads to, and the structure of them all, and return it."""
    from briefing.render.pdf.catalogue import Catalogue
    from briefing.render.pdf.paint import Painter
    from briefing.render.pdf.rlpatch import FontEncoder, add_page, extend_catalogue

    pdf = canvas._doc  # noqa: SLF001
    catalogue, tree = Catalogue(pdf, len(layout.pages)), TagTree(languages)
    painter = Painter(layout, theme, tree, catalogue)
    for number, (stream, links, pictures) in enumerate(painter.paint(FontEncoder(canvas))):
        bind_anchors(canvas, layout, theme, number)
        add_page(canvas, stream, links, pictures, number)
    extend_catalogue(pdf, StructTreeRoot=catalogue.close(tree.root), MarkInfo="<</Marked true>>")
    return catalogue, tree


def bind_anchors(canvas: Any, layout: Layout, theme: Theme, number: int) -> None:
    """Make the anchors of a page known to the outline."""
    from briefing.render.pdf.paint import ABOVE_TARGET

    for placed in layout.pages[number].bands:
        if placed.band.anchor and not placed.repeated:
            top = theme.page.height - theme.page.top - placed.y + ABOVE_TARGET
            canvas.bookmarkHorizontalAbsolute(placed.band.anchor.key, top, left=0)


def add_outline(canvas: Any, layout: Layout) -> None:
    """Add the title and the headings to the outline, none more than one level below the one before."""
    level = -1
    for page in layout.pages:
        for placed in page.bands:
            anchor = placed.band.anchor
            if anchor and not placed.repeated:
                level = min(anchor.level, level + 1)
                canvas.addOutlineEntry(Sieve().clean(anchor.title), anchor.key, level, closed=False)
