"""The page of a check: readable by anyone, nothing from elsewhere, and nothing in it that a file could smuggle in."""

from pathlib import Path
from typing import Any

import pytest
from lxml import html

from briefing.cli import main
from briefing.verify.htmlpage import set_page
from briefing.verify.problems import Problem
from briefing.verify.report import Entry, Report
from tests.verify.conftest import Desk, edit_part

HOSTILE = (
    "<script>alert('x')</script>\" onload=\"y &amp; <img src=https://example.org/a.png> \u202egnp\x00\u200b ⟦a⟧ ]]>"
)


def words(tree: Any) -> str:
    return "".join(tree.itertext())


def make_report(text: str) -> Report:
    problem = Problem("words-altered", text, text, text)
    failed = Entry(
        kind="verbatim", verdict="failed", text=text, place=text, statement=text, note=3, note_text=text, passage=text,
        author=text, problems=(problem,),
    )  # fmt: skip
    entries = (Entry(kind="pack", verdict="proven", text=text, place=text), failed)
    return Report(file=text, format="docx", entries=entries, problems=(problem,), remarks=(text,), held=True)


def test_hostile_words_stand_on_the_page_as_words() -> None:
    page = set_page(make_report(HOSTILE))
    tree: Any = html.document_fromstring(page)
    assert {each.tag for each in tree.iter()} <= {
        "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "strong", "code", "table",
        "caption", "thead", "tbody", "tr", "th", "td", "section", "article", "div", "span", "mark", "ul", "li",
    }  # fmt: skip
    assert not [
        name for each in tree.iter() for name in each.attrib if name.startswith("on") or name in {"src", "href"}
    ]
    assert "(U+202E)gnp(U+0000)(U+200B)" in words(tree)
    assert "<script>alert('x')</script>" in words(tree)


def test_failures_stand_first_with_the_differing_words_marked(desk: Desk, docx: bytes) -> None:
    changed = edit_part(docx, "word/document.xml", lambda xml: xml.replace("that Russia needs", "that Russia wants"))
    page = set_page(desk.check(changed))
    assert "<mark>needs.</mark>" in page
    assert "<mark>wants.</mark>" in page
    titles = [each.text for each in html.document_fromstring(page).iter("h2")]
    assert titles == ["What does not hold", "Statements and their sources", "All other words", "To know"]


def test_the_page_needs_nothing_but_itself(desk: Desk, docx: bytes) -> None:
    page = set_page(desk.check(docx))
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert not any(each in page for each in ("<script", "http://", "https://", "@import", "url(", "src="))
    assert "default-src 'none'" in page
    tree: Any = html.document_fromstring(page)
    assert [each.tag for each in tree.iter("h1", "h2")][:2] == ["h1", "h2"]
    assert "What does not hold" not in page


def test_each_statement_stands_beside_its_passage(desk: Desk, docx: bytes) -> None:
    tree: Any = html.document_fromstring(set_page(desk.check(docx)))
    sides = [[each.text for each in sides.iter("p")] for sides in tree.xpath("//div[@class='sides']")]
    both = [pair for pair in sides if len(pair) == 2]
    assert len(both) >= 38
    assert all(pair[0] == pair[1] for pair in both if pair[0] and "[" not in pair[0])


@pytest.fixture
def brief(docx: bytes, tmp_path: Path) -> Path:
    file = tmp_path / "brief.docx"
    file.write_bytes(docx)
    return file


def test_the_command_writes_the_page_whole_or_not_at_all(
    brief: Path, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "report.html"
    assert main(["verify", str(brief), "--sources", str(root / "sources"), "--report", str(page), "--quiet"]) == 0
    assert page.read_text(encoding="utf-8").endswith("</html>\n")
    (tmp_path / "folder").mkdir()
    assert main(["verify", str(brief), "--report", str(tmp_path / "folder"), "--quiet"]) == 7
    assert "the report cannot be written" in capsys.readouterr().err
    assert sorted(each.name for each in tmp_path.iterdir()) == ["brief.docx", "folder", "report.html"]
