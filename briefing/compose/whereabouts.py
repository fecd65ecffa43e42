"""What a citation says at its end: what nobody has stated, whose reporting it is, what leads to the source."""

from briefing.compose.addresses import link_address
from briefing.compose.wording import Wording, derived
from briefing.compose.works import Work
from briefing.model.document import Inlines, Text

DIGEST_LENGTH = 12


def say_missing(work: Work, wording: Wording, *, date: bool = True) -> Inlines:
    """Say what should be stated and is not; without `date` it has been said before that the date is not."""
    items = [wording.say(f"note-item-{item}") for item in work.missing if date or item != "date"]
    return wording.say("note-not-stated", items=wording.series(items)) if items else ()


def say_via(work: Work, wording: Wording) -> Inlines:
    """Say whose reporting a source carries; nothing where that is not known."""
    carried = "note-based-on" if work.kind == "note" else "note-first-covered"
    return wording.say(carried, via=derived(work.via)) if work.via else ()


def say_address(work: Work, wording: Wording) -> tuple[Inlines, ...]:
    """Give the address, and the day when it was read as the pack asks for it; nothing without an address."""
    return (_say_accessed(work, wording), link_address(work.url)) if work.url else ()


def _say_accessed(work: Work, wording: Wording) -> Inlines:
    """Say when the address was read: unless told otherwise, only for a source without a date."""
    rule = wording.notation.accessed
    asked = rule == "always" or (rule == "auto" and work.date is None)
    return wording.say("note-accessed", date=wording.date(work.accessed)) if asked and work.accessed else ()


def say_file(work: Work, wording: Wording) -> Inlines:
    """Name the file of a source that neither an address nor a publisher nor a number leads to."""
    return () if work.publisher or work.number else wording.say("note-file", file=derived(work.file))


def say_bytes(work: Work, wording: Wording) -> Inlines:
    """Say what a source is, and name its file with the digest of its bytes."""
    kind = wording.say(f"kind-{work.kind or 'unknown'}")
    digest = wording.say("note-digest", digest=derived(work.digest[:DIGEST_LENGTH]))
    file = (*wording.say("note-file", file=derived(work.file)), Text(" "), *digest)
    return wording.join((kind, file))
