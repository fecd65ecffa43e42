"""What a check says: to people, to programs, by its exit code."""

import json
from pathlib import Path

import pytest

from briefing.cli import main
from briefing.verify.report import describe_report, set_report
from tests.verify.conftest import Desk, edit_part


def test_people_read_the_verdict_first_and_the_failures_with_both_texts(desk: Desk, docx: bytes) -> None:
    changed = edit_part(docx, "word/document.xml", lambda xml: xml.replace("that Russia needs", "that Russia wants"))
    report = desk.check(changed)
    lines = list(set_report(report))
    assert lines[0] == "brief: NOT PROVEN: 1 thing does not hold"
    told = "\n".join(lines)
    assert "⟦needs.⟧" in told
    assert "⟦wants.⟧" in told
    assert len(list(set_report(report, verbose=True))) > len(lines) + 80
    assert describe_report(report)["verdict"] == "not proven"


def test_the_three_verdicts(desk: Desk, docx: bytes) -> None:
    assert next(iter(set_report(desk.check(docx)))) == "brief: proven"
    assert "could not be proven" in next(iter(set_report(desk.check(docx, bare=True))))


@pytest.fixture
def brief(docx: bytes, tmp_path: Path) -> str:
    file = tmp_path / "brief.docx"
    file.write_bytes(docx)
    return str(file)


def test_the_command_prints_a_report_and_leaves_with_its_code(
    brief: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", brief, "--sources", str(root / "sources"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "proven"
    assert main(["verify", brief]) == 2
    assert "no sources were given" in capsys.readouterr().out
    assert main(["verify", brief, "--quiet"]) == 2
    assert capsys.readouterr().out == ""


def test_the_command_says_what_it_cannot_check(brief: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", brief, "--sources", "no-such-folder"]) == 2
    assert "no such folder of sources" in capsys.readouterr().err
    assert main(["verify", "no-such-file.pdf"]) == 2
    assert "cannot be read" in capsys.readouterr().err
    assert main(["verify", __file__]) == 2
    assert "neither a PDF nor a Word file" in capsys.readouterr().err
