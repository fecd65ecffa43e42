"""Bytes become text, or a clear refusal."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import SourceError
from briefing.ingest import SourceFile
from briefing.ingest.decoding import Decoded, decode


def read(data: bytes) -> Decoded:
    return decode(SourceFile("a.txt", data))


def codes(decoded: Decoded) -> list[str]:
    return [finding.code for finding in decoded.findings]


def test_utf_8_is_read_without_a_finding() -> None:
    assert read("Zoë’s café\n".encode()) == Decoded("Zoë’s café\n")


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_tells_the_encoding(mark: bytes, encoding: str) -> None:
    assert read(mark + "Zoë".encode(encoding)) == Decoded("Zoë")


def test_what_is_no_utf_8_is_read_as_windows_1252_and_said() -> None:
    decoded = read("Zoë’s café".encode("windows-1252"))
    assert decoded.text == "Zoë’s café"
    assert codes(decoded) == ["encoding-assumed"]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\f", "\v", "\x85", "\u2028", "\u2029"])
def test_every_line_end_becomes_a_line_feed(end: str) -> None:
    assert read(f"a{end}b".encode()).text == "a\nb"


def test_a_few_control_characters_become_spaces_and_are_said() -> None:
    decoded = read(b"The pact\x00 was signed in Oslo.\x07 Both sides were there.")
    assert decoded.text == "The pact  was signed in Oslo.  Both sides were there."
    assert codes(decoded) == ["control-characters"]
    assert "2 control characters were" in decoded.findings[0].message


def test_one_control_character_is_counted_as_one() -> None:
    assert "1 control character was" in read(b"The pact was signed in Oslo.\x07").findings[0].message


def test_characters_that_no_xml_file_can_hold_become_spaces() -> None:
    assert read("a\uffffb\ufffec".encode()).text == "a b c"


def test_a_mark_inside_the_text_vanishes() -> None:
    assert read("a\ufeffb".encode()).text == "ab"


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 4,
        b"\x00\x01\x02\x03" * 100,
        b"%PDF-1.7\nplain words",
        b"PK\x03\x04plain words",
        b"\x89PNG\r\n\x1a\n",
        b"{\\rtf1 words}",
        "Words".encode("utf-32-le"),
        b"caf\xe9 \x00\x01\x02 words",
    ],
)
def test_what_is_no_text_is_refused_with_a_hint(data: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        read(data)
    assert caught.value.hint
    assert caught.value.place == "a.txt"


@settings(deadline=None)
@given(st.binary(max_size=500))
def test_any_bytes_are_text_without_control_characters_or_are_refused(data: bytes) -> None:
    try:
        text = read(data).text
    except SourceError:
        return
    assert not [letter for letter in text if ord(letter) < 32 and letter not in "\n\t"]
