"""Files as they come: worked on in Word, saved again, of other sources, without a record, or no brief at all."""

import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped,unused-ignore]  # ships no types
import pytest

from briefing.cli import main
from briefing.errors import CheckError
from briefing.model.document import Document
from tests.verify.conftest import Desk, codes, edit_part, tell

STORY, NOTES, EVIDENCE = "word/document.xml", "word/footnotes.xml", "customXml/item1.xml"


def swap(old: str, new: str) -> Callable[[str], str]:
    return lambda xml: xml.replace(old, new, 1)


def exchange(first: str, second: str) -> Callable[[str], str]:
    return lambda xml: xml.replace(first, "\0", 1).replace(second, first, 1).replace("\0", second, 1)


QUOTED_STATUS = r"(status(?:\"|&quot;):(?:\"|&quot;))alleged"
HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>not for readers</w:t></w:r></w:p>"
BOX = "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Boxed words.</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"


@pytest.mark.parametrize(
    ("part", "change", "code"),
    [
        (STORY, swap("condemned the treaty on 20", "condemned the treaty on 21"), "words-altered"),
        (STORY, swap("condemned the treaty on 20", "did not condemn the treaty on 20"), "words-altered"),
        (STORY, swap("condemned the treaty", "con\u200bdemned the treaty"), "words-altered"),
        (STORY, swap("condemned the treaty on", "condemned on"), "words-cut"),
        (STORY, swap("</w:p>", HIDDEN), "trouble"),
        (STORY, swap("</w:p>", BOX), "unaccounted"),
        (STORY, swap("</w:p>", '<w:ins w:id="9"><w:r><w:t> Added.</w:t></w:r></w:ins></w:p>'), "head-altered"),
        (STORY, swap('<w:footnoteReference w:id="2"/>', '<w:footnoteReference w:id="1"/>'), "trouble"),
        (STORY, swap('<w:footnoteReference w:id="2"/>', '<w:footnoteReference w:id="99"/>'), "trouble"),
        (NOTES, exchange(">8<", ">14<"), "note-altered"),
        (NOTES, swap("Putin and Kim sign", "Kim and Putin sign"), "note-altered"),
        ("word/header2.xml", swap("Russia–North Korea treaty", "Secret treaty"), "running-words"),
        (EVIDENCE, lambda xml: re.sub(QUOTED_STATUS, r"\1reported", xml, count=1), "tag-wrong"),
    ],
)
def test_a_change_of_a_word_file_is_named(
    desk: Desk, docx: bytes, part: str, change: Callable[[str], str], code: str
) -> None:
    changed = edit_part(docx, part, change)
    report = desk.check(changed)
    assert report.exit_code == 1
    assert code in codes(report), tell(report)


def test_words_that_are_struck_out_are_read_as_gone(desk: Desk, docx: bytes) -> None:
    struck = edit_part(docx, STORY, lambda xml: re.sub(
        r"<w:r>((?:(?!</w:r>).)*)<w:t([^>]*)>([^<]*condemned the treaty on 20[^<]*)</w:t></w:r>",
        r'<w:del w:id="9"><w:r>\1<w:delText\2>\3</w:delText></w:r></w:del>', xml, count=1))  # fmt: skip
    report = desk.check(struck)
    assert "statement-missing" in codes(report), tell(report)


# ------------------------------------------------------------------------------------------------- worked on by hand


def paragraphs(xml: str) -> list[str]:
    return re.findall(r"<w:p>(?:(?!<w:p>).)*?</w:p>", xml, re.DOTALL)


def test_a_sentence_that_an_editor_cut_is_named_with_its_place(desk: Desk, docx: bytes) -> None:
    lost = "<w:p>" + docx_paragraph(docx, "Munitions have given North Korea")
    report = desk.check(edit_part(docx, STORY, lambda xml: xml.replace(lost, "", 1)))
    assert codes(report) == {"statement-missing", "trouble"}, tell(report)  # its note is still in the file
    assert [entry.statement for entry in report.failures] == ["05:4.1"]


def docx_paragraph(docx: bytes, words: str) -> str:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        found = next(each for each in paragraphs(archive.read(STORY).decode()) if words in each)
    return found.removeprefix("<w:p>")


def test_a_sentence_that_an_editor_added_is_the_only_complaint(desk: Desk, docx: bytes) -> None:
    after = docx_paragraph(docx, "Munitions have given North Korea")
    added = "<w:p><w:r><w:t>This is new.</w:t></w:r></w:p>"
    report = desk.check(edit_part(docx, STORY, lambda xml: xml.replace(after, after + added, 1)))
    assert [entry.text for entry in report.failures] == ["This is new."]
    assert codes(report) == {"unaccounted"}, tell(report)


