"""Labels, tags and notes: the cases of the fixture, and the kind of statement that a point makes."""

from dataclasses import replace

import pytest

from briefing.model.brief import Point
from briefing.model.evidence import Voice
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


WE = "### 000 official\n1. {military-cooperation %s} %s\n"


def qualifier_of(tags: str, words: str, reference: Reference | None = None, voice: Voice = "text") -> str | None:
    """Return what stands beside a bullet of a source with this metadata."""
    case = make_case(WE % (tags, words))
    document = replace(case.analysis.sources[0], reference=reference or Reference())
    evidence = tuple(replace(found, voice=voice) for found in case.analysis.evidence)
    brief, _ = replace(case, analysis=replace(case.analysis, sources=(document,), evidence=evidence)).compose()
    point = next(section for section in brief.sections if section.id == "military-cooperation").points[0]
    return point.qualifier.text if point.qualifier is not None else None


def test_a_statement_in_the_first_person_says_whose_it_is() -> None:
    words = "We will train our troops together, as Lee wrote."
    assert qualifier_of("by=Lee", words, voice="signatory") == "Lee"
    assert qualifier_of("", words, Reference(title="Joint statement", publisher="The Shore")) == "Joint statement"
    assert qualifier_of("", words, Reference(publisher="The Shore")) == "The Shore"
    assert qualifier_of("", words) is None


def test_a_first_person_that_somebody_quoted_speaks_needs_no_more() -> None:
    titled = Reference(title="Joint statement")
    assert qualifier_of("by=Lee", "We will train troops, said Lee.", titled, voice="speaker") is None
    assert qualifier_of("", "“We will train our troops,” the envoy said.", titled) is None
    assert qualifier_of("", "Both sides will train troops.", titled) is None
