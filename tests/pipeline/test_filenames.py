"""File names are dated only if published, ASCII, short, and the same in every format."""

import datetime as dt

import pytest

from briefing.config.settings import Settings
from briefing.pipeline.filenames import LONGEST, cut, name_stem, slug


def test_a_name_holds_date_slug_version_and_language() -> None:
    settings = Settings(published=dt.date(2024, 7, 1), short_title="Russia–North Korea treaty")
    assert name_stem(settings, "ignored") == "2024-07-01_russia-north-korea-treaty_brief_v01-0_en"


def test_without_a_day_of_publication_there_is_no_date() -> None:
    assert name_stem(Settings(as_of=dt.date(2024, 6, 28)), "A Pact") == "pact_brief_v01-0_en"


@pytest.mark.parametrize(
    ("version", "written"),
    [("1.0", "v01-0"), ("2", "v02"), ("10.2.1", "v10-2-1"), ("v2", "v02"), ("Version B", "version-b"), ("…", "v00")],
)
def test_versions_are_padded_so_that_names_sort(version: str, written: str) -> None:
    assert name_stem(Settings(version=version), "pact") == f"pact_brief_{written}_en"


@pytest.mark.parametrize("published", [None, dt.date(2024, 7, 1)])
@pytest.mark.parametrize("title", ["word " * 40, "x" * 200, "Russia and North Korea: the June 2024 partnership treaty"])
def test_a_name_is_never_too_long(title: str, published: dt.date | None) -> None:
    stem = name_stem(Settings(published=published), title)
    assert len(f"{stem}.docx") <= LONGEST
    assert stem.isascii()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia–North Korea partnership treaty", "russia-north-korea-partnership-treaty"),
        ("The State of the Union", "state-union"),
        ("The And", "the-and"),
        ("Côte d’Ivoire & Łódź, straße", "cote-divoire-lodz-strasse"),
        ("Договор", "dogovor"),
        ("../../etc/passwd", "etc-passwd"),
        ("条約", ""),
        ("", ""),
    ],
)
def test_a_slug_is_plain_words(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_a_title_of_foreign_letters_alone_leaves_the_rest_of_the_name() -> None:
    assert name_stem(Settings(language="ja"), "条約") == "brief_v01-0_ja"


@pytest.mark.parametrize(
    ("room", "expected"), [(3, "one"), (5, "one"), (7, "one-two"), (8, "one-two"), (30, "one-two-three"), (2, "on")]
)
def test_a_cut_comes_at_a_word_if_it_can(room: int, expected: str) -> None:
    assert cut("one-two-three", room) == expected
