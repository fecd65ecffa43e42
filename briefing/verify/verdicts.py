"""Who answers for some words, and how far that was checked."""

from dataclasses import dataclass
from typing import Literal

from briefing.verify.problems import Problem

Kind = Literal["verbatim", "edited", "derived", "authored", "pack", "given", "copy", "unknown"]
Verdict = Literal["proven", "recorded", "stated", "unchecked", "failed"]
"""proven: follows from sources or pack. recorded: agrees with the record, which nothing here can recompute.

stated: an editor says so. unchecked: what it would be held against is not there.
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """Who answers for some words, and how far that was checked."""

    kind: Kind
    verdict: Verdict
    problems: tuple[Problem, ...] = ()


def fail(code: str, message: str, kind: Kind = "unknown") -> Answer:
    """Answer that words do not hold."""
    return Answer(kind, "failed", (Problem(code, message),))
