"""The pure rules of the marks: what may be left out of a statement, what may be put into it, how white space folds.

Used by composing and by checking alike, so that both mean the same by an allowed edit.
"""

import re
from typing import Literal

from briefing.model.words import list_words

OmissionKind = Literal["connective", "medial", "opening-phrase"]

OPENING_CONNECTIVES = list_words("""
    however moreover furthermore meanwhile notably additionally besides nevertheless nonetheless also indeed
    interestingly importantly significantly specifically similarly likewise crucially remarkably tellingly
    unsurprisingly still separately overall ultimately
""") | {
    "in addition", "in particular", "of course", "in fact", "for example", "for instance", "in other words",
    "on the other hand", "in short",
}  # fmt: skip
"""Openers that a statement may lose, always before a comma: they tie a sentence to a neighbour and state nothing."""

MEDIAL_CONNECTIVES = frozenset(
    ["however", "moreover", "meanwhile", "nevertheless", "nonetheless", "of course", "for example", "for instance",
     "indeed", "in fact", "in turn", "too"]
)  # fmt: skip

NEGATIONS = list_words("""
    no not never neither nor none nobody nothing nowhere without hardly scarcely barely cannot unless except only
""")
MODALS = list_words("""
    may might can could shall should will would must ought need likely unlikely possibly perhaps probably allegedly
    reportedly apparently seemingly potentially if unless whether
""")
QUANTITIES = list_words("""
    zero one two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds thousand thousands
    million millions billion billions half third quarter first second several many few some most all both each every any
""")
CONDITIONS = list_words("""
    condition conditions circumstances provided subject consent approval permission request exception
    absence lack failing instead rather pending
""")
"""What binds the rest: "In the event of an attack, each side helps" is not "each side helps"."""
IN_CASE = re.compile(r"\b(?:events?|cases?)\s+(?:of|that|where|when)\b", re.I)
"""The same in two words: "a diplomatic event" binds nothing."""
TIMES = list_words("""
    day days week weeks month months year years decade decades century centuries hour hours night morning afternoon
    evening weekend spring summer autumn winter season yesterday today tomorrow past recent previous
""")
ATTRIBUTIONS = re.compile(
    r"\b(?:accord(?:ing)?|say(?:s|ing)?|said|told|views?|opinions?|words|reports?|reported|statements?|eyes"
    r"|claim(?:s|ed)?|alleg\w+|accus\w+|den(?:y|ies|ied|ials?)|rumou?rs?|estimates?|assessments?|judge?ments?|minds?|accounts?"
    r"|analysts?|experts?|observers?|critics|sources?|officials?|diplomats?)\b",
    re.I,
)
FINITE = list_words("""
    is are was were am be been has have had do does did says said makes made takes took comes came goes went gets got
    that which who whom whose what when where while because although though since as if
""")
PREPOSITIONS = list_words("""
    in on at after before amid amidst during with despite under following by against alongside beyond for from through
    throughout over across besides
""")
FEWEST = 4
"""An opening phrase has at least so many words, and so many must be left after an omission."""

_PROTECTED = NEGATIONS | MODALS | QUANTITIES | CONDITIONS | TIMES
_POINTERS = frozenset(["this", "that", "these", "those", "such", "its", "their", "his", "her"])
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SPACE = re.compile(r"\s+")


def fold_space(text: str) -> str:
    """Fold each run of white space to one space and drop soft hyphens: the only silent change of a source's words."""
    # The one space that prints is the plain one, and the soft hyphen does not: most texts need no more than this look.
    if text.isprintable() and "  " not in text:
        return text
    return _SPACE.sub(" ", text.replace("\u00ad", ""))


def protects(words: str) -> bool:
    """Say whether words hold what an omission must not take: negation, condition, number, date, attribution."""
    low = {word.lower() for word in _WORD.findall(words)}
    if low & _PROTECTED or any(word.endswith(("n't", "n’t")) for word in low):
        return True
    return bool(re.search(r"[\d\"“”«»]", words) or IN_CASE.search(words) or ATTRIBUTIONS.search(words))


def find_opening(sentence: str) -> tuple[int, OmissionKind] | None:
    """Return the length of the opening words that a statement may lose, comma and space included, and their kind.

    None where the sentence has no such opening, or nothing would be left after it.
    """
    head, comma, rest = sentence.partition(",")
    if not comma or len(_WORD.findall(rest)) < FEWEST:
        return None
    length = len(head) + 1 + len(rest) - len(rest.lstrip())
    if fold_space(head).lower() in OPENING_CONNECTIVES:
        return length, "connective"
    return (length, "opening-phrase") if _is_bare_phrase(head) else None


def _is_bare_phrase(head: str) -> bool:
    """Say whether words up to the first comma are a phrase without verb, name, bracket or anything protected."""
    words = _WORD.findall(head)
    if len(words) < FEWEST or words[0].lower() not in PREPOSITIONS or protects(head):
        return False
    low = {word.lower() for word in words[1:]}
    # A word that points back hangs on the sentence before: without it, what follows would mislead.
    if low & (FINITE | _POINTERS) or set(head) & set("()[];:"):
        return False
    return not any(word[0].isupper() for word in words[1:])


def find_medial(sentence: str) -> tuple[int, int] | None:
    """Return where a connective between commas stands (", however,"), both commas included; None without one."""
    for match in re.finditer(r",(?=\s+([a-z][a-z ]{1,12}),\s)", sentence):
        if match[1] in MEDIAL_CONNECTIVES:
            return match.start(), match.end(1) + 1
    return None


def allows_omission(sentence: str, start: int, end: int) -> bool:
    """Say whether a statement may leave out `sentence[start:end]`: an opening or a medial connective, nothing else."""
    opening = find_opening(sentence)
    if start == 0 and opening is not None and end == opening[0]:
        return True
    medial = find_medial(sentence)
    return medial is not None and (start, end) == medial


def allows_case(original: str, printed: str) -> bool:
    """Say whether a bracketed letter only changes the case of the one letter it replaces."""
    return len(original) == 1 == len(printed) and original != printed and original.lower() == printed.lower()


def allows_stop(sentence: str) -> bool:
    """Say whether "[.]" may close a statement: only where the source ends without any mark."""
    return bool(sentence) and sentence.rstrip("\"'”’»)] ")[-1:].isalnum()
