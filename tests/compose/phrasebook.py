"""The fixed words of the default pack, and inlines as text that a person can compare."""

import tomllib
from pathlib import Path

from briefing.model.document import Emphasis, Inline, Inlines, Link, Note, Text
from briefing.packs.phrases import Phrases

FOLDER = Path(__file__).resolve().parents[2] / "templates" / "policy-brief" / "phrases"


def phrases(language: str = "en-GB") -> Phrases:
    """Read the phrases of the default pack in a language."""
    entries: dict[str, str] = {}
    for name in ("en", language):
        file = FOLDER / f"{name}.toml"
        entries |= tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return Phrases(language=language, entries=entries, place=lambda _: "", home="en.toml")


def as_markdown(children: Inlines) -> str:
    """Write inlines as a person reads them in the fixtures: italics in asterisks, links in angle brackets."""
    return "".join(map(_mark, children))


def _mark(child: Inline) -> str:
    match child:
        case Text(text):
            return text
        case Emphasis(children):
            return f"*{as_markdown(children)}*"
        case Link(url, children):
            assert as_markdown(children) == url
            return f"<{url}>"
        case Note(number, children):
            return f"[{number}: {as_markdown(children)}]"
        case _:
            raise AssertionError(f"no place in a note: {child}")
