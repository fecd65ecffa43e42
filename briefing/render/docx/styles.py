"""Every style of the document, made from the theme and named after its role; Word's own names where Word has one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from briefing.model.document import CalloutRole, ParagraphRole
from briefing.packs.theme import Role
from briefing.render.cover import TITLE_SHARE
from briefing.render.docx.face import Look, spacing
from briefing.render.docx.language import write_languages
from briefing.render.docx.xml import Attributes, element, root, twips, val, wrap
from briefing.render.marking import find_tlp_colour

PARAGRAPHS: dict[ParagraphRole, str] = {
    "body": "BodyText",
    "statement": "Statement",
    "label": "StatementLabel",
    "legend": "Legend",
    "remark": "Remark",
}
"""The paragraph style of each role."""

BOXES: dict[CalloutRole, str] = {"key-points": "KeyPoints", "box": "Box"}
"""What stands before a style's id inside a box."""

_BOX_NAMES: dict[CalloutRole, str] = {"key-points": "Key Points", "box": "Box"}
_BOXED = {
    "Heading1": "Heading 1", "Heading2": "Heading 2", "Heading3": "Heading 3", "BodyText": "Text",
    "Statement": "Statement", "StatementLabel": "Label", "Legend": "Legend", "Remark": "Remark",
    "Caption": "Caption", "Figure": "Figure",
    "ListBullet": "List Bullet", "ListNumber": "List Number",
    "StatementBullet": "Statement Bullet", "StatementNumber": "Statement Number",
}  # fmt: skip
"""The styles that have a twin inside a box, and what the twin is called there."""

BOX_RULE = 3.0
BOX_PADDING = 10.0
BOX_EDGE = 0.5
BOX_INDENT = BOX_RULE + BOX_PADDING
"""Text in a box stands in by the rule and the padding, so that the rule's outer edge is the text's edge outside."""

_BELOW_LOGO, _BELOW_HEADER = 8.0, 22.0
"""Points between a logo and the kicker, and between the header that both stand in and the title."""
NOTE_INDENT = 14.0
_KEEP_NEXT = "<w:keepNext/>"
_KEEP_WHOLE = "<w:keepNext/><w:keepLines/>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """One style. With a role, the theme says how it is set; the other fields add to that, in schema order."""

    id: str
    name: str
    kind: Literal["paragraph", "character", "table", "numbering"] = "paragraph"
    role: Role | None = None
    based_on: str = ""
    next: str = ""
    link: str = ""
    air: tuple[float, float] = (0.0, 0.0)
    """Points above and below, besides the role's."""
    head: str = ""
    """Paragraph properties before the spacing."""
    tail: str = ""
    """Paragraph properties after the spacing."""
    colour: str = ""
    """Six digits, instead of the role's colour."""
    characters: str = ""
    """Character properties after the role's."""
    table: str = ""
    """Table properties, and what holds for single rows."""
    ours: bool = True
    """False for the styles that Word has by this name."""
    default: bool = False


def write_styles(look: Look, language: str, marking: str, boxes: frozenset[CalloutRole]) -> str:
    """Return styles.xml; the styles of a box stand in it only where the document has such a box."""
    styles = [*_base(), *_titles(look), *_texts(), *_contents(), *_lists(), *_running(look, marking), *_notes(look)]
    styles += _logo(look)
    styles += [*_inlines(look), *_cells(), *_grids(look)]
    for role in sorted(boxes):
        styles += _box(look, role)
    return root("w:styles", _defaults(look, language), _LATENT, *(_render(look, style) for style in styles))


_LATENT = element(
    "w:latentStyles",
    {
        "w:defLockedState": 0, "w:defUIPriority": 99, "w:defSemiHidden": 1,
        "w:defUnhideWhenUsed": 1, "w:defQFormat": 0, "w:count": 376,
    },
)  # fmt: skip


