"""Words parted at the ends of lines: where, which, and that nobody who reads the text sees the hyphen."""

import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.document import Emphasis, Inline, LineBreak, Link, Note, Properties, Quoted, Tag, Text
from briefing.packs.theme import Role
from briefing.render.pdf.fonts import FontBook
from briefing.render.pdf.hyphens import SOFT_HYPHEN, Hyphenator, ends_in_hyphen, load_patterns
from briefing.render.pdf.layout import lay_out
from briefing.render.pdf.lines import Line
from briefing.render.pdf.setting import Typographer
from briefing.render.pdf.writer import write_pdf
from briefing.verify.pdf import read_pdf
from tests.render.pdf.builders import Ruler, document, make_sheet, make_theme, note, read_line, read_texts, statement
from tests.render.pdf.checks import check_file
from tests.render.pdf.test_fit import SIZE, hyphenate

THEME = hyphenate(make_theme())
TEXT = (
    "The representatives of the neighbouring states acknowledged that a comprehensive arrangement on the transport of "
    "goods remained unsatisfactory in the preceding year, although considerable improvements were anticipated by all "
    "of them, and that the administrations would nevertheless continue to exchange what information they had."
)
FRENCH = "Les gouvernements reconnaissent unanimement que les circonstances extraordinaires demeurent insatisfaisantes."
GERMAN = (
    "Die Vertreter der Nachbarstaaten haben bei ihrem Treffen im Herbst eine Vereinbarung über den Verkehr mit Waren "
    "und die Verteidigung der gemeinsamen Grenze unterzeichnet, die im folgenden Jahr in Kraft treten soll, wenn alle "
    "ihr bis dahin zugestimmt haben."
)


def part(text: str, language: str = "en-GB", *children: Inline) -> list[str]:
    """Return the pieces of the words of a text, each with "-" where a hyphen would stand; the last word is "end"."""
    typographer = Typographer(THEME, Ruler())
    words = typographer.words((Text(text), *children, Text(" end")), "statement")
    parted, hyphens = Hyphenator(language, {"fr:1": "fr"}).part(words, Ruler())
    said = ["".join(run.text for run in word.runs) + "-" * (index in hyphens) for index, word in enumerate(parted)]
    return said[:-1]


def set_text(*children: Inline, width: float = 50, role: Role = "statement") -> tuple[Line, ...]:
    typographer = Typographer(THEME, Ruler(), Hyphenator("en-GB", {}))
    return typographer.lines(children, role, width * SIZE)


def read_whole(lines: tuple[Line, ...]) -> str:
    return "".join(map(read_line, lines)).replace(SOFT_HYPHEN, "")


@pytest.mark.parametrize(
    ("language", "word", "pieces"),
    [
        ("en-GB", "comprehensive", ["com-", "pre-", "hens-", "ive"]),
        ("en-US", "comprehensive", ["com-", "pre-", "hen-", "sive"]),
        ("fr", "circonstances", ["cir-", "cons-", "tances"]),
        ("fr-CA", "gouvernement", ["gou-", "ver-", "ne-", "ment"]),
        ("de", "Verteidigungsministerium", ["Ver-", "tei-", "di-", "gungs-", "mi-", "nis-", "te-", "rium"]),
        ("de", "Zusammenarbeit", ["Zu-", "sam-", "menarbeit"]),
        ("tlh", "comprehensive", ["comprehensive"]),
    ],
)
def test_words_are_parted_by_the_patterns_of_their_language(language: str, word: str, pieces: list[str]) -> None:
    assert part(word, language) == pieces


@pytest.mark.parametrize(
    "word",
    [
        "Pyongyang", "NATO", "UNESCO", "iPhone", "McDonald", "co-operation", "1,000,000", "F-35", "paragraph7",
        "treaty",
        "https://example.org/comprehensive/arrangement", "www.comprehensive.org", "person@comprehensive.org",
        "l’accord",
    ],
)  # fmt: skip
def test_what_is_no_plain_word_stays_whole(word: str) -> None:
    assert not [piece for piece in part(word) if piece.endswith("-") and piece not in {"co-", "F-"}]


def test_punctuation_and_marks_stay_with_their_word() -> None:
    assert part("“comprehensive”,", "en-GB", Note(1, (Text("n"),))) == ["“com-", "pre-", "hens-", "ive”,1"]


def test_a_word_in_two_voices_or_of_a_link_stays_whole() -> None:
    assert part("compre", "en-GB", Emphasis((Text("hensive"),))) == ["comprehensive"]
    assert part("", "en-GB", Link("https://a.org/", (Text("comprehensive"),))) == ["comprehensive"]
    assert not any(piece.endswith("-") for piece in part("", "en-GB", Tag("COMPREHENSIVE")))


def test_a_statement_is_parted_in_its_own_language() -> None:
    assert part("", "en-GB", Quoted("fr:1", (Text("circonstances"),), "fr")) == ["cir-", "cons-", "tances"]
    assert part("", "en-GB", Quoted("en:1", (Text("circonstances"),))) == ["cir-", "con-", "stances"]


