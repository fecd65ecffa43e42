"""What keeps an edition back, and until when."""

import datetime as dt
from dataclasses import replace

import pytest

from briefing.distribute.release import Leave, list_obstacles, refuse_obstacles
from briefing.errors import SendingError
from tests.distribute.editions import EDITION

HOUR = dt.datetime(2024, 7, 1, 7, 30, tzinfo=dt.UTC)
"""When the embargo of the edition ends, 09:30 where it was written."""


def codes(now: dt.datetime = HOUR, leave: Leave = Leave(), **changes: object) -> list[str]:  # noqa: B008  # frozen
    return [each.code for each in list_obstacles(replace(EDITION, **changes), now, leave)]  # type: ignore[arg-type]


def test_an_embargo_ends_at_its_very_hour() -> None:
    assert codes(HOUR - dt.timedelta(microseconds=1)) == ["embargo"]
    assert codes(HOUR) == []
    assert codes(HOUR.astimezone(dt.timezone(dt.timedelta(hours=-9)))) == []
    assert codes(HOUR - dt.timedelta(days=400), embargo=None) == []


def test_no_leave_lifts_an_embargo() -> None:
    with pytest.raises(SendingError) as caught:
        refuse_obstacles(EDITION, HOUR - dt.timedelta(hours=1), Leave(narrow=True, draft=True))
    until = "2024-07-01 07:30 UTC (2024-07-01 09:30 +0200)"
    assert caught.value.message == f"this edition may not be sent: under embargo until {until}"
    assert (caught.value.exit_code, caught.value.place) == (8, EDITION.stem)


def test_an_embargo_in_utc_is_told_once() -> None:
    (obstacle,) = list_obstacles(replace(EDITION, embargo=HOUR), HOUR - dt.timedelta(hours=1), Leave())
    assert obstacle.message == "under embargo until 2024-07-01 07:30 UTC"


@pytest.mark.parametrize("marking", ["TLP:RED", "TLP:AMBER+STRICT", "tlp: amber+strict"])
def test_a_narrow_circle_needs_a_word(marking: str) -> None:
    assert codes(marking=marking) == ["narrow-marking"]
    assert codes(marking=marking, leave=Leave(narrow=True)) == []


@pytest.mark.parametrize("marking", ["TLP:AMBER", "TLP:GREEN", "TLP:CLEAR", "", "Internal"])
def test_a_wide_circle_needs_none(marking: str) -> None:
    assert codes(marking=marking) == []


def test_a_draft_needs_a_word() -> None:
    assert codes(status="draft") == ["draft"]
    assert codes(status="draft", leave=Leave(draft=True)) == []
    assert codes(status="draft", marking="TLP:RED", leave=Leave(draft=True)) == ["narrow-marking"]


def test_nothing_keeps_an_edition_that_is_free() -> None:
    refuse_obstacles(EDITION, HOUR, Leave())
