"""Who says it: the speaker of each sentence, carried across quotations and pronouns as far as one person is meant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from briefing.analyse.lexicons import load_words
from briefing.analyse.people import (
    Person,
    Registry,
    adjoins,
    covers,
    find_persons,
    introduce,
    is_former,
    name_back,
    name_forward,
    side_of,
    span_of,
    text_of,
    title_back,
)
from briefing.analyse.quotes import is_quoted, quote_mask
from briefing.analyse.readings import Reading
from briefing.analyse.signatory import find_signatory
from briefing.analyse.voices import Voice, find_voice
from briefing.model.evidence import Attribution
from briefing.model.source import SourceDocument

BACK = 4
"""How many sentences back a pronoun may find the person it stands for."""
TAIL = 6
"""Words from a verb of saying to the end of a sentence that only names the speaker of the quotation before it."""


def describe_voice(reading: Reading, voice: Voice, registry: Registry) -> Attribution | None:
    """Turn the words that name a speaker into an attribution; None for a bare article ("the said clause")."""
    start, end = voice.start, voice.end
    while start < end and reading.lows[start] in {"the", "a", "an"}:
        start += 1
    name = max(name_back(reading, end), start)
    if name > start and reading.lows[name - 1] in {"of", "for"}:  # "the Ministry of Trade"
        return _describe_body(reading, start, end)
    if name < end:
        return _describe_person(reading, name, end, registry)
    forward = name_forward(reading, start)
    if start < forward and (not adjoins(reading, forward) or reading.lows[forward] in _prepositions()):
        return _describe_person(reading, start, forward, registry)
    return _describe_body(reading, start, end)


def _prepositions() -> frozenset[str]:
    return load_words("grammar", "prepositions")


def _describe_person(reading: Reading, start: int, end: int, registry: Registry) -> Attribution:
    here = introduce(reading, start, end)
    person = registry.find(here.name, reading.starts[start]) or here
    side = here.side if here.side != "other" else person.side
    actor = here.actor or person.actor
    return Attribution(
        name=person.name, side=side, basis=here.span, role=here.role or person.role,
        actor=actor.name if actor else None, west=bool(actor and actor.west), former=here.former or person.former,
    )  # fmt: skip


def _describe_body(reading: Reading, start: int, end: int) -> Attribution | None:
    if start == end:  # an article and nothing else
        return None
    first = title_back(reading, start) if start else start
    lows = reading.lows[first:end]
    named = [m.actor for m in reading.mentions if first <= m.index < end]
    bare = all(covers(reading.mentions, n) or reading.lows[n] in {"and", "the"} for n in range(first, end))
    return Attribution(
        name=text_of(reading, first, end), side="official" if bare else side_of(lows),
        basis=span_of(reading, first, end), actor=named[0].name if named else None,
        west=bool(named) and all(actor.west for actor in named), former=is_former(lows),
        named=not (set(lows) & load_words("speech", "unnamed")) or bare,
    )  # fmt: skip


def attribute(
    document: SourceDocument,
    readings: Sequence[Reading],
    elsewhere: Mapping[str, Person] | None = None,
    persons: Sequence[Person] | None = None,
) -> tuple[Attribution | None, ...]:
    """Return the speaker of each sentence of one source, in order; None where the text speaks for itself.

    `elsewhere` is what other sources say of persons by their full names, `persons` those that this one names, where
    they were found before.
    """
    registry = Registry(find_persons(readings) if persons is None else persons, elsewhere)
    signatory = find_signatory(document, registry, elsewhere)
    found = _Speakers(readings, registry, signed=signatory is not None).find()
    if signatory is None:
        return found
    return tuple(
        speaker or Attribution(name=signatory, side="official", basis=reading.sentence.span)
        for speaker, reading in zip(found, readings, strict=True)
    )


@dataclass(slots=True)
class _Speakers:
    """The speakers of one source while they are being found."""

    readings: Sequence[Reading]
    registry: Registry
    signed: bool
    """Whether somebody signs the text: then "he thought" is the signatory's account, and nobody's claim."""
    masks: list[list[bool]] = field(init=False)
    voices: list[Voice | None] = field(init=False)
    found: list[Attribution | None] = field(init=False)

    def __post_init__(self) -> None:
        """Find what each sentence says of its own speaker."""
        self.masks = quote_mask(self.readings)
        self.voices = [find_voice(reading, mask) for reading, mask in zip(self.readings, self.masks, strict=True)]
        self.found = [
            describe_voice(reading, voice, self.registry) if voice is not None and not voice.pronoun else None
            for reading, voice in zip(self.readings, self.voices, strict=True)
        ]

    def find(self) -> tuple[Attribution | None, ...]:
        """Carry speakers over quotations that run on and over pronouns, in reading order, then back to their openings.

        A quotation without a speaker has the one of the sentence it runs into, else of the one it follows.
        """
        for n, voice in enumerate(self.voices):
            if voice is not None and voice.pronoun:
                self.found[n] = None if self.signed else self._look_back(n, voice)
            elif self._follows(n):
                self.found[n] = self.found[n - 1]
        for n in reversed(range(len(self.readings) - 1)):
            if self._runs_on(n):
                self.found[n] = self.found[n + 1]
        return tuple(self.found)

    def _follows(self, n: int) -> bool:
        """Say whether a sentence goes on with the quotation of the one before it."""
        if n == 0 or self.found[n] is not None or self.voices[n] is not None:
            return False
        left, right = self.readings[n - 1].sentence, self.readings[n].sentence
        near = right.paragraph - left.last_paragraph <= 1
        return near and is_quoted(self.masks[n]) and self.masks[n][0]

    def _runs_on(self, n: int) -> bool:
        """Say whether a quotation that names no speaker itself runs into the next sentence, or is named by it."""
        mask, following = self.masks[n], self.masks[n + 1]
        left, right = self.readings[n].sentence, self.readings[n + 1].sentence
        if self.voices[n] is not None or not is_quoted(mask) or left.last_paragraph != right.paragraph:
            return False
        return (mask[-1] and following[:1] == [True] and self.found[n + 1] is not None) or self._is_tail(n + 1)

    def _is_tail(self, n: int) -> bool:
        """Say whether a sentence does nothing but name the speaker of the quotation before it."""
        voice, length = self.voices[n], len(self.masks[n])
        return voice is not None and not any(self.masks[n]) and all(self.masks[n - 1]) and length - voice.verb <= TAIL

    def _look_back(self, n: int, voice: Voice) -> Attribution | None:
        """Return whom a pronoun stands for: the one candidate of the nearest words that name any; None for several."""
        plural = self.readings[n].lows[voice.start] == "they"
        here = [] if plural else self._persons(n, voice.start)
        if here:
            return here[0] if len({person.name for person in here}) == 1 else None
        for m in range(n - 1, max(n - BACK, 0) - 1, -1):
            candidates = self._candidates(m, plural=plural)
            if candidates:
                return candidates[0] if len({candidate.name for candidate in candidates}) == 1 else None
        return None

    def _candidates(self, n: int, *, plural: bool) -> list[Attribution]:
        """Return whom a sentence offers to a pronoun behind it: its speaker, else the persons it names."""
        speaker = self.found[n]
        person = speaker is not None and self.registry.find(speaker.name, speaker.basis.start) is not None
        if speaker is not None and person != plural:
            return [speaker]
        return [] if plural else self._persons(n, len(self.readings[n].words))

    def _persons(self, n: int, end: int) -> list[Attribution]:
        """Return the persons that a sentence names before a word, outside its quotations."""
        reading = self.readings[n]
        found: list[Attribution] = []
        index = 0
        while index < end:
            stop = min(name_forward(reading, index), end)
            if stop > index and not self.masks[n][index]:
                person = _describe_person(reading, index, stop, self.registry)
                if self.registry.find(person.name, reading.starts[index]) is not None:
                    found.append(person)
            index = max(stop, index + 1)
        return found
