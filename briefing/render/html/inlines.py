"""Inlines as phrasing content: a statement is a quotation under its id, a mark leads to its note."""

from briefing.model.document import (
    Emphasis,
    Fine,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Note,
    Quoted,
    Strong,
    Tag,
    Text,
    read_plain,
)
from briefing.render.html.ledger import Ledger
from briefing.render.html.markup import Element, Node, Nodes, tag
from briefing.render.links import admit_url, report_refused


def write_leaf(children: Inlines, ledger: Ledger, *, title: str = "em") -> Nodes:
    """Return the words of one paragraph, cell or heading; `title` is the element of what is emphasised."""
    ledger.statement = ""
    return _write_inlines(children, ledger, title)


def _write_inlines(children: Inlines, ledger: Ledger, title: str) -> Nodes:
    """Return inlines; a tag stands apart from the words beside it."""
    written: list[Node] = []
    for index, child in enumerate(children):
        apart = isinstance(child, Tag)
        if apart and index and not _meets_space(children[index - 1], -1):
            written.append(" ")
        written += _write_inline(child, ledger, title)
        if apart and index + 1 < len(children) and not _meets_space(children[index + 1], 0):
            written.append(" ")
    return tuple(written)


def _meets_space(neighbour: Inline, edge: int) -> bool:
    return read_plain((neighbour,))[edge:][:1].isspace()


def _write_inline(inline: Inline, ledger: Ledger, title: str) -> Nodes:
    match inline:
        case Text():
            return _write_text(inline, ledger)
        case Tag():
            return (tag("strong", {"class": "tag"}, ledger.sieve.clean(inline.text)),)
        case LineBreak():
            return (tag("br"),)
        case Note():
            return (_write_mark(inline, ledger),)
        case Emphasis() | Strong() | Fine() | Link():
            content = _write_inlines(inline.children, ledger, title)
            return (
                (_embrace(inline, content, title),) if not isinstance(inline, Link) else _link(inline, content, ledger)
            )
        case Quoted():
            return (_write_statement(inline, ledger, title),)


def _write_text(text: Text, ledger: Ledger) -> Nodes:
    words = ledger.sieve.clean(text.text)
    return (tag("ins", None, words),) if text.origin == "insertion" else (words,)


def _embrace(inline: Emphasis | Strong | Fine, content: Nodes, title: str) -> Element:
    match inline:
        case Emphasis():
            return tag(title, None, *content)
        case Strong():
            return tag("strong", None, *content)
        case Fine():
            return tag("small", {"class": "fine"}, *content)


def _link(link: Link, content: Nodes, ledger: Ledger) -> Nodes:
    """Return a link; one whose words are its address need not be followed by it on paper."""
    url = admit_url(link.url)
    if url is None:
        ledger.refused.append(report_refused(ledger.sieve.clean(link.url)))
        return content
    bare = read_plain(link.children).strip() in {link.url, url}
    return (tag("a", {"href": url, **({} if bare else {"class": "named"})}, *content),)


def _write_statement(statement: Quoted, ledger: Ledger, title: str) -> Element:
    ledger.statement = ledger.anchors.claim(ledger.sieve.clean(statement.id))
    language = {"lang": statement.language, "dir": "auto"} if statement.language else {}
    return tag("q", {"id": ledger.statement, **language}, *_write_inlines(statement.children, ledger, title))


def _write_mark(note: Note, ledger: Ledger) -> Element:
    """Return a mark: a link to the note at the end, and a button that shows the note here where browsers can.

    One of the two is there, as the style sheet says. The button holds no words and lies over the number, so that this
    is never read twice and never parted from the word before it.
    """
    ledger.call(note)
    number = str(note.number)
    name = {"aria-label": ledger.signposts.note.replace("{number}", number)} if ledger.signposts.note else {}
    link = tag("a", {"href": f"#note-{number}", "role": "doc-noteref", **name}, number)
    button = tag("button", {"type": "button", "value": number, "popovertarget": f"peek-{number}", **name, "hidden": ""})
    return tag("sup", {"id": f"mark-{number}", "data-number": number}, link, button)
