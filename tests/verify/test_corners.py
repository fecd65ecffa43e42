"""What seldom comes up: each rule where it is met alone."""

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped,unused-ignore]  # ships no types
import pytest

from briefing.errors import CheckError
from briefing.ingest import SourceFile, read_sources
from briefing.model.brief import Citation, Locator
from briefing.model.document import Document, Heading, Text, read_plain
from briefing.model.source import Reference, SourceId
from briefing.model.statement import Derived
from briefing.verify.account import Accountant
from briefing.verify.docx import read_docx
from briefing.verify.labels import speaks
from briefing.verify.notes import NoteReader, check_citations
from briefing.verify.pdf import Content, Element, Tree, _arrange, read_pdf
from briefing.verify.record import SourceClaim, read_record
from briefing.verify.report import set_report
from briefing.verify.sources import Witness, _read
from briefing.verify.wording import Wordbook
from tests.verify.conftest import Desk, codes, edit_part, make_desk, tell

STORY = "word/document.xml"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture
def accountant(desk: Desk) -> Accountant:
    return Accountant(read_record(desk.document.record), desk.assembly.pack, None)


def test_a_tag_may_stand_behind_a_label(accountant: Accountant) -> None:
    label = Derived(text="John Kirby", rule="speaker")
    printed = replace(accountant.record.printed[3], label=label, tag="tag-alleged")
    answer = accountant.above("John Kirby ALLEGED", printed)
    assert answer is not None
    assert answer.kind == "derived"
    assert accountant.beside("", [printed]) == ("", [])


def test_a_line_may_begin_with_the_title_of_a_section(accountant: Accountant) -> None:
    assert accountant.line("Treaty terms: Key points").kind == "pack"
    assert accountant.line("Treaty terms: anything").kind == "unknown"


def test_what_is_told_of_the_method_stands_under_its_heading(desk: Desk) -> None:
    def swap(document: Document) -> Document:
        titles = {"Sources and method": "Chronology", "Chronology": "Sources and method"}
        blocks = tuple(
            replace(block, children=(Text(titles.get(read_plain(block.children), read_plain(block.children))),))
            if isinstance(block, Heading) else block
            for block in document.blocks
        )  # fmt: skip
        return replace(document, blocks=blocks)

    for report in desk.check_all(desk.record(swap(desk.document))):
        assert "heading-wrong" in codes(report), tell(report)


def test_a_latest_date_that_no_source_names_is_wrong(root: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Russia and North Korea signed a treaty on 19 June 2024 in Halden.\n", encoding="utf-8"
    )
    desk = make_desk(tmp_path, root / "templates")
    record = json.loads(desk.document.record)
    place = next(n for n, (_, value) in enumerate(record["facts"]) if value == "19 June 2024")
    record["facts"][place][1] = "19 June 1924"
    report = desk.check(desk.render(replace(desk.document, record=json.dumps(record)), ["docx"])[0])
    assert "fact-wrong" in codes(report)


def test_what_a_key_point_has_alone_is_a_note(desk: Desk, docx: bytes) -> None:
    report = desk.check(
        edit_part(docx, STORY, lambda xml: xml.replace("the treaty on 20 June", "the treaty on 29 August", 1))
    )
    assert any("has what no statement below it has: 29, August" in remark for remark in report.remarks)


# --------------------------------------------------------------------------------------------------------- Word files


