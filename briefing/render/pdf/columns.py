"""How columns share a width: by what they hold, and never less than their longest word while there is room."""

from collections.abc import Sequence


def share_width(naturals: Sequence[float], least: Sequence[float], total: float) -> tuple[float, ...]:
    """Return widths that add up to the total.

    What is to spare is shared evenly. Where there is too little, each column has its least width first; those that
    ask for little more get it, and the others divide the rest by what they lack. Where even the least is too much,
    all shrink alike.
    """
    spare = total - sum(naturals)
    if spare >= 0:
        return tuple(width + spare / len(naturals) for width in naturals)
    floor = sum(least)
    if floor >= total:
        return tuple(total * width / floor for width in least)
    lacks = [natural - low for natural, low in zip(naturals, least, strict=True)]
    return tuple(low + more for low, more in zip(least, _divide(lacks, total - floor), strict=True))


def _divide(lacks: Sequence[float], extra: float) -> list[float]:
    """Share out less than all lack together: who lacks no more than an even share gets it all."""
    given = [0.0] * len(lacks)
    waiting = list(range(len(lacks)))
    while modest := [index for index in waiting if lacks[index] <= extra / len(waiting)]:
        for index in modest:
            given[index] = lacks[index]
        extra -= sum(lacks[index] for index in modest)
        waiting = [index for index in waiting if index not in modest]
    wanted = sum(lacks[index] for index in waiting)
    for index in waiting:
        given[index] = lacks[index] * extra / wanted
    return given
