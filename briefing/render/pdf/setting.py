"""The typographer: text in the styles of the theme, as lines and as bands of lines."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.model.document import Inlines
from briefing.packs.theme import Role, Theme, TypeStyle
from briefing.render.pdf.bands import FREE, KEEP, Band, Path, Placed, Slot, find_baseline
from briefing.render.pdf.directions import direct_words, join_spaces
from briefing.render.pdf.fit import justify_lines
from briefing.render.pdf.hyphens import Hyphenator, ends_in_hyphen
from briefing.render.pdf.inlines import Flattener, Known, Stretch, Voice, WordBuilder
from briefing.render.pdf.lines import Line, Metrics, Word, assemble, balance_lines, set_lines

_LEAST_MEASURE = 24.0
"""The measure, in type sizes, from which on lines are justified: about 48 characters."""
_WHOLE_WORDS: frozenset[Role] = frozenset(
    {"note", "table-head", "table-ours", "table-source", "fact-label", "fact-value"}
)
"""Roles whose words are never parted: a page may end after any of their lines."""


@dataclass(frozen=True, slots=True)
class Column:
    """Lines set side by side with others: their left edge, style and path."""

    left: float
    lines: tuple[Line, ...]
    style: TypeStyle
    path: Path = ()


class Typographer:
    """Set text in the styles of one theme with one set of fonts."""

    def __init__(self, theme: Theme, metrics: Metrics, hyphenator: Hyphenator | None = None) -> None:
        self.theme = theme
        self.metrics = metrics
        self._hyphenator = hyphenator
        self._flattener = Flattener(theme)
        self._known: Known = {}

    def style(self, role: Role) -> TypeStyle:
        """Return the style of a role."""
        return self.theme.styles[role]

    def colour(self, name: str) -> str:
        """Return the colour of a name as "#RRGGBB"."""
        return self.theme.colours[name]

    def voice(self, role: Role) -> Voice:
        """Return the voice of a role."""
        return self._flattener.voice(role)

    def words(self, children: Inlines, role: Role) -> list[Word]:
        """Return the words of inlines in the voice of a role."""
        return self._build(children, role)[0]

    def _build(self, children: Inlines, role: Role) -> tuple[list[Word], bool]:
        """Return the words of inlines, and whether they run from the right as a whole."""
        voice = self.voice(role)
        builder = WordBuilder(self.metrics, self._known)
        return self._turn(builder, builder.build(self._flattener.flatten(children, voice), voice))

    def _turn(self, builder: WordBuilder, words: list[Word]) -> tuple[list[Word], bool]:
        """Return words with what other scripts need, and whether they run from the right as a whole."""
        joined = join_spaces(words) if builder.foreign else words
        return direct_words(joined, self.metrics) if builder.leftward else (joined, False)

    def lines(self, children: Inlines, role: Role, width: float) -> tuple[Line, ...]:
        """Return inlines as lines of at most this width; those of title and subtitle about as long as each other."""
        words, leftward = self._build(children, role)
        lines = self._break(words, role, width)
        return tuple(line._replace(shift=max(width - line.width, 0.0)) for line in lines) if leftward else lines

    def _break(self, words: Sequence[Word], role: Role, width: float) -> tuple[Line, ...]:
        if role in {"title", "subtitle"}:
            return balance_lines(words, width, self.metrics)
        style = self.style(role)
        if style.justified and width >= style.size * _LEAST_MEASURE:
            parted = style.hyphenated and role not in _WHOLE_WORDS
            return justify_lines(words, width, self.metrics, self._hyphenator if parted else None)
        return set_lines(words, width, self.metrics)

    def line(self, children: Inlines, role: Role) -> Line:
        """Return inlines as one line, however long."""
        return assemble(self.words(children, role), last=True)

    def sign(self, text: str, voice: Voice) -> Line:
        """Return text of our own as one line, such as a bullet, a number or a running foot."""
        builder = WordBuilder(self.metrics)
        words = builder.build(iter((Stretch("text", text, voice),)), voice)
        return assemble(self._turn(builder, words)[0], last=True)


def stack_lines(lines: Sequence[Line], style: TypeStyle, slot: Slot) -> list[Band]:
    """Return a paragraph's lines as bands: a page may end within it where two lines stay on either side.

    No word is parted by the end of a page.
    """
    baseline = find_baseline(style.size, style.leading)
    last = len(lines) - 1
    return [
        Band(
            height=style.leading,
            before=style.before if index == 0 else 0.0,
            cost=KEEP if index and (index in {1, last} or ends_in_hyphen(lines[index - 1])) else FREE,
            lines=(Placed(slot.left, baseline, line, slot.path),),
            marks=line.marks,
        )
        for index, line in enumerate(lines)
    ]


def stack_columns(columns: Sequence[Column], pad: tuple[float, float], cost: int) -> list[Band]:
    """Return columns of lines as bands, one for each line counted from the top, on common baselines.

    `pad` is the room above the first and below the last; `cost` that of a page end between two of them.
    """
    count = max((len(column.lines) for column in columns), default=0)
    bands = [_level(columns, index, FREE if index == 0 else cost) for index in range(max(count, 1))]
    bands[0] = _shift(bands[0], pad[0])
    bands[-1] = replace(bands[-1], height=bands[-1].height + pad[1])
    return bands


def _level(columns: Sequence[Column], index: int, cost: int) -> Band:
    """Return the band of the lines that stand at one height."""
    present = [column for column in columns if index < len(column.lines)]
    height = max((column.style.leading for column in present), default=0.0)
    baseline = max((find_baseline(column.style.size, column.style.leading) for column in present), default=0.0)
    lines = tuple(Placed(column.left, baseline, column.lines[index], column.path) for column in present)
    marks = tuple(mark for placed in lines for mark in placed.line.marks)
    return Band(height=height, cost=cost, lines=lines, marks=marks)


def _shift(band: Band, distance: float) -> Band:
    """Return the band with more room above its lines."""
    lines = tuple(placed._replace(baseline=placed.baseline + distance) for placed in band.lines)
    return replace(band, height=band.height + distance, lines=lines)
