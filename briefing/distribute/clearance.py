"""What speaks against laying an edition open for everybody: its marking, its embargo, its status."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.errors import PublishingError
from briefing.model.edition import Edition
from briefing.model.finding import Finding

OPEN = "TLP:CLEAR"
"""The one label of the Traffic Light Protocol 2.0 for the public; TLP:GREEN is not for channels that all can reach."""


@dataclass(frozen=True, slots=True)
class Hindrance:
    """One thing that speaks against it, as it goes on after "it", and the way out."""

    code: str
    reason: str
    hint: str
    firm: bool = False
    """Whether nobody can answer for it: an embargo has an hour, and somebody else's word depends on it."""


def find_hindrances(edition: Edition, now: dt.datetime) -> Iterator[Hindrance]:
    """Yield all that speaks against publishing an edition at a moment; at the very minute an embargo is over."""
    label = "".join(edition.marking.upper().split())
    if label.startswith("TLP:") and label != OPEN:
        yield Hindrance("published-marked", f"is marked {label}", f"what is for everybody is marked {OPEN}")
    elif label and label != OPEN:
        hint = "a marking in words may limit who sees it: mark it TLP:CLEAR, or not at all"
        yield Hindrance("published-marked", f"is marked “{edition.marking}”", hint)
    if edition.embargo is not None and now < edition.embargo:
        until = f"{edition.embargo.astimezone(dt.UTC):%Y-%m-%d %H:%M} UTC"
        yield Hindrance("published-early", f"is under embargo until {until}", "publish it then", firm=True)
    if edition.status == "draft":
        yield Hindrance("published-draft", "is a draft", 'set status = "final" and build it again')


def clear(edition: Edition, now: dt.datetime, *, may: bool) -> tuple[Finding, ...]:
    """Return a warning for each thing that speaks against it if somebody answers for it, else raise PublishingError.

    For an embargo nobody can: it is refused before its hour, as sending is.
    """
    found = tuple(find_hindrances(edition, now))
    firm = tuple(each for each in found if each.firm)
    if firm or (found and not may):
        reasons = " and ".join(each.reason for each in found)
        hint = firm[0].hint if firm else f"{found[0].hint}; who may publish it all the same says --i-may"
        raise PublishingError(f"this edition {reasons}: it is not published", place=edition.stem, hint=hint)
    return tuple(
        Finding(severity="warning", code=each.code, message=f"published although it {each.reason}", place=edition.stem)
        for each in found
    )
