"""Real lists: four designs, and one instance for each list so that numbers start afresh."""

from collections.abc import Sequence

from briefing.render.docx.face import Look
from briefing.render.docx.ledger import BOX_BULLETS, BOX_NUMBERS, BULLETS, NUMBERS
from briefing.render.docx.styles import BOX_INDENT
from briefing.render.docx.xml import element, root, twips, val, wrap

LEVELS = 4
STEP = 18.0
"""How far each level stands in, in points."""

_DESIGNS = (BULLETS, NUMBERS, BOX_BULLETS, BOX_NUMBERS)
_SIGNS = ("•", "–", "•", "–")
_FORMATS = ("decimal", "lowerLetter", "lowerRoman", "decimal")


def find_indent(level: int, *, boxed: bool) -> float:
    """Return where the text of a list item stands, in points; lists deeper than our levels stay at the last.

    In a box all levels stand alike: paragraphs whose first lines begin at different places are boxes of their own.
    """
    return BOX_INDENT + STEP if boxed else STEP * (min(level, LEVELS - 1) + 1)


def write_reference(number: int, level: int) -> str:
    """Return the properties that make a paragraph an item of a list."""
    return wrap("w:numPr", val("w:ilvl", min(level, LEVELS - 1)) + val("w:numId", number))


def write_numbering(used: Sequence[tuple[int, int | None, int]], look: Look) -> str:
    """Return numbering.xml: the designs, then the document's lists in reading order."""
    designs = (_design(design, look) for design in _DESIGNS)
    lists = (_list(number, *each) for number, each in enumerate(used, start=1))
    return root("w:numbering", *designs, *lists)


def _list(number: int, design: int, level: int | None, start: int) -> str:
    restart = ""
    if level is not None:
        restart = element("w:lvlOverride", {"w:ilvl": min(level, LEVELS - 1)}, val("w:startOverride", start))
    return element("w:num", {"w:numId": number}, val("w:abstractNumId", design), restart)


def _design(design: int, look: Look) -> str:
    # Word joins lists with the same mark when text is pasted, so each design has its own.
    mark = val("w:nsid", f"B21EF{design:03X}") + val("w:multiLevelType", "hybridMultilevel")
    levels = (_level(level, design, look) for level in range(LEVELS))
    return element("w:abstractNum", {"w:abstractNumId": design}, mark, *levels)


def _level(level: int, design: int, look: Look) -> str:
    ordered, boxed = design in (NUMBERS, BOX_NUMBERS), design in (BOX_BULLETS, BOX_NUMBERS)
    left = twips(find_indent(level, boxed=boxed))
    face = look.fonts("sans") + ("<w:b/><w:bCs/>" if ordered else "") + val("w:color", look.colour("accent"))
    return element(
        "w:lvl",
        {"w:ilvl": level},
        val("w:start", 1),
        val("w:numFmt", _FORMATS[level] if ordered else "bullet"),
        val("w:lvlText", f"%{level + 1}." if ordered else _SIGNS[level]),
        val("w:lvlJc", "left"),
        wrap("w:pPr", element("w:ind", {"w:left": left, "w:hanging": twips(STEP)})),
        wrap("w:rPr", face),
    )
