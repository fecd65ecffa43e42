"""What lies in the subfolders of a dossier and is not read is said."""

from pathlib import Path

import pytest

from briefing.model.finding import Finding
from briefing.pipeline.assembly import read_dossier
from briefing.pipeline.progress import Journal, Silence
from briefing.pipeline.request import BuildRequest
from briefing.pipeline.subfolders import MOST_ENTRIES, find_unread


def write(folder: Path, *names: str) -> Path:
    """Write files by their names, with the folders that they need."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("A sentence.")
    return folder


def look(folder: Path, *read: str, apart: tuple[Path, ...] = ()) -> list[Finding]:
    return list(find_unread(folder, read, apart))


def test_files_in_a_subfolder_that_nobody_named_are_a_finding(tmp_path: Path) -> None:
    (finding,) = look(write(tmp_path, "a.txt", "wires/b.txt", "wires/c.PDF"), "a.txt")
    assert (finding.severity, finding.code, finding.place) == ("warning", "subfolder-not-read", "wires/")
    assert "2 files that are not read" in finding.message
    assert 'file = "wires/..."' in finding.hint


def test_of_the_files_in_a_subfolder_those_that_are_read_do_not_count(tmp_path: Path) -> None:
    write(tmp_path, "wires/b.txt", "wires/c.txt")
    assert "1 file that is not read" in look(tmp_path, "wires/b.txt")[0].message
    assert look(tmp_path, "wires/b.txt", "wires/c.txt") == []


@pytest.mark.parametrize(
    "name", [".git/note.txt", "wires/README.md", "wires/photo.jpg", "Page_files/frame.html", "wires/deep/a.txt"]
)
def test_what_is_no_source_of_a_brief_is_passed_over(tmp_path: Path, name: str) -> None:
    assert look(write(tmp_path, name)) == []


def test_the_folders_of_packs_and_of_finished_briefs_are_not_for_sources(tmp_path: Path) -> None:
    write(tmp_path, "out/brief.pdf", "templates/notes.md")
    assert look(tmp_path, apart=(tmp_path / "out", tmp_path / "templates")) == []


def test_a_folder_of_very_many_files_is_not_counted_to_its_end(tmp_path: Path) -> None:
    write(tmp_path, *(f"wires/{number}.txt" for number in range(MOST_ENTRIES + 5)))
    assert f"{MOST_ENTRIES} files" in look(tmp_path)[0].message


def test_a_subfolder_that_cannot_be_read_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "wires/a.txt")
    plain = Path.iterdir

    def refuse(folder: Path) -> object:
        if folder.name == "wires":
            raise PermissionError(13, "Permission denied")
        return plain(folder)

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert look(tmp_path) == []
    assert look(tmp_path / "nowhere") == []


def test_a_build_says_which_subfolder_it_did_not_read(tmp_path: Path) -> None:
    journal = Journal(Silence())
    write(tmp_path, "a.txt", "wires/b.txt", "out/old.pdf")
    read_dossier(BuildRequest(dossier=tmp_path, out=tmp_path / "out"), journal)
    assert [finding.place for finding in journal.findings if finding.code == "subfolder-not-read"] == ["wires/"]
