"""A long document read back: each note by its mark, nothing lost, joined, overlapping or out of the margins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest

from benchmarks.volume import make_volume
from briefing.model.document import Document, Note, collect_notes, iterate_blocks, read_plain
from briefing.render.pdf.writer import write_pdf
from tests.render.pdf.builders import make_theme, open_pdf
from tests.render.pdf.checks import check_file, list_contents
from tests.render.pdf.reading import Node, read_file
from tests.render.pdf.test_fit import hyphenate
from tests.render.samples import part_columns

THEME = make_theme()
_TOUCH = 1.6
"""Points by which the boxes of two words may reach into each other: glyphs lean."""
_PARTED = "\ufffe"
"""What the library reads where a word is parted, without an end of the line."""
_SPACE = 3.0
"""The space at the end of a line, which is not seen, may stand in the margin."""


@dataclass(frozen=True)
class Volume:
    """A long document, its file and the structure read back from it."""

    document: Document
    data: bytes
    tree: Node
    pages: Sequence[int]
    texts: list[str]


LONG = 53
LOOKS = {"plain": THEME, "columns": part_columns(THEME), "parted words": hyphenate(part_columns(THEME))}


@pytest.fixture(
    scope="module",
    params=[
        *((8, look) for look in LOOKS),
        *(pytest.param((LONG, look), marks=pytest.mark.slow) for look in LOOKS),
    ],
    ids=[f"{length} {look}" for length in ("short", "300 pages") for look in LOOKS],
)
def volume(request: pytest.FixtureRequest) -> Volume:
    sections, look = request.param
    document = make_volume(sections)
    data, findings = write_pdf(document, LOOKS[look])
    assert findings == ()
    texts = [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in open_pdf(data)]
    texts = [text.replace(_PARTED, "") for text in texts]
    return Volume(document, data, check_file(data), read_file(data).pages, texts)


def find_pages(node: Node) -> list[int]:
    return [page for page, _ in list_contents(node)]


def test_each_mark_stands_on_the_page_where_its_note_begins(volume: Volume) -> None:
    marks = [find_pages(reference)[0] for reference in volume.tree.find("Reference")]
    notes = [find_pages(note)[0] for note in volume.tree.find("Note")]
    assert len(marks) == len(notes) == len(collect_notes(volume.document.blocks))
    assert marks == notes


def test_notes_are_in_the_order_of_their_marks(volume: Volume) -> None:
    ids = [note.entries["ID"] for note in volume.tree.find("Note")]
    assert ids == [f"note-{number}" for number in range(1, len(ids) + 1)]


def test_every_word_is_there_once_and_words_are_not_joined(volume: Volume) -> None:
    found = sorted(word for text in volume.texts for word in re.findall(r"[a-z]{3,}", strip_running(text).lower()))
    wanted = sorted(word for text in list_texts(volume.document) for word in re.findall(r"[a-z]{3,}", text.lower()))
    assert found == wanted


def list_texts(document: Document) -> list[str]:
    """Return every text that is printed once, those of notes too."""
    texts = [document.masthead.title, document.masthead.subtitle, document.masthead.kicker, "TLP:GREEN"]
    for inline in iterate_blocks(document.blocks):
        if isinstance(inline, Note):
            texts.append(read_plain(inline.children))
        elif hasattr(inline, "text"):
            texts.append(inline.text)
    return [text for text in texts if text not in {"Provision", "As reported"}]


def strip_running(text: str) -> str:
    """Return the text of a page without what runs along and without the heads of tables that are repeated.

    Such a head may stand at the height of a line in the column before, and is then read as part of it.
    """
    lines = [line.strip() for line in text.split("\n")]
    running = re.compile(r"((The accord|TLP:GREEN|v1\.0 \(final\)|Page \d+ of \d+|Provision|As reported) ?)+")
    kept = (line for line in lines if not running.fullmatch(line))
    return "\n".join(line.replace("Provision As reported", "") for line in kept)


def list_rects(page: Any) -> list[tuple[float, float, float, float]]:
    text = page.get_textpage()
    return [text.get_rect(index) for index in range(text.count_rects())]


def test_nothing_overlaps_and_nothing_stands_outside_the_margins(volume: Volume) -> None:
    sheet = THEME.page
    for page in open_pdf(volume.data):
        rects = sorted(list_rects(page), key=lambda rect: -rect[3])
        for left, bottom, right, top in rects:
            assert sheet.left - 1 <= left <= right <= sheet.width - sheet.right + _SPACE
            assert sheet.bottom * 0.3 <= bottom <= top <= sheet.height - sheet.top * 0.3
        for index, one in enumerate(rects):
            for other in rects[index + 1 : index + 12]:
                assert not overlap(one, other), (one, other)


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > _TOUCH and down > _TOUCH


def test_the_order_of_reading_is_the_order_on_the_page(volume: Volume) -> None:
    for before, after in pairwise(list_body(volume.tree)):
        assert before <= after


def list_body(node: Node) -> list[tuple[int, int]]:
    """Return marked content in the order of the tree, notes left out: they are read by their marks."""
    found: list[tuple[int, int]] = []
    for kid in node.kids:
        if isinstance(kid, Node):
            found += list_body(kid) if kid.tag != "Note" else []
        elif isinstance(kid, tuple):
            found.append(kid)
    return found
