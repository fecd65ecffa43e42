"""Who is who in a source: persons by their names, with the role and the country that the text gives them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import attrgetter

from briefing.analyse.lexicons import load_words
from briefing.analyse.readings import Actor, Mention, Reading
from briefing.model.almanac import MONTHS, WEEKDAYS
from briefing.model.evidence import SpeakerSide
from briefing.model.source import Span

CALENDAR = frozenset(MONTHS) | frozenset(WEEKDAYS)
LONGEST_ACRONYM = 3
"""More capitals than this are no name of a person."""
LONGEST_APPOSITION = 16
_LINKS = frozenset(["of", "for", "to"])
FULL = 2
"""Words of a name from which it is one in full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person as one place of a source introduces them."""

    name: str
    span: Span
    side: SpeakerSide = "other"
    former: bool = False
    actor: Actor | None = None
    role: Span | None = None
    about: frozenset[str] = frozenset()
    """The words of title and apposition, in lower case."""


def is_capitalised(word: str) -> bool:
    """Say whether a word begins as a name does."""
    return word[:1].isupper()


def side_of(lows: Sequence[str], default: SpeakerSide = "other") -> SpeakerSide:
    """Tell from the words about a speaker whether it is an official or an expert; experts win over their titles."""
    words = set(lows)
    if words & load_words("speech", "expert") or words & load_words("speech", "expert_bodies"):
        return "expert"
    return "official" if words & load_words("speech", "official") else default


def is_former(lows: Sequence[str]) -> bool:
    """Say whether the words about a speaker call the office a past one."""
    return bool(set(lows) & load_words("speech", "former"))


_index_of = attrgetter("index")


def covers(mentions: Sequence[Mention], index: int) -> Mention | None:
    """Return the actor mention that holds a word, if one does."""
    at = bisect_right(mentions, index, key=_index_of) - 1
    return mentions[at] if at >= 0 and index < mentions[at].index + mentions[at].length else None


def is_name_word(reading: Reading, index: int) -> bool:
    """Say whether a word can be part of a person's name: capitalised, no title, place, body or date."""
    word = reading.words[index]
    if not is_capitalised(word) or (word.isupper() and len(word) > LONGEST_ACRONYM):
        return False
    if word in CALENDAR:
        return _is_surname(reading, index)
    return reading.lows[index] not in _nameless() and covers(reading.mentions, index) is None


@cache
def _nameless() -> frozenset[str]:
    """Return the words that are no part of a name however they are written."""
    speech = ("titles", "unnamed", "determiners", "expert_bodies", "official", "outlets")
    lists = (*(load_words("speech", key) for key in speech), load_words("grammar", "function"))
    return load_words("grammar", "pronouns").union(*lists)


def _is_surname(reading: Reading, index: int) -> bool:
    """Say whether "May" is a name here: behind a name and not before a number."""
    if reading.words[index] != "May" or index == 0 or not adjoins(reading, index):
        return False
    dated = index + 1 < len(reading.words) and reading.words[index + 1][0].isdigit()
    return not dated and is_name_word(reading, index - 1)


def gap_before(reading: Reading, index: int) -> str:
    """Return what stands between a word and the one before it, without white space."""
    offset = reading.sentence.span.start
    return reading.raw[reading.ends[index - 1] - offset : reading.starts[index] - offset].strip()


def is_possessive(reading: Reading, index: int) -> bool:
    """Say whether a word has a possessive ending, which parts it from a name behind it."""
    return reading.ends[index] - reading.starts[index] > len(reading.words[index])


def adjoins(reading: Reading, index: int) -> bool:
    """Say whether only white space stands between a word and the one before it; an initial keeps its point."""
    gap = gap_before(reading, index)
    return not gap or (gap == "." and len(reading.words[index - 1]) == 1)


def name_back(reading: Reading, end: int) -> int:
    """Return where a person's name that ends before word `end` begins; `end` itself where none does."""
    start = end
    while start > 0 and (start == end or _goes_on(reading, start)):
        if not (is_name_word(reading, start - 1) or (start < end and _is_particle(reading, start - 1))):
            break
        start -= 1
    return start


