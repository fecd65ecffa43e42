"""Packs for tests: folders of a few files each."""

from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.packs.lookup import bundled_packs

PackMaker = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give an empty folder of packs."""
    return tmp_path / "templates"


@pytest.fixture
def make_pack(folder: Path) -> PackMaker:
    """Give `make_pack(name, {path: text})`: a pack that extends the bundled one unless it says otherwise."""

    def make(name: str, files: dict[str, str] | None = None, manifest: str = "", extends: str = "policy-brief") -> Path:
        parent = f'extends = "{extends}"\n' if extends else ""
        head = f'name = "{name}"\nversion = "1.0.0"\ncontract = 1\n{parent}'
        for path, text in {"pack.toml": head + manifest, **(files or {})}.items():
            file = folder / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return folder / name

    return make


@pytest.fixture
def folders(folder: Path) -> list[Path]:
    """Give the order of looking up: the project's packs, then the bundled ones."""
    return [folder, bundled_packs()]
