"""The notes: all of them in a list at the end, and each once more to be shown where its mark is."""

from collections.abc import Iterator

from briefing.render.html.inlines import write_leaf
from briefing.render.html.ledger import Called, Ledger
from briefing.render.html.markup import Element, Node, Nodes, tag

NOTES = "notes"
"""The id of the heading of the notes."""
_BACK = "\u21a9\ufe0e"
"""An arrow back, as a sign and not as a picture."""


def write_notes(ledger: Ledger) -> Iterator[Element]:
    """Yield the section of the notes whose marks are set; nothing where there are none."""
    if not ledger.notes:
        return
    called, title = tuple(ledger.notes), ledger.sieve.clean(ledger.signposts.notes)
    heading = [tag("h2", {"class": "heading1", "id": NOTES}, title)] if title else []
    words = [write_leaf(each.note.children, ledger, title="cite") for each in called]
    items = (_write_note(each, note, ledger) for each, note in zip(called, words, strict=True))
    peeks = (_write_peek(each, note, ledger) for each, note in zip(called, words, strict=True))
    label = {"aria-labelledby": NOTES} if title else {}
    attributes = {"class": "notes", "role": "doc-endnotes", **label}
    yield tag("section", attributes, *heading, tag("ol", None, *items), *peeks)


def _write_note(called: Called, words: Nodes, ledger: Ledger) -> Element:
    """Return a note of the list. The way back leads to the statement, so that its address can be passed on."""
    number = str(called.note.number)
    name = ledger.signposts.back.replace("{number}", number)
    label = {"aria-label": name, "title": name} if name else {}
    back = tag("a", {"class": "back", "href": f"#{called.anchor}", "role": "doc-backlink", **label}, _BACK)
    line = tag("span", {"class": "words"}, *words)
    return tag("li", {"id": f"note-{number}", "value": number, "class": "note"}, line, " ", back)


def _write_peek(called: Called, words: Nodes, ledger: Ledger) -> Element:
    """Return what the button of a mark opens. Browsers that know no popovers never show it: it is hidden."""
    number = str(called.note.number)
    name = ledger.signposts.note.replace("{number}", number)
    label = {"aria-label": name} if name else {}
    attributes = {"id": f"peek-{number}", "class": "peek note", "role": "note", "tabindex": "-1", **label}
    lead = tag("span", {"class": "number", "aria-hidden": "true"}, f"{number}.")
    lines = [tag("p", None, lead, " ", *map(_drop_ids, words))]
    listed = ledger.sieve.clean(ledger.signposts.listed)
    if listed:
        lines.append(tag("p", {"class": "listed"}, tag("a", {"href": f"#note-{number}"}, listed)))
    return tag("div", {**attributes, "popover": "auto", "autofocus": "", "hidden": ""}, *lines)


def _drop_ids(node: Node) -> Node:
    """Return a node without ids: the list has them."""
    if isinstance(node, str):
        return node
    attributes = {name: value for name, value in node.attributes.items() if name != "id"}
    return tag(node.name, attributes, *map(_drop_ids, node.children))
