"""What a record may claim and the sources do not bear out: each claim is changed alone, the page stays as it is."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from briefing.errors import CheckError
from tests.verify.conftest import Desk, codes, tell

Record = dict[str, Any]


def first(record: Record, wanted: Callable[[Record], object]) -> Record:
    found: Record = next(each for each in record["printed"] if wanted(each))
    return found


def see_also(record: Record) -> Record:
    printed = first(record, lambda each: any(c["relation"] == "see-also" for c in each["citations"]))
    found: Record = next(c for c in printed["citations"] if c["relation"] == "see-also")
    return found


def labelled(record: Record, rule: str) -> Record:
    found: Record = first(record, lambda each: each.get("label", {}).get("rule") == rule)["label"]
    return found


def relabel(rule: str, new: str) -> Callable[[Record], object]:
    return lambda record: labelled(record, rule).update(rule=new)


def qualify(rule: str, text: str) -> Callable[[Record], object]:
    def change(record: Record) -> None:
        record["printed"][0]["qualifier"] = {"text": text, "rule": rule, "basis": [["01", 0, 5]]}

    return change


CLAIMS: tuple[tuple[str, Callable[[Record], object], str], ...] = (
    ("aside", lambda r: r["ledger"]["aside"]["headline"].pop(), "ledger-aside"),
    (
        "aside for another reason",
        lambda r: r["ledger"]["aside"].update(label=r["ledger"]["aside"].pop("headline")),
        "ledger-aside",
    ),
    ("reason", lambda r: r["ledger"]["withheld"].update(boring=[]), "ledger-reason"),
    ("twice", lambda r: r["ledger"]["withheld"]["leans"].append(r["ledger"]["withheld"]["leans"][0]), "ledger-twice"),
    ("unknown sentence", lambda r: r["ledger"]["withheld"]["leans"].append("01:99.1"), "ledger-sentences"),
    (
        "many unknown",
        lambda r: r["ledger"]["withheld"]["leans"].extend(f"01:99.{n}" for n in range(9)),
        "ledger-sentences",
    ),
    ("section", lambda r: r["ledger"]["belongs"]["treaty-terms"].append("01:1.1"), "ledger-section"),
    ("nothing withheld", lambda r: r["ledger"].update(withheld={}), "ledger-sentences"),
    ("same", lambda r: see_also(r).update(relation="same"), "note-relation"),
    ("no such paragraph", lambda r: see_also(r).update(paragraphs=[999]), "note-place"),
    ("no such source", lambda r: see_also(r).update(source="zz"), "note-source"),
    ("locator", lambda r: see_also(r).update(locator={"kind": "page", "places": ["3", "iv"]}), "note-locator"),
    (
        "locator of one article",
        lambda r: see_also(r).update(locator={"kind": "article", "places": ["4"]}),
        "note-locator",
    ),
    ("no place", lambda r: r["printed"][1].update(citations=[]), "note-source"),
    ("rule", relabel("speaker", "guess"), "label-wrong"),
    ("author", relabel("speaker", "author"), "label-wrong"),
    ("title", relabel("speaker", "title"), "label-wrong"),
    ("unnamed", relabel("speaker", "unnamed"), "label-wrong"),
    ("actor", relabel("speaker", "actor"), "label-wrong"),
    ("role", qualify("role", "emperor"), "label-wrong"),
    ("status", qualify("status", "opinion"), "label-wrong"),
    ("register", qualify("register", "hearsay"), "label-wrong"),
    ("signatory", qualify("signatory", "Somebody"), "label-wrong"),
    ("date of a reference", lambda r: r["refers"][0].update(basis=[["01", 0, 5]]), "date-wrong"),
    ("digest", lambda r: r["sources"][0].update(sha256="0" * 64), "source-changed"),
    ("kind", lambda r: r["sources"][0]["metadata"].update(kind="news"), "count-wrong"),
    ("date of a source", lambda r: r["sources"][0]["metadata"].update(date="2023-01"), "note-words"),
    ("no dates", lambda r: [each["metadata"].pop("date") for each in r["sources"]], "count-wrong"),
    ("one date", lambda r: [each["metadata"].pop("date") for each in r["sources"][1:]], "count-wrong"),
    ("one day", lambda r: [each["metadata"].update(date="2024-06-20") for each in r["sources"]], "count-wrong"),
    ("claims", lambda r: r["statements"]["01:2.1"].update(claims=["01:2.2"]), "address-unknown"),
    ("fact", lambda r: r["facts"].append(["Rated", "best"]), "fact-missing"),
    ("title of the file", lambda r: r["masthead"].update(title="Another title"), "head-altered"),
    ("as of", lambda r: r["given"].update(as_of="1 May 2020"), "fact-wrong"),
    (
        "unsigned",
        lambda r: r["sources"][0]["metadata"].update(authors=[], unsigned=True, accessed="2024-06-30"),
        "note-words",
    ),
)


@pytest.mark.parametrize(("change", "code"), [claim[1:] for claim in CLAIMS], ids=[claim[0] for claim in CLAIMS])
def test_a_claim_that_the_sources_do_not_bear_out_is_named(
    desk: Desk, change: Callable[[Record], object], code: str
) -> None:
    record = json.loads(desk.document.record)
    change(record)
    report = desk.check(desk.render(replace(desk.document, record=json.dumps(record)), ["docx"])[0])
    assert report.exit_code == 1
    assert code in codes(report), tell(report)


@pytest.mark.parametrize("change", [
    lambda r: r["statements"]["01:2.1"]["pieces"].append({"piece": "wish"}),
    lambda r: r["statements"]["01:2.1"]["pieces"][0].update(span=["01", 9, 3]),
    lambda r: r["sources"][0]["metadata"].update(date="June"),
    lambda r: r["statements"].pop("01:2.1"),
])  # fmt: skip
def test_a_claim_that_means_nothing_is_a_damaged_record(desk: Desk, change: Callable[[Record], object]) -> None:
    record = json.loads(desk.document.record)
    change(record)
    with pytest.raises(CheckError, match="damaged"):
        desk.check(desk.render(replace(desk.document, record=json.dumps(record)), ["docx"])[0])
