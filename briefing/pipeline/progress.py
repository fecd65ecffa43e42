"""What a caller sees of the work while it goes on."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from briefing.model.finding import Finding

T = TypeVar("T")


class Listener(Protocol):
    """Hear which stage begins and what was found, so that findings are known even when a later stage fails."""

    def begin(self, stage: str) -> None:
        """Take note that a stage begins; its name is words such as "reading the sources"."""

    def report(self, findings: Sequence[Finding]) -> None:
        """Take note of what a stage found."""

    def announce(self, words: str) -> None:
        """Take note of what is about to leave the program, before it does."""


class Silence:
    """Hear nothing: for callers that look at the result only."""

    def begin(self, stage: str) -> None:
        """Take no note."""

    def report(self, findings: Sequence[Finding]) -> None:
        """Take no note."""

    def announce(self, words: str) -> None:
        """Take no note."""


class Journal:
    """Pass on to a listener what is reported, and keep it."""

    def __init__(self, listener: Listener) -> None:
        """Begin with nothing found."""
        self._listener = listener
        self.findings: list[Finding] = []

    def begin(self, stage: str) -> None:
        """Pass on that a stage begins."""
        self._listener.begin(stage)

    def report(self, findings: Sequence[Finding]) -> None:
        """Keep what was found, and pass it on."""
        self.findings.extend(findings)
        self._listener.report(findings)

    def announce(self, words: str) -> None:
        """Pass on what is about to leave the program."""
        self._listener.announce(words)

    def keep(self, outcome: tuple[T, Sequence[Finding]]) -> T:
        """Report the findings of a stage and return its result alone."""
        result, findings = outcome
        self.report(findings)
        return result
