"""Footnotes as Word has them: a part of their own, which python-docx lacks."""

from collections.abc import Sequence

from docx.parts.story import StoryPart

from briefing.render.docx.xml import element, root, val, wrap

SEPARATORS = {-1: "separator", 0: "continuationSeparator"}
"""Ids of the rules between text and notes; settings.xml must name the same."""


class FootnotesPart(StoryPart):
    """Hold the notes; a story of its own, so that links in notes are relationships of this part."""


def write_notes(notes: Sequence[str]) -> str:
    """Return footnotes.xml: the separators, then the notes numbered from 1."""
    rules = (_separator(number, kind) for number, kind in SEPARATORS.items())
    return root("w:footnotes", *rules, *(_note(number, content) for number, content in enumerate(notes, start=1)))


def _separator(number: int, kind: str) -> str:
    # Word repairs a file whose separator holds a note's number or is set in a note's style.
    lines = element("w:spacing", {"w:before": 0, "w:after": 60, "w:line": 240, "w:lineRule": "auto"})
    rule = wrap("w:p", wrap("w:pPr", lines) + wrap("w:r", f"<w:{kind}/>"))
    return element("w:footnote", {"w:type": kind, "w:id": number}, rule)


def _note(number: int, content: str) -> str:
    mark = wrap("w:r", wrap("w:rPr", val("w:rStyle", "NoteNumber")) + "<w:footnoteRef/>")
    words = wrap("w:pPr", val("w:pStyle", "FootnoteText")) + mark + "<w:r><w:tab/></w:r>" + content
    return element("w:footnote", {"w:id": number}, wrap("w:p", words))
