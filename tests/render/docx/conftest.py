"""The theme of the default pack, read without the pack reader, so that the writer is tested alone."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from briefing.packs.theme import Page, Theme, TypeStyle

_THEME = Path(__file__).parents[3] / "templates" / "policy-brief" / "theme.toml"
_MILLIMETRE = 72 / 25.4


def read_theme() -> Theme:
    """Return the default theme on A4."""
    raw: dict[str, Any] = tomllib.loads(_THEME.read_text(encoding="utf-8"))
    margins = {side: size * _MILLIMETRE for side, size in raw["page"]["margins"].items()}
    return Theme(
        page=Page(width=595.276, height=841.89, **margins),
        colours=raw["colours"],
        styles={role: TypeStyle(**style) for role, style in raw["styles"].items()},
        fonts=raw["fonts"],
        docx_fonts=raw["docx_fonts"],
    )


@pytest.fixture(scope="session")
def theme() -> Theme:
    return read_theme()
