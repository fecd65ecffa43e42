"""The unit of selection: a sentence and those that lean on it, adjacent, of one kind, with their visible edits."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.compose.editing import Edited, Editor
from briefing.model.evidence import Address, Evidence, Status
from briefing.model.statement import Piece

VALUED: frozenset[Status] = frozenset(["quote", "opinion"])
"""A named speaker's words in quotation marks and the same speaker's view may share a statement."""
LONGEST = 3
"""Sentences in a passage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What is printed as one statement under one note."""

    evidence: tuple[Evidence, ...]
    pieces: tuple[Piece, ...]
    edits: tuple[Edited, ...]
    text: str
    """The sources' words as printed, without marks."""
    original: str
    """Its first sentence as it stands in the source, not even white space folded."""
    own: bool
    """Whether it can stand without a sentence that is not part of it."""

    @property
    def words(self) -> int:
        """How many of the sources' words it prints."""
        return len(self.text.split())

    @property
    def lead(self) -> Evidence:
        """Its first sentence."""
        return self.evidence[0]

    @property
    def id(self) -> str:
        """Its addresses, joined; the source is named once."""
        first, *rest = (e.address for e in self.evidence)
        return "+".join([first, *(address.partition(":")[2] for address in rest)])

    @property
    def addresses(self) -> tuple[Address, ...]:
        """The addresses of its sentences."""
        return tuple(e.address for e in self.evidence)

    @property
    def salience(self) -> float:
        """The salience of its best sentence."""
        return max(e.salience for e in self.evidence)


def make_passages(
    evidence: Sequence[Evidence], neighbours: Mapping[Address, Address], editor: Editor
) -> tuple[Passage, ...]:
    """Group sentences into passages, in reading order; each sentence stands in exactly one.

    `neighbours` gives each sentence the one right before it in its source, where nothing set aside parts them.
    """
    return tuple(_make_passage(group, editor) for group in _group(evidence, neighbours, editor))


def _group(
    evidence: Sequence[Evidence], neighbours: Mapping[Address, Address], editor: Editor
) -> Iterator[tuple[Evidence, ...]]:
    group: list[Evidence] = []
    for one in evidence:
        follows = bool(group) and neighbours.get(one.address) == group[-1].address
        if follows and len(group) < LONGEST and editor.leans(one) and is_of_kind(group[-1], one):
            group.append(one)
            continue
        if group:
            yield tuple(group)
        group = [one]
    if group:
        yield tuple(group)


def take_lead(passage: Passage) -> Passage:
    """Return the first sentence of a passage as one of its own."""
    if len(passage.evidence) == 1:
        return passage
    edited = passage.edits[0]
    return replace(passage, evidence=(passage.lead,), pieces=edited.pieces, edits=(edited,), text=edited.text)


def is_of_kind(left: Evidence, right: Evidence) -> bool:
    """Say whether two sentences may share a statement: same section, speaker and status."""
    if (left.section, speaker_of(left)) != (right.section, speaker_of(right)):
        return False
    return left.status == right.status or (speaker_of(left) is not None and {left.status, right.status} <= VALUED)


def speaker_of(evidence: Evidence) -> str | None:
    """Return the name of who speaks; None where the text does."""
    return evidence.attribution.name if evidence.attribution is not None else None


def _make_passage(group: tuple[Evidence, ...], editor: Editor) -> Passage:
    edits = tuple(editor.edit(one, opening=n == 0) for n, one in enumerate(group))
    pieces = tuple(piece for edited in edits for piece in edited.pieces)
    return Passage(
        evidence=group, pieces=pieces, edits=edits,
        text=" ".join(edited.text for edited in edits), own=not editor.leans(group[0]),
        original=editor.sources[group[0].sentence.source].quote(group[0].sentence.span),
    )  # fmt: skip
