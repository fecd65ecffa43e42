"""The sample set in a pack, to look at before there are sources of one's own."""

from collections.abc import Sequence
from pathlib import Path

from briefing.compose.document import build_document
from briefing.compose.omissions import find_omitted
from briefing.errors import OutputError
from briefing.model.artifact import Artifact
from briefing.pipeline.build import PROGRAM
from briefing.pipeline.output import WrittenFile, write_artifacts
from briefing.pipeline.progress import Journal, Listener, Silence
from briefing.pipeline.sample import assemble_sample
from briefing.render import render
from briefing.render.picture import draw_pages


def preview_pack(
    name: str, folders: Sequence[Path], out: Path, language: str | None = None, progress: Listener | None = None
) -> tuple[WrittenFile, ...]:
    """Write the sample in a pack as PDF and each of its pages as PNG; raises the error of the stage that fails."""
    journal = Journal(progress or Silence())
    made = assemble_sample(name, tuple(folders), journal, language)
    journal.begin("setting the pages")
    document = build_document(made.brief, made.analysis, made.settings, made.pack, PROGRAM)
    journal.report(tuple(find_omitted(made.brief, document, made.pack)))
    (pdf,) = render(document, made.pack.theme, ("pdf",))
    journal.report(pdf.findings)
    journal.begin("drawing the pages")
    pages = [Artifact("png", f"{name}-{number}.png", page) for number, page in enumerate(draw_pages(pdf.data), 1)]
    journal.begin("writing the files")
    written = write_artifacts(out, (Artifact("pdf", f"{name}.pdf", pdf.data), *pages))
    _drop_later(out, name, len(pages) + 1)
    return written


def _drop_later(out: Path, name: str, number: int) -> None:
    """Remove the pages that an earlier, longer preview has left: they are of no pack that there is."""
    while (page := out / f"{name}-{number}.png").is_file():
        try:
            page.unlink()
        except OSError as problem:
            message = f"an old page of the preview cannot be removed: {problem.strerror}"
            raise OutputError(message, place=str(page), hint="remove it, or choose another folder with --out") from None
        number += 1
