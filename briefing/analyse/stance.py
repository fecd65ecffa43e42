"""What kind of assertion a sentence makes: reported, alleged, opinion or quotation; and whether it leans on another."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from briefing.analyse.attribution import is_quoted
from briefing.analyse.cues import CueIndex, compile_cue
from briefing.analyse.readings import Reading, load_lexicon
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


@cache
def _valuing() -> frozenset[str]:
    return frozenset(
        "critiqued criticised criticized condemned denounced slammed blasted praised hailed welcomed warned urged lamented "
        "deplored emphasized emphasised stressed argued believes believed thinks dismissed decried".split()
    )


def _values(reading: Reading) -> bool:
    return bool(set(reading.lows) & _valuing())


PERSONAL = frozenset("he she they him her them his hers their theirs its".split())
DEMONSTRATIVE = frozenset("this these those that such".split())
TIMES = frozenset(
    "week month year morning evening afternoon spring summer autumn fall winter time century decade day weekend season".split()
)
HEADS = frozenset(
    "who that which in of to from with on for at whose were are is".split()
)  # fmt: skip
OPENING_PHRASES = (
    ("in", "response"), ("as", "a", "result"), ("since", "then"), ("at", "the", "same", "time"), ("in", "turn"),
    ("in", "return"), ("in", "exchange"), ("as", "such"), ("to", "that", "end"), ("in", "doing", "so"), ("by", "contrast"),
    ("for", "that", "reason"), ("the", "latter"), ("the", "former"), ("the", "other"), ("another",), ("both",),
    ("one", "is"), ("one", "of", "them"), ("two", "of", "the"), ("instead",), ("or",), ("nor",), ("then",), ("there",),
    ("afterwards",), ("later",), ("the", "same"), ("the", "two"), ("these",), ("those",),
)  # fmt: skip
EXPLETIVE = frozenset(
    "natural clear unclear likely unlikely possible impossible important time true said believed thought".split()
)
FUNCTION = frozenset(
    """a an the and or but yet so nor for of in on at by to from with without as than if when while after before since
    during despite under over between among against about into through not no only also even still then now today here
    there meanwhile however moreover instead is are was were be been being has have had do does did will would can
    could may might shall should must all each both either neither some any more most much many very too just what
    who whom whose which how why""".split()
)


def leans(reading: Reading) -> bool:
    """Say whether a sentence needs the one before it: a word that points back has no noun of its own before it.

    "this week" and the like do not point; "it is clear that" points at what follows.
    """
    lows = reading.lows
    if not lows:
        return False
    if any(lows[: len(opening)] == opening for opening in OPENING_PHRASES) and lows[:2] != ("both", "countries"):
        return True
    if lows[0] == "it":
        return not (set(lows[1:5]) & EXPLETIVE)
    noun = False
    for index, low in enumerate(lows[:14]):
        if low in PERSONAL and not noun:
            return True
        if low in DEMONSTRATIVE and _points(reading, index):
            return True
        noun = noun or (low not in FUNCTION and not low.endswith("ly"))
    return False


def _points(reading: Reading, index: int) -> bool:
    """Say whether a demonstrative points at another sentence."""
    lows = reading.lows
    low, following = lows[index], lows[index + 1] if index + 1 < len(lows) else ""
    if following in TIMES or following in lows[:index]:
        return False
    if low == "that":
        return index == 0 and following not in {"the", "a"}
    if low == "such":
        return following == "a" or index == 0
    if low in {"those", "these"} and following in HEADS and low == "those":
        return False
    return True
