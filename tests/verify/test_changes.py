"""Every change of a file is found: of its words alone, of words and record together, and the lies of its maker."""

import random  # noqa: TID251  # seeded: the same changes each time
from itertools import product

import pytest

from tests.verify.changes import CHANGES
from tests.verify.conftest import Desk
from tests.verify.lies import LIES


@pytest.fixture
def seeds(request: pytest.FixtureRequest) -> range:
    """Return the seeds that --seeds asks for; without it one case of each kind, seed 0, is enough."""
    asked: int = request.config.getoption("--seeds")
    if not asked:
        pytest.skip("more random cases of each kind are tried with --seeds N")
    return range(1, asked + 1)


def check_change(desk: Desk, name: str, seed: int, *, recorded: bool) -> None:
    changed = CHANGES[name](desk.document, random.Random(f"{name}{seed}{recorded}"))  # noqa: S311  # no secret
    if changed is not None:
        for report in desk.check_all(desk.record(changed) if recorded else changed):
            assert report.exit_code == 1, f"{name}, seed {seed}, {report.format}: not found"


def check_lie(desk: Desk, name: str, seed: int) -> None:
    sources = {document.id: document for document in desk.assembly.analysis.sources}
    brief = LIES[name](desk.assembly.brief, sources, random.Random(f"{name}{seed}"))  # noqa: S311  # no secret
    if brief is not None:
        for report in desk.check_all(desk.lay_out(brief)):
            assert report.exit_code == 1, f"{name}, seed {seed}, {report.format}: not found"


@pytest.mark.parametrize("recorded", [False, True], ids=["words alone", "record too"])
@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_found(desk: Desk, name: str, recorded: bool) -> None:
    check_change(desk, name, 0, recorded=recorded)


@pytest.mark.parametrize("name", LIES)
def test_a_lie_is_found(desk: Desk, name: str) -> None:
    check_lie(desk, name, 0)


@pytest.mark.slow
@pytest.mark.parametrize("name", CHANGES)
def test_many_changes_are_found(desk: Desk, name: str, seeds: range) -> None:
    for seed, recorded in product(seeds, (False, True)):
        check_change(desk, name, seed, recorded=recorded)


@pytest.mark.slow
@pytest.mark.parametrize("name", LIES)
def test_many_lies_are_found(desk: Desk, name: str, seeds: range) -> None:
    for seed in seeds:
        check_lie(desk, name, seed)


@pytest.mark.parametrize("name", sorted({*CHANGES, *LIES}))
def test_each_kind_of_change_is_one(desk: Desk, name: str) -> None:
    sources = {document.id: document for document in desk.assembly.analysis.sources}
    chances = [random.Random(f"{name}{seed}") for seed in range(8)]  # noqa: S311  # no secret
    if name in CHANGES:
        assert any(CHANGES[name](desk.document, chance) not in (None, desk.document) for chance in chances)
    else:
        brief = desk.assembly.brief
        assert any(LIES[name](brief, sources, chance) not in (None, brief) for chance in chances)
