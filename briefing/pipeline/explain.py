"""From a dossier to what became of each of its sentences."""

from collections.abc import Mapping
from dataclasses import dataclass

from briefing.compose.explanation import explain as explain_brief
from briefing.pipeline.assembly import assemble
from briefing.pipeline.progress import Journal, Listener, Silence
from briefing.pipeline.request import BuildRequest


@dataclass(frozen=True, slots=True)
class Explanation:
    """Hold one row for each sentence of the sources in reading order, and the sections that the pack declares."""

    sections: tuple[str, ...]
    rows: tuple[Mapping[str, object], ...]


def explain(request: BuildRequest, progress: Listener | None = None) -> Explanation:
    """Assemble the brief and say of each sentence where it went and why; nothing is rendered or written."""
    assembly = assemble(request, Journal(progress or Silence()))
    sections = tuple(section.id for section in assembly.pack.manifest.sections)
    return Explanation(sections, tuple(explain_brief(assembly.analysis, assembly.brief)))
