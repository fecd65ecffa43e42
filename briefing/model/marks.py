"""The pure rules of the marks: what may be left out of a statement, what may be put into it, how white space folds.

Used by composing and by checking alike, so that both mean the same by an allowed edit.
"""

import re
from typing import Literal

OmissionKind = Literal["connective", "medial", "opening-phrase"]

OPENING_CONNECTIVES = frozenset(
    """however|moreover|furthermore|meanwhile|notably|additionally|in addition|besides|nevertheless|nonetheless|also
    |indeed|interestingly|importantly|significantly|in particular|specifically|similarly|likewise|of course|in fact
    |crucially|remarkably|tellingly|unsurprisingly|for example|for instance|in other words|on the other hand|still
    |separately|overall|in short|ultimately""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)
"""Openers that a statement may lose, always before a comma: they tie a sentence to a neighbour and state nothing."""

MEDIAL_CONNECTIVES = frozenset(
    ["however", "moreover", "meanwhile", "nevertheless", "nonetheless", "of course", "for example", "for instance",
     "indeed", "in fact", "in turn", "too"]
)  # fmt: skip

NEGATIONS = frozenset(
    "no not never neither nor none nobody nothing nowhere without hardly scarcely barely cannot unless except only".split()
)
MODALS = frozenset(
    "may might can could shall should will would must ought need likely unlikely possibly perhaps probably allegedly "
    "reportedly apparently seemingly potentially if unless whether".split()
)
QUANTITIES = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds thousand thousands "
    "million millions billion billions half third quarter first second several many few some most all both each every any".split()
)
ATTRIBUTIONS = re.compile(
    r"\b(?:according|accord|says?|said|told|view|opinion|words|report|reports|reported|statement|eyes|claims?)\b", re.I
)
FINITE = frozenset(
    "is are was were am be been has have had do does did says said makes made takes took comes came goes went gets got "
    "that which who whom whose what when where while because although though since as if".split()
)
PREPOSITIONS = frozenset(
    "in on at after before amid amidst during with despite under following by against alongside beyond for from through "
    "throughout over across besides".split()
)

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SPACE = re.compile(r"\s+")


def fold_space(text: str) -> str:
    """Fold each run of white space to one space and drop soft hyphens: the only silent change of a source's words."""
    return _SPACE.sub(" ", text.replace("\u00ad", ""))


def protects(words: str) -> bool:
    """Say whether words hold what an omission must not take: a negation, a modal, a quantity, a number, an attribution."""
    low = {word.lower() for word in _WORD.findall(words)}
    if low & (NEGATIONS | MODALS | QUANTITIES) or any(word.endswith(("n't", "n’t")) for word in low):
        return True
    return bool(re.search(r"[\d\"“”«»]", words) or ATTRIBUTIONS.search(words))


def find_opening(sentence: str) -> tuple[int, OmissionKind] | None:
    """Return the length of the opening words that a statement may lose, comma and space included, and their kind.

    None where the sentence has no such opening, or nothing would be left after it.
    """
    head, comma, rest = sentence.partition(",")
    if not comma or len(_WORD.findall(rest)) < 4:
        return None
    length = len(head) + 1 + len(rest) - len(rest.lstrip())
    if fold_space(head).lower() in OPENING_CONNECTIVES:
        return length, "connective"
    return (length, "opening-phrase") if _is_bare_phrase(head) else None


def _is_bare_phrase(head: str) -> bool:
    """Say whether words up to the first comma are a phrase without verb, name, number or anything protected."""
    words = _WORD.findall(head)
    if len(words) < 4 or words[0].lower() not in PREPOSITIONS or protects(head):
        return False
    if any(word[0].isupper() for word in words[1:]) or {word.lower() for word in words[1:]} & FINITE:
        return False
    return not _points_elsewhere(words)


def _points_elsewhere(words: list[str]) -> bool:
    """Say whether a phrase hangs on a sentence before it: without it the reader would be misled about what leans."""
    return bool(
        {word.lower() for word in words} & {"this", "that", "these", "those", "such", "its", "their", "his", "her"}
    )


def find_medial(sentence: str) -> tuple[int, int] | None:
    """Return where a connective between commas stands (", however,"), both commas included; None without one."""
    for match in re.finditer(r",\s+([a-z][a-z ]{1,12}),(?=\s)", sentence):
        if match.group(1) in MEDIAL_CONNECTIVES:
            return match.start(), match.end()
    return None


def allows_omission(sentence: str, start: int, end: int) -> bool:
    """Say whether a statement may leave out `sentence[start:end]`: the closed list of DESIGN section 4, nothing else."""
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
