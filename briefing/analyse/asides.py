"""Set aside single sentences inside the report that are part of the page: credits, provenance, thanks, prompts."""

from dataclasses import replace

from briefing.model.evidence import Sentence
from briefing.model.page import name_aside
from briefing.model.source import SourceDocument


def mark_asides(document: SourceDocument, sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """Return the sentences, each that is no part of the report with the reason why; one that has a reason keeps it."""
    return tuple(
        sentence if sentence.set_aside else replace(sentence, set_aside=name_aside(document.quote(sentence.span)))
        for sentence in sentences
    )
