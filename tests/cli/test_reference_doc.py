"""The organisation's Word file on the command line."""

import zipfile
from pathlib import Path

from tests.cli.conftest import Run
from tests.render.docx.houses import House


def test_the_word_file_is_set_in_the_file_that_is_named(run: Run, dossier: Path, tmp_path: Path) -> None:
    house, out = tmp_path / "house.docx", tmp_path / "out"
    house.write_bytes(House().pack())
    outcome = run("build", dossier, "--title", "The Pact", "--out", out, "--reference-doc", house)
    assert outcome.code == 0, outcome.err
    assert "note: styles that the reference document lacks, added from the pack: " in outcome.err
    (written,) = out.glob("*.docx")
    with zipfile.ZipFile(written) as archive:
        assert "Haus am See" in archive.read("word/header2.xml").decode()


def test_a_file_that_is_not_there_is_a_wrong_option(run: Run, dossier: Path, tmp_path: Path) -> None:
    outcome = run("build", dossier, "--out", tmp_path / "out", "--reference-doc", tmp_path / "gone.docx")
    assert outcome.code == 4
    assert "gone.docx" in outcome.err
    assert not (tmp_path / "out").exists()


def test_a_file_of_another_kind_is_refused_with_what_to_do(run: Run, dossier: Path, tmp_path: Path) -> None:
    house = tmp_path / "house.docx"
    house.write_text("Dear all,", encoding="utf-8")
    outcome = run("build", dossier, "--out", tmp_path / "out", "--reference-doc", house)
    assert outcome.code == 6
    assert "error: the reference document is not a Word file" in outcome.err
    assert "save it as Word Document (.docx)" in outcome.err
    assert not (tmp_path / "out").exists()
    assert run("build", dossier, "--out", tmp_path / "out", "--reference-doc", house, "-f", "md").code == 0
