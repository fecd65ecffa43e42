"""Words that run from the right: each run gets its level, and a finished line its order from left to right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeAlias

from briefing.render.bidi import find_levels, order_levels, part_levels, runs_leftward
from briefing.render.pdf.lines import Line, MarkTarget, Metrics, NoteTarget, Run, Word
from briefing.render.pdf.shaping import PER_EM, find_script_font, turn_font

PlacedRun: TypeAlias = tuple[Run, float, float]
"""A run with its left edge and its width on the sheet."""
_OBJECT = "\ufffc"
"""What stands for a mark, a tag, or a stretch with a direction of its own: a neutral character."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A run of a paragraph, spaces included, and the word that it is of."""

    run: Run
    word: int
    space: bool

    @property
    def whole(self) -> bool:
        """Whether it is a mark, a number or a tag, which is never turned round."""
        return isinstance(self.run.target, MarkTarget | NoteTarget) or self.run.ink.framed

    @property
    def text(self) -> str:
        return _OBJECT if self.whole else self.run.text


def join_spaces(words: Sequence[Word]) -> list[Word]:
    """Return words with the space between two of one script in their own font, so that they are one run.

    Programs that copy text take spaces that stand alone between short words for one and the same.
    """
    joined: list[Word] = []
    for place, word in enumerate(words):
        ink = word.runs[-1].ink
        font = find_script_font(ink.font)
        follows = place + 1 < len(words) and words[place + 1].runs[0].ink == ink
        if word.space and follows and font and font.has(" "):
            width = font.measure(" ") * ink.size / PER_EM
            joined.append(word._replace(space=word.space._replace(ink=ink, width=width)))
        else:
            joined.append(word)
    return joined


def direct_words(words: Sequence[Word], metrics: Metrics) -> tuple[list[Word], bool]:
    """Return the words of a paragraph with the level of each run, and whether the paragraph runs from the right.

    A paragraph does where most of its letters do, and so does a quotation, whose marks and numbers then stand in the
    order of its own words, whatever is around it.
    """
    items = [
        _Item(run, index, space)
        for index, word in enumerate(words)
        for run, space in (*((run, False) for run in word.runs), *([(word.space, True)] if word.space else ()))
    ]
    leftward = runs_leftward("".join(item.text for item in items))
    levels = _find_levels(items, int(leftward))
    runs: list[list[Run]] = [[] for _ in words]
    spaces: list[Run | None] = [None] * len(words)
    for item, each in zip(items, levels, strict=True):
        if item.whole:
            runs[item.word].append(_set_level(item.run, each[0] + each[0] % 2))
        elif item.space:
            spaces[item.word] = _set_level(item.run, each[0])
        else:
            runs[item.word] += _part_run(item, each, metrics)
    rebuilt = zip(words, runs, spaces, strict=True)
    return [
        Word(tuple(own), sum(run.width for run in own), space, word.forced) for word, own, space in rebuilt
    ], leftward


def _find_levels(items: Sequence[_Item], base: int) -> list[list[int]]:
    """Return the levels of the characters of each item."""
    stretches = [list(group) for _, group in groupby(items, key=lambda item: item.run.statement)]
    texts = [[item.text for item in stretch] for stretch in stretches]
    apart = [
        bool(stretch[0].run.statement) and runs_leftward("".join(text)) != bool(base % 2)
        for stretch, text in zip(stretches, texts, strict=True)
    ]
    outer = "".join(_OBJECT if alone else "".join(text) for alone, text in zip(apart, texts, strict=True))
    around = iter(find_levels(outer, base))
    found: list[list[int]] = []
    for alone, text in zip(apart, texts, strict=True):
        if alone:
            next(around)
            inner = iter(find_levels("".join(text), base + 1))
        else:
            inner = around
        found += [[next(inner) for _ in each] for each in text]
    return found


def _part_run(item: _Item, levels: Sequence[int], metrics: Metrics) -> Iterator[Run]:
    """Yield a run in pieces of one level each, measured anew: letters join differently at the ends."""
    run = item.run
    parts = part_levels(levels)
    if len(parts) == 1:
        yield _set_level(run, levels[0])
        return
    said = run.actual if len(run.actual) == len(run.text) else run.text
    for start, stop, level in parts:
        text = run.text[start:stop]
        width = metrics.measure(text, run.ink.font, run.ink.size) + run.ink.tracking * len(text)
        actual = "" if said[start:stop] == text else said[start:stop]
        yield _set_level(run._replace(text=text, width=width, actual=actual), level)


def _set_level(run: Run, level: int) -> Run:
    return run if run.ink.level == level else run._replace(ink=replace(run.ink, level=level))


def is_turned(line: Line) -> bool:
    """Tell whether some of a line runs from the right, or stands among what does."""
    for run in line.runs:  # noqa: SIM110  # there are tens of thousands of lines, and this takes a third of the time
        if run.ink.level:
            return True
    return False


def place_runs(line: Line, x: float) -> Sequence[PlacedRun]:
    """Return the runs of a line as they are read, each with its left edge and its width on the sheet."""
    left = x + line.shift
    if is_turned(line):
        return _place_turned(line, left)
    placed: list[PlacedRun] = []
    for run in line.runs:
        width = measure_run(run, line)
        placed.append((run, left, width))
        left += width
    return placed


def _place_turned(line: Line, x: float) -> Sequence[PlacedRun]:
    """Return runs of several levels; the space at the end of a line stands outside it, where the next line goes on."""
    runs, tail = _cut_tail(line.runs)
    base = min(run.ink.level for run in line.runs) % 2
    widths = [measure_run(run, line) for run in runs]
    lefts = [0.0] * len(runs)
    left = x
    for place in order_levels([run.ink.level for run in runs]):
        lefts[place] = left
        left += widths[place]
    placed = list(zip(runs, lefts, widths, strict=True))
    if tail:
        placed.append((tail, x - tail.width if base else left, tail.width))
    return placed


def _cut_tail(runs: Sequence[Run]) -> tuple[list[Run], Run | None]:
    """Return runs without the space at their end, and that space."""
    last = runs[-1]
    if not last.text.endswith(" "):
        return list(runs), None
    if last.text == " ":
        return list(runs[:-1]), last
    font = turn_font(last.ink.font)
    width = font.measure(" ") * last.ink.size / PER_EM
    space = last._replace(text=" ", width=width, actual="")
    said = last.actual.removesuffix(" ")
    return [*runs[:-1], last._replace(text=last.text[:-1], width=last.width - width, actual=said)], space


def measure_run(run: Run, line: Line) -> float:
    """Return the width of a run in its line, whose spaces may be widened; a no-break space is one of them."""
    if not line.spacing or run.ink.framed:
        return run.width
    return run.width + line.spacing * (run.text.count(" ") + run.text.count("\u00a0"))
