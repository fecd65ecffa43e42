"""Reference documents made by hand: a small organisation's file, and everything that may be odd about one."""

import base64
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DOCUMENT, TEMPLATE = f"{_TYPE}.document.main+xml", f"{_TYPE}.template.main+xml"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)

ENGLISH = {
    "Normal": "Normal", "Title": "Title", "Heading1": "heading 1", "Heading2": "heading 2", "BodyText": "Body Text",
    "Quote": "Quote", "Header": "header", "Footer": "footer", "FootnoteText": "footnote text", "Caption": "caption",
}  # fmt: skip
GERMAN = {
    "Standard": "Normal", "Titel": "Title", "berschrift1": "heading 1", "berschrift2": "heading 2",
    "Textkrper": "Body Text", "Zitat": "Quote", "Kopfzeile": "header", "Fuzeile": "footer",
    "Funotentext": "footnote text", "Beschriftung": "caption",
}  # fmt: skip
"""Ids as German Word gives them: letters that an id may not have are lost. It writes the names in English."""
TRANSLATED = {
    "P1": "Standard", "P2": "Titel", "P3": "Überschrift 1", "P4": "Überschrift 2", "P5": "Textkörper", "P6": "Zitat",
    "P7": "Kopfzeile", "P8": "Fußzeile", "P9": "Fußnotentext", "P10": "Beschriftung",
}  # fmt: skip
"""Names in German too, as other programs and people write them."""

_TABBED = '<w:pPr><w:tabs><w:tab w:val="center" w:pos="4536"/><w:tab w:val="right" w:pos="9072"/></w:tabs></w:pPr>'
_SLANTED = '<w:pPr><w:ind w:left="720"/><w:jc w:val="center"/></w:pPr><w:rPr><w:i/></w:rPr>'
_LOOKS = {
    "heading 1": '<w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:color w:val="AA0000"/></w:rPr>',
    "heading 2": '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>', "quote": _SLANTED, "header": _TABBED, "footer": _TABBED,
}  # fmt: skip
ENGLISH_BY_NAME = dict(zip(TRANSLATED.values(), GERMAN.values(), strict=True))

