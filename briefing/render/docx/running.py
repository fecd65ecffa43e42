"""Header and footer: marking on every page, running words on the left, the page's number as a field."""

import re

from briefing.model.document import Masthead
from briefing.render.docx.inlines import Voice
from briefing.render.docx.ledger import Ledger
from briefing.render.docx.xml import element, root, run, text, val, wrap
from briefing.render.marking import find_tlp_colour

_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
_TAB = "<w:r><w:tab/></w:r>"
_QUAD = "\u2003"


def write_first_header(masthead: Masthead, ledger: Ledger, above: str = "") -> str:
    """Return the header of page 1: a ready paragraph, if any, then the kicker, and the marking at the right edge."""
    return _write_header(_say(masthead.kicker, ledger, "Kicker"), masthead, ledger, above)


def write_header(masthead: Masthead, ledger: Ledger) -> str:
    """Return the header from page 2: the short title, and the marking at the right edge."""
    return _write_header(_say(masthead.short_title, ledger), masthead, ledger)


def write_footer(masthead: Masthead, ledger: Ledger) -> str:
    """Return the footer: whose copy it is, below it the edition, and page number and marking at the right edge."""
    edition = _say(masthead.edition, ledger)
    pages = "".join(_write_page(part, ledger) for part in re.split(r"(\{pages?\})", masthead.page) if part)
    marking = _write_marking(masthead, ledger)
    gap = run("", text(_QUAD)) if marking and pages else ""
    copy = [_say(masthead.copy, ledger)] if masthead.copy else []
    return _write("w:ftr", "Footer", *copy, edition + _TAB + pages + gap + marking)


def _write_header(left: str, masthead: Masthead, ledger: Ledger, above: str = "") -> str:
    marking = _write_marking(masthead, ledger)
    style = "HeaderBelowLogo" if above else "Header"
    notice = [_say(masthead.notice, ledger, "Kicker")] if masthead.notice else []
    return _write("w:hdr", style, left + (_TAB + marking if marking else ""), *notice, above=above)


def _write(name: str, style: str, *lines: str, above: str = "") -> str:
    return root(name, above, *(wrap("w:p", wrap("w:pPr", val("w:pStyle", style)) + line) for line in lines))


def _write_marking(masthead: Masthead, ledger: Ledger) -> str:
    """Return the marking; no-break spaces leave some black round a label that stands on black.

    A border would do that too, but LibreOffice paints it over the last letter at a right tab stop.
    """
    if not masthead.marking:
        return ""
    label = _say(masthead.marking, ledger, "Marking")
    edge = run("Marking", text("\u00a0")) if find_tlp_colour(masthead.marking) else ""
    return edge + label + edge


def _write_page(part: str, ledger: Ledger) -> str:
    if part in _FIELDS:
        return element("w:fldSimple", {"w:instr": _FIELDS[part]}, run("", text("1")))
    return _say(part, ledger)


def _say(words: str, ledger: Ledger, style: str = "") -> str:
    return Voice(style).say(ledger.sieve.clean(words))
