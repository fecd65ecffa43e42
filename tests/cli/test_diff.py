"""`briefing diff`: lines for people, JSON for programs, exit code 0 whether or not two editions differ."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def out(run: Run, sample: Path, tmp_path: Path) -> Path:
    """Build two editions of the sample: in the second a word of a source is another one."""
    folder = tmp_path / "out"
    assert run("build", sample, "-o", folder, "-f", "docx").code == 0
    source = sample / "04-responses.md"
    text = source.read_text(encoding="utf-8").replace("condemned the treaty on 20", "criticised the treaty on 20")
    source.write_text(text, encoding="utf-8")
    assert run("build", sample, "-o", folder, "-f", "docx", "--set", "version=1.1").code == 0
    return folder


def test_the_difference_is_told_in_lines(run: Run, out: Path) -> None:
    outcome = run("diff", "1.0", "1.1", "--out", out)
    assert outcome.code == 0, outcome.err
    lines = outcome.out.splitlines()
    assert lines[1] == "statements: 0 new, 0 gone, 1 changed, 31 as they were"
    assert "  words now:    South Korea's presidential office ⟦criticised⟧ the treaty on 20 June 2024." in lines
    assert not any(line.startswith("line new") for line in lines)
    assert any(line.startswith("line new") for line in run("diff", "1.0", "1.1", "-o", out, "-v").out.splitlines())
    assert run("diff", "1.0", "1.1", "-o", out, "--quiet").out == ""


def test_the_difference_is_told_in_json(run: Run, out: Path) -> None:
    told = json.loads(run("diff", "1.0", "1.1", "--out", out, "--json").out)
    (changed,) = told["statements"]["changed"]
    assert (changed["changes"], changed["new"]["id"]) == (["words"], "04:2.1")
    assert told["old"].endswith("_v01-0_en.docx")
    assert [each["file"] for each in told["sources"]["changed"]] == ["04-responses.md"]


def test_an_edition_that_is_not_there_cannot_be_compared(run: Run, out: Path) -> None:
    outcome = run("diff", "1.0", "7", "--out", out)
    assert outcome.code == 2
    assert 'error: there is no edition "7"' in outcome.err
