"""One long text written as a Word file in several ways: what the processes do that `benchmarks.word` measures.

This module imports little, so that a process pays for its own way only.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

PARAGRAPHS, PER_HEADING, PER_NOTE = 3000, 30, 2
WORDS = (
    "The two delegations met at the river crossing and agreed on grain, on fuel and on the exchange of letters before "
    "the winter, while the third asked for time to consult its parliament, as the statutes of the council demand."
)
NOTE = "Gazette of the Council, “Minutes of the meeting at the crossing,” 4 May 2031, para. {number}."
THEME = Path(__file__).resolve().parents[1] / "templates" / "policy-brief" / "theme.toml"
SMALL = 40
"""Paragraphs of a brief of about three pages."""


def make_text() -> Iterator[tuple[int, str, str]]:
    """Yield number, text and note of each paragraph; every second one has no note."""
    for number in range(PARAGRAPHS):
        yield number, f"{number}. {WORDS}", NOTE.format(number=number) if number % PER_NOTE == 0 else ""


def write_ours(file: Path, paragraphs: int = PARAGRAPHS) -> None:
    """Write the text as a brief."""
    from briefing.config.tables import merge_layers, read_layer
    from briefing.errors import PackError
    from briefing.model.document import Block, Document, Heading, Masthead, Note, Paragraph, Quoted, Text
    from briefing.packs.theme import read_theme
    from briefing.render.docx.writer import write_docx

    blocks: list[Block] = []
    notes = 0
    for number, words, note in list(make_text())[:paragraphs]:
        if number % PER_HEADING == 0:
            blocks.append(Heading(1, (Text(f"Section {number}"),), f"section-{number}"))
        notes += bool(note)
        marks = (Note(notes, (Text(note),)),) if note else ()
        blocks.append(Paragraph((Quoted(f"a:{number}.1", (Text(words, "source"), *marks)),), "statement"))
    masthead = Masthead(title="A long brief", marking="TLP:CLEAR", short_title="Long", contents="Contents")
    theme = read_theme(merge_layers([read_layer(THEME.read_text(encoding="utf-8"), str(THEME), PackError)], PackError))
    data, _ = write_docx(Document(masthead=masthead, blocks=tuple(blocks)), theme)
    file.write_bytes(data)


def write_small(file: Path) -> None:
    """Write the beginning of the text: about three pages."""
    write_ours(file, SMALL)


def write_plainly(file: Path) -> None:
    """Write the text by python-docx's own interface, without notes."""
    import docx

    document = docx.Document()
    notes: list[str] = []
    for number, words, note in make_text():
        if number % PER_HEADING == 0:
            document.add_heading(f"Section {number}", 1)
        document.add_paragraph(words, style="Quote")
        notes += [note] if note else []
    for note in notes:
        document.add_paragraph(note, style="List Number")
    document.save(str(file))


def make_tree() -> dict[str, object]:
    """Return the text as pandoc's own tree."""
    blocks: list[object] = []
    for number, words, note in make_text():
        if number % PER_HEADING == 0:
            heading = [1, [f"section-{number}", [], []], [{"t": "Str", "c": f"Section {number}"}]]
            blocks.append({"t": "Header", "c": heading})
        inlines: list[object] = list(spell(words))
        if note:
            inlines.append({"t": "Note", "c": [{"t": "Para", "c": list(spell(note))}]})
        blocks.append({"t": "Para", "c": inlines})
    return {"pandoc-api-version": [1, 23], "meta": {}, "blocks": blocks}


def write_tree(file: Path) -> None:
    """Write the text as pandoc's own tree."""
    import json

    file.write_text(json.dumps(make_tree()), encoding="utf-8")


def spell(words: str) -> Iterator[dict[str, object]]:
    """Yield words and spaces as pandoc's tree has them."""
    for index, word in enumerate(words.split(" ")):
        if index:
            yield {"t": "Space"}
        yield {"t": "Str", "c": word}


WAYS = {"briefing": write_ours, "three pages": write_small, "python-docx": write_plainly, "tree": write_tree}

if __name__ == "__main__":
    WAYS[sys.argv[1]](Path(sys.argv[2]))
