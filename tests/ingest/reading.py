"""What the tests of reading share: read one text, and look at its blocks."""

from briefing.ingest import SourceFile, read_sources
from briefing.model.finding import Finding
from briefing.model.marks import fold_space
from briefing.model.source import Block, SourceDocument


def read_one(text: str | bytes, name: str = "note.txt") -> SourceDocument:
    """Read one source."""
    return read_with_findings(text, name)[0]


def read_with_findings(text: str | bytes, name: str = "note.txt") -> tuple[SourceDocument, tuple[Finding, ...]]:
    """Read one source, and return what was noticed."""
    data = text.encode() if isinstance(text, str) else text
    (document,), findings = read_sources([SourceFile(name, data)])
    return document, findings


def words(document: SourceDocument, block: Block) -> str:
    """Return the words of a block, white space folded."""
    return fold_space(document.text[block.start : block.end])


def list_blocks(document: SourceDocument) -> list[str]:
    """Return the words of all blocks."""
    return [words(document, block) for block in document.blocks]


def list_asides(document: SourceDocument) -> dict[str, str]:
    """Return the words of the blocks that are set aside, with the reason."""
    return {words(document, block): block.set_aside for block in document.blocks if block.set_aside}


def list_codes(findings: tuple[Finding, ...]) -> list[str]:
    """Return the codes of the findings but for the one on missing metadata."""
    return [finding.code for finding in findings if finding.code != "metadata-missing"]
