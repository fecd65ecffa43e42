"""What a reader takes and what it gives back."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeAlias

from briefing.model.finding import Finding
from briefing.model.source import AsideReason, Block, BlockKind, Page, Reference


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was found: its name below the dossier, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Hold what a reader made of a file, before boilerplate, stitching and metadata are looked at."""

    text: str
    blocks: tuple[Block, ...]
    reference: Reference = field(default_factory=Reference)
    """What a person wrote into the file about it: its front matter."""
    properties: Reference = field(default_factory=Reference)
    """What programs wrote into the file about it: tags of a page, document properties, headers of a mail."""
    pages: tuple[Page, ...] = ()
    id: str | None = None
    findings: tuple[Finding, ...] = ()


Reader: TypeAlias = Callable[[SourceFile], Reading]
"""Raises SourceError for a file that it cannot read."""


class Memory(Protocol):
    """Remember readings from one run to the next, or do not."""

    def recall(self, file: SourceFile, form: str) -> Reading | None:
        """Return what was read of the very same file in this format; None if that is not known."""

    def keep(self, file: SourceFile, form: str, reading: Reading) -> None:
        """Keep what was read of a file."""


class Forgetful:
    """Remember nothing."""

    def recall(self, file: SourceFile, form: str) -> Reading | None:  # noqa: ARG002  # as the protocol has it
        """Return nothing."""
        return None

    def keep(self, file: SourceFile, form: str, reading: Reading) -> None:
        """Keep nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A block of text before it has a number: where it stands, or will stand, and what it is."""

    start: int
    end: int
    kind: BlockKind = "paragraph"
    level: int = 0
    set_aside: AsideReason | None = None


class Sheet:
    """Collect the text of a file block by block."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self._parts: list[str] = []
        self._length = 0

    def add(
        self, words: str, kind: BlockKind = "paragraph", *, level: int = 0, set_aside: AsideReason | None = None
    ) -> None:
        """Add one block, after a blank line if it is not the first; white space alone is nothing."""
        words = words.strip()
        if not words:
            return
        gap = "\n\n" if self._parts else ""
        start = self._length + len(gap)
        self._parts += [gap, words]
        self._length = start + len(words)
        self.drafts.append(Draft(start=start, end=self._length, kind=kind, level=level, set_aside=set_aside))

    @property
    def length(self) -> int:
        """How long the text is so far."""
        return self._length

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The numbered blocks so far."""
        return number_blocks(self.drafts, self.text)


def number_blocks(drafts: list[Draft], text: str) -> tuple[Block, ...]:
    """Make numbered blocks of the drafts that hold more than white space, which is trimmed off their edges."""
    trimmed = (trim(draft, text) for draft in drafts)
    kept = [draft for draft in trimmed if draft.start < draft.end]
    return tuple(
        Block(
            number=number,
            start=draft.start,
            end=draft.end,
            kind=draft.kind,
            level=draft.level,
            set_aside=draft.set_aside,
        )
        for number, draft in enumerate(kept, start=1)
    )


def trim(draft: Draft, text: str) -> Draft:
    """Move the edges of a draft inwards over white space."""
    words = text[draft.start : draft.end]
    start = draft.start + len(words) - len(words.lstrip())
    return replace(draft, start=start, end=max(start, draft.start + len(words.rstrip())))
