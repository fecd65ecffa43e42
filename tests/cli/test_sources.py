"""`briefing sources`: what is known, what is lacking, and the tables to fill in."""

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run

SIGNED = """\
---
title: The Pact of Halden
author: Mara Lindqvist
publisher: Northern Courier
date: 2024-05-15
kind: news
---
"""


def test_list_prints_a_table(run: Run, dossier: Path) -> None:
    (dossier / "signed.md").write_text(SIGNED + (dossier / "wire.txt").read_text(encoding="utf-8") + "\nIt was May.\n")
    outcome = run("sources", "list", dossier)
    head, signed, wire = outcome.out.splitlines()
    assert outcome.code == 0
    assert head.split() == ["ID", "KIND", "TITLE", "PUBLISHER", "DATE", "ORIGIN", "WORDS", "FINDINGS"]
    assert signed.split(maxsplit=2)[:2] == ["signed", "news"]
    assert "Northern Courier  2024-05-15  Northern Courier" in signed
    assert wire.split(maxsplit=2)[:2] == ["wire", "-"]


def test_list_says_everything_as_json(run: Run, dossier: Path) -> None:
    (row,) = map(json.loads, run("sources", "list", dossier, "--json").out.splitlines())
    assert row["file"] == "wire.txt"
    assert row["words"] == 56
    assert row["lacks"] == ["kind", "author", "publisher", "date"]


def test_check_prints_notes_and_fails_only_when_strict(run: Run, dossier: Path) -> None:
    outcome = run("sources", "check", dossier)
    assert outcome.code == 0
    assert "  note: “Northland and Westmark sign a defence pact,” author, publisher and date not stated" in outcome.out
    assert "  lacks: kind, author, publisher, date\n" in outcome.out
    strict = run("sources", "check", dossier, "--strict")
    assert strict.code == 3
    assert "sources describe" in strict.err


def test_describe_prints_a_table_that_fills_the_note(run: Run, dossier: Path) -> None:
    outcome = run("sources", "describe", dossier)
    assert outcome.out.startswith('[[source]]\nfile = "wire.txt"\nkind = "news"          # inferred from its wording\n')
    assert run("sources", "describe", dossier, "--append").code == 0
    file = dossier / "brief.toml"
    fill(file)
    checked = run("sources", "check", dossier, "--strict")
    assert checked.code == 0, checked.out + checked.err
    assert "“Northland and Westmark sign a defence pact,” Northern Courier, 14 May 2024." in checked.out
    assert run("sources", "describe", dossier).out == ""


def fill(file: Path) -> None:
    """Fill in two fields of every table: the publisher and the date."""
    text = file.read_text(encoding="utf-8").replace('publisher = ""', 'publisher = "Northern Courier"')
    file.write_text(re.sub("^# date = .*", "date = 2024-05-14", text, flags=re.MULTILINE), encoding="utf-8")


def test_a_source_that_is_declared_is_not_declared_twice(run: Run, dossier: Path) -> None:
    (dossier / "brief.toml").write_text('title = "A pact"\n\n[[source]]\nfile = "wire.txt"\npublisher = "Wire"\n')
    outcome = run("sources", "describe", dossier)
    assert outcome.out.startswith("# ")
    assert "brief.toml:3 lacks kind, author, date for wire.txt" in outcome.out


def test_two_fields_give_full_notes_for_the_articles(run: Run, material: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(material / "sources", tmp_path / "articles"))
    folder.chmod(0o755)
    assert run("sources", "describe", folder, "--append").code == 0
    fill(folder / "brief.toml")
    rows = [json.loads(line) for line in run("sources", "check", folder, "--json").out.splitlines()]
    assert [("not stated" in row["note"], row["note"].count("Northern Courier")) for row in rows] == [(False, 1)] * 2


@pytest.mark.parametrize("command", ["list", "check", "describe"])
def test_a_folder_that_is_not_there_is_an_error(run: Run, tmp_path: Path, command: str) -> None:
    outcome = run("sources", command, tmp_path / "nowhere")
    assert outcome.code == 4
    assert outcome.err.startswith("error: no such folder")


def test_export_writes_lists_for_other_programs(run: Run, dossier: Path, tmp_path: Path) -> None:
    out = tmp_path / "lists"
    assert run("sources", "export", dossier, "--out", out).code == 0
    assert [file.name for file in sorted(out.iterdir())] == ["references.bib", "references.json"]
    (item,) = json.loads((out / "references.json").read_text(encoding="utf-8"))
    assert (item["id"], item["title"]) == ("wire", "Northland and Westmark sign a defence pact")
    (tmp_path / "file").write_text("no folder")
    assert run("sources", "export", dossier, "--out", tmp_path / "file").code == 7
