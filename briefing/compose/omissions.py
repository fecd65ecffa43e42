"""What a layout leaves out: statements that the brief counts as printed, and that stand nowhere on its pages."""

from collections.abc import Iterator

from briefing.compose.templating import ENTRY
from briefing.model.brief import Brief, Point
from briefing.model.document import Document, Quoted, iterate_blocks
from briefing.model.finding import Finding
from briefing.packs.lookup import Pack

OMITTED = "layout-omits"
_FEW = 3


def find_omitted(brief: Brief, document: Document, pack: Pack) -> Iterator[Finding]:
    """Yield a warning where statements of the brief are not in the document: what it says of itself is then wrong.

    Sentences of the editor's own are no quotations and are not looked for.
    """
    printed = {inline.id for inline in iterate_blocks(document.blocks) if isinstance(inline, Quoted)}
    quoted = [point.statement for point in _list_points(brief) if point.statement.type != "authored"]
    lost = dict.fromkeys(statement.id for statement in quoted if statement.id not in printed)
    if lost:
        count = "1 statement" if len(lost) == 1 else f"{len(lost)} statements"
        names = ", ".join([*lost][:_FEW]) + (", …" if len(lost) > _FEW else "")
        yield Finding(
            severity="warning",
            code=OMITTED,
            message=f"the layout leaves out {count} that the method counts as printed: {names}",
            place=pack.templates[pack.resolve(ENTRY) or ""].path,
            hint="print each part of the brief, or choose less in pack.toml: order, [limits] key_points and chronology",
        )


def _list_points(brief: Brief) -> Iterator[Point]:
    yield from brief.key_points
    yield from (point for section in brief.sections for point in section.points)
    yield from (entry.point for entry in brief.chronology if entry.point is not None)
    yield from (side for pair in brief.disagreements for side in (pair.left, pair.right))
