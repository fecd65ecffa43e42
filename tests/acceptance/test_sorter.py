"""A model that knows where sentences belong makes the brief better by as much; one that guesses does it no harm."""

import json
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.acceptance.sorter import Labels, guess, guess_pairs
from tests.assist.servers import Part, Server, judging

pytestmark = pytest.mark.slow

SORTED, PRINTED = 0.90, 0.95
"""What a perfect sorter must reach through the program: mean F1 of the sections, share printed where it belongs."""
HARM = 0.05
"""What one that guesses may cost at most."""
SEEDS = ("north", "east", "south")


def measure(material: Path, root: Path, folder: Path, part: Part | None) -> Mapping[str, float]:
    """Run the judge over all events, with a model at the other end or without one."""
    with Server(part or judging(lambda _: {})) as server:
        assist = ["--set", f"assist.endpoint={server.url}", "--set", "assist.model=clerk"] if part else []
        script = folder / "assisted.py"
        script.write_text(
            f"import sys\nfrom briefing.cli import main\nsys.exit(main([*sys.argv[1:], *{assist!r}]))\n",
            encoding="utf-8",
        )
        program = shlex.join([sys.executable, str(script)])
        command = [sys.executable, str(material / "eval" / "measure"), "--briefing", program]
        environment = {"PYTHONPATH": str(root), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
        outcome = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, encoding="utf-8")
        assert bool(server.asked) == bool(part)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    figures: Mapping[str, float] = json.loads(outcome.stdout.splitlines()[-1])
    return figures


@pytest.fixture(scope="module")
def rules(material: Path, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, float]:
    """Measure the rules alone."""
    return measure(material, root, tmp_path_factory.mktemp("rules"), None)


def test_a_perfect_sorter_loses_nothing_on_its_way_into_the_brief(material: Path, root: Path, tmp_path: Path) -> None:
    labels = Labels(material / "eval")
    figures = measure(material, root, tmp_path, judging(labels.judge, labels.compare))
    assert figures["macro4"] >= SORTED
    assert figures["printed_precision"] >= PRINTED


@pytest.mark.parametrize("seed", SEEDS)
def test_answers_at_random_do_the_brief_no_harm(
    material: Path, root: Path, tmp_path: Path, rules: Mapping[str, float], seed: str
) -> None:
    figures = measure(material, root, tmp_path, judging(guess(seed), guess_pairs(seed)))
    worse = {name: (rules[name], figures[name]) for name in rules if "leak" not in name}
    assert {name: pair for name, pair in worse.items() if pair[1] < pair[0] - HARM} == {}


def test_a_model_that_always_names_the_commonest_section_does_no_harm(
    material: Path, root: Path, tmp_path: Path, rules: Mapping[str, float]
) -> None:
    figures = measure(material, root, tmp_path, judging(lambda _: {"sections": ["treaty-terms"], "importance": 2}))
    assert figures["macro4"] >= rules["macro4"] - HARM
