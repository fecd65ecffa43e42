"""A speaker whom a witness names, where the rules find none: taken only as the text itself bears it out."""

import re
from collections.abc import Sequence

from briefing.analyse.hearing import Weighed
from briefing.analyse.lexicons import load_words
from briefing.analyse.people import Person, Registry, is_capitalised, is_former, side_of
from briefing.analyse.quotes import quote_mask
from briefing.analyse.readings import Reading, find_mentions
from briefing.analyse.voices import say_verbs
from briefing.model.evidence import Attribution
from briefing.model.source import SourceDocument, Span

LONGEST = 8
"""Words of a speaker at most."""
_POINTING = frozenset(["he", "she", "they", "his", "her", "their", "who"])


def name_speakers(
    document: SourceDocument,
    readings: Sequence[Reading],
    speakers: Sequence[Attribution | None],
    registry: Registry,
    weighed: Weighed,
) -> tuple[Attribution | None, ...]:
    """Return the speakers of a source's sentences, those whom the witness names among them where there was none."""
    masks = quote_mask(readings)
    named: list[Attribution | None] = []
    for reading, speaker, mask in zip(readings, speakers, masks, strict=True):
        said = weighed.sentences.get(reading.address)
        name = said.speaker if said is not None and speaker is None else None
        named.append(_find_speaker(document, reading, mask, name, registry) if name else speaker)
    return tuple(named)


def _find_speaker(
    document: SourceDocument, reading: Reading, mask: Sequence[bool], name: str, registry: Registry
) -> Attribution | None:
    """Return who a name means; None unless the sentence names him, or points back to him and no other says it."""
    if not _is_somebody(name):
        return None
    own = reading.sentence.span
    place = find_name(document, own, name)
    if place is None and _points_back(reading, mask):
        start = document.block(reading.sentence.paragraph).start
        place = find_name(document, Span(own.source, start, own.start), name)
    return None if place is None or place == own else _describe(name, place, registry)


def _is_somebody(name: str) -> bool:
    """Say whether words can name a speaker: a name begins with a capital, "analysts" and the like are on a list."""
    words = name.split()
    if not words or words[0].lower() in load_words("grammar", "prepositions"):
        return False
    empty = load_words("grammar", "function") | load_words("grammar", "pronouns")
    people = load_words("speech", "unnamed") | load_words("speech", "expert") | load_words("speech", "official")
    return any(is_capitalised(word) and word.lower() not in empty for word in words) or not people.isdisjoint(words)


def find_name(document: SourceDocument, span: Span, name: str) -> Span | None:
    """Return the last place where a name stands whole in some words of a source, whatever space parts its words."""
    words = name.split()
    if len(words) > LONGEST:
        return None
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)")
    places = list(pattern.finditer(document.text, span.start, span.end))
    return Span(document.id, places[-1].start(), places[-1].end()) if places else None


def _points_back(reading: Reading, mask: Sequence[bool]) -> bool:
    """Say whether a sentence can be the words of somebody before it: it quotes or points, and says nothing itself."""
    says = any(low in say_verbs() and not quoted for low, quoted in zip(reading.lows, mask, strict=True))
    return not says and (any(mask) or bool(_POINTING & set(reading.lows)))


def _describe(name: str, place: Span, registry: Registry) -> Attribution:
    """Describe a speaker by what the sources say of a person of this name, else by the words of the name."""
    name = " ".join(name.split())
    person = registry.find(name, place.start)
    if person is not None:
        return _describe_person(person, place)
    lows = name.lower().split()
    actors = [mention.actor for mention in find_mentions(tuple(name.split()))]
    return Attribution(
        name=name, side=side_of(lows, "official" if actors else "other"), basis=place,
        actor=actors[0].name if actors else None, west=bool(actors) and all(actor.west for actor in actors),
        former=is_former(lows), named=not set(lows) & load_words("speech", "unnamed"),
    )  # fmt: skip


def _describe_person(person: Person, place: Span) -> Attribution:
    actor = person.actor
    return Attribution(
        name=person.name, side=person.side, basis=place, role=person.role, actor=actor.name if actor else None,
        west=bool(actor and actor.west), former=person.former,
    )  # fmt: skip