def name_forward(reading: Reading, start: int) -> int:
    """Return where a person's name that begins at word `start` ends; `start` itself where none does."""
    end = start
    while end < len(reading.words) and (end == start or _goes_on(reading, end)):
        if not (is_name_word(reading, end) or _is_particle(reading, end)):
            break
        end += 1
    return end


def _goes_on(reading: Reading, index: int) -> bool:
    """Say whether a name may go on from the word before: nothing stands between, and that one has no ending."""
    return adjoins(reading, index) and not is_possessive(reading, index - 1)


def _is_particle(reading: Reading, index: int) -> bool:
    """Say whether a word is "von", "bin" or the like, with a name or a further particle behind it."""
    following = index + 1
    if reading.lows[index] not in load_words("speech", "particles") or following == len(reading.words):
        return False
    return _goes_on(reading, following) and (is_name_word(reading, following) or _is_particle(reading, following))


def span_of(reading: Reading, start: int, end: int) -> Span:
    """Return the span of words `start` to `end`, the last excluded."""
    stop = reading.ends[end - 1]
    word = reading.raw[reading.starts[end - 1] - reading.sentence.span.start : stop - reading.sentence.span.start]
    kept = len(reading.words[end - 1])
    return Span(reading.sentence.source, reading.starts[start], stop - (len(word) - kept))


def text_of(reading: Reading, start: int, end: int) -> str:
    """Return the words `start` to `end` as they stand, white space folded, without a possessive ending."""
    span = span_of(reading, start, end)
    offset = reading.sentence.span.start
    return " ".join(reading.raw[span.start - offset : span.end - offset].split())


def title_back(reading: Reading, start: int) -> int:
    """Return where the title that stands before a name begins ("U.S. Secretary of State" before the name)."""
    titles = _title_words()
    index = start
    while index > 0 and adjoins(reading, index):
        low, mention = reading.lows[index - 1], covers(reading.mentions, index - 1)
        # "Secretary of State" is one office; of "aide to President" the second is the person's.
        linked = low in _LINKS and index < start and reading.lows[index] not in load_words("speech", "official")
        if mention is not None:
            index = mention.index
        elif low in titles or linked or (low in {"former", "then"} and index <= start):
            index -= 1
        else:
            break
    while index < start and reading.lows[index] in _LINKS:
        index += 1
    return index


@cache
def _title_words() -> frozenset[str]:
    return load_words("speech", "titles") | load_words("speech", "official") | load_words("speech", "expert")


def introduce(reading: Reading, start: int, end: int) -> Person:
    """Describe the person named by words `start` to `end` by the title before and the apposition after the name."""
    title = title_back(reading, start)
    about = list(reading.lows[title:start])
    role = span_of(reading, title, start) if title < start else None
    apposition = find_apposition(reading, end)
    if apposition is not None:
        about += reading.lows[apposition[0] : apposition[1]]
        role = role or span_of(reading, *apposition)
    actor = _actor_between(reading, title, start) or (_actor_between(reading, *apposition) if apposition else None)
    side = side_of(about)
    return Person(
        name=text_of(reading, start, end), span=span_of(reading, start, end),
        # An expert on a country does not speak for it.
        side=side, former=is_former(about), actor=None if side == "expert" else actor, role=role,
        about=frozenset(about),
    )  # fmt: skip


def _actor_between(reading: Reading, start: int, end: int) -> Actor | None:
    at = bisect_left(reading.mentions, start, key=_index_of)
    return reading.mentions[at].actor if at < len(reading.mentions) and reading.mentions[at].index < end else None


