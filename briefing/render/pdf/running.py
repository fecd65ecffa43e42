"""What runs along on every page: kicker or short title, marking, notice, copy, edition, page number."""

from dataclasses import dataclass, replace

from briefing.model.document import Masthead
from briefing.packs.theme import Role
from briefing.render.characters import Sieve
from briefing.render.logo import HungLogo
from briefing.render.marking import BLACK, TLP_COLOURS
from briefing.render.pdf.bands import Illustration, Placed
from briefing.render.pdf.inlines import Voice
from briefing.render.pdf.lines import Line
from briefing.render.pdf.setting import Typographer

_HEADER_SHARE, _FOOTER_SHARE = 0.58, 0.55
"""How far from the sheet's edge the middle of header and footer lie, in parts of the margin."""
_LABEL_INSET, _LABEL_HEIGHT = 6.0, 17.0
_CLEAR = 14.0
"""Room between two things on one running line."""
_HALF_CAPITAL = 0.357
_LEAST_SHARE = 0.3
"""The part of the measure that a marking leaves to the running title if it stands beside it."""
_NEXT_LINE = 15.0
_LOGO_SHARE = 0.42
"""How far from the sheet's edge a logo begins, in parts of the margin."""
_BELOW_LOGO, _CLEAR_SHARE = 16.0, 0.25
"""Room between a logo and the middle of the head below it; or the part of the margin that parts it from the text."""
_SHY = 0.999
_LEAST_STEP = 10.0
"""From the middle of one running line to that of the next, where the margin leaves little room."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A filled rectangle; `x` from the left edge of the measure, `y` its top from the top of the sheet."""

    x: float
    y: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True, slots=True)
class Furniture:
    """The running lines of one page. `baseline` counts from the top of the sheet."""

    lines: tuple[Placed, ...]
    panels: tuple[Panel, ...]
    logo: Illustration | None = None
    """Its `y` counts from the top of the sheet too; an empty `alt` is mere decoration."""


@dataclass(frozen=True, slots=True)
class Marking:
    """The handling label as a line, and the room between it and the edge of its panel, if it has one."""

    line: Line
    inset: float

    @property
    def width(self) -> float:
        """The width that it takes, panel included."""
        return self.line.width + 2 * self.inset if self.line.runs else 0.0