def _defaults(look: Look, language: str) -> str:
    speech = write_languages(language)
    return wrap(
        "w:docDefaults",
        wrap("w:rPrDefault", wrap("w:rPr", look.characters("body") + speech))
        + wrap("w:pPrDefault", wrap("w:pPr", spacing(replace(look.theme.styles["body"], before=0.0, after=0.0)))),
    )


def _render(look: Look, style: Style) -> str:
    letters = look.characters(style.role, style.colour) if style.role else ""
    lines = spacing(look.theme.styles[style.role], style.air) if style.role and style.kind == "paragraph" else ""
    return element(
        "w:style",
        _attributes(style),
        val("w:name", style.name),
        *(val(f"w:{key}", value) for key, value in _relatives(style) if value),
        val("w:uiPriority", 1 if style.ours else 9),
        "<w:semiHidden/>" if style.default and style.kind != "paragraph" else "<w:qFormat/>",
        wrap("w:pPr", style.head + lines + style.tail),
        wrap("w:rPr", letters + style.characters),
        style.table,
    )


def _attributes(style: Style) -> dict[str, str | int]:
    attributes: dict[str, str | int] = {"w:type": style.kind}
    if style.default:
        attributes["w:default"] = 1
    if style.ours:
        attributes["w:customStyle"] = 1
    return attributes | {"w:styleId": style.id}


def _relatives(style: Style) -> tuple[tuple[str, str], ...]:
    parents = {"paragraph": "Normal", "character": "DefaultParagraphFont", "table": "TableNormal", "numbering": ""}
    based_on = "" if style.default else style.based_on or parents[style.kind]
    return ("basedOn", based_on), ("next", style.next), ("link", style.link)


def _base() -> Iterator[Style]:
    margins = "".join(element(f"w:{side}", {"w:w": 0, "w:type": "dxa"}) for side in ("top", "left", "bottom", "right"))
    table = wrap("w:tblPr", element("w:tblInd", {"w:w": 0, "w:type": "dxa"}) + wrap("w:tblCellMar", margins))
    yield Style(id="Normal", name="Normal", ours=False, default=True)
    yield Style(id="DefaultParagraphFont", name="Default Paragraph Font", kind="character", ours=False, default=True)
    yield Style(id="TableNormal", name="Normal Table", kind="table", ours=False, default=True, table=table)
    yield Style(id="NoList", name="No List", kind="numbering", ours=False, default=True)


def _titles(look: Look) -> Iterator[Style]:
    above = look.theme.page.height * TITLE_SHARE if look.theme.cover else 0.0
    yield Style(id="Title", name="Title", role="title", next="Subtitle", ours=False, head=_KEEP_WHOLE, air=(above, 0.0))
    yield Style(id="Subtitle", name="Subtitle", role="subtitle", next="BodyText", ours=False)
    levels: tuple[Role, ...] = ("heading1", "heading2", "heading3")
    for level, role in enumerate(levels):
        name, outline = f"heading {level + 1}", val("w:outlineLvl", level)
        yield Style(
            id=f"Heading{level + 1}", name=name, role=role, next="BodyText", ours=False, head=_KEEP_WHOLE, tail=outline
        )


def _texts() -> Iterator[Style]:
    yield Style(id="BodyText", name="Body Text", role="body", ours=False)
    # Word's own quotation styles stand above ours, so that programs which know them know a statement for what it is.
    yield Style(id="Quote", name="Quote", role="statement", link="QuoteChar", ours=False)
    yield Style(id="Statement", name="Statement", role="statement", based_on="Quote")
    yield Style(id="StatementLabel", name="Statement Label", role="label", next="Statement", head=_KEEP_WHOLE)
    yield Style(id="Figure", name="Figure", head=_KEEP_WHOLE)
    yield Style(id="Legend", name="Legend", role="legend", next="BodyText")
    yield Style(id="Remark", name="Remark", role="remark", next="BodyText")


