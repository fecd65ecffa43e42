"""Passages of a letter -> its body, once as plain text and once as HTML that says the same."""

import html
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.render.marking import BLACK, LEAST_SIZE, find_tlp_colour

PassageKind = Literal["label", "title", "bullets", "lines"]

_WIDTH = 76
"""Signs of a line of plain text: what quoted-printable carries without a break (RFC 2045, 6.7)."""
_PAGE = "max-width: 40em; font-family: sans-serif; line-height: 1.4; color: #1a1a1a"
_HEADING = "font-size: 1.05em; margin: 1.4em 0 0.3em"
_LINE = "margin: 0.2em 0; overflow-wrap: anywhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Hold a stretch of the body; `quoted`: in the language of the edition, not in the reader's."""

    lines: tuple[str, ...]
    heading: str = ""
    kind: PassageKind = "lines"
    quoted: bool = False


def set_text(passages: Sequence[Passage]) -> str:
    """Set passages as plain text, an empty line between them."""
    return "\n\n".join(map(_set_lines, passages)) + "\n"


def _set_lines(passage: Passage) -> str:
    first, rest = ("- ", "  ") if passage.kind == "bullets" else ("", "")
    lines = [passage.heading] if passage.heading else []
    for line in passage.lines:
        lines += textwrap.wrap(
            line, _WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
        )
    return "\n".join(lines)


def set_page(passages: Sequence[Passage], title: str, language: str, quoted: str) -> str:
    """Set passages as a page without pictures, script or anything that has to be fetched.

    `language` is that of our words, `quoted` that of the brief's.
    """
    body = "\n".join(_set_passage(each, quoted if each.quoted and quoted != language else "") for each in passages)
    return (
        f'<!DOCTYPE html>\n<html lang="{html.escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{html.escape(title)}</title>\n</head>\n"
        f'<body style="{_PAGE}">\n{body}\n</body>\n</html>\n'
    )


def _set_passage(passage: Passage, language: str) -> str:
    lang = f' lang="{html.escape(language)}"' if language else ""
    head = f'<h2 style="{_HEADING}">{html.escape(passage.heading)}</h2>\n' if passage.heading else ""
    match passage.kind:
        case "bullets":
            items = "\n".join(f'<li style="margin: 0.4em 0">{html.escape(line)}</li>' for line in passage.lines)
            return f'{head}<ul{lang} style="padding-left: 1.4em">\n{items}\n</ul>'
        case "label":
            return "\n".join(map(_set_label, passage.lines))
        case "title":
            title, *rest = passage.lines
            own = f'<h1{lang} style="font-size: 1.4em; margin: 1em 0 0.2em">{html.escape(title)}</h1>'
            return "\n".join([own, *(_set_line(line, lang) for line in rest)])
        case "lines":
            lines = "\n".join(_set_line(line, lang) for line in passage.lines)
            return head + lines if head else f'<div style="margin: 0.9em 0">\n{lines}\n</div>'


def _set_line(line: str, lang: str) -> str:
    return f'<p{lang} style="{_LINE}">{html.escape(line)}</p>'


def _set_label(line: str) -> str:
    """Set a TLP label in its colour on black, as the protocol wants it; anything else in bold."""
    colour = find_tlp_colour(line)
    style = f"background: {BLACK}; color: {colour}; padding: 0.1em 0.4em" if colour else "padding: 0"
    return f'<p style="{_LINE}; font-size: {LEAST_SIZE:g}pt"><strong style="{style}">{html.escape(line)}</strong></p>'
