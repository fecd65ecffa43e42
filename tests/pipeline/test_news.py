"""What is new since an earlier edition is marked in words, and the marks can be worked out again from both files."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.compose.record import write_record
from briefing.distribute.editions import find_edition
from briefing.errors import CheckError, UsageError
from briefing.pipeline.build import BuildResult, build
from briefing.pipeline.copies import open_copies
from briefing.pipeline.request import BuildRequest
from briefing.pipeline.verifying import find_shelf, verify
from briefing.verify.contents import read_contents
from briefing.verify.report import count_codes, set_report

OWN = {"section": "summary", "text": "This is mine.", "by": "A. Editor", "cites": ["01:2.1"]}
CHANGED = {"version": "1.1", "edit": {"omit": ["05:4.1"]}, "authored": [OWN]}
"""A second version: a sentence taken out, one of the editor's own."""


@pytest.fixture
def desk(root: Path, tmp_path: Path) -> BuildRequest:
    """Build a copy of the sample as version 1.0, then change a word of one source."""
    dossier = Path(shutil.copytree(root / "sources", tmp_path / "sample"))
    request = BuildRequest(dossier=dossier, out=tmp_path / "out")
    build(request)
    source = dossier / "04-responses.md"
    text = source.read_text(encoding="utf-8").replace("condemned the treaty on 20", "criticised the treaty on 20")
    source.write_text(text, encoding="utf-8")
    return request


def build_next(desk: BuildRequest, since: str = "1.0", **keys: object) -> BuildResult:
    return build(replace(desk, since=since, overrides={**CHANGED, **keys}))


def marks(result: BuildResult) -> dict[str, str]:
    """Return the marks that the record of a brief has, by statement."""
    printed = read_contents(result.files[0].path.read_bytes()).record.printed
    return {each.statement: each.news for each in printed if each.news}


def prove(desk: BuildRequest, result: BuildResult, since: Path | None = None) -> list[str]:
    """Check each file of a build; return what does not hold."""
    reports = [verify(file.path, desk.dossier, find_shelf(desk.pack_folders), since) for file in result.files]
    return [line for report in reports if report.exit_code for line in set_report(report)]


def earlier(desk: BuildRequest, ending: str = "docx") -> Path:
    return next(desk.out.glob(f"*_v01-0_en.{ending}"))


def test_new_and_reworded_statements_are_marked_and_nothing_else_is(desk: BuildRequest) -> None:
    assert marks(build_next(desk)) == {"authored:1": "new", "04:2.1": "revised"}


def test_the_marks_are_words_before_the_statement_at_each_place(desk: BuildRequest) -> None:
    result = build(replace(desk, since="1.0", formats=("md",), overrides=CHANGED))
    text = result.files[0].path.read_text(encoding="utf-8")
    assert text.count("**[REVISED]** South Korea's presidential office criticised the treaty on") == 1
    assert text.count("**[REVISED]**") == 2  # and once behind the label of the section
    assert (
        "NEW marks what version 1.0 of this brief does not have, REVISED what is worded otherwise there. "
        "One statement of that version is not printed any more." in text
    )


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en-GB", "fr", "de"])
@pytest.mark.parametrize("pack", ["policy-brief", "ministerial-note", "press-digest", "two-pager"])
def test_a_marked_brief_is_proven_in_each_pack_and_language(desk: BuildRequest, language: str, pack: str) -> None:
    before = build(replace(desk, overrides={"language": language, "pack": pack, "edit": {"omit": ["04:2.1"]}}))
    keys = {**CHANGED, "language": language, "pack": pack}
    result = build(replace(desk, since=str(before.files[0].path), overrides=keys))
    assert marks(result)
    assert prove(desk, result) == []
    assert prove(desk, result, before.files[1].path) == []


def test_a_brief_without_news_says_so(desk: BuildRequest) -> None:
    result = build(replace(desk, overrides={"version": "2.0"}))
    again = build(replace(desk, since=str(result.manifest), overrides={"version": "2.1"}))
    assert marks(again) == {}
    lines = read_contents(again.files[0].path.read_bytes()).lines
    assert any("Nothing is new or worded otherwise since version 2.0 of this brief." in line for line in lines)
    assert prove(desk, again, result.files[0].path) == []


