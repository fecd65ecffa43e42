"""The theme part: the colours and fonts that Word offers an editor first are those of the document."""

from briefing.render.docx.face import Look
from briefing.render.docx.xml import element

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_COLOURS = (
    ("dk1", "ink"), ("lt1", ""), ("dk2", "accent"), ("lt2", "tint"), ("accent1", "accent"), ("accent2", "alert"),
    ("accent3", "muted"), ("accent4", "hairline"), ("accent5", "ink"), ("accent6", "tint"), ("hlink", "accent"),
    ("folHlink", "muted"),
)  # fmt: skip
"""Word's twelve places and the colour of our theme that goes there; the empty one is paper."""
_PAPER = "FFFFFF"
_STEPS = 3
"""How many fills, lines and effects a theme must define, subtle to intense. Ours has one of each."""


def write_theme(look: Look) -> str:
    """Return theme1.xml."""
    elements = _write_colours(look) + _write_fonts(look) + _write_formats()
    content = element("a:themeElements", None, elements)
    return element("a:theme", {"xmlns:a": _DRAWING, "name": "Brief"}, content)


def _write_colours(look: Look) -> str:
    colours = (
        element(f"a:{place}", None, element("a:srgbClr", {"val": look.colour(name) if name else _PAPER}))
        for place, name in _COLOURS
    )
    return element("a:clrScheme", {"name": "Brief"}, *colours)


def _write_fonts(look: Look) -> str:
    """Return the fonts: headings are ours, so in the sans; running text is mostly a source's, so in the serif."""
    faces = look.theme.docx_fonts
    none = element("a:ea", {"typeface": ""}) + element("a:cs", {"typeface": ""})
    major = element("a:majorFont", None, element("a:latin", {"typeface": faces["sans"]}), none)
    minor = element("a:minorFont", None, element("a:latin", {"typeface": faces["serif"]}), none)
    return element("a:fontScheme", {"name": "Brief"}, major, minor)


def _write_formats() -> str:
    fill = element("a:solidFill", None, element("a:schemeClr", {"val": "phClr"}))
    line = element("a:ln", {"w": 6350}, fill)
    effect = element("a:effectStyle", None, "<a:effectLst/>")
    lists = (("fillStyleLst", fill), ("lnStyleLst", line), ("effectStyleLst", effect), ("bgFillStyleLst", fill))
    styles = (element(f"a:{name}", None, content * _STEPS) for name, content in lists)
    return element("a:fmtScheme", {"name": "Brief"}, *styles)
