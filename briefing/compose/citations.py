"""Citations in Chicago notes style: the full form, the short form, and the line in the list of sources.

What is not known of a source is said in words, once, in its full form; nothing is guessed. What comes from metadata
has the origin "derived"; fixed words and punctuation have the origin "pack".
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from briefing.compose.addresses import link_address
from briefing.compose.imprint import say_untitled, set_title, write_imprint
from briefing.compose.names import short_name, write_names
from briefing.compose.titles import SHORT_WORDS, first_words, shorten_title
from briefing.compose.wording import Wording, derived
from briefing.compose.works import Work, describe_work
from briefing.model.brief import Citation
from briefing.model.document import Inlines, Text, read_plain
from briefing.model.evidence import Register
from briefing.model.source import SourceDocument, SourceId
from briefing.packs.notation import Notation
from briefing.packs.phrases import Phrases

DIGEST_LENGTH = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Citer:
    """Cite the sources of one brief; make one with `make_citer`. A source that it does not know is a KeyError."""

    works: Mapping[SourceId, Work]
    wording: Wording
    short_forms: Mapping[SourceId, Inlines]
    """Without locators; no two read the same."""

    def cite_full(self, citation: Citation) -> Inlines:
        """Write the full form, for the first time that a source is cited."""
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
    return Citer(works=works, wording=wording, short_forms=tell_apart(works, wording))


def list_sources(cite: Citer) -> tuple[Inlines, ...]:
    """Write the list of sources, one line each, in their order."""
    return tuple(list_work(work, cite.wording) for work in cite.works.values())


def cite_full(work: Work, wording: Wording, locator: Inlines = ()) -> Inlines:
    """Write the full form: who, what, where and when, what is not stated, and the place in it."""
    place = (locator, *_say_address(work, wording)) if work.url else (_say_file(work, wording), locator)
    return wording.join((*_describe(work, wording), *place))


def cite_short(work: Work, wording: Wording, more: int = 0) -> Inlines:
    """Write the short form without a locator: who, and a title of at most four words, or `more` than that."""
    return wording.join((_short_names(work, wording), _short_title(work, wording, more)))


def list_work(work: Work, wording: Wording) -> Inlines:
    """Write the line of the list of sources: the full form, then the kind, the file and the digest of its bytes."""
    address = _say_address(work, wording) if work.url else ()
    kind = wording.say(f"kind-{work.kind or 'unknown'}")
    digest = wording.say("note-digest", digest=derived(work.digest[:DIGEST_LENGTH]))
    file = (*wording.say("note-file", file=derived(work.file)), Text(" "), *digest)
    return wording.follow((wording.join((*_describe(work, wording), *address)), wording.join((kind, file))))


def tell_apart(works: Mapping[SourceId, Work], wording: Wording) -> dict[SourceId, Inlines]:
    """Return the short form of each work: those that read the same grow until they differ, and end on their ids."""
    more = dict.fromkeys(works, 0)
    forms = {source: cite_short(work, wording) for source, work in works.items()}
    while growing := [source for source in _alike(forms) if more[source] < _most_more(works[source])]:
        for source in growing:
            more[source] += 1
            forms[source] = cite_short(works[source], wording, more[source])
    for source in _alike(forms):
        forms[source] = wording.join((forms[source], wording.say("note-file", file=derived(source))))
    return forms


def _alike(forms: Mapping[SourceId, Inlines]) -> list[SourceId]:
    """Return the sources whose short form reads like another's."""
    groups: dict[str, list[SourceId]] = defaultdict(list)
    for source, form in forms.items():
        groups[read_plain(form).casefold()].append(source)
    return [source for group in groups.values() if len(group) > 1 for source in group]


def _most_more(work: Work) -> int:
    """Return by how many words the short form of a work can grow."""
    words = len((work.title or work.beginning).split())
    # A text without a title goes by what it is alone, until the words that it begins with must be added.
    fewest = 1 if work.beginning and not work.title else 0
    return max(fewest, words - SHORT_WORDS + 1)


def _describe(work: Work, wording: Wording) -> tuple[Inlines, ...]:
    """Return the parts of the full form up to its place: the imprint, what is not stated, and whose reporting it is."""
    items = [wording.say(f"note-item-{item}") for item in work.missing]
    missing = wording.say("note-not-stated", items=wording.series(items)) if items else ()
    carried = "note-based-on" if work.kind == "note" else "note-first-covered"
    via = wording.say(carried, via=derived(work.via)) if work.via else ()
    return (*write_imprint(work, wording), missing, via)


def _short_names(work: Work, wording: Wording) -> Inlines:
    """Write who speaks by family names; a treaty goes by its title alone."""
    if work.kind == "treaty":
        return ()
    names = [short_name(name) for name in work.speakers]
    return write_names(names, wording) if names else derived(work.issuer)


def _short_title(work: Work, wording: Wording, more: int) -> Inlines:
    """Write the short title, or what the text is; how it begins only where that must tell two apart."""
    if work.short_title and not more:
        return set_title(work, work.short_title, wording)
    if work.title:
        return set_title(work, shorten_title(work.title, more), wording)
    return say_untitled(work, wording, first_words(work.beginning, more - 1) if more else "")


def _say_address(work: Work, wording: Wording) -> tuple[Inlines, ...]:
    """Give the address, and the day when it was read as the pack asks for it."""
    return (_say_accessed(work, wording), link_address(work.url))


def _say_accessed(work: Work, wording: Wording) -> Inlines:
    """Say when the address was read: unless told otherwise, only for a source without a date."""
    rule = wording.notation.accessed
    asked = rule == "always" or (rule == "auto" and work.date is None)
    return wording.say("note-accessed", date=wording.date(work.accessed)) if asked and work.accessed else ()


def _say_file(work: Work, wording: Wording) -> Inlines:
    """Name the file of a source that neither an address nor a publisher nor a number leads to."""
    return () if work.publisher or work.number else wording.say("note-file", file=derived(work.file))