HEADER = """<w:p><w:pPr><w:pStyle w:val="{header}"/></w:pPr><w:r><w:drawing><wp:inline
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="360000" cy="360000"/>
<wp:docPr id="7" name="Logo" descr="Logo of the house"/><a:graphic
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData
 uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic
 xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="7" name="Logo"/>
<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="360000" cy="360000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>
</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>
<w:r w:rsidR="00AB12CD"><w:tab/><w:t>Haus am See</w:t></w:r></w:p><w:p/>"""
FOOTER = """<w:p><w:pPr><w:pStyle w:val="{footer}"/></w:pPr><w:r><w:t xml:space="preserve">Seite </w:t></w:r>
<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PA</w:instrText></w:r>
<w:r><w:instrText>GE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>
<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"""
NOTES = """<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationNotice" w:id="2"><w:p><w:r><w:t>weiter</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="3"><w:p><w:r><w:footnoteRef/><w:t>Alte Note</w:t></w:r></w:p></w:footnote>"""
SETTINGS = """<w:documentProtection w:edit="readOnly"/><w:footnotePr><w:numFmt w:val="lowerRoman"/>
<w:numRestart w:val="eachSect"/><w:footnote w:id="0"/><w:footnote w:id="1"/><w:footnote w:id="2"/></w:footnotePr>
<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="12"/>
</w:compat><w:rsids><w:rsidRoot w:val="00AB12CD"/></w:rsids>"""
LISTS = """<w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="9"><w:abstractNumId w:val="4"/></w:num>"""
SECTION = """<w:headerReference w:type="default" r:id="rIdH"/><w:footerReference w:type="default" r:id="rIdF"/>
<w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr><w:pgSz w:w="12240" w:h="15840"/>
<w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800" w:header="720" w:footer="720" w:gutter="0"/>"""
BODY = '<w:p><w:pPr><w:rPr><w:ins w:author="Jo Weber" w:date="2020-01-01T00:00:00Z" w:id="1"/></w:rPr></w:pPr></w:p>'


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What an organisation's file holds; an empty part is left out."""

    names: Mapping[str, str] = field(default_factory=lambda: ENGLISH)
    content_type: str = DOCUMENT
    section: str = SECTION
    header: str = HEADER
    footer: str = FOOTER
    notes: str = NOTES
    settings: str = SETTINGS
    lists: str = LISTS
    styles: str | None = None
    body: str = BODY
    extra: Mapping[str, bytes] = field(default_factory=dict)

    def pack(self) -> bytes:
        """Return the file."""
        parts = self._list_parts()
        members = {name: content for name, (content, _, _) in parts.items()}
        links = "".join(_relate(key, kind, name.removeprefix("word/")) for name, (_, kind, key) in parts.items() if key)
        members["word/_rels/document.xml.rels"] = _wrap_relations(links)
        if self.header:
            members["word/_rels/header9.xml.rels"] = _wrap_relations(_relate("rId1", "image", "media/logo.png"))
            members["word/media/logo.png"] = PIXEL
        members["_rels/.rels"] = _wrap_relations(_relate("rId1", "officeDocument", "word/document.xml"))
        members["[Content_Types].xml"] = self._list_types(parts)
        return _zip(members | dict(self.extra))

    def _list_parts(self) -> dict[str, tuple[bytes, str, str]]:
        """Return each part with its content, its kind and the id of the relationship to it."""
        by_meaning = {ENGLISH_BY_NAME.get(name, name).lower(): identity for identity, name in self.names.items()}
        styled = {"header": by_meaning.get("header", ""), "footer": by_meaning.get("footer", "")}
        body = f"<w:body>{self.body}<w:sectPr>{self.section}</w:sectPr></w:body>"
        styles = self._write_styles() if self.styles is None else self.styles
        given = (
            ("document", "document", body, ""),
            ("styles2", "styles", styles, "rIdS"),
            ("settings", "settings", self.settings, "rIdE"),
            ("numbering", "numbering", self.lists, "rIdN"),
            ("footnotes", "footnotes", self.notes, "rIdT"),
            ("header9", "hdr", self.header.replace("{header}", styled["header"]), "rIdH"),
            ("footer9", "ftr", self.footer.replace("{footer}", styled["footer"]), "rIdF"),
        )
        kinds = {"hdr": "header", "ftr": "footer"}
        return {
            f"word/{name}.xml": (_root(tag, content), kinds.get(tag, tag), key)
            for name, tag, content, key in given
            if content
        }

    def _write_styles(self) -> str:
        styles = []
        for identity, name in self.names.items():
            meaning = ENGLISH_BY_NAME.get(name, name)
            default = ' w:default="1"' if meaning == "Normal" else ""
            opening = f'<w:style w:type="paragraph"{default} w:styleId="{identity}"><w:name w:val="{name}"/>'
            styles.append(f"{opening}{_LOOKS.get(meaning.lower(), '')}</w:style>")
        return "".join(styles)

    def _list_types(self, parts: Mapping[str, tuple[bytes, str, str]]) -> bytes:
        overrides = "".join(
            f'<Override PartName="/{name}" ContentType="'
            f'{self.content_type if kind == "document" else f"{_TYPE}.{kind}+xml"}"/>'
            for name, (_, kind, _) in parts.items()
        )
        defaults = "".join(
            f'<Default Extension="{ending}" ContentType="{kind}"/>'
            for ending, kind in (
                ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
                ("xml", "application/xml"), ("png", "image/png"), ("bin", "application/vnd.ms-office.vbaProject"),
            )
        )  # fmt: skip
        return f'<Types xmlns="{_PACKAGE}/content-types">{defaults}{overrides}</Types>'.encode()


def _root(tag: str, content: str) -> bytes:
    return f"<w:{tag} {_W} {_R}>{content}</w:{tag}>".encode()


def _relate(key: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{key}" Type="{_REL}/{kind}" Target="{target}"/>'


def _wrap_relations(relations: str) -> bytes:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'.encode()


def _zip(members: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()
