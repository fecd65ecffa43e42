"""Values that a template prints -> opaque marks in its text: what they stand for is put in after the text is parsed."""

import re
from dataclasses import dataclass, field
from typing import TypeAlias

from briefing.errors import PackError
from briefing.model.brief import NotePlan
from briefing.model.document import Block, Inlines

OPEN, CLOSE = "\ue000", "\ue001"
SLOT = re.compile(f"{OPEN}([0-9]+){CLOSE}")
"""A slot in a text: its number is the group."""

MOST_VALUES = 100_000
"""In one layout: a brief of a thousand pages has fewer."""

Content: TypeAlias = Inlines | Block


@dataclass(frozen=True, slots=True)
class Slot:
    """Hold what a mark stands for. `plan` is the note of a statement, wherever a Note stands in the content."""

    content: Content
    plan: NotePlan | None = None


@dataclass(slots=True)
class Slots:
    """Collect what a template prints, one slot for each time."""

    kept: list[Slot] = field(default_factory=list)

    def mark(self, slot: Slot) -> str:
        """Keep a slot and return the mark that stands for it in the text."""
        if len(self.kept) == MOST_VALUES:
            raise PackError(f"the layout prints more than {MOST_VALUES} values", hint="a loop in it runs too often")
        self.kept.append(slot)
        return f"{OPEN}{len(self.kept) - 1}{CLOSE}"