class RunningLines:
    """Compose header and footer of each page.

    A marking is never shortened: what stands beside it gives way, and where little room is left for that, the marking
    moves to a line of its own towards the edge of the sheet.
    """

    def __init__(self, typographer: Typographer, masthead: Masthead, logo: HungLogo | None = None) -> None:
        self._type = typographer
        self._masthead = masthead
        page = typographer.theme.page
        self._page = page
        self._width = page.width - page.left - page.right
        self._head = page.top * _HEADER_SHARE
        self._foot = page.height - page.bottom * _FOOTER_SHARE
        self._logo = self._hang(logo, page.top * _LOGO_SHARE) if logo else None
        self.drop = self._find_drop(page.top)
        """How much lower than on other pages head and text stand on the first one, below the logo."""

    def _hang(self, logo: HungLogo, top: float) -> Illustration:
        x = logo.align(self._width)
        return Illustration(x, top, logo.width, logo.height, logo.picture, Sieve().clean(logo.alt), (("logo", 0),))

    def _find_drop(self, top: float) -> float:
        if self._logo is None:
            return 0.0
        low = self._logo.y + self._logo.height
        if not (self._masthead.kicker or self._masthead.marking or self._masthead.notice):
            return max(low - top * (1 - _CLEAR_SHARE), 0.0)
        marking = self._make_marking()
        return max(low + _BELOW_LOGO + (0.0 if self._fits_beside(marking) else _NEXT_LINE) - self._head, 0.0)

    def compose(self, number: int, count: int) -> Furniture:
        """Return the running lines of one page."""
        lines: list[Placed] = []
        panels: list[Panel] = []
        self._compose_head(number, lines, panels)
        self._compose_foot(number, count, lines, panels)
        return Furniture(tuple(lines), tuple(panels), self._logo if number == 1 else None)

    def _compose_head(self, number: int, lines: list[Placed], panels: list[Panel]) -> None:
        marking = self._make_marking()
        room = self._width
        head = self._head + (self.drop if number == 1 else 0.0)
        if marking.width:
            beside = self._fits_beside(marking)
            middle = head if beside else head - _NEXT_LINE
            self._place_marking(marking, self._width - marking.width, middle, lines, panels)
            room -= marking.width + _CLEAR if beside else 0.0
        kicker = number == 1
        text = self._masthead.kicker if kicker else self._masthead.short_title or self._masthead.title
        self._place_text(text, "kicker" if kicker else "running", head, room, lines)
        below = head + max((self._page.top - self._head) / 2, _LEAST_STEP)
        self._place_whole(self._masthead.notice, "kicker", below, lines)

    def _fits_beside(self, marking: Marking) -> bool:
        return self._width - marking.width >= self._width * _LEAST_SHARE

    def _compose_foot(self, number: int, count: int, lines: list[Placed], panels: list[Panel]) -> None:
        page = self._fit(_fill_in(self._masthead.page, number, count), "running", self._width / 3)
        room = self._width - page.width - _CLEAR
        if page.runs:
            baseline = self._baseline("running", self._foot)
            lines.append(Placed(self._width - page.width, baseline, page, (("running", 0),)))
        marking = self._make_marking()
        if marking.width:
            beside = marking.width <= room
            x = self._balance(marking.width, room) if beside else (self._width - marking.width) / 2
            self._place_marking(marking, x, self._foot if beside else self._foot + _NEXT_LINE, lines, panels)
            room = x - _CLEAR if beside else room
        self._place_text(self._masthead.edition, "running", self._foot, room, lines)
        end = self._page.height - self._page.bottom
        self._place_whole(self._masthead.copy, "running", self._foot - max((self._foot - end) / 2, _LEAST_STEP), lines)

    def _balance(self, width: float, room: float) -> float:
        """Return where a marking stands in the foot: in the middle, or where the edition and the page leave room."""
        edition = self._type.sign(self._masthead.edition, self._type.voice("running")).width
        clear = edition + _CLEAR if edition else 0.0
        return min(max((self._width - width) / 2, clear), room - width)

    def _make_marking(self) -> Marking:
        """Return the handling label set: smaller where the measure is too narrow for it."""
        text = self._masthead.marking
        voice = self._type.voice("marking")
        label = TLP_COLOURS.get(text)
        inset = _LABEL_INSET if label else 0.0
        voice = replace(voice, colour=label or voice.colour)
        return Marking(self._sign_whole(text, voice, self._width - 2 * inset), inset)

    def _sign_whole(self, text: str, voice: Voice, most: float) -> Line:
        """Return a text as one line that is never shortened: smaller where the measure is too narrow for it."""
        line = self._type.sign(text, voice)
        if line.width > most > 0:
            less = most / line.width * _SHY
            return self._type.sign(text, replace(voice, size=voice.size * less, tracking=voice.tracking * less))
        return line

    def _place_marking(
        self, marking: Marking, x: float, middle: float, lines: list[Placed], panels: list[Panel]
    ) -> None:
        """Place a marking at `x`: a TLP label on black, other text bare."""
        if marking.inset:
            panels.append(Panel(x, middle - _LABEL_HEIGHT / 2, marking.width, _LABEL_HEIGHT, BLACK))
        baseline = middle + marking.line.runs[0].ink.size * _HALF_CAPITAL
        lines.append(Placed(x + marking.inset, baseline, marking.line, (("marking", 0),)))

    def _place_whole(self, text: str, role: Role, middle: float, lines: list[Placed]) -> None:
        """Place what every page must say; on the first page what stands above is read as the text is."""
        line = self._sign_whole(text, self._type.voice(role), self._width)
        if line.runs:
            lines.append(Placed(0.0, self._baseline(role, middle), line, (("notice", 0),)))

    def _place_text(self, text: str, role: Role, middle: float, width: float, lines: list[Placed]) -> None:
        line = self._fit(text, role, width)
        if line.runs:
            lines.append(Placed(0.0, self._baseline(role, middle), line, ((role, 0),)))

    def _fit(self, text: str, role: Role, width: float) -> Line:
        """Return text in one line, shortened word by word, then letter by letter, and empty where nothing fits."""
        voice = self._type.voice(role)
        line = self._type.sign(text, voice)
        kept = text.rstrip()
        while kept and line.width > width:
            cut = kept.rfind(" ")
            kept = (kept[:cut] if cut > 0 else kept[:-1]).rstrip(" ,;:–-·")
            line = self._type.sign(f"{kept}…", voice)
        return line if kept else Line((), 0.0)

    def _baseline(self, role: Role, middle: float) -> float:
        """Return the baseline that puts capitals of a role in the middle of the line."""
        return middle + self._type.style(role).size * _HALF_CAPITAL


def _fill_in(pattern: str, number: int, count: int) -> str:
    """Return the page line with its numbers; nothing else in it is taken for a field."""
    return pattern.replace("{pages}", str(count)).replace("{page}", str(number))
