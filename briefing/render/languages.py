"""Which statements are not in the language of the document."""

from briefing.model.document import Document, Quoted, iterate_blocks


def list_languages(document: Document) -> dict[str, str]:
    """Return the languages of the statements that are not in the document's own, by id."""
    quoted = (inline for inline in iterate_blocks(document.blocks) if isinstance(inline, Quoted))
    return {each.id: each.language for each in quoted if each.language}