def _contents() -> Iterator[Style]:
    # Not a heading of the outline: level 10 is that of plain text.
    plain = val("w:outlineLvl", 9)
    yield Style(
        id="TOCHeading", name="TOC Heading", role="heading1", next="TOC1", ours=False, head=_KEEP_WHOLE, tail=plain
    )
    for level, left in enumerate((0.0, 14.0), start=1):
        indent = element("w:ind", {"w:left": twips(left)}) if left else ""
        yield Style(id=f"TOC{level}", name=f"toc {level}", role="body", ours=False, tail=indent)


def _lists() -> Iterator[Style]:
    yield Style(id="ListBullet", name="List Bullet", role="body", ours=False)
    yield Style(id="ListNumber", name="List Number", role="body", ours=False)
    yield Style(id="StatementBullet", name="Statement Bullet", role="statement", based_on="Statement")
    yield Style(id="StatementNumber", name="Statement Number", role="statement", based_on="Statement")


def _running(look: Look, marking: str) -> Iterator[Style]:
    # The one tab stop of header and footer: at the right edge of the text.
    stop = wrap("w:tabs", element("w:tab", {"w:val": "right", "w:pos": twips(look.measure)}))
    yield Style(id="Header", name="header", role="running", ours=False, head=stop)
    yield Style(id="Footer", name="footer", role="running", ours=False, head=stop)
    yield Style(id="Kicker", name="Kicker", role="kicker", kind="character")
    yield Style(id="KickerLine", name="Kicker Line", role="kicker", next="Title", head=_KEEP_NEXT)
    colour = (find_tlp_colour(marking) or "").removeprefix("#")
    shade = element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": "000000"})
    yield Style(
        id="Marking",
        name="Marking",
        role="marking",
        kind="character",
        colour=colour,
        characters=shade if colour else "",
    )


def _logo(look: Look) -> Iterator[Style]:
    """Yield the styles of a logo and of what follows it in the header, where the pack has one."""
    logo = look.theme.logo
    if logo is None:
        return
    side = val("w:jc", {"left": "left", "centre": "center", "right": "right"}[logo.position])
    below = element("w:spacing", {"w:before": 0, "w:after": twips(_BELOW_LOGO)})
    yield Style(id="Logo", name="Logo", next="Title", head=_KEEP_NEXT, tail=below + side)
    # A header that is higher than the margin pushes the text down, and would touch it.
    clear = element("w:spacing", {"w:after": twips(_BELOW_HEADER)})
    yield Style(id="HeaderBelowLogo", name="Header Below Logo", based_on="Header", tail=clear)


def _notes(look: Look) -> Iterator[Style]:
    indent = element("w:ind", {"w:left": twips(NOTE_INDENT), "w:hanging": twips(NOTE_INDENT)})
    accent = val("w:color", look.colour("accent"))
    yield Style(id="FootnoteText", name="footnote text", role="note", ours=False, tail=indent)
    yield Style(
        id="FootnoteReference",
        name="footnote reference",
        kind="character",
        ours=False,
        characters=accent + val("w:vertAlign", "superscript"),
    )
    yield Style(
        id="NoteNumber",
        name="Note Number",
        kind="character",
        based_on="FootnoteReference",
        characters=val("w:vertAlign", "baseline"),
    )


def _inlines(look: Look) -> Iterator[Style]:
    serif = look.fonts("serif")
    accent = val("w:color", look.colour("accent"))
    frame = element("w:bdr", {"w:val": "single", "w:sz": 4, "w:space": 1, "w:color": look.colour("alert")})
    yield Style(id="QuoteChar", name="Quote Char", kind="character", link="Quote", characters=serif)
    yield Style(id="StatementWords", name="Statement Words", kind="character", based_on="QuoteChar", characters=serif)
    yield Style(id="Emphasis", name="Emphasis", kind="character", ours=False, characters="<w:i/><w:iCs/>")
    yield Style(id="Strong", name="Strong", kind="character", ours=False, characters="<w:b/><w:bCs/>")
    yield Style(
        id="Hyperlink", name="Hyperlink", kind="character", ours=False, characters=accent + val("w:u", "single")
    )
    yield Style(id="StatusTag", name="Status Tag", role="tag", kind="character", characters=frame)
    yield Style(id="Fine", name="Fine Print", role="fine", kind="character")


