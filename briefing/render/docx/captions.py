"""Captions: the number that the text begins with is a field, so that it moves along when an editor adds a table."""

import re
from dataclasses import replace

from briefing.model.document import Inlines, Text
from briefing.render.docx.inlines import Voice, write_inlines
from briefing.render.docx.ledger import Ledger
from briefing.render.docx.xml import element, text

_NUMBERED = re.compile(r"(?P<word>[^\W\d_]+)(?P<space>\s)(?P<number>[1-9]\d{0,2})(?=[.:])")
_SERIES = "Table"
"""What Word counts tables under where the caption's own word is not in letters that a field's name may have."""


def write_caption(children: Inlines, ledger: Ledger, voice: Voice) -> str:
    """Return a caption as runs; one that begins with no number, such as "Table 2", is plain text."""
    first, *rest = children
    numbered = _NUMBERED.match(first.text) if isinstance(first, Text) else None
    if not isinstance(first, Text) or numbered is None:
        return write_inlines(children, ledger, voice)
    word, number = numbered["word"], numbered["number"]
    series = word if word.isascii() else _SERIES
    field = element("w:fldSimple", {"w:instr": ledger.captions.count(series, int(number))}, voice.run(text(number)))
    after = replace(first, text=first.text[numbered.end() :])
    return (
        voice.run(text(word + ledger.sieve.clean(numbered["space"])))
        + field
        + write_inlines((after, *rest), ledger, voice)
    )