def word_file(body: str, **parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(STORY, f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return made.getvalue()


def test_what_stands_twice_for_older_programs_is_read_once() -> None:
    box = "<w:p><w:r><w:t>Boxed.</w:t></w:r></w:p>"
    compatible = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    choice = f"<mc:AlternateContent {compatible}>{both}</mc:AlternateContent>"
    read = read_docx(word_file(f"<w:p><w:r>{choice}</w:r></w:p>"))
    assert [line.text for line in read.lines] == ["Boxed."]


def test_a_list_of_contents_is_read_apart() -> None:
    entry = '<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:r><w:t>Treaty terms</w:t><w:tab/><w:t>3</w:t></w:r></w:p>'
    read = read_docx(word_file(f"{entry}<w:p/>"))
    assert (read.contents, read.lines) == (("Treaty terms 3",), ())


def test_bookmarks_of_others_mark_no_statement() -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="theirs"/><w:r><w:t>Words.</w:t></w:r><w:bookmarkEnd w:id="1"/>'
    (line,) = read_docx(word_file(f"<w:p>{mark}</w:p>")).lines
    assert [each.statement for each in line.stretches] == [""]


# --------------------------------------------------------------------------------------------------------------- PDFs


def make_tree(*words: tuple[str, str, str, bool]) -> Tree:
    """Make a tree of one paragraph for each of some words: tag, id, text, and whether they are disguised."""
    tree = Tree()
    for number, (tag, identity, text, disguised) in enumerate(words):
        tree.elements[number,] = Element("P", "")
        tree.elements[number, 0] = Element(tag, identity)
        tree.contents[number, 0, 0] = Content(text, 1, disguised)
    return tree


def test_words_that_read_otherwise_than_they_look_are_named() -> None:
    read = _arrange(make_tree(("Quote", "01:1.1", "is", True), ("Span", "", "·", True)), "")
    assert read.troubles == ("words that read otherwise than they look: “is”",)


def test_marks_count_from_one_and_have_notes() -> None:
    read = _arrange(make_tree(("Reference", "", "2", False), ("Note", "note-7", "A note.", False)), "")
    assert read.troubles == (
        "the marks do not count from 1 without a gap: 2", "mark 2 has no note", "note 7 has no mark",
    )  # fmt: skip


def test_another_attachment_is_no_record(desk: Desk, pdf: bytes) -> None:
    document = pypdfium2.PdfDocument(pdf)
    document.new_attachment("a.txt").set_data(b"a")
    made = io.BytesIO()
    document.save(made)
    document.close()
    assert read_pdf(made.getvalue()).record == desk.document.record


def test_a_drawing_may_have_words_in_it(desk: Desk, pdf: bytes) -> None:
    from pypdfium2 import raw

    document = pypdfium2.PdfDocument(pdf)
    form = raw.FPDF_NewXObjectFromPage(document, document, 0)
    page = document[0]
    raw.FPDFPage_InsertObject(page, raw.FPDF_NewFormObjectFromXObject(form))
    raw.FPDFPage_GenerateContent(page)
    made = io.BytesIO()
    document.save(made)
    document.close()
    assert "page 1 holds a drawing that may have words in it" in tell(desk.check(made.getvalue()))


# ----------------------------------------------------------------------------------------------- speakers and notes


@pytest.mark.parametrize(
    ("sentence", "before", "can"),
    [
        ("Holt signed it.", "", True),
        ("Brandt said that he would not sign.", "", False),
        ("He would not sign.", "", True),
        ("The treaty is void.", "“It is", True),
        ("The treaty is void.", "", False),
        ("“I said no,” it read.", "", True),
    ],
)
def test_a_sentence_is_a_speakers_if_it_can_be(sentence: str, before: str, can: bool) -> None:
    assert speaks("Mara Holt", sentence, before) is can


@pytest.fixture
def witness() -> Witness:
    texts = ("They met 40 times.", "Reuters reported that they met.", "Nothing.", "It was first covered by AP.")
    documents, _ = read_sources([SourceFile("a.txt", "\n\n".join(texts).encode())])
    return Witness(documents={each.id: each for each in documents}, sentences={})


def test_a_reporter_is_named_where_the_source_is_cited(desk: Desk, witness: Witness) -> None:
    record = read_record(desk.document.record)
    claim = record.statements[record.printed[0].statement]

    def check(source: str, paragraph: int, via: str) -> set[str]:
        cited = Citation(source=SourceId(source), paragraphs=(paragraph,), relation="see-also", via=via)
        printed = replace(record.printed[0], citations=(cited,))
        return {problem.code for problem in check_citations(printed, claim, witness)}

    assert check("a", 1, "Reuters") == check("a", 2, "Reuters") == check("a", 1, "AP") == set()
    assert check("a", 3, "Reuters") == {"note-via"}
    assert check("zz", 1, "Reuters") == set()


def test_places_are_said_as_notes_say_them(desk: Desk) -> None:
    record = read_record(desk.document.record)
    phrases = desk.assembly.pack.phrases
    fewer = replace(phrases, entries={k: v for k, v in phrases.entries.items() if k != "note-articles"})
    reader = NoteReader(record, Wordbook(replace(desk.assembly.pack, phrases=fewer)))
    source = record.sources[0].id

    def say(*paragraphs: int, locator: Locator | None = None) -> str:
        return reader.say_place(Citation(source=source, paragraphs=paragraphs, locator=locator))

    assert say() == ""
    assert say(3) == "para. 3"
    assert say(2, 3, 4, 9) == "paras. 2–4 and 9"
    assert say(1, locator=Locator("page", ("iv", "v"))) == "pp. iv and v"
    none = replace(record.printed[0], citations=(), remarks=())
    assert [problem.code for problem in reader.check("Words.", none, {})] == ["note-locator"]


def test_a_source_that_cannot_be_read_is_said() -> None:
    claim = SourceClaim(id=SourceId("x"), file="x.zip", digest="", reference=Reference())
    with pytest.raises(CheckError):
        _read([claim], {"x.zip": b"\0\1\2"})


@pytest.mark.parametrize(("key", "value"), [
    (("language",), "english, mostly"),
    (("statements", "01:2.1", "claims"), ["nowhere"]),
    (("sources", 0, "metadata", "authors"), ["A", "A"]),
    (("sources", 0, "metadata", "kind"), "rumour"),
    (("printed", 0, "tag"), "tag-true"),
    (("handling",), {"status": "secret"}),
])  # fmt: skip
def test_a_value_that_cannot_be_is_a_damaged_record(desk: Desk, key: tuple[Any, ...], value: object) -> None:
    record = json.loads(desk.document.record)
    place = record
    for step in key[:-1]:
        place = place[step]
    place[key[-1]] = value
    with pytest.raises(CheckError, match="damaged"):
        read_record(json.dumps(record))


def test_a_remark_that_cites_needs_its_place_in_the_note(desk: Desk) -> None:
    record = json.loads(desk.document.record)
    cited = {"source": "02", "paragraphs": [4], "relation": "words"}
    record["printed"][0]["remarks"] = [{"kind": "date-inferred", "citation": cited}]
    report = desk.check(desk.render(replace(desk.document, record=json.dumps(record)), ["docx"])[0])
    assert "note-locator" in codes(report)


def test_what_is_wrong_with_the_whole_file_is_said_before_its_lines(desk: Desk, docx: bytes) -> None:
    changed = edit_part(docx, "word/header2.xml", lambda xml: xml.replace("Russia–North Korea treaty", "Secret treaty"))
    told = list(set_report(desk.check(changed)))
    assert any(line.startswith("  running-words: headers and footers have words") for line in told)


def test_a_label_may_not_rest_beyond_its_source(desk: Desk) -> None:
    record = json.loads(desk.document.record)
    label = next(each["label"] for each in record["printed"] if each.get("label", {}).get("basis"))
    label["basis"][0][1:] = [90_000, 90_005]
    report = desk.check(desk.render(replace(desk.document, record=json.dumps(record)), ["docx"])[0])
    assert "basis-wrong" in codes(report)


def test_a_source_that_is_cited_for_the_same_has_the_same_numbers(desk: Desk) -> None:
    record = json.loads(desk.document.record)
    cited = next(c for each in record["printed"] for c in each["citations"] if c["relation"] == "see-also")
    cited.update(relation="same", paragraphs=[1])
    report = desk.check(desk.render(replace(desk.document, record=json.dumps(record)), ["docx"])[0])
    assert "note-same" in codes(report)
