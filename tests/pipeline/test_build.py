"""The pipeline as a library: a request in, files and findings out, nothing printed."""

import dataclasses
from pathlib import Path

import pytest

from briefing.errors import StrictError
from briefing.model.brief import WITHHELD_REASONS, Brief, Withheld
from briefing.model.evidence import Address
from briefing.model.finding import Finding
from briefing.pipeline.build import BuildResult, build, refuse_warnings
from briefing.pipeline.explain import explain
from briefing.pipeline.request import BuildRequest


@pytest.fixture
def request_of_sample(root: Path, tmp_path: Path) -> BuildRequest:
    """Ask for the sample as Markdown."""
    return BuildRequest(dossier=root / "sources", out=tmp_path / "out", formats=("md",))


def test_a_build_gives_files_and_findings_and_prints_nothing(
    request_of_sample: BuildRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    result = build(request_of_sample)
    (file,) = result.files
    assert (file.format, file.path.parent, file.path.exists()) == ("md", request_of_sample.out, True)
    assert file.size == file.path.stat().st_size
    assert (result.pack, len(result.brief.sources)) == ("policy-brief", 6)
    assert result.notes > 10
    assert capsys.readouterr() == ("", "")


def test_the_sample_builds_without_a_warning(request_of_sample: BuildRequest) -> None:
    strict = dataclasses.replace(request_of_sample, strict=True)
    assert {finding.severity for finding in build(strict).findings} <= {"note"}


def test_an_explanation_names_the_sections_of_the_pack(request_of_sample: BuildRequest) -> None:
    explanation = explain(request_of_sample)
    assert explanation.sections == ("treaty-terms", "military-cooperation", "western-response", "analyst-views")
    assert {row["section"] for row in explanation.rows} <= {*explanation.sections, None}
    assert not request_of_sample.out.exists()


def test_warnings_are_counted_and_notes_pass() -> None:
    note = Finding(severity="note", code="c", message="m")
    warning = Finding(severity="warning", code="c", message="m")
    refuse_warnings([note])
    with pytest.raises(StrictError, match="1 warning under --strict"):
        refuse_warnings([note, warning])
    with pytest.raises(StrictError, match="2 warnings under --strict"):
        refuse_warnings([warning, warning])


def test_withheld_sentences_are_counted_by_reason_in_one_order() -> None:
    reasons = (WITHHELD_REASONS[2], WITHHELD_REASONS[0], WITHHELD_REASONS[2])
    withheld = tuple(Withheld(address=Address("1:1.1"), reason=each, section=None, salience=0.0) for each in reasons)
    brief = Brief(title="The Pact", withheld=withheld)
    result = BuildResult(dossier=Path("d"), pack="p", brief=brief, notes=0, files=(), findings=())
    assert list(result.withheld.items()) == [("leans", 1), ("over-budget", 2)]
