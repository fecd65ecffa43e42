"""Sentences that are no whole: the middle of a quotation, a bare "Colby had said", a phrase without a verb."""

from collections.abc import Sequence
from functools import cache

from briefing.analyse.lexicons import load_words
from briefing.analyse.readings import Reading
from briefing.analyse.voices import say_verbs

SHORT = 10
"""Words up to which a sentence is looked at for a verb: a longer one has one."""
TAIL = 8
"""Words up to which a sentence that ends in a verb of saying only names the speaker of the one before."""
CONTRACTED = frozenset(["'re", "’re", "'ve", "’ve", "'ll", "’ll"])
OPENING_MARKS = "\"'“‘«"


def is_fragment(reading: Reading, mask: Sequence[bool]) -> bool:
    """Say whether a sentence is part of the one before it, or no sentence at all."""
    if not reading.lows:
        return False
    return continues_quotation(reading, mask) or _names_speaker_only(reading, mask) or not _has_verb(reading)


def continues_quotation(reading: Reading, mask: Sequence[bool]) -> bool:
    """Say whether a sentence begins within a quotation that an earlier one opened."""
    return bool(mask) and mask[0] and reading.raw.lstrip()[:1] not in OPENING_MARKS


def _names_speaker_only(reading: Reading, mask: Sequence[bool]) -> bool:
    if len(reading.lows) > TAIL or any(mask):
        return False
    places = [n for n, low in enumerate(reading.lows) if low in say_verbs()]
    return bool(places) and len(reading.lows) - places[-1] <= TAIL // 2 and "that" not in reading.lows[places[-1] :]


@cache
def _known_verbs() -> frozenset[str]:
    return load_words("grammar", "auxiliaries") | load_words("grammar", "irregular") | say_verbs()


def _has_verb(reading: Reading) -> bool:
    """Say whether a short sentence has a finite verb: a known form, or an ending that no closed-class word precedes."""
    if len(reading.lows) > SHORT:
        return True
    if not _known_verbs().isdisjoint(reading.lows) or any(
        "n't" in low or "n’t" in low or low[-3:] in CONTRACTED for low in reading.lows
    ):
        return True
    closed = load_words("grammar", "before_nouns")
    pairs = zip(reading.lows, reading.lows[1:], strict=False)
    return any(low.endswith(("ed", "s")) and before not in closed for before, low in pairs)
