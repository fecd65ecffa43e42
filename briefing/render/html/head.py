"""What a page says of itself: title, facts for catalogues, and that it may load and run nothing."""

import base64
import hashlib
from collections.abc import Iterator, Mapping

from briefing.model.document import Document
from briefing.render.characters import Sieve
from briefing.render.html.markup import Element, tag

_TERMS = "http://purl.org/dc/terms/"


def write_head(document: Document, sheet: str) -> Element:
    """Return the head of a page with its style sheet."""
    clean = Sieve().clean  # what is left out is counted where the words are read
    return tag(
        "head",
        None,
        tag("meta", {"charset": "utf-8"}),
        tag("meta", {"http-equiv": "Content-Security-Policy", "content": write_policy(sheet)}),
        tag("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        tag("meta", {"name": "color-scheme", "content": "light dark"}),
        tag("meta", {"name": "referrer", "content": "no-referrer"}),
        tag("title", None, clean(document.masthead.title)),
        *(tag("meta", {"name": name, "content": clean(content)}) for name, content in _list_facts(document) if content),
        tag("link", {"rel": "schema.dcterms", "href": _TERMS}),
        *(tag("meta", {"name": f"dcterms.{name}", "content": clean(each)}) for name, each in _list_terms(document)),
        tag("style", None, sheet),
    )


def write_policy(sheet: str) -> str:
    """Return a Content Security Policy (level 3) that allows this very style sheet and pictures within the page."""
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode("ascii")
    rules: Mapping[str, str] = {
        "default-src": "'none'",
        "style-src": f"'sha256-{digest}'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _list_facts(document: Document) -> Iterator[tuple[str, str]]:
    properties = document.properties
    yield "description", properties.subject
    yield "author", ", ".join(properties.authors)
    yield "keywords", ", ".join(properties.keywords)


def _list_terms(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the terms of the Dublin Core, from which programs that keep references take an entry."""
    properties = document.properties
    facts = [
        ("title", document.masthead.title),
        *(("creator", author) for author in properties.authors),
        ("description", properties.subject),
        *(("subject", keyword) for keyword in properties.keywords),
        ("language", properties.language),
        ("identifier", properties.identifier),
        ("date", properties.date.isoformat()),
        ("type", "Text"),
        ("accessRights", document.masthead.marking),
    ]
    yield from ((name, content) for name, content in facts if content)
