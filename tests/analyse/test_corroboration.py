"""Which sentences state the same, which disagree, and that the order of the sources does not matter."""

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.analyse.corroboration import (
    Statement,
    count_things,
    find_pairs,
    match_facts,
    names_of,
    negates,
    numbers_of,
)
from briefing.analyse.dates import find_dates
from briefing.analyse.stance import weigh
from briefing.analyse.terms import find_terms, make_vector, weigh_terms
from briefing.model.evidence import Evidence, Status
from tests.analyse.readings import read_one, read_text

BALLAST = "Rain fell on farms. Wheat grew tall. Buses ran late. Shops stayed shut. Cats slept. Snow lay deep."
WORDS = ["pact", "signed", "harbour", "fleet", "grain", "tariff", "envoy", "palace", "shells", "border"]


def make_statements(*texts: str, status: Status = "reported") -> list[Statement]:
    """Make the sentences of several sources comparable; ballast makes their words rare."""
    sources = [*texts, BALLAST]
    read = [read_text(text, name=f"s{n}") for n, text in enumerate(sources)]
    weights = weigh_terms([find_terms(reading, frozenset()) for _, readings in read for reading in readings])
    return [
        Statement(
            document=document,
            evidence=Evidence(
                sentence=reading.sentence, status=status, dates=find_dates(reading), denies=weigh(reading).denies
            ),
            vector=make_vector(find_terms(reading, frozenset()), weights),
        )
        for document, readings in read
        for reading in readings
    ]


def likeness(statements: Sequence[Statement]) -> dict[frozenset[str], float]:
    """Return each pair whichever way round, with its likeness."""
    return {frozenset((one.address, other.address)): round(score, 9) for one, other, score in find_pairs(statements)}


def test_the_same_fact_in_two_sources_is_matched() -> None:
    matches, disagreements = match_facts(
        make_statements(
            "Norway and Sweden signed the harbour pact.", "The harbour pact was signed by Norway and Sweden."
        )
    )
    (match,) = matches
    assert (match.left, match.right, match.full, match.copy) == ("s0:1.1", "s1:1.1", True, True)
    assert disagreements == ()


def test_what_shares_less_is_matched_but_not_in_full() -> None:
    (match,), _ = match_facts(
        make_statements(
            "Norway and Sweden signed the harbour pact.",
            "Norway and Sweden signed the harbour pact for 12 years.",
        )
    )
    assert not match.full
    assert not match.copy


def test_sentences_of_one_source_are_never_paired() -> None:
    text = "Norway signed the harbour pact. Norway signed the harbour pact."
    assert not list(find_pairs(make_statements(text)))


def test_opinions_are_never_paired() -> None:
    text = "Norway signed the harbour pact."
    assert not list(find_pairs(make_statements(text, text, status="opinion")))


def test_one_shared_term_finds_no_company() -> None:
    assert not list(find_pairs(make_statements("The harbour froze.", "A harbour burned.")))


def test_terms_that_stand_everywhere_find_no_company() -> None:
    many = " ".join(["Fleet harbour."] * 101)
    assert not list(find_pairs(make_statements(many, many)))


@pytest.mark.parametrize(
    ("one", "other", "about"),
    [
        ("Norway sent 8 ships to the harbour.", "Norway sent nine ships to the harbour.", "ships"),
        ("Norway sent 1,340 tons of grain north.", "Norway sent 2,340 tons of grain north.", "tons"),
        ("Norway signed the pact on May 3, 2024.", "Norway signed the pact on May 4, 2024.", "date"),
        ("Norway sold shells to Sweden.", "Norway denied that it sold shells to Sweden.", "denial"),
    ],
)
def test_what_cannot_both_be_right_is_a_disagreement(one: str, other: str, about: str) -> None:
    matches, disagreements = match_facts(make_statements(one, other))
    assert [found.about for found in disagreements] == [about]
    assert matches == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Norway sent 8 ships to the harbour.", "Norway sent eight ships to the harbour."),
        ("Norway sent 8 ships and 2 planes.", "Norway sent 2 planes."),
        ("Norway signed on May 3, 2024.", "Norway signed in May 2024."),
    ],
)
def test_what_is_said_otherwise_is_no_disagreement(one: str, other: str) -> None:
    assert match_facts(make_statements(one, other))[1] == ()


def test_numbers_of_unlike_sentences_are_no_disagreement() -> None:
    statements = make_statements("Norway sent 8 ships north.", "Norway lost nine ships in a great storm off Bergen.")
    assert match_facts(statements) == ((), ())


@pytest.mark.parametrize("other", ["Norway will not sign the harbour pact.", "Norway won't sign the harbour pact."])
def test_a_sentence_and_its_negation_are_not_the_same(other: str) -> None:
    assert match_facts(make_statements("Norway will sign the harbour pact.", other))[0] == ()
    assert negates(read_one(other))


def test_of_several_things_counted_otherwise_the_first_by_name_is_told() -> None:
    statements = make_statements("Norway sent 8 ships and 3 planes.", "Norway sent 9 ships and 4 planes.")
    assert [found.about for found in match_facts(statements)[1]] == ["planes"]


def test_things_are_counted_by_the_word_behind_the_number() -> None:
    assert count_things(read_one("Two ships and 1,340 tons, 5 of 12.")) == {"ships": {"2"}, "tons": {"1340"}}


def test_numbers_in_words_and_figures_are_the_same_numbers() -> None:
    assert numbers_of(read_one("Eight ships and millions of tons on 3 May.")) == {"8", "millions", "3"}
    assert numbers_of(read_one("Several ships, one of them old.")) == frozenset()


def test_names_are_actors_and_capitalised_words() -> None:
    assert names_of(read_one("Ships of the Norwegian navy met Anna Berg.")) == {"Norway", "Anna", "Berg"}


def test_what_shares_each_number_and_name_shares_everything() -> None:
    (match,), _ = match_facts(make_statements("In May Norway sent 8 ships.", "Norway sent eight ships in May."))
    assert match.full


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), min_size=2, max_size=6))
def test_pairs_do_not_depend_on_the_order_of_the_sources(sentences: list[list[str]]) -> None:
    statements = make_statements(*(" ".join(words).capitalize() + "." for words in sentences))
    assert likeness(statements) == likeness(statements[::-1])


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), min_size=2, max_size=6))
def test_pairs_are_of_different_sources_and_likeness_is_a_share(sentences: list[list[str]]) -> None:
    for one, other, score in find_pairs(make_statements(*(" ".join(words) for words in sentences))):
        assert one.document.id != other.document.id
        assert 0 <= score <= 1 + 1e-9


def test_a_date_is_read_from_the_statement() -> None:
    statement = make_statements("Norway signed on May 3, 2024.")[0]
    assert [m.interval and m.interval.first for m in statement.evidence.dates] == [dt.date(2024, 5, 3)]
