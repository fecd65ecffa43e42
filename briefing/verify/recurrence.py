"""Key points against the body: whatever numbers, names and dates a key point gives, the body must give too."""

import re
from collections.abc import Iterable

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<![.!?…“\"‘]\s)(?<!^)(?<![“\"‘\[])\b[^\W\d_][\w’'-]*")
"""Words behind others: at its start, any word of a sentence has a capital."""


def gather_words(body: Iterable[str]) -> frozenset[str]:
    """Return the numbers and words of texts, case folded."""
    return frozenset(word for text in body for word in _list_words(text))


def list_missing(point: str, there: frozenset[str]) -> list[str]:
    """Return the numbers and the words with capitals of a key point that are not among the words of the body."""
    wanted = [*_NUMBER.findall(point), *(_bare(word) for word in _NAME.findall(point) if word[0].isupper())]
    return [word for word in dict.fromkeys(wanted) if word.casefold() not in there]


def _list_words(text: str) -> Iterable[str]:
    yield from _NUMBER.findall(text)
    yield from (_bare(word).casefold() for word in re.findall(r"[^\W\d_][\w’'-]*", text))


def _bare(word: str) -> str:
    """Return a word without the ending of a possessive."""
    return re.sub(r"[’']s?$", "", word)
