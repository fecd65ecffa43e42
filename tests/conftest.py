"""What every test stands on: no network, a fixed environment, the material where there is some, and goldens."""

import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = Path(__file__).resolve().parent / "golden"
MATERIAL = os.environ.get("BRIEFING_MATERIAL", "")
"""Read once, before the environment is cleaned for each test."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --accept and --seeds."""
    parser.addoption("--seeds", type=int, default=0, help="how many more random cases of each kind the slow tests try")
    parser.addoption(
        "--accept", action="store_true", help="write what golden tests got as what they expect from now on"
    )


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> None:
    """Make each attempt to connect an error; nothing in the program may need one."""

    def refuse(caller: socket.socket, address: object) -> NoReturn:
        caller.close()
        message = f"a test tried to connect to {address}: the program works offline"
        raise RuntimeError(message)

    socket.socket.connect = refuse  # type: ignore[assignment,method-assign]  # replaced for the whole session
    socket.socket.connect_ex = refuse  # type: ignore[assignment,method-assign]  # as above


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Take away what a person's machine may set, so that a test means the same everywhere."""
    for name in list(os.environ):
        if name.startswith(("BRIEFING_", "XDG_")) or name in {"SOURCE_DATE_EPOCH", "FORCE_COLOR", "LANGUAGE"}:
            monkeypatch.delenv(name)
    fixed = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "100"}
    fixed["XDG_DATA_DIRS"] = "/nonexistent"  # no fonts of the machine
    for name, value in fixed.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture(scope="session")
def root() -> Path:
    """Give the folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def material() -> Path:
    """Give the folder of articles and judges that BRIEFING_MATERIAL names, or skip."""
    if not MATERIAL:
        pytest.skip("BRIEFING_MATERIAL is not set: it names the folder of articles and judges")
    folder = Path(MATERIAL)
    if not folder.is_dir():
        pytest.fail(f"BRIEFING_MATERIAL names no folder: {folder}")
    return folder


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Give `golden(name, text)`, which compares text with tests/golden/NAME; --accept writes the file instead."""
    accept = bool(request.config.getoption("--accept"))

    def compare(name: str, text: str) -> None:
        file = GOLDEN / name
        if accept:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
            return
        assert file.is_file(), f"no golden {name}: look at the result, then run this test with --accept"
        # Bytes, so that no line ending is translated on the way.
        assert text == file.read_bytes().decode(), f"{name} differs: if that is right, run this test with --accept"

    return compare
