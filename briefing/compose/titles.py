"""Titles in notes: quoted, shortened, and words for what has no title."""

import re

from briefing.compose.quotation import QuotationMarks
from briefing.compose.wording import derived
from briefing.model.document import Inlines, Text

SHORT_WORDS = 4
"""A short title, and the beginning that stands for a missing one, have at most this many words."""


def _words(text: str) -> frozenset[str]:
    """Make a set of words."""
    return frozenset(text.split())


_ARTICLES = frozenset({"a", "an", "the"})
_FUNCTION_WORDS = _words(
    "a about after against although amid among an and are as at be because been before being between but by can could"
    " despite do does during for from had has have he her his how if in into is it its like may might must near no nor"
    " not of off on onto or our over per shall she should since so than that the their these they this those through"
    " to toward towards under until upon versus via vs was we were what when where whether which while who whose why"
    " will with within without would you your"
)
_ABBREVIATION = re.compile(r"(?:\b\w\.){2,}$|\b(?:co|corp|etc|inc|jr|ltd|sr|st)\.$|\.\.$", re.IGNORECASE)
_BREAK_AFTER = re.compile(r"[,:;?!]$")
_DASHES = frozenset({"–", "—", "-", "|", "/"})
_OPENING_QUOTE = re.compile(r'(?:(?<=[\s(\[—–-])|^)"')
_SINGLE_PAIR = re.compile(r"(?<!\w)‘(.+?)’(?!\w)")
_SINGLE_OPEN = re.compile(r"(?<!\w)‘")
_SINGLE_CLOSE = re.compile(r"’(?!\w)")


def tidy_title(title: str) -> str:
    """Return a title without a full stop or comma at its end; its case is kept."""
    bare = title.rstrip(",;: ")
    inner = bare.rstrip('’”"')
    stop = inner.endswith(",") or (inner.endswith(".") and not _ABBREVIATION.search(inner))
    return inner[:-1] + bare[len(inner) :] if stop else bare


def drop_article(title: str) -> str:
    """Return a title without an opening article, as lists sort it."""
    first, _, rest = title.partition(" ")
    return rest if rest and first.casefold() in _ARTICLES else title


def quote_title(title: str, marks: QuotationMarks) -> Inlines:
    """Set a title in quotation marks, those inside it becoming of the other sort."""
    return (Text(marks.opening), *derived(nest_quotes(title, marks)), Text(marks.closing))


def nest_quotes(title: str, marks: QuotationMarks) -> str:
    """Return a title as it stands within marks: with the inner ones round its own quotations."""
    match marks.opening:
        case "“":
            return single_quotes(title)
        case "‘":
            return double_quotes(title)
        case _:
            return marks.nest(title)


def single_quotes(text: str) -> str:
    """Turn double quotation marks, curly or straight, into single ones."""
    curly = text.replace("“", "‘").replace("”", "’")
    return _OPENING_QUOTE.sub("‘", curly).replace('"', "’")


def double_quotes(text: str) -> str:
    """Turn single quotation marks that stand in pairs into double ones, and straight into curly."""
    curly = _OPENING_QUOTE.sub("“", text).replace('"', "”")
    return _SINGLE_PAIR.sub(r"“\1”", curly)


def shorten_title(title: str, more: int = 0) -> str:
    """Return a title of at most four words, or of `more` than that to tell two sources apart.

    An article at the beginning goes, and the next word takes its capital; the cut comes after a colon, comma or
    question that is reached earlier, and after "X and Y"; no function word, no possessive and no half of a quotation
    stays at the end.
    """
    words, limit = title.split(), SHORT_WORDS + more
    if len(words) < limit:
        return title
    if len(words) > SHORT_WORDS and words[0].casefold() in _ARTICLES:
        words = [words[1][:1].upper() + words[1][1:], *words[2:]]
    if len(words) <= limit:
        return " ".join(words)
    cut = words[:limit] if more else _cut_early(words)
    return tidy_title(_close_quotes(" ".join(_drop_loose_end(cut))))


def first_words(text: str, more: int = 0) -> str:
    """Return the first four words of a text, or `more` than that, without the punctuation they end in."""
    words = text.split()[: SHORT_WORDS + more]
    return _close_quotes(single_quotes(" ".join(words)).rstrip(",;:.–—- "))


def _cut_early(words: list[str]) -> list[str]:
    """Cut after four words, or before that where the title itself pauses."""
    if words[1].casefold() in {"and", "&"} and words[2].casefold() not in _FUNCTION_WORDS:
        return words[:3]
    for end in range(2, SHORT_WORDS + 1):
        if _BREAK_AFTER.search(words[end - 1]) or words[end] in _DASHES:
            return words[:end]
    return words[:SHORT_WORDS]


def _drop_loose_end(words: list[str]) -> list[str]:
    """Drop function words, dashes and possessives at the end; of function words alone none goes."""
    end = len(words)
    while end > 1 and _is_loose(words[end - 1], only_words_left=end):
        end -= 1
    kept = words[:end] if end > 1 or not _is_loose(words[0], only_words_left=1) else words
    return [*kept[:-1], kept[-1].rstrip(",:;–—-")]


def _is_loose(word: str, only_words_left: int) -> bool:
    """Say whether a title cannot end in a word: it leads on to the next one."""
    bare = word.casefold().strip("‘’“”\"',:;")
    possessive = word.endswith(("’s", "'s")) and only_words_left > 2  # noqa: PLR2004  # "Northland’s" alone says nothing
    return possessive or bare in _FUNCTION_WORDS or word in _DASHES


def _close_quotes(text: str) -> str:
    """Take away the mark of a quotation that the cut has left open."""
    opened = list(_SINGLE_OPEN.finditer(single_quotes(text)))
    if not opened or _SINGLE_CLOSE.search(single_quotes(text), opened[-1].end()):
        return text
    at = opened[-1].start()
    return text[:at] + text[at + 1 :]
