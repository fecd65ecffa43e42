"""Words and lines: what a paragraph is made of once its text has been measured, and where its lines end.

Nothing here knows a font file or a page. A word is what no line end may part; its note marks are part of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple, Protocol, TypeAlias

from briefing.model.scripts import Script, clings
from briefing.packs.theme import Face, Weight

ASCENT, DESCENT = 1.069, 0.293
"""Room above and below the baseline, in parts of the type size; all bundled faces agree on it."""

TAG_INSET = 2.6
"""Room between the words of a tag and its frame, on either side."""
TAG_CLEAR = 2.0
"""Room after the frame of a tag, beside the space that follows."""

_BINDING = frozenset(".0123456789")
"""What a word that is bound to the next may end in."""
_SLACK = 1e-6
_RUNT = 0.16
"""A last line narrower than this part of the measure gets company from the line above, where there is enough."""
_LEAST_LEFT = 3
_SHORT, _HALVINGS = 0.4, 6
"""A title's last line shorter than this part of the measure is evened out, in so many halvings of the doubt."""
_BOUND_SHARE = 0.3
"""What is bound together takes at most this part of the measure."""
_YEAR = 4
"""Digits from which a number is a year and counts nothing."""
_ABBREVIATION = 6
"""Letters and stop of the longest short name that is bound to its number, such as "paras."."""
"""Words that the line above must have to give one away."""


class Piece(NamedTuple):
    """A stretch of text in one font; its script where no bundled face has it, its language where that is plain."""

    text: str
    font: str
    script: Script | None = None
    language: str = ""


class Metrics(Protocol):
    """What setting asks of fonts; tests answer with a ruler of their own."""

    def pick(self, face: Face, weight: Weight, italic: bool) -> str:
        """Return the name of the font for a face, weight and slant."""
        ...

    def measure(self, text: str, font: str, size: float) -> float:
        """Return the width of the text."""
        ...

    def render(self, text: str, font: str, language: str = "") -> str:
        """Return the text with whatever no font has put in visible words; the language is that of the words."""
        ...

    def split(self, text: str, font: str, language: str = "") -> tuple[Piece, ...]:
        """Return the text as stretches, each with the font that has its characters."""
        ...


@dataclass(frozen=True, slots=True)
class MarkTarget:
    """A note mark: it leads to its note."""

    number: int


@dataclass(frozen=True, slots=True)
class NoteTarget:
    """The number before a note: it leads back to the mark."""

    number: int


@dataclass(frozen=True, slots=True)
class Address:
    """A link out of the document, already admitted."""

    url: str


@dataclass(frozen=True, slots=True)
class AnchorTarget:
    """A place in the document, and what a link to it says it is."""

    key: str
    contents: str


Target: TypeAlias = MarkTarget | NoteTarget | Address | AnchorTarget


@dataclass(frozen=True, slots=True)
class Ink:
    """How a run is set. Colours are "#RRGGBB"."""

    font: str
    size: float
    colour: str
    rise: float = 0.0
    tracking: float = 0.0
    framed: bool = False
    underlined: bool = False
    language: str = ""
    """Of words whose script tells it."""
    level: int = 0
    """Odd where the words run from the right (UAX #9)."""


class Run(NamedTuple):
    """A stretch of one line in one ink. `actual` is what it says where capitals are only how it looks."""

    text: str
    ink: Ink
    width: float
    target: Target | None = None
    statement: str = ""
    actual: str = ""

    def admits(self, other: "Run") -> bool:
        """Tell whether the other run can follow in the same breath."""
        same = self.ink is other.ink or self.ink == other.ink
        return same and not self.ink.framed and self.target == other.target and self.statement == other.statement


class Word(NamedTuple):
    """What no line end may part, the space after it (None where a line may end without one), and a forced end."""

    runs: tuple[Run, ...]
    width: float
    space: Run | None = None
    forced: bool = False


_WIDTH = attrgetter("width")


class Line(NamedTuple):
    """One set line. `width` leaves the space at its end out; `marks` are the notes that its marks lead to."""

    runs: tuple[Run, ...]
    width: float
    marks: tuple[int, ...] = ()
    spacing: float = 0.0
    """What is added to each of its spaces so that it fills the measure."""
    shift: float = 0.0
    """How far it is moved to the right, where its paragraph runs from there."""


def list_marks(runs: Sequence[Run]) -> tuple[int, ...]:
    """Return the numbers of the note marks among the runs, in order."""
    return tuple(run.target.number for run in runs if isinstance(run.target, MarkTarget))


