"""What cannot be a reference document is refused with a word on what to do."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import PackError
from briefing.packs.theme import HouseFile
from briefing.render.docx.writer import write_docx
from tests.render.docx.houses import DOCUMENT, MACROS, SECTION, House
from tests.render.samples import make_document, read_theme

THEME = read_theme()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
STRICT = b"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
MAIN = "word/document.xml"


def write(data: bytes) -> bytes:
    return write_docx(make_document(), replace(THEME, reference=HouseFile(data, "house.docx")))[0]


def change(data: bytes, name: str, alter: Callable[[bytes], bytes | None]) -> bytes:
    """Return a package with one member altered, or left out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(buffer, "w") as after:
        for member in before.namelist():
            content = alter(before.read(member)) if member == name else before.read(member)
            if content is not None:
                after.writestr(member, content)
    return buffer.getvalue()


GOOD = House().pack()
BAD = {
    "empty": (b"", "is not a Word file"),
    "text": (b"Dear all,", "is not a Word file"),
    "other archive": (change(GOOD, "_rels/.rels", lambda _: None), "is not a Word file"),
    "Word 97": (OLE, "Word 97"),
    "encrypted": (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "macros": (House(content_type=MACROS).pack(), "macros"),
    "workbook": (
        House(content_type=DOCUMENT.replace("wordprocessingml", "spreadsheetml")).pack(),
        "not a text document",
    ),
    "strict": (change(GOOD, "_rels/.rels", lambda rels: rels + b"<!--" + STRICT + b"-->"), "Strict"),
    "cut off": (GOOD[: len(GOOD) // 2], "is not a Word file"),
    "part missing": (change(GOOD, "word/styles2.xml", lambda _: None), "cannot be read"),
    "document missing": (change(GOOD, MAIN, lambda _: None), "cannot be read"),
    "no XML": (change(GOOD, MAIN, lambda _: b"<w:document"), "cannot be read"),
    "styles no XML": (change(GOOD, "word/styles2.xml", lambda _: b"<w:styles"), "cannot be read"),
    "other root": (change(GOOD, MAIN, lambda xml: xml.replace(b"w:document", b"w:glossary")), "no text part"),
    "no room": (House(section=SECTION.replace('w:left="1800"', 'w:left="9000"')).pack(), "too little room"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_a_reference_document_is_refused_with_a_way_out(name: str):
    data, said = BAD[name]
    with pytest.raises(PackError, match=said) as refused:
        write(data)
    assert refused.value.place == "house.docx"
    assert refused.value.hint
    assert refused.value.exit_code == 6


def test_a_package_that_unpacks_to_no_end_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("briefing.render.docx.house.opening._LARGEST", 1000)
    with pytest.raises(PackError, match="too large"):
        write(GOOD)


def is_refused_or_harmless(data: bytes) -> bool:
    """Tell whether bytes become a file, or an error that says what to do."""
    try:
        return write(data).startswith(b"PK")
    except PackError as refused:
        return bool(refused.hint)


def hurt(content: bytes, data: st.DataObject) -> bytes:
    broken = bytearray(content)
    for _ in range(data.draw(st.integers(1, 6))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.sampled_from(b'0aZ"<>/= :-\xff'))
    return bytes(broken)


@given(st.data())
def test_damage_to_the_package_is_refused_or_does_no_harm(data: st.DataObject):
    assert is_refused_or_harmless(hurt(GOOD, data))


@given(st.data(), st.sampled_from(zipfile.ZipFile(io.BytesIO(GOOD)).namelist()))
def test_damage_inside_a_part_is_refused_or_does_no_harm(data: st.DataObject, name: str):
    assert is_refused_or_harmless(change(GOOD, name, lambda content: hurt(content, data)))
