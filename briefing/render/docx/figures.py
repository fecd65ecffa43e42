"""Figures: a picture in the line of the text, with its description, between caption and source."""

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.model.document import Figure, Inlines, Text
from briefing.render.characters import Sieve
from briefing.render.docx.captions import write_caption
from briefing.render.docx.face import Look
from briefing.render.docx.inlines import choose_voice, write_inlines
from briefing.render.docx.ledger import Ledger
from briefing.render.docx.pieces import Paragraph
from briefing.render.docx.styles import BOX_EDGE, BOX_INDENT, BOX_PADDING
from briefing.render.docx.xml import Attributes, element, wrap
from briefing.render.figures import Picture, find_share

_UNITS = 12_700
"""Parts of a point that Word measures pictures in."""
_PART = 0.75
"""Of the page's height, what a picture may fill: the rest is for its lines and for notes."""
_FIRST = 1_000_000
"""Numbers of pictures are above this, since those of the organisation's own header are the file's too."""
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"
_DECORATES = (
    f'<a:extLst xmlns:a="{_DRAWING}main"><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)
"""How Word 2019 and later mark a picture that needs no description."""


@dataclass(frozen=True, slots=True)
class Hanger:
    """Write figures in one look into one ledger, in a box and drawn in by `indent` where they stand so."""

    look: Look
    ledger: Ledger
    box: str = ""
    indent: float | None = None

    def write(self, figure: Figure) -> Iterator[Paragraph]:
        """Yield caption, picture and source, kept together; the description in words where there is no picture."""
        if figure.caption:
            yield self._lay("Caption", write_caption(figure.caption, self.ledger, choose_voice(self.look, "caption")))
        picture = self.ledger.gallery.open(figure)
        if picture is None:
            yield self._lay("Remark", self._say((Text(figure.alt),)), keep=bool(figure.source) or None)
        else:
            yield self._lay("Figure", self._hang(figure, picture), keep=None if figure.source else False)
        if figure.source:
            yield self._lay("Legend", self._say(figure.source))

    def _lay(self, style: str, content: str, *, keep: bool | None = None) -> Paragraph:
        return Paragraph(style=self.box + style, content=content, keep=keep, indent=self.indent)

    def _say(self, children: Inlines) -> str:
        return write_inlines(children, self.ledger, choose_voice(self.look, "legend"))

    def _hang(self, figure: Figure, picture: Picture) -> str:
        page = self.look.theme.page
        wanted = self._measure() * find_share(figure)
        width, height = picture.fit(wanted, (page.height - page.top - page.bottom) * _PART)
        if width < wanted:
            self.ledger.gallery.note_scaled(figure)
        name, number = self.ledger.pictures.name(picture)
        alt = Sieve().clean(figure.alt)
        return f"<w:r>{write_drawing(name, number, alt, (width, height))}</w:r>"

    def _measure(self) -> float:
        """Return the width there is."""
        inside = BOX_PADDING + BOX_EDGE if self.box else 0.0
        left = self.indent if self.indent is not None else BOX_INDENT if self.box else 0.0
        return self.look.measure - left - inside


def write_drawing(name: str, number: int, alt: str, points: tuple[float, float]) -> str:
    """Return w:drawing for the picture of a relationship: in the line, not floating; without `alt` mere decoration."""
    named: Attributes = {"id": _FIRST + number, "name": f"Picture {number}", "descr": alt}
    size = (round(points[0] * _UNITS), round(points[1] * _UNITS))
    graphic = element("a:graphicData", {"uri": f"{_DRAWING}picture"}, _write_picture(name, named, size))
    return wrap(
        "w:drawing",
        element(
            "wp:inline",
            {"xmlns:wp": f"{_DRAWING}wordprocessingDrawing", "distT": 0, "distB": 0, "distL": 0, "distR": 0},
            element("wp:extent", {"cx": size[0], "cy": size[1]}),
            element("wp:docPr", named, "" if alt else _DECORATES),
            element(
                "wp:cNvGraphicFramePr",
                None,
                element("a:graphicFrameLocks", {"xmlns:a": f"{_DRAWING}main", "noChangeAspect": 1}),
            ),
            element("a:graphic", {"xmlns:a": f"{_DRAWING}main"}, graphic),
        ),
    )


def _write_picture(name: str, named: Attributes, size: tuple[int, int]) -> str:
    about = wrap("pic:nvPicPr", element("pic:cNvPr", named) + "<pic:cNvPicPr/>")
    blip = wrap("pic:blipFill", element("a:blip", {"r:embed": name}) + "<a:stretch><a:fillRect/></a:stretch>")
    extent = element("a:ext", {"cx": size[0], "cy": size[1]})
    frame = wrap("a:xfrm", '<a:off x="0" y="0"/>' + extent)
    shape = wrap("pic:spPr", frame + '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>')
    return element("pic:pic", {"xmlns:pic": f"{_DRAWING}picture"}, about, blip, shape)
