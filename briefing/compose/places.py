"""Where in a source a span stands, as its readers say it: the articles of a treaty, the pages of what has pages."""

from collections.abc import Iterable

from briefing.model.brief import Locator
from briefing.model.source import SourceDocument, Span


def find_locator(source: SourceDocument, spans: Iterable[Span]) -> Locator | None:
    """Return the articles of the spans, else their pages; None where the source has neither."""
    kept = sorted(spans)
    articles = tuple(dict.fromkeys(article for span in kept for article in source.articles_of(span)))
    if articles:
        return Locator("article", articles)
    pages = tuple(dict.fromkeys(page for span in kept for page in source.pages_of(span)))
    return Locator("page", pages) if pages else None
