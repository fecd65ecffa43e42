"""The content stream of one page: marked content, grounds, frames and text, in the operators of PDF."""

from collections.abc import Iterator, Sequence
from typing import Literal, Protocol

from briefing.render.pdf.lines import Ink
from briefing.render.pdf.shaping import PER_EM, Glyph, ScriptFont

Artifact = Literal["Layout", "Header", "Footer", "Pagination"]
"""What is no part of the text: the look of the page, what runs along above or below, what is repeated."""

_ARTIFACTS: dict[Artifact, str] = {
    "Layout": "/Artifact <</Type/Layout>> BDC",
    "Header": "/Artifact <</Type/Pagination/Subtype/Header/Attached[/Top]>> BDC",
    "Footer": "/Artifact <</Type/Pagination/Subtype/Footer/Attached[/Bottom]>> BDC",
    "Pagination": "/Artifact <</Type/Pagination>> BDC",
}
_CURVE = 0.4477
"""How far the control point of a quarter circle lies from its corner, in parts of the radius."""
_SLACK = 0.004


class Encoder(Protocol):
    """What a stream asks of the file's fonts."""

    def encode(self, text: str, font: str) -> Sequence[tuple[str, str]]:
        """Return the text in pieces: the name of a font resource and the literal string in its code."""
        ...

    def place(self, glyphs: Sequence[Glyph], font: ScriptFont) -> Iterator[tuple[str, float, str]]:
        """Yield glyphs in pieces: a font resource, how high they stand in thousandths, the array of their codes."""
        ...


