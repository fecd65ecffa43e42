"""The brief of two real articles as a whole: its key points, its method, its account and its chronology."""

import datetime as dt
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.model.artifact import Format
from tests.acceptance.articles import (
    TITLES,
    body_texts,
    file_of,
    numbers_in,
)
from tests.acceptance.builds import FORMATS, Built
from tests.acceptance.delivered import fold

pytestmark = pytest.mark.slow

NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten dozen dozens hundred hundreds thousand thousands million millions "
    "billion billions half third".split()
)


# ---- key points ------------------------------------------------------------------------------------------------------


def test_there_are_three_to_five_key_points_of_at_most_fifty_words(articles: Built) -> None:
    box = articles.texts("summary")
    assert 3 <= len(box) <= 5
    assert max(len(text.split()) for text in box) <= 50


def test_key_points_are_distinct_facts(articles: Built) -> None:
    pairs = [{match.left, match.right} for match in articles.assembly.analysis.matches]
    told = [address for place, point in articles.points if place == "summary" for address in point.addresses]
    assert len(told) == len(set(told))
    assert not [pair for pair in pairs if pair <= set(told)]


@pytest.mark.parametrize(
    "addresses",
    [("002:3.1", "000:1.1", "002:4.1"), ("000:6.1", "002:5.1"), ("000:8.3", "002:7.2"), ("002:9.2",)],
    ids=["signing", "clause", "munitions", "Blinken"],
)
def test_the_box_tells_what_the_brief_is_about(articles: Built, addresses: tuple[str, ...]) -> None:
    assert "summary" in {place for address in addresses for place, _, _ in articles.find(address)}


def test_each_key_point_recurs_in_the_body_as_a_fact(articles: Built) -> None:
    pairs = [(match.left, match.right) for match in articles.assembly.analysis.matches]
    body = {address for place, point in articles.points if place != "summary" for address in point.addresses}
    for place, point in articles.points:
        if place == "summary":
            same = {b if a in point.addresses else a for a, b in pairs if {a, b} & set(point.addresses)}
            assert body & ({*point.addresses} | same), point.addresses


def test_every_figure_and_year_of_the_box_is_in_the_body(articles: Built) -> None:
    box, body = " ".join(articles.texts("summary")), " ".join(body_texts(articles))
    assert numbers_in(box)
    assert numbers_in(box) <= numbers_in(body)


def test_every_number_word_of_the_box_is_in_the_body(articles: Built) -> None:
    box, body = (
        set(re.findall(r"[a-z]+", " ".join(t).lower())) for t in (articles.texts("summary"), body_texts(articles))
    )
    assert box & NUMBER_WORDS <= body


# ---- sources and method ----------------------------------------------------------------------------------------------


def test_no_disagreement_is_found_and_the_brief_says_so(articles: Built) -> None:
    assert articles.assembly.analysis.disagreements == ()
    for name in FORMATS:
        assert "No disagreement between the sources was found" in " ".join(articles.delivered[name].text.split())


def test_the_brief_says_on_how_many_items_it_rests_and_that_none_is_dated(articles: Built) -> None:
    for name in FORMATS:
        text = " ".join(articles.delivered[name].text.split())
        assert "rests on two items" in text
        assert "No item states its date." in text


def test_whose_reporting_an_article_carries_is_its_origin(articles: Built) -> None:
    via = {str(document.id): document.reference.via for document in articles.assembly.analysis.sources}
    assert via == {"000": None, "002": "Business Insider"}
    first = next(note for note in articles.delivered["docx"].notes.values() if file_of(articles, "002") in note)
    assert "Business Insider" in first


def test_neither_article_is_given_a_date(articles: Built) -> None:
    assert [document.reference.date for document in articles.assembly.analysis.sources] == [None, None]


