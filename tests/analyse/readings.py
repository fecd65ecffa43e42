"""Make sources and sentences ready for the rules out of plain words."""

from briefing.analyse.quotes import quote_mask
from briefing.analyse.readings import Reading, read_sentence
from briefing.analyse.sentences import find_sentences
from briefing.model.source import Block, Reference, Run, SourceDocument, SourceId


def make_source(text: str, name: str = "a", reference: Reference | None = None) -> SourceDocument:
    """Make a source of paragraphs that blank lines part."""
    blocks: list[Block] = []
    start = 0
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            blocks.append(Block(number=len(blocks) + 1, start=start, end=start + len(paragraph)))
        start += len(paragraph) + 2
    return SourceDocument(
        id=SourceId(name), file=f"{name}.txt", text=text, digest="", blocks=tuple(blocks),
        runs=tuple(Run(first=block.number, last=block.number) for block in blocks), reference=reference or Reference(),
    )  # fmt: skip


def read_text(text: str, name: str = "a", reference: Reference | None = None) -> tuple[SourceDocument, list[Reading]]:
    """Make a source and its sentences ready for the rules; nothing is set aside."""
    document = make_source(text, name, reference)
    return document, [read_sentence(document, sentence) for sentence in find_sentences(document)]


def read_one(text: str) -> Reading:
    """Make the only sentence of a text ready for the rules."""
    (reading,) = read_text(text)[1]
    return reading


def mask_of(reading: Reading) -> list[bool]:
    """Tell which words of one sentence are quoted."""
    return quote_mask([reading])[0]
