"""One brief that is laid out -> the same as a personal copy: its pages, its properties and its record name whose."""

from dataclasses import replace

from briefing.compose.record import add_copy
from briefing.model.document import Document
from briefing.model.edition import Copy
from briefing.packs.handling import say_copy
from briefing.packs.phrases import Phrases


def make_copy(document: Document, copy: Copy, phrases: Phrases) -> Document:
    """Return the document as a copy; nothing but its foot line, its subject and its record differs."""
    line = say_copy(phrases, copy)
    properties = document.properties
    return replace(
        document,
        masthead=replace(document.masthead, copy=line),
        properties=replace(properties, subject=" · ".join(filter(None, (properties.subject, line)))),
        record=add_copy(document.record, copy, line),
    )
