"""Sources and method, the line of facts, and what was looked for: all counted, nothing made up."""

from dataclasses import replace

import pytest

from briefing.model.brief import Brief
from briefing.model.evidence import Address, Disagreement
from briefing.model.source import PartialDate, Reference, SourceId, SourceKind
from tests.compose.dossiers import Case, make_case

TWO = """### 000 news 2024-06-20
1. {military-cooperation 0.9} Northland sends rifles.
2. {aside} *****
3. {military-cooperation leans} It sends tents.
### 001 news
1. {} The lake froze early.
2. {military-cooperation 0.5} Westmark pays in oil.
"""


def tell(case: Case) -> str:
    brief, _ = case.compose()
    return "\n".join(brief.method)


def facts_of(brief: Brief) -> dict[str, str]:
    return {fact.label: fact.value for fact in brief.facts}


def with_references(case: Case, *references: Reference) -> Case:
    """Return a case whose sources bear other metadata, in order, and the origins that follow."""
    documents = tuple(
        replace(document, reference=reference)
        for document, reference in zip(case.analysis.sources, references, strict=True)
    )
    origins = {document.id: document.reference.via or document.reference.publisher for document in documents}
    return replace(case, analysis=replace(case.analysis, sources=documents, origins=origins))


def one(reference: Reference) -> Case:
    return with_references(make_case("### 000 news\n1. {military-cooperation} Rifles come.\n"), reference)


# ---- counts ----------------------------------------------------------------------------------------------------------


def test_every_sentence_is_counted_once() -> None:
    text = tell(make_case(TWO))
    assert "The sources hold 5 sentences: 2 are printed, 2 are withheld and 1 are set aside" in text
    assert "Withheld: 1 because it cannot be understood without a sentence that is not printed with it" in text
    assert "and 1 as background." in text
    assert "Set aside: 1 separator." in text


def test_nothing_withheld_is_said() -> None:
    text = tell(make_case("### 000 news\n1. {military-cooperation} Rifles come.\n"))
    assert "No sentence of the reports is withheld." in text
    assert "Set aside" not in text


def test_each_section_says_how_much_of_what_belongs_there_is_printed() -> None:
    text = tell(make_case(TWO))
    assert "Treaty terms 0 of 0, Military cooperation 2 of 3, Western response 0 of 0 and Analyst views 0 of 0." in text


def with_origins(text: str, *origins: str | None) -> Case:
    case = make_case(text)
    return with_references(case, *(Reference(publisher=origin) for origin in origins))


def test_statements_that_rest_on_one_origin_are_counted() -> None:
    assert "Each statement rests on one stated origin at most" in tell(with_origins(TWO, "The Shore", "Halden Wire"))
    twin = TWO + "Same: 000:1.1 = 001:2.1\n"
    assert "Every statement is found in more than one origin" in tell(with_origins(twin, "The Shore", "Halden Wire"))
    both = twin.replace("1. {} The lake froze early.", "1. {treaty-terms} The pact is short.")
    assert "One of 3 statements rests on one stated origin alone" in tell(
        with_origins(both, "The Shore", "Halden Wire")
    )


def test_sources_of_one_origin_or_of_none_are_no_second_leg() -> None:
    twin = TWO + "Same: 000:1.1 = 001:2.1\n"
    assert "Each statement rests on one stated origin at most" in tell(with_origins(twin, "The Shore", "The Shore"))
    assert "Each statement rests on one stated origin at most" in tell(with_origins(twin, "The Shore", None))


def test_rows_of_the_chronology_count_as_statements() -> None:
    text = """### 000 news
1. {military-cooperation 0.9} Northland sends rifles.
2. {} In 2022, Northland joined the league. {} In 2023, a road was built.
### 001 news
1. {military-cooperation 0.5} Rifles come from Northland.
Same: 000:1.1 = 001:1.1
"""
    assert "2 of 4 statements" in tell(with_origins(text, "The Shore", "Halden Wire"))


def test_an_empty_brief_counts_no_statements() -> None:
    text = tell(make_case("### 000 news\n1. {} The lake froze early.\n"))
    assert "statement" not in text.partition("That a statement")[0]


def disagreeing(text: str) -> Case:
    case = make_case(text)
    found = (Disagreement(left=Address("000:1.1"), right=Address("001:2.1"), about="rifles"),)
    return replace(case, analysis=replace(case.analysis, disagreements=found))


def test_disagreements_are_counted_or_denied() -> None:
    assert "No disagreement between the sources was found" in tell(make_case(TWO))
    assert "The sources disagree on one point, shown above." in tell(disagreeing(TWO))