def bind_numbers(words: Sequence[Word], width: float) -> list[Word]:
    """Return the words with "12 May", "para. 3" and their like as one, where they take little of the measure."""
    bound: list[Word] = []
    binds = False
    for word in words:
        if binds and (joined := _bind(bound[-1], word, width)):
            bound[-1] = joined
        else:
            bound.append(word)
        binds = word.runs[-1].text[-1:] in _BINDING
    return bound


def _bind(before: Word, word: Word, width: float) -> Word | None:
    """Return two words as one, or None where they may part."""
    if before.space and not before.forced and _belong(before, word):
        joined = before.width + before.space.width + word.width
        if joined <= width * _BOUND_SHARE:
            return Word((*before.runs, before.space, *word.runs), joined, word.space, word.forced)
    return None


def _belong(before: Word, word: Word) -> bool:
    """Tell whether a number and what it counts, or a short name and its number, stand next to each other."""
    left, right = before.runs[-1].text, word.runs[0].text
    if left.isdigit():
        return len(left) < _YEAR and right[:1].isalpha()
    return left.endswith(".") and len(left) <= _ABBREVIATION and right[:1].isdigit() and left[:-1].isalpha()


def break_ragged(words: Sequence[Word], width: float) -> list[tuple[int, int]]:
    """Return where lines begin and end, each as full as it can be, the last without a lone short word.

    A word wider than the measure has a line of its own; `cut_words` spares it that.
    """
    lines: list[tuple[int, int]] = []
    start, reach, ended = 0, 0.0, False
    limit = width + _SLACK
    for index, (_, size, space, forced) in enumerate(words):
        if index > start and (ended or reach + size > limit):
            lines.append((start, index))
            start, reach = index, 0.0
        reach += size + (0.0 if space is None else space.width)
        ended = forced
    if words:
        lines.append((start, len(words)))
    return _feed_runt(words, lines, width)


def balance_lines(words: Sequence[Word], width: float, metrics: Metrics) -> tuple[Line, ...]:
    """Set a title: where its last line would be short, all are made about as long, but no more of them."""
    lines = set_lines(words, width, metrics)
    if len(lines) == 1 or lines[-1].width >= width * _SHORT:
        return lines
    narrow, wide = width / len(lines), width
    for _ in range(_HALVINGS):
        middle = (narrow + wide) / 2
        trial = set_lines(words, middle, metrics)
        if len(trial) > len(lines):
            narrow = middle
        else:
            wide, lines = middle, trial
    return lines


def _feed_runt(words: Sequence[Word], lines: list[tuple[int, int]], width: float) -> list[tuple[int, int]]:
    """Move a word down to a last line that holds only one short word."""
    if len(lines) > 1:
        (start, middle), (_, stop) = lines[-2:]
        giver = words[middle - 1]
        narrow = stop - middle == 1 and words[middle].width < width * _RUNT
        if narrow and giver.space and not giver.forced and middle - start >= _LEAST_LEFT:
            lines[-2:] = [(start, middle - 1), (middle - 1, stop)]
    return lines


def set_lines(words: Sequence[Word], width: float, metrics: Metrics) -> tuple[Line, ...]:
    """Break the words into lines of at most this width, ragged on the right; no words make one empty line."""
    if not words:
        return (Line((), 0.0),)
    fitted = fit_words(words, width, metrics)
    breaks = break_ragged(fitted, width)
    return tuple(assemble(fitted[start:stop], last=stop == len(fitted)) for start, stop in breaks)


def fit_words(words: Sequence[Word], width: float, metrics: Metrics) -> list[Word]:
    """Return the words with what belongs together bound, and cut where one is wider than the measure."""
    fitted = bind_numbers(words, width)
    if max(map(_WIDTH, fitted), default=0.0) > width + _SLACK:
        return [part for word in fitted for part in cut_word(word, width, metrics)]
    return fitted


def assemble(words: Sequence[Word], *, last: bool) -> Line:
    """Make one line of words. All but the last line of a paragraph keep their space, for those who copy the text."""
    pieces: list[Run] = []
    width = 0.0
    for runs, size, space, _ in words:
        pieces += runs
        width += size
        if space is not None:
            pieces.append(space)
            width += space.width
    if words and words[-1].space:
        width -= words[-1].space.width
        if last:
            pieces.pop()
    joined = join_runs(pieces)
    return Line(joined, width, list_marks(joined))


