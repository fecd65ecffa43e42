"""Small closed word lists that reading and analysis share: abbreviations, function words, end marks."""

import re


def list_words(words: str) -> frozenset[str]:
    """Make a set of the words of a text."""
    return frozenset(words.split())


TITLES = list_words("""
    adm amb brig capt cmdr cmsr col cpl dr fr ft gen gens gov govs hon insp lt maj messrs mlle mme mr mrs ms msgr mt
    pres prof profs pvt rep reps rev sen sens sgt st supt
""")
"""Always before a name, so never the end of a sentence; written with a capital."""

REFERENCES = list_words("art arts ch chap cl fig figs n° no nos nr p par para paras pp pt res sec secs sect vol vols")
"""Abbreviations only where a number follows."""

LATIN = list_words("approx ca cf e.g eg esp i.e ie incl v viz vs")
"""Never the end of a sentence."""

MONTHS = list_words("jan feb mar apr jun jul aug sep sept oct nov dec")
WEEKDAYS = list_words("mon tue tues wed thu thur thurs fri sat sun")

CLOSING = list_words("""
    a.d a.m al assn ave b.a b.c bldg blvd bros co corp d.c dept e.u est esq etc govt inc intl jr llc ltd m.a m.d natl
    p.m ph.d plc rd sr u.k u.n u.s u.s.a u.s.s.r univ
""")
"""Abbreviations that may end a sentence as well as stand inside one."""

FUNCTION_WORDS = list_words("""
    a an and as at between but by for from her his if in into its nor of on or our than that the their these this those
    to whether which while whose with your
""")
"""Words that no paragraph ends with unless it was cut."""

DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
"""Letters with stops between, the last stop left off: "U.S", "p.m"."""

_LONGEST_TAIL = 60
_ENDING = re.compile(
    r"[.!?…\u3002\uff01\uff1f]"  # the mark, in Chinese and Japanese too
    r"[\"'”’»\u203a)\]]*"  # closing quotation marks and brackets
    r"(?:\s?\[\^?\w{1,12}\]|[⁰¹²³⁴-⁹])*"  # note marks
    r"\s*\Z"
)


def ends_with_mark(text: str) -> bool:
    """Say whether a text ends as a sentence does; closing quotation marks, brackets and note marks may follow."""
    return _ENDING.search(text, max(0, len(text) - _LONGEST_TAIL)) is not None


def is_abbreviation(word: str) -> bool:
    """Say whether a word, given with or without its last stop, is an abbreviation; titles before names apart."""
    bare = word.removesuffix(".").lstrip("\"'“‘«([")
    return bare.lower() in LATIN or bare.lower() in CLOSING or DOTTED.fullmatch(bare) is not None


def starts_lower(text: str) -> bool:
    """Say whether the first letter or digit of a text is a small letter."""
    first = next((letter for letter in text if letter.isalnum()), "")
    return first.islower()
