"""The brief as a whole: shapes, remarks, titles, findings, disagreements, and addresses that do not exist."""

from dataclasses import replace

import pytest

from briefing.compose.brief import compose_brief
from briefing.errors import DossierError
from briefing.model.brief import Brief, BriefSection
from briefing.model.evidence import Address, Analysis, Disagreement
from briefing.model.source import PartialDate, Reference
from tests.compose.dossiers import Case, make_case

PACT = """### 000 news
1. {treaty-terms signature 0.9} Presidents signed the security pact. {treaty-terms defence 0.8} An attack obliges both.
2. {treaty-terms instrument 0.7} The pact is short.
3. {military-cooperation 0.6} Northland sends rifles.
"""


def section(brief: Brief, name: str) -> BriefSection:
    return next(section for section in brief.sections if section.id == name)


def refuse(text: str) -> DossierError:
    with pytest.raises(DossierError) as caught:
        make_case(text).compose()
    return caught.value


# ---- shapes and remarks ----------------------------------------------------------------------------------------------


def test_a_table_needs_three_rows() -> None:
    assert section(make_case(PACT).compose()[0], "treaty-terms").shape == "table"
    short = PACT.replace("2. {treaty-terms instrument 0.7} The pact is short.", "2. {} It rained.")
    assert section(make_case(short).compose()[0], "treaty-terms").shape == "labelled"


def test_a_short_table_keeps_the_labels_of_its_rows() -> None:
    brief, _ = make_case("### 000 news\n1. {treaty-terms defence} An attack obliges both.\n").compose()
    (point,) = section(brief, "treaty-terms").points
    assert point.label is not None
    assert point.label.text == "Mutual defence"


def test_sections_stand_in_the_order_of_the_pack_with_their_titles() -> None:
    brief, _ = make_case(PACT).compose()
    assert [(s.id, s.title) for s in brief.sections] == [
        (s.id, s.title) for s in make_case(PACT).pack.manifest.sections
    ]


def test_a_signature_does_not_mean_that_the_agreement_is_in_force() -> None:
    remark = "Signed is not in force"
    brief, _ = make_case(PACT).compose()
    assert any(remark in words for words in section(brief, "treaty-terms").remarks)
    case = make_case(PACT)
    forced = replace(case, analysis=replace(case.analysis, checks={"force": True}))
    assert section(forced.compose()[0], "treaty-terms").remarks == ()
    unsigned, _ = make_case(PACT.replace("signature", "instrument")).compose()
    assert section(unsigned, "treaty-terms").remarks == ()


def test_a_response_that_nothing_dates_is_said_to_be_undated() -> None:
    text = "### 000 news{}\n1. {{western-response by=Lee}} {} Lee protested.\n"
    undated = "No source dates these statements."
    assert section(make_case(text.format("", "Envoy")).compose()[0], "western-response").remarks == (undated,)
    assert section(make_case(text.format(" 2024-06-20", "Envoy")).compose()[0], "western-response").remarks == ()
    assert section(make_case(text.format("", "On 4 May 2024, envoy")).compose()[0], "western-response").remarks == ()
    assert section(make_case("### 000 news\n1. {} It rained.\n").compose()[0], "western-response").remarks == ()


# ---- titles and findings ---------------------------------------------------------------------------------------------


def title_of(text: str, *parties: str) -> str:
    case = make_case(text)
    return replace(case, analysis=replace(case.analysis, parties=parties)).compose()[0].title


def test_a_title_that_is_given_is_kept() -> None:
    assert title_of(f'```toml\ntitle = "Our pact"\n```\n{PACT}', "Northland", "Westmark") == "Our pact"


def test_a_title_is_made_of_the_parties_and_what_the_sources_call_their_agreement() -> None:
    assert title_of(PACT, "Northland", "Westmark") == "Northland and Westmark: security pact"


@pytest.mark.parametrize(
    ("text", "parties"), [(PACT, ()), ("### 000 news\n1. {} It rained.\n", ("Northland", "Westmark"))]
)
def test_without_parties_or_agreement_no_title_is_made_up(text: str, parties: tuple[str, ...]) -> None:
    assert title_of(text, *parties) == "Policy brief"


def test_what_was_inferred_is_a_finding() -> None:
    _, findings = make_case(PACT).compose()
    assert {finding.code for finding in findings} == {"title-inferred", "as-of-missing"}
    assert {finding.severity for finding in findings} == {"note"}
    _, findings = make_case(f'```toml\ntitle = "Our pact"\nas_of = 2024-06-28\n```\n{PACT}').compose()
    assert findings == ()


def test_a_subtitle_counts_the_sources_unless_one_is_given() -> None:
    assert make_case(PACT).compose()[0].subtitle == "Policy brief from one source"
    assert make_case(f'```toml\nsubtitle = "For the board"\n```\n{PACT}').compose()[0].subtitle == "For the board"


# ---- addresses and sections that do not exist ------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["omit", "pin"])
def test_an_address_that_does_not_exist_is_refused_with_its_place_and_the_nearest(key: str) -> None:
    problem = refuse(f'```toml\ntitle = "A"\n[edit]\n{key} = ["000:1.9"]\n```\n{PACT}')
    assert 'no sentence of the report has the address "000:1.9"' in str(problem)
    assert problem.place.endswith("brief.toml:3")
    assert "000:1." in problem.hint


