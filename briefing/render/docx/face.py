"""The theme in Word's terms: fonts that readers have, sizes in half points, and colours."""

from dataclasses import dataclass, replace

from briefing.packs.theme import Face, Role, Theme, TypeStyle
from briefing.render.docx.xml import element, twips, val
from briefing.render.marking import LEAST_SIZE

_X_HEIGHTS = {
    "Noto Serif": 0.536, "Noto Sans": 0.536,
    "Cambria": 0.466, "Caladea": 0.466, "Calibri": 0.466, "Carlito": 0.466,
    "Georgia": 0.481, "Times New Roman": 0.448, "Arial": 0.519, "Verdana": 0.545,
}  # fmt: skip
"""Height of a small x by size. Type looks as large as its x: sizes made for one font are scaled for another."""

_SUBSTITUTES = {"Cambria": "Caladea", "Calibri": "Carlito", "Times New Roman": "Liberation Serif", "Arial": "Arimo"}
"""Free fonts with the same widths, named for programs that lack the first."""


@dataclass(frozen=True, slots=True)
class Look:
    """A theme as a DOCX needs it."""

    theme: Theme

    @property
    def measure(self) -> float:
        """The width of the text, in points."""
        return self.theme.page.measure

    def narrow(self) -> "Look":
        """Return the look within one column of the page."""
        page = self.theme.page
        column = replace(page, right=page.width - page.left - page.column, columns=1, gutter=0.0)
        return replace(self, theme=replace(self.theme, page=column))

    def colour(self, name: str) -> str:
        """Return the six digits of a colour of the theme."""
        return self.theme.colours[name].removeprefix("#").upper()

    def half_points(self, role: Role) -> int:
        """Return the size of a role in half points; a handling label is not scaled, only kept from being too small."""
        style = self.theme.styles[role]
        if role == "marking":
            return round(max(style.size, LEAST_SIZE) * 2)
        return round(style.size * self._scale(style.face) * 2)

    def _scale(self, face: Face) -> float:
        made_for, used = self.theme.fonts.get(face, ""), self.theme.docx_fonts[face]
        if made_for not in _X_HEIGHTS or used not in _X_HEIGHTS:
            return 1.0
        return _X_HEIGHTS[made_for] / _X_HEIGHTS[used]

    def fonts(self, face: Face) -> str:
        """Return w:rFonts for a face."""
        family = self.theme.docx_fonts[face]
        return element("w:rFonts", {"w:ascii": family, "w:hAnsi": family, "w:cs": family})

    def characters(self, role: Role, colour: str = "") -> str:
        """Return the properties of a role's characters, in schema order; `colour` replaces the role's own."""
        style = self.theme.styles[role]
        size = self.half_points(role)
        return "".join(
            (
                self.fonts(style.face),
                "<w:b/><w:bCs/>" if style.weight != "regular" else "",
                "<w:i/><w:iCs/>" if style.italic else "",
                "<w:caps/>" if style.capitals else "",
                val("w:color", colour or self.colour(style.colour)),
                val("w:spacing", twips(style.tracking)) if style.tracking else "",
                val("w:sz", size) + val("w:szCs", size),
            )
        )


def spacing(style: TypeStyle, air: tuple[float, float] = (0.0, 0.0)) -> str:
    """Return w:spacing for a style, with some air added above and below.

    Lines are at least as high as the leading: a taller substitute font is not cut.
    """
    above, below = air
    return element(
        "w:spacing",
        {
            "w:before": twips(style.before + above),
            "w:after": twips(style.after + below),
            "w:line": twips(style.leading),
            "w:lineRule": "atLeast",
        },
    )


def write_fonts(look: Look) -> tuple[str, ...]:
    """Return the entries of the font table: each family once, with its free equal."""
    families: dict[str, Face] = {family: face for face, family in sorted(look.theme.docx_fonts.items(), reverse=True)}
    return tuple(_font(family, face) for family, face in sorted(families.items()))


def _font(family: str, face: Face) -> str:
    substitute = _SUBSTITUTES.get(family)
    return element(
        "w:font",
        {"w:name": family},
        val("w:altName", substitute) if substitute else "",
        val("w:charset", "00"),
        val("w:family", "roman" if face == "serif" else "swiss"),
        val("w:pitch", "variable"),
    )
