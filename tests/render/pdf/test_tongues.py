"""Scripts beyond the bundled faces: real glyphs where fonts are there, and the words of the source for all who read."""

import io
import re
from pathlib import Path

import pytest

from briefing.model.document import Document, Link, Quoted, Text, iterate_blocks, read_plain
from briefing.packs.theme import Theme
from briefing.render.pdf import shaping
from briefing.render.pdf.writer import write_pdf
from briefing.verify.pdf import read_pdf
from tests.render.pdf.builders import document, note, read_texts, statement
from tests.render.pdf.checks import check_file
from tests.render.pdf.reading import Node, read_file, read_tree
from tests.render.pdf.tongues import NAMES, SENTENCES, make_fonts, make_tongues, take_fonts


@pytest.fixture(scope="module")
def theme(tmp_path_factory: pytest.TempPathFactory) -> Theme:
    return take_fonts(make_fonts(tmp_path_factory.mktemp("fonts")))


@pytest.fixture(scope="module")
def data(theme: Theme) -> bytes:
    data, findings = write_pdf(make_tongues(), theme)
    assert findings == ()
    return data


def write(theme: Theme, text: str, language: str = "") -> bytes:
    return write_pdf(document(statement(Quoted("a", (Text(text),), language))), theme)[0]


def list_words(made: Document) -> dict[str, str]:
    return {each.id: read_plain(each.children) for each in iterate_blocks(made.blocks) if isinstance(each, Quoted)}


def find_spans(data: bytes) -> list[Node]:
    return read_tree(read_file(data)).find("Span")


def test_every_sentence_reads_as_its_source_wrote_it(data: bytes) -> None:
    delivered = read_pdf(data)
    said = {identity: words for line in delivered.lines for identity, words, _ in line.statements()}
    assert said == list_words(make_tongues())
    assert delivered.troubles == ()


def test_title_heading_caption_and_notes_read_as_they_were_written(data: bytes) -> None:
    delivered = read_pdf(data)
    texts = [line.text for line in delivered.lines]
    assert texts.count(NAMES) == 3
    assert SENTENCES["ar"] in texts
    assert list(delivered.notes) == [f"{words} So says {NAMES}." for words in SENTENCES.values()]


def test_the_file_meets_what_every_file_must_meet(data: bytes) -> None:
    check_file(data)


def test_no_code_point_and_no_empty_box_is_on_the_pages(data: bytes) -> None:
    text = "".join(read_texts(data))
    assert "\u2039U+" not in text
    assert "\ufffd" not in text


def test_the_same_document_and_fonts_make_the_same_bytes(data: bytes, theme: Theme) -> None:
    assert write_pdf(make_tongues(), theme)[0] == data


def test_a_glyph_is_as_wide_as_its_font_makes_it(data: bytes) -> None:
    from fontTools.ttLib import TTFont

    file = read_file(data)
    fonts = [each for each in file.objects.values() if isinstance(each, dict) and each.get("Type") == "/Font"]
    own = [each for each in fonts if "Test" in each["BaseFont"]]
    assert len(own) >= 5
    for each in own:
        embedded = TTFont(io.BytesIO(file.streams[file.follow(each["FontDescriptor"])["FontFile2"]]))
        scale = 1000 / embedded["head"].unitsPerEm
        codes = embedded["cmap"].tables[0].cmap
        for code, width in enumerate(file.follow(each["Widths"])):
            assert abs(embedded["hmtx"][codes.get(code, ".notdef")][0] * scale - width) < 0.01


def test_each_code_says_the_letters_that_its_glyph_stands_for(data: bytes) -> None:
    file = read_file(data)
    tables = [each for each in file.streams.values() if b"beginbfchar" in each and b"TestArabic" in each]
    said = [
        bytes.fromhex(code.decode()).decode("utf-16-be")
        for each in tables
        for code in re.findall(rb"> <(\w{4,})>", each)
    ]
    assert "لا" not in said  # no such pair is in the sentence
    assert {"و", "ق", "ع"} <= set(said)
    assert not any("\ue000" <= char <= "\uf8ff" for text in said for char in text)


def test_letters_that_are_one_glyph_say_both(theme: Theme) -> None:
    file = read_file(write(theme, "سلام"))
    (table,) = [each for each in file.streams.values() if b"beginbfchar" in each and b"TestArabic" in each]
    assert "لا".encode("utf-16-be").hex().upper().encode() in table


def test_words_that_run_from_the_right_say_in_the_tree_what_they_read(theme: Theme) -> None:
    data = write(theme, "He met أمل سالم (today) there.")
    spans = [node.entries["ActualText"] for node in find_spans(data)]
    assert [decode(each) for each in spans] == ["He met ", "أمل سالم", " (today) there."]


def test_marks_of_two_digits_keep_their_order(theme: Theme) -> None:
    quoted = [statement(Quoted(f"s:{n}", (Text("שלום לכולם"), note(n, "דן (25)")), "he")) for n in range(1, 24)]
    delivered = read_pdf(write_pdf(document(*quoted), theme)[0])
    assert delivered.troubles == ()
    assert [mark for line in delivered.lines for mark in line.marks] == list(range(1, 24))
    assert set(delivered.notes) == {"דן (25)"}


