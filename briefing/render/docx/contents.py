"""The list of contents of a long document: linked entries without page numbers, which a reader's fonts decide."""

from collections.abc import Sequence

from briefing.model.document import Block, Heading, Masthead, Text, iterate_block
from briefing.render.docx.inlines import PLAIN
from briefing.render.docx.ledger import Entry, Ledger
from briefing.render.docx.pieces import Paragraph
from briefing.render.docx.xml import element, run, text

_LONG = 3000
"""Words from which on a reader looks for a list of contents: about eight pages."""
_FEWEST = 3
_DEEPEST = 2
_FIELD = 'TOC \\o "1-2" \\n \\h \\z'
"""Headings of two levels, no page numbers, linked. It is filled in here and not marked for updating."""


def find_place(blocks: Sequence[Block]) -> int:
    """Return the index of the block before which the list stands: the first section, after what opens the page."""
    return next((index for index, block in enumerate(blocks) if isinstance(block, Heading)), len(blocks))


def is_wanted(masthead: Masthead, blocks: Sequence[Block]) -> bool:
    """Tell whether the document is long enough for a list of contents and has a heading for one."""
    headings = sum(isinstance(block, Heading) and block.level <= _DEEPEST for block in blocks)
    return bool(masthead.contents) and headings >= _FEWEST and _is_long(blocks)


def write_contents(masthead: Masthead, ledger: Ledger) -> tuple[Paragraph, ...]:
    """Return the list: its heading, then the entries of the outline, all inside one field."""
    head = Paragraph(style="TOCHeading", content=run("", text(ledger.sieve.clean(masthead.contents))))
    entries = [entry for entry in ledger.entries if entry.level <= _DEEPEST]
    lines = [_write_entry(entry, ledger) for entry in entries]
    lines[0] = _field_mark("begin") + run("", element("w:instrText", None, _FIELD)) + _field_mark("separate") + lines[0]
    lines[-1] += _field_mark("end")
    paragraphs = (
        Paragraph(style=f"TOC{entry.level}", content=line) for entry, line in zip(entries, lines, strict=True)
    )
    return head, *paragraphs


def _write_entry(entry: Entry, ledger: Ledger) -> str:
    words = PLAIN.say(ledger.sieve.clean(entry.text))
    return element("w:hyperlink", {"w:anchor": entry.bookmark, "w:history": 1}, words)


def _field_mark(kind: str) -> str:
    return run("", element("w:fldChar", {"w:fldCharType": kind}))


def _is_long(blocks: Sequence[Block]) -> bool:
    count = 0
    for block in blocks:
        count += sum(len(inline.text.split()) for inline in iterate_block(block) if isinstance(inline, Text))
        if count >= _LONG:
            return True
    return False
