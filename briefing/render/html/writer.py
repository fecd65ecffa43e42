"""Write the document as one HTML page that needs no script, no network and no other file."""

import re
from collections.abc import Iterator
from dataclasses import replace

from briefing.model.document import Document, Heading, Masthead, Text, iterate_blocks
from briefing.model.finding import Finding
from briefing.packs.theme import Theme
from briefing.render.html.blocks import Entry, Scribe
from briefing.render.html.head import write_head
from briefing.render.html.ledger import Ledger
from briefing.render.html.logo import write_logo
from briefing.render.html.markup import Element, Node, tag, write_page
from briefing.render.html.notes import write_notes
from briefing.render.html.palette import make_light, report_faint
from briefing.render.html.sheet import write_sheet

MAIN = "brief"
"""The id of the brief itself, past everything above it."""
EVIDENCE = "evidence"
"""The id of the evidence record."""
_CONTENTS = "contents"
_LONG = 3000
"""Words from which on a reader looks for a list of contents, as in the Word file."""
_FEWEST, _DEEPEST = 3, 2
_ESCAPED = re.compile("[<\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What would open markup, or what no page should hold; in JSON all of it can only stand inside a string."""


def write_html_page(document: Document, theme: Theme) -> tuple[bytes, tuple[Finding, ...]]:
    """Return the page in UTF-8 and what was noticed; the same document and theme give the same bytes."""
    ledger = Ledger(document.signposts)
    # The text comes first: the style sheet and the notes are written from what it called for.
    header = _write_header(document.masthead, ledger)
    main = _write_main(document, ledger)
    body = tag(
        "body",
        None,
        *_write_skip(ledger),
        replace(header, children=(*write_logo(theme, ledger), *header.children)),
        main,
        _write_footer(document.masthead, ledger),
        *_write_evidence(document.record),
    )
    head = write_head(document, write_sheet(theme, document.masthead, ledger.rules))
    page = tag("html", {"lang": document.properties.language}, head, body)
    return write_page(page).encode(), (*report_faint(theme, make_light(theme)), *ledger.findings)


def _write_skip(ledger: Ledger) -> Iterator[Element]:
    if ledger.signposts.skip:
        yield tag("a", {"class": "skip", "href": f"#{MAIN}"}, ledger.sieve.clean(ledger.signposts.skip))


def _write_header(masthead: Masthead, ledger: Ledger) -> Element:
    lines = [("p", "kicker", masthead.kicker), ("p", "marking", masthead.marking)]
    above = tuple(_write_lines(lines, ledger))
    titles = _write_lines([("h1", "title", masthead.title), ("p", "subtitle", masthead.subtitle)], ledger)
    return tag("header", None, *([tag("div", {"class": "above"}, *above)] if above else []), *titles)


def _write_footer(masthead: Masthead, ledger: Ledger) -> Element:
    lines = [("p", "running", masthead.edition), ("p", "running", masthead.copy), ("p", "marking", masthead.marking)]
    return tag("footer", None, *_write_lines(lines, ledger))


def _write_lines(lines: list[tuple[str, str, str]], ledger: Ledger) -> Iterator[Element]:
    for name, role, words in lines:
        if words:
            yield tag(name, {"class": role}, ledger.sieve.clean(words))


def _write_main(document: Document, ledger: Ledger) -> Element:
    """Return the brief with its notes; a long one lists its contents before the first section.

    That it is a draft or under embargo stands first, and stays in view.
    """
    scribe = Scribe(ledger)
    blocks = document.blocks
    place = next((index for index, block in enumerate(blocks) if isinstance(block, Heading)), len(blocks))
    opening, sections = scribe.write(blocks[:place]), scribe.write(blocks[place:])
    contents: tuple[Node, ...] = ()
    entries = [entry for entry in scribe.entries if entry.level <= _DEEPEST]
    if document.masthead.contents and len(entries) >= _FEWEST and _is_long(document):
        contents = (_write_contents(document.masthead.contents, entries, ledger),)
    notice = _write_lines([("p", "notice kicker", document.masthead.notice)], ledger)
    notes = write_notes(ledger)
    return tag("main", {"id": MAIN, "tabindex": "-1"}, *notice, *opening, *contents, *sections, *notes)


def _is_long(document: Document) -> bool:
    words = (len(inline.text.split()) for inline in iterate_blocks(document.blocks) if isinstance(inline, Text))
    return sum(words) >= _LONG


def _write_contents(title: str, entries: list[Entry], ledger: Ledger) -> Element:
    heading = tag("h2", {"class": "heading1", "id": _CONTENTS}, ledger.sieve.clean(title))
    items = (
        tag("li", {"class": f"level{entry.level}"}, tag("a", {"href": f"#{entry.anchor}"}, entry.text))
        for entry in entries
    )
    return tag("nav", {"class": "contents body", "aria-labelledby": _CONTENTS}, heading, tag("ol", None, *items))


def _write_evidence(record: str) -> Iterator[Element]:
    """Yield the evidence record as data that no browser runs (HTML, 4.12.1)."""
    if record:
        safe = _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", record)
        yield tag("script", {"type": "application/json", "id": EVIDENCE}, safe)
