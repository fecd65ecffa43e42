"""What a check finds wrong: said with both texts, so that a reader can judge for himself."""

import difflib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that does not hold. `expected` and `found` are shown beside each other where there are both."""

    code: str
    message: str
    expected: str = ""
    found: str = ""


def mark_difference(expected: str, found: str) -> tuple[str, str]:
    """Return both texts with the words in which they differ between ⟦ and ⟧."""
    left, right = expected.split(), found.split()
    matcher = difflib.SequenceMatcher(a=left, b=right, autojunk=False)
    first: list[str] = []
    second: list[str] = []
    for kind, low, high, start, end in matcher.get_opcodes():
        for words, into in ((left[low:high], first), (right[start:end], second)):
            if words:
                into.append(" ".join(words) if kind == "equal" else f"⟦{' '.join(words)}⟧")
    return " ".join(first), " ".join(second)
