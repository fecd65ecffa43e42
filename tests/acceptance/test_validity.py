"""A validator from outside finds nothing wrong with the Word files of whole briefs."""

import datetime as dt
import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.distribute.editions import open_edition
from briefing.pipeline.build import build
from briefing.pipeline.copies import open_copies
from briefing.pipeline.request import BuildRequest
from tests.acceptance.builds import Built

pytestmark = pytest.mark.slow

STATED = ("title", "publisher", "url", "kind")
"""What the notes beside a text say of it, and brief.toml takes over."""


def judge(material: Path, file: Path) -> str:
    """Return what the validator says of a file; fail where it finds anything."""
    command = [sys.executable, str(material / "tools" / "docx-validate" / "validate.py"), str(file)]
    outcome = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    return outcome.stdout


def make_event(event: Path, folder: Path) -> Path:
    """Make a dossier of an event: its texts, and what is known of each."""
    folder.mkdir()
    lines = [f"title = {json.dumps(event.name)}"]
    for text in sorted(event.glob("[0-9]*.txt")):
        shutil.copy(text, folder / text.name)
        lines += ["[[source]]", f"file = {json.dumps(text.name)}"]
        notes = text.with_suffix(".json")
        stated = json.loads(notes.read_text(encoding="utf-8")) if notes.exists() else {}
        lines += [f"{key} = {json.dumps(stated[key])}" for key in STATED if stated.get(key)]
        if len(stated.get("date") or "") == len("2024-06-19"):
            lines.append(f"date = {stated['date']}")
    (folder / "brief.toml").write_text("\n".join(lines), encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ["sample", "articles"])
def test_the_word_file_of_a_dossier_is_valid(
    name: str, material: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    built = request.getfixturevalue(name)
    assert isinstance(built, Built)
    file = tmp_path / "brief.docx"
    file.write_bytes(built.files["docx"])
    assert ": OK" in judge(material, file)


def test_the_word_file_of_a_marked_draft_under_embargo_and_its_copies_are_valid(
    root: Path, material: Path, tmp_path: Path
) -> None:
    plain = BuildRequest(dossier=root / "sources", out=tmp_path, formats=("docx",))
    build(plain)
    own = {"section": "summary", "text": "This is mine.", "by": "A. Editor", "cites": ["01:2.1"]}
    keys = {"version": "1.1", "status": "draft", "embargo": dt.datetime(2024, 7, 1, tzinfo=dt.UTC), "authored": [own]}
    request = replace(plain, since="1.0", overrides=keys)
    result = build(request)
    (copy,) = open_copies(request, open_edition(result.manifest)).make_copy(1, 2, "Łucja <Ó> & Briain 山")
    (tmp_path / copy.name).write_bytes(copy.data)
    for file in (result.files[0].path, tmp_path / copy.name):
        assert ": OK" in judge(material, file)


def test_the_word_file_of_every_event_is_valid(material: Path, tmp_path: Path) -> None:
    events = [folder.parent for folder in sorted(material.glob("eval/*/pairs.jsonl"))]
    assert len(events) > 1
    for event in events:
        folder = make_event(event, tmp_path / event.name)
        result = build(BuildRequest(dossier=folder, out=tmp_path / "out" / event.name, formats=("docx",)))
        assert result.notes > 10, event.name
        assert ": OK" in judge(material, result.files[0].path)
