"""The words on how a brief may be handled: drafts, embargoes in UTC and local time, what each label allows."""

import datetime as dt
from dataclasses import replace

import pytest

from briefing.config.dossier import TLP_LABELS
from briefing.errors import PackError
from briefing.model.edition import Copy
from briefing.packs.handling import name_rule, say_copy, say_embargo, say_notice, say_rule
from briefing.packs.lookup import bundled_packs, load_pack
from briefing.packs.phrases import Phrases
from briefing.render.pdf.fonts import load_font


def phrases_of(language: str) -> Phrases:
    return load_pack("policy-brief", [bundled_packs()], language).phrases


ENGLISH = phrases_of("en-GB")


def at(hour: int, minute: int = 0, offset: float = 0, second: int = 0) -> dt.datetime:
    zone = dt.timezone(dt.timedelta(hours=offset))
    return dt.datetime(2026, 5, 21, hour, minute, second, tzinfo=zone)


@pytest.mark.parametrize(
    ("embargo", "words"),
    [
        (at(0, 1), "EMBARGOED until 00:01 UTC, 21 May 2026"),
        (at(1, 1, 1), "EMBARGOED until 00:01 UTC, 21 May 2026 (01:01 UTC+1)"),
        (at(9, 30, 5.5), "EMBARGOED until 04:00 UTC, 21 May 2026 (09:30 UTC+5:30)"),
        (at(21, 0, -3.5), "EMBARGOED until 00:30 UTC, 22 May 2026 (21:00 UTC-3:30, 21 May 2026)"),
        (at(1, 0, 9), "EMBARGOED until 16:00 UTC, 20 May 2026 (01:00 UTC+9, 21 May 2026)"),
        (at(0, 0, 0, 30), "EMBARGOED until 00:00:30 UTC, 21 May 2026"),
    ],
)
def test_an_embargo_is_said_in_utc_and_in_local_time(embargo: dt.datetime, words: str) -> None:
    assert say_embargo(ENGLISH, embargo) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "PROJET, ne pas citer · SOUS EMBARGO jusqu’à 07:30 UTC, le 21 mai 2026 (09:30 UTC+2)"),
        ("de", "ENTWURF, nicht zitieren · SPERRFRIST bis 21. Mai 2026, 07:30 UTC (09:30 UTC+2)"),
    ],
)
def test_a_draft_under_embargo_says_both_in_the_language_of_the_brief(language: str, words: str) -> None:
    assert say_notice(phrases_of(language), "draft", at(9, 30, 2)) == words


@pytest.mark.parametrize("language", ["en-GB", "fr", "de"])
def test_the_fonts_of_the_pdf_have_every_letter_of_a_notice(language: str) -> None:
    font = load_font("NotoSans-SemiBold")
    notices = say_notice(phrases_of(language), "draft", at(21, 30, -3.5))
    assert font.has(notices + notices.upper())


def test_a_final_brief_without_embargo_says_nothing() -> None:
    assert say_notice(ENGLISH, "final", None) == ""


def test_a_pack_without_the_words_prints_no_draft_notice_and_refuses_an_embargo() -> None:
    bare = replace(ENGLISH, entries={k: v for k, v in ENGLISH.entries.items() if not k.startswith("notice-")})
    assert say_notice(bare, "draft", None) == ""
    with pytest.raises(PackError, match='phrase "notice-embargo" is missing'):
        say_notice(bare, "final", at(9))


@pytest.mark.parametrize("language", ["en-GB", "fr", "de"])
@pytest.mark.parametrize("label", TLP_LABELS)
def test_the_rule_of_each_label_begins_with_the_label_as_it_is(language: str, label: str) -> None:
    rule = say_rule(phrases_of(language), label)
    assert rule.split("\u00a0")[0].split(": ")[0].rstrip(":") == label
    assert len(rule) > len(label) + 10


def test_free_text_and_a_pack_without_words_have_no_rule() -> None:
    assert (name_rule("OFFICIAL-SENSITIVE"), say_rule(ENGLISH, "OFFICIAL-SENSITIVE"), say_rule(ENGLISH, "")) == (
        "", "", "",
    )  # fmt: skip
    assert say_rule(replace(ENGLISH, entries={}), "TLP:RED") == ""


def test_a_copy_says_its_number_and_whose_it_is() -> None:
    assert say_copy(ENGLISH, Copy(3, 12, "Anna Keller")) == "Copy 3 of 12: Anna Keller"
    assert say_copy(ENGLISH, Copy(3, 12)) == "Copy 3 of 12"
