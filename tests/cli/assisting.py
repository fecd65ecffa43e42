"""The sample dossier with a model to be asked."""

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.assist.clerk import judge
from tests.assist.servers import Part, Server, judging
from tests.cli.conftest import Outcome

CLERK: Part = judging(judge, lambda _: "neither")
SENTENCES = 78
"""What the sample's reports hold."""

Files = Mapping[str, bytes]
Make = Callable[..., tuple[Outcome, Files]]
"""Builds the sample with some options and returns what came of it."""


def configure(sample: Path, text: str) -> None:
    """Add a table to the brief.toml of the sample."""
    file = sample / "brief.toml"
    file.write_text(f"{file.read_text(encoding='utf-8')}\n[assist]\n{text}\n", encoding="utf-8")


def point(sample: Path, server: Server, more: str = "timeout = 5") -> None:
    configure(sample, f'endpoint = "{server.url}"\nmodel = "clerk"\n{more}')
