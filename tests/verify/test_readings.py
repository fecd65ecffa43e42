"""What is painted and what it is said to read: the same letters in another order are no disguise, others are."""

from pathlib import Path

import pytest

from briefing.model.document import Masthead, Quoted, Text
from briefing.render.pdf.writer import write_pdf
from briefing.verify.pdf import read_pdf
from briefing.verify.readings import have_same_letters
from tests.render.pdf.builders import document, make_theme, statement
from tests.render.pdf.tongues import make_fonts, take_fonts


def encode(text: str) -> bytes:
    return text.encode("utf-16-be").hex().upper().encode()


def tamper(data: bytes, old: str, new: str) -> bytes:
    """Return a file that says other words of the same length in the tree."""
    before, after = (
        "".join(f"\\{byte:03o}" if not 32 < byte < 127 else chr(byte) for byte in text.encode("utf-16-be")).encode()
        for text in (old, new)
    )
    assert len(before) == len(after)
    assert data.count(before) >= 1
    return data.replace(before, after)


def list_troubles(data: bytes) -> tuple[str, ...]:
    return read_pdf(data).troubles


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("שלום", "םולש", True),
        ("(א)", ")א(", True),
        ("क्षि", "िक्ष", True),
        ("a b", "ab", True),
        ("\u200bab\u200d", "ab", True),
        ("ﻻ", "لا", True),
        ("yes", "no", False),
        ("25", "52.", False),
        ("ab", "abb", False),
        ("AB", "ab", False),
    ],
)
def test_letters_are_the_same_in_any_order(left: str, right: str, same: bool) -> None:
    assert have_same_letters(left, right) is same


def test_joined_words_are_no_disguise_and_other_words_are(tmp_path: Path) -> None:
    theme = take_fonts(make_fonts(tmp_path))
    data, _ = write_pdf(document(statement(Quoted("a", (Text("He met בני כהן there"),)))), theme)
    assert list_troubles(data) == ()
    lie = tamper(data, "בני", "בית")
    assert any("read otherwise than they look" in trouble for trouble in list_troubles(lie))


def test_capitals_outside_statements_read_as_they_were_written() -> None:
    masthead = Masthead(title="T", kicker="Policy brief")
    made = document(statement("x"), title="T", kicker=masthead.kicker)
    delivered = read_pdf(write_pdf(made, make_theme())[0])
    assert "Policy brief" in [line.text for line in delivered.lines]
    assert delivered.troubles == ()


def test_running_words_read_in_their_order(tmp_path: Path) -> None:
    theme = take_fonts(make_fonts(tmp_path))
    made = document(*(statement("word " * 300) for _ in range(3)), title="T", short_title="דן כהן (25)")
    running = read_pdf(write_pdf(made, theme)[0]).running
    assert "דן כהן (25)" in " ".join(running[1].split())
