"""The sample in each bundled pack: its parts, its findings, and the judges of both formats."""

import subprocess
import sys
from pathlib import Path

import pytest

from briefing.cli import main
from briefing.compose.document import build_document
from briefing.model.document import Document, Heading, OrderedList, Paragraph, Quoted, iterate_blocks, read_plain
from briefing.packs.lookup import bundled_packs, list_packs
from briefing.pipeline.build import PROGRAM, build
from briefing.pipeline.progress import Journal, Silence
from briefing.pipeline.request import BuildRequest
from briefing.pipeline.sample import assemble_sample, find_sample
from briefing.render.picture import count_pages
from tests.acceptance.delivered import fold, read_docx, read_pdf

NAMES = sorted(list_packs([bundled_packs()]))


def lay_out(pack: str) -> Document:
    """Return the sample as a document in a pack."""
    made = assemble_sample(pack, (), Journal(Silence()))
    return build_document(made.brief, made.analysis, made.settings, made.pack, PROGRAM)


def headings(document: Document) -> list[tuple[int, str]]:
    """Return the headings outside boxes with their levels."""
    return [(b.level, read_plain(b.children)) for b in document.blocks if isinstance(b, Heading)]


def test_the_ministerial_note_has_its_parts_and_numbers_every_paragraph() -> None:
    document = lay_out("ministerial-note")
    assert headings(document)[:7] == [
        (1, "Issue"), (1, "Recommendation"), (1, "Background"), (2, "Treaty terms"), (2, "Military cooperation"),
        (2, "Western response"), (2, "Analyst views"),
    ]  # fmt: skip
    lists = [block for block in document.blocks if isinstance(block, OrderedList)]
    numbers = [block.start + at for block in lists for at in range(len(block.items))]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) > 12
    assert [read_plain(b.children) for b in document.blocks if isinstance(b, Paragraph)][1] == "To be written."


def test_the_press_digest_goes_by_day_and_source() -> None:
    found = headings(lay_out("press-digest"))
    days = [title for level, title in found if level == 1]
    assert days[:6] == [f"{day} June 2024" for day in (20, 21, 24, 25, 26, 27)]
    assert all("Briefing sample desk" in title for level, title in found if level == 2 and title != "Sources")


@pytest.mark.parametrize("name", ["press-digest", "policy-brief"])
def test_the_digest_prints_the_statements_of_the_body_once(name: str) -> None:
    printed = [inline.id for inline in iterate_blocks(lay_out(name).blocks) if isinstance(inline, Quoted)]
    assert len(printed) > 20
    assert max(map(printed.count, printed)) <= 2


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_sample_brings_no_finding_that_a_user_cannot_mend(name: str, tmp_path: Path) -> None:
    request = BuildRequest(dossier=find_sample(), out=tmp_path, overrides={"pack": name})
    result = build(request)
    warned = [finding.code for finding in result.findings if finding.severity == "warning"]
    assert warned == (["to-be-written"] if name == "ministerial-note" else [])
    docx, pdf = (file.path.read_bytes() for file in result.files)
    read = [[(each.mark, fold(each.text)) for each in file.statements] for file in (read_docx(docx), read_pdf(pdf))]
    assert read[0] == read[1]
    assert count_pages(pdf) == (2 if name == "two-pager" else count_pages(pdf))


@pytest.mark.parametrize("name", NAMES)
def test_what_the_method_counts_as_printed_is_printed(name: str) -> None:
    made = assemble_sample(name, (), Journal(Silence()))
    document = build_document(made.brief, made.analysis, made.settings, made.pack, PROGRAM)
    printed = {inline.id for inline in iterate_blocks(document.blocks) if isinstance(inline, Quoted)}
    assert {address for each in printed for address in _list_addresses(each)} == made.brief.fates.keys()


def _list_addresses(statement: str) -> list[str]:
    """Return the addresses of the sentences of a statement's id, "002:7.2+7.3"."""
    source, _, places = statement.partition(":")
    return [f"{source}:{place}" for place in places.split("+")]


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_word_file_of_the_sample_is_valid(name: str, material: Path, tmp_path: Path) -> None:
    request = BuildRequest(dossier=find_sample(), out=tmp_path, overrides={"pack": name}, formats=("docx",))
    file = build(request).files[0].path
    command = [sys.executable, str(material / "tools" / "docx-validate" / "validate.py"), str(file)]
    outcome = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert ": OK" in outcome.stdout, outcome.stdout + outcome.stderr


@pytest.mark.parametrize(("language", "word"), [("fr", "Chronologie"), ("de", "Zeittafel")])
def test_a_brief_in_another_language_marks_its_statements_as_english(language: str, word: str) -> None:
    made = assemble_sample("policy-brief", (), Journal(Silence()), language)
    document = build_document(made.brief, made.analysis, made.settings, made.pack, PROGRAM)
    assert word in [title for _, title in headings(document)]
    quoted = [inline for inline in iterate_blocks(document.blocks) if isinstance(inline, Quoted)]
    assert {each.language for each in quoted} == {"en"}
    assert any("[in the week of 17 June 2024]" in read_plain(each.children) for each in quoted)
    assert {each.language for each in iterate_blocks(lay_out("policy-brief").blocks) if isinstance(each, Quoted)} == {
        ""
    }


@pytest.mark.slow
@pytest.mark.parametrize("language", ["fr", "de"])
@pytest.mark.parametrize("name", NAMES)
def test_a_brief_in_another_language_can_be_verified(name: str, language: str, tmp_path: Path) -> None:
    request = BuildRequest(dossier=find_sample(), out=tmp_path, overrides={"pack": name, "language": language})
    for file in build(request).files:
        assert main(["verify", str(file.path), "--sources", str(find_sample())]) == 0
