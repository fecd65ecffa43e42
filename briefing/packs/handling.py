"""The pack's words on how a brief may be handled: draft, embargo, the rule of its marking, the number of a copy.

The labels are those of the Traffic Light Protocol 2.0 (FIRST, 2022); what a label allows is said in words of our own.
"""

import datetime as dt
from collections.abc import Iterator

from briefing.model.edition import Copy
from briefing.packs.phrases import Phrases

DRAFT = "notice-draft"
_APART = " · "
_TLP = "TLP:"


def say_notice(phrases: Phrases, status: str, embargo: dt.datetime | None) -> str:
    """Return what every page must say at its head: that this is a draft, and until when nothing may be published.

    A pack without a phrase for drafts says so in its edition line alone; one without the phrases of an embargo
    cannot print one: PackError.
    """
    return _APART.join(_list_notices(phrases, status, embargo))


def _list_notices(phrases: Phrases, status: str, embargo: dt.datetime | None) -> Iterator[str]:
    if status == "draft" and DRAFT in phrases.entries:
        yield phrases.say(DRAFT)
    if embargo is not None:
        yield say_embargo(phrases, embargo)


def say_embargo(phrases: Phrases, embargo: dt.datetime) -> str:
    """Write the end of an embargo in UTC and, where that is another, in the time of the offset that was given."""
    utc = embargo.astimezone(dt.UTC)
    local = _say_local(phrases, embargo, utc.date()) if embargo.utcoffset() else ""
    return phrases.say("notice-embargo", time=_say_time(utc), date=phrases.say_date(utc.date()), local=local)


def _say_local(phrases: Phrases, embargo: dt.datetime, day: dt.date) -> str:
    """Write the local time, with its day where that is not the day in UTC."""
    key = "notice-embargo-local" if embargo.date() == day else "notice-embargo-local-day"
    date = phrases.say_date(embargo.date())
    return phrases.say(key, time=_say_time(embargo), zone=_name_zone(embargo), date=date)


def _say_time(moment: dt.datetime) -> str:
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"


def _name_zone(moment: dt.datetime) -> str:
    """Name an offset from UTC: "UTC+2", "UTC-3:30"."""
    minutes = round((moment.utcoffset() or dt.timedelta()).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes >= 0 else '-'}{hours}{f':{rest:02}' if rest else ''}"


def name_rule(marking: str) -> str:
    """Return the key of the phrase that says what a TLP label allows; nothing for another marking."""
    return f"handling-{marking.removeprefix(_TLP).lower().replace('+', '-')}" if marking.startswith(_TLP) else ""


def say_rule(phrases: Phrases, marking: str) -> str:
    """Return what a TLP label allows; nothing for another marking, and where the pack has no words for it."""
    key = name_rule(marking)
    return phrases.say(key) if key in phrases.entries else ""


def say_copy(phrases: Phrases, copy: Copy) -> str:
    """Return the line that a personal copy bears at the foot of each page."""
    key = "copy" if copy.name else "copy-unnamed"
    return phrases.say(key, number=copy.number, total=copy.total, name=copy.name)
