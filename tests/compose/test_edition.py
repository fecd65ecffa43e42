"""What an edition says of its brief: key points as printed, the cut-off, the rule of its marking."""

from dataclasses import replace

import pytest

from briefing.compose.document import build_document
from briefing.compose.edition import describe_edition
from briefing.compose.news import mark_news
from briefing.model.brief import Since
from briefing.model.edition import Edition
from tests.compose.dossiers import Case, make_case

TEXT = """### 000 news
1. {treaty-terms signature 0.9} Moreover, presidents signed the security pact. {military-cooperation} Rifles come.
2. {} In 2022, Northland joined the league. {} The road was built.
"""


def describe(case: Case, *, news: bool = False, layout: bool = True) -> Edition:
    brief, _ = case.compose()
    if news:
        since = Since(name="earlier", version="1.0", record="", gone=0)
        brief = mark_news(brief, {point.statement.id: "new" for point in brief.key_points}, since)
    document = build_document(brief, case.analysis, case.settings, case.pack, "Briefing 9.9")
    made = document if layout else replace(document, blocks=())
    return describe_edition(made, brief, case.analysis, case.settings, case.pack, "stem")


def test_key_points_stand_as_they_are_printed_with_their_marks() -> None:
    assert describe(make_case(TEXT)).key_points == ("… presidents signed the security pact.", "Rifles come.")


def test_what_is_new_bears_its_mark_there_too() -> None:
    edition = describe(make_case(TEXT), news=True)
    assert edition.key_points[1] == "NEW Rifles come."
    assert edition.since == "earlier"


def test_a_sentence_of_an_editor_bears_the_editors_name() -> None:
    toml = 'authored = [{ section = "summary", text = "This is mine.", by = "A. Editor", cites = ["000:1.1"] }]'
    points = describe(make_case(f"```toml\n{toml}\n```\n{TEXT}")).key_points
    assert "EDITOR This is mine. by A. Editor" in points


@pytest.mark.parametrize(
    ("toml", "cut_off"),
    [
        ("as_of = 2024-06-28", "Information as of: 28 June 2024"),
        ("", "Latest date in the sources: 2022"),
    ],
)
def test_the_cut_off_is_the_line_that_is_printed(toml: str, cut_off: str) -> None:
    assert describe(make_case(f"```toml\n{toml}\n```\n{TEXT}")).cut_off == cut_off


def test_without_any_date_there_is_no_cut_off() -> None:
    assert describe(make_case(TEXT.replace("In 2022, ", ""))).cut_off == ""


def test_the_rule_of_the_marking_is_named_only_where_it_is_printed() -> None:
    case = make_case(f'```toml\nmarking = "TLP:GREEN"\n```\n{TEXT}')
    assert describe(case).handling.startswith("TLP:GREEN: may be passed on")
    assert describe(case, layout=False).handling == ""


def test_the_record_is_known_by_its_digest() -> None:
    one, other = make_case(TEXT), make_case(TEXT.replace("Rifles", "Ships"))
    assert describe(one).record == describe(one).record != describe(other).record
