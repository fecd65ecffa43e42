"""The list of contents: only in a long document, with the pages on which the headings stand."""

from dataclasses import replace
from itertools import pairwise

from briefing.model.document import Block, Callout, Document, Heading, Text
from briefing.render.pdf.layout import Layout, lay_out
from briefing.render.pdf.writer import write_pdf
from tests.render.pdf.builders import Ruler, document, make_sheet, make_theme, read_pages, read_texts, statement, words
from tests.render.pdf.checks import check_file


def make_long(sections: int, parts: int = 2, contents: str = "Contents", amount: int = 150) -> Document:
    blocks: list[Block] = [statement("Before."), Callout("box", (Heading(1, (Text("Boxed"),), "b"),))]
    for number in range(sections):
        blocks += [Heading(1, (Text(f"Section {number}"),), f"s{number}"), statement(words(amount))]
        for part in range(parts):
            blocks += [Heading(2, (Text(f"Part {number} {part}"),), f"p{number}-{part}"), statement(words(amount))]
        blocks += [Heading(3, (Text("Deep"),), f"d{number}"), statement("x")]
    return document(*blocks, contents=contents)


def lay(made: Document) -> Layout:
    return lay_out(made, make_sheet(400, 400), Ruler())


def list_contents(layout: Layout) -> dict[str, str]:
    """Return the entries and the pages that they name."""
    found = {}
    for page in layout.pages:
        for placed in page.bands:
            lines = placed.band.lines
            if lines and dict(lines[0].path).get("contents") is not None:
                title, number = ("".join(run.text for run in line.line.runs).strip() for line in lines)
                found[title] = number
    return found


def find_page(layout: Layout, title: str) -> int:
    return next(
        number
        for number, page in enumerate(layout.pages, 1)
        for placed in page.bands
        if placed.band.anchor and placed.band.anchor.title == title
    )


def test_each_heading_is_named_with_its_page() -> None:
    layout = lay(make_long(8))
    entries = list_contents(layout)
    assert list(entries)[:3] == ["Section 0", "Part 0 0", "Part 0 1"]
    assert len(entries) == 24
    assert {title: int(number) for title, number in entries.items()} == {
        title: find_page(layout, title) for title in entries
    }


def test_the_list_stands_before_the_first_section_and_after_what_opens_the_page() -> None:
    first = read_pages(lay(make_long(8)))[0]
    entry = next(index for index, text in enumerate(first) if text.startswith("Section 0 "))
    assert first.index("Before.") < first.index("Boxed") < first.index("Contents") < entry


def test_a_short_document_has_none() -> None:
    assert not list_contents(lay(make_long(3, amount=20)))


def test_a_document_without_words_for_it_has_none() -> None:
    assert not list_contents(lay(make_long(8, contents="")))


def test_too_few_headings_make_none() -> None:
    assert not list_contents(lay(make_long(2, parts=0, amount=3000)))


def test_many_headings_are_named_by_sections_alone() -> None:
    entries = list_contents(lay(make_long(30)))
    assert list(entries) == [f"Section {number}" for number in range(30)]


def test_the_list_may_go_on_over_a_page() -> None:
    layout = lay(make_long(15))
    assert len(list_contents(layout)) == 45
    assert [int(number) for number in list_contents(layout).values()] == sorted(
        int(number) for number in list_contents(layout).values()
    )
    for before, after in pairwise(layout.pages[0].bands):
        assert after.y >= before.y + before.band.height - 1e-6


def test_entries_are_links_in_the_tree_and_words_are_not_joined() -> None:
    made = make_long(8, amount=400)
    data, _ = write_pdf(replace(made, masthead=replace(made.masthead, title="A title")), make_theme())
    tree = check_file(data)
    (contents,) = tree.find("TOC")
    assert {entry.outline() for entry in contents.kids} == {("TOCI", ("Reference", "Link"))}
    assert contents.kids[0].find("Link")[0].kids
    assert "Section 0 " in read_texts(data)[0]
