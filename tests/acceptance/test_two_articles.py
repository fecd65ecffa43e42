"""The brief of two real articles, built without a brief.toml: sentences, marks, notes and speakers.

Sentences are named by address and their words are read from the articles themselves.
"""

import re

import pytest

from briefing.model.artifact import Format
from tests.acceptance.articles import (
    TITLES,
    named_sources,
    note_of,
    quoted_parts,
    source_text,
    stands_in,
)
from tests.acceptance.builds import FORMATS, Built
from tests.acceptance.delivered import Delivered, fold, read_docx_paragraphs

pytestmark = pytest.mark.slow

SET_ASIDE = ["000:12.1", "002:1.1", "002:2.1", "002:3.2", "002:11.1", "002:12.1"]
OPINIONS = ["000:2.1", "000:2.2", "000:3.1", "000:7.1", "000:11.1", "000:13.1", "000:14.1", "000:15.1", "002:8.1"]
LEANING = re.compile(r"(?:This|These|Their|In response|He)\b(?! week)")
"""How a sentence opens that needs the one before it."""
MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
DAY = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:{MONTH})\b(?: \d{{4}})?|\b(?:{MONTH}) \d{{1,2}}\b(?:, \d{{4}})?")


# ---- stitching and what is set aside ---------------------------------------------------------------------------------


def test_the_sentence_cut_after_an_abbreviation_is_one_again(articles: Built) -> None:
    row = articles.rows["002:9.2"]
    assert str(row["text"]).startswith("U.S. Secretary of State Antony Blinken ")
    assert str(row["text"]).endswith(" offensive.")
    assert (row["section"], row["speaker"]) == ("western-response", "Antony Blinken")


def test_the_note_of_a_stitched_sentence_names_both_paragraphs(articles: Built) -> None:
    notes = note_of(articles, "002:9.2")
    assert notes
    assert all(re.search(r"paras\. 9[–-]10\b", note) for note in notes)


@pytest.mark.parametrize("name", FORMATS)
def test_no_statement_ends_inside_an_abbreviation(articles: Built, name: Format) -> None:
    assert [cited for cited in articles.delivered[name].statements if cited.text.rstrip().endswith("U.S.")] == []


def test_what_belongs_to_the_page_is_set_aside_with_a_reason(articles: Built) -> None:
    assert [address for address, row in articles.rows.items() if row["set_aside"]] == SET_ASIDE
    assert not any(articles.rows[address]["selected"] or articles.rows[address]["withheld"] for address in SET_ASIDE)


@pytest.mark.parametrize("address", SET_ASIDE)
def test_what_is_set_aside_is_no_statement_in_any_file(articles: Built, address: str) -> None:
    words = fold(articles.text_of(address))
    for name in FORMATS:
        assert not [cited for cited in articles.delivered[name].statements if words in fold(cited.text)]


@pytest.mark.parametrize("words", ["KORMILITSYNA", "initially covered", "*****", "Additional Coverage", "Read More"])
@pytest.mark.parametrize("name", FORMATS)
def test_credits_labels_and_prompts_stand_nowhere_in_a_file(articles: Built, name: Format, words: str) -> None:
    assert words.casefold() not in fold(articles.delivered[name].text).casefold()


def test_the_headline_stands_in_notes_and_in_the_list_of_sources_only(articles: Built) -> None:
    headline = articles.text_of("002:1.1")
    paragraphs = read_docx_paragraphs(articles.files["docx"])
    sources = len(paragraphs) - 1 - paragraphs[::-1].index("Sources")
    holding = [number for number, paragraph in enumerate(paragraphs) if headline in paragraph]
    assert len(holding) == 1
    assert holding[0] > sources
    assert any(headline in note for note in articles.delivered["docx"].notes.values())


# ---- units -----------------------------------------------------------------------------------------------------------


def test_the_articles_hold_thirty_two_sentences_and_six_units_set_aside(articles: Built) -> None:
    assert len(articles.rows) == 38
    assert sum(row["set_aside"] is None for row in articles.rows.values()) == 32


def test_the_units_are_the_articles_word_for_word(articles: Built) -> None:
    for source in TITLES:
        units = [str(row["text"]) for address, row in articles.rows.items() if address.startswith(f"{source}:")]
        assert " ".join(units) == source_text(articles, source)


def test_every_non_empty_block_is_counted(articles: Built) -> None:
    counted = {str(document.id): len(document.blocks) for document in articles.assembly.analysis.sources}
    assert counted == {"000": 15, "002": 12}


def test_lines_without_end_marks_are_not_run_together(articles: Built) -> None:
    assert articles.text_of("000:14.1")[-1].isalpha()
    assert articles.text_of("000:15.1").startswith("Putin is ")
    assert articles.text_of("002:1.1").endswith("Claims")
    assert articles.text_of("002:2.1").endswith("Coverage:")