def test_no_note_bears_an_author_a_publisher_or_a_year(articles: Built) -> None:
    references = [document.reference for document in articles.assembly.analysis.sources]
    assert [(reference.authors, reference.publisher) for reference in references] == [((), None), ((), None)]
    for note in articles.delivered["docx"].notes.values():
        assert not re.search(r"\b(?:19|20)\d\d\b", note), note
    for source in TITLES:
        first = next(n for n in articles.delivered["docx"].notes.values() if file_of(articles, source) in n)
        assert "author, publisher and date not stated" in first


def test_no_cut_off_is_made_up(articles: Built) -> None:
    assert articles.assembly.settings.as_of is None
    assert articles.assembly.settings.published is None
    facts = {fact.label: fact.value for fact in articles.assembly.brief.facts}
    assert facts["Latest date in the sources"] == "19 June 2024"
    assert not {"Information as of", "Published"} & set(facts)
    assert articles.document.properties.date == dt.date(1980, 1, 1)


@pytest.mark.parametrize("word", ["kind", "title", "parties", "date"])
def test_what_was_not_given_is_a_finding(articles: Built, word: str) -> None:
    assert [finding for finding in articles.findings if word in finding.message]


@pytest.mark.parametrize("source", ["000", "002"])
def test_each_article_has_a_finding_for_what_it_does_not_state(articles: Built, source: str) -> None:
    messages = [f.message for f in articles.findings if f.place == file_of(articles, source)]
    assert any("kind" in message and "date" in message for message in messages)


# ---- the account -----------------------------------------------------------------------------------------------------


def test_every_unit_is_printed_withheld_or_set_aside_and_only_one_of_them(articles: Built) -> None:
    for address, row in articles.rows.items():
        fates = [bool(row["selected"]), row["withheld"] is not None, row["set_aside"] is not None]
        assert sum(fates) == 1, address


def test_the_account_in_the_brief_is_the_account_of_the_rows(articles: Built) -> None:
    rows = articles.rows.values()
    printed = sum(bool(row["selected"]) for row in rows)
    withheld = sum(row["withheld"] is not None for row in rows)
    aside = sum(row["set_aside"] is not None for row in rows)
    words = f"hold {len(rows)} sentences: {printed} are printed, {withheld} are withheld and {aside} are set aside"
    for name in FORMATS:
        assert words in " ".join(articles.delivered[name].text.split())


@pytest.mark.parametrize("name", FORMATS)
def test_no_withheld_sentence_stands_in_a_file(articles: Built, name: Format) -> None:
    text = fold(articles.delivered[name].text)
    assert [a for a, row in articles.rows.items() if row["withheld"] and fold(articles.text_of(a)) in text] == []


def test_the_command_line_explains_what_the_library_does(articles: Built, material: Path) -> None:
    command = [sys.executable, "-m", "briefing", "explain", str(material / "sources"), "--json"]
    outcome = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert outcome.returncode == 0, outcome.stderr
    rows = [json.loads(line) for line in outcome.stdout.splitlines()]
    assert {row["address"]: row for row in rows} == {a: dict(row) for a, row in articles.rows.items()}


# ---- the chronology --------------------------------------------------------------------------------------------------


def test_the_chronology_runs_from_2022_to_the_signing(articles: Built) -> None:
    dates = [entry.date.text for entry in articles.assembly.brief.chronology]
    places = [dates.index(date) for date in ("2022", "February 2024", "19 June 2024")]
    assert places == sorted(places)


@pytest.mark.parametrize("name", FORMATS)
def test_each_file_prints_the_chronology_in_order(articles: Built, name: Format) -> None:
    text = fold(articles.delivered[name].text)
    texts = [fold(cited.text) for cited in articles.delivered[name].statements][-len(articles.texts("chronology")) :]
    assert texts == [fold(statement) for statement in articles.texts("chronology")]
    assert all(statement in text or name == "pdf" for statement in texts)


@pytest.mark.parametrize("words", ["Last week", "Cold War", "24 years", "today"])
def test_words_that_date_nothing_make_no_row(articles: Built, words: str) -> None:
    assert not [statement for statement in articles.texts("chronology") if words.lower() in statement.lower()]
