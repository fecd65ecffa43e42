"""The page that lists the published editions: what each says in short, its files, and the feed."""

from collections.abc import Iterator, Mapping

from briefing.distribute.feed import GENERATOR, MEDIA_TYPES, NAME, Entry, Feed, find_page, locate
from briefing.model.artifact import FileKind
from briefing.model.document import Masthead
from briefing.model.edition import Edition, EditionFile
from briefing.packs.phrases import Phrases
from briefing.packs.theme import Theme
from briefing.render.characters import Sieve
from briefing.render.html.head import write_policy
from briefing.render.html.markup import Element, Node, tag, write_page
from briefing.render.html.sheet import write_sheet
from briefing.render.links import admit_url

PAGE = "index.html"
_RULES = (
    ".editions{list-style:none;padding:0}",
    ".editions>li{padding:1.25rem 0;border-top:1px solid var(--hairline)}",
    ".editions h2{margin-top:0}",
    ".editions ul{list-style:disc;margin:.5rem 0}",
    ".editions .body{margin:.25rem 0}",
    ".editions .files{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding:0;list-style:none}",
)
_NAMES: Mapping[FileKind, str] = {"pdf": "PDF", "docx": "DOCX", "md": "Markdown"}
"""What a list offers to be taken along, in this order."""
_THOUSAND = 1000


def write_index(feed: Feed, theme: Theme, phrases: Phrases) -> bytes:
    """Return the page in UTF-8; the newest edition stands first, with its key points."""
    sheet = write_sheet(theme, Masthead(title=feed.title, page=""), _RULES)
    items = [_write_item(entry, phrases, newest=number == 0) for number, entry in enumerate(feed.entries)]
    main = tag("main", {"id": "brief"}, tag("ol", {"class": "editions"}, *items))
    link = tag("a", {"href": NAME, "type": MEDIA_TYPES["xml"]}, "Atom")
    body = tag("body", None, _write_header(feed), main, tag("footer", None, tag("p", {"class": "running"}, link)))
    return write_page(tag("html", {"lang": phrases.language}, _write_head(feed, sheet), body)).encode()


def is_ours(page: bytes) -> bool:
    """Say whether a page is a list of editions that this program has written."""
    return f'<meta name="generator" content="{GENERATOR}">'.encode() in page


def _write_head(feed: Feed, sheet: str) -> Element:
    title = _clean(feed.title)
    return tag(
        "head",
        None,
        tag("meta", {"charset": "utf-8"}),
        tag("meta", {"http-equiv": "Content-Security-Policy", "content": write_policy(sheet)}),
        tag("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        tag("meta", {"name": "generator", "content": GENERATOR}),
        tag("title", None, title),
        tag("link", {"rel": "alternate", "type": MEDIA_TYPES["xml"], "href": NAME, "title": title}),
        tag("style", None, sheet),
    )


def _write_header(feed: Feed) -> Element:
    author = [tag("p", {"class": "kicker"}, _clean(feed.author))] if feed.author != feed.title else []
    above = [tag("div", {"class": "above"}, *author)] if author else []
    return tag("header", None, *above, tag("h1", {"class": "title"}, _clean(feed.title)))


def _write_item(entry: Entry, phrases: Phrases, *, newest: bool) -> Element:
    edition = entry.edition
    language = {"lang": edition.language} if edition and edition.language else {}
    link = tag("a", {"href": _find_page(entry)}, _clean(entry.title))
    lines: list[Node] = [tag("h2", {"class": "heading1"}, link)]
    facts = [phrases.say_date(entry.day), *_list_facts(edition)]
    lines.append(tag("p", {"class": "legend"}, " · ".join(filter(None, facts))))
    if edition is not None:
        points = edition.key_points if newest else ()
        lines += [tag("ul", None, *(tag("li", {"class": "statement"}, _clean(p)) for p in points))] if points else []
        lines += _write_history(edition, phrases)
        files = tuple(_write_files(edition))
        lines += [tag("ul", {"class": "files legend"}, *files)] if files else []
    return tag("li", language, *lines)


def _find_page(entry: Entry) -> str:
    """Return where an entry leads: beside this page, or where the feed says if nothing else is known of it."""
    if entry.edition is None:
        return entry.page if admit_url(entry.page) or ":" not in entry.page else NAME
    return locate(find_page(entry.edition), "")


def _list_facts(edition: Edition | None) -> Iterator[str]:
    if edition is not None:
        yield from (f"v{_clean(edition.version)}", _clean(edition.marking))


def _write_history(edition: Edition, phrases: Phrases) -> Iterator[Element]:
    """Yield what an edition replaces and what it changes, under the pack's own labels where it has them."""
    for key, words in (("fact-replaces", edition.replaces), ("fact-changes", edition.changes)):
        if words:
            label = f"{phrases.say(key)}: " if key in phrases.entries else ""
            yield tag("p", {"class": "body"}, label + _clean(words))


def _write_files(edition: Edition) -> Iterator[Element]:
    for kind, name in _NAMES.items():
        for file in (each for each in edition.files if each.format == kind):
            words = f"{name} ({say_size(file)})"
            attributes = {"href": locate(file.name, ""), "type": MEDIA_TYPES[kind]}
            yield tag("li", None, tag("a", attributes, words))


def say_size(file: EditionFile) -> str:
    """Return a size in thousands or millions of bytes, rounded up."""
    thousands = -(-file.size // _THOUSAND)
    return f"{thousands} kB" if thousands < _THOUSAND else f"{-(-thousands // _THOUSAND)} MB"


def _clean(text: str) -> str:
    return Sieve().clean(text)