def join_runs(pieces: Sequence[Run]) -> tuple[Run, ...]:
    """Return runs with those as one that follow each other and look and lead alike."""
    if pieces and (whole := _merge_alike(pieces)):
        return (whole,)
    joined: list[Run] = []
    first = 0
    for index, piece in enumerate(pieces):
        head = pieces[first]
        alike = piece.ink is head.ink and piece.statement is head.statement and piece.target is head.target
        if index and not (alike and not head.ink.framed) and not head.admits(piece):
            joined.append(_merge(pieces[first:index]))
            first = index
    if pieces:
        joined.append(_merge(pieces[first:]))
    return tuple(joined)


def _merge_alike(pieces: Sequence[Run]) -> Run | None:
    """Return all runs as one where all look and lead alike, as on most lines: seen column by column, for speed."""
    texts, inks, widths, targets, statements, actuals = zip(*pieces, strict=True)
    count, head = len(texts), pieces[0]
    alike = inks.count(head.ink) == targets.count(head.target) == statements.count(head.statement) == count
    if not alike or (head.ink.framed and count > 1):
        return None
    text = "".join(texts)
    actual = "".join([run.actual or run.text for run in pieces]) if any(actuals) else ""
    return Run(text, head.ink, sum(widths), head.target, head.statement, "" if actual == text else actual)


def _merge(pieces: Sequence[Run]) -> Run:
    """Return runs that look and lead alike as one."""
    if len(pieces) == 1:
        return pieces[0]
    text = "".join([run.text for run in pieces])
    width = sum([run.width for run in pieces])
    actual = "".join([run.actual or run.text for run in pieces]) if any(run.actual for run in pieces) else ""
    head = pieces[0]
    return Run(text, head.ink, width, head.target, head.statement, "" if actual == text else actual)


def cut_word(word: Word, width: float, metrics: Metrics) -> tuple[Word, ...]:
    """Return the word, or its pieces if it is wider than the measure; a mark stays with the character before it."""
    if word.width <= width + _SLACK:
        return (word,)
    parts: list[list[Run]] = [[]]
    reach = 0.0
    for atom in _split_atoms(word, width, metrics):
        size = sum(run.width for run in atom)
        if parts[-1] and reach + size > width + _SLACK:
            parts.append([])
            reach = 0.0
        parts[-1] += atom
        reach += size
    joined = [tuple(_measure_again(run, metrics) for run in join_runs(runs)) for runs in parts]
    pieces = [Word(runs, sum(run.width for run in runs)) for runs in joined]
    pieces[-1] = pieces[-1]._replace(space=word.space, forced=word.forced)
    return tuple(pieces)


def _split_atoms(word: Word, width: float, metrics: Metrics) -> Iterator[list[Run]]:
    """Yield the smallest pieces that a word may be cut into, each as its runs.

    Only where more marks stand in a row than half a line holds is the row cut between two of them.
    """
    atom: list[Run] = []
    for run in word.runs:
        for piece in _split_run(run, metrics):
            in_row = isinstance(piece.target, MarkTarget) and bool(atom) and atom[-1].text == ","
            crowded = in_row and sum(part.width for part in atom) > width / 2
            if atom and (crowded or not _clings(piece)):
                yield atom
                atom = []
            atom.append(piece)
    yield atom


def _split_run(run: Run, metrics: Metrics) -> Iterator[Run]:
    """Yield a run character by character; marks, tags and numbers stay whole."""
    if _is_whole(run):
        yield run
        return
    actual = run.actual if len(run.actual) == len(run.text) else run.text
    for char, said in zip(run.text, actual, strict=True):
        width = metrics.measure(char, run.ink.font, run.ink.size) + run.ink.tracking
        yield run._replace(text=char, width=width, actual="" if said == char else said)


def _is_whole(run: Run) -> bool:
    return isinstance(run.target, MarkTarget | NoteTarget) or run.ink.framed or bool(run.ink.rise)


def _measure_again(run: Run, metrics: Metrics) -> Run:
    """Return a run of characters that were measured one by one as wide as it is as a whole: letters may join."""
    if _is_whole(run):
        return run
    width = metrics.measure(run.text, run.ink.font, run.ink.size) + run.ink.tracking * len(run.text)
    return run._replace(width=width)


def _clings(run: Run) -> bool:
    """Tell whether a piece may not open a line: raised marks, combining characters, the space after a tag."""
    return bool(run.ink.rise and not run.ink.framed) or run.text == " " or clings(run.text[:1] or " ")
