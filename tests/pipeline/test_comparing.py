"""Two editions of the sample: the difference names exactly what was changed, whatever file it is read from."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.errors import CheckError, UsageError
from briefing.pipeline.build import build
from briefing.pipeline.comparing import Comparison, compare
from briefing.pipeline.request import BuildRequest

STEM = "2024-07-01_russia-north-korea-treaty_brief_v{}_en"


@pytest.fixture
def desk(root: Path, tmp_path: Path) -> BuildRequest:
    """Build a copy of the sample as version 1.0."""
    dossier = Path(shutil.copytree(root / "sources", tmp_path / "sample"))
    request = BuildRequest(dossier=dossier, out=tmp_path / "out")
    build(request)
    return request


def edit(desk: BuildRequest, name: str, old: str, new: str) -> None:
    file = desk.dossier / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def build_next(desk: BuildRequest, **keys: object) -> Comparison:
    build(replace(desk, overrides={"version": "1.1", "replaces": "v1.0", **keys}))
    return compare("1.0", "1.1", desk.out)


METADATA = ["edition", "version", "replaces"]


def test_nothing_but_the_version_differs_where_nothing_else_was_changed(desk: BuildRequest) -> None:
    difference = build_next(desk).difference
    assert (difference.new, difference.gone, difference.changed) == ((), (), ())
    assert (difference.sources_new, difference.sources_gone, difference.sources_changed) == ((), (), ())
    assert [each.name for each in difference.metadata] == METADATA
    assert difference.lines_new == ("1.1 (final)", "Replaces: v1.0")


def test_a_word_that_a_source_changed_is_shown_in_both_texts(desk: BuildRequest) -> None:
    edit(desk, "04-responses.md", "condemned the treaty on 20", "criticised the treaty on 20")
    difference = build_next(desk).difference
    (changed,) = difference.changed
    assert (changed.new.id, changed.changes) == ("04:2.1", ("words",))
    assert changed.marked == (
        "South Korea's presidential office ⟦condemned⟧ the treaty on 20 June 2024.",
        "South Korea's presidential office ⟦criticised⟧ the treaty on 20 June 2024.",
    )
    assert (difference.new, difference.gone) == ((), ())
    assert [(each.file, [v.name for v in each.values]) for each in difference.sources_changed] == [
        ("04-responses.md", ["contents"])
    ]


def test_a_sentence_that_an_editor_took_out_is_gone(desk: BuildRequest) -> None:
    difference = build_next(desk, edit={"omit": ["05:4.1"]}).difference
    assert [each.id for each in difference.gone] == ["05:4.1"]
    assert not any("05:4.1" in each.claims for each in difference.new)


def test_a_sentence_that_an_editor_moved_is_said_to_have_moved(desk: BuildRequest) -> None:
    moved = {"move": {"05:4.1": "analyst-views"}, "pin": ["05:4.1"]}
    changed = {each.new.id: each for each in build_next(desk, edit=moved).difference.changed}
    assert "place" in changed["05:4.1"].changes
    assert (changed["05:4.1"].old.places, changed["05:4.1"].new.places) == (
        ("military-cooperation",),
        ("analyst-views",),
    )


def test_a_paragraph_more_in_a_source_is_no_change_of_its_statements_but_of_their_address(desk: BuildRequest) -> None:
    edit(desk, "03-munitions.txt", "denials\n", "denials\nA line that was not there before.\n")
    difference = build_next(desk).difference
    assert {change for each in difference.changed for change in each.changes} <= {"address", "note"}
    assert difference.gone == ()


def test_sources_that_came_and_went_are_named(desk: BuildRequest) -> None:
    (desk.dossier / "06-sanctions.txt").rename(desk.dossier / "07-sanctions.txt")
    edit(desk, "brief.toml", "06-sanctions.txt", "07-sanctions.txt")
    difference = build_next(desk).difference
    assert (difference.sources_new, difference.sources_gone) == (("07-sanctions.txt",), ("06-sanctions.txt",))
    assert (difference.new, difference.gone) == ((), ())


@pytest.mark.parametrize("ending", ["docx", "pdf", "manifest.json"])
def test_a_side_is_any_delivered_file_or_a_manifest(desk: BuildRequest, ending: str, tmp_path: Path) -> None:
    build_next(desk)
    old, new = (desk.out / f"{STEM.format(each)}.{ending}" for each in ("01-0", "01-1"))
    if ending != "manifest.json":
        new = Path(shutil.copy(new, tmp_path / f"letter.{ending}"))
    made = compare(str(old), str(new), Path("elsewhere"))
    assert [each.name for each in made.difference.metadata] == METADATA
    assert made.old.contents.record.given["version"] == "1.0"


def test_an_edition_whose_first_format_was_worked_on_is_read_from_the_other(desk: BuildRequest) -> None:
    build_next(desk)
    (desk.out / f"{STEM.format('01-0')}.docx").write_bytes(b"by hand")
    made = compare("1.0", "1.1", desk.out)
    assert (made.old.path.suffix, made.new.path.suffix) == (".pdf", ".docx")
    (desk.out / f"{STEM.format('01-0')}.pdf").write_bytes(b"by hand")
    with pytest.raises(CheckError, match="this file is not the one that was built") as refused:
        compare("1.0", "1.1", desk.out)
    assert refused.value.place.endswith("_v01-0_en.docx")


def test_a_pdf_without_a_record_cannot_be_compared(desk: BuildRequest) -> None:
    build(replace(desk, formats=("pdf",), pdf_profile="2b", overrides={"version": "2.0"}))
    with pytest.raises(CheckError, match="this file carries no evidence record") as refused:
        compare("2.0", "1.0", desk.out)
    assert refused.value.place.endswith("_v02-0_en.pdf")


def test_an_edition_in_markdown_alone_cannot_be_compared(desk: BuildRequest) -> None:
    build(replace(desk, formats=("md",), overrides={"version": "3.0"}))
    with pytest.raises(CheckError, match="neither a DOCX nor a PDF"):
        compare("1.0", "3.0", desk.out)


def test_what_is_no_brief_is_refused_with_its_path(desk: BuildRequest) -> None:
    with pytest.raises(CheckError, match="neither a PDF nor a Word file") as refused:
        compare(str(desk.dossier / "01-signing.txt"), "1.0", desk.out)
    assert refused.value.place.endswith("01-signing.txt")
    with pytest.raises(UsageError, match=r'there is no edition "9\.9"'):
        compare("9.9", "1.0", desk.out)