def test_a_word_that_an_editor_changed_is_marked_in_both_texts(desk: Desk, docx: bytes) -> None:
    report = desk.check(edit_part(docx, STORY, swap("something that Russia needs", "something that Russia wants")))
    (entry,) = report.failures
    (problem,) = entry.problems
    assert (entry.statement, problem.code) == ("05:4.1", "words-altered")
    assert "⟦needs.⟧" in problem.expected
    assert "⟦wants.⟧" in problem.found


def test_a_statement_that_an_editor_moved_is_said_to_have_moved(desk: Desk, docx: bytes) -> None:
    moved = "<w:p>" + docx_paragraph(docx, "Munitions have given North Korea")
    after = docx_paragraph(docx, "Russia and North Korea deny any transfer")
    report = desk.check(edit_part(docx, STORY, lambda xml: xml.replace(moved, "", 1).replace(after, after + moved, 1)))
    assert codes(report) == {"line-moved", "statement-moved"}, tell(report)


# --------------------------------------------------------------------------------------------------- saved again


def test_a_pdf_that_another_program_has_saved_is_proven(desk: Desk, pdf: bytes) -> None:
    again = io.BytesIO()
    document = pypdfium2.PdfDocument(pdf)
    document.save(again)
    document.close()
    assert again.getvalue() != pdf
    report = desk.check(again.getvalue())
    assert report.exit_code == 0, tell(report)


def test_words_painted_over_a_page_are_found(desk: Desk, pdf: bytes) -> None:
    from pypdfium2 import raw

    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    text = raw.FPDFPageObj_NewTextObj(document, b"Helvetica", 12.0)
    raw.FPDFText_SetText(text, _wide("The treaty is void.".encode("utf-16-le") + b"\0\0"))
    raw.FPDFPageObj_Transform(text, 1, 0, 0, 1, 80, 80)
    raw.FPDFPage_InsertObject(page, text)
    raw.FPDFPage_GenerateContent(page)
    made = io.BytesIO()
    document.save(made)
    document.close()
    report = desk.check(made.getvalue())
    assert report.exit_code == 1
    assert "The treaty is void." in tell(report)


def _wide(words: bytes) -> Any:
    import ctypes

    return (ctypes.c_ushort * (len(words) // 2)).from_buffer_copy(words)


# ---------------------------------------------------------------------------------------------------------- sources


@pytest.fixture
def copied(desk: Desk, tmp_path: Path) -> Path:
    shutil.copytree(desk.folder, tmp_path / "dossier")
    return tmp_path / "dossier"


def test_a_changed_source_is_told_apart_from_a_changed_brief(desk: Desk, docx: bytes, copied: Path) -> None:
    file = copied / "04-responses.md"
    file.write_text(file.read_text(encoding="utf-8").replace("condemned", "welcomed"), encoding="utf-8")
    report = desk.check(docx, copied)
    assert report.exit_code == 1
    assert codes(report) == {"source-changed"}, tell(report)
    assert {entry.verdict for entry in report.entries if entry.statement.startswith("04:")} == {"unchecked"}


def test_a_source_that_is_gone_is_named(desk: Desk, docx: bytes, copied: Path) -> None:
    (copied / "04-responses.md").unlink()
    report = desk.check(docx, copied)
    assert codes(report) == {"source-missing"}, tell(report)


def test_without_sources_nothing_is_called_proven(desk: Desk, docx: bytes) -> None:
    report = desk.check(docx, bare=True)
    assert report.exit_code == 2
    assert "no sources were given: what is quoted was not held against them" in report.remarks
    assert {entry.verdict for entry in report.entries if entry.statement} == {"unchecked"}


def test_without_sources_a_changed_word_is_found(desk: Desk, docx: bytes) -> None:
    changed = edit_part(docx, STORY, swap("condemned the treaty on 20", "welcomed the treaty on 20"))
    report = desk.check(changed, bare=True)
    assert report.exit_code == 1
    assert codes(report) == {"line-altered"}, tell(report)


def test_without_the_pack_its_words_are_said_to_be_unchecked(desk: Desk, docx: bytes) -> None:
    report = desk.check(docx, pack="no-such-pack")
    assert report.exit_code == 2
    assert any("no-such-pack" in remark for remark in report.remarks)


def test_a_pack_of_another_version_is_not_held_against_the_file(desk: Desk) -> None:
    other = desk.document.record.replace('"version":"1.0.0"', '"version":"0.1.0"')
    data = desk.render(replace(desk.document, record=other), ["docx"])[0]
    report = desk.check(data)
    assert report.exit_code == 2
    assert any("policy-brief 0.1.0" in remark for remark in report.remarks)


# ---------------------------------------------------------------------------------------------- what cannot be checked


def with_record(document: Document, change: Callable[[dict[str, Any]], object]) -> Document:
    record = json.loads(document.record)
    change(record)
    return replace(document, record=json.dumps(record))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b"Hello", "neither"),
        (b"PK\x03\x04 but no more", "damaged"),
        (b"%PDF-1.7 but no more", "damaged"),
    ],
)
def test_what_is_no_brief_is_refused_in_a_sentence(desk: Desk, data: bytes, message: str) -> None:
    with pytest.raises(CheckError, match=message):
        desk.check(data)