def test_a_colon_before_a_capital_ends_no_sentence(articles: Built) -> None:
    assert "world: A patchwork" in articles.text_of("000:3.1")
    assert "000:3.2" not in articles.rows


def test_two_men_of_one_family_name_are_two_persons(articles: Built) -> None:
    speakers = {str(row["speaker"]) for row in articles.rows.values() if row["speaker"]}
    assert not speakers & {"Kim Il-sung", "Kim Il", "Un", "Jong Un", "Kim Jong"}
    assert {name for name in speakers if "Kim" in name or name.endswith("Un")} <= {"Kim Jong Un"}
    assert articles.rows["000:5.1"]["speaker"] == "Kim Jong Un"


def test_no_label_is_the_last_part_of_a_name_that_comes_first(articles: Built) -> None:
    labels = {point.label.text for _, point in articles.points if point.label is not None}
    assert not labels & {"Un", "Jong Un", "Il-sung"}


# ---- marks and notes -------------------------------------------------------------------------------------------------


def test_every_statement_of_the_brief_stands_in_its_source(articles: Built) -> None:
    for (_, point), cited in zip(articles.points, articles.statements, strict=True):
        (source,) = {address.partition(":")[0] for address in point.addresses}
        assert quoted_parts(cited.text)
        assert stands_in(cited.text, source_text(articles, source)), cited


def test_every_statement_of_the_word_file_stands_in_the_source_that_its_note_names_first(articles: Built) -> None:
    delivered = articles.delivered["docx"]
    for cited in delivered.statements:
        named = named_sources(articles, delivered.notes[cited.mark])
        assert quoted_parts(cited.text)
        assert stands_in(cited.text, source_text(articles, named[0])), cited


def test_every_note_names_the_source_of_the_words_first_and_its_twins_after(articles: Built) -> None:
    notes = articles.delivered["docx"].notes
    for (_, point), cited in zip(articles.points, articles.statements, strict=True):
        expected = list(dict.fromkeys(str(citation.source) for citation in point.note.citations))
        assert point.addresses[0].partition(":")[0] == expected[0]
        assert named_sources(articles, notes[cited.mark]) == expected


@pytest.mark.parametrize("name", FORMATS)
def test_marks_and_notes_run_from_one_without_a_gap(articles: Built, name: Format) -> None:
    delivered = articles.delivered[name]
    assert delivered.marks == list(delivered.notes) == list(range(1, len(articles.points) + 1))


def test_the_three_files_bear_the_same_statements_and_notes(articles: Built) -> None:
    first, *others = (_compare(articles.delivered[name]) for name in FORMATS)
    assert all(other == first for other in others)


def _compare(delivered: Delivered) -> tuple[list[tuple[int, str]], dict[int, str]]:
    statements = [(cited.mark, fold(cited.text)) for cited in delivered.statements]
    return statements, {number: fold(note) for number, note in delivered.notes.items()}


# ---- corroboration ---------------------------------------------------------------------------------------------------


def test_the_defence_clause_is_a_treaty_term_under_one_note_with_both_articles(articles: Built) -> None:
    assert articles.rows["000:6.1"]["section"] == articles.rows["002:5.1"]["section"] == "treaty-terms"
    notes = [*note_of(articles, "000:6.1"), *note_of(articles, "002:5.1")]
    assert notes
    assert all(sorted(named_sources(articles, note)) == ["000", "002"] for note in notes)


def test_who_reported_the_clause_is_named_in_its_note_or_beside_it(articles: Built) -> None:
    for address in ("000:6.1", "002:5.1"):
        for _, _, cited in articles.find(address):
            assert "TASS" in cited.text + articles.delivered["docx"].notes[cited.mark]


def test_the_munitions_are_military_cooperation_under_a_note_with_both_articles(articles: Built) -> None:
    assert articles.rows["000:8.3"]["section"] == articles.rows["002:7.2"]["section"] == "military-cooperation"
    notes = [*note_of(articles, "000:8.3"), *note_of(articles, "002:7.2")]
    assert notes
    assert all(sorted(named_sources(articles, note)) == ["000", "002"] for note in notes)


def test_the_note_of_the_signature_names_both_articles(articles: Built) -> None:
    notes = note_of(articles, "002:3.1")
    assert notes
    assert all(named_sources(articles, note) == ["002", "000"] for note in notes)


@pytest.mark.parametrize(
    "pair", [("000:15.1", "002:9.2"), ("000:3.1", "002:6.1"), ("000:9.2", "002:7.3"), ("000:11.1", "002:9.2")]
)
def test_sentences_that_only_sound_alike_are_not_the_same_fact(articles: Built, pair: tuple[str, str]) -> None:
    assert set(pair) not in [{match.left, match.right} for match in articles.assembly.analysis.matches]


# ---- the pledge of troops --------------------------------------------------------------------------------------------


