"""`new` writes what the sources tell, leaves gaps as comments, and overwrites nothing."""

import tomllib
from pathlib import Path

import pytest

from briefing.config.dossier import read_settings
from briefing.errors import DossierError, OutputError, SourceError
from briefing.pipeline.drafting import make_dossier

NEWS = """\
Northland signs a pact with Westmark

Northland and Westmark signed a defence pact on 14 May 2024. Officials said that it obliges each to assist the other.
"""
NOTE = """\
---
title: The terms of the "pact"
kind: note
author: [A. Writer, B. Writer]
date: 2024-05
via: Northland News
url: https://example.org/pact
---

The pact between Northland and Westmark has nine articles.
"""


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """Give a folder of two sources."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "news.txt").write_text(NEWS)
    (folder / "note.md").write_text(NOTE)
    return folder


def read_sources_of(file: Path) -> dict[str, dict[str, object]]:
    """Read the sources that a brief.toml declares, by file."""
    return {source["file"]: source for source in tomllib.loads(file.read_text())["source"]}


def test_a_draft_holds_what_the_sources_say_of_themselves(origin: Path, tmp_path: Path) -> None:
    made = make_dossier(tmp_path / "new", origin)
    assert (made.sources, made.copied) == (2, 2)
    note = read_sources_of(made.file)["note.md"]
    assert note == {
        "file": "note.md",
        "kind": "note",
        "title": 'The terms of the "pact"',
        "author": ["A. Writer", "B. Writer"],
        "date": "2024-05",
        "url": "https://example.org/pact",
        "via": "Northland News",
    }


def test_what_is_only_inferred_says_so_and_what_is_not_known_is_a_comment(origin: Path, tmp_path: Path) -> None:
    text = make_dossier(tmp_path / "new", origin).file.read_text()
    assert 'title = "Northland signs a pact with Westmark"\n' in text
    assert "  # inferred from its wording\n" in text
    assert '\n# publisher = ""\n' in text
    assert text.count("# inferred\n") == 1


def test_a_draft_is_a_brief_toml_that_can_be_read(origin: Path, tmp_path: Path) -> None:
    settings, findings = read_settings(make_dossier(tmp_path / "new", origin).file.read_text(), "brief.toml")
    assert settings.title
    assert [source.file for source in settings.sources] == ["news.txt", "note.md"]
    assert findings == ()


def test_uncommenting_every_gap_still_gives_valid_keys(tmp_path: Path) -> None:
    lines = make_dossier(tmp_path / "new").file.read_text().splitlines()
    text = "\n".join(line.removeprefix("# ") for line in lines[1:])
    # What belongs below [edit] and [[source]] is in its place, so that no key lands in a table of another kind.
    assert set(tomllib.loads(text)) >= {"title", "parties", "as_of", "pack", "edit", "source"}


def test_sources_in_the_folder_itself_stay_there(origin: Path) -> None:
    made = make_dossier(origin)
    assert (made.file, made.sources, made.copied) == (origin / "brief.toml", 2, 0)


def test_a_brief_toml_is_never_overwritten(origin: Path) -> None:
    before = make_dossier(origin).file.read_bytes()
    with pytest.raises(DossierError, match=r"there is a brief\.toml already"):
        make_dossier(origin)
    assert (origin / "brief.toml").read_bytes() == before


def test_a_source_of_the_same_name_is_not_overwritten(origin: Path, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "note.md").write_text("mine")
    with pytest.raises(DossierError, match="a file of this name"):
        make_dossier(tmp_path / "new", origin)
    assert [file.read_text() for file in (tmp_path / "new").iterdir()] == ["mine"]


def test_a_dossier_is_no_folder_to_start_from(origin: Path, tmp_path: Path) -> None:
    (origin / "brief.toml").write_text("")
    with pytest.raises(DossierError, match="a dossier already"):
        make_dossier(tmp_path / "new", origin)
    assert not (tmp_path / "new").exists()


def test_a_folder_that_is_not_there_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(DossierError, match="no such folder"):
        make_dossier(tmp_path / "new", tmp_path / "nowhere")
    assert not (tmp_path / "new").exists()


def test_a_folder_of_unreadable_sources_makes_nothing(tmp_path: Path) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "x.txt").write_bytes(b"")
    with pytest.raises(SourceError):
        make_dossier(tmp_path / "new", tmp_path / "bad")
    assert not (tmp_path / "new").exists()


def test_a_place_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="the dossier cannot be written"):
        make_dossier(tmp_path / "file" / "new")