def test_the_spelling_of_a_word_is_never_changed() -> None:
    find = load_patterns("hu")
    assert find is not None
    assert 2 not in find("asszonnyal")  # "asz-szonnyal" has a letter more
    assert find("magyarország")


def test_lines_of_a_parted_paragraph_are_even_and_some_end_in_a_hyphen() -> None:
    lines = set_text(Text(TEXT))
    assert any(map(ends_in_hyphen, lines))
    assert all(line.width == pytest.approx(50 * SIZE) for line in lines[:-1])
    assert read_whole(lines) == TEXT
    plain = Typographer(THEME, Ruler()).lines((Text(TEXT),), "statement", 50 * SIZE)
    assert not any(line.spacing for line in plain)


@given(st.integers(48, 80), st.integers(1, 4), st.sampled_from([TEXT, TEXT[40:], TEXT[90:]]))
def test_no_more_than_two_lines_in_a_row_end_in_a_hyphen(width: int, times: int, text: str) -> None:
    lines = set_text(Text(" ".join([text] * times)), width=width)
    ladder = "".join("-" if ends_in_hyphen(line) else " " for line in lines)
    assert "---" not in ladder
    assert not ends_in_hyphen(lines[-1])
    assert read_whole(lines) == " ".join([text] * times).strip()
    for line in lines:
        natural = sum(run.width for run in line.runs) - (SIZE if read_line(line).endswith(" ") else 0)
        assert natural + read_line(line).rstrip().count(" ") * line.spacing <= width * SIZE + 1e-6


def test_the_last_word_of_a_paragraph_and_before_a_forced_end_stays_whole() -> None:
    for children in ((Text(f"a {'comprehensive'}"),), (Text("a comprehensive"), LineBreak(), Text("b"))):
        words = Typographer(THEME, Ruler()).words(children, "statement")
        assert Hyphenator("en-GB", {}).part(words, Ruler())[1] == {}


@pytest.mark.parametrize("role", ["note", "table-source", "table-ours", "table-head", "fact-value"])
def test_tables_and_notes_keep_whole_words(role: Role) -> None:
    assert not any(map(ends_in_hyphen, set_text(Text(TEXT), role=role)))


def test_ragged_text_has_whole_words() -> None:
    assert not any(map(ends_in_hyphen, set_text(Text(TEXT), width=40)))


def test_no_page_or_column_ends_within_a_word() -> None:
    for columns in (1, 2):
        theme = hyphenate(make_sheet(620, 160, columns=columns))
        made = document(*(statement(" ".join([TEXT] * 3), note(number)) for number in range(1, 20)))
        layout = lay_out(made, theme, Ruler())
        hyphened = 0
        for page in layout.pages:
            for before, after in zip(page.bands, [*page.bands[1:], None], strict=False):
                broken = any(ends_in_hyphen(line.line) for line in before.band.lines)
                hyphened += broken
                assert not broken or (after is not None and after.x == before.x)
        assert hyphened > 10


def write() -> bytes:
    blocks = (statement(Quoted("a:1.1", (Text(TEXT), note(1)))), statement(Quoted("b:1.1", (Text(FRENCH),), "fr")))
    return write_pdf(document(*blocks), hyphenate(make_sheet(300, 400)))[0]


@pytest.fixture(scope="module")
def data() -> bytes:
    return write()


def test_the_words_of_a_file_are_whole_to_those_who_check_or_hear_it(data: bytes) -> None:
    check_file(data)
    assert any("\ufffe" in text for text in read_texts(data))  # what the library prints for a hyphen that is none
    said = [line.text for line in read_pdf(data).lines]
    assert TEXT in said
    assert FRENCH in said
    assert read_pdf(data).troubles == ()


def test_a_hyphen_of_the_text_at_the_end_of_a_line_stays() -> None:
    text = "They spoke of the re-establishment of well-known long-standing co-operation and half-hearted measures. " * 3
    data, _ = write_pdf(document(statement(text.strip())), hyphenate(make_sheet(260, 500)))
    assert text.strip() in [line.text for line in read_pdf(data).lines]


def test_a_hyphen_within_a_line_that_claims_to_be_of_the_line_is_a_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FontBook, "render", lambda *given: given[1].replace("~", SOFT_HYPHEN))
    data, _ = write_pdf(document(statement("They re~signed at once.")), make_theme())
    assert any("hyphen within a line" in trouble for trouble in read_pdf(data).troubles)


def test_the_same_document_gives_the_same_bytes(data: bytes) -> None:
    program = "import sys; from tests.render.pdf.test_hyphens import write; sys.stdout.buffer.write(write())"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout == data


def test_the_language_of_the_document_counts() -> None:
    made = replace(document(statement(GERMAN)), properties=Properties(language="de"))
    layout = lay_out(made, hyphenate(make_sheet(250, 400)), Ruler())
    assert any(ends_in_hyphen(line.line) for placed in layout.pages[0].bands for line in placed.band.lines)


def test_patterns_are_read_only_where_words_are_parted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyphen", None)
    assert lay_out(document(statement(TEXT)), make_theme(), Ruler()).pages
