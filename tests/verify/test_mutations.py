"""Every change of a delivered file is found; what cannot be disproven is reported."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.verify.conftest import Desk, make_desk
from tests.verify.mutations import FIXTURE, REPORTED, TAMPERING, Mutation, list_mutations, try_mutation

FOUND = list_mutations()
TRIES = 12
"""Seeds within which a kind of change must have found a place."""
TAMPERED = 20
"""Values of the record that are changed each time; more with --seeds."""


@pytest.fixture(scope="session")
def desks(desk: Desk, root: Path) -> tuple[Desk, ...]:
    """Give the sample, and a brief with every mark and two sentences of editors."""
    return desk, make_desk(FIXTURE, root / "templates")


@pytest.fixture
def seeds(request: pytest.FixtureRequest) -> range:
    """Return the seeds that --seeds asks for; without it the other tests are enough."""
    asked: int = request.config.getoption("--seeds")
    if not asked:
        pytest.skip("more random cases of each kind are tried with --seeds N")
    return range(1, asked + 1)


def name(mutation: Mutation) -> str:
    return f"{mutation.group}: {mutation.name}"


def check(mutation: Mutation, desks: Sequence[Desk], seeds: Sequence[int]) -> int:
    """Try a change with some seeds; return how many files were changed."""
    outcomes = [outcome for seed in seeds for outcome in try_mutation(mutation, desks, seed)]
    missed = [f"seed {each.seed}, {each.format}" for each in outcomes if not each.met]
    assert not missed, f"{name(mutation)}: not found: {'; '.join(missed)}"
    return len(outcomes)


@pytest.mark.parametrize("mutation", FOUND, ids=name)
def test_a_change_is_found(desks: Sequence[Desk], mutation: Mutation) -> None:
    assert any(check(mutation, desks, [seed]) for seed in range(TRIES))


def test_no_value_of_the_record_can_be_changed_unseen(desks: Sequence[Desk]) -> None:
    assert check(TAMPERING, desks, range(TAMPERED)) > TAMPERED


@pytest.mark.parametrize("mutation", REPORTED, ids=name)
def test_what_cannot_be_disproven_is_reported(desks: Sequence[Desk], mutation: Mutation) -> None:
    assert check(mutation, desks[1:], [0])


@pytest.mark.slow
@pytest.mark.parametrize("mutation", FOUND, ids=name)
def test_many_changes_are_found(desks: Sequence[Desk], mutation: Mutation, seeds: range) -> None:
    check(mutation, desks, seeds)


@pytest.mark.slow
def test_many_values_of_the_record_cannot_be_changed_unseen(desks: Sequence[Desk], seeds: range) -> None:
    check(TAMPERING, desks, range(TAMPERED, TAMPERED * (1 + len(seeds))))


@pytest.mark.slow
@pytest.mark.parametrize("mutation", REPORTED, ids=name)
def test_much_that_cannot_be_disproven_is_reported(desks: Sequence[Desk], mutation: Mutation, seeds: range) -> None:
    check(mutation, desks[1:], seeds)
