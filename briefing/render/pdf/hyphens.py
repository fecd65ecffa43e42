"""Where words may be parted at the end of a line, by the patterns of their language, and the hyphen that shows it.

The hyphen is of the line, not of the text: it is set as U+00AD, which ISO 32000-1 (14.8.2.2.3) has for hyphens that
are only there because a line ends. What is no plain word of the language is never parted: addresses, numbers, words
with capitals in them, and outside German, where nouns have them, words that begin with one, which are mostly names.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from briefing.render.pdf.lines import Line, Metrics, Run, Word

SOFT_HYPHEN = "\u00ad"

Find: TypeAlias = Callable[[str], Sequence[int]]
"""What finds the places in a word before which a line may begin."""

_PLAIN = re.compile(r"([(\[“‘«„\"'’]*)([^\W\d_]{6,})([)\]”’»“.,;:!?…\"']*)")
"""A word that may be parted, between what may stand around it: six letters at least."""
_LEFT, _RIGHT = 2, 3
"""Letters that a word keeps on the line, and those that it takes to the next, at least."""


class Hyphenator:
    """Part words in the language of each. `languages` names those of statements in another one than the document."""

    def __init__(self, language: str, languages: Mapping[str, str]) -> None:
        """Start without patterns: those of a language are read when its first word comes."""
        self._language = language
        self._languages = languages
        self._finders: dict[str, Find | None] = {}

    def part(self, words: Sequence[Word], metrics: Metrics) -> tuple[list[Word], dict[int, Run]]:
        """Return the words with those that may be parted as their pieces, and the hyphens after these, by index.

        The last word of a paragraph, or before a forced end of a line, stays whole, and so does what may be parted
        without a hyphen: an address, a word with a hyphen or a dash.
        """
        parted: list[Word] = []
        hyphens: dict[int, Run] = {}
        alone = True
        for index, word in enumerate(words):
            last = word.forced or index == len(words) - 1
            places = self._find_places(word, metrics) if alone and word.space and not last else ()
            alone = word.space is not None or word.forced
            pieces = list(_cut(word, places, metrics))
            for piece in pieces[:-1]:
                hyphens[len(parted)] = _make_hyphen(piece.runs[-1], metrics)
                parted.append(piece)
            parted.append(pieces[-1])
        return parted, hyphens

    def _find_places(self, word: Word, metrics: Metrics) -> Sequence[int]:
        """Return where the first run of a word may be parted: nowhere if the word goes on in another run."""
        head, *others = word.runs
        found = _PLAIN.fullmatch(head.text)
        if found is None or head.target or head.actual or head.ink.framed or any(_goes_on(run) for run in others):
            return ()
        language = self._languages.get(head.statement, self._language)
        letters = found[2]
        if not _may_part(letters, language) or metrics.split(SOFT_HYPHEN, head.ink.font)[0][1] != head.ink.font:
            return ()
        find = self._choose(language)
        return [found.start(2) + place for place in find(letters)] if find else ()

    def _choose(self, language: str) -> Find | None:
        if language not in self._finders:
            self._finders[language] = load_patterns(language)
        return self._finders[language]


def ends_in_hyphen(line: Line) -> bool:
    """Tell whether a word goes on in the next line."""
    return bool(line.runs) and line.runs[-1].text == SOFT_HYPHEN


def load_patterns(language: str) -> Find | None:
    """Return what parts words of a language; None for a language without patterns.

    Places where the spelling would change are left out: nothing here may change a letter.
    """
    import pyphen  # type: ignore[import-untyped]  # ships no types

    name = pyphen.language_fallback(language)
    if name is None:
        return None
    patterns = pyphen.Pyphen(lang=name, left=_LEFT, right=_RIGHT)
    return lambda word: _clear([int(place) for place in patterns.positions(word) if not place.data])


def _clear(places: Sequence[int]) -> list[int]:
    """Return places without those one letter apart.

    No syllable of use is as short, and where pyphen mixes the two levels of a language's patterns, it finds wrong ones.
    """
    return [place for place in places if not {place - 1, place + 1}.intersection(places)]


def _may_part(letters: str, language: str) -> bool:
    """Tell whether letters are a plain word, and not a name or an abbreviation."""
    german = language.lower().partition("-")[0] == "de"
    plain = letters.islower() or (german and letters[1:].islower())
    return plain and len(letters.lower()) == len(letters)


def _goes_on(run: Run) -> bool:
    """Tell whether a run after the first is more of the word, and no mark or stop."""
    return not run.ink.rise and any(char.isalnum() for char in run.text)


def _cut(word: Word, places: Sequence[int], metrics: Metrics) -> Iterator[Word]:
    """Yield the pieces of a word; the last has all that comes after its first run."""
    head = word.runs[0] if word.runs else None
    if head is None or not places:
        yield word
        return
    for start, stop in zip((0, *places), places, strict=False):
        run = _take(head, start, stop, metrics)
        yield Word((run,), run.width)
    rest = (_take(head, places[-1], len(head.text), metrics), *word.runs[1:])
    yield Word(rest, sum(run.width for run in rest), word.space, word.forced)


def _take(run: Run, start: int, stop: int, metrics: Metrics) -> Run:
    text = run.text[start:stop]
    return run._replace(
        text=text, width=metrics.measure(text, run.ink.font, run.ink.size) + run.ink.tracking * len(text)
    )


def _make_hyphen(run: Run, metrics: Metrics) -> Run:
    width = metrics.measure(SOFT_HYPHEN, run.ink.font, run.ink.size) + run.ink.tracking
    return run._replace(text=SOFT_HYPHEN, width=width)