def test_the_pledge_is_alleged_and_stands_under_military_cooperation_or_nowhere(articles: Built) -> None:
    assert articles.rows["000:10.1"]["status"] == "alleged"
    places = {place for place, _, _ in articles.find("000:10.1")}
    assert places <= {"military-cooperation", "summary"}


def test_the_pledge_never_stands_without_its_tag(articles: Built) -> None:
    assert all(point.tag == "tag-alleged" for _, point, _ in articles.find("000:10.1"))
    markdown = articles.files["md"].decode("utf-8")
    lines = [line for line in markdown.splitlines() if "Pyongyang allegedly pledged" in line]
    assert len(lines) == len(articles.find("000:10.1"))
    assert all("**[ALLEGED]** This week" in line for line in lines)


def test_the_pledge_is_never_reworded(articles: Built) -> None:
    words = articles.text_of("000:10.1").removeprefix("This week")
    assert all(words in cited.text for _, _, cited in articles.find("000:10.1"))


@pytest.mark.parametrize("name", FORMATS)
def test_no_day_is_stated_but_the_signing_and_the_week_worked_out_from_it(articles: Built, name: Format) -> None:
    found = set(DAY.findall(fold(articles.delivered[name].text)))
    assert found <= {"19 June 2024", "June 19, 2024", "24 June 2024"}
    weeks = re.findall(r"(.{12})24 June 2024", fold(articles.delivered[name].text))
    assert all(words == "the week of " for words in weeks)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("wrong", ["26 June", "June 26", "2048", "June 2000", "23 June", "June 24, 2024"])
def test_no_date_is_made_up(articles: Built, name: Format, wrong: str) -> None:
    assert wrong not in fold(articles.delivered[name].text)


def test_last_week_and_this_week_are_dated_by_the_article_that_gives_the_day(articles: Built) -> None:
    dated = {"000:1.1": "Last week [on 19 June 2024],", "000:10.1": "This week [in the week of 24 June 2024],"}
    for address, opening in dated.items():
        assert all(cited.text.startswith(opening) for _, _, cited in articles.find(address))
        assert all("date inferred from “Putin and Kim" in note for note in note_of(articles, address))


def test_since_then_bears_its_year_in_brackets(articles: Built) -> None:
    printed = articles.find("000:8.3")
    assert printed
    assert all(cited.text.startswith("Since [2022], Moscow") for _, _, cited in printed)


# ---- speakers, status, labels ----------------------------------------------------------------------------------------


def test_the_expert_speaks_under_analyst_views_with_his_university(articles: Built) -> None:
    assert [place for place, _, _ in articles.find("002:6.1")] == ["analyst-views"]
    _, point, cited = articles.find("002:6.1")[0]
    label = f"{point.label.text if point.label else ''} {point.qualifier.text if point.qualifier else ''}"
    assert "Duke University" in label + cited.text


def test_the_expert_is_recognised_by_his_last_name_at_the_end_of_a_sentence(articles: Built) -> None:
    assert articles.rows["002:7.1"]["speaker"] == "Simon Miles"


def test_the_intelligence_sources_speak_and_only_allege(articles: Built) -> None:
    row = articles.rows["002:10.1"]
    assert (row["speaker"], row["status"]) == ("U.S. intelligence sources", "alleged")


def test_the_opening_connective_is_gone_with_a_mark_or_has_its_sentence_before_it(articles: Built) -> None:
    printed = articles.find("002:10.1")
    assert printed
    for _, point, cited in printed:
        assert cited.text.startswith("… U.S. intelligence sources") or "002:9.2" in point.addresses


@pytest.mark.parametrize("address", OPINIONS)
def test_a_judgement_is_an_opinion_and_stays_out_of_the_box(articles: Built, address: str) -> None:
    assert articles.rows[address]["status"] == "opinion"
    printed = articles.find(address)
    assert all(place == "analyst-views" and point.label is not None for place, point, _ in printed)


# ---- leaning ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMATS)
def test_no_statement_opens_on_a_word_that_needs_the_sentence_before(articles: Built, name: Format) -> None:
    texts = [cited.text.lstrip("… ") for cited in articles.delivered[name].statements]
    assert [text for text in texts if LEANING.match(text)] == []


def test_a_leaning_sentence_follows_its_predecessor_or_is_withheld_as_leaning(articles: Built) -> None:
    addresses = list(articles.rows)
    leaning = [a for a in addresses if LEANING.match(articles.text_of(a)) and not articles.rows[a]["set_aside"]]
    assert len(leaning) >= 8
    for address in leaning:
        before = addresses[addresses.index(address) - 1]
        if articles.rows[address]["selected"]:
            printed = [[str(a) for a in point.addresses] for _, point, _ in articles.find(address)]
            assert all(statement[statement.index(address) - 1] == before for statement in printed)
        else:
            assert articles.rows[address]["withheld"] == "leans", address
