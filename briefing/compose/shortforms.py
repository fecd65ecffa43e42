"""Short forms of citations: who, and a title of at most four words; no two of one brief read the same."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import TypeAlias

from briefing.compose.imprint import say_untitled, set_title
from briefing.compose.names import short_name, write_names
from briefing.compose.titles import SHORT_WORDS, first_words, shorten_title
from briefing.compose.wording import Wording, derived
from briefing.compose.works import Work
from briefing.model.document import Inlines, read_plain
from briefing.model.source import SourceId

WriteForm: TypeAlias = Callable[[Work, Wording, int], Inlines]
"""Writes a short form with so many words more than the shortest has."""


def cite_short(work: Work, wording: Wording, more: int = 0) -> Inlines:
    """Write the short form without a locator: who, and a title of at most four words, or `more` than that."""
    return wording.join((say_short_names(work, wording), say_short_title(work, wording, more)))


def say_short_names(work: Work, wording: Wording) -> Inlines:
    """Write who speaks by family names; a treaty goes by its title alone."""
    if work.kind == "treaty":
        return ()
    names = [short_name(name) for name in work.speakers]
    return write_names(names, wording) if names else derived(work.issuer)


def say_short_title(work: Work, wording: Wording, more: int = 0) -> Inlines:
    """Write the short title, or what the text is; how it begins only where that must tell two apart."""
    if work.short_title and not more:
        return set_title(work, work.short_title, wording)
    if work.title:
        return set_title(work, shorten_title(work.title, more), wording)
    return say_untitled(work, wording, first_words(work.beginning, more - 1) if more else "")


def tell_apart(
    works: Mapping[SourceId, Work], wording: Wording, write: WriteForm = cite_short
) -> dict[SourceId, Inlines]:
    """Return the short form of each work: those that read the same grow until they differ, and end on their ids."""
    more = dict.fromkeys(works, 0)
    forms = {source: write(work, wording, 0) for source, work in works.items()}
    while growing := [source for source in find_alike(forms) if more[source] < _most_more(works[source])]:
        for source in growing:
            more[source] += 1
            forms[source] = write(works[source], wording, more[source])
    for source in find_alike(forms):
        forms[source] = wording.join((forms[source], wording.say("note-file", file=derived(source))))
    return forms


def find_alike(forms: Mapping[SourceId, Inlines]) -> list[SourceId]:
    """Return the sources whose short form reads like another's, those that read the same together."""
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
