"""What makes the file fit for archives (PDF/A, ISO 19005): metadata, colour profile, the evidence record attached."""

from collections.abc import Mapping
from hashlib import md5
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFStream, PDFString, PDFZCompress

from briefing.model.artifact import PdfProfile
from briefing.model.document import Properties
from briefing.render.pdf.colour import make_profile
from briefing.render.pdf.metadata import Words, write_xmp
from briefing.render.pdf.rlpatch import extend_catalogue

RECORD = "evidence.json"
_ABOUT = "Evidence record: each statement with its pieces and its source, each source with its digest"
_COLOURS = "sRGB IEC61966-2.1"


def archive(pdf: Any, words: Words, properties: Properties, profile: PdfProfile, record: str) -> None:
    """Make a file of ReportLab's one of PDF/A; only 3b takes the record with it, and an empty one is no record."""
    metadata = _stream(
        {"Type": "/Metadata", "Subtype": "/XML"}, write_xmp(words, properties, profile, pdf.info.producer)
    )
    metadata.filters = []  # programs that do not read PDF find it only as it stands
    colours = pdf.Reference(_stream({"N": 3}, make_profile()))
    intent = {
        "Type": "/OutputIntent",
        "S": "/GTS_PDFA1",
        "OutputConditionIdentifier": PDFString(_COLOURS),
        "Info": PDFString(_COLOURS),
        "DestOutputProfile": colours,
    }
    extend_catalogue(pdf, Metadata=pdf.Reference(metadata), OutputIntents=PDFArray([PDFDictionary(intent)]))
    if record and profile == "3b":
        _attach(pdf, record.encode("utf-8", "backslashreplace"), properties)


def _attach(pdf: Any, data: bytes, properties: Properties) -> None:
    """Attach the record as a file that the document is associated with (ISO 19005-3, annex E)."""
    date = PDFString(f"D:{properties.date:%Y%m%d}000000+00'00'")
    checksum = md5(data, usedforsecurity=False).hexdigest().upper()  # the digest that PDF asks for
    about = {"Size": len(data), "CreationDate": date, "ModDate": date, "CheckSum": f"<{checksum}>"}
    # PDFName leaves the slash of a media type as it is, and the name would end there.
    embedded = pdf.Reference(
        _stream({"Type": "/EmbeddedFile", "Subtype": "/application#2Fjson", "Params": PDFDictionary(about)}, data)
    )
    file = {
        "Type": "/Filespec",
        "F": PDFString(RECORD),
        "UF": PDFString(RECORD),
        "Desc": PDFString(_ABOUT),
        "AFRelationship": "/Data",
        "EF": PDFDictionary({"F": embedded, "UF": embedded}),
    }
    reference = pdf.Reference(PDFDictionary(file))
    names = PDFDictionary({"Names": PDFArray([PDFString(RECORD), reference])})
    extend_catalogue(pdf, AF=PDFArray([reference]), Names=PDFDictionary({"EmbeddedFiles": names}))


def _stream(entries: Mapping[str, object], data: bytes) -> Any:
    return PDFStream(PDFDictionary(dict(entries)), content=data, filters=[PDFZCompress])