def test_the_dossier_may_ask_for_marks_against_the_last_edition(desk: BuildRequest) -> None:
    build(replace(desk, overrides={"version": "0.9", "edit": {"omit": ["04:2.1"]}}))
    build(replace(desk, overrides={"version": "1.0", "title": "Another brief", "short_title": "Another"}))
    build(replace(desk, overrides={"version": "1.0", "language": "fr"}))
    build(replace(desk, overrides={"version": "3.0"}))
    result = build_next(desk, "", mark_new=True)
    assert marks(result) == {"authored:1": "new", "04:2.1": "revised"}
    assert find_edition("1.1", desk.out).edition.since == "2024-07-01_russia-north-korea-treaty_brief_v01-0_en"


def test_where_there_is_no_earlier_edition_that_is_a_note(desk: BuildRequest, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "broken.manifest.json").write_bytes(b"{")
    result = build(replace(desk, out=tmp_path / "elsewhere", overrides={"mark_new": True}))
    assert "manifest-damaged" in [finding.code for finding in result.findings]
    assert "news-without-edition" in [finding.code for finding in result.findings]
    assert marks(result) == {}


def test_an_earlier_edition_that_is_named_and_not_there_is_an_error(desk: BuildRequest) -> None:
    with pytest.raises(UsageError, match=r"there is no edition \"7\.0\""):
        build_next(desk, "7.0")
    with pytest.raises(CheckError, match="neither a PDF nor a Word file"):
        build_next(desk, str(desk.dossier / "brief.toml"))


def test_without_the_earlier_edition_the_marks_are_as_recorded(desk: BuildRequest) -> None:
    result = build_next(desk)
    report = verify(result.files[0].path, desk.dossier)
    assert report.exit_code == 0
    assert "what is marked as new since version 1.0 was not worked out again" in "\n".join(report.remarks)
    assert "worked out again" not in "\n".join(verify(earlier(desk), desk.dossier).remarks)


def test_copies_of_a_marked_edition_bear_the_marks(desk: BuildRequest, tmp_path: Path) -> None:
    build_next(desk)
    maker = open_copies(replace(desk, overrides=CHANGED), find_edition("1.1", desk.out))
    for artifact in maker.make_copy(1, 2, "Anna Keller"):
        file = tmp_path / artifact.name
        file.write_bytes(artifact.data)
        report = verify(file, desk.dossier, since=earlier(desk))
        assert report.exit_code == 0, list(set_report(report))


# ------------------------------------------------------------------------------------------------------ lies


def tamper(desk: BuildRequest, change: Callable[[dict[str, object]], None]) -> list[str]:
    """Build a marked edition whose record says something else of its marks; return what the check calls that."""

    def write(*parts: object) -> str:
        record = json.loads(write_record(*parts))  # type: ignore[arg-type]  # passed on as they come
        change(record)
        return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("briefing.compose.document.write_record", write)
        result = build_next(replace(desk, verify=False))
    return sorted(count_codes(verify(result.files[0].path, desk.dossier, since=earlier(desk))))


def unmark(record: dict[str, object]) -> None:
    for printed in record["printed"]:  # type: ignore[attr-defined]  # a list of tables
        printed.pop("news", None)


def miscount(record: dict[str, object]) -> None:
    record["since"]["gone"] = 7  # type: ignore[index]  # a table


def rename(record: dict[str, object]) -> None:
    record["since"]["record"] = "0" * 64  # type: ignore[index]  # a table


@pytest.mark.parametrize(
    ("change", "code"),
    [(unmark, "news-wrong"), (miscount, "news-count"), (miscount, "count-wrong"), (rename, "news-other")],
)
def test_a_mark_that_does_not_follow_is_found(
    desk: BuildRequest, change: Callable[[dict[str, object]], None], code: str
) -> None:
    assert code in tamper(desk, change)


def test_a_file_that_marks_nothing_is_not_held_against_another(desk: BuildRequest) -> None:
    report = verify(earlier(desk), desk.dossier, since=earlier(desk, "pdf"))
    assert "news-unmarked" in count_codes(report)


def test_an_earlier_edition_that_cannot_be_read_is_an_error(desk: BuildRequest) -> None:
    with pytest.raises(CheckError, match="the file cannot be read"):
        verify(earlier(desk), desk.dossier, since=desk.out / "gone.pdf")
