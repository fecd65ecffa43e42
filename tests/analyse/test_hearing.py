"""What a witness may change, and what it may not."""

from concurrent.futures import ProcessPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.analyse.analysis import analyse_sources, hear_witness
from briefing.analyse.candidates import find_candidates
from briefing.analyse.hearing import HEARD, VOTE
from briefing.model.evidence import Address, Analysis, Evidence, Status
from briefing.model.witness import Deposition, Relation, Witness
from briefing.packs.manifest import CueGroup, PackManifest, SectionSpec
from tests.analyse.hearings import (
    MANIFEST,
    PLAIN,
    SECTIONS,
    agree,
    analyse,
    credit,
    depose,
    hear,
    one,
    reseed,
    waver,
)
from tests.analyse.readings import make_source
from tests.property.strategies import TEXTS

# ------------------------------------------------------------------------------------------------------------- votes


def test_the_vote_of_a_trusted_witness_moves_a_sentence_and_names_the_model() -> None:
    rules = analyse("Rain fell on the harbour town.")
    analysis, findings = hear(rules, {"s0:1.1": Deposition(sections=frozenset(["arms"]))})
    found = one(analysis)
    assert (one(rules).section, found.section) == (None, "arms")
    assert [(r.name, r.weight) for r in found.reasons] == [("model clerk: is arms", VOTE)]
    assert found.scores == {"terms": -VOTE, "arms": VOTE}
    assert analysis.hearing is not None
    assert dict(analysis.hearing.ruled) == {"s0:1.1": None}
    assert findings == ()


def test_strong_rules_outvote_the_witness() -> None:
    rules = analyse("The pact, this pact, is a pact of pacts.", plain=PLAIN)
    strong = one(rules).scores["terms"]
    analysis, _ = hear(rules, {"s0:1.1": Deposition()})
    assert strong - VOTE < 1.0  # one group of cues is not enough
    assert one(analysis).section is None
    louder = [
        *SECTIONS[:1],
        SectionSpec(id="arms", title="Arms", groups=(CueGroup(id="s", weight=4, cues=("shells",)),)),
    ]
    manifest = PackManifest(name="small", version="1", sections=tuple(louder))
    documents = [make_source("The shells came.", "s0"), make_source(PLAIN, "s1")]
    rules, _ = analyse_sources(documents, manifest, ("Norway",))
    witness = Witness(model="clerk", sentences=depose(rules, agree) | {Address("s0:1.1"): Deposition()})
    assert one(hear_witness(rules, witness, manifest)[0]).section == "arms"


def test_a_witness_without_credit_changes_nothing_and_is_reported() -> None:
    rules = analyse("Rain fell on the harbour town.")
    said = Deposition(sections=frozenset(["arms"]), status="opinion", importance=2, alone=False, speaker="Rain")
    analysis, findings = hear(rules, {}, judge=lambda _: said)
    assert analysis.evidence == rules.evidence
    assert analysis.hearing is not None
    assert analysis.hearing.credit == 0
    assert [(f.severity, f.code) for f in findings] == [("warning", "assist-credit")]


def test_a_witness_of_some_credit_is_heard_in_part() -> None:
    rules = analyse("Rain fell on the harbour town.")
    analysis, findings = hear(rules, {"s0:1.1": Deposition(sections=frozenset(["arms"]))}, judge=waver(5))
    assert analysis.hearing is not None
    assert 0 < analysis.hearing.credit < 1
    assert one(analysis).scores["arms"] == round(VOTE * analysis.hearing.credit, 3)
    assert [(f.severity, f.code) for f in findings] == [("note", "assist-credit")]


def test_what_nobody_was_asked_about_stays_as_it_is() -> None:
    rules = analyse("Rain fell on the harbour town.")
    said = depose(rules, agree)
    del said[Address("s0:1.1")]
    analysis, _ = hear_witness(rules, Witness(model="clerk", sentences=said), MANIFEST)
    assert one(analysis) == one(rules)


# ---------------------------------------------------------------------------------------------------------- cautions


@pytest.mark.parametrize(("said", "status"), [("alleged", "alleged"), ("opinion", "opinion"), ("quote", "reported")])
def test_a_report_may_become_a_claim_or_a_judgement_and_no_quotation(said: Status, status: Status) -> None:
    analysis, _ = hear(analyse("Rain fell on the harbour town."), {"s0:1.1": Deposition(status=said)})
    assert one(analysis).status == status
    named = "model clerk: is " + said in [reason.name for reason in one(analysis).reasons]
    assert named == (status != "reported")


