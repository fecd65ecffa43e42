"""Our notes against those that pandoc writes for the same entries: equal, or different for a recorded reason."""

import re

import pytest

from briefing.compose.citations import make_citer
from briefing.compose.punctuation import capitalise, close_sentence
from briefing.ingest.csl import read_csl
from briefing.ingest.reading import SourceFile
from briefing.model.brief import Citation
from briefing.model.source import SourceDocument, SourceId
from tests.compose.cases import FOLDER, make_source
from tests.compose.phrasebook import as_markdown, phrases

LINE = re.compile(r"^- (?P<key>\S+), (?P<form>full|short): (?P<note>.+)$", re.MULTILINE)
STORED = {
    (line["key"], line["form"]): line["note"]
    for line in LINE.finditer((FOLDER / "pandoc.md").read_text(encoding="utf-8"))
}
ENTRIES = {
    entry.key: entry.reference for entry in read_csl(SourceFile("pandoc.json", (FOLDER / "pandoc.json").read_bytes()))
}
UNSTATED = "what nobody has stated is said in words (decision 2)"
COMMA = "a title that ends in a question mark keeps its comma, a comma stands inside every quotation mark (decision 2)"
SIGN = "a paragraph of a treaty is no section of a law: its sign is for those (decision 7)"
DAY = "reports and UN documents of one year are told apart by their days (decision 7)"
DIFFERENT = {
    ("news-unsigned", "full"): (
        "“Strait Reopens,” *Westmark Gazette*, May 17, 2026, author not stated, para. 3, <https://gazette.example/strait>.",
        UNSTATED,
    ),
    ("news-unsigned", "short"): ("“Strait Reopens,” para. 4.", "a paper is no author (decision 7)"),
    ("news-question", "full"): (
        (
            "Mara Lindqvist, “Who Guards the Strait?,” *Northern Courier*, June 2, 2026, para. 3,"
            " <https://northerncourier.example/a/9001>."
        ),
        COMMA,
    ),
    ("news-question", "short"): ("Lindqvist, “Who Guards the Strait?,” para. 4.", COMMA),
    ("news-quotation", "short"): ("Pell, “‘We Will Not Wait,’” para. 4.", COMMA),
    ("webpage-undated", "full"): (
        (
            "Strait Institute, “Fleet List,” Strait Institute Online, date not stated, para. 3, accessed May 20, 2026,"
            " <https://strait.example/fleet>."
        ),
        UNSTATED,
    ),
    ("blog", "full"): (
        "Jon Pell, “Reading the Halden Text,” Notes from the Strait, May 19, 2026, para. 3, <https://notes.example/halden>.",
        "a blog is a page among others to us (decision 7)",
    ),
    ("report-with-a-day", "full"): ("Peter Varga, *After Halden* (Harbour Institute, June 1, 2026), para. 3.", DAY),
    ("report-in-a-series", "full"): (
        "Peter Varga, *Three Scenarios*, Strategic Notes 14 (Harbour Institute, 2026), para. 3.",
        "the number stands behind its series, as the manual has it (decision 7)",
    ),
    ("post-of-a-person", "short"): (
        "Lindqvist, “Text is online now,” para. 4.",
        "short titles have four words (decision 2)",
    ),
    ("treaty", "full"): ("Agreement on Air Defence, May 14, 2026, para. 3, <https://treaties.example/3012>.", SIGN),
    ("treaty", "short"): ("Agreement on Air Defence, para. 4.", SIGN),
    ("treaty-without-address", "full"): (
        "Convention on the Waters of the Halden Strait, November 3, 1988, file 000_notes.txt, para. 3.",
        "a note leads to its source, if only to its file (decision 2)",
    ),
    ("treaty-without-address", "short"): ("Convention on the Waters, para. 4.", SIGN),
    ("un-resolution", "full"): (
        "UN General Assembly, *Confidence-Building at Sea*, A/RES/80/999 (March 3, 2026), para. 3.",
        DAY,
    ),
}


def write(key: str, form: str) -> str:
    """Write the note on an entry as we do."""
    made = make_source({})
    source = SourceDocument(
        id=made.id, file=made.file, text=made.text, digest=made.digest, blocks=made.blocks, runs=made.runs,
        reference=ENTRIES[key],
    )  # fmt: skip
    cite = make_citer([source], {}, phrases("en-US"))
    if form == "full":
        note = cite.cite_full(Citation(source=SourceId("000"), paragraphs=(3,)))
    else:
        note = cite.cite_short(Citation(source=SourceId("000"), paragraphs=(4,)))
    return as_markdown(close_sentence(capitalise(note)))


def test_there_are_enough_notes_to_compare() -> None:
    assert len(STORED) >= 60
    assert {key for key, _ in STORED} == set(ENTRIES)
    assert set(DIFFERENT) <= set(STORED)


@pytest.mark.parametrize(("key", "form"), STORED)
def test_a_note_is_pandocs_or_differs_for_a_recorded_reason(key: str, form: str) -> None:
    ours = write(key, form)
    if (key, form) in DIFFERENT:
        expected, reason = DIFFERENT[key, form]
        assert reason
        assert ours == expected != STORED[key, form]
    else:
        assert ours == STORED[key, form]