def test_a_disagreement_that_the_editor_leaves_out_is_not_said_to_be_shown() -> None:
    assert "shown above" not in tell(disagreeing('```toml\n[edit]\nomit = ["000:1.1"]\n```\n' + TWO))


# ---- sources ---------------------------------------------------------------------------------------------------------


def test_items_are_counted_by_kind() -> None:
    case = with_references(make_case(TWO), Reference(kind="news"), Reference(kind="official"))
    assert "This brief rests on two items: one news report and one official statement." in tell(case)


@pytest.mark.parametrize("kind", ["news", "opinion", "official", "treaty", "report", "reference", "note"])
def test_every_kind_has_words(kind: SourceKind) -> None:
    assert "This brief rests on one item: one " in tell(one(Reference(kind=kind)))


def test_origins_are_named_once_and_what_is_not_stated_is_said() -> None:
    via = Reference(via="Halden Wire")
    assert "One origin is stated: Halden Wire." in tell(with_references(make_case(TWO), via, via))
    other = tell(with_references(make_case(TWO), via, Reference(publisher="The Shore")))
    assert "Two origins are stated: Halden Wire and The Shore." in other
    half = tell(with_references(make_case(TWO), via, Reference()))
    assert "The origin of one item is not stated; it is not counted as independent." in half
    none = tell(with_references(make_case(TWO), Reference(), Reference()))
    assert "The origins of two items are not stated" in none
    assert "stated:" not in none


def test_dates_of_items_are_told() -> None:
    june, july = Reference(date=PartialDate(2024, 6, 20)), Reference(date=PartialDate(2024, 7))
    assert "One item is dated 20 June 2024. One item states no date." in tell(
        with_references(make_case(TWO), june, Reference())
    )
    assert "Two items are dated, from 20 June 2024 to July 2024." in tell(with_references(make_case(TWO), july, june))
    assert "No item states its date." in tell(with_references(make_case(TWO), Reference(), Reference()))
    assert "The item states no date." in tell(one(Reference()))


def test_items_of_one_day_are_not_dated_from_it_to_it() -> None:
    june = Reference(date=PartialDate(2024, 6, 20))
    assert "from 20 June 2024 to 20 June 2024" not in tell(with_references(make_case(TWO), june, june))


# ---- the latest date -------------------------------------------------------------------------------------------------


def latest(text: str) -> str | None:
    brief, _ = make_case(text).compose()
    return facts_of(brief).get("Latest date in the sources")


def test_the_latest_day_that_a_source_names_or_bears_is_told() -> None:
    assert latest("### 000 news\n1. {} It began on 3 May 2024.\n2. {} It ended on 4 May 2024.\n") == "4 May 2024"
    assert latest("### 000 news 2024-05-06\n1. {} It ended on 4 May 2024.\n") == "6 May 2024"


def test_without_a_day_the_latest_month_or_year_is_told() -> None:
    assert latest("### 000 news\n1. {} It began in May 2024.\n2. {} It was planned in 2022.\n") == "May 2024"
    assert latest("### 000 news\n1. {} It began in 2022.\n") == "2022"


def test_a_later_month_is_later_than_a_day() -> None:
    assert latest("### 000 news\n1. {} It ended on 4 May 2024.\n2. {} A summit is set for December 2024.\n") == (
        "December 2024"
    )


def test_a_relative_date_or_a_stretch_of_days_is_not_the_latest_date() -> None:
    assert latest("### 000 news\n1. {} Last week, it began.\n") is None
    assert latest("### 000 news\n1. {} On 18–19 June 2024, they met.\n2. {} It began in 2022.\n") == "2022"


def test_a_cut_off_takes_the_place_of_the_latest_date() -> None:
    case = make_case("```toml\nas_of = 2024-06-28\n```\n### 000 news\n1. {} It ended on 4 May 2024.\n")
    brief, findings = case.compose()
    assert facts_of(brief)["Information as of"] == "28 June 2024"
    assert "Latest date in the sources" not in facts_of(brief)
    assert "Information as of 28 June 2024: no source is dated later." in tell(case)
    assert "as-of-missing" not in {finding.code for finding in findings}


# ---- the line of facts -----------------------------------------------------------------------------------------------


def test_the_facts_say_only_what_is_known() -> None:
    brief, _ = make_case("### 000 news\n1. {} The lake froze early.\n").compose()
    assert list(facts_of(brief)) == ["Version", "Rests on", "Assembled by"]
    assert facts_of(brief)["Version"] == "1.0 (final)"
    assert facts_of(brief)["Rests on"] == "1 source; origin of 1 not stated"


