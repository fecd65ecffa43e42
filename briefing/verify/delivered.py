"""What a reader holds, format aside: lines with their statements and marks, notes, running words, and the record."""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from briefing.model.marks import fold_space

FileFormat = Literal["docx", "pdf", "html"]

_UNHELD = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What no format holds: a source may have it, a delivered file cannot."""
_UNSEEN = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe00-\ufe0f\ufeff]")
"""What has no shape on a page: a PDF does not paint it."""

_SPELT = re.compile("\u2039U\\+([0-9A-F]{4,6})\u203a")
"""How a PDF prints a character that none of its fonts has."""
_JOINERS = re.compile("[\u200c\u200d]")
"""What joins letters or parts them, and is not spelt out."""
_ASCII = 0x80


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of one line, those of a statement under its id; or the mark of a note."""

    text: str
    statement: str = ""
    mark: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A heading, a paragraph or a cell."""

    stretches: tuple[Stretch, ...]
    place: str
    """Where it stands, for people: "page 2", "paragraph 14"."""

    @property
    def text(self) -> str:
        """Its words, statements included; a mark parts them like a space."""
        return fold_space("".join(" " if each.mark else each.text for each in self._put_marks_behind())).strip()

    @property
    def marks(self) -> tuple[int, ...]:
        """The numbers of its marks."""
        return tuple(each.mark for each in self.stretches if each.mark)

    def statements(self) -> Iterator[tuple[str, str, int]]:
        """Yield each statement: its id, its words, and the number of the mark behind it; 0 where there is none."""
        words: dict[str, list[str]] = {}
        for each in self._put_marks_behind():
            if each.statement:
                words.setdefault(each.statement, []).append(each.text)
            elif each.mark and words:
                identity, said = words.popitem()
                yield from ((other, _join(texts), 0) for other, texts in words.items())
                yield identity, _join(said), each.mark
                words = {}
        yield from ((identity, _join(said), 0) for identity, said in words.items())

    def _put_marks_behind(self) -> list[Stretch]:
        """Return the stretches, the mark before the last words of a statement behind these: some packs set it there."""
        ordered: list[Stretch] = []
        for each in self.stretches:
            inside = len(ordered) > 1 and ordered[-1].mark and each.statement
            if inside and ordered[-2].statement == each.statement and _is_end(each.text):
                ordered.insert(len(ordered) - 1, each)
            else:
                ordered.append(each)
        return ordered

    @property
    def rest(self) -> str:
        """Its words without those of statements."""
        return fold_space("".join(" " if each.statement or each.mark else each.text for each in self.stretches)).strip()


def _is_end(text: str) -> bool:
    """Say whether a text is the punctuation at the end of a statement and nothing else."""
    return not any(character.isalnum() for character in text)


def _join(words: list[str]) -> str:
    return fold_space("".join(words)).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """A file as it was read back."""

    format: FileFormat
    lines: tuple[Line, ...]
    notes: tuple[str, ...]
    """The text of each note in the order of the marks; the first has number 1."""
    record: str
    """The evidence record as JSON text; empty where the file has none."""
    running: tuple[str, ...] = ()
    """What stands in headers and footers."""
    contents: tuple[str, ...] = ()
    """The entries of a list of contents."""
    signposts: tuple[tuple[str, str], ...] = ()
    """The words that lead about a page on a screen, each after the key of the phrase that it should be."""
    language: str = ""
    """What the file says that it is written in; empty where it does not say."""
    spelt: str = ""
    """The characters that the file spells out by their code points, since its fonts lack them."""
    troubles: tuple[str, ...] = ()
    """What cannot be, or cannot be read: hidden words, a mark without a note."""

    def level(self, text: str) -> str:
        """Return a text as far as this format lets it be compared: a PDF paints no joiner that joins nothing."""
        return fold_space(_JOINERS.sub("", text)).strip() if self.format == "pdf" else text

    def as_printed(self, text: str) -> str:
        """Return a text as this format shows it: white space folded, without what it cannot hold."""
        held = _UNHELD.sub("", fold_space(text))
        if self.spelt:
            held = read_spelt(held)
        return fold_space(_UNSEEN.sub("", held) if self.format == "pdf" else held).strip()


def read_spelt(text: str) -> str:
    """Return a text with each character that is spelt out as itself, and without what joins letters."""
    return _JOINERS.sub("", _SPELT.sub(lambda spelt: _find_character(spelt) or spelt[0], text))


def list_spelt(text: str) -> Iterator[str]:
    """Yield the characters that a text spells out."""
    yield from filter(None, map(_find_character, _SPELT.finditer(text)))


def _find_character(spelt: re.Match[str]) -> str:
    """Return a character by its code point; nothing for one that every font has, or that no file can hold."""
    code = int(spelt[1], 16)
    return chr(code) if _ASCII <= code <= sys.maxunicode and not _UNHELD.match(chr(code)) else ""
