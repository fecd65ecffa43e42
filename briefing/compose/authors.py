"""How authors are written in a list that is sorted by them: the family name of the first in front."""

from collections.abc import Sequence

from briefing.compose.names import short_name
from briefing.compose.wording import Wording, derived
from briefing.compose.works import Work
from briefing.model.document import Inlines, Text

_MOST_LISTED, _LISTED_OF_MANY = 6, 3


def list_names(work: Work, wording: Wording) -> Inlines:
    """Write who speaks for a list by authors, the family name of the first in front; a treaty goes by its title."""
    if work.kind == "treaty":
        return ()
    if not work.speakers:
        return derived(work.issuer)
    first, *others = work.speakers
    names = [_family_first(first), *others]
    written = _write_listed(names, wording, inverted=names[0] != first)
    return (*written, Text(" ("), *derived(work.handle), Text(")")) if work.handle else written


def _write_listed(names: Sequence[str], wording: Wording, *, inverted: bool) -> Inlines:
    """Write up to six names; of more the first three, as Chicago has it since its 18th edition."""
    if len(names) > _MOST_LISTED:
        named = derived(", ".join(names[:_LISTED_OF_MANY]) + ",")
        return wording.say("note-et-al", name=named)
    first, *rest = names
    # "Lindqvist, Mara, and Jon Pell": without the second comma the given name would seem to belong to both.
    comma = Text(",") if inverted and len(rest) == 1 else Text("")
    return wording.series([(*derived(first), comma), *map(derived, rest)])


def _family_first(name: str) -> str:
    """Turn "Mara Lindqvist" round; a body and a name whose family name is not certain stay whole."""
    family = short_name(name)
    given, _, suffix = name.rpartition(family)
    return ", ".join(filter(None, (family, given.strip(), suffix.strip(" ,"))))
