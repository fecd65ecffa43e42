"""The finished file, read back as a reader's program sees it."""

import ctypes
import datetime as dt
import os
import re
import subprocess
import sys
import zlib
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # ships no types
import pytest

from briefing.model.document import (
    BulletList,
    Callout,
    Column,
    Document,
    Emphasis,
    Fact,
    Facts,
    Fine,
    Heading,
    LineBreak,
    Link,
    Masthead,
    Note,
    OrderedList,
    Paragraph,
    Properties,
    Quoted,
    Strong,
    Table,
    Tag,
    Text,
)
from briefing.render.pdf.writer import write_pdf
from tests.render.pdf.builders import (
    ROOT,
    document,
    make_sheet,
    make_theme,
    note,
    open_pdf,
    read_texts,
    statement,
    words,
)

THEME = make_theme()


def make_brief() -> Document:
    """Return a document with a node of every type, over more than one page."""
    table = Table(
        caption=(Text("Table 1. Terms"),),
        columns=(Column((Text("Term"),), "ours", 0.25), Column((Text("As reported"), note(3)), "source")),
        rows=tuple(((Text(f"Term {n}"),), (Quoted(f"c{n}", (Text(words(25)),)), note(4 + n))) for n in range(14)),
        legend=(Text("Signed is not in force."),),
    )
    points = OrderedList(((statement(Quoted("a", (Text("First point."),)), note(1)),), (statement("Second point."),)))
    remark = Paragraph(
        (Text("Words in "), Strong((Text("serif"),)), Text(" are quoted."), LineBreak(), Text("Ours not."))
    )
    link = Link("https://example.org/a?b=c", (Text("https://example.org/a?b=c"),))
    blocks = (
        Facts((Fact("Version", (Text("1.0 (final)"),)), Fact("Rests on", (Text("2 sources"),)))),
        Callout("key-points", (Heading(2, (Text("Key points"),), "key"), points, remark)),
        Heading(1, (Text("Terms"), Note(2, (Text("Seen in "), Emphasis((Text("The Paper"),)), link))), "terms"),
        table,
        Heading(3, (Text("Views"),), "views"),
        Paragraph((Text("A name "), Tag("ALLEGED"), Fine((Text("· opinion"),))), "label"),
        BulletList(((statement(Tag("ALLEGED"), Text("It is said."), note(18)),),)),
        Paragraph((Link("https://example.org/", (Text("elsewhere"),)),), "legend"),
    )
    masthead = Masthead(
        title="Northland and Sudria", subtitle="A brief", kicker="Policy brief", marking="TLP:GREEN",
        short_title="The accord", edition="v1.0",
    )  # fmt: skip
    properties = Properties(
        authors=("A. Holt", "B. Lang"), subject="The accord", keywords=("treaty", "arms"), date=dt.date(2021, 5, 20)
    )
    return Document(masthead=masthead, blocks=blocks, properties=properties)


@pytest.fixture(scope="module")
def data() -> bytes:
    data, findings = write_pdf(make_brief(), THEME)
    assert findings == ()
    return data


def read_objects(data: bytes) -> bytes:
    """Return the file with its streams unpacked, for looking at its objects."""

    def unpack(found: re.Match[bytes]) -> bytes:
        try:
            return zlib.decompress(found[1])
        except zlib.error:
            return found[1]

    return re.sub(rb"stream\r?\n(.*?)endstream", unpack, data, flags=re.DOTALL)


def list_links(page: Any) -> list[tuple[tuple[float, ...], Any, str]]:
    """Return the links of a page: where they are, the page and height they lead to, or their address."""
    document = page.pdf
    position = ctypes.c_int(0)
    links: list[tuple[tuple[float, ...], Any, str]] = []
    link, rect = pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    while pdfium.FPDFLink_Enumerate(page.raw, ctypes.byref(position), ctypes.byref(link)):
        pdfium.FPDFLink_GetAnnotRect(link, ctypes.byref(rect))
        goal = pdfium.FPDFLink_GetDest(document.raw, link)
        target = pdfium.FPDFDest_GetDestPageIndex(document.raw, goal) if goal else None
        action = pdfium.FPDFLink_GetAction(link)
        buffer = ctypes.create_string_buffer(500)
        if action and not goal:
            pdfium.FPDFAction_GetURIPath(document.raw, action, buffer, 500)
        links.append(((rect.left, rect.bottom, rect.right, rect.top), target, buffer.value.decode()))
    return links


def text_in(page: Any, rect: tuple[float, ...]) -> str:
    left, bottom, right, top = rect
    return str(page.get_textpage().get_text_bounded(left, bottom, right, top)).strip()


def test_the_text_is_all_there_with_real_spaces(data: bytes) -> None:
    flat = " ".join(" ".join(read_texts(data)).split())
    for expected in (
        "Northland and Sudria A brief",
        "1. First point.1",
        "2. Second point.",
        "Words in serif are quoted. Ours not.",
        "Terms2",
        words(25),
        "Signed is not in force.",
        "A name ALLEGED · opinion",
        "• ALLEGED It is said.18",
        "2. Seen in The Paper",
    ):
        assert expected in flat


def test_capitals_copy_as_they_were_written(data: bytes) -> None:
    assert "Policy brief" in read_texts(data)[0]
    assert "Rests on" in read_texts(data)[0]


def test_ligatures_are_never_made() -> None:
    data, _ = write_pdf(document(statement("office of the first efflux")), THEME)
    assert "office of the first efflux" in read_texts(data)[0]


def test_every_page_has_marking_and_count(data: bytes) -> None:
    texts = read_texts(data)
    for number, text in enumerate(texts, 1):
        assert f"Page {number} of {len(texts)}" in text
        assert text.count("TLP:GREEN") == 2
    assert all("The accord" in text for text in texts[1:])


