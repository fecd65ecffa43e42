"""The feed is valid Atom whatever the editions say, and reading it back loses nothing."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from briefing.distribute.feed import (
    Entry,
    Feed,
    find_day,
    identify_feed,
    make_entry,
    read_feed,
    sort_entries,
    write_feed,
)
from briefing.errors import CheckError
from briefing.model.edition import Edition, EditionFile
from tests.distribute.atom import A, find_faults
from tests.distribute.editions import EDITION, EDITIONS, HASH

DAY = dt.date(2024, 7, 1)
PAGE = EditionFile(name=f"{EDITION.stem}.html", format="html", sha256=HASH, size=9)
WITH_PAGE = replace(EDITION, files=(*EDITION.files, PAGE))
BASE = "https://briefs.example.org/fish/"
TITLES = st.text(min_size=1).filter(lambda text: text.isprintable() and bool(text.strip()))


def make_feed(*editions: Edition, base_url: str = BASE) -> Feed:
    entries = tuple(make_entry(each, DAY, base_url) for each in editions)
    return Feed(id=identify_feed("T", base_url), title="T", author="A", base_url=base_url, entries=entries)


def links(data: bytes, rel: str) -> list[tuple[str | None, str | None, str | None]]:
    found = etree.fromstring(data).iter(f"{A}link")
    return [(each.get("href"), each.get("type"), each.get("length")) for each in found if each.get("rel") == rel]


@pytest.mark.parametrize("base_url", [BASE, ""])
def test_a_feed_of_two_editions_is_valid(base_url: str):
    assert find_faults(write_feed(make_feed(WITH_PAGE, replace(EDITION, stem="other"), base_url=base_url))) == []


def test_the_rules_find_a_fault():
    data = (
        write_feed(make_feed(WITH_PAGE))
        .replace(b"<name>A</name>", b"<name> </name>")
        .replace(b"2024-07-01T", b"1 July")
    )
    assert {fault.partition(":")[0] for fault in find_faults(data)} == {"3.2.1", "3.3"}


@given(st.lists(EDITIONS, max_size=4, unique_by=lambda each: each.stem), TITLES, st.sampled_from([BASE, ""]))
def test_a_feed_is_valid_whatever_the_editions_say(editions: list[Edition], title: str, base_url: str):
    entries = tuple(make_entry(each, find_day(each) or DAY, base_url) for each in editions)
    feed = Feed(
        id=identify_feed(title, base_url), title=title, author=title, base_url=base_url, entries=sort_entries(entries)
    )
    data = write_feed(feed)
    assert find_faults(data) == []
    again = read_feed(data)
    assert [(each.id, each.stem, each.day) for each in again.entries] == [
        (each.id, each.stem, each.day) for each in feed.entries
    ]
    # What is only known from the feed stands in the next one as it stood in this.
    assert write_feed(replace(again, author=feed.author, title=feed.title)) == data


def test_an_entry_leads_to_the_page_and_to_each_file_with_its_size():
    data = write_feed(make_feed(WITH_PAGE))
    stem = BASE + EDITION.stem
    assert links(data, "alternate") == [(BASE, "text/html", None), (f"{stem}.html", "text/html", None)]
    assert links(data, "enclosure") == [
        (f"{stem}.pdf", "application/pdf", "1234"),
        (f"{stem}.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "0"),
    ]
    assert links(data, "describedby") == [(f"{stem}.manifest.json", "application/json", None)]
    assert links(data, "self") == [(f"{BASE}feed.xml", "application/atom+xml", None)]


def test_an_edition_without_a_page_leads_to_its_manifest():
    assert links(write_feed(make_feed(EDITION)), "alternate")[1][0] == f"{BASE}{EDITION.stem}.manifest.json"


def test_without_an_address_links_count_from_the_folder():
    data = write_feed(make_feed(WITH_PAGE, base_url=""))
    assert links(data, "alternate") == [("index.html", "text/html", None), (PAGE.name, "text/html", None)]


def test_ids_come_from_the_site_and_the_day_or_from_the_names():
    assert make_entry(EDITION, DAY, BASE).id == f"tag:briefs.example.org,2024-07-01:{EDITION.stem}"
    local = make_entry(EDITION, DAY, "")
    assert local.id.startswith("urn:uuid:")
    assert local.id == make_entry(replace(EDITION, title="other"), DAY, "").id
    assert local.id != make_entry(replace(EDITION, stem="other"), DAY, "").id
    assert make_entry(EDITION, DAY, BASE, "urn:x:1").id == "urn:x:1"


def test_the_summary_is_the_key_points():
    entry = etree.fromstring(write_feed(make_feed(WITH_PAGE))).find(f"{A}entry")
    assert entry is not None
    items = [item.text for item in entry.iter("{http://www.w3.org/1999/xhtml}li")]
    assert items == list(EDITION.key_points)
    assert entry.findtext(f"{A}title") == "Fish quotas in the northern waters (v1.1)"
    assert entry.findtext(f"{A}rights") == "CC BY 4.0"
    assert entry.findtext(f"{A}updated") == "2024-07-01T00:00:00Z"


def test_the_day_is_that_of_publication_else_the_cut_off():
    assert find_day(EDITION) == dt.date(2024, 7, 1)
    assert find_day(replace(EDITION, published=None)) == dt.date(2024, 6, 28)
    assert find_day(replace(EDITION, published=None, as_of=None)) is None


def test_entries_stand_newest_first():
    days = [(dt.date(2024, 1, 1), "b"), (dt.date(2024, 2, 1), "a"), (dt.date(2024, 2, 1), "c")]
    entries = tuple(Entry(id=stem, stem=stem, title="", day=day, page="") for day, stem in days)
    assert [entry.stem for entry in sort_entries(entries)] == ["c", "a", "b"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "damaged"),
        (b"<feed", "damaged"),
        (b"\xff\xfe\x00", "damaged"),
        (b"<feed/>", "not one that this program has written"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"><generator>Other</generator></feed>', "not one that this program"),
        (b'<!DOCTYPE feed [<!ENTITY a "b">]><feed xmlns="http://www.w3.org/2005/Atom">&a;</feed>', "document type"),
    ],
)
def test_what_is_no_feed_of_ours_is_refused(data: bytes, message: str):
    with pytest.raises(CheckError, match=message):
        read_feed(data)


@pytest.mark.parametrize("lost", [f"<id>tag:briefs.example.org,2024-07-01:{EDITION.stem}</id>", "2024-07-01T00:00:00Z"])
def test_a_damaged_entry_is_refused(lost: str):
    data = write_feed(make_feed(WITH_PAGE))
    assert lost.encode() in data
    with pytest.raises(CheckError, match="damaged"):
        read_feed(data.replace(lost.encode(), b""))


@given(st.binary(max_size=200), st.integers(0, 2000), st.integers(0, 40))
def test_no_bytes_bring_the_reader_down(junk: bytes, start: int, length: int):
    data = write_feed(make_feed(WITH_PAGE))
    for spoilt in (junk, data[:start] + junk + data[start + length :]):
        try:
            feed = read_feed(spoilt)
        except CheckError:
            continue
        write_feed(feed)
