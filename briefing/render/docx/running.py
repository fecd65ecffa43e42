"""Header and footer: marking on every page, running words on the left, the page's number as a field."""

import re

from briefing.model.document import Masthead
from briefing.render.docx.ledger import Ledger
from briefing.render.docx.xml import element, root, run, text, val, wrap
from briefing.render.marking import find_tlp_colour

_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
_TAB = "<w:r><w:tab/></w:r>"
_QUAD = "\u2003"


def write_first_header(masthead: Masthead, ledger: Ledger, above: str = "") -> str:
    """Return the header of page 1: a ready paragraph, if any, then the kicker, and the marking at the right edge."""
    kicker = run("Kicker", _words(masthead.kicker, ledger)) if masthead.kicker else ""
    return _write_header(kicker, masthead, ledger, above)


def write_header(masthead: Masthead, ledger: Ledger) -> str:
    """Return the header from page 2: the short title, and the marking at the right edge."""
    return _write_header(
        run("", _words(masthead.short_title, ledger)) if masthead.short_title else "", masthead, ledger
    )


def write_footer(masthead: Masthead, ledger: Ledger) -> str:
    """Return the footer: whose copy it is, below it the edition, and page number and marking at the right edge."""
    edition = run("", _words(masthead.edition, ledger)) if masthead.edition else ""
    pages = "".join(_write_page(part, ledger) for part in re.split(r"(\{pages?\})", masthead.page) if part)
    marking = _write_marking(masthead, ledger)
    gap = run("", text(_QUAD)) if marking and pages else ""
    copy = [run("", _words(masthead.copy, ledger))] if masthead.copy else []
    return _write("w:ftr", "Footer", *copy, edition + _TAB + pages + gap + marking)


def _write_header(left: str, masthead: Masthead, ledger: Ledger, above: str = "") -> str:
    marking = _write_marking(masthead, ledger)
    style = "HeaderBelowLogo" if above else "Header"
    notice = [run("Kicker", _words(masthead.notice, ledger))] if masthead.notice else []
    return _write("w:hdr", style, left + (_TAB + marking if marking else ""), *notice, above=above)


def _write(name: str, style: str, *lines: str, above: str = "") -> str:
    return root(name, above, *(wrap("w:p", wrap("w:pPr", val("w:pStyle", style)) + line) for line in lines))


def _write_marking(masthead: Masthead, ledger: Ledger) -> str:
    """Return the marking; no-break spaces leave some black round a label that stands on black.

    A border would do that too, but LibreOffice paints it over the last letter at a right tab stop.
    """
    if not masthead.marking:
        return ""
    label = run("Marking", _words(masthead.marking, ledger))
    edge = run("Marking", text("\u00a0")) if find_tlp_colour(masthead.marking) else ""
    return edge + label + edge


def _write_page(part: str, ledger: Ledger) -> str:
    if part in _FIELDS:
        return element("w:fldSimple", {"w:instr": _FIELDS[part]}, run("", text("1")))
    return run("", _words(part, ledger))


def _words(words: str, ledger: Ledger) -> str:
    return text(ledger.sieve.clean(words))