def test_an_address_to_move_must_exist() -> None:
    problem = refuse(f'```toml\n[edit]\nmove = {{ "00:3.1" = "treaty-terms" }}\n```\n{PACT}')
    assert "00:3.1" in str(problem)
    assert "000:3.1" in problem.hint


def test_an_address_that_an_authored_sentence_cites_must_exist() -> None:
    item = '[[authored]]\nsection = "summary"\ntext = "Mine."\nby = "A. Editor"\ncites = ["001:1.1"]\n'
    problem = refuse(f"```toml\n{item}```\n{PACT}")
    assert "001:1.1" in str(problem)
    assert "000:1.1" in problem.hint


def test_what_is_set_aside_has_no_address_for_an_editor() -> None:
    problem = refuse("```toml\n[edit]\npin = ['000:1.1']\n```\n### 000 news\n1. {aside} *****\n2. {} It rained.\n")
    assert "000:1.1" in str(problem)


@pytest.mark.parametrize(
    "toml",
    [
        '[edit]\nmove = { "000:3.1" = "treaty-term" }',
        '[[authored]]\nsection = "treaty-term"\ntext = "Mine."\nby = "A. Editor"\ncites = ["000:1.1"]',
    ],
)
def test_a_section_that_does_not_exist_is_refused_with_the_nearest(toml: str) -> None:
    problem = refuse(f"```toml\n{toml}\n```\n{PACT}")
    assert 'no section "treaty-term" in the pack' in str(problem)
    assert "treaty-terms" in problem.hint
    assert "brief.toml" in problem.place


def test_a_sentence_moved_into_the_box_is_not_lost() -> None:
    case = make_case(f'```toml\n[edit]\nmove = {{ "000:3.1" = "summary" }}\n```\n{PACT}')
    brief, _ = case.compose()
    assert "000:3.1" in {*brief.fates, *(item.address for item in brief.withheld)}


# ---- disagreements ---------------------------------------------------------------------------------------------------

CLASH = """### 000 news
1. {military-cooperation 0.9} Northland sent nine tanks.
### 001 news
1. {military-cooperation 0.5} Northland sent six tanks. {military-cooperation leans} It sent them by rail.
"""


def clash(text: str, about: str = "tanks") -> Case:
    case = make_case(text)
    found = (Disagreement(left=Address("000:1.1"), right=Address("001:1.1"), about=about),)
    return replace(case, analysis=replace(case.analysis, disagreements=found))


def test_the_two_sides_of_a_disagreement_stand_beside_each_other() -> None:
    case = clash(CLASH)
    ((pair),) = case.compose()[0].disagreements
    assert pair.about == "The number of tanks"
    assert case.read(pair.left) == "Northland sent nine tanks."
    assert case.read(pair.right).startswith("Northland sent six tanks.")


@pytest.mark.parametrize(("about", "words"), [("date", "The date"), ("denial", "Claim and denial")])
def test_a_disagreement_is_named_by_its_matter(about: str, words: str) -> None:
    ((pair),) = clash(CLASH, about).compose()[0].disagreements
    assert pair.about == words


def test_what_the_editor_omits_is_not_shown_in_a_disagreement() -> None:
    assert clash(f"```toml\n[edit]\nomit = ['001:1.1']\n```\n{CLASH}").compose()[0].disagreements == ()


def test_a_sentence_that_the_editor_omits_does_not_come_along_with_a_side() -> None:
    case = clash(f"```toml\n[edit]\nomit = ['001:1.2']\n```\n{CLASH}")
    printed = [case.read(point) for pair in case.compose()[0].disagreements for point in (pair.left, pair.right)]
    assert not any("by rail" in words for words in printed)


def test_what_is_shown_in_a_disagreement_is_not_withheld() -> None:
    brief, _ = clash(CLASH.replace("{military-cooperation 0.5}", "{}")).compose()
    shown = {
        address for pair in brief.disagreements for point in (pair.left, pair.right) for address in point.addresses
    }
    assert shown
    assert not shown & {item.address for item in brief.withheld}


# ---- the empty brief -------------------------------------------------------------------------------------------------


def test_no_sources_give_an_empty_brief() -> None:
    case = make_case("")
    empty = Analysis(sources=(), registers={}, sentences=(), evidence=(), parties=())
    brief, _ = compose_brief(empty, case.settings, case.pack)
    assert (brief.key_points, brief.chronology, brief.withheld, brief.fates) == ((), (), (), {})
    assert all(s.points == () for s in brief.sections)


def test_withheld_sentences_keep_their_section_and_salience() -> None:
    brief, _ = make_case("### 000 news\n1. {treaty-terms leans 0.4} It binds.\n2. {foreign} Il pleut.\n").compose()
    told = [(item.address, item.reason, item.section, item.salience) for item in brief.withheld]
    assert told == [("000:1.1", "leans", "treaty-terms", 0.4), ("000:2.1", "language", None, 0.0)]


def test_a_source_dated_by_its_metadata_dates_a_response() -> None:
    case = make_case("### 000 news\n1. {western-response by=Lee} Envoy Lee protested.\n")
    document = replace(case.analysis.sources[0], reference=Reference(date=PartialDate(2024)))
    dated = replace(case, analysis=replace(case.analysis, sources=(document,)))
    assert section(dated.compose()[0], "western-response").remarks == ()
