"""Labels, tags and notes: the cases of the fixture, and the kind of statement that a point makes."""

from dataclasses import replace

import pytest

from briefing.model.brief import Point
from briefing.model.source import Reference
from tests.compose.dossiers import Case, make_case, read_cases, tell_points

CASES = read_cases("points")


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_points_are_labelled_and_cited_as_the_fixture_says(case: Case) -> None:
    assert tell_points(case) == list(case.expected)


def only_point(text: str) -> Point:
    brief, _ = make_case(text).compose()
    (point,) = (point for section in brief.sections for point in section.points)
    return point


def test_a_statement_without_edits_is_verbatim() -> None:
    point = only_point("### 000 news\n1. {military-cooperation by=Ann_Lee} Rifles come, said Ann Lee.\n")
    statement = point.statement
    assert (statement.id, statement.type, statement.section) == ("000:1.1", "verbatim", "military-cooperation")
    assert (statement.status, statement.speaker, statement.claims) == ("reported", "Ann Lee", ("000:1.1",))


def test_a_statement_with_an_edit_is_edited() -> None:
    point = only_point("### 000 news\n1. {military-cooperation} Moreover, rifles come from Northland.\n")
    assert point.statement.type == "edited"


def test_a_statement_of_two_sentences_names_its_source_once() -> None:
    point = only_point(
        "### 000 news\n1. {military-cooperation} Rifles come.\n2. {military-cooperation leans} They work.\n"
    )
    assert (point.statement.id, point.addresses) == ("000:1.1+2.1", ("000:1.1", "000:2.1"))


def test_the_author_of_a_signed_commentary_is_its_label() -> None:
    case = make_case("### 000 commentary\n1. {analyst-views opinion} The pact is weak.\n")
    document = replace(case.analysis.sources[0], reference=Reference(authors=("Ann Lee", "Bo Ray")))
    brief, _ = replace(case, analysis=replace(case.analysis, sources=(document,))).compose()
    point = next(section for section in brief.sections if section.id == "analyst-views").points[0]
    assert point.label is not None
    assert (point.label.text, point.label.rule) == ("Ann Lee and Bo Ray", "author")


def test_a_label_says_from_which_words_it_is_derived() -> None:
    text = "### 000 news\n1. {western-response by=Ann_Lee role=envoy_of_Westmark} The envoy of Westmark Ann Lee left.\n"
    case = make_case(text)
    brief, _ = case.compose()
    label = next(section for section in brief.sections if section.id == "western-response").points[0].label
    assert label is not None
    assert (label.rule, [case.quote(span) for span in label.basis]) == ("speaker", ["Lee"])
