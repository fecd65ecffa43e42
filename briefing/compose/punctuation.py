"""Where commas, full stops and capitals go in a note that is built of parts."""

import re
from collections.abc import Iterable
from dataclasses import replace

from briefing.model.document import Inline, Inlines, Text, read_plain

_CLOSERS = re.compile(r"[’”]+$")
_OPEN_SINGLE = re.compile(r"‘(?!.*’(?!\w))", re.DOTALL)


def join_parts(parts: Iterable[Inlines], mark: str = ",", *, inside: bool = True) -> Inlines:
    """Join the parts that are not empty by a mark and a space; the mark goes inside a closing quotation mark."""
    joined: Inlines = ()
    for part in parts:
        if part:
            joined = (*punctuate(joined, mark, inside=inside), Text(" "), *part) if joined else part
    return merge_texts(joined)


def punctuate(children: Inlines, mark: str, *, inside: bool = True) -> Inlines:
    """Put a mark at the end, inside the closing quotation marks that stand there unless told otherwise."""
    head, closers = _split_closers(children) if inside else (children, ())
    return merge_texts((*head, Text(mark), *closers))


def close_sentence(children: Inlines, *, inside: bool = True) -> Inlines:
    """End in one full stop; the question mark of a title and the stop of an abbreviation serve as one."""
    bare = read_plain(children).rstrip("’”")
    return children if bare.endswith((".", "?", "!")) else punctuate(children, ".", inside=inside)


def capitalise(children: Inlines) -> Inlines:
    """Begin with a capital letter, unless a quotation mark or italics come first: titles keep their case."""
    match children:
        case (Text(text=text) as first, *rest) if text:
            return (replace(first, text=text[0].upper() + text[1:]), *rest)
        case _:
            return children


def merge_texts(children: Iterable[Inline]) -> Inlines:
    """Make neighbouring texts of the same origin one, and drop empty ones."""
    merged: list[Inline] = []
    for child in children:
        last = merged[-1] if merged else None
        if isinstance(child, Text) and isinstance(last, Text) and child.origin == last.origin:
            merged[-1] = replace(last, text=last.text + child.text)
        elif not isinstance(child, Text) or child.text:
            merged.append(child)
    return tuple(merged)


def _split_closers(children: Inlines) -> tuple[Inlines, Inlines]:
    """Part the closing quotation marks at the end from what they close; an apostrophe is none."""
    head, tail = list(children), list[Inline]()
    while head and isinstance(last := head[-1], Text):
        kept = _without_closers(last.text)
        if kept == last.text:
            break
        tail.insert(0, replace(last, text=last.text[len(kept) :]))
        head[-1:] = [replace(last, text=kept)] if kept else []
        if kept:
            break
    return tuple(head), tuple(tail)


def _without_closers(text: str) -> str:
    """Cut the closing marks at the end of a text; a single one counts only if the text opens it."""
    marks = _CLOSERS.search(text)
    if marks is None:
        return text
    kept = text[: marks.start()]
    apostrophe = marks[0].startswith("’") and not _OPEN_SINGLE.search(kept)
    return kept + "’" if apostrophe else kept
