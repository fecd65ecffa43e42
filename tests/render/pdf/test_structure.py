"""The structure tree of the finished file, read back."""

import pytest

from briefing.model.document import (
    BulletList,
    Callout,
    Column,
    Document,
    Heading,
    Link,
    Note,
    Paragraph,
    Quoted,
    Table,
    Text,
)
from briefing.render.pdf.writer import write_pdf
from tests.render.pdf.builders import document, make_sheet, make_theme, note, statement, words
from tests.render.pdf.checks import check_file
from tests.render.pdf.reading import Node, read_file, read_tree
from tests.render.pdf.test_writer import make_brief

THEME = make_theme()


@pytest.fixture(scope="module")
def tree() -> Node:
    return check_file(write_pdf(make_brief(), THEME)[0])


def set_tree(*blocks: object, title: str = "Title") -> Node:
    data, _ = write_pdf(document(*blocks, title=title), THEME)  # type: ignore[arg-type]  # tests name blocks alone
    return check_file(data)


def test_the_document_begins_with_its_issuer_its_marking_and_its_title(tree: Node) -> None:
    assert [kid.tag for kid in tree.kids][:5] == ["P", "P", "H1", "P", "L"]


def test_each_heading_of_the_first_level_opens_a_section() -> None:
    tree = set_tree(
        statement("a"),
        Heading(1, (Text("One"),), "1"),
        Heading(2, (Text("Under"),), "2"),
        statement("b"),
        Heading(1, (Text("Two"),), "3"),
    )
    assert tree.outline() == ("Document", "H1", "P", ("Sect", "H2", "H3", "P"), ("Sect", "H2"))


def test_no_level_of_headings_is_left_out() -> None:
    tree = set_tree(Heading(3, (Text("Deep"),), "1"), Heading(3, (Text("Deep"),), "2"), title="")
    assert tree.outline() == ("Document", "H1", "H2")


def test_a_list_has_items_with_label_and_body() -> None:
    tree = set_tree(BulletList(((statement("a"), BulletList(((statement("b"),),))), ())), title="")
    inner = ("L", ("LI", "Lbl", ("LBody", "P")))
    assert tree.outline() == ("Document", ("L", ("LI", "Lbl", ("LBody", "P", inner)), ("LI", "Lbl", "LBody")))


def test_a_statement_is_a_quotation_with_its_id_and_a_mark_leads_to_its_note() -> None:
    tree = set_tree(statement(Quoted("a:1.1", (Text("Words"), note(1), Text(" and more")))), title="")
    mark = ("Reference", "Link")
    assert tree.outline() == ("Document", ("P", ("Quote", mark)), ("Note", ("Lbl", "Link"), "P"))
    assert tree.find("Quote")[0].entries["ID"] == "a:1.1"
    assert tree.find("Note")[0].entries["ID"] == "note-1"


def test_a_statement_printed_again_has_an_id_of_its_own() -> None:
    again = statement(Quoted("a:1.1", (Text("Words"),)))
    tree = set_tree(again, again)
    assert [quote.entries["ID"] for quote in tree.find("Quote")] == ["a:1.1", "a:1.1#2"]


def test_a_quotation_says_its_language() -> None:
    quotes = set_tree(statement(Quoted("a", (Text("Mots"),), "fr")), statement(Quoted("b", (Text("Words"),)))).find(
        "Quote"
    )
    assert [quote.entries.get("Lang") for quote in quotes] == ["fr", None]


def test_notes_follow_the_paragraph_of_their_marks_in_order() -> None:
    tree = set_tree(statement("a", note(1), "b", note(2)), statement("c", note(3)), title="")
    assert [kid.tag for kid in tree.kids] == ["P", "Note", "Note", "P", "Note"]
    assert [each.entries["ID"] for each in tree.find("Note")] == ["note-1", "note-2", "note-3"]


def test_a_note_over_two_pages_is_one_element() -> None:
    data, _ = write_pdf(document(statement("a", note(1, words(500)))), make_sheet(300, 200))
    tree = check_file(data)
    (one,) = tree.find("Note")
    assert len({page for page, _ in one.find("P")[0].kids}) > 1


def test_a_table_has_head_rows_and_scopes_and_its_legend_follows() -> None:
    table = Table(
        caption=(Text("Caption"), note(1)),
        columns=(Column((Text("Term"),)), Column((Text("Text"),), "source")),
        rows=(((Text("a"),), (Text("b"), note(2))), ((Text("c"),),)),
        legend=(Text("Legend"),),
    )
    tree = set_tree(table, title="")
    aside = ("Note", ("Lbl", "Link"), "P")
    mark = ("Reference", "Link")
    row = ("TR", ("TH", "P"), ("TD", ("P", mark), aside))
    assert tree.outline() == (
        "Document",
        ("Table", ("Caption", mark, aside), ("THead", ("TR", ("TH", "P"), ("TH", "P"))),
         ("TBody", row, ("TR", ("TH", "P"), "TD"))),
        "P",
    )  # fmt: skip
    assert [cell.entries["A"]["Scope"] for cell in tree.find("TH")] == ["/Column", "/Column", "/Row", "/Row"]


def test_cells_are_read_one_after_the_other() -> None:
    cells = tuple((Text(f"{letter} " + words(30)),) for letter in "xyz")
    columns = tuple(Column((Text(f"Head {number}"),), "source") for number in range(3))
    data, _ = write_pdf(document(Table(caption=(), columns=columns, rows=(cells,)), title=""), THEME)
    tree = check_file(data)
    assert [len(cell.find("P")[0].kids) for cell in tree.find("TD")] == [1, 1, 1]


def test_the_repeated_head_and_the_running_lines_are_artifacts() -> None:
    rows = tuple(((Text(f"r{number}"),), (Text(words(40)),)) for number in range(20))
    table = Table(caption=(), columns=(Column((Text("A"),)), Column((Text("B"),))), rows=rows)
    data, _ = write_pdf(document(table, marking="TLP:RED", kicker="Issuer"), THEME)
    tree = check_file(data)
    file = read_file(data)
    assert len(file.pages) > 1
    assert [kid.tag for kid in tree.kids] == ["P", "P", "H1", "Table"]
    second = file.contents(file.pages[1])
    assert second.count(b"/Artifact <</Type/Pagination>> BDC") == 1
    assert second.count(b"/Subtype/Header") == second.count(b"/Subtype/Footer") == 1


def test_an_address_over_two_lines_is_one_link_with_two_places() -> None:
    url = "https://example.org/" + "path/" * 30
    (link,) = set_tree(statement(Link(url, (Text(url),)))).find("Link")
    assert len([kid for kid in link.kids if isinstance(kid, int)]) > 1


def test_a_box_is_a_section() -> None:
    tree = set_tree(Callout("box", (Paragraph((Text("a"),)),)), title="")
    assert tree.outline() == ("Document", ("Sect", "P"))


def test_the_file_says_that_it_is_tagged_and_numbers_its_pages() -> None:
    data, _ = write_pdf(make_brief(), THEME)
    catalog = read_file(data).catalog
    assert catalog["MarkInfo"] == {"Marked": "true"}
    assert catalog["Lang"] == "en-GB"
    assert catalog["PageLabels"]


def test_nothing_at_all_is_a_tree() -> None:
    assert read_tree(read_file(write_pdf(Document(masthead=document().masthead, blocks=()), THEME)[0])).kids


def test_a_note_without_a_mark_in_the_text_is_not_lost() -> None:
    tree = set_tree(Paragraph((Note(1, ()),)))
    assert len(tree.find("Note")) == 1