def test_what_the_dossier_states_is_among_the_facts() -> None:
    toml = 'published = 2024-07-01\nauthors = ["A. Editor", "B. Reader"]\nstatus = "draft"\nversion = "2.1"'
    brief, _ = make_case(f"```toml\n{toml}\n```\n### 000 news\n1. {{}} The lake froze early.\n").compose()
    facts = facts_of(brief)
    assert (facts["Published"], facts["Prepared by"]) == ("1 July 2024", "A. Editor and B. Reader")
    assert facts["Version"] == "2.1 (draft)"


def test_stated_origins_are_not_said_to_be_missing() -> None:
    brief, _ = one(Reference(publisher="The Shore")).compose()
    assert facts_of(brief)["Rests on"] == "1 source"


# ---- marks and hands -------------------------------------------------------------------------------------------------


def test_dates_that_stay_open_are_counted() -> None:
    open_ = "### 000 news\n1. {military-cooperation} Last week, rifles came.\n"
    assert "One relative date could not be resolved" in tell(make_case(open_))
    assert "could not be resolved" not in tell(make_case(TWO))


def test_a_brief_that_no_hand_touched_says_so() -> None:
    assert "No person has reviewed this brief." in tell(make_case(TWO))


def test_an_editors_hand_is_counted_by_what_it_did() -> None:
    toml = (
        '```toml\n[edit]\nomit = ["000:1.1"]\npin = ["000:3.1", "001:2.1"]\nmove = {"001:1.1" = "treaty-terms"}\n```\n'
    )
    text = tell(make_case(toml + TWO))
    assert (
        "An editor has changed the selection by hand: one sentence omitted, two sentences pinned and one sentence moved"
        in text
    )
    assert "No person" not in text


def test_authored_sentences_name_their_authors() -> None:
    item = '[[authored]]\nsection = "summary"\ntext = "Mine."\nby = "{by}"\ncites = ["000:1.1"]\n'
    single = f"```toml\n{item.format(by='A. Editor')}```\n"
    assert "One sentence is written by A. Editor and marked so." in tell(make_case(single + TWO))
    both = f"```toml\n{item.format(by='A. Editor')}{item.format(by='B. Reader')}```\n"
    assert "Two sentences are written by A. Editor and B. Reader and marked so." in tell(make_case(both + TWO))


# ---- what was looked for ---------------------------------------------------------------------------------------------


def missing(case: Case) -> str:
    return case.compose()[0].missing


def test_what_no_source_holds_is_named() -> None:
    assert missing(make_case(TWO)) == "Not in these sources: the text of the agreement; any Western government."


def test_a_check_that_is_answered_is_not_named() -> None:
    case = make_case(TWO)
    answered = replace(case, analysis=replace(case.analysis, checks={"text": True}))
    assert missing(answered) == "Not in these sources: any Western government."


def test_a_treaty_among_the_sources_is_its_text() -> None:
    case = with_references(make_case(TWO), Reference(kind="treaty"), Reference())
    assert missing(case) == "Not in these sources: any Western government."


def heard(*voices: str) -> str:
    lines = [
        f"{number}. {{western-response west by={name} for={country}}} {name} of {country.replace('_', ' ')} spoke out."
        for number, (name, country) in enumerate((voice.split("/") for voice in voices), 1)
    ]
    return missing(make_case("### 000 news\n" + "\n".join(lines) + "\n"))


def test_a_single_western_government_is_the_exception() -> None:
    assert heard("Lee/France") == (
        "Not in these sources: the text of the agreement; any Western government but that of France."
    )
    assert heard("Lee/United_States").endswith("but that of the United States.")
    assert heard("Lee/NATO").endswith("any Western government.")


def test_two_western_governments_are_enough() -> None:
    assert heard("Lee/France", "Ray/Norway") == "Not in these sources: the text of the agreement."


def test_a_party_is_no_response() -> None:
    case = make_case(
        '```toml\nparties = ["France", "Norway"]\n```\n### 000 news\n'
        "1. {western-response west by=Lee for=France} Lee of France spoke out.\n"
    )
    assert missing(case).endswith("any Western government.")


def test_where_everything_is_found_nothing_is_said() -> None:
    case = make_case(
        "### 000 news\n1. {western-response west by=Lee for=France} Lee of France spoke out.\n"
        "2. {western-response west by=Ray for=Norway} Ray of Norway did not.\n"
    )
    assert missing(replace(case, analysis=replace(case.analysis, checks={"text": True}))) == ""


def test_each_source_of_the_list_says_how_many_of_its_sentences_are_printed() -> None:
    brief, _ = make_case(TWO).compose()
    assert [(entry.source, entry.printed) for entry in brief.sources] == [(SourceId("000"), 1), (SourceId("001"), 1)]
