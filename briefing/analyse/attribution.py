"""Who says it: speakers by quotation, by verbs of saying and by "according to", carried across sentences."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from briefing.analyse.people import (
    Person,
    Registry,
    adjoins,
    covers,
    find_persons,
    introduce,
    is_capitalised,
    is_former,
    name_back,
    name_forward,
    side_of,
    span_of,
    text_of,
    title_back,
)
from briefing.analyse.readings import Actor, Reading, load_words
from briefing.model.evidence import Attribution
from briefing.model.source import SourceDocument

OPENERS, CLOSERS = "“«", "”»"
PRONOUNS = frozenset("he she they".split())
WITHIN = 4
"""Within how many words from the start a sentence names those who hold the view that it reports."""
SKIPPED = frozenset(
    "has have had also himself herself themselves then later both still now again further would will was were is are did "
    "does do recently once who even".split()
)
CLAUSE_ENDS = frozenset(
    "that which while but and or because although though when as if where whereas before after since".split()
)


@cache
def say_verbs() -> frozenset[str]:
    """Return every form of the verbs of saying."""
    forms = set(load_words("speech", "say_irregular"))
    for base in load_words("speech", "say"):
        stem = base[:-1] if base.endswith("e") else base
        short = base[:-1] + "i" if base.endswith("y") and base[-2] not in "aeiou" else stem
        double = base + base[-1] if base in {"admit"} else stem
        forms |= {
            base,
            f"{short}es" if short != stem else f"{base}s",
            f"{double if short == stem else short}ed",
            f"{base}es",
        }
    return frozenset(forms)


@cache
def weak_verbs() -> frozenset[str]:
    """Return the forms of verbs that carry a claim only before a quotation or a "that"."""
    forms: set[str] = set()
    for base in load_words("speech", "say_weak"):
        stem = base.removesuffix("e")
        forms |= {base, f"{base}s", f"{stem}ed", f"{base}d"}
    return frozenset(forms)


@dataclass(frozen=True, slots=True)
class Voice:
    """What a sentence says about its speaker: a noun phrase by its words, or a pronoun to be looked up."""

    start: int
    end: int
    verb: int
    pronoun: bool = False


def quote_mask(readings: Sequence[Reading]) -> list[list[bool]]:
    """Tell for each word of each sentence whether it stands between quotation marks; straight marks toggle.

    A quotation that no mark closes ends with its paragraph, where the next one opens anew.
    """
    masks: list[list[bool]] = []
    inside, paragraph = False, None
    for reading in readings:
        if reading.sentence.paragraph != paragraph:
            inside, paragraph = False, reading.sentence.last_paragraph
        mask, inside = _mask(reading, inside)
        masks.append(mask)
    return masks


def _mask(reading: Reading, inside: bool) -> tuple[list[bool], bool]:
    mask: list[bool] = []
    position, offset = 0, reading.sentence.span.start
    for start, end in zip(reading.starts, reading.ends, strict=True):
        inside = _toggle(reading.raw[position : start - offset], inside)
        mask.append(inside)
        position = end - offset
    return mask, _toggle(reading.raw[position:], inside)


def _toggle(gap: str, inside: bool) -> bool:
    for mark in gap:
        if mark in OPENERS or mark in CLOSERS or mark == '"':
            inside = mark in OPENERS or (mark == '"' and not inside)
    return inside


def find_voice(reading: Reading, mask: Sequence[bool]) -> Voice | None:
    """Return the speaker that the sentence itself names, outside its quotations; None where it names none."""
    according = _find_according(reading, mask)
    if according is not None:
        return according
    for index, low in enumerate(reading.lows):
        if mask[index] or not _says(reading, index, low):
            continue
        voice = _after(reading, index, mask) or _before(reading, index, mask)
        if voice is not None:
            return voice
    return None


def _says(reading: Reading, index: int, low: str) -> bool:
    """Say whether a word is a verb of saying here: a weak one needs a claim behind it, a view those who hold views."""
    if low in load_words("speech", "views") and index > 0:
        holders = load_words("speech", "expert") | {"officials", "diplomats", "critics"}
        return reading.lows[index - 1] in holders and index <= WITHIN
    return low in say_verbs() and (low not in weak_verbs() or _opens_claim(reading, index))


def _opens_claim(reading: Reading, index: int) -> bool:
    offset = reading.sentence.span.start
    rest = reading.raw[reading.ends[index] - offset :][:40]
    return bool(re.match(r"\s*(?:that\b|[,:]?\s*[\"“])", rest)) or '"' in rest[:24] or "“" in rest[:24]


def _find_according(reading: Reading, mask: Sequence[bool]) -> Voice | None:
    for index in range(len(reading.lows) - 2):
        if reading.lows[index : index + 2] == ("according", "to") and not mask[index]:
            start = index + 2
            end = _phrase_end(reading, start)
            return Voice(start, end, index) if end > start else None
    return None


def _phrase_end(reading: Reading, start: int) -> int:
    """Return where the noun phrase that begins at a word ends: at a comma, a verb or a clause word."""
    index = start
    while index < len(reading.words) and index - start < 12:
        if index > start and (not adjoins(reading, index) or _ends_phrase(reading, index)):
            break
        index += 1
    return index


def _ends_phrase(reading: Reading, index: int) -> bool:
    """Say whether a word ends a noun phrase; "and" before a further name does not."""
    low = reading.lows[index]
    further = index + 1 < len(reading.words) and is_capitalised(reading.words[index + 1])
    return low in say_verbs() or (low in CLAUSE_ENDS and not (low == "and" and further))


def _after(reading: Reading, verb: int, mask: Sequence[bool]) -> Voice | None:
    """Read the speaker behind the verb: `said Peskov`, `," says Sam Roggeveen, who ...`."""
    start = verb + 1
    if (
        start >= len(reading.words)
        or mask[start]
        or not adjoins(reading, start)
        or not _stands_behind_quote(reading, verb)
    ):
        return None
    end = start
    while end < len(reading.words) and (end == start or adjoins(reading, end)) and not mask[end]:
        if not (is_capitalised(reading.words[end]) or reading.lows[end] in _phrase_words()):
            break
        end += 1
    while end > start and reading.lows[end - 1] in {"of", "the", "for", "at", "in"}:
        end -= 1
    return Voice(start, end, verb) if end > start and _names_somebody(reading, start, end) else None


def _stands_behind_quote(reading: Reading, verb: int) -> bool:
    """Say whether a comma or a closing quotation mark stands right before the verb."""
    if verb == 0:
        return False
    offset = reading.sentence.span.start
    gap = reading.raw[reading.ends[verb - 1] - offset : reading.starts[verb] - offset].strip()
    return gap.endswith((",", "”", '"', "’", "'", "—", "–", "-", "?", "!"))


@cache
def _phrase_words() -> frozenset[str]:
    roles = load_words("speech", "official") | load_words("speech", "expert") | load_words("speech", "titles")
    bodies = load_words("speech", "expert_bodies")
    small = frozenset("the a an of for at in senior top several some many unnamed other western state-run".split())
    return roles | bodies | small | load_words("speech", "unnamed") | load_words("speech", "former") | {"intelligence"}


def _before(reading: Reading, verb: int, mask: Sequence[bool]) -> Voice | None:
    """Read the speaker before the verb: the subject, over adverbs and over an apposition between commas."""
    end = verb
    while (
        end > 0 and adjoins(reading, end) and (reading.lows[end - 1] in SKIPPED or reading.lows[end - 1].endswith("ly"))
    ):
        end -= 1
    if end == 0 or mask[end - 1]:
        return None
    if adjoins(reading, end):
        return _subject(reading, end, verb)
    return _subject_before_comma(reading, end, verb)


def _subject(reading: Reading, end: int, verb: int) -> Voice | None:
    if reading.lows[end - 1] in PRONOUNS:
        return Voice(end - 1, end, verb, pronoun=True)
    start = end
    while start > 0 and (start == end or adjoins(reading, start)) and _belongs(reading, start - 1, end):
        start -= 1
    start = _join_actors(reading, start)
    while start < end and reading.lows[start] in {"of", "for", "at", "in", "while", "but", "and", "meanwhile", "as"}:
        start += 1
    return Voice(start, end, verb) if start < end and _names_somebody(reading, start, end) else None


def _belongs(reading: Reading, index: int, end: int) -> bool:
    """Say whether a word is part of the noun phrase that ends before `end`: a name, a role, or one word that tells which."""
    low = reading.lows[index]
    if low in CLAUSE_ENDS or low in say_verbs():
        return False
    if is_capitalised(reading.words[index]) or low in _phrase_words() or covers(reading.mentions, index):
        return True
    owner = index > 0 and adjoins(reading, index) and covers(reading.mentions, index - 1) is not None
    return owner and index < end - 1


def _join_actors(reading: Reading, start: int) -> int:
    """Return where a list of actors begins that ends in the one at `start`: "the United States, X and Y condemned"."""
    if covers(reading.mentions, start) is None or start < 2 or reading.lows[start - 1] != "and":  # noqa: PLR2004
        return start
    first = covers(reading.mentions, start - 2)
    while first is not None and first.index > 0:
        before = covers(reading.mentions, first.index - 1)
        if before is None or adjoins(reading, first.index):
            break
        first = before
    return first.index if first is not None else start


def _subject_before_comma(reading: Reading, end: int, verb: int) -> Voice | None:
    """Find the subject that an apposition parts from its verb: "Scott Morrison, the leader who ..., said"."""
    direct = _subject(reading, end, verb)
    if direct is not None and name_back(reading, end) < end and _name_length(reading, direct) >= 2:
        return direct
    for index in range(1, end):
        if not adjoins(reading, index):
            voice = _subject(reading, index, verb)
            if voice is not None:
                return voice
    return direct


def _name_length(reading: Reading, voice: Voice) -> int:
    return voice.end - name_back(reading, voice.end)


def _names_somebody(reading: Reading, start: int, end: int) -> bool:
    """Say whether a noun phrase can speak: a person, a body, a government or people by what they are."""
    if name_back(reading, end) < end or covers(reading.mentions, end - 1):
        return True
    last = reading.lows[end - 1]
    roles = load_words("speech", "official") | load_words("speech", "expert") | load_words("speech", "unnamed")
    return last in roles or last in load_words("speech", "expert_bodies") or is_capitalised(reading.words[end - 1])


def describe_voice(reading: Reading, voice: Voice, registry: Registry) -> Attribution | None:
    """Turn the words that name a speaker into an attribution; None for the press and for places that cannot speak."""
    start, end = voice.start, voice.end
    while start < end and reading.lows[start] in {"the", "a", "an"}:
        start += 1
    name = max(name_back(reading, end), start)
    if name == end:
        forward = name_forward(reading, start)
        if forward > start:
            name, end = start, forward
    if name < end:
        return _describe_person(reading, name, end, registry)
    return _describe_body(reading, start, end)


def _describe_person(reading: Reading, start: int, end: int, registry: Registry) -> Attribution | None:
    if set(reading.lows[start:end]) <= load_words("speech", "outlets"):
        return None
    here = introduce(reading, start, end)
    known = registry.find(here.name, reading.starts[start])
    person = known or here
    side = here.side if here.side != "other" else person.side
    actor = here.actor or person.actor
    return Attribution(
        name=person.name, side=side, basis=here.span, role=here.role or person.role,
        actor=actor.name if actor else None, west=bool(actor and actor.west), former=here.former or person.former,
    )  # fmt: skip


def _describe_body(reading: Reading, start: int, end: int) -> Attribution | None:
    if start >= end or reading.lows[end - 1] in load_words("speech", "outlets"):
        return None
    first = title_back(reading, start) if start else start
    lows = reading.lows[first:end]
    mention = next((m for m in reading.mentions if first <= m.index < end), None)
    actor: Actor | None = mention.actor if mention else None
    bare = all(covers(reading.mentions, n) or reading.lows[n] in {"and", "the"} for n in range(first, end))
    named = [m.actor for m in reading.mentions if first <= m.index < end]
    return Attribution(
        name=text_of(reading, first, end), side="official" if bare else side_of(lows), basis=span_of(reading, first, end),
        actor=actor.name if actor else None, west=bool(named) and all(a.west for a in named),
        former=is_former(lows), named=not (set(lows) & load_words("speech", "unnamed")) or bare,
    )  # fmt: skip


def attribute(
    document: SourceDocument, readings: Sequence[Reading], elsewhere: Mapping[str, Person] | None = None
) -> tuple[Attribution | None, ...]:
    """Return the speaker of each sentence of one source, in order; None where the text speaks for itself.

    `elsewhere` is what other sources say of persons by their full names.
    """
    registry = Registry(find_persons(readings), elsewhere)
    masks = quote_mask(readings)
    voices = [find_voice(reading, mask) for reading, mask in zip(readings, masks, strict=True)]
    found: list[Attribution | None] = []
    for reading, voice in zip(readings, voices, strict=True):
        found.append(_resolve(reading, voice, registry, found))
    _carry_quotations(readings, masks, voices, found)
    return tuple(_sign(document, reading, masks[n], found[n]) for n, reading in enumerate(readings))


def _resolve(
    reading: Reading, voice: Voice | None, registry: Registry, before: Sequence[Attribution | None]
) -> Attribution | None:
    if voice is None:
        return None
    if voice.pronoun:
        recent = [a for a in before[-4:] if a is not None]
        return recent[-1] if recent else None
    return describe_voice(reading, voice, registry)


def is_quoted(mask: Sequence[bool]) -> bool:
    """Say whether quoted words make up at least half of a sentence."""
    return bool(mask) and sum(mask) * 2 >= len(mask)


def _carry_quotations(
    readings: Sequence[Reading],
    masks: Sequence[Sequence[bool]],
    voices: Sequence[Voice | None],
    found: list[Attribution | None],
) -> None:
    """Give a quotation without a speaker the one of the sentence it runs into, else of the one it follows."""
    for n in reversed(range(len(readings) - 1)):
        if found[n] is None and voices[n] is None and masks[n] and masks[n][-1] and masks[n + 1] and masks[n + 1][0]:
            if _same_paragraph(readings, n, n + 1) and is_quoted(masks[n]):
                found[n] = found[n + 1]
    for n in range(1, len(readings)):
        if found[n] is None and voices[n] is None and masks[n] and masks[n][0] and is_quoted(masks[n]):
            if _near(readings, n - 1, n):
                found[n] = found[n - 1]


def _same_paragraph(readings: Sequence[Reading], left: int, right: int) -> bool:
    return readings[left].sentence.last_paragraph == readings[right].sentence.paragraph


def _near(readings: Sequence[Reading], left: int, right: int) -> bool:
    return readings[right].sentence.paragraph - readings[left].sentence.last_paragraph <= 1


def _sign(
    document: SourceDocument, reading: Reading, mask: Sequence[bool], found: Attribution | None
) -> Attribution | None:
    """Give the words of an official statement to who signs it, where nobody else is named."""
    signatory = document.reference.speaker
    if found is not None or signatory is None:
        return found
    return Attribution(name=signatory, side="official", basis=reading.sentence.span)
