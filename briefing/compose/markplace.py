"""Where the mark of a note stands: ours to move, while the words of the statement stay as they are."""

import re
from dataclasses import replace

from briefing.model.document import Inline, Inlines, Note, Quoted, Text

_END = re.compile(r"(?:\[\.\]|[.,;:!?…]+[”’\"'»)]*)+$")
"""Punctuation at the end of a statement, with what closes behind it; "[.]" is a stop that we put there."""


def tuck_marks(children: Inlines) -> Inlines:
    """Put each mark that follows a statement before the punctuation in which the statement ends.

    A statement that ends in a letter, a closing mark or a bracket keeps the mark behind it.
    """
    placed: list[Inline] = []
    for child in children:
        last = placed[-1] if placed else None
        if isinstance(child, Note) and isinstance(last, Quoted) and (words := _insert(last.children, child)):
            placed[-1] = replace(last, children=words)
        else:
            placed.append(child)
    return tuple(placed)


def _insert(children: Inlines, mark: Note) -> Inlines:
    """Return the words with the mark before their last punctuation; nothing where they end in none."""
    texts = [child for child in children if isinstance(child, Text)]
    end = _END.search("".join(text.text for text in texts))
    if end is None or len(texts) < len(children):
        return ()
    words: list[Inline] = []
    position = 0
    for text in texts:
        cut = end.start() - position
        position += len(text.text)
        if 0 <= cut < len(text.text):
            words += [replace(text, text=text.text[:cut])] if cut else []
            words += [mark, replace(text, text=text.text[cut:])]
        else:
            words.append(text)
    return tuple(words)
