"""The rooms of the house keep their order, and the core needs nothing but Python."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

CORE = ("model", "analyse", "errors")


def test_imports_keep_the_layers_and_the_fences(root: Path) -> None:
    command = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([command, "--no-cache"], cwd=root, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("room", CORE)
def test_the_core_imports_nothing_third_party(root: Path, room: str) -> None:
    allowed = {*sys.stdlib_module_names, "briefing"}
    foreign = [
        f"{file.relative_to(root)}:{line} imports {name}"
        for file in modules_of(root / "briefing", room)
        for line, name in imports_of(file)
        if name.partition(".")[0] not in allowed
    ]
    assert not foreign, "\n".join(foreign)


def modules_of(package: Path, room: str) -> list[Path]:
    """List the files of a room, be it one module or a package."""
    single = package / f"{room}.py"
    return [single] if single.is_file() else sorted((package / room).rglob("*.py"))


def imports_of(file: Path) -> Iterator[tuple[int, str]]:
    """Name the modules that a file imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.lineno, node.module or ""
