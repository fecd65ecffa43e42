"""What runs along on every page: kicker or short title, marking, edition, page number."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from briefing.model.document import Masthead
from briefing.packs.theme import Role
from briefing.render.pdf.bands import Placed
from briefing.render.pdf.inlines import Voice
from briefing.render.pdf.lines import Line
from briefing.render.pdf.setting import Typographer

TLP_COLOURS = {
    "TLP:RED": "#FF2B2B",
    "TLP:AMBER": "#FFC000",
    "TLP:AMBER+STRICT": "#FFC000",
    "TLP:GREEN": "#33FF00",
    "TLP:CLEAR": "#FFFFFF",
}
"""The labels of TLP 2.0 and the colours it prescribes, on black."""
BLACK = "#000000"

_HEADER_SHARE, _FOOTER_SHARE = 0.58, 0.55
"""How far from the sheet's edge the middle of header and footer lie, in parts of the margin."""
_LABEL_INSET, _LABEL_HEIGHT = 6.0, 17.0
_CLEAR = 14.0
"""Room between two things on one running line."""
_HALF_CAPITAL = 0.357


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


class RunningLines:
    """Compose header and footer of each page. A marking is never shortened: what stands beside it gives way."""

    def __init__(self, typographer: Typographer, masthead: Masthead) -> None:
        self._type = typographer
        self._masthead = masthead
        page = typographer.theme.page
        self._width = page.width - page.left - page.right
        self._head = page.top * _HEADER_SHARE
        self._foot = page.height - page.bottom * _FOOTER_SHARE

    def compose(self, number: int, count: int) -> Furniture:
        """Return the running lines of one page."""
        lines: list[Placed] = []
        panels: list[Panel] = []
        self._compose_head(number, lines, panels)
        self._compose_foot(number, count, lines, panels)
        return Furniture(tuple(lines), tuple(panels))

    def _compose_head(self, number: int, lines: list[Placed], panels: list[Panel]) -> None:
        taken = self._place_marking(self._head, lines, panels, lambda width: self._width - width)
        kicker = number == 1
        text = self._masthead.kicker if kicker else self._masthead.short_title or self._masthead.title
        self._place_text(text, "kicker" if kicker else "running", self._head, self._width - taken, lines)

    def _compose_foot(self, number: int, count: int, lines: list[Placed], panels: list[Panel]) -> None:
        page = self._fit(_fill_in(self._masthead.page, number, count), "running", self._width / 3)
        edge = self._width - page.width
        if page.runs:
            lines.append(Placed(edge, self._baseline("running", self._foot), page, (("running", 0),)))
        marked = self._place_marking(self._foot, lines, panels, self._centre(page.width))
        left = (self._width - marked) / 2 if marked else edge
        self._place_text(self._masthead.edition, "running", self._foot, min(left, edge) - _CLEAR, lines)

    def _centre(self, page_width: float) -> Callable[[float], float]:
        """Return how a marking in the foot is placed: in the middle, or as far left as the page number asks for."""
        return lambda width: max(0.0, min((self._width - width) / 2, self._width - page_width - _CLEAR - width))

    def _place_marking(
        self, middle: float, lines: list[Placed], panels: list[Panel], left: Callable[[float], float]
    ) -> float:
        """Place the handling label and return the width that it takes: a TLP label on black, other text bare."""
        text = self._masthead.marking
        if not text:
            return 0.0
        voice = self._type.voice("marking")
        colour = TLP_COLOURS.get(text)
        inset = _LABEL_INSET if colour else 0.0
        line = self._shrink(text, replace(voice, colour=colour or voice.colour), inset)
        width = line.width + 2 * inset
        x = left(width)
        if colour:
            panels.append(Panel(x, middle - _LABEL_HEIGHT / 2, width, _LABEL_HEIGHT, BLACK))
        size = line.runs[0].ink.size
        lines.append(Placed(x + inset, middle + size * _HALF_CAPITAL, line, (("marking", 0),)))
        return width + _CLEAR

    def _shrink(self, text: str, voice: Voice, inset: float) -> Line:
        """Return the marking in one line, smaller where the measure is too narrow for it."""
        line = self._type.sign(text, voice)
        most = self._width - 2 * inset
        if line.width > most > 0:
            line = self._type.sign(text, replace(voice, size=voice.size * most / line.width * 0.999))
        return line

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
            kept = (kept[:cut] if cut > 0 else kept[:-1]).rstrip(" ,;:–-")
            line = self._type.sign(f"{kept}…", voice)
        return line if kept else Line((), 0.0)

    def _baseline(self, role: Role, middle: float) -> float:
        """Return the baseline that puts capitals of a role in the middle of the line."""
        return middle + self._type.style(role).size * _HALF_CAPITAL


def _fill_in(pattern: str, number: int, count: int) -> str:
    """Return the page line with its numbers; nothing else in it is taken for a field."""
    return pattern.replace("{pages}", str(count)).replace("{page}", str(number))
