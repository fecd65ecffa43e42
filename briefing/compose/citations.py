"""Citations in the style of the pack: the full form, the short form, and the line in the list of sources.

What is not known of a source is said in words, once, in its full form; nothing is guessed. What comes from metadata
has the origin "derived"; fixed words and punctuation have the origin "pack".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from briefing.compose.authordate import give_letters, list_by_author, name_by_year
from briefing.compose.imprint import write_imprint
from briefing.compose.shortforms import tell_apart
from briefing.compose.whereabouts import say_address, say_bytes, say_file, say_missing, say_via
from briefing.compose.wording import Wording
from briefing.compose.works import Work, describe_work
from briefing.model.brief import Citation
from briefing.model.document import Inlines
from briefing.model.evidence import Register
from briefing.model.source import SourceDocument, SourceId
from briefing.packs.notation import Notation
from briefing.packs.phrases import Phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Citer:
    """Cite the sources of one brief; make one with `make_citer`. A source that it does not know is a KeyError."""

    works: Mapping[SourceId, Work]
    wording: Wording
    short_forms: Mapping[SourceId, Inlines]
    """Without locators; no two read the same."""
    letters: Mapping[SourceId, str]
    """Behind the years of works that one author has of one year; for notes by author and year alone."""

    @property
    def by_year(self) -> bool:
        """Whether notes cite by author and year, and the list alone is full."""
        return self.wording.notation.style == "author-date"

    def cite_full(self, citation: Citation) -> Inlines:
        """Write the form for the first time that a source is cited."""
        if self.by_year:
            return self.cite_short(citation)
        return cite_full(self.works[citation.source], self.wording, self.wording.place(citation))

    def cite_short(self, citation: Citation) -> Inlines:
        """Write the short form, for every later time."""
        return self.wording.join((self.short_forms[citation.source], self.wording.place(citation)))


def make_citer(
    sources: Iterable[SourceDocument],
    registers: Mapping[SourceId, Register],
    phrases: Phrases,
    notation: Notation | None = None,
) -> Citer:
    """Make the citer of a brief's sources, in their order, so that their short forms differ."""
    works = {source.id: describe_work(source, registers.get(source.id)) for source in sources}
    wording = Wording(phrases, notation or Notation())
    by_year = wording.notation.style == "author-date"
    letters = give_letters(works, wording) if by_year else {}
    forms = name_by_year(works, letters, wording) if by_year else tell_apart(works, wording)
    return Citer(works=works, wording=wording, short_forms=forms, letters=letters)


def list_sources(cite: Citer) -> tuple[Inlines, ...]:
    """Write the list of sources, one line each: in their order, or by their authors where notes cite by those."""
    if cite.by_year:
        return list_by_author(cite.works, cite.letters, cite.wording)
    return tuple(list_work(work, cite.wording) for work in cite.works.values())


def cite_full(work: Work, wording: Wording, locator: Inlines = ()) -> Inlines:
    """Write the full form: who, what, where and when, what is not stated, and the place in it."""
    place = (locator, *say_address(work, wording)) if work.url else (say_file(work, wording), locator)
    return wording.join((*_describe(work, wording), *place))


def list_work(work: Work, wording: Wording) -> Inlines:
    """Write the line of the list of sources: the full form, then the kind, the file and the digest of its bytes."""
    full = wording.join((*_describe(work, wording), *say_address(work, wording)))
    return wording.follow((full, say_bytes(work, wording)))


def _describe(work: Work, wording: Wording) -> tuple[Inlines, ...]:
    """Return the parts of the full form up to its place: the imprint, what is not stated, and whose reporting it is."""
    return (*write_imprint(work, wording), say_missing(work, wording), say_via(work, wording))
