"""What makes the file fit for archives: metadata, colours, the evidence record."""

import struct
import xml.etree.ElementTree as ET
from dataclasses import replace
from io import BytesIO

import pytest
from reportlab.pdfbase import pdfdoc

from briefing.model.document import Document, Masthead, Properties, Text
from briefing.render.pdf import rlpatch
from briefing.render.pdf.colour import make_profile
from briefing.render.pdf.writer import write_pdf
from tests.render.pdf.builders import document, make_theme, open_pdf, statement
from tests.render.pdf.reading import File, read_file
from tests.render.pdf.test_writer import make_brief

THEME = make_theme()
RECORD = '{"statements": [{"id": "000:1.1", "pieces": ["„ß…"]}]}'


def read_xmp(file: File) -> dict[str, list[str]]:
    """Return the entries of the metadata by their local names."""
    text = file.streams[file.catalog["Metadata"]].decode()
    assert text.startswith("<?xpacket begin=")
    entries: dict[str, list[str]] = {}
    for description in ET.fromstring(text.split("?>", 1)[1].rsplit("<?", 1)[0]).iter():  # noqa: S314  # our own file
        if "Description" in description.tag:
            for entry in description:
                words = [each.text or "" for each in entry.iter() if each.text and each.text.strip()]
                entries[entry.tag.split("}")[1]] = words
    return entries


def write(profile: str = "3b") -> File:
    return read_file(write_pdf(replace(make_brief(), record=RECORD), THEME, profile)[0])  # type: ignore[arg-type]


def test_metadata_and_information_agree() -> None:
    data, _ = write_pdf(make_brief(), THEME)
    entries, information = read_xmp(read_file(data)), open_pdf(data).get_metadata_dict()
    assert entries["title"] == [information["Title"]]
    assert ", ".join(entries["creator"]) == information["Author"]
    assert entries["description"] == [information["Subject"]]
    assert ", ".join(entries["subject"]) == entries["Keywords"][0] == information["Keywords"]
    assert entries["Producer"] == [information["Producer"]]
    assert entries["CreatorTool"] == [information["Creator"]]
    assert entries["CreateDate"] == entries["ModifyDate"] == ["2021-05-20T00:00:00+00:00"]
    assert entries["language"] == ["en-GB"]


def test_metadata_are_readable_without_a_reader_of_pdf() -> None:
    data, _ = write_pdf(make_brief(), THEME)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data


def test_signs_that_mean_something_in_xml_are_words_in_the_metadata() -> None:
    title = 'A < B & "C"'
    data, _ = write_pdf(
        Document(
            masthead=Masthead(title=title),
            blocks=(),
            properties=Properties(authors=("D & E", "F\x00"), identifier="urn:x&y"),
        ),
        THEME,
    )
    entries = read_xmp(read_file(data))
    assert entries["title"] == [title]
    assert entries["creator"] == ["D & E", "F"]
    assert entries["identifier"] == ["urn:x&y"]


def test_what_is_not_known_is_not_said() -> None:
    data, _ = write_pdf(document(), THEME)
    assert not {"creator", "description", "subject", "Keywords", "identifier"} & read_xmp(read_file(data)).keys()


def test_the_record_is_attached_as_it_stands() -> None:
    file = write()
    (reference,) = file.catalog["AF"]
    attached = file.objects[reference]
    assert attached["AFRelationship"] == "/Data"
    assert attached["Desc"]
    assert file.streams[attached["EF"]["F"]].decode() == RECORD
    assert file.objects[attached["EF"]["F"]]["Subtype"] == "/application#2Fjson"
    assert file.objects[attached["EF"]["F"]]["Params"]["Size"] == len(RECORD.encode())
    assert file.catalog["Names"]["EmbeddedFiles"]["Names"] == ["evidence.json", reference]
    assert [read_xmp(file)[key] for key in ("part", "conformance")] == [["1"], ["B"]]
    assert b"<pdfaid:part>3</pdfaid:part>" in file.data


def test_a_reader_finds_the_record() -> None:
    data, _ = write_pdf(replace(make_brief(), record=RECORD), THEME)
    pdf = open_pdf(data)
    assert pdf.count_attachments() == 1
    attachment = pdf.get_attachment(0)
    assert attachment.get_name() == "evidence.json"
    assert bytes(attachment.get_data()).decode() == RECORD


