"""The list of editions: newest first, each with its files; no word of an edition becomes markup."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.distribute.feed import Entry, Feed, make_entry
from briefing.distribute.index import is_ours, say_size, write_index
from briefing.model.edition import Edition, EditionFile
from briefing.packs.phrases import Phrases
from tests.distribute.editions import EDITION, EDITIONS, HASH
from tests.render.html.pages import THEME, find_all, parse, read

DAY = dt.date(2024, 7, 1)
ENTRIES: Mapping[str, str] = {
    "date-day": "{day} {month} {year}", "month-7": "July", "fact-replaces": "Replaces", "fact-changes": "Changes",
}  # fmt: skip
PHRASES = Phrases(language="en-GB", entries=ENTRIES, place=str, home="en.toml")
PAGE = EditionFile(name=f"{EDITION.stem}.html", format="html", sha256=HASH, size=9)
WITH_PAGE = replace(EDITION, files=(*EDITION.files, PAGE))
OLD = Entry(id="urn:x:1", stem="old", title="An old brief", day=DAY, page="https://a.org/old.html", xml=b"<entry/>")


def write(*entries: Entry, title: str = "Briefs") -> bytes:
    return write_index(Feed(id="urn:x:0", title=title, author="Institute", entries=entries), THEME, PHRASES)


def entry_of(edition: Edition) -> Entry:
    return make_entry(edition, DAY, "https://example.org/")


def test_each_edition_leads_to_its_page_and_its_files_beside_the_list() -> None:
    page = parse(write(entry_of(WITH_PAGE)))
    assert [(read(link), link.get("href")) for link in find_all(page, "//a")] == [
        ("Fish quotas in the northern waters (v1.1)", f"{EDITION.stem}.html"),
        ("PDF (2 kB)", f"{EDITION.stem}.pdf"),
        ("DOCX (0 kB)", f"{EDITION.stem}.docx"),
        ("Atom", "feed.xml"),
    ]


def test_an_edition_says_its_day_version_and_marking_and_what_it_replaces() -> None:
    page = parse(write(entry_of(WITH_PAGE)))
    assert [read(line) for line in find_all(page, "//li/p")] == [
        "1 July 2024 · v1.1 · TLP:GREEN",
        "Replaces: v1.0 of 24 June 2024",
        "Changes: A figure in key point 2 is corrected.",
    ]


def test_a_pack_without_labels_says_the_words_alone() -> None:
    bare = replace(PHRASES, entries={key: words for key, words in ENTRIES.items() if not key.startswith("fact-")})
    page = parse(write_index(Feed(id="", title="T", author="T", entries=(entry_of(EDITION),)), THEME, bare))
    assert read(find_all(page, "//li/p")[1]) == "v1.0 of 24 June 2024"
    assert find_all(page, "//header/div") == []


def test_only_the_newest_shows_its_key_points() -> None:
    page = parse(write(entry_of(WITH_PAGE), entry_of(replace(WITH_PAGE, stem="earlier"))))
    newest, earlier = find_all(page, "//ol/li")
    assert [read(point) for point in find_all(newest, "./ul/li[@class='statement']")] == list(EDITION.key_points)
    assert find_all(earlier, "./ul/li[@class='statement']") == []


def test_an_edition_that_only_the_feed_knows_leads_where_that_says() -> None:
    page = parse(write(OLD))
    assert [(read(link), link.get("href")) for link in find_all(page, "//li//a")] == [("An old brief", OLD.page)]


def test_an_address_that_is_none_leads_to_the_feed() -> None:
    page = parse(write(replace(OLD, page="javascript:alert(1)"), replace(OLD, page="old.html")))
    assert [link.get("href") for link in find_all(page, "//li//a")] == ["feed.xml", "old.html"]


def test_an_edition_without_a_page_leads_to_its_manifest() -> None:
    page = parse(write(entry_of(replace(EDITION, files=()))))
    assert [link.get("href") for link in find_all(page, "//ol//a")] == [f"{EDITION.stem}.manifest.json"]


def test_the_feed_is_found_by_programs_too() -> None:
    (link,) = find_all(parse(write(OLD)), "//link")
    assert (link.get("rel"), link.get("type"), link.get("href")) == ("alternate", "application/atom+xml", "feed.xml")


@given(st.lists(EDITIONS, max_size=3), st.text(st.characters(codec="utf-8"), min_size=1))
def test_no_words_become_markup_and_every_list_is_known_as_ours(editions: list[Edition], title: str) -> None:
    data = write(*map(entry_of, editions), title=title)
    page = parse(data)
    assert is_ours(data)
    assert len(find_all(page, "//ol/li")) == len(editions)
    assert find_all(page, "//script | //iframe | //*[@style]") == []


@pytest.mark.parametrize("page", [b"", b"<html>", b'<meta name="generator" content="Other">', b"\xff"])
def test_other_pages_are_not_ours(page: bytes) -> None:
    assert not is_ours(page)


@pytest.mark.parametrize(
    ("size", "said"), [(0, "0 kB"), (1, "1 kB"), (140_001, "141 kB"), (999_001, "1 MB"), (2_000_001, "3 MB")]
)
def test_sizes_are_rounded_up(size: int, said: str) -> None:
    assert say_size(EditionFile(name="a", format="pdf", sha256=HASH, size=size)) == said
