"""The feed of the published editions in Atom (RFC 4287): written, and read again so that nothing in it is lost.

Dates are those that the editions state, never the clock's: the same editions give the same feed.
"""

import datetime as dt
import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from briefing.distribute.manifest import ENDING
from briefing.errors import CheckError
from briefing.model.artifact import FileKind
from briefing.model.edition import Edition
from briefing.render.characters import Sieve

if TYPE_CHECKING:
    from lxml.etree import _Element as XmlElement

NAME = "feed.xml"
ATOM = "http://www.w3.org/2005/Atom"
_XHTML = "http://www.w3.org/1999/xhtml"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_TONGUE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
GENERATOR = "Briefing"
MEDIA_TYPES: Mapping[FileKind, str] = {
    "html": "text/html",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown",
    "png": "image/png",
    "json": "application/json",
    "xml": "application/atom+xml",
}
"""As IANA lists them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One edition in the feed. `xml` holds the entry as it stood there, where nothing else is known of the edition."""

    id: str
    stem: str
    title: str
    day: dt.date
    page: str
    """The address of the page, as the feed gives it."""
    edition: Edition | None = None
    xml: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The feed as a whole; its entries are the newest first."""

    id: str
    title: str
    author: str
    base_url: str = ""
    """With a slash at its end; empty: addresses count from where the feed lies."""
    entries: tuple[Entry, ...] = ()


def find_day(edition: Edition) -> dt.date | None:
    """Return the day that an edition states as its own: of publication, else the information cut-off."""
    return edition.published or edition.as_of


def make_entry(edition: Edition, day: dt.date, base_url: str, identity: str = "") -> Entry:
    """Return the entry of an edition; one that has stood in a feed keeps its id."""
    identity = identity or _identify(edition, day, base_url)
    title = edition.title if edition.version in {"", "1", "1.0"} else f"{edition.title} (v{edition.version})"
    return Entry(
        id=identity, stem=edition.stem, title=title, day=day, page=locate(find_page(edition), base_url), edition=edition
    )


def find_page(edition: Edition) -> str:
    """Return the name of the page of an edition, or of its manifest where it has none."""
    return next((file.name for file in edition.files if file.format == "html"), f"{edition.stem}{ENDING}")


def _identify(edition: Edition, day: dt.date, base_url: str) -> str:
    """Return an id that stays: a tag URI (RFC 4151) of the site's name and the day, else a UUID of the names."""
    host = urlsplit(base_url).hostname
    if host:
        return f"tag:{host},{day}:{quote(edition.stem, safe='-._~')}"
    return uuid.uuid5(uuid.NAMESPACE_URL, f"briefing:{edition.issuer}:{edition.stem}").urn


def identify_feed(title: str, base_url: str) -> str:
    """Return an id for a new feed: its place on the web, else a UUID of its title."""
    return base_url or uuid.uuid5(uuid.NAMESPACE_URL, f"briefing:feed:{title}").urn


def locate(name: str, base_url: str) -> str:
    """Return the address of a file of the folder; a name with a colon is still no scheme."""
    escaped = quote(name, safe="-._~")
    return base_url + escaped


# ------------------------------------------------------------------------------------------------------------ writing


def write_feed(feed: Feed) -> bytes:
    """Return the feed in UTF-8."""
    from lxml import etree

    root = _open("feed", ATOM)
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "updated", _tell(max((entry.day for entry in feed.entries), default=dt.date(1980, 1, 1))))
    _add(_add(root, "author"), "name", feed.author)
    _link(root, "self", locate(NAME, feed.base_url), "xml")
    _link(root, "alternate", feed.base_url or "index.html", "html")
    _add(root, "generator", GENERATOR)
    for entry in feed.entries:
        root.append(etree.fromstring(entry.xml) if entry.edition is None else _write_entry(entry, entry.edition, feed))
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True))


def _write_entry(entry: Entry, edition: Edition, feed: Feed) -> "XmlElement":
    element = _open("entry", ATOM)
    if _TONGUE.fullmatch(edition.language):
        element.set(_LANGUAGE, edition.language)
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    _add(element, "updated", _tell(entry.day))
    _add(element, "published", _tell(entry.day))
    if _clean(edition.issuer):
        _add(_add(element, "author"), "name", edition.issuer)
    for rel, kind, name, size in _list_links(edition):
        _link(element, rel, locate(name, feed.base_url), kind, size)
    if edition.licence:
        _add(element, "rights", edition.licence)
    _add_summary(element, edition)
    return element


