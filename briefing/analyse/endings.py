"""Decide whether a mark ends a sentence: rules asked in order, of which the first that knows decides."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from briefing.analyse.lexicons import load_words
from briefing.model.almanac import WEEKDAYS as DAYS
from briefing.model.words import CLOSING, DOTTED, LATIN, MONTHS, REFERENCES, TITLES, WEEKDAYS

OPENING = "\"'“‘«\u2039([¿¡"
"""Quotation marks and brackets that may stand before a word."""

_ROMAN = re.compile(r"[IVXLC]{1,6}")
_LIST_NUMBER = re.compile(r"[(\[]?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[a-zA-Z]|[ivx]{1,5})[)\]]?")
_SHORT_CLOCK = re.compile(r"(?i:at|by|around|about|before|after|until|from|on|shortly)\s")
_INITIAL = re.compile(r"(?:[^\W\d_]\.-)?[^\W\d_]")
"""One letter, or two as in "J.-P."."""
_CAMEL = re.compile(r"[a-z]{1,2}-?[A-Z]")
_BULLETS = "•‣▪◦\u2043 "
_QUOTES = frozenset("\"'”’»\u203a")
_DAYS = frozenset(day.lower() for day in DAYS)
_STATES = frozenset(("d.c", "e.u", "u.k", "u.n", "u.s", "u.s.a"))
_FULL_ELLIPSIS = 4
_SHORT_LEAD = 4
"""Before "p.m.", fewer words than this only say when the sentence happens."""
LOOK_BACK = 200
LOOK_AHEAD = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A mark that may end a sentence, and what stands around it."""

    lead: str
    """The sentence as far as the mark: of a long one the last LOOK_BACK characters."""
    word: str
    """The word before the mark."""
    mark: str
    closers: str
    """Closing quotation marks and brackets behind the mark."""
    opener: str
    """Quotation marks, brackets or a dash before the next word."""
    following: str
    rest: str
    """What stands behind the next word: at most LOOK_AHEAD characters."""

    @property
    def low(self) -> str:
        """The word before the mark in small letters."""
        return self.word.lower()

    @property
    def opens(self) -> bool:
        """Whether the next word is one that opens sentences."""
        return self.following.strip(".,;:!?\"'”’)]").lower().replace("’", "'") in load_words("sentences", "openers")

    @property
    def capital(self) -> bool:
        """Whether the next word can open a sentence by its first letter; "eBay" and "al-Shabaab" can."""
        return not self.following[0].islower() or _CAMEL.match(self.following) is not None

    @property
    def states(self) -> bool:
        """Whether a verb stands behind the next word, which then is the subject of a sentence."""
        return self.rest.partition(" ")[2].partition(" ")[0] in load_words("sentences", "verbs")

    @property
    def before(self) -> str:
        """The sentence as far as the last word."""
        return self.lead[: len(self.lead) - len(self.word)].rstrip(OPENING).strip()


Rule: TypeAlias = Callable[[Candidate], bool | None]


def ends_sentence(candidate: Candidate) -> bool:
    """Say whether the sentence ends at this mark; where no rule knows, it does."""
    return next((verdict for rule in _RULES if (verdict := rule(candidate)) is not None), True)


def _judge_empty(candidate: Candidate) -> bool | None:
    """Go on where there is no word yet."""
    return None if any(map(str.isalnum, candidate.lead)) else False


def _judge_omission(candidate: Candidate) -> bool | None:
    """Before an omission in brackets, end if a capital stands behind it."""
    if not candidate.opener.endswith(("[", "(")) or candidate.following.strip("….") not in ("]", ")"):
        return None
    return candidate.rest.lstrip()[:1].isupper()


def _judge_bracket(candidate: Candidate) -> bool | None:
    """Keep "(really?)" and "(ed.)" inside their sentence."""
    if candidate.closers[-1:] not in (")", "]") or candidate.opens:
        return None
    if candidate.lead.rfind("(" if candidate.closers[-1] == ")" else "[") <= 0:
        return None
    return False if candidate.mark != "." or _is_short(candidate.low) else None


def _is_short(low: str) -> bool:
    """Say whether a word in small letters is an abbreviation."""
    return low in LATIN or low in CLOSING or low in TITLES or low in ("ed", "eds") or DOTTED.fullmatch(low) is not None


def _judge_ellipsis(candidate: Candidate) -> bool | None:
    """End at an ellipsis before a capital.

    One in brackets never ends a sentence; one with space around it only where a new one clearly opens.
    """
    mark = candidate.mark
    if "…" not in mark and ".." not in mark and " " not in mark:
        return None
    if candidate.following[0] in ".,;…" or not candidate.capital or set(candidate.closers) & set("])"):
        return False
    spaced = candidate.lead[-1:].isspace() and not candidate.closers
    return candidate.opens if spaced and len(mark) < _FULL_ELLIPSIS else True


