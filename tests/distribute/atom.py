"""The rules of RFC 4287 for a feed, as far as a program can hold it against them; written from the RFC alone."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree

A = "{http://www.w3.org/2005/Atom}"
H = "{http://www.w3.org/1999/xhtml}"
_FEED = {"author", "category", "contributor", "generator", "icon", "id", "link", "logo", "rights", "subtitle", "title"}
_FEED |= {"updated", "entry"}
_ENTRY = {"author", "category", "content", "contributor", "id", "link", "published", "rights", "source", "summary"}
_ENTRY |= {"title", "updated"}
_ONCE = {"generator", "icon", "id", "logo", "rights", "subtitle", "title", "updated", "published", "summary", "content"}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_MEDIA = re.compile(r"[a-z]+/[a-z0-9.+-]+")
_TEXTS = ("title", "summary", "rights", "subtitle")


def find_faults(data: bytes) -> list[str]:
    """Return what a feed does against the RFC; nothing for one that is valid."""
    return list(_check_feed(etree.fromstring(data)))


def _check_feed(feed: etree._Element) -> Iterator[str]:
    if feed.tag != f"{A}feed":
        yield f"4.1.1: the root is {feed.tag}"
    yield from _check_children(feed, _FEED, {"id", "title", "updated"})
    entries = feed.findall(f"{A}entry")
    if feed.find(f"{A}author") is None and any(entry.find(f"{A}author") is None for entry in entries):
        yield "4.1.1: neither the feed nor each entry has an author"
    if not any(link.get("rel") == "self" for link in feed.iterfind(f"{A}link")):
        yield "4.1.1: a feed should have a link to itself"
    ids = Counter((entry.findtext(f"{A}id"), entry.findtext(f"{A}updated")) for entry in entries)
    yield from (f"4.1.1: {key} stands twice" for key, count in ids.items() if count > 1)
    for entry in entries:
        yield from _check_children(entry, _ENTRY, {"id", "title", "updated"})
        if entry.find(f"{A}content") is None and "alternate" not in {
            each.get("rel") for each in entry.iter(f"{A}link")
        }:
            yield "4.1.2: an entry without content has no alternate"


def _check_children(element: etree._Element, allowed: set[str], needed: set[str]) -> Iterator[str]:
    names = [str(child.tag).removeprefix(A) for child in element]
    yield from (f"4.1: {name} may not stand in {element.tag}" for name in set(names) - allowed)
    yield from (f"4.1: {name} is missing" for name in needed - set(names))
    yield from (f"4.1: {name} stands {names.count(name)} times" for name in _ONCE if names.count(name) > 1)
    for child in element:
        yield from _check_child(child, str(child.tag).removeprefix(A))
    alternates = Counter(
        (link.get("type"), link.get("hreflang"))
        for link in element.iterfind(f"{A}link")
        if link.get("rel") == "alternate"
    )
    yield from (f"4.1: two alternates of {key}" for key, count in alternates.items() if count > 1)


def _check_child(child: etree._Element, name: str) -> Iterator[str]:
    text = child.text or ""
    if name in {"updated", "published"}:
        if not _MOMENT.fullmatch(text):
            yield f"3.3: {text!r} is no moment"
        else:
            dt.datetime.fromisoformat(text)
    if name == "id" and not (urlsplit(text).scheme and text == text.strip() and " " not in text):
        yield f"4.2.6: {text!r} is no IRI"
    if name in {"author", "contributor"} and not (child.findtext(f"{A}name") or "").strip():
        yield "3.2.1: a person has no name"
    if name == "link":
        yield from _check_link(child)
    if name in _TEXTS:
        yield from _check_text(child)


def _check_link(link: etree._Element) -> Iterator[str]:
    if not link.get("href"):
        yield "4.2.7.1: a link leads nowhere"
    if not _MEDIA.fullmatch(link.get("type", "")):
        yield f"4.2.7.3: {link.get('type')!r} is no media type"
    if link.get("rel") == "enclosure" and not (link.get("length") or "").isdigit():
        yield "4.2.7.2: an enclosure should say how long it is"
    if len(link) or (link.text or "").strip():
        yield "4.2.7: a link is not empty"


def _check_text(element: etree._Element) -> Iterator[str]:
    kind = element.get("type", "text")
    children = [child.tag for child in element]
    if kind == "text" and children:
        yield "3.1.1.1: text has elements in it"
    if kind == "xhtml" and children != [f"{H}div"]:
        yield "3.1.1.3: there is not one div"
    if kind == "xhtml" and not all(str(each.tag).startswith(H) for each in element.iterdescendants()):
        yield "3.1.1.3: something in the div is no XHTML"
