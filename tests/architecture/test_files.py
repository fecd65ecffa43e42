"""Files stay short, are named for what they hold, and say nothing of the machine that they were written on."""

import re
import subprocess
from pathlib import Path

import pytest

LONGEST = 400
VAGUE = {"utils", "util", "helpers", "helper", "manager", "managers", "misc", "common"}
# Written as patterns, so that this file does not hold what it looks for.
MACHINE = re.compile(r"(?<![\w.:/*-])/(?:home|Users|root|work|farm|mnt)/\w|\b[A-Z]:\\Users\\")
REGISTRY = re.compile(r"\bpypi\.(?:org|python\.org)|pythonhosted\.org|--(?:extra-)?index-url|--find-l|--trusted-h")


def tracked_texts(root: Path) -> list[tuple[Path, str]]:
    """Read the text files that belong to the project; a binary file has a NUL or is not UTF-8."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listing = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if listing.returncode:
        pytest.skip("not a git checkout, so what belongs to the project is not known")
    texts = []
    for name in filter(None, listing.stdout.split("\0")):
        content = (root / name).read_bytes() if (root / name).is_file() else b"\0"
        if b"\0" not in content:
            texts.append((Path(name), content.decode("utf-8", errors="replace")))
    return texts


def places(root: Path, pattern: re.Pattern[str]) -> list[str]:
    """Name each line of a project file in which a pattern is found."""
    return [
        f"{name}:{number}: {line.strip()}"
        for name, text in tracked_texts(root)
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def python_files(root: Path) -> list[Path]:
    """List the project's own Python files."""
    return sorted(file for folder in ("briefing", "tests", "benchmarks") for file in (root / folder).rglob("*.py"))


def test_no_module_is_longer_than_it_can_be_read(root: Path) -> None:
    lines = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in python_files(root)}
    assert not {str(file.relative_to(root)): count for file, count in lines.items() if count > LONGEST}


def test_a_module_is_named_for_what_it_holds(root: Path) -> None:
    names = {part for file in python_files(root) for part in file.relative_to(root).with_suffix("").parts}
    assert not names & VAGUE


def test_no_file_names_a_folder_of_a_machine(root: Path) -> None:
    assert places(root, MACHINE) == []


def test_no_file_names_a_package_registry(root: Path) -> None:
    own = f"tests/architecture/{Path(__file__).name}:"
    makefile = "Makefile:"  # switches these options off when it pins
    assert [place for place in places(root, REGISTRY) if not place.startswith((own, makefile))] == []


def test_every_pinned_requirement_has_a_hash(root: Path) -> None:
    for file in sorted((root / "requirements").glob("*.txt")):
        text = file.read_text(encoding="utf-8").replace("\\\n", " ")
        pins = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
        assert pins, file.name
        assert not [pin for pin in pins if "--hash=" not in pin], file.name
