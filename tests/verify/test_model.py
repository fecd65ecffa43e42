"""What a brief says of a model that was heard is held against its record, without a model."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from briefing.analyse.analysis import hear_witness
from briefing.compose.brief import compose_brief
from briefing.compose.document import build_document
from briefing.model.document import Document
from briefing.model.evidence import Analysis
from briefing.model.witness import Deposition, Witness
from briefing.pipeline.build import PROGRAM
from tests.assist.clerk import judge
from tests.verify.conftest import Desk, codes, tell

Judge = Callable[[str], Any]


def hear(desk: Desk, judge: Judge, versions: tuple[str, ...] = ("clerk-1.2",)) -> Desk:
    """Return the sample's brief as it is with a model that was heard on every sentence."""
    a = desk.assembly
    witness = Witness(model="clerk", versions=versions, sentences=depose(a.analysis, judge), pairs=pair(a.analysis))
    analysis, _ = hear_witness(a.analysis, witness, a.pack.manifest)
    brief, _ = compose_brief(analysis, a.settings, a.pack)
    document = build_document(brief, analysis, a.settings, a.pack, PROGRAM)
    return replace(desk, assembly=replace(a, analysis=analysis, brief=brief), document=document)


def depose(rules: Analysis, judge: Judge) -> dict[Any, Deposition]:
    texts = {document.id: document for document in rules.sources}
    said = {e.address: judge(texts[e.sentence.source].quote(e.sentence.span)) for e in rules.evidence}
    return {address: Deposition(sections=frozenset(each["sections"])) for address, each in said.items()}


def pair(rules: Analysis) -> dict[Any, Any]:
    return {(match.left, match.right): "same" for match in rules.matches[:1]}


@pytest.fixture(scope="module")
def assisted(desk: Desk) -> Desk:
    """Give the brief of the sample with the help of a model."""
    return hear(desk, judge)


def check(desk: Desk, document: Document) -> tuple[int, set[str], str]:
    report = desk.check(desk.render(document, ["docx"])[0])
    return report.exit_code, codes(report), tell(report)


def alter(desk: Desk, change: Callable[[dict[str, Any]], object]) -> Document:
    record = json.loads(desk.document.record)
    change(record)
    return replace(desk.document, record=json.dumps(record))


def test_an_assisted_brief_is_proven(assisted: Desk) -> None:
    record = json.loads(assisted.document.record)["assist"]
    assert record["model"] == "clerk"
    assert record["moved"]
    for data in assisted.render(assisted.document):
        report = assisted.check(data)
        assert report.exit_code == 0, tell(report)


@pytest.mark.parametrize(
    ("judge", "versions"),
    [
        (lambda _: {"sections": []}, ()),
        (lambda text: {"sections": [None, "treaty-terms"][len(text) % 2 :]}, ("a", "b")),
    ],
    ids=["without a version", "a guess"],
)
def test_a_model_that_was_not_heard_is_accounted_for_too(desk: Desk, judge: Judge, versions: tuple[str, ...]) -> None:
    unheard = hear(desk, judge, versions)
    assert json.loads(unheard.document.record)["assist"]["credit"] == 0
    assert check(unheard, unheard.document)[0] == 0


def test_a_model_that_agrees_with_the_rules_changes_nothing(desk: Desk) -> None:
    sections = {e.address: e.section for e in desk.assembly.analysis.evidence}
    texts = {d.id: d for d in desk.assembly.analysis.sources}
    ruled = {
        texts[e.sentence.source].quote(e.sentence.span): sections[e.address] for e in desk.assembly.analysis.evidence
    }
    agreeing = hear(desk, lambda text: {"sections": [ruled[text]] if ruled[text] else []})
    assert json.loads(agreeing.document.record)["assist"]["moved"] == []
    assert check(agreeing, agreeing.document)[0] == 0


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda r: r["assist"]["moved"].pop(), "count-wrong"),
        (lambda r: r["assist"]["moved"].append("01:99.1"), "ledger-assist"),
        (lambda r: r["assist"]["moved"].append("01:1.1"), "ledger-assist"),
        (lambda r: r["assist"].update(heard=3), "count-wrong"),
        (lambda r: r["assist"].update(pairs=9), "count-wrong"),
        (lambda r: r["assist"].update(model="oracle"), "count-wrong"),
        (lambda r: r["assist"].update(versions=[]), "count-wrong"),
        (lambda r: r["assist"].update(credit=0.0, moved=[]), "fact-wrong"),
        (lambda r: r.pop("assist"), "count-wrong"),
    ],
    ids=["moved", "no sentence", "a headline", "heard", "pairs", "model", "version", "credit", "no model"],
)
def test_what_the_page_says_of_the_model_must_be_what_the_record_says(
    assisted: Desk, change: Callable[[dict[str, Any]], object], code: str
) -> None:
    exit_code, found, told = check(assisted, alter(assisted, change))
    assert exit_code == 1
    assert code in found, told


def test_a_model_that_is_no_model_is_a_damaged_record(assisted: Desk) -> None:
    with pytest.raises(Exception, match="damaged"):
        check(assisted, alter(assisted, lambda r: r["assist"].pop("heard")))


def test_a_brief_that_heard_no_model_may_not_say_so(desk: Desk) -> None:
    say = desk.assembly.pack.phrases.say
    words = say("method-assist-none", model="clerk", version="clerk-1.2", heard=78)
    brief = replace(desk.assembly.brief, method=(*desk.assembly.brief.method, words))
    lying = desk.lay_out(brief)
    assert check(desk, lying)[0] == 1
