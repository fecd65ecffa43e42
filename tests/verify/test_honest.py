"""A file that nobody touched gives no alarm, whatever pack, format or program it has been through."""

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.model.document import CellSpan, Table
from briefing.packs.theme import Theme
from briefing.render import render
from tests.verify.conftest import Desk, make_desk, tell

AUTHORED = """
title = "A brief with a sentence of its editor"
[[authored]]
section = "summary"
text = "The two capitals have moved closer."
by = "Mara Lindqvist"
cites = ["01:2.1"]
[[authored]]
section = "treaty-terms"
text = "The text of the treaty was read by the editor."
by = "Jo Tanaka"
cites = ["02:4.1", "01:2.1"]
"""


def prove(desk: Desk) -> None:
    for report in desk.check_all(desk.document):
        assert report.exit_code == 0, tell(report)


def test_the_sample_is_proven(desk: Desk) -> None:
    prove(desk)


SETTINGS: tuple[dict[str, object], ...] = (
    {"status": "draft"},
    {"language": "en-US"},
    {"marking": "TLP:AMBER+STRICT"},
    {"title": None, "issuer": None, "as_of": None, "published": None, "authors": ["A. B."]},
    {"number": "PB 12/2024"},
    {"funding": "Nobody.", "contact": "desk@example.org", "replaces": "0.9"},
)


@pytest.mark.parametrize("wanted", SETTINGS)
def test_the_sample_is_proven_with_other_settings(root: Path, wanted: dict[str, object]) -> None:
    prove(make_desk(root / "sources", root / "templates", **wanted))


@pytest.mark.slow
def test_every_pack_is_proven(root: Path) -> None:
    for manifest in sorted((root / "templates").glob("*/pack.toml")):
        prove(make_desk(root / "sources", root / "templates", pack=manifest.parent.name))


def test_the_two_articles_are_proven(material: Path, root: Path) -> None:
    prove(make_desk(material / "sources", root / "templates"))


def test_sentences_of_an_editor_are_listed_and_never_called_proven(root: Path, tmp_path: Path) -> None:
    for file in (root / "sources").glob("0*"):
        shutil.copy(file, tmp_path)
    (tmp_path / "brief.toml").write_text(AUTHORED, encoding="utf-8")
    desk = make_desk(tmp_path, root / "templates")
    for report in desk.check_all(desk.document):
        assert report.exit_code == 0, tell(report)
        authored = [entry for entry in report.entries if entry.kind == "authored"]
        assert {(entry.author, entry.verdict) for entry in authored} == {
            ("Mara Lindqvist", "stated"), ("Jo Tanaka", "stated"),
        }  # fmt: skip
        assert "written by Mara Lindqvist, not proven: 1" in report.remarks


@pytest.mark.slow
def test_a_word_file_is_proven_after_libreoffice_has_saved_it(desk: Desk, docx: bytes, tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "brief.docx").write_bytes(docx)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "in" / "brief.docx")], check=True, capture_output=True, timeout=180)
    report = desk.check((tmp_path / "brief.docx").read_bytes())
    assert report.exit_code == 0, tell(report)


def test_who_reported_a_sentence_belongs_to_the_source_that_says_so(tmp_path: Path, root: Path) -> None:
    """The remark stands behind the place of the first source, before what is said of the next one."""
    told = "Norway and Sweden signed the harbour pact in Oslo on 14 May 2024, and it obliges each to help the other."
    dossier = tmp_path / "dossier"
    dossier.mkdir()
    (dossier / "01.txt").write_text(f"{told} This was reported by TASS.\n\nRain fell in Bergen.\n", encoding="utf-8")
    again = "The harbour pact, which obliges Norway and Sweden to help each other, was signed in Oslo on 14 May 2024."
    (dossier / "02.txt").write_text(f"{again}\n\nShips left Malmö on Monday.\n", encoding="utf-8")
    made = make_desk(dossier, root / "templates", title="Pact", parties=["Norway", "Sweden"])
    notes = json.loads(made.document.record)["notes"]
    assert any("(reported by TASS); " in note for note in notes), notes
    prove(made)


def merge_labels(table: Table) -> Table:
    """Return the table with one label over its first two rows."""
    first, second, *rows = table.rows
    return replace(table, rows=(first, ((), *second[1:]), *rows), spans=(CellSpan(0, 0, rows=2),))


def test_cells_over_several_rows_are_proven(desk: Desk) -> None:
    blocks = tuple(merge_labels(each) if isinstance(each, Table) else each for each in desk.document.blocks)
    assert blocks != desk.document.blocks
    for report in desk.check_all(desk.record(replace(desk.document, blocks=blocks))):
        assert report.exit_code == 0, tell(report)


def part_words(theme: Theme) -> Theme:
    """Return the theme in two columns, justified, with words parted."""
    styles = {role: replace(style, justified=True, hyphenated=True) for role, style in theme.styles.items()}
    return replace(theme, page=replace(theme.page, columns=2, gutter=14.0), styles=styles)


def test_words_parted_at_the_ends_of_lines_are_proven_whole(desk: Desk) -> None:
    (made,) = render(desk.document, part_words(desk.assembly.pack.theme), ("pdf",), "3b")
    report = desk.check(made.data)
    assert made.data != desk.render(desk.document, ("pdf",))[0]
    assert report.exit_code == 0, tell(report)