def find_apposition(reading: Reading, end: int) -> tuple[int, int] | None:
    """Return the words between the comma after a name and the next comma; None where no role stands there."""
    offset = reading.sentence.span.start
    after = reading.raw[reading.ends[end - 1] - offset :]
    if not after.startswith(","):
        return None
    stop = reading.ends[end - 1] + 1
    comma = after.find(",", 1)
    limit = stop + (comma if comma > 0 else len(after))
    last = end
    while last < len(reading.words) and reading.starts[last] < limit and last - end < LONGEST_APPOSITION:
        last += 1
    words = reading.lows[end:last]
    if words and words[0].isdigit():  # an age
        return find_apposition(reading, end + 1)
    return (end, last) if _is_role(words) else None


def _is_role(words: Sequence[str]) -> bool:
    """Say whether words tell what a person is: "who met officials" does not."""
    if words[:1] == ("who",):
        return bool(set(words[1:3]) & load_words("speech", "holding"))
    roles = (load_words("speech", key) for key in ("official", "expert", "expert_bodies"))
    return any(set(words) & role for role in roles)


def find_persons(readings: Sequence[Reading]) -> tuple[Person, ...]:
    """Return every mention of a person by two names or more, or by a title and a name, in reading order."""
    return tuple(person for reading in readings for person in _persons_in(reading))


def _persons_in(reading: Reading) -> Iterator[Person]:
    particles = load_words("speech", "particles")
    index = 0
    while index < len(reading.words):
        begins = is_capitalised(reading.words[index]) or reading.lows[index] in particles
        end = name_forward(reading, index) if begins else index
        if end == index:
            index += 1
            continue
        titled = title_back(reading, index) < index
        if titled or sum(is_name_word(reading, n) for n in range(index, end)) >= FULL:
            yield introduce(reading, index, end)
        index = end


class Registry:
    """The persons of one source, so that a surname can be read as the name that the source gives in full."""

    def __init__(self, persons: Sequence[Person], elsewhere: Mapping[str, Person] | None = None) -> None:
        """Merge what the mentions of each full name say; other sources help where this one is silent."""
        self._elsewhere = elsewhere or {}
        self._full = merge_persons(persons)
        self._short = {p.name: p for p in reversed(persons) if " " not in p.name}

    def find(self, name: str, before: int) -> Person | None:
        """Return who a name means at an offset: itself in full, or the full name that begins or ends with it.

        Of several the only one named before that place is meant, else none.
        """
        return self._complete(self._find_here(name, before))

    def _complete(self, person: Person | None) -> Person | None:
        """Add side and country from other sources; never the role, whose words must stand in the source cited."""
        other = self._elsewhere.get(person.name) if person is not None else None
        if person is None or other is None or person.actor is not None or person.side == "expert":
            return person
        side, former = (person.side, person.former) if person.side != "other" else (other.side, other.former)
        return replace(person, side=side, former=former, actor=other.actor)

    def _find_here(self, name: str, before: int) -> Person | None:
        parts = name.split()
        # "Le Gall" is no full name, though it has two words.
        if name in self._full and parts[0].lower() not in load_words("speech", "particles"):
            return self._full[name]
        longer = ((full.split(), person) for full, person in self._full.items() if full != name)
        fits = [person for words, person in longer if words[-len(parts) :] == parts or words[0] == name]
        earlier = [p for p in fits if p.span.start <= before]
        fits = earlier or fits
        return fits[0] if len(fits) == 1 else self._short.get(name) or self._full.get(name)


def merge_persons(persons: Iterable[Person]) -> dict[str, Person]:
    """Return what all mentions say of each full name."""
    merged: dict[str, Person] = {}
    for person in persons:
        if " " in person.name:
            known = merged.get(person.name)
            merged[person.name] = person if known is None else merge_mentions(known, person)
    return merged


def merge_mentions(known: Person, seen: Person) -> Person:
    """Add what a later mention of a person says to what is known; what was said first stands."""
    side, former = (known.side, known.former) if known.side != "other" else (seen.side, seen.former)
    actor, role = known.actor or seen.actor, known.role or seen.role
    if seen.about <= known.about and (side, former, actor, role) == (known.side, known.former, known.actor, known.role):
        return known
    return replace(known, side=side, former=former, actor=actor, role=role, about=known.about | seen.about)
