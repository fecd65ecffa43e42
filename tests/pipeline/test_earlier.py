"""The manifest beside the files of a build, and what becomes of the files that stood there before."""

import dataclasses
import shutil
from pathlib import Path

import pytest

from briefing.distribute.editions import find_edition, list_changed, list_editions
from briefing.errors import OutputError, StrictError
from briefing.model.artifact import Format
from briefing.pipeline.build import PROGRAM, BuildResult, build
from briefing.pipeline.request import BuildRequest

STEM = "2024-07-01_russia-north-korea-treaty_brief_v01-0_en"


@pytest.fixture
def desk(root: Path, tmp_path: Path) -> BuildRequest:
    """Ask for a copy of the sample as Markdown."""
    dossier = Path(shutil.copytree(root / "sources", tmp_path / "sample"))
    return BuildRequest(dossier=dossier, out=tmp_path / "out", formats=("md",))


def build_with(desk: BuildRequest, *formats: Format, **keys: object) -> BuildResult:
    return build(dataclasses.replace(desk, formats=formats or ("md",), overrides=keys))


def codes(result: BuildResult) -> list[str]:
    return [finding.code for finding in result.findings if finding.severity == "warning"]


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_build_writes_what_the_edition_is_beside_its_files(desk: BuildRequest) -> None:
    result = build_with(desk)
    found = find_edition(None, desk.out)
    edition = found.edition
    assert found.manifest == result.manifest == desk.out / f"{STEM}.manifest.json"
    assert (edition.title, edition.version, edition.status, edition.marking) == (
        "Russia and North Korea: the June 2024 partnership treaty", "1.0", "final", "TLP:CLEAR",
    )  # fmt: skip
    assert (edition.program, edition.pack) == (PROGRAM, "policy-brief 1.0.0")
    assert edition.cut_off == "Information as of: 28 June 2024"
    assert [file.name for file in edition.files] == [f"{STEM}.md"]
    assert list(list_changed(found)) == []
    assert {source.file: source.sha256 for source in edition.sources}.keys() == {
        file.name for file in desk.dossier.iterdir() if file.name[:2].isdigit()
    }


def test_key_points_stand_in_it_as_they_are_printed(desk: BuildRequest) -> None:
    (file,) = build_with(desk).files
    printed = file.path.read_text(encoding="utf-8")
    points = find_edition(None, desk.out).edition.key_points
    assert len(points) == 5
    assert any(point.startswith("ALLEGED ") for point in points)
    for point in points:
        words = point.removeprefix("ALLEGED ").split("[")[0].split(" · ")[0].rstrip()
        assert words in printed.replace("\\", "")


def test_a_format_built_later_joins_the_edition(desk: BuildRequest) -> None:
    build_with(desk, "md")
    build_with(desk, "docx")
    edition = find_edition(None, desk.out).edition
    assert sorted(file.format for file in edition.files) == ["docx", "md"]


def test_a_file_that_was_worked_on_does_not_join(desk: BuildRequest) -> None:
    (file,) = build_with(desk, "md").files
    file.path.write_bytes(b"by hand")
    build_with(desk, "docx")
    assert [file.format for file in find_edition(None, desk.out).edition.files] == ["docx"]


def test_the_same_final_edition_again_keeps_nothing(desk: BuildRequest) -> None:
    build_with(desk)
    before = names(desk.out)
    assert codes(build_with(desk)) == []
    assert names(desk.out) == before


def test_a_final_edition_with_other_contents_is_copied_before_it_is_replaced(desk: BuildRequest) -> None:
    build_with(desk, "md", "docx")
    before = {name: (desk.out / name).read_bytes() for name in names(desk.out)}
    result = build_with(desk, "md", licence="CC BY 4.0")
    assert codes(result) == ["final-replaced"]
    (kept,) = (desk.out / "earlier").iterdir()
    assert {name: (kept / name).read_bytes() for name in names(kept)} == before
    assert find_edition(str(kept), Path()).edition.licence == ""
    assert sorted(file.name for file in desk.out.iterdir() if file.is_file()) == [f"{STEM}.manifest.json", f"{STEM}.md"]
    assert find_edition(None, desk.out).edition.licence == "CC BY 4.0"


