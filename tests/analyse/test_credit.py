"""How far a witness is trusted: by what the rules are certain of, and never for a guess."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.analyse.analysis import analyse_sources
from briefing.analyse.credit import weigh_credit
from briefing.model.witness import Deposition, Witness
from tests.analyse.hearings import (
    MANIFEST,
    SECTIONS,
    Judge,
    agree,
    analyse,
    credit,
    depose,
    throw,
)
from tests.analyse.readings import make_source

PLAIN_RULES = analyse()


def test_a_witness_that_agrees_with_what_is_certain_is_trusted() -> None:
    assert credit(analyse(), agree) == 1.0


@pytest.mark.parametrize(
    "judge",
    [
        lambda _: Deposition(),
        lambda _: Deposition(sections=frozenset(["terms"])),
        lambda _: Deposition(sections=frozenset(["terms", "arms"])),
        lambda text: Deposition(sections=frozenset(["terms"] if len(text) % 2 else ["arms"])),
        lambda text: Deposition(sections=frozenset({"terms", "arms"} - agree(text).sections)),
    ],
    ids=["nothing", "the same each time", "everything", "by lot", "the contrary"],
)
def test_a_witness_that_knows_nothing_is_not_trusted(judge: Judge) -> None:
    assert credit(analyse(), judge) == 0.0


def test_a_guess_is_hardly_ever_taken_for_knowledge() -> None:
    def guess(seed: int) -> Judge:
        return lambda text: Deposition(sections=frozenset([("terms", "arms", "rain")[throw(f"{seed}{text}") % 3]]))

    believed = [seed for seed in range(200) if credit(PLAIN_RULES, guess(seed)) > 0]
    assert len(believed) <= 2


def test_what_the_rules_are_not_sure_of_tells_nothing() -> None:
    faint = tuple(replace(s, groups=(replace(s.groups[0], weight=1.2),)) for s in SECTIONS)
    documents = [make_source("The pact has clause 1.\n\nThe shells of battery 1 arrived.", "s0")]
    rules, _ = analyse_sources(documents, replace(MANIFEST, sections=faint), ("Norway",))
    assert [e.section for e in rules.evidence] == ["terms", "arms"]
    right = Witness(model="clerk", sentences=depose(rules, agree))
    wrong = Witness(model="clerk", sentences=depose(rules, lambda _: Deposition(sections=frozenset(["rain"]))))
    assert weigh_credit(right, rules, faint) == weigh_credit(wrong, rules, faint) == 0.0


def test_a_witness_that_says_nothing_has_no_credit() -> None:
    assert weigh_credit(Witness(model="clerk"), analyse(), SECTIONS) == 0.0


@given(
    st.lists(st.sampled_from([frozenset[str](), frozenset(["terms"]), frozenset(["arms"])]), min_size=60, max_size=60)
)
def test_credit_is_a_share(answers: list[frozenset[str]]) -> None:
    rules = PLAIN_RULES
    said = {e.address: Deposition(sections=each) for e, each in zip(rules.evidence, answers, strict=True)}
    assert 0.0 <= weigh_credit(Witness(model="clerk", sentences=said), rules, SECTIONS) <= 1.0
