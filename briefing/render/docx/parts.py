"""The parts beside the text: settings, fonts and what the file says about itself; nothing of this machine."""

from dataclasses import dataclass

from briefing.model.document import Document, Properties
from briefing.render.docx.face import Look, write_fonts
from briefing.render.docx.ledger import Ledger
from briefing.render.docx.notes import SEPARATORS
from briefing.render.docx.xml import element, plain, root, twips, val, wrap

_RUNNING_DISTANCE = 36.0
"""From the sheet's edge to header and footer, in points."""

_COMPATIBILITY = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 1,
    "useWord2013TrackBottomHyphenation": 0,
}
"""As Word 2013 and later write it: without it Word shows "Compatibility Mode" and sets tables otherwise."""

_CORE = (
    ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
_EXTENDED = ' xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"'


def write_settings(properties: Properties) -> str:
    """Return settings.xml. No field is marked for updating: Word would ask the reader a question."""
    notes = "".join(element("w:footnote", {"w:id": number}) for number in SEPARATORS)
    compatibility = "".join(
        element(
            "w:compatSetting", {"w:name": name, "w:uri": "http://schemas.microsoft.com/office/word", "w:val": value}
        )
        for name, value in _COMPATIBILITY.items()
    )
    return root(
        "w:settings",
        element("w:zoom", {"w:percent": 100}),
        val("w:defaultTabStop", 720),
        val("w:characterSpacingControl", "doNotCompress"),
        wrap("w:footnotePr", notes),
        wrap("w:compat", compatibility),
        element("w:themeFontLang", {"w:val": properties.language}),
        val("w:decimalSymbol", "."),
        val("w:listSeparator", ","),
    )


def write_font_table(look: Look) -> str:
    """Return fontTable.xml."""
    return root("w:fonts", *write_fonts(look))


def write_core(document: Document, ledger: Ledger) -> str:
    """Return core.xml: only what the document says, and its own date for both dates."""
    properties, clean = document.properties, ledger.sieve.clean
    moment = f"{properties.date.isoformat()}T00:00:00Z"
    dated = {"xsi:type": "dcterms:W3CDTF"}
    content = (
        plain("dc:title", clean(document.masthead.title)),
        plain("dc:subject", clean(properties.subject)),
        plain("dc:creator", clean("; ".join(properties.authors))),
        plain("cp:keywords", clean(", ".join(properties.keywords))),
        plain("dcterms:created", moment, dated),
        plain("dcterms:modified", moment, dated),
        plain("dc:language", clean(properties.language)),
        plain("dc:identifier", clean(properties.identifier)),
    )
    return f"<cp:coreProperties{_CORE}>{''.join(content)}</cp:coreProperties>"


def write_extended() -> str:
    """Return app.xml: the program's name alone."""
    return f"<Properties{_EXTENDED}>{plain('Application', 'Briefing')}</Properties>"


@dataclass(frozen=True, slots=True)
class Part:
    """A section among those of a document: its columns, and whether it opens the document or goes on on its page."""

    columns: int = 1
    first: bool = True


def _refer(reference: tuple[str, str, str]) -> str:
    kind, when, name = reference
    return element(f"w:{kind}Reference", {"w:type": when, "r:id": name})


def write_columns(count: int, gutter: float) -> str:
    """Return w:cols for columns of one width, the gutter in points."""
    return element("w:cols", {"w:num": count, "w:space": twips(gutter)} if count > 1 else {"w:space": 720})


def write_section(look: Look, references: tuple[tuple[str, str, str], ...], part: Part) -> str:
    """Return w:sectPr; references are (header or footer, first or default, relationship).

    The first section of several has them for all, and a first page of its own.
    """
    page = look.theme.page
    margins = {
        "w:top": twips(page.top), "w:right": twips(page.right), "w:bottom": twips(page.bottom),
        "w:left": twips(page.left), "w:header": twips(_RUNNING_DISTANCE), "w:footer": twips(_RUNNING_DISTANCE),
        "w:gutter": 0,
    }  # fmt: skip
    return wrap(
        "w:sectPr",
        "".join(
            (
                *(_refer(reference) for reference in references if part.first),
                "" if part.first else val("w:type", "continuous"),
                element("w:pgSz", {"w:w": twips(page.width), "w:h": twips(page.height)}),
                element("w:pgMar", margins),
                write_columns(part.columns, page.gutter),
                "<w:titlePg/>" if part.first else "",
            )
        ),
    )