def _judge_small(candidate: Candidate) -> bool | None:
    """Go on before a small letter or a comma."""
    return False if candidate.following[0] in ",;:)]”’…" or not candidate.capital else None


def _judge_loud(candidate: Candidate) -> bool | None:
    """End at an exclamation or question mark, unless it belongs to a name."""
    if not set(candidate.mark) & set("!?\u061f\u06d4\u0964"):
        return None
    return candidate.low not in load_words("sentences", "loud_names") or candidate.opens


def _judge_dash(candidate: Candidate) -> bool | None:
    """Go on after an abbreviation before a dash or an opening bracket."""
    if candidate.opener[:1] in ("–", "—", "-", "(", "[") and _is_short(candidate.low):
        return False
    return None


def _judge_number(candidate: Candidate) -> bool | None:
    """Keep the number at the head of a sentence with it: "1. The ...", "Article 3. The ..."."""
    if candidate.closers not in ("", ")"):
        return None
    word = candidate.word.lstrip(_BULLETS)
    numbers = _LIST_NUMBER.fullmatch(word) or _ROMAN.fullmatch(word)
    before = candidate.before.lstrip(_BULLETS).lower()
    return False if numbers and (not before or before in load_words("sentences", "numbered")) else None


def _judge_title(candidate: Candidate) -> bool | None:
    """Go on after a title before a name; "St." and "Ft." may also end a sentence."""
    if candidate.low not in TITLES or not candidate.word[:1].isupper():
        return None
    named = candidate.before.rpartition(" ")[2][:1].isupper()
    return candidate.low in ("st", "ft", "gov", "gen") and bool(candidate.opens) and named


def _judge_reference(candidate: Candidate) -> bool | None:
    """Go on after "No.", "Art.", "Sec." before a number, and after "e.g." and its like."""
    if candidate.low in LATIN and not candidate.closers:
        return False if candidate.low != "v" or candidate.word == "v" else None
    if candidate.low not in REFERENCES:
        return None
    bare = candidate.following.rstrip(".,;:)")
    numbered = bare[:1].isdigit() or _ROMAN.fullmatch(bare) or (len(bare) == 1 and not candidate.opens)
    return False if numbered else None


def _judge_date(candidate: Candidate) -> bool | None:
    """Go on after a short month or weekday before a number or another of them."""
    if candidate.low not in MONTHS | WEEKDAYS or not candidate.word[:1].isupper():
        return None
    bare = candidate.following.strip(".,").lower()
    return False if bare[:1].isdigit() or bare in MONTHS else None


def _judge_clock(candidate: Candidate) -> bool | None:
    """End at "p.m." before a capital, unless a time zone or its day follows or the hour only opens the sentence."""
    if candidate.low not in ("a.m", "p.m"):
        return None
    following = candidate.following.strip(".,()").lower()
    if following in load_words("sentences", "zones"):
        return False
    if following in _DAYS and not candidate.states:
        return False
    short = len(candidate.before.split()) < _SHORT_LEAD and _SHORT_CLOCK.match(candidate.before)
    return not short or candidate.opens


def _judge_initial(candidate: Candidate) -> bool | None:
    """Go on after an initial; a letter that numbers something ("Annex B.") may end the sentence."""
    if _INITIAL.fullmatch(candidate.word) is None or not candidate.word.isupper() or candidate.closers:
        return None
    last = candidate.before.rpartition(" ")[2]
    if last.lower() in load_words("sentences", "lettered"):
        return True
    return candidate.opens and (not last[:1].isupper() or candidate.word == "I")


def _judge_state(candidate: Candidate) -> bool | None:
    """Go on after "U.S." and its like, unless the next word opens a sentence or is plainly the subject of one."""
    if candidate.low not in _STATES:
        return None
    if candidate.opens:
        return True
    before = candidate.before.lower().split()[-2:]
    words = [word for word in before if word != "the"]
    placed = bool(words) and words[-1] in load_words("sentences", "prepositions")
    following = candidate.following.lower().removesuffix("’s").removesuffix("'s")
    if following in load_words("sentences", "institutions"):
        # "from the U.S. Officials ...": people by their work have a capital only where they open a sentence.
        return placed and before[-1] == "the" and following in load_words("sentences", "people")
    return placed and candidate.states


def _judge_abbreviation(candidate: Candidate) -> bool | None:
    """Go on after any other abbreviation, unless the next word opens a sentence."""
    if candidate.low == "etc":
        return True
    if candidate.low in CLOSING or DOTTED.fullmatch(candidate.word):
        return candidate.opens or bool(_QUOTES & set(candidate.closers))
    return None


_RULES: tuple[Rule, ...] = (
    _judge_empty,
    _judge_omission,
    _judge_bracket,
    _judge_ellipsis,
    _judge_small,
    _judge_loud,
    _judge_dash,
    _judge_number,
    _judge_title,
    _judge_reference,
    _judge_date,
    _judge_clock,
    _judge_initial,
    _judge_state,
    _judge_abbreviation,
)
