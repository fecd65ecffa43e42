"""Read the cases of tests/fixtures/citations: Markdown with sources as TOML and notes as a list."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from briefing.model.evidence import Register
from briefing.model.source import Block, PartialDate, Reference, Run, SourceDocument, SourceId

FOLDER = Path(__file__).resolve().parents[1] / "fixtures" / "citations"
CASE = re.compile(
    r"^## (?P<name>.+?)\n+```toml\n(?P<data>.*?)```\n(?P<expected>.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE
)
LINE = re.compile(r"^(?:- (?P<label>\w+): |(?P<number>\d+)\. )(?P<text>.+)$", re.MULTILINE)


def read_cases(*names: str) -> Iterator[tuple[str, dict[str, Any], dict[str, str]]]:
    """Yield each case's name, its TOML, and its expected lines by label or number."""
    for name in names:
        for case in CASE.finditer((FOLDER / f"{name}.md").read_text(encoding="utf-8")):
            expected = {line["label"] or line["number"]: line["text"] for line in LINE.finditer(case["expected"])}
            yield f"{name}: {case['name']}", tomllib.loads(case["data"]), expected


def make_source(data: dict[str, Any], number: int = 0) -> SourceDocument:
    """Make a source of one paragraph from a table as in brief.toml."""
    source = data.get("id", f"{number:03d}")
    text = data.get("text", "Ministers met in Halden.")
    blocks = (Block(number=1, start=0, end=len(text)),) if text else ()
    return SourceDocument(
        id=SourceId(source),
        file=data.get("file", f"{source}_notes.txt"),
        text=text,
        digest=data.get("digest", "0123456789abcdef" * 4),
        blocks=blocks,
        runs=(Run(first=1, last=1),) if blocks else (),
        reference=make_reference(data),
    )


def make_reference(data: dict[str, Any]) -> Reference:
    """Make the metadata of a table as in brief.toml."""
    date = data.get("date")
    return Reference(
        kind=data.get("kind"),
        title=data.get("title"),
        authors=tuple(data.get("author", ())),
        publisher=data.get("publisher"),
        date=PartialDate(*map(int, date.split("-"))) if date else None,
        url=data.get("url"),
        accessed=data.get("accessed"),
        speaker=data.get("speaker"),
        via=data.get("via"),
        short_title=data.get("short_title"),
        container=data.get("container"),
        number=data.get("number"),
        editors=tuple(data.get("editor", ())),
        handle=data.get("handle"),
    )


def registers(tables: list[dict[str, Any]]) -> dict[SourceId, Register]:
    """Collect the registers that tables name."""
    return {make_source(data, n).id: data["register"] for n, data in enumerate(tables) if "register" in data}
