"""One dossier built through the pipeline, with all that a test may hold against the files."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefing.compose.document import build_document
from briefing.model.artifact import Format
from briefing.model.brief import Point
from briefing.model.document import Document, Note, Quoted, iterate_blocks, read_plain
from briefing.model.finding import Finding
from briefing.pipeline.assembly import Assembly, assemble
from briefing.pipeline.build import PROGRAM, build
from briefing.pipeline.explain import explain
from briefing.pipeline.progress import Journal, Silence
from briefing.pipeline.request import BuildRequest
from tests.acceptance.delivered import Cited, Delivered, read_docx, read_html, read_markdown, read_pdf

FORMATS: tuple[Format, ...] = ("docx", "pdf", "md", "html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """Hold a dossier's brief as values, as files, and as the files read back."""

    assembly: Assembly
    document: Document
    findings: tuple[Finding, ...]
    rows: Mapping[str, Mapping[str, object]]
    """What `explain` says of each sentence, by address, in reading order."""
    files: Mapping[Format, bytes]
    """By format."""
    delivered: Mapping[Format, Delivered]
    """By format."""

    @property
    def points(self) -> list[tuple[str, Point]]:
        """Every point in the order of the page, with the place where it is printed."""
        brief = self.assembly.brief
        key_points = [("summary", point) for point in brief.key_points]
        body = [(section.id, point) for section in brief.sections for point in section.points]
        rows = [("chronology", entry.point) for entry in brief.chronology if entry.point]
        pairs = [("disagreements", point) for pair in brief.disagreements for point in (pair.left, pair.right)]
        return [*key_points, *body, *rows, *pairs]

    @property
    def statements(self) -> list[Cited]:
        """Every statement of the document tree with the number of its note, in the order of the page."""
        return [cited for _, cited in read_tree(self.document)]

    def texts(self, place: str) -> list[str]:
        """Return the statements printed in one place: "summary", "chronology" or a section."""
        printed = [(where, cited.text) for (where, _), cited in zip(self.points, self.statements, strict=True)]
        return [text for where, text in printed if where == place]

    def find(self, address: str) -> list[tuple[str, Point, Cited]]:
        """Return where a sentence is printed: the place, the point, and the statement with its mark."""
        both = zip(self.points, self.statements, strict=True)
        return [(place, point, cited) for (place, point), cited in both if address in point.addresses]

    def text_of(self, address: str) -> str:
        """Return the words of a sentence as its source has them, white space folded."""
        return str(self.rows[address]["text"])


def read_tree(document: Document) -> Iterator[tuple[str, Cited]]:
    """Yield each statement's id, words and mark."""
    last: Quoted | None = None
    for inline in iterate_blocks(document.blocks):
        if isinstance(inline, Quoted):
            last = inline
        elif isinstance(inline, Note) and last is not None:
            yield last.id, Cited(inline.number, read_plain(last.children))


def build_dossier(folder: Path, out: Path) -> Built:
    """Build a dossier in every format, and read the files back."""
    request = BuildRequest(dossier=folder, out=out, formats=FORMATS)
    assembly = assemble(request, Journal(Silence()))
    document = build_document(assembly.brief, assembly.analysis, assembly.settings, assembly.pack, PROGRAM)
    result = build(request)
    files = {name: file.path.read_bytes() for name, file in zip(FORMATS, result.files, strict=True)}
    readers: Mapping[Format, Callable[[bytes], Delivered]] = {
        "docx": read_docx,
        "pdf": read_pdf,
        "md": read_markdown,
        "html": read_html,
    }
    return Built(
        assembly=assembly,
        document=document,
        findings=result.findings,
        rows={str(row["address"]): row for row in explain(request).rows},
        files=files,
        delivered={name: read(files[name]) for name, read in readers.items()},
    )
