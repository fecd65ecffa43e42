"""How columns share a width: by what they hold, and never less than their longest word while there is room."""

from collections.abc import Sequence


def share_width(naturals: Sequence[float], least: Sequence[float], total: float) -> tuple[float, ...]:
    """Return widths that add up to the total.

    Columns that ask for no more than an even share get what they ask for; the others divide the rest by what they
    ask for. What is to spare is shared evenly; where even the least is too much, all shrink alike.
    """
    spare = total - sum(naturals)
    if spare >= 0:
        return tuple(width + spare / len(naturals) for width in naturals)
    floor = sum(least)
    if floor >= total:
        return tuple(total * width / floor for width in least)
    return _divide(naturals, least, total)


def _divide(naturals: Sequence[float], least: Sequence[float], total: float) -> tuple[float, ...]:
    """Settle the modest columns first, then raise to their least those that would fall below it."""
    widths: dict[int, float] = {}
    waiting = list(range(len(naturals)))
    while waiting:
        room = total - sum(widths.values())
        wish = sum(naturals[index] for index in waiting)
        modest = [i for i in waiting if naturals[i] <= room / len(waiting)]
        narrow = [i for i in waiting if naturals[i] * room < least[i] * wish]
        if modest and len(modest) < len(waiting):
            widths |= {i: naturals[i] for i in modest}
        elif narrow and len(narrow) < len(waiting):
            widths |= {i: least[i] for i in narrow}
        else:
            widths |= {i: naturals[i] * room / wish for i in waiting}
        waiting = [i for i in waiting if i not in widths]
    return tuple(widths[index] for index in range(len(naturals)))
