"""The page holds the words of the document and no others, under ids that lead where they say."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.model.document import (
    BulletList,
    Callout,
    Column,
    Document,
    Emphasis,
    Fact,
    Facts,
    Fine,
    Heading,
    LineBreak,
    Link,
    Masthead,
    Note,
    OrderedList,
    Paragraph,
    Quoted,
    Signposts,
    Strong,
    Table,
    Tag,
    Text,
)
from briefing.render.characters import Sieve
from briefing.render.html.ledger import Anchors
from briefing.render.html.writer import write_html_page
from tests.render.html.pages import THEME, find_all, parse, read, write
from tests.render.samples import MASTHEAD, make_document, make_figure, make_spans, quote, say, text

TRICKY = st.text(
    st.one_of(
        st.sampled_from(list("<>&\"'=/!-;#[] \t\nab1é")),
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")),
    ),
    max_size=24,
)
PAGE = parse(write_html_page(make_document(), THEME)[0])


def fold(words: str) -> str:
    return " ".join(Sieve().clean(words).split())


# ---- words -----------------------------------------------------------------------------------------------------------


@given(TRICKY)
@example("</style><script>alert(1)</script>")
@example("<!--")
@example("&amp;")
def test_text_is_text_wherever_it_stands(words: str):
    cell = text(words)
    table = Table(caption=cell, columns=(Column(cell), Column(text("b"))), rows=((cell, text("x")),), legend=cell)
    inside = (Paragraph(cell), BulletList(((Paragraph(cell),),)), Facts((Fact(words, cell),)))
    page = parse(
        write(
            Heading(1, cell, "h"),
            Paragraph((Strong(cell), Emphasis(cell), Fine(cell), Quoted(words, cell), Note(1, cell))),
            table,
            Callout("box", inside),
            OrderedList(((Paragraph(cell), Paragraph(cell)),)),
        )
    )
    (main,) = find_all(page, "//main")
    (heading,) = find_all(main, ".//h2[@class='heading1'][1]")[:1]
    assert read(heading) == fold(words)
    assert [read(leaf) for leaf in find_all(main, ".//li/p | .//dt | .//dd | .//div/p[@class='body']")] == [
        fold(words) for _ in range(6)
    ]
    (quoted,) = find_all(main, ".//q")
    assert read(quoted) == fold(words)
    assert [read(note) for note in find_all(main, ".//li[@class='note']/span")] == [fold(words)]
    assert find_all(page, "//script") == []


@given(TRICKY, TRICKY)
def test_what_stands_above_and_below_is_text_too(words: str, other: str):
    masthead = Masthead(
        title=words or "T", subtitle=other, kicker=words, marking=other, edition=words, short_title=other, page=words
    )
    page = parse(write_html_page(Document(masthead=masthead, blocks=()), THEME)[0])
    (title,) = find_all(page, "//h1")
    assert read(title) == fold(words or "T")
    assert [read(each) for each in find_all(page, "//p[@class='marking']")] == [fold(other)] * (2 if other else 0)


def test_statements_are_quotations_under_their_ids():
    statements = find_all(PAGE, "//main//q")
    assert [each.get("id") for each in statements] == [
        "000:1.1", "002:4.1", "000:2.1", "000:3.1", "000:6.1", "000:7.1", "000:7.2", "000:1.1-2", "000:9.1",
    ]  # fmt: skip
    assert read(find_all(PAGE, "//q[@id='000:3.1']/text()[1]/..")[0]).startswith("Each helps the other | always.")


def test_a_statement_in_another_language_says_so():
    page = parse(write(say(Quoted("1:1.1", text("Oui."), "fr"), Quoted("1:1.2", text("Yes.")))))
    assert [(q.get("lang"), q.get("dir")) for q in find_all(page, "//q")] == [("fr", "auto"), (None, None)]
    assert page.get("lang") == "en-GB"


def test_what_we_put_into_a_quotation_is_an_insertion():
    page = parse(write(say(Quoted("1:1.1", (Text("On "), Text("[3 May]", "insertion"), Text(" …", "omission"))))))
    assert [read(each) for each in find_all(page, "//q/ins")] == ["[3 May]"]
    assert read(find_all(page, "//q")[0]) == "On [3 May] …"


def test_titles_are_cited_in_notes_and_stressed_elsewhere():
    title = (Emphasis(text("The Courier")),)
    page = parse(write(Paragraph((*title, Note(1, title)))))
    assert [each.tag for each in find_all(page, "//p/em | //li//cite")] == ["em", "cite"]


def test_a_tag_stands_apart_from_its_neighbours():
    words = (Text("a"), Tag("ALLEGED"), Text("b "), Tag("DENIAL"), Text(" c"), Tag("X"))
    assert read(find_all(parse(write(Paragraph(words))), "//main/p")[0]) == "a ALLEGED b DENIAL c X"


def test_a_forced_line_end_is_one():
    assert b"a<br>b" in write(Paragraph((Text("a"), LineBreak(), Text("b"))))


# ---- notes -----------------------------------------------------------------------------------------------------------


def test_a_mark_leads_to_its_note_and_the_note_back_to_the_statement():
    (mark,) = find_all(PAGE, "//sup[@id='mark-4']/a")
    (note,) = find_all(PAGE, "//li[@id='note-4']")
    assert (mark.get("href"), mark.text, mark.get("aria-label")) == ("#note-4", "4", "Note 4")
    assert note.get("value") == "4"
    (back,) = find_all(note, "./a")
    assert (back.get("href"), back.get("aria-label")) == ("#000:3.1", "Back to the statement of note 4")


def test_a_mark_after_no_statement_is_led_back_to_itself():
    first = say(Quoted("1:1.1", text("A.")))
    page = parse(write(first, Paragraph((Text("Ours."), Note(1, text("N."))))))
    assert find_all(page, "//li[@id='note-1']/a")[0].get("href") == "#mark-1"


def test_a_mark_opens_its_note_without_a_script():
    buttons = find_all(PAGE, "//sup/button")
    targets = [button.get("popovertarget") for button in buttons]
    peeks = find_all(PAGE, "//*[@popover]")
    assert targets == [peek.get("id") for peek in peeks] == [f"peek-{number}" for number in range(1, 10)]
    # Without a style sheet, or without popovers, neither is seen: the link is.
    assert all(each.get("hidden") is not None and read(each) == "" for each in buttons)
    assert all(peek.get("hidden") is not None for peek in peeks)
    notes = find_all(PAGE, "//li[@class='note']/span")
    assert [read(peek) for peek in peeks] == [f"{n}. {read(note)} All notes" for n, note in enumerate(notes, 1)]


def test_a_brief_without_notes_has_no_list_of_them():
    assert find_all(parse(write(Paragraph(text("a")))), "//section | //*[@popover]") == []


def test_a_pack_without_the_words_goes_without_them():
    silent = Signposts(skip="", notes="", note="", back="", listed="")
    document = Document(masthead=Masthead(title="T"), blocks=(say(*quote("1:1.1", "A.", 1)),), signposts=silent)
    page = parse(write_html_page(document, THEME)[0])
    assert find_all(page, "//h2 | //a[@class='skip'] | //p[@class='listed'] | //*[@aria-label]") == []
    assert [each.get("href") for each in find_all(page, "//a")] == ["#note-1", "#1:1.1"]


# ---- ids and headings ------------------------------------------------------------------------------------------------


def test_ids_are_unique_and_every_link_within_the_page_arrives():
    ids = [str(each.get("id")) for each in find_all(PAGE, "//*[@id]")]
    assert len(ids) == len(set(ids))
    assert not any(re.search(r"\s", each) for each in ids)
    for attribute in ("popovertarget", "aria-labelledby"):
        assert {each.get(attribute) for each in find_all(PAGE, f"//*[@{attribute}]")} <= set(ids)
    inner = [str(each.get("href")) for each in find_all(PAGE, "//a[starts-with(@href, '#')]")]
    assert {each.removeprefix("#") for each in inner} <= set(ids)


@given(st.lists(st.text(st.sampled_from("a- 12n\u00e9"), max_size=6), max_size=12))
@example(["note-1", "brief", "a", "a", "a-2", "a", "notes", "peek-2", " "])
def test_every_claim_gives_an_id_that_is_nobody_elses(wanted: list[str]):
    anchors = Anchors()
    given_ids = [anchors.claim(each) for each in wanted]
    assert len(set(given_ids)) == len(given_ids)
    assert all(each and not re.search(r"\s", each) for each in given_ids)
    assert not {"brief", "notes", "note-1", "peek-2"} & set(given_ids)


def test_headings_leave_out_no_level():
    page = parse(write(Heading(3, text("a"), "a"), Heading(1, text("b"), "b"), Heading(3, text("c"), "c")))
    assert [each.tag for each in find_all(page, "//h1 | //h2 | //h3 | //h4")] == ["h1", "h2", "h2", "h3"]


def test_key_points_are_a_landmark_under_their_heading():
    (box,) = find_all(PAGE, "//section[@aria-labelledby='key-points']")
    assert box.get("class") == "box key-points"
    assert find_all(PAGE, "//div[@class='box box']") != []


def test_the_first_link_skips_to_the_brief():
    first = find_all(PAGE, "//body//a")[0]
    assert (first.get("href"), read(first)) == ("#brief", "Skip to the brief")
    assert [each.get("id") for each in find_all(PAGE, "//main")] == ["brief"]


def test_a_long_document_lists_its_contents_before_its_first_section():
    sections = [Heading(1, text("One"), "one"), Heading(2, text("Two"), "two"), Heading(3, text("No"), "no")]
    blocks = (Paragraph(text("before")), *sections, Heading(1, text("Three"), "three"), Paragraph(text("w " * 3000)))
    masthead = Masthead(title="T", contents="Contents")
    page = parse(write_html_page(Document(masthead=masthead, blocks=blocks), THEME)[0])
    (contents,) = find_all(page, "//nav")
    entries = [(each.get("href"), read(each)) for each in find_all(contents, ".//a")]
    assert entries == [("#one", "One"), ("#two", "Two"), ("#three", "Three")]
    assert [each.tag for each in find_all(page, "//main/*")][:3] == ["p", "nav", "h2"]
    short = Document(masthead=masthead, blocks=blocks[:-1])
    assert find_all(parse(write_html_page(short, THEME)[0]), "//nav") == []


# ---- tables, lists, facts, figures -----------------------------------------------------------------------------------


def test_a_table_says_what_heads_what():
    table = find_all(PAGE, "//table")[0]
    assert read(find_all(table, "./caption")[0]) == "Table 1. Terms"
    assert [(each.get("scope"), read(each)) for each in find_all(table, ".//th")] == [
        ("col", "Provision"), ("col", "As reported"), ("row", "Signature"), ("row", "Defence"),
    ]  # fmt: skip
    assert {each.get("role") for each in find_all(table, ".//*[@role]")} == {
        "rowgroup", "row", "columnheader", "rowheader", "cell", "doc-noteref",
    }  # fmt: skip
    assert [each.get("data-head") for each in find_all(table, ".//td")] == ["As reported"] * 2
    (legend,) = find_all(table, "following-sibling::*[1]")
    assert (legend.get("class"), read(legend)) == ("legend", "Signed is not in force.")


def test_cells_without_words_head_nothing():
    table = Table(
        caption=(), columns=(Column(()), Column(text("B")), Column(text("C"))), rows=((text(""), text("b"), ()),)
    )
    found = find_all(parse(write(table)), "//table")[0]
    assert [(each.tag, read(each)) for each in find_all(found, ".//th | .//td")] == [
        ("td", ""), ("th", "B"), ("th", "C"), ("td", ""), ("td", "b"), ("td", ""),
    ]  # fmt: skip
    assert found.get("class") == "grid wide"
    bare = Table(caption=(), columns=(Column(()),), rows=((text("a"),),))
    assert find_all(parse(write(bare)), "//thead | //caption") == []


def test_cells_are_over_the_columns_and_rows_that_they_should_be():
    shares = tuple(replace(column, share=0.25) for column in make_spans().columns)
    page = parse(write(replace(make_spans(), columns=shares)))
    (table,) = find_all(page, "//table")
    spans = [
        [(each.get("colspan"), each.get("rowspan")) for each in find_all(row, "./th|./td")]
        for row in find_all(table, ".//tr")
    ]
    one = (None, None)
    assert spans == [
        [one, ("2", None), one],
        [(None, "2"), one, one, one],
        [("3", None)],
        [one, one, one, (None, "2")],
        [one, ("2", None)],
        [("3", None), one],
    ]
    assert {each.get("data-head") for each in find_all(table, ".//td")} == {"What was said", "Status"}
    assert len(find_all(table, "./colgroup/col")) == 4
    assert ".table-1 col:nth-child(1){width:25.00%}" in read(find_all(page, "//style")[0])


def test_notes_of_a_table_are_counted_as_they_are_read():
    marks = [(Note(number, text(f"n{number}")),) for number in range(1, 5)]
    table = Table(caption=marks[0], columns=(Column(marks[1]),), rows=((marks[2],),), legend=marks[3])
    page = parse(write(table))
    assert [read(each) for each in find_all(page, "//li[@class='note']/span")] == ["n1", "n2", "n3", "n4"]


def test_columns_have_their_shares_where_there_is_room():
    sheet = find_all(PAGE, "//style")[0].text or ""
    assert "@media print,(min-width:40rem){.table-1 th:nth-child(1),.table-1 td:nth-child(1){width:25.00%}" in sheet
    assert find_all(PAGE, "//*[@style]") == []


def test_a_list_starts_where_it_says():
    page = parse(write(OrderedList(((Paragraph(text("a")),),), start=4), OrderedList(((Paragraph(text("b")),),))))
    assert [each.get("start") for each in find_all(page, "//ol")] == ["4", None]


def test_facts_are_pairs():
    (facts,) = find_all(PAGE, "//dl")
    assert [(read(d.xpath("dt")[0]), read(d.xpath("dd")[0])) for d in find_all(facts, "div")] == [
        ("Published", "1 July 2031"), ("Rests on", "two sources (one kept)"),
    ]  # fmt: skip
    assert find_all(parse(write(Facts(()))), "//dl") == []


def test_a_picture_is_within_the_page_with_its_words():
    figure = make_figure(share=0.5)
    page = parse(write(figure, make_figure()))
    first, second = find_all(page, "//figure/img")
    assert str(first.get("src")).startswith("data:image/png;base64,iVBOR")
    assert (first.get("alt"), first.get("width"), first.get("height")) == ("A map of <both> & the strait", "60", "30")
    assert (first.get("class"), second.get("class")) == ("figure-1", "whole")
    assert ".figure-1{width:50.00%}" in (find_all(page, "//style")[0].text or "")
    assert [each.tag for each in find_all(page, "//figure[1]/*")] == ["figcaption", "img", "p"]


def test_a_picture_that_cannot_be_read_is_told_in_words():
    document = Document(masthead=MASTHEAD, blocks=(make_figure(b"none", caption=(), source=()),))
    data, findings = write_html_page(document, THEME)
    assert [read(each) for each in find_all(parse(data), "//figure/p")] == ["A map of <both> & the strait"]
    assert [finding.code for finding in findings] == ["picture-unreadable"]


# ---- links and the file itself ---------------------------------------------------------------------------------------


def test_a_link_is_a_link_and_no_other_scheme_is():
    good, bare = Link("https://example.org/a?b=1&c=2", text("[x]")), Link("https://a.org/", text("https://a.org/"))
    document = Document(masthead=MASTHEAD, blocks=(Paragraph((good, bare, Link("javascript:x", text("y")))),))
    data, findings = write_html_page(document, THEME)
    links = find_all(parse(data), "//main//a")
    assert [(each.get("href"), each.get("class")) for each in links] == [
        ("https://example.org/a?b=1&c=2", "named"), ("https://a.org/", None),
    ]  # fmt: skip
    assert [finding.code for finding in findings] == ["link-refused"]


def test_characters_that_no_page_holds_are_counted_once():
    document = Document(masthead=MASTHEAD, blocks=(Paragraph((Text("a\x00b"), Note(1, text("\ufffe")))),))
    data, findings = write_html_page(document, THEME)
    assert "\x00" not in data.decode()
    assert [finding.message for finding in findings] == ["2 characters that no HTML file can hold left out"]


def test_nothing_is_fetched_and_nothing_runs():
    loads = {each.get("href") or each.get("src") for each in find_all(PAGE, "//link | //script | //img | //iframe")}
    assert {str(each).partition(":")[0] for each in loads} == {"http", "data"}
    assert [each.get("rel") for each in find_all(PAGE, "//link")] == ["schema.dcterms"]
    assert b"url(" not in write_html_page(make_document(), THEME)[0]
    assert b"@import" not in write_html_page(make_document(), THEME)[0]


def test_the_evidence_is_data_that_comes_out_as_it_went_in():
    record = '{"a":"</script><!-- \u2028 \x7f","b":1}'
    page = parse(write_html_page(Document(masthead=MASTHEAD, blocks=(), record=record), THEME)[0])
    (data,) = find_all(page, "//script")
    assert (data.get("type"), data.get("id")) == ("application/json", "evidence")
    assert json.loads(data.text or "") == json.loads(record)


def test_catalogues_find_their_facts():
    metas = [(each.get("name"), each.get("content")) for each in find_all(PAGE, "//meta[@name]")]
    facts = {str(name): content for name, content in metas}
    assert facts["author"] == "Ana Ruiz, Jonas Feld"
    assert facts["dcterms.date"] == "2031-06-28"
    assert facts["dcterms.accessRights"] == "TLP:AMBER+STRICT"
    assert [content for name, content in metas if name == "dcterms.creator"] == ["Ana Ruiz", "Jonas Feld"]
    assert read(find_all(PAGE, "//title")[0]) == MASTHEAD.title


@pytest.mark.parametrize("path", ["//header//p[@class='marking']", "//footer//p[@class='marking']"])
def test_the_marking_stands_above_and_below(path: str):
    assert [read(each) for each in find_all(PAGE, path)] == ["TLP:AMBER+STRICT"]


def test_a_draft_says_so_before_everything_else_and_a_copy_whose_it_is():
    masthead = Masthead(title="T", notice="DRAFT, not for citation", copy="Copy 3 of 12: A. Ruiz", edition="v1.0")
    page = parse(write_html_page(Document(masthead=masthead, blocks=(Paragraph(text("a")),)), THEME)[0])
    assert [read(each) for each in find_all(page, "//main/p")] == ["DRAFT, not for citation", "a"]
    assert [read(each) for each in find_all(page, "//footer/p")] == ["v1.0", "Copy 3 of 12: A. Ruiz"]
