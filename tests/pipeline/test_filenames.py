"""File names are dated only if published, ASCII, short, and the same in every format."""

import datetime as dt
import json
import re
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefing.config.dossier import read_settings
from briefing.config.naming import FIELDS, PATTERN
from briefing.config.settings import Settings
from briefing.errors import DossierError
from briefing.packs.manifest import PackManifest
from briefing.pipeline.filenames import LONGEST, cut, name_copy, name_stem, slug

PACK = PackManifest(name="policy-brief", version="1.0")


def test_a_name_holds_date_slug_version_and_language() -> None:
    settings = Settings(published=dt.date(2024, 7, 1), short_title="Russia–North Korea treaty")
    assert name_stem(settings, PACK, "ignored") == "2024-07-01_russia-north-korea-treaty_brief_v01-0_en"


def test_without_a_day_of_publication_there_is_no_date() -> None:
    assert name_stem(Settings(as_of=dt.date(2024, 6, 28)), PACK, "A Pact") == "pact_brief_v01-0_en"


@pytest.mark.parametrize(
    ("version", "written"),
    [("1.0", "v01-0"), ("2", "v02"), ("10.2.1", "v10-2-1"), ("v2", "v02"), ("Version B", "version-b"), ("…", "v00")],
)
def test_versions_are_padded_so_that_names_sort(version: str, written: str) -> None:
    assert name_stem(Settings(version=version), PACK, "pact") == f"pact_brief_{written}_en"


@pytest.mark.parametrize("published", [None, dt.date(2024, 7, 1)])
@pytest.mark.parametrize("title", ["word " * 40, "x" * 200, "Russia and North Korea: the June 2024 partnership treaty"])
def test_a_name_is_never_too_long(title: str, published: dt.date | None) -> None:
    stem = name_stem(Settings(published=published), PACK, title)
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
    assert name_stem(Settings(language="ja"), PACK, "条約") == "brief_v01-0_ja"


@pytest.mark.parametrize(
    ("room", "expected"), [(3, "one"), (5, "one"), (7, "one-two"), (8, "one-two"), (30, "one-two-three"), (2, "on")]
)
def test_a_cut_comes_at_a_word_if_it_can(room: int, expected: str) -> None:
    assert cut("one-two-three", room) == expected


FULL = Settings(
    published=dt.date(2024, 7, 1), short_title="Fish quotas", number="No. 7/2024", series="Harbour notes",
    issuer="The Institute of the Harbours and the Sea", version="1.1", status="draft",
)  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("", "2024-07-01_fish-quotas_brief_v01-1_en"),
        ("{slug}", "fish-quotas"),
        ("{issuer}-{number}_{slug}.{language}", "institute-no-7-2024_fish-quotas.en"),
        ("PB_{series}_{date}_{status}", "PB_harbour-notes_2024-07-01_draft"),
        ("{slug}_{slug}", "fish-quotas_fish-quotas"),
    ],
)
def test_a_dossier_may_name_its_files_by_a_pattern(pattern: str, name: str) -> None:
    assert name_stem(replace(FULL, filename=pattern), PACK, "ignored") == name


def test_the_pattern_of_the_pack_holds_where_the_dossier_has_none() -> None:
    pack = replace(PACK, filename="{series}_{slug}")
    assert name_stem(FULL, pack, "ignored") == "harbour-notes_fish-quotas"
    assert name_stem(replace(FULL, filename="{slug}"), pack, "ignored") == "fish-quotas"


@pytest.mark.parametrize("pattern", ["{number}_{slug}", "{slug}_{number}", "{number}{slug}", "{number}"])
def test_what_nobody_stated_leaves_no_mark_behind(pattern: str) -> None:
    assert name_stem(Settings(filename=pattern), PACK, "The pact") == ("brief" if pattern == "{number}" else "pact")


@pytest.mark.parametrize(
    "pattern",
    ["/etc/{slug}", "../{slug}", "{slug}\\x", ".{slug}", "{slug} {date}", "{title}", "{slug!r}", "{}", "{slug", "}",
     "brief", "{slug.x}", "é{slug}", "{slug}\n", "a-name-of-more-than-24-letters-{slug}", "C:{slug}"],
)  # fmt: skip
def test_a_pattern_that_could_lead_elsewhere_is_refused_with_its_line(pattern: str) -> None:
    with pytest.raises(DossierError, match=r'key "filename" should be a file name made of \{date\}') as refused:
        read_settings(f"filename = {json.dumps(pattern)}", "brief.toml")
    assert refused.value.place == "brief.toml:1"


@given(
    st.lists(st.sampled_from([*(f"{{{name}}}" for name in FIELDS), "-", "_", ".", "Ab1"]), min_size=1, max_size=9),
    st.text(max_size=90), st.text(max_size=90), st.text(max_size=30),
)  # fmt: skip
def test_a_name_is_a_plain_short_file_name_whatever_it_is_made_of(
    parts: list[str], title: str, series: str, version: str
) -> None:
    pattern = PATTERN.convert("".join(parts))
    assume(pattern)
    settings = Settings(filename=str(pattern), series=series, number=series, issuer=series, version=version)
    for name in (name_stem(settings, PACK, title), name_copy(settings, PACK, title, 7, 1000)):
        assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name)
        assert len(f"{name}.docx") <= LONGEST
        assert not name.endswith(".")


def test_a_copy_has_its_number_behind_the_name_even_of_a_long_one() -> None:
    assert name_copy(FULL, PACK, "", 7, 120) == "2024-07-01_fish-quotas_brief_v01-1_en_copy-007"
    name = name_copy(replace(FULL, short_title="word " * 40), PACK, "", 7, 120)
    assert name.endswith("_en_copy-007")
    assert len(f"{name}.docx") <= LONGEST
