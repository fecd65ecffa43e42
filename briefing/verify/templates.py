"""The words that a pack's templates print by themselves, beside its phrases: a pattern for each line of them."""

import re
from collections.abc import Iterator
from itertools import product

from briefing.packs.lookup import Pack

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_TAG = re.compile(r"\{%-?\s*(\w+).*?%\}", re.DOTALL)
_VALUE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_BEGINNING = re.compile(r"^(?:(?:#{1,6}|[-*+>]|\d+[.)]|:::\s*[\w-]*|\{\.[^}]*\}|\[\^[^\]]*\]:?)(?:\s+|$))+")
_EMPHASIS = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)|`")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_CELL = re.compile(r"\s*(?<!\\)\|\s*")
_PLACE = "\1"
"""Stands for a value."""
MOST_CHOICES = 6
"""Conditions in one line that are tried both ways; with more of them all their words are expected."""


def list_patterns(pack: Pack) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the fixed words of each line of the templates, and the pattern that it prints by; values may be anything.

    A line counts alone and together with those that go on with it; one without words of its own does not count.
    """
    for file in pack.templates.values():
        for block in re.split(r"\n\s*\n", _COMMENT.sub("", file.text)):
            lines = block.split("\n")
            for text in dict.fromkeys(variant for each in (*lines, block) for variant in _choose(each)):
                yield from _compile(text)


def _choose(text: str) -> Iterator[str]:
    """Yield a text with and without what stands between a condition and its end."""
    chunks = _TAG.split(_VALUE.sub(_PLACE, text))
    depth, optional = 0, [False]
    for tag in chunks[1::2]:
        depth += -1 if tag.startswith("end") else tag in {"if", "for"}
        optional.append(depth > 0 or tag in {"else", "elif"})
    free = [n for n, each in enumerate(optional) if each and chunks[2 * n].strip()]
    ways = product((True, False), repeat=len(free)) if len(free) <= MOST_CHOICES else [(True,) * len(free)]
    for way in ways:
        kept = dict(zip(free, way, strict=True))
        yield "".join(chunk for n, chunk in enumerate(chunks[::2]) if kept.get(n, True))


def _compile(text: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield a pattern for each cell of a text; its marks of Markdown print nothing."""
    plain = " ".join(_BEGINNING.sub("", line.strip()) for line in text.split("\n"))
    for cell in _CELL.split(_EMPHASIS.sub("", _LINK.sub(r"\1", plain))):
        words = " ".join(cell.split())
        fixed = words.replace(_PLACE, "").strip()
        if any(character.isalnum() for character in fixed):
            yield fixed, re.compile("(.*?)".join(map(re.escape, words.split(_PLACE))), re.DOTALL)
