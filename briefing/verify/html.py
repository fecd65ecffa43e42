"""Read a page back: its lines, statements by their ids, notes in the order of their marks, and whatever might deceive.

What a browser does with a page is decided by its elements, its attributes and its style sheet: what a page of ours has
no need of is named, whatever it may be good for.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree, html

from briefing.errors import CheckError
from briefing.model.marks import fold_space
from briefing.verify.delivered import Delivered, Line, Stretch
from briefing.verify.grid import place_cells, read_span
from briefing.verify.sheet import check_sheet, list_strings

_LEAVES = frozenset({"h1", "h2", "h3", "h4", "p", "th", "td", "caption", "figcaption", "dt", "dd"})
"""What holds a line."""
_HOLDERS = frozenset({
    "html", "head", "body", "header", "main", "footer", "section", "div", "nav", "ol", "ul", "li", "dl", "table",
    "thead", "tbody", "tr", "figure", "colgroup", "col",
})  # fmt: skip
"""What holds lines, and no words of its own."""
_WORDS = frozenset({"q", "sup", "a", "button", "ins", "em", "cite", "strong", "small", "br", "span", "img"})
_ABOUT = frozenset({"meta", "link", "title", "style", "script"})
_ATTRIBUTES = frozenset({
    "lang", "dir", "id", "class", "href", "role", "aria-label", "aria-labelledby", "aria-hidden", "title", "type",
    "value", "data-number", "data-head", "popovertarget", "popover", "autofocus", "hidden", "tabindex", "start",
    "scope", "colspan", "rowspan",
    "src", "alt", "width", "height", "content", "charset", "name", "http-equiv", "rel",
})  # fmt: skip
_UNSEEN = frozenset({"hidden", "popover", "aria-hidden"})
"""Attributes that keep words from readers; on these and no others they belong."""
_MAY_HIDE = frozenset({("button", ""), ("div", "peek note"), ("span", "number")})
_HIDING_CLASSES = frozenset({"skip", "peek", "back", "listed"})
_PLACES = frozenset({("a", "skip"), ("div", "peek note"), ("a", "back"), ("p", "listed")})
"""Where a class belongs that some screen or paper leaves out."""
_AGAIN = re.compile(r"(?P<id>.*:[0-9.+]+)-[0-9]+")
"""The id of a statement that is printed again."""


def is_page(data: bytes) -> bool:
    """Say whether bytes begin as a page does."""
    return data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html"))


def read_html(data: bytes) -> Delivered:
    """Read a page. Raises CheckError for one that cannot be parsed at all."""
    page = _parse(data)
    reader = _Reader()
    reader.read(page)
    notes = _find_notes(page)
    sheets = "\n".join(style.text or "" for style in page.iter("style"))
    troubles = [*_list_strange(page), *check_sheet(sheets), *_list_troubles(reader.marks, notes, page)]
    return Delivered(
        format="html",
        lines=tuple(reader.lines),
        notes=tuple(notes.get(mark, "") for mark in reader.marks),
        record=next((script.text or "" for script in page.iter("script") if script.get("id") == "evidence"), ""),
        running=(*reader.running, *list_strings(sheets)),
        contents=tuple(reader.contents),
        troubles=tuple(troubles),
        signposts=tuple(_list_signposts(page)),
        language=page.get("lang", ""),
    )


def _parse(data: bytes) -> html.HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False)
    try:
        return html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as problem:
        raise CheckError("this page is damaged", hint="ask for the file again") from problem


def _read_words(element: etree._Element) -> str:
    return fold_space("".join(map(str, element.itertext()))).strip()


# ------------------------------------------------------------------------------------------------------------- lines


@dataclass(slots=True)
class _Reader:
    """Read the body into lines. Header, footer and what stays in view run along, as in the other formats."""

    lines: list[Line] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    """The numbers of the notes that the marks lead to, in their order."""
    running: list[str] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)

    def read(self, page: html.HtmlElement) -> None:
        """Read a whole page."""
        self.running += [_read_words(title) for title in page.iter("title")]
        for number, leaf in enumerate(page.iter(*_LEAVES), 1):
            within = {(str(each.tag), each.get("class", "")) for each in leaf.iterancestors()}
            outside = {name for name, _ in within} & {"footer", "nav"} or ("section", "notes") in within
            if (
                (("header", "") in within and leaf.get("class") in {"kicker", "marking"})
                or ("footer", "") in within
                or leaf.get("class") == "notice kicker"
            ):
                self.running.append(_read_words(leaf))
            elif not outside:
                self._read_line(leaf, number)
        for nav in page.iter("nav"):
            self.contents += [_read_words(entry) for entry in nav.iter("a")]

    def _read_line(self, leaf: etree._Element, number: int) -> None:
        line = Line(stretches=tuple(self._walk(leaf, "")), place=f"line {number}")
        if line.text or line.marks:
            self.lines.append(line)

    def _walk(self, element: etree._Element, statement: str) -> Iterator[Stretch]:
        if element.text:
            yield Stretch(element.text, statement)
        for child in element:
            if child.tag == "sup":
                self.marks.append(_find_target(child))
                yield Stretch("", mark=len(self.marks))
            elif child.tag == "br":
                yield Stretch(" ", statement)
            elif isinstance(child.tag, str):
                yield from self._walk(child, _identify(child) if child.tag == "q" else statement)
            if child.tail:
                yield Stretch(child.tail, statement)


def _identify(quotation: etree._Element) -> str:
    """Return the id of the statement that a quotation is."""
    name = quotation.get("id", "")
    again = _AGAIN.fullmatch(name)
    return again["id"] if again else name


def _find_target(mark: etree._Element) -> int:
    """Return the number of the note that a mark leads to; 0 for none."""
    link = mark.find("a")
    found = re.fullmatch(r"#note-([0-9]{1,6})", link.get("href", "")) if link is not None else None
    return int(found[1]) if found else 0


# ------------------------------------------------------------------------------------------------------------- notes


def _find_notes(page: html.HtmlElement) -> Mapping[int, str]:
    """Return the notes of the list by the numbers in their ids."""
    notes = (note for note in page.iter("li") if re.fullmatch(r"note-[0-9]{1,6}", note.get("id", "")))
    return {
        int(note.get("id", "")[5:]): " ".join(_read_words(words) for words in note.iterfind("span")) for note in notes
    }


def _list_troubles(marks: list[int], notes: Mapping[int, str], page: html.HtmlElement) -> Iterator[str]:
    for number, mark in enumerate(marks, 1):
        if mark not in notes:
            yield f"mark {number} has no note"
        elif mark != number:
            yield f"mark {number} leads to note {mark}"
    yield from (f"a note has no mark: “{text}”" for number, text in notes.items() if number not in marks)
    for number, sup in enumerate(page.iter("sup"), 1):
        shown = {
            _read_words(sup),
            sup.get("data-number"),
            *(each.get("popovertarget", "")[5:] for each in sup.iter("button")),
        }
        if shown != {str(number)}:
            yield f"mark {number} shows another number, or opens another note"
    for item in page.iter("li"):
        number = item.get("id", "")[5:]
        if item.get("class") == "note" and (item.get("value") != number or not _is_whole(item)):
            yield f"note {number} is listed under another number, or with other words"
    yield from _list_false_peeks(notes, page)


def _is_whole(item: etree._Element) -> bool:
    """Say whether an item of the list is its words and the way back, and nothing else."""
    around = [item.text or "", *((child.tail or "") for child in item)]
    return [(str(child.tag), child.get("class")) for child in item] == [("span", "words"), ("a", "back")] and not any(
        map(str.strip, around)
    )


def _list_false_peeks(notes: Mapping[int, str], page: html.HtmlElement) -> Iterator[str]:
    """Say which mark would open something else than its note."""
    for peek in page.iter("div"):
        if peek.get("class") == "peek note":
            number = peek.get("id", "")[5:]
            shown = [_read_words(line) for line in peek if line.get("class") is None]
            if not number.isdigit() or shown != [f"{number}. {notes.get(int(number), '')}".strip()]:
                yield f"what mark {number} opens is not its note"


def _list_signposts(page: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield the words that lead about the page, each after the key of the phrase that it should be."""
    yield from (("contents", _read_words(heading)) for heading in page.iterfind(".//nav/h2"))
    yield from (("page-notes", _read_words(heading)) for heading in page.iterfind(".//section[@class='notes']/h2"))
    yield from (("page-skip", _read_words(link)) for link in page.iterfind(".//a[@class='skip']"))
    yield from (("page-listed", _read_words(line)) for line in page.iterfind(".//p[@class='listed']"))
    for element in page.iter("a", "button", "div"):
        key = "page-back" if element.get("class") == "back" else "page-note"
        yield from ((key, element.get(name, "")) for name in ("aria-label", "title") if element.get(name))


