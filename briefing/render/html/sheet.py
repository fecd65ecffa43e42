"""The theme as a style sheet: one rule for each role, and two sets of colours; page.css says what stays the same."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from briefing.model.document import Masthead
from briefing.packs.theme import Face, Role, Theme, TypeStyle
from briefing.render.characters import Sieve
from briefing.render.html.palette import Palette, make_dark, make_light, name_colour
from briefing.render.marking import BLACK, LEAST_SIZE, find_tlp_colour

_WEIGHTS = {"regular": 400, "semibold": 600, "bold": 700}
_OTHERS: dict[Face, str] = {
    "serif": 'Charter, "Bitstream Charter", Cambria, Georgia, serif',
    "sans": 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
}
"""What is there on the machines of readers, after the theme's own families: nothing is fetched."""
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\"\\<>&{};/*@]")
_LINE_END = ' "\\a " '
_PAGE_FIELD = re.compile(r"(\{pages?\})")


def write_sheet(theme: Theme, masthead: Masthead, rules: Sequence[str]) -> str:
    """Return the style sheet of a page; `rules` are those for its single tables and figures."""
    light = make_light(theme)
    lines = [
        f":root{{{_list_values(theme, light)};--measure:{_measure(theme):.4g};{_list_faces(theme)}}}",
        f"@media screen and (prefers-color-scheme:dark){{:root{{{_list_values(theme, make_dark(light))}}}}}",
        *(f".{role}{{{';'.join(_style(style, theme))}}}" for role, style in theme.styles.items()),
        _write_marking(masthead.marking),
        _read_fixed(),
        *rules,
        *_write_paper(theme, masthead),
    ]
    return "\n".join(line for line in lines if line)


def quote_css(text: str) -> str:
    """Return text as a string of a style sheet, in which nothing ends the string or the style (CSS Syntax, 4.3.5)."""
    return '"' + _UNSAFE.sub(lambda found: f"\\{ord(found[0]):x} ", Sieve().clean(text)) + '"'


@cache
def _read_fixed() -> str:
    """Return page.css without its comments and indents."""
    text = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
    bare = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return "\n".join(line.strip() for line in bare.splitlines() if line.strip())


def _list_values(theme: Theme, palette: Palette) -> str:
    names = tuple(theme.colours)
    colours = (f"{name_colour(name, names)}:{colour}" for name, colour in palette.colours.items())
    return ";".join([f"--ground:{palette.ground}", *colours])


def _list_faces(theme: Theme) -> str:
    """Return the fonts: the families of the theme, where a reader has them, then what machines bring along."""
    chosen = {face: dict.fromkeys((theme.fonts[face], theme.docx_fonts[face])) for face in _OTHERS}
    return ";".join(f"--{face}:{','.join(map(quote_css, chosen[face]))},{_OTHERS[face]}" for face in _OTHERS)


def _measure(theme: Theme) -> float:
    return theme.page.width - theme.page.left - theme.page.right


def _style(style: TypeStyle, theme: Theme) -> Iterator[str]:
    """Yield how a role is set. Sizes are points of the theme, and --pt says how large one of those is."""
    yield f"font-family:var(--{style.face})"
    yield f"font-weight:{_WEIGHTS[style.weight]}"
    yield f"font-size:max(var(--least),calc({style.size:g}*var(--pt)))"
    yield f"line-height:calc({style.leading / style.size:.4g}*var(--air))"
    yield f"color:var({name_colour(style.colour, tuple(theme.colours))})"
    yield f"margin:calc({style.before:g}*var(--pt)) 0 calc({style.after:g}*var(--pt))"
    if style.italic:
        yield "font-style:italic"
    if style.tracking:
        yield f"letter-spacing:{style.tracking / style.size:.3g}em"
    if style.capitals:
        yield "text-transform:uppercase"


def _write_marking(marking: str) -> str:
    """Return how the handling label is set: one of the Traffic Light Protocol in its colour on black."""
    colour = find_tlp_colour(marking)
    return (
        f".marking{{color:{colour};background:{BLACK};forced-color-adjust:none;print-color-adjust:exact}}"
        if colour
        else ""
    )


def _write_paper(theme: Theme, masthead: Masthead) -> Iterator[str]:
    """Yield the sheet of paper: its margins, and what runs along in them on every page."""
    page = theme.page
    sides = " ".join(f"{side:g}pt" for side in (page.top, page.right, page.bottom, page.left))
    # Browsers paint no ground there unless asked to: on paper the label is black, as the protocol allows.
    face = f"font:700 {max(theme.styles['marking'].size, LEAST_SIZE):g}pt var(--sans);color:{BLACK}"
    running = _run(theme, "running")
    boxes = {
        "top-left": f"{_stack(masthead.short_title, masthead.notice)};{running}",
        "top-right": f"content:{quote_css(masthead.marking)};{face}" if masthead.marking else "",
        "bottom-left": f"{_stack(masthead.copy, masthead.edition)};{running}",
        "bottom-center": f"content:{quote_css(masthead.marking)};{face}" if masthead.marking else "",
        "bottom-right": f"content:{_count_pages(masthead.page)};{running}" if masthead.page else "",
    }
    inside = "".join(f"@{place}{{{content}}}" for place, content in boxes.items() if content)
    yield f"@page{{size:{page.width:g}pt {page.height:g}pt;margin:{sides};{inside}}}"
    yield "@page :first{@top-left{content:none}@top-right{content:none}}"


def _run(theme: Theme, role: Role) -> str:
    style = theme.styles[role]
    return f"font:{_WEIGHTS[style.weight]} {style.size:g}pt var(--{style.face});color:{theme.colours[style.colour]}"


def _stack(*lines: str) -> str:
    """Return lines below one another as content."""
    return f"content:{_LINE_END.join(map(quote_css, filter(None, lines))) or 'none'};white-space:pre-line"


def _count_pages(pattern: str) -> str:
    """Return the line with the page's number as content: words between counters."""
    counters = {"{page}": "counter(page)", "{pages}": "counter(pages)"}
    parts = (counters.get(part) or quote_css(part) for part in _PAGE_FIELD.split(pattern) if part)
    return " ".join(parts)
