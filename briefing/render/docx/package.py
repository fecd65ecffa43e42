"""The parts put together by python-docx, and the package written so that the same parts give the same bytes."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import NAMESPACE
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PACKAGE_URI, PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml.parser import parse_xml
from docx.package import Package
from docx.parts.document import DocumentPart
from docx.parts.hdrftr import FooterPart, HeaderPart
from docx.parts.numbering import NumberingPart
from docx.parts.settings import SettingsPart
from docx.parts.styles import StylesPart

from briefing.render.docx.notes import FootnotesPart
from briefing.render.docx.xml import element
from briefing.render.figures import Picture

_MOMENT = (1980, 1, 1, 0, 0, 0)
_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_PLAIN_FILE = 0x20
"""The attribute that DOS gives a file: zipfile would write the rights of a Unix file where none is given."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What python-docx must know of a part: its class, its content type, how the document refers to it."""

    part: type[XmlPart]
    content_type: str
    relation: str
    folder: str = "/word"


DOCUMENT = Kind(DocumentPart, CT.WML_DOCUMENT_MAIN, RT.OFFICE_DOCUMENT)
STYLES = Kind(StylesPart, CT.WML_STYLES, RT.STYLES)
SETTINGS = Kind(SettingsPart, CT.WML_SETTINGS, RT.SETTINGS)
NUMBERING = Kind(NumberingPart, CT.WML_NUMBERING, RT.NUMBERING)
FONTS = Kind(XmlPart, CT.WML_FONT_TABLE, RT.FONT_TABLE)
NOTES = Kind(FootnotesPart, CT.WML_FOOTNOTES, RT.FOOTNOTES)
HEADER = Kind(HeaderPart, CT.WML_HEADER, RT.HEADER)
FOOTER = Kind(FooterPart, CT.WML_FOOTER, RT.FOOTER)
THEME = Kind(XmlPart, CT.OFC_THEME, RT.THEME, "/word/theme")
EVIDENCE = Kind(XmlPart, CT.XML, RT.CUSTOM_XML, "/customXml")
EVIDENCE_PROPERTIES = Kind(XmlPart, CT.OFC_CUSTOM_XML_PROPERTIES, RT.CUSTOM_XML_PROPS, "/customXml")
CORE = Kind(XmlPart, CT.OPC_CORE_PROPERTIES, RT.CORE_PROPERTIES, "/docProps")
EXTENDED = Kind(XmlPart, CT.OFC_EXTENDED_PROPERTIES, RT.EXTENDED_PROPERTIES, "/docProps")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One part: its kind, its name without folder and ending, its XML, and what it refers to.

    The name is also the id of the relationship that leads to it.
    """

    kind: Kind
    name: str
    xml: str
    links: Mapping[str, str] = field(default_factory=dict)
    """The addresses outside that it links to, each with the id of its relationship."""
    parts: Sequence["Leaf"] = ()
    pictures: Mapping[Picture, str] = field(default_factory=dict)
    """The pictures that it shows, each with the id of its relationship, which is also its name."""
    origin: Part | None = None
    """A part of another file that this one goes on from: its pictures and links come along under their ids."""


def pack(leaves: Sequence[Leaf]) -> bytes:
    """Return the finished file: the document, and the properties beside it."""
    package = Package()
    for leaf in leaves:
        package.load_rel(leaf.kind.relation, _make(leaf, package), leaf.name)
    return _zip(_list_members(package))


def _make(leaf: Leaf, package: Package) -> Part:
    """Make a part and those that it refers to."""
    name = PackURI(f"{leaf.kind.folder}/{leaf.name}.xml")
    part = leaf.kind.part(name, leaf.kind.content_type, parse_xml(leaf.xml.encode()), package)
    _bring_along(leaf, part)
    for url, identity in leaf.links.items():
        part.load_rel(RT.HYPERLINK, url, identity, is_external=True)
    for picture, identity in leaf.pictures.items():
        part.load_rel(RT.IMAGE, _make_picture(picture, identity, package), identity)
    for inner in leaf.parts:
        part.load_rel(inner.kind.relation, _make(inner, package), inner.name)
    return part


def _make_picture(picture: Picture, name: str, package: Package) -> Part:
    kind = CT.PNG if picture.format == "png" else CT.JPEG
    return Part(PackURI(f"/word/media/{name}.{picture.format}"), kind, picture.data, package)


def _bring_along(leaf: Leaf, part: Part) -> None:
    """Give a part the relationships of its origin that it still uses: others would tell what stood there before."""
    for relation in leaf.origin.rels.values() if leaf.origin else ():
        if f'"{relation.rId}"' in leaf.xml:
            target = relation.target_ref if relation.is_external else relation.target_part
            part.load_rel(relation.reltype, target, relation.rId, relation.is_external)


def _list_members(package: Package) -> dict[str, bytes | str]:
    """Return what goes into the file, by name."""
    parts = list(package.iter_parts())
    members = {"[Content_Types].xml": _write_types(parts), PACKAGE_URI.rels_uri.membername: package.rels.xml}
    for part in parts:
        members[part.partname.membername] = part.blob
        if len(part.rels):
            members[part.partname.rels_uri.membername] = part.rels.xml
    return members


def _write_types(parts: Sequence[Part]) -> str:
    """Return the list of what each part is; only relationships go by their ending."""
    types = {str(part.partname): part.content_type for part in parts}
    overrides = (element("Override", {"PartName": name, "ContentType": types[name]}) for name in sorted(types))
    default = element("Default", {"Extension": "rels", "ContentType": CT.OPC_RELATIONSHIPS})
    return _DECLARATION + element("Types", {"xmlns": NAMESPACE.OPC_CONTENT_TYPES}, default, *overrides)


def _zip(members: Mapping[str, bytes | str]) -> bytes:
    """Return the package with sorted members and no time, system or rights of the machine that made it."""
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        for name in sorted(members):
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = _PLAIN_FILE
            archive.writestr(entry, members[name])
    return package.getvalue()
