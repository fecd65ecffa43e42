"""The characters that the fonts of a PDF lacked: the page spells them out, in the form U+AE40, and they read so.

Everybody sees that something is spelt there and can look up what, so that nothing is hidden by it; ASCII is in every
font and is never spelt.
"""

from collections.abc import Iterator
from dataclasses import replace

from briefing.verify.delivered import Delivered, Line, Stretch, list_spelt, read_spelt


def spell_back(delivered: Delivered) -> Delivered:
    """Return a file as read, with what it spells out as the characters themselves, and these named in `spelt`."""
    joined = "\n".join(_list_texts(delivered))
    spelt = frozenset(list_spelt(joined))
    if not spelt:
        return delivered
    return replace(
        delivered,
        lines=tuple(replace(line, stretches=tuple(_read_line(line))) for line in delivered.lines),
        notes=tuple(map(read_spelt, delivered.notes)),
        running=tuple(map(read_spelt, delivered.running)),
        contents=tuple(map(read_spelt, delivered.contents)),
        spelt="".join(sorted(spelt)),
    )


def _list_texts(delivered: Delivered) -> Iterator[str]:
    yield from (line.text for line in delivered.lines)
    yield from (*delivered.notes, *delivered.running, *delivered.contents)


def _read_line(line: Line) -> Iterator[Stretch]:
    """Yield the stretches of a line; one character may be spelt over two of them, where a long word was broken."""
    whole: list[Stretch] = []
    for each in line.stretches:
        before = whole[-1] if whole else None
        if before is not None and not before.mark and not each.mark and before.statement == each.statement:
            whole[-1] = replace(before, text=before.text + each.text)
        else:
            whole.append(each)
    yield from (replace(each, text=read_spelt(each.text)) for each in whole)