@pytest.mark.parametrize("record", ["", RECORD])
def test_the_profile_without_attachment_takes_none(record: str) -> None:
    data, _ = write_pdf(replace(make_brief(), record=record), THEME, "2b")
    file = read_file(data)
    assert not {"AF", "Names"} & file.catalog.keys()
    assert b"<pdfaid:part>2</pdfaid:part>" in data


def test_no_record_no_attachment() -> None:
    assert "AF" not in read_file(write_pdf(make_brief(), THEME)[0]).catalog


def test_the_colour_profile_is_whole_and_always_the_same() -> None:
    profile = make_profile()
    assert struct.unpack(">I", profile[:4]) == (len(profile),)
    assert profile[12:24] == b"mntrRGB XYZ "
    assert profile[36:40] == b"acsp"
    count = struct.unpack(">I", profile[128:132])[0]
    for index in range(count):
        name, start, length = struct.unpack(">4sII", profile[132 + 12 * index : 144 + 12 * index])
        assert name.isalnum()
        assert start % 4 == 0
        assert start + length <= len(profile)
    make_profile.cache_clear()
    assert make_profile() == profile


def test_the_primaries_add_up_to_white() -> None:
    profile = make_profile()
    values: dict[bytes, tuple[int, ...]] = {}
    for index in range(9):
        name, start, _ = struct.unpack(">4sII", profile[132 + 12 * index : 144 + 12 * index])
        values[name] = struct.unpack(">3i", profile[start + 8 : start + 20])
    for axis in range(3):
        added = sum(values[name][axis] for name in (b"rXYZ", b"gXYZ", b"bXYZ"))
        assert added == pytest.approx(values[b"wtpt"][axis], abs=25)


# --------------------------------------------------------------------- what upstream does, and why rlpatch is needed


class _NoEncryption:
    encrypt = pdfdoc.NoEncryption()


def _write_stream() -> bytes:
    text: bytes = pdfdoc.PDFStream(content=b"x", filters=[]).format(_NoEncryption())
    return text


def test_upstream_still_ends_streams_without_a_line_end() -> None:
    assert _write_stream().endswith(b"xendstream\n"), "mended: whole_streams can go"
    with rlpatch.whole_streams():
        assert _write_stream().endswith(b"x\nendstream\n")
    assert _write_stream().endswith(b"xendstream\n")


def test_upstream_still_leaves_slashes_in_names() -> None:
    assert pdfdoc.PDFName("application/json") == "/application/json", "mended: archive may use PDFName"


@pytest.mark.parametrize("key", ["OutputIntents", "AF"])
def test_upstream_still_knows_no_archive(key: str) -> None:
    assert key not in pdfdoc.PDFCatalog.__NoDefault__, "mended: extend_catalogue may do less"


@pytest.mark.parametrize("key", ["StructParents", "Tabs"])
def test_upstream_still_knows_no_tags(key: str) -> None:
    assert key not in pdfdoc.PDFPage.__NoDefault__, "mended: add_page may do less"


def test_upstream_still_encodes_page_text_as_utf_8() -> None:
    assert pdfdoc.PDFZCompress.decode(pdfdoc.PDFZCompress.encode("\u00e9")) == b"\xc3\xa9", "mended: pages may be text"


def test_upstream_still_takes_its_identifier_from_the_title_alone() -> None:
    first, second = (write_pdf(document(statement(Text(text))), THEME)[0] for text in ("one", "two"))
    assert pdfdoc.PDFDocument(invariant=1).ID() == pdfdoc.PDFDocument(invariant=1).ID(), "mended: fix_identity"
    assert first[-200:] != second[-200:]


def test_upstream_still_writes_ascii85_and_names_helvetica() -> None:
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    assert rl_config.useA85, "mended: plain_streams can go"
    target = BytesIO()
    canvas = Canvas(target)
    canvas.showPage()
    canvas.save()
    assert b"/Helvetica" in target.getvalue(), "mended: no base font need be named"


def test_upstream_still_takes_the_time_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert pdfdoc.PDFDocument(invariant=0)._timeStamp.YMDhms[:3] == (1970, 1, 2), "mended: FixedTime can go"
