"""Value types of what a language model says of sentences: a witness heard beside the rules, who writes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from briefing.model.evidence import Address, Status

Relation = Literal["same", "contradict", "neither"]
RELATIONS: tuple[Relation, ...] = ("same", "contradict", "neither")

IMPORTANCES = (0, 1, 2)
"""To be left out, fit for a section, fit for the key points."""

Pair: TypeAlias = tuple[Address, Address]
"""Two sentences of different sources, in reading order of the sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposition:
    """What the witness says of one sentence; None where it says nothing of a matter."""

    sections: frozenset[str] = frozenset()
    """The sections that it may be filed under; none: it belongs nowhere."""
    status: Status | None = None
    speaker: str | None = None
    """As it stands in the sentence's paragraph."""
    importance: int | None = None
    alone: bool | None = None
    """Whether it can be understood without its neighbours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """All that one model said of a dossier."""

    model: str
    """As it was asked for."""
    versions: tuple[str, ...] = ()
    """As it reported itself, in the order of first use."""
    sentences: Mapping[Address, Deposition] = field(default_factory=dict)
    pairs: Mapping[Pair, Relation] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """What came of hearing a witness: how far it is trusted, and where it made a difference."""

    witness: Witness
    credit: float
    """From 0, not trusted at all, to 1: by how far it agrees with what the rules are certain of."""
    ruled: Mapping[Address, str | None] = field(default_factory=dict)
    """For each sentence whose section it changed, the section by the rules alone."""
