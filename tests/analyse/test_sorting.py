"""Sorting: scores with their reasons, neighbours, thresholds; parties, registers and terms."""

from collections.abc import Sequence

import pytest

from briefing.analyse.parties import choose_parties, count_parties, resolve_party
from briefing.analyse.register import find_register, measure_register
from briefing.analyse.terms import compare, find_terms, make_vector, stem, weigh_terms
from briefing.analyse.topics import Score, Sorter, Traits, choose_section, smooth
from briefing.model.evidence import Attribution, Register, SpeakerSide, Status
from briefing.model.source import Reference, SourceId, SourceKind, Span
from briefing.packs.manifest import CueGroup, SectionSpec
from tests.analyse.readings import make_source, read_one, read_text

TERMS = SectionSpec(
    id="terms",
    title="Terms",
    threshold=1.0,
    register={"official": 0.5},
    speakers={"expert": -0.5, "party-statement": 0.25, "any": 0.1},
    actors={"two-parties": 0.3, "western-subject": -0.2},
    status={"unattributed-opinion": -0.6},
    groups=(
        CueGroup(id="defence", label="Mutual defence", weight=1.0, cues=("mutual defence", "come* to ... aid")),
        CueGroup(id="talk", weight=0.5, cues=("treat*", "text*")),
    ),
)
ARMS = SectionSpec(
    id="arms", title="Arms", threshold=0.5, needs_cue=True, actors={"one-party": 1.0},
    groups=(CueGroup(id="shells", weight=0.8, cues=("shells",)),),
)  # fmt: skip
SORTER = Sorter([TERMS, ARMS], [resolve_party("Norway"), resolve_party("Iran")])


def speaker(
    side: SpeakerSide = "official", actor: str | None = None, *, west: bool = False, former: bool = False
) -> Attribution:
    span = Span(SourceId("a"), 0, 0)
    return Attribution(name="X", side=side, basis=span, actor=actor, west=west, former=former)


def traits(
    who: Attribution | None = None, *, register: Register = "news", status: Status = "reported", signed: bool = False,
    owner: str | None = None,
) -> Traits:  # fmt: skip
    actor = resolve_party(owner) if owner else None
    return Traits(register=register, status=status, speaker=who, signed=signed, owner=actor)


def score(sentence: str, facts: Traits | None = None) -> dict[str, Score]:
    reading = read_one(sentence)
    return SORTER.score(reading, facts or traits(), SORTER.find(reading))


def test_a_score_tells_every_reason() -> None:
    found = score("Norway and Iran come to each other's aid by the treaty.", traits(register="official"))["terms"]
    assert [(reason.name, reason.weight) for reason in found.reasons] == [
        ("defence: come* to ... aid", 1.0),
        ("talk: treat*", 0.5),
        ("register official", 0.5),
        ("actors two-parties", 0.3),
    ]
    assert (round(found.value, 3), found.group) == (2.3, "defence")


def test_one_thing_said_in_many_words_counts_little_more() -> None:
    assert score("The treaty has a text.")["terms"].value == pytest.approx(0.5 * 1.35)


def test_a_group_with_a_label_names_the_row_before_a_louder_one_without() -> None:
    assert score("Mutual defence: the treaty has a text.")["terms"].group == "defence"
    assert score("The treaty has a text.")["terms"].group == "talk"


def test_a_section_may_insist_on_a_cue_of_its_own() -> None:
    assert score("Norway sailed.")["arms"] == Score(0.0, (), None)
    assert score("Norway sold shells.")["arms"].value == pytest.approx(1.8)


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        (traits(), {"none"}),
        (traits(signed=True), {"none"}),
        (traits(signed=True, owner="Norway"), {"party-statement"}),
        (traits(signed=True, owner="Canada"), {"western-statement"}),
        (traits(signed=True, owner="China"), {"third-statement"}),
        (traits(speaker(), signed=True, owner="Norway"), {"party-statement"}),
        (traits(speaker("expert", "Norway")), {"expert"}),
        (traits(speaker(former=True)), {"expert"}),
        (traits(speaker()), {"any", "official", "unplaced"}),
        (traits(speaker("other", "Canada", west=True)), {"any", "other", "western"}),
        (traits(speaker(actor="China")), {"any", "official", "third"}),
        (traits(speaker(actor="Norway", west=True)), {"any", "official", "party", "western-party"}),
        (traits(speaker(actor="Iran")), {"any", "official", "party", "other-party"}),
    ],
)
def test_speakers_are_classed_by_whom_they_stand_for(facts: Traits, wanted: set[str]) -> None:
    assert SORTER.traits_of(read_one("Ships sailed."), facts)["speakers"] == wanted


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Ships sailed.", {"no-party"}),
        ("Norway sailed with Iran.", {"two-parties", "party-subject"}),
        ("Norway met Canada.", {"one-party", "party-subject", "western"}),
        ("Canada met Norway.", {"one-party", "western-subject", "western"}),
        ("China sailed.", {"no-party", "third-subject", "third"}),
        ("The long grey ships at sea came from China.", {"no-party", "third"}),
    ],
)
def test_sentences_are_classed_by_whom_they_name(sentence: str, wanted: set[str]) -> None:
    assert SORTER.traits_of(read_one(sentence), traits())["actors"] == wanted


