"""What keeps an edition from being handed out: its marking, its embargo, its status."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.errors import SendingError
from briefing.model.edition import Edition
from briefing.model.finding import Finding

NARROW = ("TLP:RED", "TLP:AMBER+STRICT")
"""Labels whose circle is so narrow that the author has to say that mail reaches nobody beyond it (TLP 2.0)."""


@dataclass(frozen=True, slots=True)
class Leave:
    """Hold what the person at the terminal takes upon themselves."""

    narrow: bool = False
    """That an edition for a narrow circle may go by mail to these readers."""
    draft: bool = False
    """That a draft may."""


def list_obstacles(edition: Edition, now: dt.datetime, leave: Leave) -> Iterator[Finding]:
    """Yield a warning for each thing that keeps an edition back at a moment; at the very hour an embargo has ended."""
    if edition.embargo is not None and now < edition.embargo:
        yield _warn("embargo", f"under embargo until {_tell(edition.embargo)}", "send it then")
    label = "".join(edition.marking.upper().split())
    if label in NARROW and not leave.narrow:
        hint = "if every reader of the list belongs to them, say --i-may"
        yield _warn("narrow-marking", f"{label}: only those whom it names may have it", hint)
    if edition.status == "draft" and not leave.draft:
        yield _warn("draft", "this is a draft", "build it with status = final; or say --draft to send it as one")


def refuse_obstacles(edition: Edition, now: dt.datetime, leave: Leave) -> None:
    """Raise SendingError for the first thing that keeps an edition back."""
    for obstacle in list_obstacles(edition, now, leave):
        message = f"this edition may not be sent: {obstacle.message}"
        raise SendingError(message, place=edition.stem, hint=obstacle.hint)


def _warn(code: str, message: str, hint: str) -> Finding:
    return Finding(severity="warning", code=code, message=message, hint=hint)


def _tell(moment: dt.datetime) -> str:
    """Write a moment in UTC and as the dossier gives it."""
    told = f"{moment.astimezone(dt.UTC):%Y-%m-%d %H:%M} UTC"
    return told if not moment.utcoffset() else f"{told} ({moment:%Y-%m-%d %H:%M %z})"