@pytest.mark.parametrize(
    "text", ["Rain allegedly fell on the town.", "“Rain fell on the town,” said Minister Jon Vik."]
)
def test_a_witness_takes_no_caution_away(text: str) -> None:
    rules = analyse(text)
    analysis, _ = hear(rules, {"s0:1.1": Deposition(status="reported", alone=True)})
    assert one(rules).status != "reported"
    assert one(analysis).status == one(rules).status


def test_leaning_may_be_added_and_not_taken_away() -> None:
    rules = analyse("Rain fell on the harbour town. They left it.")
    said = {"s0:1.1": Deposition(alone=False), "s0:1.2": Deposition(alone=True)}
    analysis, _ = hear(rules, said)
    assert (one(rules).leans, one(analysis).leans) == (False, True)
    assert "model clerk: does not stand alone" in [reason.name for reason in one(analysis).reasons]
    assert one(analysis, "s0:1.2").leans


@pytest.mark.parametrize(("importance", "step"), [(0, -0.6), (1, 0.0), (2, 0.6), (None, 0.0)])
def test_importance_moves_the_salience(importance: int | None, step: float) -> None:
    rules = analyse("Rain fell on the harbour town.")
    plain, _ = hear(rules, {"s0:1.1": Deposition()})
    analysis, _ = hear(rules, {"s0:1.1": Deposition(importance=importance)})
    assert one(analysis).salience == pytest.approx(one(plain).salience + step)
    named = [r.name for r in one(analysis).reasons if "importance" in r.name]
    assert named == ([f"model clerk: importance {importance}"] if step else [])


# ---------------------------------------------------------------------------------------------------------- speakers


def speaker(text: str, name: str, address: str = "s0:1.1") -> Evidence:
    return one(hear(analyse(text), {address: Deposition(speaker=name)})[0], address)


def test_a_speaker_whom_the_sentence_names_is_taken_with_what_the_source_says_of_him() -> None:
    found = speaker("Norwegian Prime Minister Jon Vik flew home. For Vik the rain was a sign.", "Vik", "s0:1.2")
    assert found.attribution is not None
    assert (found.attribution.name, found.attribution.side, found.attribution.actor) == (
        "Jon Vik",
        "official",
        "Norway",
    )
    assert "model clerk: speaker Jon Vik" in [reason.name for reason in found.reasons]


@pytest.mark.parametrize(
    ("name", "side", "actor", "named"),
    [
        ("Norway", "official", "Norway", True),
        ("analysts", "expert", None, False),
        ("the port office", "official", None, True),
        ("Harbour Post", "other", None, True),
    ],
)
def test_a_body_is_told_by_its_words(name: str, side: str, actor: str | None, named: bool) -> None:
    found = speaker(f"For {name} the rain was a sign.", name).attribution
    assert found is not None
    assert (found.name, found.side, found.actor, found.named) == (name, side, actor, named)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("For Jon Vik the rain was a sign.", "Jane Doe"),
        ("For Jon Vik the rain was a sign.", "Jon Vi"),
        ("For Jon Vik the rain was a sign.", "the"),
        ("For Jon Vik the rain was a sign.", "rain was"),
        ("For Jon Vik the rain was a sign.", "For Jon Vik the rain was a sign"),
        ("For Jon Vik the rain was a sign.", "Jon Vik the rain was a sign of wet days"),
        ("For Jon Vik the rain was a sign.", " "),
        ("Jon Vik", "Jon Vik"),
    ],
    ids=["not there", "half a word", "an article", "no name", "a clause", "too long", "blank", "the whole sentence"],
)
def test_a_name_that_the_text_does_not_bear_out_is_no_speaker(text: str, name: str) -> None:
    assert speaker(text, name).attribution is None


def test_a_pronoun_may_point_back_to_the_speaker_before_it() -> None:
    text = "Near the pier stood Jon Vik and Jane Doe. It was a sign to her family that rain was near."
    found = speaker(text, "Jane Doe", "s0:1.2").attribution
    assert found is not None
    assert found.name == "Jane Doe"


@pytest.mark.parametrize(
    "second",
    ["Rain fell on the town.", "They left, the port office announced to its staff."],
    ids=["no pointing", "says"],
)
def test_a_name_before_a_sentence_that_does_not_point_back_is_no_speaker(second: str) -> None:
    found = speaker(f"Near the pier stood Jon Vik. {second}", "Jon Vik", "s0:1.2")
    assert "model clerk: speaker Jon Vik" not in [reason.name for reason in found.reasons]


def test_a_speaker_whom_the_rules_found_stays() -> None:
    found = speaker("Minister Jon Vik said that Jane Doe saw rain.", "Jane Doe").attribution
    assert found is not None
    assert found.name == "Jon Vik"


# ------------------------------------------------------------------------------------------------------------- pairs

HERE = "Norway and Sweden opened the harbour fortress for the fishing fleet."
THERE = "Boats of the fishing fleet now moor below the fortress walls near the new market."
LEFT, RIGHT = Address("s0:1.1"), Address("s1:1.1")


