"""What a template sees: read-only views that can be printed, tested and counted, and never become plain text.

A view prints itself as a slot, also in a list that is joined; the words in it stay out of reach.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar

from briefing.compose.slots import Slot, Slots
from briefing.errors import PackError
from briefing.model.brief import Shape
from briefing.model.document import Inlines, Text


class View:
    """Stand at the root of the views; `shown` names what a template may ask for."""

    __slots__ = ()

    shown: ClassVar[frozenset[str]] = frozenset()

    def __str__(self) -> str:
        """Refuse: text made of a view would lose who answers for it."""
        message = "a value of the brief can be printed, tested and counted, not made into other text"
        raise PackError(message, hint="print values one after the other: {{ a }} {{ b }}")

    def __repr__(self) -> str:
        """Tell what it is and not what is in it."""
        return f"<{type(self).__name__}>"


@dataclass(frozen=True, slots=True, repr=False)
class Words(View):
    """Some text of the brief or the dossier; false when there is none."""

    content: Inlines
    slots: Slots = field(compare=False)

    def __bool__(self) -> bool:
        """Say whether there is anything to print."""
        return any(not isinstance(child, Text) or child.text for child in self.content)

    def __html__(self) -> str:
        """Print itself."""
        return self.slots.mark(Slot(self.content))


@dataclass(frozen=True, slots=True, repr=False)
class Printed(View):
    """Something with its own way of printing: a statement with or without its tag, the tag, the line of facts."""

    mark: Callable[[], str] = field(compare=False)
    identity: tuple[str, ...]
    """What makes it equal to another one."""
    filled: bool = True

    def __bool__(self) -> bool:
        """Say whether there is anything to print."""
        return self.filled

    def __html__(self) -> str:
        """Print itself."""
        return self.mark()


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class PointView(View):
    """One statement with its note; printing it prints tag, words, note and, in a draft, its address."""

    shown: ClassVar[frozenset[str]] = frozenset({"label", "qualifier", "tag", "words", "status"})

    whole: Printed
    words: Printed
    """The same without its tag, which must then be printed elsewhere."""
    tag: Printed
    label: Words
    qualifier: Words
    status: str

    def __html__(self) -> str:
        """Print the statement whole."""
        return self.whole.mark()


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class SectionView(View):
    """One section of the body."""

    shown: ClassVar[frozenset[str]] = frozenset(
        {"id", "title", "shape", "points", "remarks", "columns", "table_number", "authored"}
    )

    id: str
    title: Words
    shape: Shape
    points: tuple[PointView, ...]
    remarks: tuple[Words, ...]
    columns: tuple[Words, ...]
    table_number: int
    authored: bool


@dataclass(frozen=True, slots=True, repr=False)
class PaperView(View):
    """One source and the statements of the body that are its words, in its order."""

    shown: ClassVar[frozenset[str]] = frozenset({"name", "points"})

    name: Words
    points: tuple[PointView, ...]


@dataclass(frozen=True, slots=True, repr=False)
class DayView(View):
    """The sources of one day, or of no stated one."""

    shown: ClassVar[frozenset[str]] = frozenset({"date", "papers"})

    date: Words
    papers: tuple[PaperView, ...]


@dataclass(frozen=True, slots=True, repr=False)
class EntryView(View):
    """One row of the chronology."""

    shown: ClassVar[frozenset[str]] = frozenset({"date", "point"})

    date: Words
    point: PointView | Words
    """The statement or, if it is printed elsewhere, where."""


@dataclass(frozen=True, slots=True, repr=False)
class PairView(View):
    """Two statements that cannot both be right."""

    shown: ClassVar[frozenset[str]] = frozenset({"about", "left", "right"})

    about: Words
    left: PointView
    right: PointView


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class BriefView(View):
    """The whole brief."""

    shown: ClassVar[frozenset[str]] = frozenset(
        {
            "title",
            "subtitle",
            "facts",
            "key_points",
            "missing",
            "handling",
            "since",
            "sections",
            "chronology",
            "disagreements",
            "days",
            "tables",
            "method",
            "sources",
            "kinds",
        }
    )

    title: Words
    subtitle: Words
    facts: Printed
    key_points: tuple[PointView, ...]
    missing: Words
    handling: Words
    since: Words
    sections: tuple[SectionView, ...]
    chronology: tuple[EntryView, ...]
    disagreements: tuple[PairView, ...]
    days: tuple[DayView, ...]
    tables: int
    method: tuple[Words, ...]
    sources: tuple[Words, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Fields(View):
    """Named values, such as the settings or the answers to a pack's questions."""

    values: dict[str, object]