def test_each_final_edition_has_a_folder_of_its_own(desk: BuildRequest) -> None:
    for licence in ("", "CC BY 4.0", "CC0", "CC BY 4.0"):
        build_with(desk, licence=licence)
    kept = [find_edition(str(each), Path()).edition.licence for each in (desk.out / "earlier").iterdir()]
    assert sorted(kept) == ["", "CC BY 4.0", "CC0"]


def test_a_file_worked_on_by_hand_is_copied_as_it_lies_there(desk: BuildRequest) -> None:
    (file,) = build_with(desk).files
    file.path.write_bytes(b"by hand")
    build_with(desk, licence="CC0")
    (kept,) = (desk.out / "earlier").iterdir()
    assert (kept / file.path.name).read_bytes() == b"by hand"


@pytest.mark.parametrize("status", ["draft", "final"])
def test_work_on_a_file_is_not_lost_to_the_next_build(desk: BuildRequest, status: str) -> None:
    build_with(desk, status=status)
    (file,) = build_with(desk, status=status).files
    for work in (b"by hand", b"by hand, again"):
        file.path.write_bytes(work)
        result = build_with(desk, status=status)
        assert codes(result) == ["work-kept"]
    kept = [each / file.path.name for each in (desk.out / "earlier").iterdir()]
    assert sorted(each.read_bytes() for each in kept) == [b"by hand", b"by hand, again"]


def test_a_file_that_is_gone_or_as_it_will_be_is_no_work(desk: BuildRequest) -> None:
    (file,) = build_with(desk, licence="CC0").files
    later = file.path.read_bytes()
    (file,) = build_with(desk, status="draft").files
    file.path.unlink()
    assert codes(build_with(desk, status="draft")) == []
    file.path.write_bytes(later)
    assert codes(build_with(desk, licence="CC0")) == []


def test_an_edition_without_a_day_of_publication_is_overwritten(desk: BuildRequest) -> None:
    toml = desk.dossier / "brief.toml"
    toml.write_text(toml.read_text().replace("published", "# published"))
    build_with(desk)
    assert codes(build_with(desk, licence="CC0")) == []
    assert not (desk.out / "earlier").exists()


def test_what_was_built_a_moment_ago_is_overwritten(desk: BuildRequest) -> None:
    build_with(desk)
    assert codes(build(dataclasses.replace(desk, again=True, overrides={"licence": "CC0"}))) == []
    assert not (desk.out / "earlier").exists()


def test_a_draft_is_overwritten(desk: BuildRequest) -> None:
    build_with(desk, status="draft")
    assert codes(build_with(desk, status="draft", licence="CC0")) == []
    assert codes(build_with(desk)) == []
    assert not (desk.out / "earlier").exists()


def test_another_version_stands_beside_the_first(desk: BuildRequest) -> None:
    build_with(desk)
    assert codes(build_with(desk, version="1.1", replaces="v1.0")) == []
    assert [each.edition.version for each in list_editions(desk.out).editions] == ["1.1", "1.0"]


def test_strict_writes_nothing_where_a_final_edition_would_be_replaced(desk: BuildRequest) -> None:
    build_with(desk)
    before = names(desk.out)
    with pytest.raises(StrictError):
        build(dataclasses.replace(desk, strict=True, overrides={"licence": "CC0"}))
    assert names(desk.out) == before


def test_where_no_copy_can_be_made_nothing_is_replaced(desk: BuildRequest) -> None:
    build_with(desk)
    (desk.out / "earlier").write_bytes(b"a file where the folder should be")
    before = {name: (desk.out / name).read_bytes() for name in names(desk.out)}
    with pytest.raises(OutputError):
        build_with(desk, licence="CC0")
    assert {name: (desk.out / name).read_bytes() for name in names(desk.out)} == before


def test_a_damaged_manifest_is_replaced(desk: BuildRequest) -> None:
    result = build_with(desk)
    result.manifest.write_bytes(b"{")
    assert codes(build_with(desk, licence="CC0")) == []
    assert find_edition(None, desk.out).edition.licence == "CC0"