def compare(left: str, right: str, relation: Relation) -> tuple[Analysis, Analysis]:
    rules = analyse(left, right)
    return rules, hear(rules, {}, {(LEFT, RIGHT): relation})[0]


def test_candidates_are_alike_and_no_copies() -> None:
    rules = analyse(HERE, THERE, HERE)
    assert (LEFT, RIGHT) in find_candidates(rules, 10)
    assert (LEFT, Address("s2:1.1")) not in find_candidates(rules, 10)
    assert find_candidates(rules, 0) == ()
    assert len(find_candidates(rules, 1)) == 1


def test_the_same_in_other_words_is_matched_on_the_word_of_the_witness() -> None:
    rules, analysis = compare(HERE, THERE, "same")
    assert not rules.matches
    assert [(m.left, m.right) for m in analysis.matches] == [(LEFT, RIGHT)]


def test_similar_words_on_another_matter_are_parted_on_its_word() -> None:
    near = "The fishing fleet of Sweden may use the fortress."
    rules, analysis = compare(HERE, near, "neither")
    assert [(match.left, match.right) for match in rules.matches] == [(LEFT, RIGHT)]
    assert not analysis.matches


def test_a_copy_stays_a_copy_whatever_the_witness_says() -> None:
    _, analysis = compare(HERE, HERE, "neither")
    assert [match.copy for match in analysis.matches] == [True]


def test_a_contradiction_is_shown_on_its_word_and_a_number_stays_a_conflict() -> None:
    _, analysis = compare(HERE, THERE, "contradict")
    assert [(d.left, d.right, d.about) for d in analysis.disagreements] == [(LEFT, RIGHT, "accounts")]
    _, analysis = compare(
        "The fleet sank 8 ships off the fortress.", "The fleet sank 9 ships off the fortress.", "same"
    )
    assert [d.about for d in analysis.disagreements] == ["ships"]
    assert not analysis.matches


def test_a_contradiction_by_a_witness_of_little_credit_is_not_shown() -> None:
    rules = analyse(HERE, THERE)
    doubted = next(judge for judge in map(reseed, range(99)) if 0 < credit(rules, judge) < HEARD)
    analysis, _ = hear(rules, {}, {(LEFT, RIGHT): "contradict"}, doubted)
    assert not analysis.disagreements
    assert not analysis.matches


def test_dates_stay_those_of_the_rules() -> None:
    dated = "Norway opened the fishing fortress on 4 May 2024 for the fleet."
    relative = "Last week the fishing fleet of Danish trawlers with timber and salt lay near the old fortress walls."
    rules, analysis = compare(dated, relative, "same")
    assert analysis.matches
    assert not rules.matches
    assert [e.dates for e in analysis.evidence] == [e.dates for e in rules.evidence]


# ----------------------------------------------------------------------------------------------------- the whole of it


def test_the_work_may_be_shared_out() -> None:
    rules = analyse("For Jon Vik the rain was a sign.")
    witness = Witness(model="clerk", sentences=depose(rules, agree))
    with ProcessPoolExecutor(1) as executor:
        assert hear_witness(rules, witness, MANIFEST, executor) == hear_witness(rules, witness, MANIFEST)


DEPOSITIONS = st.builds(
    Deposition,
    sections=st.frozensets(st.sampled_from(["terms", "arms"])),
    speaker=st.none() | st.sampled_from(["Jane Doe", "Norway", "he", "“"]),
    status=st.none() | st.sampled_from(["reported", "alleged", "opinion", "quote"]),
    importance=st.none() | st.integers(0, 2),
    alone=st.none() | st.booleans(),
)


@settings(deadline=None)  # each case analyses a dossier twice
@given(TEXTS, st.lists(DEPOSITIONS, min_size=1, max_size=9))
def test_no_witness_takes_away_what_the_rules_guard(text: str, said: list[Deposition]) -> None:
    rules = analyse(text)
    own: dict[str, Deposition] = {
        e.address: said[n % len(said)] for n, e in enumerate(e for e in rules.evidence if e.address.startswith("s0"))
    }
    analysis, _ = hear(rules, own)
    assert [e.sentence for e in analysis.evidence] == [e.sentence for e in rules.evidence]
    for before, after in zip(rules.evidence, analysis.evidence, strict=True):
        assert after.status == before.status or (before.status == "reported" and after.status in {"alleged", "opinion"})
        assert after.leans >= before.leans
        assert (after.dates, after.denies, after.namings) == (before.dates, before.denies, before.namings)
        if before.attribution is not None:
            assert after.attribution == before.attribution
        elif after.attribution is not None:
            assert after.attribution.basis.source == after.sentence.source
