"""What every page must bear is checked on every page: marking, draft, embargo, the line of a copy."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefing.errors import CheckError
from briefing.model.document import Document, Paragraph, Text, iterate_blocks
from briefing.verify.record import read_record
from tests.verify.conftest import Desk, codes, edit_part, make_desk, tell

EMBARGO = dt.datetime(2024, 7, 1, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))
NOTICE = "DRAFT, not for citation · EMBARGOED until 07:30 UTC, 1 July 2024 (09:30 UTC+2)"


@pytest.fixture(scope="module")
def held(root: Path) -> Desk:
    """Give the sample as a draft under embargo, for one community."""
    wanted: dict[str, object] = {"status": "draft", "embargo": EMBARGO, "marking": "TLP:GREEN"}
    return make_desk(root / "sources", root / "templates", **wanted)


def test_a_draft_under_embargo_is_proven_in_both_formats(held: Desk) -> None:
    assert held.document.masthead.notice == NOTICE
    for report in held.check_all(held.document):
        assert report.exit_code == 0, tell(report)


@pytest.mark.parametrize("name", ["marking", "notice"])
def test_a_line_that_the_pages_do_not_bear_is_missed(held: Desk, name: str) -> None:
    changed = replace(held.document, masthead=replace(held.document.masthead, **{name: ""}))
    for report in held.check_all(changed):
        assert f"{name}-missing" in codes(report), tell(report)


def test_a_line_that_one_page_does_not_bear_is_missed_with_the_page(held: Desk) -> None:
    (docx,) = held.render(held.document, ["docx"])
    for part in ("word/header1.xml", "word/header2.xml"):
        docx = edit_part(docx, part, lambda xml: xml.replace(NOTICE, ""))
    assert "notice-missing" in codes(held.check(docx))
    (pdf,) = held.render(replace(held.document, masthead=replace(held.document.masthead, notice="")), ["pdf"])
    messages = [problem.message for problem in held.check(pdf).problems if problem.code == "notice-missing"]
    assert messages[0].startswith("head and foot of page 1 do not bear the notice of a draft or an embargo: “DRAFT")
    assert len(messages) > 2


def edit_record(document: Document, **handling: object) -> Document:
    record = json.loads(document.record)
    record["handling"] = record["handling"] | handling
    return replace(document, record=json.dumps(record))


@pytest.mark.parametrize(
    ("handling", "code"),
    [
        ({"embargo": "2024-06-01T09:30:00+02:00"}, "notice-wrong"),
        ({"status": "final"}, "notice-wrong"),
        ({"copy": {"number": 1, "total": 2, "name": "Anna Keller"}}, "copy-wrong"),
    ],
)
def test_a_notice_that_does_not_follow_from_the_record_is_wrong(
    held: Desk, handling: dict[str, object], code: str
) -> None:
    for report in held.check_all(edit_record(held.document, **handling)):
        assert code in codes(report), tell(report)


def test_a_record_of_before_says_nothing_of_handling(desk: Desk) -> None:
    record = json.loads(desk.document.record)
    del record["handling"]
    for report in desk.check_all(replace(desk.document, record=json.dumps(record))):
        assert report.exit_code == 0, tell(report)


def test_without_a_pack_the_pages_are_still_looked_at(held: Desk) -> None:
    changed = replace(held.document, masthead=replace(held.document.masthead, notice=""))
    (docx,) = held.render(changed, ["docx"])
    report = held.check(docx, pack="absent")
    assert "notice-missing" in codes(report)
    assert "notice-wrong" not in codes(report)


def test_the_rule_of_another_label_is_no_rule_of_this_brief(held: Desk) -> None:
    phrases = held.assembly.pack.phrases
    rule, other = phrases.say("handling-green"), phrases.say("handling-clear")
    assert any(isinstance(each, Text) and each.text == rule for each in iterate_blocks(held.document.blocks))
    blocks = tuple(
        replace(block, children=(Text(other),))
        if isinstance(block, Paragraph) and block.children == (Text(rule),) else block
        for block in held.document.blocks
    )  # fmt: skip
    for report in held.check_all(held.record(replace(held.document, blocks=blocks))):
        assert "handling-wrong" in codes(report), tell(report)


@pytest.mark.parametrize(
    "handling",
    [
        {"embargo": "2024-07-01T09:30:00"},
        {"embargo": "soon"},
        {"copy": {"number": 3, "total": 2, "name": ""}},
        {"copy": {"number": 1, "total": 2, "name": "A\u202eB"}},
        {"copy": {"number": 1}},
    ],
)
def test_a_record_whose_handling_cannot_be_is_damaged(desk: Desk, handling: dict[str, Any]) -> None:
    with pytest.raises(CheckError, match="the evidence record of this file is damaged"):
        read_record(edit_record(desk.document, **handling).record)


def test_an_edited_brief_names_its_program_whoever_issues_it(root: Path) -> None:
    wanted: dict[str, object] = {"issuer": "The Shore", "edit": {"omit": ["05:4.1"]}}
    desk = make_desk(root / "sources", root / "templates", **wanted)
    for report in desk.check_all(desk.document):
        assert report.exit_code == 0, tell(report)
    record = json.loads(desk.document.record)
    record["program"] = "Briefing 99.9"
    for report in desk.check_all(replace(desk.document, record=json.dumps(record))):
        assert "value-wrong" in codes(report), tell(report)


@pytest.mark.parametrize("news", ["old", 1, []])
def test_a_record_with_a_mark_that_there_is_not_is_damaged(desk: Desk, news: Any) -> None:
    record = json.loads(desk.document.record)
    record["printed"][0]["news"] = news
    with pytest.raises(CheckError, match="the evidence record of this file is damaged"):
        read_record(json.dumps(record))
