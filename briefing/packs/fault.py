"""What is wrong with a pack: said by the check of packs, which goes on where a build would stop."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, ParamSpec, TypeVar

from briefing.errors import BriefingError, PackError

P = ParamSpec("P")
T = TypeVar("T")
FaultSeverity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake, with file and line and what to do. With an error the pack cannot be used, or prints wrongly."""

    severity: FaultSeverity
    message: str
    place: str
    hint: str = ""


@dataclass(slots=True)
class FaultList:
    """Collect faults; the same one counts once."""

    found: list[Fault] = field(default_factory=list)

    def error(self, message: str, place: str, hint: str = "") -> None:
        """Note what keeps a pack from being used."""
        self.add(Fault("error", message, place, hint))

    def warn(self, message: str, place: str, hint: str = "") -> None:
        """Note what is most likely a slip."""
        self.add(Fault("warning", message, place, hint))

    def add(self, fault: Fault) -> None:
        """Note a fault."""
        if fault not in self.found:
            self.found.append(fault)

    def attempt(self, step: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """Return what a step makes; None, and a fault, where a PackError ends it."""
        try:
            return step(*args, **kwargs)
        except PackError as problem:
            self.add(as_fault(problem))
            return None


def as_fault(problem: BriefingError) -> Fault:
    """Return an error as a fault."""
    return Fault("error", problem.message, problem.place, problem.hint)