def test_a_file_without_a_record_is_refused(desk: Desk) -> None:
    for data in desk.render(replace(desk.document, record="")):
        with pytest.raises(CheckError, match="no evidence record"):
            desk.check(data)


def test_a_damaged_record_is_refused(desk: Desk) -> None:
    for record in ("{", "[]", '{"format": 1}'):
        data = desk.render(replace(desk.document, record=record), ["docx"])[0]
        with pytest.raises(CheckError, match="damaged"):
            desk.check(data)
    newer = with_record(desk.document, lambda found: found.update(format=99))
    with pytest.raises(CheckError, match="format 99"):
        desk.check(desk.render(newer, ["docx"])[0])


def test_the_brief_of_another_dossier_is_refused(desk: Desk, docx: bytes, tmp_path: Path) -> None:
    with pytest.raises(CheckError, match="none of the sources"):
        desk.check(docx, tmp_path)


def test_a_locked_pdf_and_one_without_structure_are_refused(desk: Desk) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    for lock, message in ((StandardEncryption("secret"), "locked"), (None, "structure")):
        made = io.BytesIO()
        canvas = Canvas(made, encrypt=lock)
        canvas.drawString(72, 72, "Some words.")
        canvas.save()
        with pytest.raises(CheckError, match=message):
            desk.check(made.getvalue())


def test_a_zip_that_is_no_word_file_is_refused(desk: Desk) -> None:
    import zipfile

    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(CheckError, match="no Word file"):
        desk.check(made.getvalue())


def test_a_source_that_lies_outside_the_folder_is_not_looked_for(desk: Desk) -> None:
    def lead_out(record: dict[str, Any]) -> None:
        record["sources"][0]["file"] = "../sources/01-signing.txt"

    report = desk.check(desk.render(with_record(desk.document, lead_out), ["docx"])[0])
    assert "source-missing" in codes(report)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("empty", "this file is empty"),
        ("half a Word file", "this Word file is damaged"),
        ("spoilt Word file", "this Word file is damaged"),
        ("torn PDF", "this PDF is damaged"),
        ("locked PDF", "this PDF is locked with a password"),
        ("any PDF", "this PDF has no structure tree"),
        ("picture", "this is neither a PDF nor a Word file"),
    ],
)
def test_the_command_leaves_with_2_and_a_sentence(
    docx: bytes, pdf: bytes, tmp_path: Path, name: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    made = {
        "empty": b"", "half a Word file": docx[: len(docx) // 2], "torn PDF": pdf[:900],
        "spoilt Word file": docx[:3000] + b"\0" * 400 + docx[3400:],
        "locked PDF": draw_pdf(lock="secret"), "any PDF": draw_pdf(), "picture": b"\x89PNG\r\n",
    }  # fmt: skip
    file = tmp_path / "brief"
    file.write_bytes(made[name])
    assert main(["verify", str(file), "--sources", str(tmp_path)]) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"error: {message}")
    assert str(file) in told


def test_the_command_refuses_the_brief_of_another_dossier(
    docx: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "brief.docx"
    file.write_bytes(docx)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "one.txt").write_text("Another story.\n", encoding="utf-8")
    assert main(["verify", str(file), "--sources", str(tmp_path / "other")]) == 2
    assert "none of the sources of this brief is there" in capsys.readouterr().err


def draw_pdf(lock: str = "") -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    made = io.BytesIO()
    canvas = Canvas(made, encrypt=StandardEncryption(lock) if lock else None)
    canvas.drawString(72, 72, "Some words.")
    canvas.save()
    return made.getvalue()


@pytest.mark.parametrize("options", [
    ["--linearize"], ["--object-streams=generate"], ["--qdf", "--object-streams=disable"],
    ["--recompress-flate", "--object-streams=generate", "--linearize"],
])  # fmt: skip
def test_a_pdf_is_proven_after_qpdf_has_saved_it(desk: Desk, pdf: bytes, tmp_path: Path, options: list[str]) -> None:
    program = shutil.which("qpdf")
    if program is None:
        pytest.skip("qpdf is not installed")
    before, after = tmp_path / "before.pdf", tmp_path / "after.pdf"
    before.write_bytes(pdf)
    subprocess.run([program, *options, str(before), str(after)], check=True, capture_output=True, timeout=60)
    assert after.read_bytes() != pdf
    report = desk.check(after.read_bytes())
    assert report.exit_code == 0, tell(report)


def test_a_word_file_that_unpacks_to_too_much_is_refused(
    desk: Desk, docx: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.verify.docx._LARGEST", 1000)
    with pytest.raises(CheckError, match="too large to be a brief"):
        desk.check(docx)
