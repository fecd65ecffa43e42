"""A reference document's bytes -> its parts, or a plain word on why it cannot be one."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part, XmlPart
from docx.oxml.parser import parse_xml
from docx.package import Package
from lxml import etree

from briefing.errors import PackError
from briefing.packs.theme import HouseFile
from briefing.render.docx.house.tree import Tree, w

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of Word 97 begin, and encrypted ones, which are wrapped in the same container."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LARGEST = 256 * 1024 * 1024
"""Bytes of a package unpacked: far more than letterheads need, far less than a zip bomb."""
_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_STRICT = b"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
_SAVE_AS = "open it in Word and save it as Word Document (.docx)"
_BROKEN = (
    zipfile.BadZipFile, zlib.error, etree.LxmlError, LookupError, ValueError, TypeError, AttributeError, RuntimeError,
    EOFError, OSError,
)  # fmt: skip
"""What the libraries below raise over bytes that somebody changed or cut."""


@dataclass(frozen=True, slots=True)
class House:
    """A reference document, open."""

    main: Part
    document: Tree
    place: str

    def part(self, relation: str) -> Part | None:
        """Return the part that the document refers to in one way; None where it has none."""
        found = (
            each.target_part for each in self.main.rels.values() if each.reltype == relation and not each.is_external
        )
        return next(found, None)

    def tree(self, relation: str) -> Tree | None:
        """Return such a part as a tree of its own, which may be changed."""
        part = self.part(relation)
        return None if part is None else self.read(part)

    def read(self, part: Part) -> Tree:
        """Return a part as a tree; raises PackError for one that is no XML."""
        try:
            return parse_xml(part.blob)
        except etree.XMLSyntaxError as problem:
            message = f"the reference document is damaged: {str(part.partname).lstrip('/')} is not well-formed"
            raise PackError(message, place=self.place, hint=_SAVE_AS) from problem


def open_house(file: HouseFile) -> House:
    """Open a reference document, .docx or .dotx; raises PackError for anything else, with what to do about it."""
    try:
        _refuse_foreign(file)
        package = Package.open(io.BytesIO(file.data))
        _refuse_unlabelled(package)
        main = package.part_related_by(RT.OFFICE_DOCUMENT)
        document = main.element if isinstance(main, XmlPart) else parse_xml(main.blob)
    except _BROKEN as problem:
        message = f"the reference document cannot be read: {_describe(problem)}"
        raise PackError(message, place=file.place, hint=_SAVE_AS) from problem
    _refuse_unfit(package, main, file.place)
    if document.tag != w("document") or document.find(w("body")) is None:
        raise PackError("the reference document has no text part", place=file.place, hint=_SAVE_AS)
    return House(main, document, file.place)


def _describe(problem: Exception) -> str:
    """Return the words of those who found the damage, where they are words for a person."""
    if isinstance(problem, zipfile.BadZipFile | etree.XMLSyntaxError):
        return re.sub(r"\s+", " ", str(problem)).strip()[:120]
    return "its parts do not fit together"


def _refuse_foreign(file: HouseFile) -> None:
    """Refuse what is no package of Word's: by its first bytes, its size and what lies in it."""
    if file.data.startswith(_OLE):
        raise _refuse_container(file)
    if not zipfile.is_zipfile(io.BytesIO(file.data)):
        raise PackError("the reference document is not a Word file", place=file.place, hint=_SAVE_AS)
    with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
        names = set(archive.namelist())
        if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
            raise PackError("the reference document is too large", place=file.place, hint="at most 256 MB unpacked")
        if "[Content_Types].xml" not in names or "_rels/.rels" not in names:
            raise PackError("the reference document is not a Word file", place=file.place, hint=_SAVE_AS)
        if _STRICT in archive.read("_rels/.rels"):
            hint = f"{_SAVE_AS}, not as Strict Open XML Document"
            raise PackError("the reference document is in Strict Open XML", place=file.place, hint=hint)


def _refuse_container(file: HouseFile) -> PackError:
    if _ENCRYPTED in file.data:
        hint = "save it without a password"
        return PackError("the reference document is encrypted", place=file.place, hint=hint)
    return PackError("the reference document is in the format of Word 97 (.doc)", place=file.place, hint=_SAVE_AS)


def _refuse_unlabelled(package: Package) -> None:
    """Refuse parts and relationships that do not say what they are: they could not be written again."""
    for part in package.iter_parts():
        if not part.content_type or not all(relation.reltype for relation in part.rels.values()):
            raise ValueError(str(part.partname))


def _refuse_unfit(package: Package, main: Part, place: str) -> None:
    """Refuse macros, which would travel to every reader, and packages of other programs."""
    programs = any("vbaProject" in str(part.partname) for part in package.iter_parts())
    if programs or "macroEnabled" in main.content_type:
        hint = f"{_SAVE_AS}: that leaves the macros out"
        raise PackError("the reference document has macros", place=place, hint=hint)
    if main.content_type not in (CT.WML_DOCUMENT_MAIN, _TEMPLATE):
        raise PackError("the reference document is not a text document of Word", place=place, hint=_SAVE_AS)
