"""The language of cues, as far as a pack can be told that one is miswritten; the analysis matches them."""

import itertools
import re

from briefing.packs.traits import CLASSES

GAP = "..."
"""Stands for up to six words."""

_CLASS = re.compile(r"\{[a-z][a-z-]*\}")
_WORD = re.compile(r"(?:[^\W_]\.){2,}|[^\W_]+(?:[-’'.&][^\W_]+|,\d{3})*[’']?|[$€£¥]")
"""What the analysis takes for one word."""
_FOREIGN = frozenset("{}[]()|\\^$+?")


def find_cue_fault(cue: str) -> str | None:
    """Say what is wrong with a cue; None for a good one.

    A cue is words with spaces between them. `*` in a word stands for any letters, `...` between words for a gap,
    `{name}` for any member of a named class.
    """
    words = cue.split()
    if not any(map(_says_something, words)):
        return "a cue needs at least one word"
    if GAP in (words[0], words[-1]):
        return f'a gap "{GAP}" stands between words'
    if (GAP, GAP) in itertools.pairwise(words):
        return f'two gaps "{GAP}" in a row are one'
    strange = [word for word in words if not _CLASS.fullmatch(word) and _FOREIGN & set(word)]
    return f'"{strange[0]}" is no word, no gap and no {{class}}' if strange else None


def find_idle_cue(cue: str) -> str | None:
    """Say why a well-written cue can match nothing; None for one that can.

    Words are what stands between white space and punctuation: a hyphen, an apostrophe, a point or an ampersand
    inside them stays.
    """
    for word in cue.split():
        if word == GAP:
            continue
        if _CLASS.fullmatch(word):
            if word.strip("{}") not in CLASSES:
                return f"{word} is none of {', '.join(f'{{{name}}}' for name in sorted(CLASSES))}"
        elif word.count("*") > 1:
            return f'"{word}" has more than one *'
        elif word.endswith(("'s", "’s")):
            return f'possessive endings are taken off: write "{word[:-2]}"'
        elif not _WORD.fullmatch(word.replace("*", "x")):
            return f'"{word}" is no single word'
    return None


def _says_something(word: str) -> bool:
    return any(map(str.isalnum, word))