# ----------------------------------------------------------------------------------------------------- what is strange


def _list_strange(page: html.HtmlElement) -> Iterator[str]:
    """Yield what a page has no need of: it could run, load, hide or add something."""
    for element in page.iter():
        if not isinstance(element.tag, str):
            yield "the page has a comment or an instruction"
            continue
        yield from _judge_element(element, element.tag)
        yield from _judge_words(element, element.tag)


def _judge_element(element: etree._Element, name: str) -> Iterator[str]:
    if name not in _LEAVES | _HOLDERS | _WORDS | _ABOUT:
        yield f"the page has an element that none of ours has: <{name}>"
    if name == "script" and (element.get("type"), element.get("id")) != ("application/json", "evidence"):
        yield "the page has a script"
    if name == "meta" and element.get("http-equiv", "Content-Security-Policy") != "Content-Security-Policy":
        yield "the page tells the browser to do something"
    if name == "link" and element.get("rel") != "schema.dcterms":
        yield "the page loads something"
    if name == "img" and not re.match(r"data:image/(?:png|jpeg);base64,", element.get("src", "")):
        yield "the page loads a picture"
    strange = [each for each in map(str, element.attrib) if each not in _ATTRIBUTES]
    strange += [f"dir {element.get('dir')}"] if element.get("dir", "auto") != "auto" else []
    yield from (f"<{name}> has an attribute that none of ours has: {each}" for each in strange)
    if element.get("aria-label") and name not in {"a", "button", "div"}:
        yield f"<{name}> is read out as something else than it shows"