def test_an_opinion_in_the_text_s_own_voice_has_a_name_of_its_own() -> None:
    own = SORTER.traits_of(read_one("Ships sailed."), traits(status="opinion"))
    held = SORTER.traits_of(read_one("Ships sailed."), traits(speaker(), status="opinion"))
    assert own["status"] == {"opinion", "unattributed-opinion"}
    assert held["status"] == {"opinion"}


def test_concepts_are_the_labelled_groups_that_fire() -> None:
    assert SORTER.concepts(SORTER.find(read_one("Mutual defence by treaty."))) == {"defence"}


def test_namings_tell_place_side_and_party() -> None:
    document, (reading,) = read_text("Norway’s fleet met the Canadian one.")
    namings = SORTER.namings(reading)
    assert [(n.actor, document.quote(n.span), n.west, n.party) for n in namings] == [
        ("Norway", "Norway", True, True),
        ("Canada", "Canadian", True, False),
    ]


def values(scores: Sequence[dict[str, Score]]) -> list[float]:
    return [round(each["terms"].value, 3) for each in scores]


def test_neighbours_of_a_paragraph_lend_a_part_of_their_score() -> None:
    _, readings = read_text("One. Two. Three.\n\nFour.")
    own: list[dict[str, Score]] = [{"terms": Score(value, (), None)} for value in (2.0, 0.0, -4.0, 1.0)]
    smoothed = smooth(readings, own)
    assert values(smoothed) == [2.0, 0.25, -4.0, 1.0]
    assert [reason.name for reason in smoothed[1]["terms"].reasons] == ["same paragraph"]
    assert smoothed[2]["terms"] == own[2]["terms"]


@pytest.mark.parametrize(
    ("terms", "arms", "section"),
    [(1.0, 0.0, "terms"), (1.2, 0.9, "arms"), (1.25, 0.75, "terms"), (0.9, 0.4, None)],
)
def test_a_sentence_goes_where_it_clears_the_bar_by_most(terms: float, arms: float, section: str | None) -> None:
    assert choose_section([TERMS, ARMS], {"terms": Score(terms, (), None), "arms": Score(arms, (), None)}) == section


def test_without_sections_everything_is_background() -> None:
    assert choose_section([], {}) is None


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "Norway and Iran signed a treaty. Norway and Iran hail the treaty. Canada loathes the treaty.",
            ("Norway", "Iran"),
        ),
        ("Iran joined Norway in the pact.", ("Iran", "Norway")),
        ("Norway signed the treaty.", ()),
        ("Norway and Iran sailed.", ()),
        ("Ships sailed.", ()),
    ],
)
def test_parties_are_those_named_where_sources_speak_of_an_agreement(text: str, parties: tuple[str, ...]) -> None:
    assert choose_parties([count_parties(read_text(text)[1])]) == parties


def test_a_party_that_no_gazetteer_knows_stands_for_itself() -> None:
    assert (resolve_party("Ruritania").name, resolve_party("Ruritania").west) == ("Ruritania", False)
    assert resolve_party("the Norwegian government").name == "Norway"


@pytest.mark.parametrize(
    ("kind", "register"), [("news", "news"), ("opinion", "commentary"), ("treaty", "official"), ("report", "reference")]
)
def test_a_stated_kind_decides_the_register(kind: SourceKind, register: Register) -> None:
    document = make_source("Ships sailed.", reference=Reference(kind=kind))
    assert find_register(document, [], []) == register


@pytest.mark.parametrize(
    ("text", "voices", "register"),
    [
        ("We will sign. We shall sail. Our fleet will grow.", 0, "official"),
        ("We sailed. We came back. Our fleet grew.", 0, "news"),
        ("“We will sign.” “We shall sail.” “We will grow.”", 0, "news"),
        ("The pact must fail. Ministers should leave. It is reckless.", 0, "commentary"),
        ("The pact must fail. Ministers should leave. It is reckless.", 3, "news"),
        ("Ships sailed. Both signed. It rained.", 0, "news"),
        ("", 0, "news"),
    ],
)
def test_without_a_kind_the_register_is_measured(text: str, voices: int, register: Register) -> None:
    document, readings = read_text(text)
    speakers = [speaker() if n < voices else None for n in range(len(readings))]
    assert find_register(document, readings, speakers) == register
    assert measure_register(readings, speakers) == register


@pytest.mark.parametrize(
    ("one", "other"),
    [("signed", "signing"), ("ships", "ship"), ("treaties", "treaty")],
)
def test_forms_of_one_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_a_stem_keeps_four_letters() -> None:
    assert (stem("ally"), stem("ties")) == ("ally", "ties")


def test_terms_are_actors_concepts_and_stems_once_each() -> None:
    found = find_terms(read_one("The Norwegian fleet and the Norwegian ships met a fleet."), frozenset(["b", "a"]))
    assert found == ("@Norway", "#a", "#b", "fleet", "ship", "met")


def test_vectors_are_of_length_one_and_alike_to_themselves() -> None:
    terms = [("a", "b", "#c"), ("a",), ()]
    weights = weigh_terms(terms)
    vectors = [make_vector(own, weights) for own in terms]
    assert compare(vectors[0], vectors[0]) == pytest.approx(1)
    assert compare(vectors[0], vectors[1]) == compare(vectors[1], vectors[0]) > 0
    assert vectors[2] == {}
    assert compare(vectors[0], vectors[2]) == 0
    assert weights["#c"] > weights["b"] > weights["a"]