class PageStream:
    """One page in the making. Coordinates are points from the lower left corner of the sheet."""

    def __init__(self, encoder: Encoder) -> None:
        """Start an empty page."""
        self._encoder = encoder
        self._code: list[str] = []
        self._mark: object = None
        self._colour = self._stroke = ""
        self._font: tuple[str, float] = ("", 0.0)
        self._tracking = self._rise = self._spacing = 0.0
        self._x = self._y = -1.0

    def finish(self) -> bytes:
        """Return the stream."""
        self.close()
        return "\n".join(self._code).encode("latin-1")

    # ----------------------------------------------------------------------------------------------- marked content

    def open(self, key: object, tag: str, number: int) -> None:
        """Begin marked content of a structure element; what is open under another key ends."""
        self.close()
        self._mark = key
        self._code.append(f"/{tag} <</MCID {number}>> BDC")

    def is_open(self, key: object) -> bool:
        """Tell whether the marked content of a key goes on."""
        return self._mark is key

    def open_artifact(self, kind: Artifact) -> None:
        """Begin what is no part of the text, unless it goes on."""
        if self._mark != kind:
            self.close()
            self._mark = kind
            self._code.append(_ARTIFACTS[kind])

    def close(self) -> None:
        """End the marked content that is open."""
        if self._mark is not None:
            self._mark = None
            self._code.append("EMC")

    # -------------------------------------------------------------------------------------------- grounds and frames

    def draw(self, name: str, rect: tuple[float, float, float, float]) -> None:
        """Draw a picture into a rectangle, x, y, width, height: not within text."""
        x, y, width, height = rect
        self._code.append(f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm\n/{name} Do\nQ")

    def fill(self, rect: tuple[float, float, float, float], colour: str) -> None:
        """Fill a rectangle: x, y, width, height."""
        self._set_colour(colour)
        x, y, width, height = rect
        self._code.append(f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def frame(self, rect: tuple[float, float, float, float], radius: float, ink: tuple[float, str]) -> None:
        """Draw a frame with round corners; `ink` is the width of its line and its colour."""
        width, colour = ink
        left, low, right, high = rect[0], rect[1], rect[0] + rect[2], rect[1] + rect[3]
        near = radius * _CURVE
        self._code.append(f"{read_colour(colour)} RG {width:.2f} w {left + radius:.2f} {low:.2f} m")
        corners = (
            (right - radius, low, right - near, low, right, low + near, right, low + radius),
            (right, high - radius, right, high - near, right - near, high, right - radius, high),
            (left + radius, high, left + near, high, left, high - near, left, high - radius),
            (left, low + radius, left, low + near, left + near, low, left + radius, low),
        )
        for corner in corners:
            numbers = [f"{number:.2f}" for number in corner]
            self._code.append(f"{' '.join(numbers[:2])} l {' '.join(numbers[2:])} c")
        self._code.append("s")

    # --------------------------------------------------------------------------------------------------------- text

    def begin_text(self) -> None:
        """Begin text; grounds and frames come before it, pictures between."""
        self.close()
        self._x = self._y = -1.0
        self._code.append("BT")

    def end_text(self) -> None:
        """End text."""
        self.close()
        self._code.append("ET")

    def write(self, text: str, ink: Ink, place: tuple[float, float, float], spacing: float = 0.0) -> None:
        """Write text at (x, baseline, width), its spaces widened by `spacing`."""
        x, y, width = place
        if y != self._y or abs(x - self._x) > _SLACK:
            self._code.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
        self._x, self._y = x + width, y
        self._set_ink(ink, spacing)
        for font, literal in self._encoder.encode(text, ink.font):
            if (font, ink.size) != self._font:
                self._font = (font, ink.size)
                self._code.append(f"{font} {ink.size:.4g} Tf")
            self._code.append(f"{literal} Tj")

    def write_glyphs(self, glyphs: Sequence[Glyph], font: ScriptFont, ink: Ink, place: tuple[float, float]) -> None:
        """Write glyphs of a font at (x, baseline), each in its own place."""
        self._code.append(f"1 0 0 1 {place[0]:.2f} {place[1]:.2f} Tm")
        self._x = -1.0
        self._set_ink(ink, 0.0)
        for name, up, array in self._encoder.place(glyphs, font):
            if (name, ink.size) != self._font:
                self._font = (name, ink.size)
                self._code.append(f"{name} {ink.size:.4g} Tf")
            self._set_rise(ink.rise + up * ink.size / PER_EM)
            self._code.append(f"{array} TJ")

    def open_span(self, actual: str, language: str) -> None:
        """Say what the following text reads as where it looks otherwise, such as capitals, and its language.

        With neither it is only set apart: a hyphen that the end of a line asks for.
        """
        said = f"/ActualText <{_encode(actual)}>" if actual else ""
        tongue = f"/Lang ({language})" if language else ""
        self._code.append(f"/Span <<{tongue}{said}>> BDC")

    def close_span(self) -> None:
        """End the text that reads otherwise or is in another language."""
        self._code.append("EMC")

    def _set_ink(self, ink: Ink, spacing: float) -> None:
        """Set colour, letter-spacing, rise and word-spacing where they differ from those in force."""
        self._set_colour(ink.colour)
        if ink.tracking != self._tracking:
            self._tracking = ink.tracking
            self._code.append(f"{ink.tracking:.3f} Tc")
        self._set_rise(0.0 if ink.framed else ink.rise)
        if spacing != self._spacing:
            self._spacing = spacing
            self._code.append(f"{spacing:.4f} Tw")

    def _set_rise(self, rise: float) -> None:
        if rise != self._rise:
            self._rise = rise
            self._code.append(f"{rise:.2f} Ts")

    def _set_colour(self, colour: str) -> None:
        if colour != self._colour:
            self._colour = colour
            self._code.append(f"{read_colour(colour)} rg")


def _encode(text: str) -> str:
    return ("\ufeff" + text).encode("utf-16-be", "replace").hex().upper()


def read_colour(colour: str) -> str:
    """Return "#RRGGBB" as three numbers from 0 to 1, as operators take them."""
    value = int(colour.lstrip("#"), 16)
    return " ".join(f"{part / 255:.4g}" for part in (value >> 16, value >> 8 & 0xFF, value & 0xFF))
