"""The names of what a section may reward: what a sentence is, who speaks, whom it names, how it is stated."""

from collections.abc import Mapping
from types import MappingProxyType

TRAITS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "register": frozenset("news official commentary reference".split()),
        "speakers": frozenset(
            "any none party western western-party other-party third unplaced expert official other"
            " party-statement western-statement third-statement".split()
        ),
        "actors": frozenset(
            "two-parties one-party no-party party-subject western-subject third-subject western third".split()
        ),
        "status": frozenset("reported alleged opinion quote unattributed-opinion".split()),
    }
)
"""By the table of a section that may hold them."""

CLASSES = frozenset({"party", "western", "country"})
"""What may stand between braces in a cue."""
