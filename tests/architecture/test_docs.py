"""docs/architecture.md names each room and module that exists, and none that does not."""

import re
from pathlib import Path

ROW = re.compile(r"^\| *`(?P<package>briefing/[\w/]*)` *\|.*\|(?P<modules>[^|]*)\| *$", re.MULTILINE)
NAME = re.compile(r"`(\w+\.py)`")


def listed(text: str) -> dict[str, set[str]]:
    """Read the table: a row starts with a package in backticks and ends with its modules in backticks."""
    return {row["package"]: set(NAME.findall(row["modules"])) for row in ROW.finditer(text)}


def existing(root: Path) -> dict[str, set[str]]:
    """Walk the package: each folder of Python files with its modules; `__init__.py` is the folder itself."""
    rooms: dict[str, set[str]] = {}
    for file in (root / "briefing").rglob("*.py"):
        modules = rooms.setdefault(f"{file.parent.relative_to(root).as_posix()}/", set())
        if file.name != "__init__.py":
            modules.add(file.name)
    return rooms


def test_the_architecture_page_lists_the_house_as_it_stands(root: Path) -> None:
    page = listed((root / "docs" / "architecture.md").read_text(encoding="utf-8"))
    house = existing(root)
    wrong = [
        f"| `{package}` | … | {' '.join(f'`{name}`' for name in sorted(modules))} |"
        for package, modules in sorted(house.items())
        if page.get(package) != modules
    ]
    assert not wrong, "docs/architecture.md should have these rows:\n" + "\n".join(wrong)
    assert not page.keys() - house.keys(), "docs/architecture.md lists what does not exist"
