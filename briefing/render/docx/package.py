"""The parts put together by python-docx, and the package rewritten so that the same parts give the same bytes."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml.parser import parse_xml
from docx.package import Package
from docx.parts.document import DocumentPart
from docx.parts.hdrftr import FooterPart, HeaderPart
from docx.parts.numbering import NumberingPart
from docx.parts.settings import SettingsPart
from docx.parts.styles import StylesPart

from briefing.render.docx.notes import FootnotesPart

_MOMENT = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0x20
"""The attribute that DOS gives a file: zipfile would write the rights of a Unix file where none is given."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What python-docx must know of a part: its class, its content type, how the document refers to it."""

    part: type[XmlPart]
    content_type: str
    relation: str


DOCUMENT = Kind(DocumentPart, CT.WML_DOCUMENT_MAIN, RT.OFFICE_DOCUMENT)
STYLES = Kind(StylesPart, CT.WML_STYLES, RT.STYLES)
SETTINGS = Kind(SettingsPart, CT.WML_SETTINGS, RT.SETTINGS)
NUMBERING = Kind(NumberingPart, CT.WML_NUMBERING, RT.NUMBERING)
FONTS = Kind(XmlPart, CT.WML_FONT_TABLE, RT.FONT_TABLE)
NOTES = Kind(FootnotesPart, CT.WML_FOOTNOTES, RT.FOOTNOTES)
HEADER = Kind(HeaderPart, CT.WML_HEADER, RT.HEADER)
FOOTER = Kind(FooterPart, CT.WML_FOOTER, RT.FOOTER)
CORE = Kind(XmlPart, CT.OPC_CORE_PROPERTIES, RT.CORE_PROPERTIES)
EXTENDED = Kind(XmlPart, CT.OFC_EXTENDED_PROPERTIES, RT.EXTENDED_PROPERTIES)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One part: its kind, its name without folder and ending, its XML, and the addresses that it links to by id.

    The name is also the id of the relationship that leads to it.
    """

    kind: Kind
    name: str
    xml: str
    links: Mapping[str, str] = field(default_factory=dict)


def pack(document: Leaf, parts: Sequence[Leaf], properties: Sequence[Leaf]) -> bytes:
    """Return the finished file: the document with its parts, the properties beside it."""
    package = Package()
    main = _make(document, "/word", package)
    package.load_rel(DOCUMENT.relation, main, document.name)
    for leaf in parts:
        main.load_rel(leaf.kind.relation, _make(leaf, "/word", package), leaf.name)
    for leaf in properties:
        package.load_rel(leaf.kind.relation, _make(leaf, "/docProps", package), leaf.name)
    buffer = io.BytesIO()
    package.save(buffer)
    return _settle(buffer)


def _make(leaf: Leaf, folder: str, package: Package) -> Part:
    name = PackURI(f"{folder}/{leaf.name}.xml")
    part = leaf.kind.part(name, leaf.kind.content_type, parse_xml(leaf.xml.encode()), package)
    for url, identity in leaf.links.items():
        part.load_rel(RT.HYPERLINK, url, identity, is_external=True)
    return part


def _settle(package: io.BytesIO) -> bytes:
    """Return the package with sorted members and no time, system or rights of the machine that made it."""
    settled = io.BytesIO()
    with zipfile.ZipFile(package) as written, zipfile.ZipFile(settled, "w") as archive:
        for name in sorted(written.namelist()):
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = _PLAIN_FILE
            archive.writestr(entry, written.read(name))
    return settled.getvalue()
