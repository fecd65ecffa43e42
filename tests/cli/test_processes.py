"""The program as a process of its own: same bytes, quick start, interrupts, closed pipes."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

PROGRAM = [sys.executable, "-m", "briefing"]
QUICK = 0.25
"""Seconds that `--version` may take: what a person feels as at once."""


def start(root: Path, *words: object, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the program in the project's folder and wait for it."""
    return subprocess.run(
        [*PROGRAM, *map(str, words)],
        cwd=root,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def build(root: Path, dossier: Path, out: Path, **variables: str) -> dict[str, bytes]:
    """Build all formats and return their bytes, and those of the manifest."""
    formats = ["-f", "docx", "-f", "pdf", "-f", "md", "-f", "html"]
    outcome = start(root, "build", dossier, "--out", out, *formats, **variables)
    assert outcome.returncode == 0, outcome.stderr
    return {file.name: file.read_bytes() for file in out.iterdir()}


def same_bytes(root: Path, dossier: Path, tmp_path: Path) -> None:
    """Build twice under different time zones, hash seeds, locales and file orders, and compare."""
    one = build(root, dossier, tmp_path / "one", TZ="UTC", PYTHONHASHSEED="1", LC_ALL="C.UTF-8")
    other = build(root, dossier, tmp_path / "other", TZ="Asia/Pyongyang", PYTHONHASHSEED="2", LC_ALL="C")
    assert len(one) == 5
    assert [name for name in one if one[name] != other.get(name)] == []


def test_the_sample_gives_the_same_bytes_in_any_process(root: Path, tmp_path: Path) -> None:
    same_bytes(root, root / "sources", tmp_path)


def test_the_articles_give_the_same_bytes_in_any_process(root: Path, material: Path, tmp_path: Path) -> None:
    same_bytes(root, material / "sources", tmp_path)


def test_explanations_are_the_same_in_any_process(root: Path) -> None:
    one = start(root, "explain", "sources", "--json", PYTHONHASHSEED="1")
    assert one.returncode == 0, one.stderr
    assert one.stdout == start(root, "explain", "sources", "--json", PYTHONHASHSEED="2").stdout


def test_the_version_is_there_at_once(root: Path) -> None:
    def measure() -> float:
        before = time.perf_counter()
        # Coverage measures every process that it is told to; this one is to be as quick as a user's.
        assert start(root, "--version", COVERAGE_PROCESS_START="", COVERAGE_PROCESS_CONFIG="").returncode == 0
        return time.perf_counter() - before

    assert min(measure() for _ in range(5)) < QUICK


def test_an_error_is_one_message_without_a_trace(root: Path, tmp_path: Path) -> None:
    outcome = start(root, "build", tmp_path / "nowhere")
    assert (outcome.returncode, outcome.stdout) == (4, "")
    assert outcome.stderr.startswith("error: no such folder\n")
    assert "Traceback" not in outcome.stderr


def test_a_reader_that_has_seen_enough_is_no_error(root: Path) -> None:
    with subprocess.Popen(
        [*PROGRAM, "explain", "sources", "--json"], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read().decode()
    assert "Traceback" not in said
    assert "Exception ignored" not in said


def heed_interrupts() -> None:
    """Undo what a shell does to a job in the background: its processes never hear of Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def open_when_read(pipe: Path, process: subprocess.Popen[str]) -> int:
    """Open a pipe for writing once the program reads from it: from then on the program waits for us."""
    for _ in range(1000):
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            assert process.poll() is None, "the program ended before it read the pipe"
            time.sleep(0.02)
    process.kill()
    pytest.fail("the program never read the pipe")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe")
def test_ctrl_c_in_the_middle_of_a_build_leaves_earlier_files_whole(root: Path, tmp_path: Path) -> None:
    pack = tmp_path / "packs" / "waiting"
    pack.mkdir(parents=True)
    (pack / "pack.toml").symlink_to(waiting := tmp_path / "pipe")
    os.mkfifo(waiting)
    out = tmp_path / "out"
    before = build(root, root / "sources", out)
    words = ["build", "sources", "--out", str(out), "--packs", str(pack.parent), "--pack", "waiting"]
    with subprocess.Popen(
        [*PROGRAM, *words],
        cwd=root,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_interrupts,  # noqa: PLW1509  # no thread of ours runs here
    ) as process:
        pipe = open_when_read(waiting, process)
        process.send_signal(signal.SIGINT)
        try:
            _, said = process.communicate(timeout=30)
        finally:
            process.kill()
            os.close(pipe)
    assert process.returncode == 130
    assert said.splitlines()[-1] == "error: interrupted: earlier files are as they were"
    assert {file.name: file.read_bytes() for file in out.iterdir()} == before
