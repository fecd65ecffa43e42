"""What kind of assertion a sentence makes: reported, alleged, opinion or quotation; and whether it leans on another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from briefing.analyse.cues import CueIndex, compile_cue
from briefing.analyse.lexicons import load_lexicon, load_words
from briefing.analyse.quotes import is_quoted
from briefing.analyse.readings import Reading
from briefing.model.evidence import Attribution, Register, Status

STRONG, MILD, HEDGE, FEAR, DENIAL = range(5)
BAR = 1.0
"""How much judgement makes an opinion in the text's own voice."""
COMMENTARY_BAR = 0.5
"""In a commentary less is enough: judging is what it is for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What the words of a sentence say of its kind."""

    judgement: float
    hedges: bool
    fears: bool
    denies: bool


@cache
def _index() -> CueIndex:
    lexicon = load_lexicon("stance")
    lists = (("strong", STRONG), ("mild", MILD), ("hedges", HEDGE), ("fears", FEAR), ("denials", DENIAL))
    return CueIndex(compile_cue(text, owner) for key, owner in lists for text in lexicon[key])  # type: ignore[attr-defined]


def weigh(reading: Reading) -> Weight:
    """Return how much a sentence judges, and whether it hedges, voices a fear or denies."""
    owners = [cue.owner for cue in _index().find(reading, {})]
    return Weight(
        judgement=owners.count(STRONG) + 0.5 * owners.count(MILD),
        hedges=HEDGE in owners,
        fears=FEAR in owners,
        denies=DENIAL in owners,
    )


def judges(judgement: float, register: Register) -> bool:
    """Say whether so much judgement makes an opinion of a sentence in the text's own voice."""
    if register == "official":
        return judgement >= 2 * BAR
    return judgement >= (COMMENTARY_BAR if register == "commentary" else BAR)


def find_status(
    reading: Reading, mask: Sequence[bool], speaker: Attribution | None, register: Register, weight: Weight
) -> Status:
    """Tell the status of a sentence: the first that fits of quotation, allegation, opinion and report.

    A claim that only unnamed officials or sources stand for is alleged; what an expert says is opinion.
    """
    if is_quoted(mask) and (speaker is not None or mask[0]):
        return "quote"
    if speaker is not None and speaker.side == "expert":
        return "opinion"
    unnamed = speaker is not None and not speaker.named
    if weight.hedges or weight.denies or (weight.fears and unnamed):
        return "alleged"
    if speaker is not None:
        return "opinion" if weight.judgement >= BAR or _values(reading) else "reported"
    return "opinion" if judges(weight.judgement, register) else "reported"


def _values(reading: Reading) -> bool:
    return bool(set(reading.lows) & load_words("stance", "valuing"))


LOOKED_AT = 14
"""Words from the start within which one may point back."""


@cache
def _openings() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Return the openings that point back, by their first word."""
    openings = [tuple(str(text).split()) for text in load_lexicon("grammar")["openings"]]  # type: ignore[attr-defined]
    return {words[0]: tuple(each for each in openings if each[0] == words[0]) for words in openings}


def leans(reading: Reading) -> bool:
    """Say whether a sentence needs the one before it: a word that points back has no noun of its own before it.

    "this week" and the like do not point; "it is clear that" points at what follows.
    """
    lows = reading.lows
    if not lows:
        return False
    opens = any(lows[: len(opening)] == opening for opening in _openings().get(lows[0], ()))
    if opens and lows[:2] != ("both", "countries"):
        return True
    head = f" {' '.join(lows[:LOOKED_AT])} "
    if any(tie in head for tie in _ties()):
        return True
    if lows[0] == "it":
        return not set(lows[1:5]) & load_words("grammar", "expletive")
    return _points_back(reading)


@cache
def _ties() -> tuple[str, ...]:
    """Return the phrases that tie a sentence to another, between spaces."""
    return tuple(f" {words} " for words in load_lexicon("grammar")["tied"])  # type: ignore[attr-defined]


def _points_back(reading: Reading) -> bool:
    """Say whether a pronoun stands before any noun, or a demonstrative points at another sentence."""
    personal, function = load_words("grammar", "personal"), load_words("grammar", "function")
    noun = False
    for index, low in enumerate(reading.lows[:LOOKED_AT]):
        if (low in personal and not noun) or _points(reading, index):
            return True
        noun = noun or (low not in function and not low.endswith("ly"))
    return False


def _points(reading: Reading, index: int) -> bool:
    """Say whether a word is a demonstrative that points at another sentence."""
    lows = reading.lows
    low, following = lows[index], lows[index + 1] if index + 1 < len(lows) else ""
    if low not in load_words("grammar", "demonstrative"):
        return False
    if following in load_words("grammar", "times") or following in lows[:index]:
        return False
    if low == "that":
        opens = index == 0 or (index == 1 and lows[0] in load_words("grammar", "adverbs"))
        return opens and following not in {"the", "a"}
    if low == "such":
        return following == "a" or index == 0
    return low != "those" or following not in load_words("grammar", "heads")
