"""The order of words that run from the right among words that run from the left (Unicode Standard Annex #9).

What is needed for plain text: the rules W1 to W7, N0 to N2, I1, I2, L2 and L4. Marks that embed or override a direction
are no part of a set text, so X1 to X8 have nothing to do. What has a direction of its own, such as a quotation, comes
as a stretch of its own and is to the text around it one neutral character.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import groupby

_NEUTRAL = frozenset({"B", "S", "WS", "ON"})
_STRONG = frozenset({"L", "R", "AL"})
_PAIRS = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "〈": "〉", "《": "》", "「": "」", "『": "』", "【": "】"}


def read_classes(text: str) -> list[str]:
    """Return the bidirectional class of each character; what embeds or isolates counts as nothing."""
    return [_read_class(char) for char in text]


def _read_class(char: str) -> str:
    found = unicodedata.bidirectional(char)
    return found if found in {*_NEUTRAL, *_STRONG, "EN", "AN", "ES", "ET", "CS", "NSM"} else "BN"


def runs_leftward(text: str) -> bool:
    """Tell whether most letters of a text run from the right: then it does as a whole."""
    classes = read_classes(text)
    leftward = sum(each in {"R", "AL"} for each in classes)
    return leftward > classes.count("L")


def find_levels(text: str, base: int) -> list[int]:
    """Return the level of each character of a text whose own level is `base`: odd levels run from the right."""
    side = "R" if base % 2 else "L"
    classes = _resolve_weak(read_classes(text), side)
    _resolve_brackets(text, classes, side)
    _resolve_neutral(classes, side)
    return [_raise(each, base) for each in classes]


def _raise(found: str, base: int) -> int:
    """Return the level of a class (I1, I2)."""
    if base % 2:
        return base + (found != "R")
    return base + {"L": 0, "R": 1}.get(found, 2)


def _resolve_weak(classes: list[str], side: str) -> list[str]:
    """Settle marks, numbers and their separators (W1 to W7)."""
    before = strong = side
    for place, each in enumerate(classes):
        if each == "NSM":
            each = before  # noqa: PLW2901  # W1: a mark is as the character that it stands on
        if each in _STRONG:
            strong = each
        if each == "EN" and strong == "AL":
            each = "AN"  # noqa: PLW2901  # W2
        classes[place] = before = each
    classes = ["R" if each == "AL" else each for each in classes]  # W3
    _join_separators(classes)
    _settle_terminators(classes)
    return _settle_digits(classes, side)


def _join_separators(classes: list[str]) -> None:
    """Make a separator between two numbers of one kind a number (W4)."""
    for place in range(1, len(classes) - 1):
        left, each, right = classes[place - 1 : place + 2]
        if left == right and ((each == "CS" and left in {"EN", "AN"}) or (each == "ES" and left == "EN")):
            classes[place] = left


def _settle_terminators(classes: list[str]) -> None:
    """Make signs such as per cent beside a number a number (W5), and what is left of them neutral (W6)."""
    place = 0
    for kind, group in groupby(list(classes), key=lambda each: "ET" if each in {"ET", "BN"} else each):
        count = len(list(group))
        stop = place + count
        if kind == "ET":
            beside = (place and classes[place - 1] == "EN") or (stop < len(classes) and classes[stop] == "EN")
            whole = "ET" in classes[place:stop]
            classes[place:stop] = ["EN" if beside and whole else "ON"] * count
        place = stop
    classes[:] = ["ON" if each in {"ES", "CS"} else each for each in classes]


def _settle_digits(classes: list[str], side: str) -> list[str]:
    """Make numbers after words that run from the left part of them (W7)."""
    strong = side
    for place, each in enumerate(classes):
        if each in {"L", "R"}:
            strong = each
        if each == "EN" and strong == "L":
            classes[place] = "L"
    return classes


def _resolve_brackets(text: str, classes: list[str], side: str) -> None:
    """Give both brackets of a pair the direction of what they hold, or of what is around them (N0)."""
    for start, stop in _find_pairs(text, classes):
        inside = {_as_strong(each) for each in classes[start + 1 : stop]} - {""}
        other = "L" if side == "R" else "R"
        if side in inside:
            classes[start] = classes[stop] = side
        elif other in inside:
            context = next((said for each in reversed(classes[:start]) if (said := _as_strong(each))), side)
            classes[start] = classes[stop] = context


def _as_strong(found: str) -> str:
    return "R" if found in {"EN", "AN"} else found if found in {"L", "R"} else ""


def _find_pairs(text: str, classes: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of brackets that belong together, in the order of those that open (BD16)."""
    waiting: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for place, char in enumerate(text):
        if classes[place] != "ON":
            continue
        if char in _PAIRS:
            waiting.append((_PAIRS[char], place))
        for depth in range(len(waiting) - 1, -1, -1):
            if waiting[depth][0] == char:
                pairs.append((waiting[depth][1], place))
                del waiting[depth:]
                break
    return sorted(pairs)


def _resolve_neutral(classes: list[str], side: str) -> None:
    """Give what is still neutral the direction of both its sides, or that of the text (N1, N2)."""
    place = 0
    for neutral, group in groupby(list(classes), key=lambda each: each in _NEUTRAL):
        stop = place + len(list(group))
        if neutral:
            left = _as_strong(classes[place - 1]) if place else side
            right = _as_strong(classes[stop]) if stop < len(classes) else side
            classes[place:stop] = [left if left == right else side] * (stop - place)
        place = stop


def order_levels(levels: Sequence[int]) -> list[int]:
    """Return the places of stretches of one level each from left to right (L2)."""
    places = list(range(len(levels)))
    odd = [level for level in levels if level % 2]
    for least in range(max(levels, default=0), min(odd, default=1) - 1, -1):
        ordered: list[int] = []
        for high, group in groupby(places, key=lambda place: levels[place] >= least):
            together = list(group)
            ordered += together[::-1] if high else together
        places = ordered
    return places


def part_levels(levels: Iterable[int]) -> list[tuple[int, int, int]]:
    """Return the stretches of one level: where each begins and ends, and its level."""
    parts: list[tuple[int, int, int]] = []
    start = 0
    for level, group in groupby(levels):
        stop = start + len(list(group))
        parts.append((start, stop, level))
        start = stop
    return parts


_BRACKETS = "()[]{}<>«»\u2039\u203a⁅⁆⁽⁾₍₎⟨⟩⟦⟧⟪⟫"
_MIRRORED = {char: _BRACKETS[index ^ 1] for index, char in enumerate(_BRACKETS) if unicodedata.mirrored(char)}


def mirror(char: str) -> str:
    """Return the character that looks as this one does in words that run from the right (UAX #9, L4)."""
    return _MIRRORED.get(char, char)