def _list_links(edition: Edition) -> Iterator[tuple[str, FileKind, str, int | None]]:
    """Yield relation, kind, name and size: the page itself, the files to be had, the manifest.

    An entry without content must have an alternate: where there is no page, that is the manifest (RFC 4287, 4.1.2).
    """
    page, manifest = find_page(edition), f"{edition.stem}{ENDING}"
    yield "alternate", "json" if page == manifest else "html", page, None
    yield from (("enclosure", file.format, file.name, file.size) for file in edition.files if file.format != "html")
    yield "describedby", "json", manifest, None


def _add_summary(element: "XmlElement", edition: Edition) -> None:
    """Add what the edition says in short: its key points, how far it goes, what has changed."""
    from lxml import etree

    summary = _add(element, "summary")
    summary.set("type", "xhtml")
    block = _open("div", _XHTML)
    summary.append(block)
    lines = [edition.subtitle, edition.cut_off, edition.changes, edition.marking, edition.handling]
    if edition.key_points:
        points = etree.SubElement(block, f"{{{_XHTML}}}ul")
        for point in edition.key_points:
            etree.SubElement(points, f"{{{_XHTML}}}li").text = _clean(point) or None
    for line in filter(None, lines):
        etree.SubElement(block, f"{{{_XHTML}}}p").text = _clean(line) or None


def _open(name: str, namespace: str) -> "XmlElement":
    """Return an element in a namespace that it and what it holds need not name."""
    from lxml import etree

    return etree.Element(f"{{{namespace}}}{name}", nsmap={None: namespace})  # type: ignore[dict-item]  # may be None


def _add(parent: "XmlElement", name: str, text: str = "") -> "XmlElement":
    from lxml import etree

    element = etree.SubElement(parent, f"{{{ATOM}}}{name}")
    element.text = _clean(text) or None
    return element


def _link(parent: "XmlElement", rel: str, address: str, kind: FileKind, size: int | None = None) -> None:
    link = _add(parent, "link")
    link.set("rel", rel)
    link.set("href", address)
    link.set("type", MEDIA_TYPES[kind])
    if size is not None:
        link.set("length", str(size))


def _clean(text: str) -> str:
    return Sieve().clean(text).strip()


def _tell(day: dt.date) -> str:
    """Return a day as a moment (RFC 3339): its first in UTC, since nobody states an hour."""
    return f"{day.isoformat()}T00:00:00Z"


# ------------------------------------------------------------------------------------------------------------ reading


def read_feed(data: bytes) -> Feed:
    """Read a feed that this program has written; raises CheckError for any other, and for a damaged one."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_blank_text=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise CheckError(f"the feed is damaged: {problem}") from problem
    if b"<!DOCTYPE" in data:
        raise CheckError("the feed is damaged: it declares a document type")
    if root.tag != f"{{{ATOM}}}feed" or _read(root, "generator") != GENERATOR:
        raise CheckError("this feed is not one that this program has written")
    try:
        entries = tuple(_read_entry(element) for element in root.iterfind(f"{{{ATOM}}}entry"))
    except ValueError as problem:
        raise CheckError(f"the feed is damaged: {problem}") from problem
    author = root.find(f"{{{ATOM}}}author")
    base = _find_link(root, "alternate")
    return Feed(
        id=_read(root, "id"),
        title=_read(root, "title"),
        author=_read(author, "name") if author is not None else "",
        base_url=base if urlsplit(base).scheme else "",
        entries=entries,
    )


def _read_entry(element: "XmlElement") -> Entry:
    from lxml import etree

    identity, manifest = _read(element, "id"), _find_link(element, "describedby")
    if not identity:
        raise ValueError("an entry has no id")
    return Entry(
        id=identity,
        stem=unquote(manifest.rpartition("/")[2]).removesuffix(ENDING),
        title=_read(element, "title"),
        day=dt.date.fromisoformat(_read(element, "updated")[:10]),
        page=_find_link(element, "alternate"),
        xml=bytes(etree.tostring(element, encoding="utf-8", with_tail=False)),
    )


def _read(element: "XmlElement", name: str) -> str:
    return element.findtext(f"{{{ATOM}}}{name}") or ""


def _find_link(element: "XmlElement", rel: str) -> str:
    """Return the address that a feed gives for a relation; nothing where it gives none."""
    links = (link for link in element.iterfind(f"{{{ATOM}}}link") if link.get("rel") == rel)
    return next((link.get("href") or "" for link in links), "")


def sort_entries(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return entries newest first; of one day those of the later name."""
    return tuple(sorted(entries, key=lambda entry: (entry.day, entry.stem), reverse=True))