def _cells() -> Iterator[Style]:
    yield Style(id="Caption", name="caption", role="caption", ours=False, head=_KEEP_WHOLE)
    yield Style(id="TableHead", name="Table Head", role="table-head", head=_KEEP_NEXT)
    yield Style(id="TableText", name="Table Text", role="table-ours")
    yield Style(id="TableStatement", name="Table Statement", role="table-source", based_on="Quote")
    yield Style(id="FactLabel", name="Fact Label", role="fact-label", head=_KEEP_NEXT, air=(4.0, 0.0))
    yield Style(id="FactValue", name="Fact Value", role="fact-value", air=(0.0, 4.0))
    gap = element("w:spacing", {"w:before": 0, "w:after": 0, "w:line": 160, "w:lineRule": "exact"})
    yield Style(id="TableGap", name="Table Gap", tail=gap, characters=val("w:sz", 2) + val("w:szCs", 2))


def _grids(look: Look) -> Iterator[Style]:
    yield Style(id="BriefTable", name="Brief Table", kind="table", table=_grid(look, (4, 0, 4, 8), 8))
    yield Style(id="FactsTable", name="Facts Table", kind="table", table=_grid(look, (0, 0, 0, 10), 12, inner=False))


def _grid(look: Look, padding: tuple[float, float, float, float], top: int, *, inner: bool = True) -> str:
    """Return the properties of a table: rules only across; the top one heavy, in eighths of a point."""
    heavy = element("w:top", {"w:val": "single", "w:sz": top, "w:space": 0, "w:color": look.colour("accent")})
    hair: Attributes = {"w:val": "single", "w:sz": 4, "w:space": 0, "w:color": look.colour("hairline")}
    borders = heavy + element("w:bottom", hair) + (element("w:insideH", hair) if inner else "")
    sides = zip(("top", "left", "bottom", "right"), padding, strict=True)
    margins = "".join(element(f"w:{side}", {"w:w": twips(size), "w:type": "dxa"}) for side, size in sides)
    properties = wrap("w:tblPr", wrap("w:tblBorders", borders) + wrap("w:tblCellMar", margins))
    if not inner:
        return properties
    under = element("w:bottom", {"w:val": "single", "w:sz": 6, "w:space": 0, "w:color": look.colour("accent")})
    first = wrap("w:tcPr", wrap("w:tcBorders", under))
    return properties + element("w:tblStylePr", {"w:type": "firstRow"}, first)


def _box(look: Look, role: CalloutRole) -> Iterator[Style]:
    """Yield the twins of the text styles inside a box.

    The edges in the tint's own colour are padding; all the twins have the same, so that they join into one box.
    """
    tint = look.colour("tint")
    edge: dict[str, str | int] = {
        "w:val": "single",
        "w:sz": round(BOX_EDGE * 8),
        "w:space": round(BOX_PADDING),
        "w:color": tint,
    }
    rule = edge | {"w:sz": round(BOX_RULE * 8), "w:color": look.colour("accent")}
    sides = (("top", edge), ("left", rule), ("bottom", edge), ("right", edge))
    borders = wrap("w:pBdr", "".join(element(f"w:{side}", line) for side, line in sides))
    shade = element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": tint})
    indent = element("w:ind", {"w:left": twips(BOX_INDENT), "w:right": twips(BOX_PADDING + BOX_EDGE)})
    for base, name in _BOXED.items():
        yield Style(
            id=f"{BOXES[role]}{base}",
            name=f"{_BOX_NAMES[role]} {name}",
            based_on=base,
            head=_KEEP_WHOLE + borders + shade,
            tail=indent,
        )
