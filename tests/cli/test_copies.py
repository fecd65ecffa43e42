"""`briefing build --copies`: a file of names or a number, beside the edition itself."""

import json
from pathlib import Path

from tests.cli.conftest import Run

STEM = "2024-07-01_russia-north-korea-treaty_brief_v01-0_en"


def test_a_copy_is_written_for_each_name(run: Run, sample: Path, tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("Anna Keller\nBruno Keil\n", encoding="utf-8")
    out = tmp_path / "out"
    outcome = run("build", sample, "-o", out, "-f", "docx", "--copies", tmp_path / "names.txt", "-v")
    assert outcome.code == 0, outcome.err
    assert outcome.err.splitlines()[-1] == f"{out / 'copies' / STEM}  2 copies"
    assert "writing copy 2 of 2" in outcome.err
    names = sorted(file.name for file in (out / "copies" / STEM).iterdir())
    assert names == [f"{STEM}.copies.json", f"{STEM}_copy-1.docx", f"{STEM}_copy-2.docx"]
    assert (out / f"{STEM}.docx").is_file()


def test_numbered_copies_are_told_in_json(run: Run, sample: Path, tmp_path: Path) -> None:
    told = json.loads(run("build", sample, "-o", tmp_path, "-f", "docx", "--copies", "1", "--json").out)
    assert told["copies"] == {"folder": str(tmp_path / "copies" / STEM), "count": 1}


def test_names_that_cannot_be_stop_the_build_before_it_begins(run: Run, sample: Path, tmp_path: Path) -> None:
    outcome = run("build", sample, "-o", tmp_path / "out", "--copies", tmp_path / "absent.txt")
    assert (outcome.code, (tmp_path / "out").exists()) == (2, False)
    assert "error: the names cannot be read" in outcome.err


def test_copies_are_not_made_while_files_are_watched(run: Run, sample: Path, tmp_path: Path) -> None:
    outcome = run("build", sample, "-o", tmp_path / "out", "--copies", "2", "--watch")
    assert outcome.code == 2
    assert "copies are made of a brief that is finished" in outcome.err
