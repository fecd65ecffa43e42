"""What a command leaves when it is run in this process."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """Hold what a command left: exit code and what it printed."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]
