"""How a pack wants its notes: the switches of `[notes]` in pack.toml, where authorities differ."""

from dataclasses import dataclass
from typing import Literal, TypeVar

from briefing.config.kinds import one_of
from briefing.config.tables import Table

NoteStyle = Literal["notes", "author-date"]
MarkPlace = Literal["after", "before"]
Quotation = Literal["double", "single"]
AccessedRule = Literal["auto", "always", "never"]

NOTE_STYLES: tuple[NoteStyle, ...] = ("notes", "author-date")
MARK_PLACES: tuple[MarkPlace, ...] = ("after", "before")
QUOTATIONS: tuple[Quotation, ...] = ("double", "single")
ACCESSED_RULES: tuple[AccessedRule, ...] = ("auto", "always", "never")

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notation:
    """How notes are written and where their marks stand; as it is made, as the Chicago Manual has them."""

    style: NoteStyle = "notes"
    """notes: each source in full first, short after. author-date: by author and year, in full in the list alone."""
    mark: MarkPlace = "after"
    """Where the mark of a note stands: after or before the punctuation that a statement ends in."""
    quotation: Quotation = "double"
    """Marks round titles: double with comma and stop inside them, or single with both outside."""
    accessed: AccessedRule = "auto"
    """When the day on which an address was read is printed; auto: where the source has no date."""


def read_notation(table: Table) -> Notation:
    """Read the table [notes]; raises the error of the table for a key or a word that it does not know."""
    plain = Notation()
    table.refuse_unknown(("style", "mark", "quotation", "accessed"))

    def choose(key: str, choices: tuple[T, ...], default: T) -> T:
        return table.read(key, one_of(choices)) or default

    return Notation(
        style=choose("style", NOTE_STYLES, plain.style),
        mark=choose("mark", MARK_PLACES, plain.mark),
        quotation=choose("quotation", QUOTATIONS, plain.quotation),
        accessed=choose("accessed", ACCESSED_RULES, plain.accessed),
    )
