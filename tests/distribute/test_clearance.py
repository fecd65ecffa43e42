"""What is not for everybody is not published, unless somebody answers for it; then it is said."""

import datetime as dt
from dataclasses import replace

import pytest

from briefing.distribute.clearance import clear, find_hindrances
from briefing.errors import PublishingError
from tests.distribute.editions import EDITION

NOON = dt.datetime(2024, 7, 2, 12, tzinfo=dt.UTC)
OPEN = replace(EDITION, marking="TLP:CLEAR", embargo=None)


@pytest.mark.parametrize("marking", ["TLP:CLEAR", "", "tlp: clear"])
def test_what_is_clear_or_not_marked_is_for_everybody(marking: str):
    assert clear(replace(OPEN, marking=marking), NOON, may=False) == ()


@pytest.mark.parametrize("marking", ["TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"])
def test_every_other_label_is_against_it(marking: str):
    with pytest.raises(PublishingError, match="is marked " + marking.replace("+", r"\+")) as refused:
        clear(replace(OPEN, marking=marking), NOON, may=False)
    assert refused.value.exit_code == 8
    assert refused.value.place == OPEN.stem
    assert "--i-may" in refused.value.hint


def test_a_marking_in_words_may_be_against_it():
    with pytest.raises(PublishingError, match="is marked “Official use only”"):
        clear(replace(OPEN, marking="Official use only"), NOON, may=False)


@pytest.mark.parametrize(("seconds", "count"), [(-1, 1), (0, 0), (1, 0)])
def test_an_embargo_ends_at_its_minute(seconds: int, count: int):
    end = dt.datetime(2024, 7, 1, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    found = list(find_hindrances(replace(OPEN, embargo=end), end + dt.timedelta(seconds=seconds)))
    assert [each.reason for each in found] == ["is under embargo until 2024-07-01 07:30 UTC"] * count


def test_a_draft_is_no_edition_for_everybody():
    with pytest.raises(PublishingError, match="this edition is a draft"):
        clear(replace(OPEN, status="draft"), NOON, may=False)


def test_all_reasons_are_named_at_once():
    early = replace(EDITION, status="draft")
    with pytest.raises(PublishingError, match=r"is marked TLP:GREEN and is under embargo .* and is a draft"):
        clear(early, dt.datetime(2024, 6, 1, tzinfo=dt.UTC), may=False)


def test_who_answers_for_it_may_and_is_told_what_for():
    findings = clear(replace(EDITION, status="draft"), NOON, may=True)
    assert [finding.message for finding in findings] == [
        "published although it is marked TLP:GREEN",
        "published although it is a draft",
    ]
    assert {finding.severity for finding in findings} == {"warning"}