def _judge_words(element: etree._Element, name: str) -> Iterator[str]:
    """Yield what keeps words from readers, and words where no line is."""
    kind = (name, element.get("class", ""))
    if _UNSEEN & set(map(str, element.attrib)) and kind not in _MAY_HIDE:
        yield f"hidden words: “{_read_words(element)}”"
    if _HIDING_CLASSES & set(kind[1].split()) and kind not in _PLACES:
        yield f"hidden words: “{_read_words(element)}”"
    loose = [element.text, *(child.tail for child in element)] if name in _HOLDERS - {"li"} else []
    words = " ".join(part.strip() for part in loose if part and part.strip())
    if words:
        yield f"words that are no line: “{words}”"
    if name == "li" and element.get("class") != "note" and element.find("a") is None and (element.text or "").strip():
        yield f"words that are no line: “{(element.text or '').strip()}”"
    if name == "table":
        yield from _judge_cells(element)


def _judge_cells(table: etree._Element) -> Iterator[str]:
    """Yield which cells lie over others, and which a narrow screen shows under the head of another column."""
    heads = place_cells(table, "thead")
    for cell, columns, covers in (*heads, *place_cells(table, "tbody")):
        if covers or not columns or not read_span(cell, "rowspan"):
            yield f"a cell lies over another one: “{_read_words(cell)}”"
        said = cell.get("data-head", "")
        over = [_read_words(head.cell) for head in heads if columns and columns.start in head.columns]
        if said and over[:1] != [fold_space(said).strip()]:
            yield f"a cell is shown under another head: “{said}”"
