"""What tests of the two articles share: their names in the notes, and statements taken apart at their marks."""

import re

from tests.acceptance.builds import Built

TITLES = {"000": "ntitled commentary", "002": "“Putin and Kim"}
"""What the notes call each article when they do not name its file."""


def file_of(articles: Built, source: str) -> str:
    return next(document.file for document in articles.assembly.analysis.sources if document.id == source)


def source_text(articles: Built, source: str) -> str:
    text = next(document.text for document in articles.assembly.analysis.sources if document.id == source)
    return " ".join(text.split())


def named_sources(articles: Built, note: str) -> list[str]:
    """Return the articles that a note cites, in its order; where a date was inferred from is no citation."""
    cited = note.partition("; date inferred")[0]
    places = {
        source: min(place for word in (title, file_of(articles, source)) if (place := cited.find(word)) >= 0)
        for source, title in TITLES.items()
        if title in cited or file_of(articles, source) in cited
    }
    return sorted(places, key=lambda source: places[source])


def note_of(articles: Built, address: str) -> list[str]:
    """Return the notes of a sentence wherever it is printed, as the Word file has them."""
    return [articles.delivered["docx"].notes[cited.mark] for _, _, cited in articles.find(address)]


def quoted_parts(statement: str) -> list[str]:
    """Return a statement's words between its marks: brackets with what they hold, and ellipses, taken away."""
    return [part for part in (" ".join(p.split()) for p in re.split(r"\[[^\]]*\]|…", statement)) if part]


def stands_in(statement: str, text: str) -> bool:
    """Say whether every part of a statement stands in a text, one after the other."""
    position = 0
    for part in quoted_parts(statement):
        position = text.find(part, position)
        if position < 0:
            return False
        position += len(part)
    return True


def body_texts(articles: Built) -> list[str]:
    return [
        text.text for (place, _), text in zip(articles.points, articles.statements, strict=True) if place != "summary"
    ]


def numbers_in(text: str) -> set[str]:
    return set(re.findall(r"\d[\d,.]*\d|\d", text))
