"""Where a sentence names its speaker: before or behind a verb of saying, or after "according to"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from briefing.analyse.lexicons import load_words
from briefing.analyse.people import CALENDAR, adjoins, covers, gap_before, is_capitalised, is_name_word, name_back
from briefing.analyse.readings import Reading

PRONOUNS = frozenset(["he", "she", "they"])
TELLING = frozenset(["tell", "tells", "told", "telling"])
"""Whom is always named behind these, never who."""
WITHIN = 4
"""Within how many words from the start a sentence names those who hold the view that it reports."""
LONGEST = 12
"""Words of a noun phrase at most."""
FULL = 2
"""Words of a person's name, from which it is one in full."""
NEAR = 24
"""Characters behind a weak verb within which its quotation must open."""

_CLAIM = re.compile(rf"\s*that\b|[^\"“]{{0,{NEAR - 1}}}[\"“]")
_MARKS = ("”", '"', "’", "'", "—", "–", "-", "?", "!")


@dataclass(frozen=True, slots=True)
class Voice:
    """What a sentence says about its speaker: a noun phrase by its words, or a pronoun to be looked up."""

    start: int
    end: int
    verb: int
    pronoun: bool = False


def find_voice(reading: Reading, mask: Sequence[bool]) -> Voice | None:
    """Return the speaker that the sentence itself names, outside its quotations; None where it names none.

    The press is passed over: what it reports has another speaker, or none.
    """
    return next((voice for voice in _voices(reading, mask) if not is_press(reading, voice.end)), None)


def _voices(reading: Reading, mask: Sequence[bool]) -> Iterator[Voice]:
    according = _find_according(reading, mask)
    if according is not None:
        yield according
    for index, low in enumerate(reading.lows):
        if not mask[index] and _says(reading, index, low):
            voice = _after(reading, index, mask) or _before(reading, index, mask)
            if voice is not None:
                yield voice


def is_press(reading: Reading, end: int) -> bool:
    """Say whether the noun phrase that ends before a word is the name of an outlet."""
    return reading.lows[end - 1] in load_words("speech", "outlets")


@cache
def say_verbs() -> frozenset[str]:
    """Return every form of the verbs of saying."""
    regular = {form for base in load_words("speech", "say") for form in _conjugate(base)}
    return load_words("speech", "say_irregular") | regular


@cache
def weak_verbs() -> frozenset[str]:
    """Return the forms of verbs that carry a claim only before a quotation or a "that"."""
    return frozenset(form for base in load_words("speech", "say_weak") for form in _conjugate(base))


def _conjugate(base: str) -> tuple[str, str, str]:
    """Return the base form, the third person and the past of a regular verb."""
    if base.endswith("e"):
        return base, f"{base}s", f"{base}d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base, f"{base[:-1]}ies", f"{base[:-1]}ied"
    ending = "es" if base.endswith(("s", "sh", "ch", "x")) else "s"
    return base, base + ending, f"{base}ted" if base == "admit" else f"{base}ed"


def _says(reading: Reading, index: int, low: str) -> bool:
    """Say whether a word is a verb of saying here: a weak one needs a claim behind it, a view those who hold views."""
    if low in load_words("speech", "views") and index > 0:
        holders = load_words("speech", "expert") | {"officials", "diplomats", "critics"}
        return reading.lows[index - 1] in holders and index <= WITHIN
    return low in say_verbs() and (low not in weak_verbs() or _opens_claim(reading, index))


def _opens_claim(reading: Reading, index: int) -> bool:
    return _CLAIM.match(reading.raw, reading.ends[index] - reading.sentence.span.start) is not None


def _find_according(reading: Reading, mask: Sequence[bool]) -> Voice | None:
    for index in range(len(reading.lows) - 2):
        if reading.lows[index : index + 2] == ("according", "to") and not mask[index]:
            start = index + 2
            end = _phrase_end(reading, start)
            return Voice(start, end, index) if _holds_somebody(reading, start, end) else None
    return None


def _holds_somebody(reading: Reading, start: int, end: int) -> bool:
    """Say whether a noun phrase holds a name or a role: "the treaty" says nothing."""
    named = any(covers(reading.mentions, n) or is_capitalised(reading.words[n]) for n in range(start, end))
    return named or bool(set(reading.lows[start:end]) & _roles())


def _phrase_end(reading: Reading, start: int) -> int:
    """Return where the noun phrase that begins at a word ends: at a comma, a verb or a clause word."""
    index = start
    while index < min(len(reading.words), start + LONGEST):
        if index > start and (not adjoins(reading, index) or _ends_phrase(reading, index)):
            break
        index += 1
    return index


def _ends_phrase(reading: Reading, index: int) -> bool:
    """Say whether a word ends a noun phrase; "and" before a further name does not."""
    low = reading.lows[index]
    further = index + 1 < len(reading.words) and is_capitalised(reading.words[index + 1])
    clause = low in load_words("grammar", "clause_ends") and not (low == "and" and further)
    return clause or low in say_verbs()


