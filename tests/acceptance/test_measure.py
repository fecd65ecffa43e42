"""How well sentences are sorted and chosen, on labelled events that are not part of the project."""

import json
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

SORTED = 0.50
"""The least mean F1 of the four sections."""
LEAKED = 0.02
"""The largest share of printed sentences that are no part of a report."""


@pytest.fixture(scope="module")
def figures(material: Path, root: Path) -> Mapping[str, float]:
    """Run the judge on all events and return its last line."""
    program = shlex.join([sys.executable, "-m", "briefing"])
    command = [sys.executable, str(material / "eval" / "measure"), "--briefing", program]
    outcome = subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8")
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    figures: Mapping[str, float] = json.loads(outcome.stdout.splitlines()[-1])
    return figures


def test_sentences_are_sorted_into_the_sections_they_belong_to(figures: Mapping[str, float]) -> None:
    assert figures["macro4"] >= SORTED


def test_hardly_anything_printed_is_furniture_of_the_page(figures: Mapping[str, float]) -> None:
    assert figures["printed_leak"] <= LEAKED
