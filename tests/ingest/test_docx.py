"""Word files: what is text, what is structure, what is accepted, set apart or refused."""

import io
import zipfile

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import SourceError
from briefing.model.finding import Finding
from briefing.model.source import SourceDocument
from tests.ingest.made import save
from tests.ingest.reading import list_asides, list_blocks, list_codes, read_with_findings

EMPTY = save(docx.Document())
SENTENCE = "The two ministers met in Halden on Monday and signed the text of the pact."


def read(document: Document) -> tuple[SourceDocument, tuple[Finding, ...]]:
    return read_with_findings(save(document), "a.docx")


def with_part(data: bytes, name: str, content: str | bytes) -> bytes:
    """Return a package with one part put in or replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            if item.filename != name:
                new.writestr(item, old.read(item))
        new.writestr(name, content)
    return stream.getvalue()


def insert(document: Document, inner: str) -> None:
    """Put a paragraph of raw XML at the end of the body."""
    document.element.body.append(parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"))


def test_headings_lists_quotes_and_tables_are_blocks_of_their_kind() -> None:
    document = docx.Document()
    document.add_heading("The pact of Halden", level=1)
    document.add_paragraph(SENTENCE)
    document.add_paragraph("Air defence of both countries.", style="List Bullet")
    document.add_paragraph("We will not wait.", style="Quote")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Flights", "17"
    document.add_paragraph("It was the first such meeting since the war of 1988.")
    source, findings = read(document)
    kinds = [block.kind for block in source.blocks]
    assert kinds == ["heading", "paragraph", "list-item", "quote", "table", "table", "paragraph"]
    assert list_blocks(source)[4:6] == ["Flights", "17"]
    assert list_asides(source) == {"The pact of Halden": "headline"}
    assert list_codes(findings) == []


def test_tracked_changes_are_read_as_accepted_and_said() -> None:
    document = docx.Document()
    document.add_paragraph(SENTENCE)
    insert(
        document,
        "<w:r><w:t>The text is </w:t></w:r>"
        '<w:del w:id="1" w:author="A"><w:r><w:delText>secret</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="A"><w:r><w:t>public</w:t></w:r></w:ins>'
        "<w:r><w:t> now.</w:t></w:r>",
    )
    source, findings = read(document)
    assert list_blocks(source)[-1] == "The text is public now."
    (said,) = [finding for finding in findings if finding.code == "changes-accepted"]
    assert said.message == "2 tracked changes read as if accepted"


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next() -> None:
    document = docx.Document()
    insert(
        document, '<w:pPr><w:rPr><w:del w:id="1" w:author="A"/></w:rPr></w:pPr><w:r><w:t>The two ministers </w:t></w:r>'
    )
    insert(document, "<w:r><w:t>met in Halden.</w:t></w:r>")
    assert list_blocks(read(document)[0]) == ["The two ministers met in Halden."]


def test_links_fields_breaks_and_controls_are_read_hidden_text_is_not() -> None:
    document = docx.Document()
    insert(
        document,
        "<w:hyperlink><w:r><w:t>The pact</w:t></w:r></w:hyperlink>"
        "<w:r><w:tab/><w:t>was</w:t><w:br/><w:t>signed</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:sdt><w:sdtContent><w:r><w:t> on Monday.</w:t></w:r></w:sdtContent></w:sdt>",
    )
    assert list_blocks(read(document)[0]) == ["The pact was signed on Monday."]


def with_notes(document: Document) -> bytes:
    """Return a Word file with a footnote."""
    insert(document, f'<w:r><w:t>{SENTENCE}</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r>')
    data = save(document)
    notes = (
        f'<?xml version="1.0"?><w:footnotes {nsdecls("w")}>'
        '<w:footnote w:id="0" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:id="1"><w:p><w:r><w:t>See the treaty of 1998.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    data = with_part(data, "word/footnotes.xml", notes)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        types = package.read("[Content_Types].xml").decode()
        links = package.read("word/_rels/document.xml.rels").decode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    types = types.replace("</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>')
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    link = f'<Relationship Id="rId99" Type="{relation}" Target="footnotes.xml"/></Relationships>'
    data = with_part(data, "[Content_Types].xml", types)
    return with_part(data, "word/_rels/document.xml.rels", links.replace("</Relationships>", link))


def test_its_own_footnotes_stand_apart() -> None:
    source, findings = read_with_findings(with_notes(docx.Document()), "a.docx")
    assert list_asides(source) == {"See the treaty of 1998.": "note"}
    assert list_codes(findings) == ["notes-apart"]


def test_text_boxes_are_read_once() -> None:
    document = docx.Document()
    box = "<w:txbxContent><w:p><w:r><w:t>In a box stands a sentence of its own.</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    inner = (
        f"<mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    insert(document, f"<w:r><w:t>{SENTENCE}</w:t></w:r><w:r>{inner}</w:r>")
    assert list_blocks(read(document)[0]) == [SENTENCE, "In a box stands a sentence of its own."]


def test_properties_give_title_and_author_but_no_date() -> None:
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = "The Pact of Halden", "Mara Lindqvist"
    document.add_paragraph(SENTENCE)
    reference = read(document)[0].reference
    assert (reference.title, reference.authors, reference.date) == ("The Pact of Halden", ("Mara Lindqvist",), None)


@pytest.mark.parametrize(("title", "author"), [("Microsoft Word - draft3.doc", "mlindq"), ("untitled", "python-docx")])
def test_what_programs_write_into_properties_is_not_believed(title: str, author: str) -> None:
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = title, author
    document.add_paragraph(SENTENCE)
    reference = read(document)[0].reference
    assert (reference.title, reference.authors) == (None, ())


def bomb() -> bytes:
    """Return a small Word file that would unpack into 300 MB."""
    document = docx.Document()
    document.add_paragraph(SENTENCE)
    return with_part(save(document), "word/media/zero.bin", b"\0" * 300_000_000)


def refuse(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        read_with_findings(data, "a.docx")
    return caught.value.message


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    assert "would take more than 200 MB" in refuse(bomb())


def test_external_entities_are_never_expanded(tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("secret") / "secret.txt"
    secret.write_text("the secret of the house")
    document = docx.Document()
    document.add_paragraph("ENTITY")
    document.add_paragraph(SENTENCE)
    with zipfile.ZipFile(io.BytesIO(save(document))) as package:
        body = package.read("word/document.xml").decode()
    head = f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "{secret.as_uri()}">]>\n<w:document'
    hostile = body.replace("<w:document", head, 1).replace("ENTITY</w:t>", "&x;</w:t>")
    source, _ = read_with_findings(with_part(save(document), "word/document.xml", hostile), "a.docx")
    assert "secret" not in source.text
    assert SENTENCE in source.text


@pytest.mark.parametrize("cut", [100, 2000, -200])
def test_a_damaged_file_is_refused(cut: int) -> None:
    document = docx.Document()
    document.add_paragraph(SENTENCE)
    assert "damaged" in refuse(save(document)[:cut])


def test_a_file_without_text_is_refused() -> None:
    assert "no text in this Word file" in refuse(save(docx.Document()))


PARTS = """
<w:p> </w:p> <w:r> </w:r> <w:t> </w:t> <w:tbl> </w:tbl> <w:tr><w:tc> </w:tc></w:tr> <w:br/> <w:del> </w:del>
<w:ins> </w:ins> <w:sdt><w:sdtContent> </w:sdtContent></w:sdt> words &amp; &x; <w:pPr><w:outlineLvl/></w:pPr>
<w:txbxContent> </w:txbxContent> <!----> <?x?> <w:footnoteReference/> <w:p><w:r><w:t>words</w:t></w:r></w:p>
<w:pPr><w:pStyle/></w:pPr> <w:pPr><w:numPr/></w:pPr>
""".split()


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(PARTS), max_size=14))
def test_any_body_is_read_or_refused(pieces: list[str]) -> None:
    end = "<w:p><w:r><w:t>End.</w:t></w:r></w:p>"
    body = f"<w:document {nsdecls('w')}><w:body>{''.join(pieces)}{end}</w:body></w:document>"
    try:
        source, _ = read_with_findings(with_part(EMPTY, "word/document.xml", body), "a.docx")
    except SourceError:
        return
    assert source.blocks