def _after(reading: Reading, verb: int, mask: Sequence[bool]) -> Voice | None:
    """Read the speaker behind the verb: `said Berg`, `," says Anna Berg, who ...`."""
    start = verb + 1
    if start >= len(reading.words) or mask[start] or reading.lows[verb] in TELLING:
        return None
    if not adjoins(reading, start) or not _stands_behind_quote(reading, verb):
        return None
    end = start
    while end < len(reading.words) and (end == start or _goes_on(reading, start, end)) and _may_name(reading, end):
        end += 1
    while end > start and reading.lows[end - 1] in {"of", "the", "for", "at", "in"}:
        end -= 1
    named = end > start and _names_somebody(reading, end) and _closes(reading, verb, end)
    return Voice(start, end, verb) if named else None


def _goes_on(reading: Reading, start: int, index: int) -> bool:
    """Say whether a noun phrase behind a verb goes on with a word: not from a person's name to a place or a day."""
    if not adjoins(reading, index):
        return False
    if reading.words[index] in CALENDAR and not is_name_word(reading, index):
        return False
    owned = reading.lows[index] == "of" and reading.lows[start] == "the"  # "the Bank of ..."
    placed = reading.lows[index] in load_words("grammar", "prepositions") and not owned
    return not (placed and is_name_word(reading, index - 1))


def _stands_behind_quote(reading: Reading, verb: int) -> bool:
    """Say whether a comma or a closing quotation mark stands right before the verb."""
    return verb > 0 and gap_before(reading, verb).endswith((",", *_MARKS))


def _closes(reading: Reading, verb: int, end: int) -> bool:
    """Say whether a clause may end with the name behind a verb: after a mere comma, "said Norway needs" does not."""
    if end == len(reading.words) or not adjoins(reading, end) or gap_before(reading, verb).endswith(_MARKS):
        return True
    return reading.lows[end] in load_words("grammar", "following") or reading.words[end] in CALENDAR


def _may_name(reading: Reading, index: int) -> bool:
    return is_capitalised(reading.words[index]) or reading.lows[index] in _phrase_words()


@cache
def _roles() -> frozenset[str]:
    return frozenset().union(
        *(load_words("speech", key) for key in ("official", "expert", "expert_bodies", "unnamed")), {"intelligence"}
    )


@cache
def _phrase_words() -> frozenset[str]:
    more = (load_words("speech", key) for key in ("titles", "former"))
    return _roles().union(*more, load_words("grammar", "linking"))


def _before(reading: Reading, verb: int, mask: Sequence[bool]) -> Voice | None:
    """Read the speaker before the verb: the subject, over adverbs and over an apposition between commas.

    In the passive ("was told") the subject does not speak.
    """
    end = verb
    while end > 0 and adjoins(reading, end) and _is_skipped(reading.lows[end - 1]):
        end -= 1
    passive = not reading.lows[verb].endswith("ing") and set(reading.lows[end:verb]) & load_words("grammar", "passive")
    if end == 0 or mask[end - 1] or passive:
        return None
    if adjoins(reading, end):
        return _subject(reading, end, verb)
    return _subject_before_comma(reading, end, verb)


def _is_skipped(low: str) -> bool:
    return low in load_words("grammar", "skipped") or low.endswith("ly")


def _subject(reading: Reading, end: int, verb: int) -> Voice | None:
    last = reading.lows[end - 1]
    if last in PRONOUNS:
        return Voice(end - 1, end, verb, pronoun=True)
    if last in load_words("grammar", "pronouns"):
        return None
    start = end
    while start > 0 and (start == end or adjoins(reading, start)) and _belongs(reading, start - 1, end):
        start -= 1
    start = _join_actors(reading, start)
    while start < end and reading.lows[start] in load_words("grammar", "leading"):
        start += 1
    return Voice(start, end, verb) if start < end and _names_somebody(reading, end) else None


def _belongs(reading: Reading, index: int, end: int) -> bool:
    """Say whether a word is part of the noun phrase that ends before `end`: a name, a role, or a word telling which."""
    low = reading.lows[index]
    if low in load_words("grammar", "clause_ends") or low in say_verbs():
        return False
    if _may_name(reading, index) or covers(reading.mentions, index):
        return True
    owner = index > 0 and adjoins(reading, index) and covers(reading.mentions, index - 1) is not None
    return owner and index < end - 1


def _join_actors(reading: Reading, start: int) -> int:
    """Return where a list of actors begins that ends in the one at `start`: "the United States, X and Y condemned"."""
    joined = start > 1 and reading.lows[start - 1] == "and" and covers(reading.mentions, start) is not None
    first = covers(reading.mentions, start - 2) if joined else None
    if first is None:
        return start
    while first.index > 0:
        before = covers(reading.mentions, first.index - 1)
        if before is None or adjoins(reading, first.index):
            break
        first = before
    return first.index


def _subject_before_comma(reading: Reading, end: int, verb: int) -> Voice | None:
    """Find the subject that an apposition parts from its verb: "Anna Berg, the envoy who ..., said"."""
    direct = _subject(reading, end, verb)
    if direct is not None and end - name_back(reading, end) >= FULL:
        return direct
    commas = (index for index in range(1, end) if not adjoins(reading, index))
    earlier = (_subject(reading, index, verb) for index in commas)
    return next((voice for voice in earlier if voice is not None), direct)


def _names_somebody(reading: Reading, end: int) -> bool:
    """Say whether the noun phrase that ends before a word can speak: a person, a body, a government, people by role."""
    if name_back(reading, end) < end or covers(reading.mentions, end - 1):
        return True
    return reading.lows[end - 1] in _roles() or is_capitalised(reading.words[end - 1])
