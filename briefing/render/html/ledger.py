"""What the writing of a page brings up on its way: notes, ids that are taken, widths, findings."""

import re
from dataclasses import dataclass, field

from briefing.model.document import Note, Signposts
from briefing.model.finding import Finding
from briefing.render.characters import Sieve
from briefing.render.figures import Gallery

_OWN = re.compile(r"(?:brief|notes|contents|evidence|key-points-box|(?:note|mark|peek)-[0-9]+)")
"""Ids that the page needs for itself."""


class Anchors:
    """Give each thing that can be linked to an id of its own."""

    def __init__(self) -> None:
        """Start with the page's own ids taken."""
        self._taken: set[str] = set()

    def claim(self, wanted: str) -> str:
        """Return an id as it is wanted, without white space; one that is taken gets a number behind it."""
        base = "-".join(wanted.split()) or "part"
        name, number = base, 1
        while name in self._taken or _OWN.fullmatch(name):
            number += 1
            name = f"{base}-{number}"
        self._taken.add(name)
        return name


@dataclass(frozen=True, slots=True)
class Called:
    """A note whose mark is set, and the id of the statement before the mark, or of the mark itself."""

    note: Note
    anchor: str


@dataclass(slots=True)
class Ledger:
    """Keep what is found while the blocks are written; the style sheet and the notes are made from it."""

    signposts: Signposts
    sieve: Sieve = field(default_factory=Sieve)
    gallery: Gallery = field(default_factory=Gallery)
    anchors: Anchors = field(default_factory=Anchors)
    notes: list[Called] = field(default_factory=list)
    refused: list[Finding] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    """What the style sheet says of single tables and figures."""
    statement: str = ""
    """The id of the statement that a mark would belong to."""

    def call(self, note: Note) -> None:
        """Keep a note whose mark is being set."""
        self.notes.append(Called(note, self.statement or f"mark-{note.number}"))

    def name(self, kind: str, rule: str) -> str:
        """Return a class for one table or figure, with the rules that `rule` says of "{name}"."""
        name = f"{kind}-{len(self.rules) + 1}"
        self.rules.append(rule.replace("{name}", name))
        return name

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was noticed."""
        return *self.gallery.findings, *self.refused, *self.sieve.report("HTML")
