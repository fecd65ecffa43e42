"""What the file says about itself as XMP (ISO 16684-1), in agreement with its information dictionary."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Literal

from briefing.model.artifact import PdfProfile
from briefing.model.document import Properties
from briefing.render.characters import Sieve

CREATOR = "Briefing"

_OPEN = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">"""
_CLOSE = """</rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
"""The schema of pdfuaid is none that PDF/A knows, so it is described (ISO 19005-2, 6.6.2.3)."""


@dataclass(frozen=True, slots=True)
class Words:
    """Title, authors, subject and keywords as they may stand in a file: what no format holds is left out."""

    title: str
    authors: tuple[str, ...]
    subject: str
    keywords: str


def clean_words(title: str, properties: Properties) -> Words:
    """Return what both the information dictionary and XMP say."""
    clean = Sieve().clean
    authors = tuple(clean(author) for author in properties.authors)
    return Words(clean(title), authors, clean(properties.subject), clean(", ".join(properties.keywords)))


def write_xmp(words: Words, properties: Properties, profile: PdfProfile, producer: str) -> bytes:
    """Return the metadata of a file that follows PDF/UA-1 and this part of PDF/A."""
    return "\n".join((_OPEN, *_list_entries(words, properties, profile, producer), _CLOSE)).encode()


def _list_entries(words: Words, properties: Properties, profile: PdfProfile, producer: str) -> Iterator[str]:
    date = f"{properties.date.isoformat()}T00:00:00+00:00"
    yield "<dc:format>application/pdf</dc:format>"
    yield _list("dc:title", "Alt", (words.title,))
    yield _list("dc:creator", "Seq", words.authors)
    yield _list("dc:description", "Alt", (words.subject,))
    yield _list("dc:subject", "Bag", tuple(Sieve().clean(keyword) for keyword in properties.keywords))
    yield _list("dc:language", "Bag", (properties.language,))
    yield _entry("dc:identifier", properties.identifier)
    yield _entry("pdf:Keywords", words.keywords)
    yield _entry("pdf:Producer", producer)
    yield _entry("xmp:CreatorTool", CREATOR)
    yield f"<xmp:CreateDate>{date}</xmp:CreateDate>\n<xmp:ModifyDate>{date}</xmp:ModifyDate>"
    yield f"<pdfaid:part>{profile[0]}</pdfaid:part>\n<pdfaid:conformance>{profile[1].upper()}</pdfaid:conformance>"
    yield "<pdfuaid:part>1</pdfuaid:part>"


def _entry(name: str, text: str) -> str:
    return f"<{name}>{escape(Sieve().clean(text), quote=False)}</{name}>" if text else ""


def _list(name: str, kind: Literal["Alt", "Bag", "Seq"], texts: tuple[str, ...]) -> str:
    """Return an entry of several texts; a text in alternatives is that of the default language."""
    default = ' xml:lang="x-default"' if kind == "Alt" else ""
    written = (escape(text, quote=False) for text in texts if text or name == "dc:title")
    items = "".join(f"<rdf:li{default}>{text}</rdf:li>" for text in written)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""
