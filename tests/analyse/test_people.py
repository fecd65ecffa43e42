"""Persons: where a name begins and ends, what the words around it tell."""

import pytest

from briefing.analyse.people import Registry, find_persons, merge_persons, side_of
from tests.analyse.readings import read_text


def describe(text: str) -> list[tuple[str, str, str | None, bool]]:
    document, readings = read_text(text)
    return [(p.name, p.side, document.quote(p.role) if p.role else None, p.former) for p in find_persons(readings)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Foreign Minister Ilse Brandt left.", ("Ilse Brandt", "official", "Foreign Minister", False)),
        ("U.S. Secretary of State Ruth Okafor left.", ("Ruth Okafor", "official", "U.S. Secretary of State", False)),
        ("They met Jon Vik, the deputy chairman, at noon.", ("Jon Vik", "official", "the deputy chairman", False)),
        ("They met Jon Vik, 59, the deputy chairman, at noon.", ("Jon Vik", "official", "the deputy chairman", False)),
        ("They met Jon Vik, 59.", ("Jon Vik", "other", None, False)),
        ("They met Jon Vik, tired and pale, at noon.", ("Jon Vik", "other", None, False)),
        ("They met Jon Vik, who leads the yard.", ("Jon Vik", "other", "who leads the yard", False)),
        ("They met Jon Vik, who met officials.", ("Jon Vik", "other", None, False)),
        ("They met former ambassador Anna Berg.", ("Anna Berg", "official", "former ambassador", True)),
        ("They met Anna Berg, a fellow at the institute.", ("Anna Berg", "expert", "a fellow at the institute", False)),
        ("The head of Ida von der Aa ached.", ("Ida von der Aa", "other", None, False)),
        ("The ANC and GRAND Anna Berg met.", ("Anna Berg", "other", None, False)),
        ("The hall of Foreign Minister Jon Vik burned.", ("Jon Vik", "official", "Foreign Minister", False)),
        ("The aide to President Mbeki left.", ("Mbeki", "official", "President", False)),
    ],
)
def test_a_person_has_the_name_side_and_role_that_the_text_gives(
    text: str, wanted: tuple[str, str, str | None, bool]
) -> None:
    assert describe(text) == [wanted]


@pytest.mark.parametrize(
    "text",
    ["The hall was full.", "The Harbour Institute closed.", "In May 2021 it rained."],
)
def test_bodies_places_and_dates_are_no_persons(text: str) -> None:
    assert describe(text) == []


def test_an_expert_wins_over_the_title() -> None:
    assert side_of(["former", "general", "and", "analyst"]) == "expert"
    assert side_of(["general"]) == "official"
    assert side_of(["tall"]) == "other"


def test_the_country_of_an_expert_is_not_the_expert_s() -> None:
    _, readings = read_text("Swedish minister Ulf Sand met Anna Berg, an expert on Canada.")
    minister, expert = find_persons(readings)
    assert minister.actor is not None
    assert minister.actor.name == "Sweden"
    assert expert.actor is None


def test_what_several_mentions_say_is_put_together() -> None:
    _, readings = read_text("They met Anna Berg. They met Swedish envoy Anna Berg. They met Vik.")
    merged = merge_persons(find_persons(readings))
    assert list(merged) == ["Anna Berg"]
    assert merged["Anna Berg"].side == "official"
    assert merged["Anna Berg"].actor is not None


def test_another_source_helps_where_this_one_is_silent() -> None:
    here = find_persons(read_text("They met Anna Berg. They met expert Carl Holm.")[1])
    there = find_persons(read_text("Swedish envoy Anna Berg met Swedish envoy Carl Holm.", "b")[1])
    registry = Registry(here, merge_persons(there))
    berg, holm = registry.find("Berg", 0), registry.find("Holm", 0)
    assert berg is not None
    assert (berg.side, berg.role) == ("official", None)
    assert berg.actor is not None
    assert holm is not None
    assert (holm.side, holm.actor) == ("expert", None)


def test_nobody_is_found_under_an_unknown_name() -> None:
    assert Registry([]).find("Berg", 0) is None