def test_a_link_in_words_from_the_right_leads_to_its_address(theme: Theme) -> None:
    link = Link("https://example.org/a", (Text("דן כהן"),))
    data, _ = write_pdf(document(statement("see ", link, " there")), theme)
    check_file(data)
    assert read_pdf(data).lines[-1].text == "see דן כהן there"


def decode(text: str) -> str:
    raw = re.sub(r"\\(\d{3})", lambda found: chr(int(found[1], 8)), text).encode("latin-1")
    return raw[2:].decode("utf-16-be") if raw.startswith(b"\xfe\xff") else raw.decode("latin-1")


def test_a_script_of_one_language_says_its_language(theme: Theme) -> None:
    contents = b"".join(read_file(write(theme, "Park (박서준) left.")).streams.values())
    assert b"/Lang (ko)" in contents
    assert [node.entries.get("Lang") for node in find_spans(write(theme, "Dan דן left"))] == [None, "he", None]


def test_latin_words_have_no_spans(theme: Theme) -> None:
    data = write(theme, "Only words in Latin, Ελληνικά, Кириллица.")
    assert find_spans(data) == []
    assert b"/Span" not in b"".join(read_file(data).streams.values())


def test_joined_letters_without_a_shaper_are_a_finding_and_the_others_are_set(
    theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.render.pdf.fonts.has_shaper", lambda: False)
    data, findings = write_pdf(document(statement("박서준 आशा أمل דן")), theme)
    text = read_texts(data)[0]
    assert "박서준" in text
    assert "\u2039U+05D3" not in text
    assert "\u2039U+0906\u203a" in text
    assert "\u2039U+0623\u203a" in text
    assert [finding.message.partition(":")[0] for finding in findings] == [
        "Arabic cannot be set without a shaper",
        "Devanagari cannot be set without a shaper",
    ]
    assert all("briefing[scripts]" in finding.hint for finding in findings)


def test_a_character_that_no_font_has_is_named_with_its_place_and_what_to_do(tmp_path: Path) -> None:
    missing = document(statement(Quoted("000:1.2", (Text("The leader (김) spoke."),))))
    _, (finding,) = write_pdf(missing, take_fonts(tmp_path))
    assert finding.code == "character-missing"
    assert "U+AE40 HANGUL SYLLABLE GIM" in finding.message
    assert finding.place == "statement 000:1.2, near “The leader (김) spoke.”"
    assert "fonts/" in finding.hint
    assert "Hangul" in finding.hint


def test_the_place_of_a_missing_character_is_told_wherever_it_stands(tmp_path: Path) -> None:
    theme = take_fonts(tmp_path)
    made = {
        "in the title, near “A 김”": document(title="A 김"),
        "note 1, near “by 김”": document(statement("x", note(1, "by 김"))),
        "near “in 김 ours”": document(statement("in 김 ours")),
        "near “김”": document(statement("x" * 3000), title="T", kicker="김"),
    }
    for place, each in made.items():
        assert write_pdf(each, theme)[1][0].place.strip() == place


def test_a_picture_character_is_never_looked_for_in_fonts(theme: Theme) -> None:
    data, (finding,) = write_pdf(document(statement("Well \U0001f600 done")), theme)
    assert "\u2039U+1F600\u203a" in read_texts(data)[0]
    assert finding.message.startswith("no font has U+1F600 GRINNING FACE")
    assert "in words" in finding.hint


def test_a_rare_letter_does_not_take_its_word_with_it(theme: Theme) -> None:
    data, (finding,) = write_pdf(document(statement("박서준갂")), theme)
    text = read_texts(data)[0]
    assert "박서준" in text
    assert "\u2039U+AC02\u203a" in text
    assert "U+AC02" in finding.message


def test_joiners_stay_with_their_letters(theme: Theme) -> None:
    said = "क\u094d\u200dष और"
    assert [words for line in read_pdf(write(theme, said)).lines for _, words, _ in line.statements()] == [said]


def test_a_word_wider_than_its_cell_is_cut_and_still_reads(theme: Theme) -> None:
    for word in ("قسطنطينيةوسمرقند" * 8, "कमल" * 60, "שלום" * 40, "박서준" * 50):
        said = [words for line in read_pdf(write(theme, word)).lines for _, words, _ in line.statements()]
        assert said == [word]


def test_fonts_of_bundled_families_are_not_asked_for_without_need(
    theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*given: object) -> None:
        raise AssertionError(given)

    monkeypatch.setattr("briefing.render.pdf.shelf.read_font_file", refuse)
    assert "Łódź" in read_texts(write(theme, "Łódź, Αθήνα, Київ"))[0]


def test_the_shaper_is_looked_for_and_not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shaping, "find_spec", lambda _: None)
    shaping.has_shaper.cache_clear()
    assert not shaping.has_shaper()
    shaping.has_shaper.cache_clear()
