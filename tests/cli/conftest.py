"""Dossiers to build, and the command line as a person calls it."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from briefing.cli import main
from tests.cli.desks import built, desk
from tests.cli.runs import Outcome, Run
from tests.distribute.hosts import authority, loopback, start_host

__all__ = ["Outcome", "Run", "authority", "built", "desk", "loopback", "start_host"]

WIRE = """\
Northland and Westmark sign a defence pact

Northland and Westmark signed a defence pact in the Northland capital on 14 May 2024, the two governments said.

The pact obliges each party to assist the other if it is attacked. It replaces a treaty of friendship of 1998.

Northland has reportedly delivered munitions to Westmark since 2022, according to officials of the Eastern Union.
"""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Give `run("build", folder)`, which runs a command in this process."""

    def call(*words: object) -> Outcome:
        capsys.readouterr()
        code = main([str(word) for word in words])
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err or "--debug" in words
        return Outcome(code, printed.out, printed.err)

    return call


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """Give a dossier of one short source."""
    folder = tmp_path / "dossier"
    folder.mkdir()
    (folder / "wire.txt").write_text(WIRE, encoding="utf-8")
    return folder


@pytest.fixture
def sample(root: Path, tmp_path: Path) -> Path:
    """Give a copy of the sample dossier."""
    return Path(shutil.copytree(root / "sources", tmp_path / "sample"))


@pytest.fixture
def earlier(tmp_path: Path) -> Callable[[], Sequence[Path]]:
    """Give an output folder with the files of an earlier build, by a call that checks that they are whole."""
    out = tmp_path / "out"
    out.mkdir()
    files = [out / f"pact_brief_v01-0_en.{ending}" for ending in ("docx", "pdf")]
    for file in files:
        file.write_bytes(b"an earlier brief")

    def check() -> Sequence[Path]:
        assert [file.read_bytes() for file in files] == [b"an earlier brief"] * 2
        assert sorted(out.iterdir()) == sorted(files), "something was left over"
        return files

    return check


@pytest.fixture
def make(run: Run, sample: Path, tmp_path: Path) -> Callable[..., tuple[Outcome, Mapping[str, bytes]]]:
    """Give `make(...options)`, which builds the sample, as Markdown if no format is given, and returns the files."""

    def call(
        *options: object, formats: Sequence[str] = ("md",), name: str = "out"
    ) -> tuple[Outcome, Mapping[str, bytes]]:
        folder = tmp_path / name
        outcome = run("build", sample, "-o", folder, *(word for each in formats for word in ("-f", each)), *options)
        found = sorted(folder.iterdir()) if folder.exists() else []
        return outcome, {file.name: file.read_bytes() for file in found if file.suffix in {".md", ".docx", ".pdf"}}

    return call


@pytest.fixture
def alone(make: Callable[..., tuple[Outcome, Mapping[str, bytes]]]) -> Mapping[str, bytes]:
    """Give the sample's brief by the rules alone, as Markdown."""
    return make(name="rules")[1]
