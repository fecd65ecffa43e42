"""The document: masthead and properties, and notes that are numbered in the order of the page."""

import datetime as dt
from dataclasses import replace

import pytest

from briefing.compose.document import build_document, make_masthead, make_properties, make_signposts
from briefing.model.document import (
    Document,
    Heading,
    Quoted,
    Signposts,
    collect_notes,
    iterate_blocks,
    read_plain,
)
from tests.compose.dossiers import Case, make_case

TEXT = """### 000 news
1. {treaty-terms signature 0.9} Moreover, presidents signed the security pact. {military-cooperation} Rifles come.
2. {} In 2022, Northland joined the league. {} In 2023, a road was built.
"""


def lay_out(case: Case) -> Document:
    brief, _ = case.compose()
    return build_document(brief, case.analysis, case.settings, case.pack, "Briefing 9.9")


def test_notes_are_numbered_from_one_in_the_order_of_their_marks() -> None:
    notes = collect_notes(lay_out(make_case(TEXT)).blocks)
    assert [note.number for note in notes] == list(range(1, len(notes) + 1))
    assert len(notes) == 6


def test_statements_are_quoted_with_their_marks() -> None:
    inlines = iterate_blocks(lay_out(make_case(TEXT)).blocks)
    quoted = [read_plain(inline.children) for inline in inlines if isinstance(inline, Quoted)]
    assert quoted[:2] == ["… presidents signed the security pact.", "Rifles come."]
    assert quoted[-1] == "In 2023, a road was built."


def test_headings_follow_the_pack() -> None:
    headings = [read_plain(b.children) for b in lay_out(make_case(TEXT)).blocks if isinstance(b, Heading)]
    assert headings == [
        "Treaty terms", "Military cooperation", "Western response", "Analyst views", "Chronology", "Sources and method",
        "Sources",
    ]  # fmt: skip


def masthead(toml: str) -> tuple[str, str, str]:
    case = make_case(f"```toml\n{toml}\n```\n{TEXT}")
    found = make_masthead(case.compose()[0], case.settings, case.pack)
    return found.kicker, found.short_title, found.edition


@pytest.mark.parametrize(
    ("toml", "kicker"),
    [
        ("", "Policy brief"),
        ('series = "Harbour notes"', "Harbour notes"),
        ('issuer = "The Shore"', "The Shore · Policy brief"),
        ('issuer = "The Shore"\nseries = "Harbour notes"', "The Shore · Harbour notes"),
        ('issuer = "The Shore"\nseries = "The Shore"', "The Shore"),
        ('issuer = "The Shore"\nnumber = "HN 2031/7"', "The Shore · Policy brief · HN 2031/7"),
    ],
)
def test_issuer_series_and_number_stand_above_the_title(toml: str, kicker: str) -> None:
    assert masthead(toml)[0] == kicker


def test_the_running_head_is_the_short_title_or_the_title() -> None:
    assert masthead('title = "The pact of two coasts"')[1] == "The pact of two coasts"
    assert masthead('title = "The pact of two coasts"\nshort_title = "The pact"')[1] == "The pact"


def test_the_edition_names_version_and_status() -> None:
    assert masthead('version = "2.1"\nstatus = "draft"')[2] == "v2.1 (draft)"


def test_signposts_are_the_packs_words_and_a_pack_without_them_has_none() -> None:
    pack = make_case(TEXT).pack
    assert make_signposts(pack) == Signposts()
    silent = {key: words for key, words in pack.phrases.entries.items() if not key.startswith("page-")}
    bare = make_signposts(replace(pack, phrases=replace(pack.phrases, entries=silent)))
    assert bare == Signposts(skip="", notes="", note="", back="", listed="")


def test_a_page_is_counted_by_the_writers() -> None:
    case = make_case(TEXT)
    assert make_masthead(case.compose()[0], case.settings, case.pack).page == "Page {page} of {pages}"


@pytest.mark.parametrize(
    ("toml", "authors"),
    [
        ("", ("Briefing 9.9",)),
        ('issuer = "The Shore"', ("The Shore",)),
        ('issuer = "The Shore"\nauthors = ["A. Editor"]', ("A. Editor",)),
    ],
)
def test_the_file_names_its_authors_else_its_issuer_else_the_program(toml: str, authors: tuple[str, ...]) -> None:
    case = make_case(f"```toml\n{toml}\n```\n{TEXT}")
    assert lay_out(case).properties.authors == authors


def test_properties_say_what_the_dossier_states() -> None:
    toml = 'parties = ["Northland", "Westmark"]\nnumber = "7"\nlanguage = "en-US"\npublished = 2024-07-01'
    case = make_case(f"```toml\n{toml}\n```\n{TEXT}")
    found = make_properties(case.compose()[0], case.analysis, case.settings, "Briefing 9.9")
    assert (found.keywords, found.identifier, found.language) == (("Northland", "Westmark"), "7 v1.0", "en-US")
    assert (found.date, found.subject) == (dt.date(2024, 7, 1), "Policy brief from one source")


def test_an_undated_brief_bears_the_earliest_date_of_files() -> None:
    assert lay_out(make_case(TEXT)).properties.date == dt.date(1980, 1, 1)
