"""A dossier is read as it lies there: what counts as a source, and what is said of the rest."""

import os
from pathlib import Path

import pytest

from briefing.errors import DossierError, SourceError
from briefing.pipeline.folders import add_declared, check_folder, open_dossier, refuse_empty


def write(folder: Path, **files: str) -> Path:
    """Write files by name, "_" standing for the dot."""
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text)
    return folder


def names(folder: Path) -> list[str]:
    """Name the sources of a folder."""
    return [file.name for file in open_dossier(folder).files]


def test_sources_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    assert names(write(tmp_path, b_txt="b", a_md="a")) == ["a.md", "b.txt"]


def test_settings_hidden_files_and_readmes_are_no_sources(tmp_path: Path) -> None:
    write(tmp_path, brief_toml="", a_txt="a", README_md="r", readme="r", Readme_txt="r", _DS="x")
    (tmp_path / "folder").mkdir()
    assert names(tmp_path) == ["a.txt"]


def test_the_text_of_brief_toml_is_read_with_plain_line_ends(tmp_path: Path) -> None:
    (tmp_path / "brief.toml").write_bytes(b'title = "x"\r\n')
    dossier = open_dossier(tmp_path)
    assert dossier.toml == 'title = "x"\n'
    assert dossier.place == (tmp_path / "brief.toml").as_posix()


def test_a_brief_toml_in_another_encoding_is_an_error_with_the_line(tmp_path: Path) -> None:
    (tmp_path / "brief.toml").write_bytes(b'# first\ntitle = "caf\xe9"\n')
    with pytest.raises(DossierError, match="not UTF-8") as caught:
        open_dossier(tmp_path)
    assert caught.value.place.endswith("brief.toml:2")


def test_a_declared_file_in_a_subfolder_is_read(tmp_path: Path) -> None:
    (tmp_path / "wires").mkdir()
    (tmp_path / "wires" / "a.txt").write_text("a")
    dossier = add_declared(open_dossier(write(tmp_path, z_txt="z")), ["wires/a.txt", "z.txt", "wires/none.txt"])
    assert [file.name for file in dossier.files] == ["wires/a.txt", "z.txt"]


@pytest.mark.parametrize("outside", ["../secret.txt", "/etc/hostname"])
def test_nothing_outside_the_dossier_is_read(tmp_path: Path, outside: str) -> None:
    (tmp_path / "secret.txt").write_text("s")
    (tmp_path / "in").mkdir()
    assert add_declared(open_dossier(tmp_path / "in"), [outside]).files == ()


def test_one_unreadable_file_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes

    def refuse(self: Path) -> bytes:
        if self.name == "b.txt":
            raise PermissionError(13, "Permission denied")
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    dossier = open_dossier(write(tmp_path, a_txt="a", b_txt="b"))
    assert [file.name for file in dossier.files] == ["a.txt"]
    assert [(finding.code, finding.place) for finding in dossier.findings] == [("file-unreadable", "b.txt")]


def test_a_pipe_is_a_finding_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    dossier = open_dossier(write(tmp_path, b_txt="Two."))
    assert [file.name for file in dossier.files] == ["b.txt"]
    assert [(finding.code, finding.place) for finding in dossier.findings] == [("file-unreadable", "a.txt")]


def test_a_pipe_in_place_of_brief_toml_is_an_error(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "brief.toml")
    with pytest.raises(DossierError, match="no regular file"):
        open_dossier(tmp_path)


def test_an_unreadable_brief_toml_or_folder_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    write(tmp_path, brief_toml="")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(DossierError, match="the file cannot be read: Permission denied"):
        open_dossier(tmp_path)
    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(DossierError, match="the folder cannot be read: Permission denied"):
        open_dossier(tmp_path)


def test_a_folder_without_sources_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no sources in this folder"):
        refuse_empty(open_dossier(write(tmp_path, brief_toml="")))


def test_a_misspelt_folder_brings_the_nearest_name(tmp_path: Path) -> None:
    (tmp_path / "treaty").mkdir()
    with pytest.raises(DossierError, match="no such folder") as caught:
        check_folder(tmp_path / "traety")
    assert caught.value.hint == 'did you mean "treaty"?'
    with pytest.raises(DossierError) as caught:
        check_folder(tmp_path / "nowhere" / "at" / "all")
    assert "briefing new" in caught.value.hint


def test_a_file_in_place_of_a_folder_is_an_error_that_names_its_folder(tmp_path: Path) -> None:
    with pytest.raises(DossierError, match="a file, not a folder") as caught:
        check_folder(write(tmp_path, a_txt="a") / "a.txt")
    assert str(tmp_path) in caught.value.hint
