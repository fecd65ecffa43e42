"""How the words of a Word file look: those that nobody sees, that look crossed out, or that are no text at all."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from briefing.verify.colour import FAINTEST, measure_contrast

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_VML = "{urn:schemas-microsoft-com:vml}"

SMALLEST = 8
"""Half points: under four points nobody reads."""
NARROWEST = 20
"""Per cent of their own width that letters may be squeezed to."""
_LOOKS = frozenset(
    W + name for name in ("vanish", "webHidden", "specVanish", "strike", "dstrike", "color", "shd", "sz", "w")
)
_OFF = frozenset({"0", "false", "off"})
_UNREAD: Mapping[str, str] = {
    W + "sym": "a sign of a symbol font",
    W + "altChunk": "another document inside this one",
    W + "dataBinding": "words that the program fills in when the file is opened",
    W + "endnoteReference": "an endnote",
    W + "subDoc": "another document inside this one",
    _MATH + "t": "a formula",
    _DRAWING + "t": "words in a drawing",
    _VML + "textpath": "words in a drawing",
}
"""What shows words that are no runs of text, so that they are not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What decides whether words are seen; None where nothing is said."""

    hidden: bool | None = None
    struck: bool | None = None
    colour: str | None = None
    ground: str | None = None
    size: int | None = None
    width: int | None = None

    def over(self, below: "Look") -> "Look":
        """Return this look with what it leaves open taken from another."""
        return Look(
            hidden=below.hidden if self.hidden is None else self.hidden,
            struck=below.struck if self.struck is None else self.struck,
            colour=self.colour or below.colour, ground=self.ground or below.ground,
            size=self.size or below.size, width=self.width or below.width,
        )  # fmt: skip

    @property
    def fault(self) -> str:
        """Say why words of this look are not read as they stand; nothing where they are."""
        if self.struck:
            return "words that are crossed out"
        small = (self.size or SMALLEST) < SMALLEST or (self.width or NARROWEST) < NARROWEST
        faint = self.colour is not None and measure_contrast(self.colour, self.ground or "FFFFFF") < FAINTEST
        return "hidden words" if self.hidden or small or faint else ""


class Sheet:
    """The styles of a file, each looked up once."""

    def __init__(self, styles: etree._Element | None) -> None:
        """Gather the styles by their ids; without a part there are none."""
        found = styles.iter(W + "style") if styles is not None else ()
        self._styles = {each.get(W + "styleId", ""): each for each in found}
        self._looks: dict[str, Look] = {}

    def find(self, name: str) -> Look:
        """Return the look that a style gives, those that it is based on included; a circle of styles ends."""
        style = self._styles.get(name)
        if style is None:
            return Look()
        if name not in self._looks:
            self._looks[name] = Look()
            ground = _read(style.find(W + "pPr")).ground
            own = _read(style.find(W + "rPr")).over(Look(ground=ground))
            self._looks[name] = own.over(self.find(_value(style.find(W + "basedOn"))))
        return self._looks[name]


def list_hidden(story: etree._Element, sheet: Sheet) -> Iterator[str]:
    """Yield what is wrong with the look of the words in a part, once for each run."""
    for run in story.iter(W + "r"):
        words = "".join(each.text or "" for each in run.iter(W + "t"))
        fault = _look_at(run, sheet).fault if words.strip() else ""
        if fault:
            yield f"{fault}: “{words}”"
    for element in story.iter(*_UNREAD):
        said = (element.get("string") or element.text or "").strip()
        yield f"{_UNREAD[str(element.tag)]}, which is not read{f': “{said}”' if said else ''}"


def list_numbered(users: Sequence[etree._Element], numbers: etree._Element) -> Iterator[str]:
    """Yield the words that numbering puts before the paragraphs of parts: signs may stand round a number, no words."""
    kinds = {each.get(W + "abstractNumId", ""): each for each in numbers.iter(W + "abstractNum")}
    used = {_value(each) for part in users for each in part.iter(W + "numId")}
    for one in (each for each in numbers.iter(W + "num") if each.get(W + "numId", "") in used):
        kind = kinds.get(_value(one.find(W + "abstractNumId")))
        for level in (*one.iter(W + "lvlText"), *(kind.iter(W + "lvlText") if kind is not None else ())):
            words = re.sub(r"%\d", "", _value(level)).strip()
            if re.search(r"\w{2}", words):
                yield f"words in the numbering of paragraphs: “{words}”"


def _look_at(run: etree._Element, sheet: Sheet) -> Look:
    """Return the look of a run: its own, that of its style, and that of its paragraph and cell."""
    own = run.find(W + "rPr")
    look = _read(own).over(sheet.find(_value(own.find(W + "rStyle")))) if own is not None else Look()
    for around in run.iterancestors(W + "p", W + "tc"):
        properties = around.find(W + ("pPr" if around.tag == W + "p" else "tcPr"))
        if properties is not None:
            ground = _read(properties).ground
            look = look.over(Look(ground=ground)).over(sheet.find(_value(properties.find(W + "pStyle"))))
    return look


def _read(properties: etree._Element | None) -> Look:
    """Return the look that properties say; most say nothing of it."""
    said = {str(each.tag): each for each in properties} if properties is not None else {}
    if not _LOOKS & said.keys():
        return Look()
    shade = said.get(W + "shd")
    return Look(
        hidden=_any(said, "vanish", "webHidden", "specVanish"), struck=_any(said, "strike", "dstrike"),
        colour=_colour(_value(said.get(W + "color"))),
        ground=_colour(shade.get(W + "fill", "")) if shade is not None else None,
        size=_number(_value(said.get(W + "sz"))), width=_number(_value(said.get(W + "w")).removesuffix("%")),
    )  # fmt: skip


def _any(said: Mapping[str, etree._Element], *names: str) -> bool | None:
    """Say whether one of several switches is on; None where none is set."""
    switches = [said[W + name].get(W + "val", "1") not in _OFF for name in names if W + name in said]
    return any(switches) if switches else None


def _value(element: etree._Element | None) -> str:
    return "" if element is None else str(element.get(W + "val", ""))


def _colour(value: str) -> str | None:
    """Return six hexadecimal digits; None for "auto" and for what is no colour."""
    return value if re.fullmatch(r"[0-9A-Fa-f]{6}", value) else None


def _number(value: str) -> int | None:
    return int(value) if re.fullmatch(r"\d{1,6}", value) else None
