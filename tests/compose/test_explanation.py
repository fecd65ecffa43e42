"""One row for each sentence of the sources: where it went, and why."""

from collections.abc import Mapping
from dataclasses import replace

from briefing.compose.explanation import explain, source_of
from briefing.model.evidence import Address, Reason
from tests.compose.dossiers import make_case

TEXT = """### 000 news
1. {military-cooperation 0.9 by=Lee} Rifles come from
Northland, said Lee. {military-cooperation leans opinion} It is much.
2. {aside} *****
3. {} It rained. {foreign} Il pleut.
### 001 news
1. {alleged 0.1} Northland allegedly sends rifles.
Same: 000:1.1 = 001:1.1
"""


def rows_of(text: str) -> dict[object, Mapping[str, object]]:
    case = make_case(text.replace("from\n", "from "))
    reasons = (Reason("arms: rifles", 1.1), Reason("register news", -0.2))
    evidence = tuple(
        replace(found, reasons=reasons if found.address == "000:1.1" else ()) for found in case.analysis.evidence
    )
    analysis = replace(case.analysis, evidence=evidence)
    brief, _ = replace(case, analysis=analysis).compose()
    return {row["address"]: row for row in explain(analysis, brief)}


def test_every_sentence_has_a_row_in_reading_order() -> None:
    assert list(rows_of(TEXT)) == ["000:1.1", "000:1.2", "000:2.1", "000:3.1", "000:3.2", "001:1.1"]


def test_a_printed_sentence_says_where_it_stands_and_why() -> None:
    assert rows_of(TEXT)["000:1.1"] == {
        "source": "000.txt",
        "address": "000:1.1",
        "text": "Rifles come from Northland, said Lee.",
        "section": "military-cooperation",
        "selected": True,
        "summary": True,
        "printed": ["summary", "military-cooperation"],
        "status": "reported",
        "speaker": "Lee",
        "cites": ["001.txt"],
        "withheld": None,
        "set_aside": None,
        "reasons": ["arms: rifles +1.10", "register news -0.20"],
    }


def test_a_withheld_sentence_keeps_its_section_and_names_its_reason_first() -> None:
    row = rows_of(TEXT)["000:1.2"]
    assert (row["section"], row["selected"], row["withheld"]) == ("military-cooperation", False, "leans")
    assert (row["printed"], row["status"], row["reasons"]) == ([], "opinion", ["leans"])


def test_what_is_set_aside_has_no_section_and_says_what_it_is() -> None:
    row = rows_of(TEXT)["000:2.1"]
    assert (row["section"], row["status"], row["set_aside"]) == (None, None, "separator")
    assert row["reasons"] == ["boilerplate: separator"]


def test_background_and_other_languages_sort_nowhere() -> None:
    rows = rows_of(TEXT)
    assert (rows["000:3.1"]["section"], rows["000:3.1"]["withheld"]) == (None, "off-topic")
    assert (rows["000:3.2"]["section"], rows["000:3.2"]["withheld"]) == (None, "language")
    assert (rows["000:3.2"]["status"], rows["000:3.2"]["speaker"], rows["000:3.2"]["reasons"]) == (
        None,
        None,
        ["language"],
    )


def test_the_source_of_an_address_stands_before_its_colon() -> None:
    assert source_of(Address("wire-2:14.1")) == "wire-2"