def test_mark_and_note_lead_to_each_other_on_one_page(data: bytes) -> None:
    pdf = open_pdf(data)
    pairs: dict[str, list[str]] = {}
    for index, page in enumerate(pdf):
        for rect, target, url in list_links(page):
            if not url:
                assert target == index
                text = text_in(page, rect)
                pairs.setdefault(text.rstrip("."), []).append(text)
    assert {number: sorted(ends) for number, ends in pairs.items()} == {
        str(number): [str(number), f"{number}."] for number in range(1, 19)
    }


def test_links_out_are_clickable_over_their_text(data: bytes) -> None:
    found = [(text_in(page, rect), url) for page in open_pdf(data) for rect, _, url in list_links(page) if url]
    assert ("elsewhere", "https://example.org/") in found
    assert any(url == "https://example.org/a?b=c" for _, url in found)


def test_the_repeated_head_of_a_table_is_not_linked_again(data: bytes) -> None:
    assert read_texts(data)[1].count("As reported3") == 1
    assert [text_in(page, rect) for page in open_pdf(data) for rect, _, _ in list_links(page)].count("3") == 1


def test_the_outline_leads_to_title_and_headings(data: bytes) -> None:
    outline = [(item.level, item.get_title(), item.get_dest().get_index()) for item in open_pdf(data).get_toc()]
    assert outline[:3] == [(0, "Northland and Sudria", 0), (1, "Key points", 0), (1, "Terms", 0)]
    assert outline[3][:2] == (2, "Views")


def test_the_file_says_what_it_is(data: bytes) -> None:
    metadata = open_pdf(data).get_metadata_dict()
    assert metadata["Title"] == "Northland and Sudria"
    assert metadata["Author"] == "A. Holt, B. Lang"
    assert metadata["Subject"] == "The accord"
    assert metadata["Keywords"] == "treaty, arms"
    assert metadata["CreationDate"] == metadata["ModDate"] == "D:20210520000000+00'00'"
    objects = read_objects(data)
    assert b"/Lang (en-GB)" in objects
    assert re.search(rb"/DisplayDocTitle\s+true", objects)


def test_every_font_is_embedded_and_helvetica_is_not_named(data: bytes) -> None:
    objects = read_objects(data)
    assert b"Helvetica" not in objects
    names = set(re.findall(rb"/BaseFont /([^\s/]+)", objects))
    assert names
    assert all(re.fullmatch(rb"[A-Z]{6}\+Noto(Serif|Sans)-\w+", name) for name in names)
    assert objects.count(b"/FontFile2") == len(names)


def test_streams_are_not_in_ascii85_and_the_setting_is_put_back(data: bytes) -> None:
    from reportlab import rl_config

    before = rl_config.useA85
    write_pdf(document(statement("x")), THEME)
    assert rl_config.useA85 == before
    assert b"ASCII85" not in data


def test_text_stays_within_the_margins(data: bytes) -> None:
    page = THEME.page
    for sheet in open_pdf(data):
        text = sheet.get_textpage()
        for index in range(text.count_rects()):
            left, _, right, _ = text.get_rect(index)
            assert left >= page.left - 1
            assert right <= page.width - page.right + 1


def test_nothing_of_the_machine_is_in_the_file(data: bytes) -> None:
    assert str(ROOT).encode() not in read_objects(data)


@pytest.mark.slow
def test_the_same_document_makes_the_same_bytes_in_any_process(data: bytes) -> None:
    code = (
        "import sys; from tests.render.pdf.test_writer import make_brief, THEME, write_pdf;"
        "sys.stdout.buffer.write(write_pdf(make_brief(), THEME)[0])"
    )
    for zone, seed, epoch in (("Asia/Seoul", "1", "1"), ("America/Lima", "77", "1700000000")):
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "TZ": zone, "PYTHONHASHSEED": seed}
        environment["SOURCE_DATE_EPOCH"] = epoch
        process = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT, env=environment
        )
        assert process.stdout == data


def test_other_words_make_another_identifier() -> None:
    first, second = (write_pdf(document(statement(text)), THEME)[0] for text in ("one", "two"))
    identifiers = [re.findall(rb"/ID\s*\[<(\w+)>", file) for file in (first, second)]
    assert identifiers[0] != identifiers[1]


def test_a_character_that_no_font_has_is_visible_and_found() -> None:
    data, findings = write_pdf(document(statement("Kim Jong Un (김정은)")), THEME)
    assert "U+AE40" in read_texts(data)[0]
    assert [finding.code for finding in findings] == ["character-missing"]


def test_broken_characters_in_titles_and_properties_are_left_out() -> None:
    broken = Document(
        masthead=Masthead(title="A\ud800 title\x00"),
        blocks=(Heading(1, (Text("H\ud800ead"),), "a"), Heading(1, (Text("Again"),), "a")),
        properties=Properties(authors=("N\udfffame",)),
    )
    data, findings = write_pdf(broken, THEME)
    assert open_pdf(data).get_metadata_dict()["Title"] == "A title"
    assert [item.get_title() for item in open_pdf(data).get_toc()] == ["A title", "Head", "Again"]
    assert [finding.code for finding in findings] == ["characters-dropped"]


def test_more_notes_than_a_page_can_begin_is_a_finding() -> None:
    crowd = statement("x", *(note(number, words(40)) for number in range(1, 61)))
    data, findings = write_pdf(document(crowd), make_sheet(400, 200))
    assert [finding.code for finding in findings] == ["notes-overfull"]
    assert "60." in read_texts(data)[-1]


def test_an_empty_document_is_a_page() -> None:
    data, findings = write_pdf(document(title=""), THEME)
    assert len(open_pdf(data)) == 1
    assert findings == ()
