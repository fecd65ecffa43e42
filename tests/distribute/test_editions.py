"""Editions in a folder: which there are, which one a name means, and whether their files are whole."""

import datetime as dt
import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.distribute.editions import find_edition, list_changed, list_editions, open_edition, read_file
from briefing.distribute.manifest import make_manifest
from briefing.errors import CheckError, UsageError
from briefing.model.edition import Edition, EditionFile
from tests.distribute.editions import EDITION


def lay(folder: Path, stem: str, version: str = "1.0", published: str | None = "2024-07-01") -> Edition:
    """Put an edition of one PDF into a folder."""
    data = f"%PDF of {stem}".encode()
    file = EditionFile(name=f"{stem}.pdf", format="pdf", sha256=hashlib.sha256(data).hexdigest(), size=len(data))
    day = dt.date.fromisoformat(published) if published else None
    edition = replace(EDITION, stem=stem, version=version, published=day, files=(file,))
    folder.mkdir(exist_ok=True)
    (folder / file.name).write_bytes(data)
    manifest = make_manifest(edition)
    (folder / manifest.name).write_bytes(manifest.data)
    return edition


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder of four editions."""
    lay(tmp_path, "fish_v01-9_en", "1.9")
    lay(tmp_path, "fish_v01-10_en", "1.10")
    lay(tmp_path, "whales_v02-0_en", "2.0", "2023-01-01")
    lay(tmp_path, "undated_v03-0_en", "3.0", None)
    return tmp_path


def test_the_newest_stands_first_by_day_and_then_by_the_numbers_of_the_version(folder: Path) -> None:
    stems = [each.edition.stem for each in list_editions(folder).editions]
    assert stems == ["fish_v01-10_en", "fish_v01-9_en", "whales_v02-0_en", "undated_v03-0_en"]


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        (None, "fish_v01-10_en"),
        ("whales_v02-0_en", "whales_v02-0_en"),
        ("whales_v02-0_en.manifest.json", "whales_v02-0_en"),
        ("whales", "whales_v02-0_en"),
        ("1.9", "fish_v01-9_en"),
        ("v1.9", "fish_v01-9_en"),
        ("fish_v01-1", "fish_v01-10_en"),
    ],
)
def test_an_edition_is_named_by_stem_version_or_beginning(folder: Path, name: str | None, stem: str) -> None:
    assert find_edition(name, folder).edition.stem == stem


@pytest.mark.parametrize("ending", [".pdf", ".manifest.json"])
def test_an_edition_is_named_by_a_path_wherever_it_lies(folder: Path, ending: str) -> None:
    found = find_edition(str(folder / f"whales_v02-0_en{ending}"), Path("elsewhere"))
    assert (found.edition.stem, found.folder) == ("whales_v02-0_en", folder)


def test_a_folder_means_its_newest_edition(folder: Path) -> None:
    assert find_edition(str(folder), Path("elsewhere")).edition.stem == "fish_v01-10_en"


@pytest.mark.parametrize(
    ("name", "complaint", "hint"),
    [
        ("fish", '"fish" may be any of several editions', "there are: fish_v01-10_en, fish_v01-9_en"),
        ("birds", 'there is no edition "birds"', "there are: fish_v01-10_en, fish_v01-9_en, whales_v02-0_en"),
    ],
)
def test_a_name_that_means_none_or_several_is_refused(folder: Path, name: str, complaint: str, hint: str) -> None:
    with pytest.raises(UsageError, match=complaint) as refused:
        find_edition(name, folder)
    assert hint in refused.value.hint


def test_two_languages_of_one_day_are_not_guessed_between(folder: Path) -> None:
    lay(folder, "fish_v01-10_fr", "1.10")
    with pytest.raises(UsageError, match="the newest edition may be any of several"):
        find_edition(None, folder)


def test_a_long_list_of_editions_is_cut(tmp_path: Path) -> None:
    for number in range(9):
        lay(tmp_path, f"fish-{number}")
    with pytest.raises(UsageError) as refused:
        find_edition("whales", tmp_path)
    assert refused.value.hint.endswith("fish-3, and 3 more")


@pytest.mark.parametrize("name", ["empty", "absent"])
def test_a_folder_without_editions_says_what_to_do(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="there is no edition in this folder") as refused:
        find_edition(None, tmp_path / name)
    assert "briefing build" in refused.value.hint


def test_where_only_damaged_manifests_lie_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "broken.manifest.json").write_bytes(b"{")
    with pytest.raises(UsageError) as refused:
        find_edition("1.0", tmp_path)
    assert refused.value.hint.startswith(f"{tmp_path / 'broken.manifest.json'}: this is no manifest of an edition")


def test_a_file_that_no_manifest_names_is_refused(folder: Path) -> None:
    (folder / "letter.pdf").write_bytes(b"%PDF")
    with pytest.raises(UsageError, match="no manifest beside this file names it"):
        find_edition(str(folder / "letter.pdf"), folder)


def test_a_damaged_manifest_is_a_finding_and_hides_no_other_edition(folder: Path) -> None:
    (folder / "broken.manifest.json").write_bytes(b"{")
    (folder / ".hidden.manifest.json").write_bytes(b"{")
    listing = list_editions(folder)
    assert len(listing.editions) == 4
    assert [(finding.code, Path(finding.place).name) for finding in listing.findings] == [
        ("manifest-damaged", "broken.manifest.json")
    ]
    with pytest.raises(CheckError) as refused:
        find_edition(str(folder / "broken.manifest.json"), folder)
    assert refused.value.place.endswith("broken.manifest.json")


def test_a_pipe_and_a_folder_are_no_manifests(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.manifest.json")
    (tmp_path / "folder.manifest.json").mkdir()
    assert [finding.message for finding in list_editions(tmp_path).findings] == [
        "this is no manifest of an edition: it cannot be read as JSON"
    ] * 2


def test_a_manifest_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CheckError, match="the manifest cannot be read: No such file"):
        open_edition(tmp_path / "gone.manifest.json")


def test_a_file_is_read_if_it_is_the_one_that_was_built(folder: Path) -> None:
    found = find_edition("whales", folder)
    (file,) = found.edition.files
    assert found.find_file("pdf") == file
    assert found.find_file("docx") is None
    assert read_file(found, file) == b"%PDF of whales_v02-0_en"
    assert list(list_changed(found)) == []


@pytest.mark.parametrize("data", [b"%PDF of whales_v02-0_fr", b"longer than it was before, by far"])
def test_a_file_that_was_worked_on_is_refused(folder: Path, data: bytes) -> None:
    found = find_edition("whales", folder)
    (file,) = found.edition.files
    found.path(file).write_bytes(data)
    with pytest.raises(CheckError, match="this file is not the one that was built"):
        read_file(found, file)
    assert list(list_changed(found)) == [file]


def test_a_file_that_is_gone_is_refused(folder: Path) -> None:
    found = find_edition("whales", folder)
    (file,) = found.edition.files
    found.path(file).unlink()
    with pytest.raises(CheckError, match="cannot be read: No such file"):
        read_file(found, file)
