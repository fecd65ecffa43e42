"""Files are written all or none; what stood there before stays whole when something fails."""

import errno
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.errors import OutputError
from briefing.model.artifact import Artifact
from briefing.pipeline.output import write_artifacts

DOCX = Artifact("docx", "brief.docx", b"new docx")
PDF = Artifact("pdf", "brief.pdf", b"new pdf")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Give a folder in which an earlier DOCX and PDF stand."""
    (tmp_path / "brief.docx").write_bytes(b"old docx")
    (tmp_path / "brief.pdf").write_bytes(b"old pdf")
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    """Read every file of a folder, hidden ones too."""
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


OLD = {"brief.docx": b"old docx", "brief.pdf": b"old pdf"}
NEW = {"brief.docx": b"new docx", "brief.pdf": b"new pdf"}


def test_files_are_written_into_a_new_folder(tmp_path: Path) -> None:
    written = write_artifacts(tmp_path / "deep" / "out", [DOCX, PDF])
    assert contents(tmp_path / "deep" / "out") == NEW
    assert [(each.format, each.path.name, each.size) for each in written] == [
        ("docx", "brief.docx", 8),
        ("pdf", "brief.pdf", 7),
    ]
    assert written[0].digest == DOCX.digest


def test_earlier_files_are_replaced_and_nothing_is_left_over(out: Path) -> None:
    write_artifacts(out, [DOCX, PDF])
    assert contents(out) == NEW


def test_a_new_file_may_be_read_by_whom_the_umask_lets(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write_artifacts(tmp_path, [DOCX])
    finally:
        os.umask(before)
    assert (tmp_path / "brief.docx").stat().st_mode & 0o777 == 0o644


def test_a_folder_in_place_of_a_file_leaves_the_others_as_they_were(out: Path) -> None:
    (out / "brief.pdf").unlink()
    (out / "brief.pdf").mkdir()
    with pytest.raises(OutputError, match="a folder stands where the file should go") as caught:
        write_artifacts(out, [DOCX, PDF])
    assert caught.value.place == str(out / "brief.pdf")
    assert contents(out) == {"brief.docx": b"old docx"}


def test_a_file_that_was_not_there_before_goes_again_when_the_next_one_fails(tmp_path: Path) -> None:
    (tmp_path / "brief.pdf").mkdir()
    with pytest.raises(OutputError):
        write_artifacts(tmp_path, [DOCX, PDF])
    assert contents(tmp_path) == {}


def test_a_parent_that_is_a_file_is_an_error_with_a_way_out(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError) as caught:
        write_artifacts(tmp_path / "file" / "out", [DOCX])
    assert "cannot be written" in caught.value.message
    assert caught.value.hint == "choose another folder with --out"


def test_a_full_disk_leaves_earlier_files_whole(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OutputError, match="No space left"):
        write_artifacts(out, [DOCX, PDF])
    assert contents(out) == OLD


def test_a_file_that_a_program_holds_open_is_named(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = Path.replace

    def refuse_pdf(self: Path, target: Path) -> Path:
        if self.name.endswith(".part") and target.suffix == ".pdf":
            raise PermissionError(errno.EACCES, "Permission denied", str(self), None, str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse_pdf)
    with pytest.raises(OutputError) as caught:
        write_artifacts(out, [DOCX, PDF])
    assert caught.value.place == str(out / "brief.pdf")
    assert caught.value.hint.startswith("close the file")
    assert contents(out) == OLD


def test_a_disk_without_links_is_served_too(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    write_artifacts(out, [DOCX, PDF])
    assert contents(out) == NEW


def test_an_interrupt_while_writing_aside_leaves_earlier_files_whole(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_artifacts(out, [DOCX, PDF])
    assert contents(out) == OLD


@pytest.fixture
def heard() -> Iterator[None]:
    """Let an interrupt be heard: a shell starts what runs in the background with it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heard")
def test_an_interrupt_while_renaming_waits_until_all_are_renamed(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = Path.replace

    def interrupt_first(self: Path, target: Path) -> Path:
        if target.suffix == ".docx":
            signal.raise_signal(signal.SIGINT)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", interrupt_first)
    with pytest.raises(KeyboardInterrupt):
        write_artifacts(out, [DOCX, PDF])
    assert contents(out) == NEW


def test_files_can_be_written_from_another_thread(tmp_path: Path) -> None:
    worker = threading.Thread(target=write_artifacts, args=(tmp_path, [DOCX]))
    worker.start()
    worker.join()
    assert contents(tmp_path) == {"brief.docx": b"new docx"}
