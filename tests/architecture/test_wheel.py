"""The wheel holds what an installed program needs: the packs and the sample too."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """Build the wheel as a release would."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    result = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    (file,) = folder.glob("*.whl")
    return zipfile.ZipFile(file)


@pytest.mark.parametrize(("folder", "inside"), [("templates", "briefing/templates"), ("sources", "briefing/sample")])
def test_the_wheel_holds_what_lies_beside_the_package(
    root: Path, wheel: zipfile.ZipFile, folder: str, inside: str
) -> None:
    there = {
        f"{inside}/{file.relative_to(root / folder).as_posix()}"
        for file in (root / folder).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts and not file.name.startswith(".")
    }
    assert there
    assert there <= set(wheel.namelist())


def test_the_wheel_holds_every_module_and_its_data(root: Path, wheel: zipfile.ZipFile) -> None:
    there = {
        file.relative_to(root).as_posix()
        for file in (root / "briefing").rglob("*")
        if file.is_file() and "__pycache__" not in file.parts and not file.name.startswith(".")
    }
    assert there <= set(wheel.namelist())


def test_the_wheel_holds_nothing_else(wheel: zipfile.ZipFile) -> None:
    tops = {name.partition("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"briefing"}


def test_the_wheel_installs_the_command(wheel: zipfile.ZipFile) -> None:
    (entry_points,) = [name for name in wheel.namelist() if name.endswith("entry_points.txt")]
    assert "briefing = briefing.cli:main" in wheel.read(entry_points).decode()
