"""Web pages: the article, its blocks and metadata; nothing else of the page."""

import socket

import pytest

from briefing.errors import SourceError
from briefing.model.source import PartialDate
from tests.ingest import made
from tests.ingest.reading import list_blocks, list_codes, read_one, read_with_findings

BODY = "".join(f"<p>{words}</p>" for words in made.PARAGRAPHS[:4])


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html lang='en'><head>{head}</head><body><article>{body}</article></body></html>"


def test_the_page_tells_what_it_is() -> None:
    reference = read_one(made.as_page(), "a.html").reference
    assert reference.kind == "news"
    assert reference.title == made.TITLE
    assert reference.authors == ("Mara Lindqvist",)
    assert reference.publisher == "Northern Courier"
    assert reference.date == PartialDate(2026, 5, 14)
    assert reference.url == "https://northerncourier.example/a/8812"
    assert reference.language == "en-GB"


def test_what_was_left_out_is_counted() -> None:
    _, findings = read_with_findings(made.as_page(), "a.html")
    (said,) = [finding for finding in findings if finding.code == "page-trimmed"]
    assert said.message == "64 of 348 words of the page are no part of its article and were left out"
    assert list_codes(findings) == ["page-trimmed"]


def test_lists_quotes_tables_and_headings_are_blocks_of_their_kind() -> None:
    more = (
        "<h2>What it says</h2><ul><li>Article one covers air defence in both of the countries.</li>"
        "<li>Article two covers the exchange of pilots and crews.</li></ul>"
        "<blockquote><p>“We will not wait,” the minister said.</p></blockquote>"
        "<table><tr><th>Year</th><th>Flights</th></tr><tr><td>2024</td><td>17</td></tr></table>"
    )
    source = read_one(page(BODY + more + BODY), "a.html")
    kinds = {words: block.kind for words, block in zip(list_blocks(source), source.blocks, strict=True)}
    assert kinds["What it says"] == "heading"
    assert kinds["Article two covers the exchange of pilots and crews."] == "list-item"
    assert kinds["“We will not wait,” the minister said."] == "quote"
    assert kinds["Flights"] == kinds["17"] == "table"


def test_a_date_in_the_prose_is_not_the_date_of_the_page() -> None:
    assert read_one(page(BODY), "a.html").reference.date is None


def test_a_site_that_only_the_address_names_is_no_publisher() -> None:
    head = '<link rel="canonical" href="https://halden.example/pact"><title>The pact of Halden in full</title>'
    reference = read_one(page(BODY, head), "a.html").reference
    assert (reference.publisher, reference.url) == (None, "https://halden.example/pact")


@pytest.mark.parametrize("encoding", ["windows-1251", "utf-16", "utf-8-sig", "windows-1252"])
def test_a_page_is_read_in_its_own_encoding(encoding: str) -> None:
    words = (
        "Министр сказал, что договор был подписан в столице. " * 4
        if encoding != "windows-1252"
        else "Café née Zoë. " * 9
    )
    text = page(f"<p>{words}</p>{BODY.replace('“', '').replace('”', '')}", f'<meta charset="{encoding}">')
    assert words.split(maxsplit=1)[0] in read_one(text.encode(encoding), "a.html").text


@pytest.mark.parametrize("body", ["", "<nav><a href='/'>Home</a></nav>", "<script>let article = 'no'</script>"])
def test_a_page_without_an_article_is_refused(body: str) -> None:
    with pytest.raises(SourceError, match="no article was found"):
        read_one(f"<html><body>{body}</body></html>", "a.html")


def test_five_megabytes_of_navigation_leave_the_article() -> None:
    menu = "<ul>" + "".join(f'<li><a href="/{n}">Story number {n}</a></li>' for n in range(120_000)) + "</ul>"
    text = f"<html><body><nav>{menu}</nav><article>{BODY}</article></body></html>"
    assert len(text) > 5_000_000
    source = read_one(text, "a.html")
    assert "signed a defence pact" in source.text
    assert len(source.text) < 3 * len(BODY)


def test_nothing_is_fetched_and_no_entity_is_expanded(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a name was looked up")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    head = '<link rel="stylesheet" href="https://far.example/a.css"><script src="https://far.example/a.js"></script>'
    hostile = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + page(
        BODY + "<p>&x; is no entity.</p>", head
    )
    source = read_one(hostile, "a.html")
    assert "x; is no entity" in source.text or "is no entity" not in source.text


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a.md"])
def test_text_of_more_than_twenty_megabytes_is_refused(name: str) -> None:
    with pytest.raises(SourceError, match="more than 20 MB"):
        read_one(b"<html>" + b" " * 20_000_001, name)


def test_right_to_left_text_and_soft_hyphens_are_kept() -> None:
    words = "قال الوزير إن المعاهدة وقعت في العاصمة يوم الاثنين بحضور الصحفيين. " * 3
    source = read_one(
        page(f"<p>{words}</p><p>The agree\u00adment of Halden was signed by both of them.</p>{BODY}"), "a.html"
    )
    assert words.split(maxsplit=1)[0] in source.text
    assert "agree\u00adment" in source.text or "agreement" in source.text
