"""What passes through the door to a model, whoever keeps it."""

from dataclasses import dataclass
from typing import Protocol


class ExchangeError(Exception):
    """A request had no response that could be used; the text says why, without a word of what came."""


class UnreachableError(ExchangeError):
    """No connection came about: asking again would not help."""


@dataclass(frozen=True, slots=True)
class Response:
    """What came back. `wait` is the time in seconds that the server asks to be left alone for."""

    status: int
    body: bytes
    wait: float | None = None


class Door(Protocol):
    """What questions go through."""

    def post(self, body: bytes) -> Response:
        """Send a body and return the response."""
        ...

    def close(self) -> None:
        """Break off what is under way."""
        ...
