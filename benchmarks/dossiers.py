"""Synthetic dossiers of any size: news by rule, the same words each time.

Sources come in stories of five that share a stock of facts, so that each fact recurs in a few sources, in other words.
Countries are those of the gazetteer, the parties most often; people, things and words have a long tail: a dossier of
ten times the sentences has more of all of them, as real ones do.
"""

import math
import random  # noqa: TID251  # seeded: the same dossier each time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.analyse.readings import load_actors

PARTIES = ("Russia", "North Korea")
EACH = 30
"""Sentences of a source."""
STORY = 5
"""Sources that tell the same story."""
FACTS = 60
"""Facts that a story has in stock."""
DATED = 0.6
"""Share of facts whose day is stated."""

OFFICIALS = "Foreign Minister|President|Defence Minister|government spokesman|Prime Minister|ambassador".split("|")
EXPERTS = "an analyst at the {0} Institute|a professor at {0} University|a fellow at the {0} Centre".split("|")
SAYING = "said|warned|announced|told reporters|stressed|confirmed|noted|argued".split("|")
GOODS = "artillery shells|ballistic missiles|drones|rifles|patrol boats|radar sets|helicopters|engineers|troops".split(
    "|"
)
DEEDS = (
    ("shipped", "sent", "delivered"), ("promised", "pledged", "offered"), ("bought", "ordered", "acquired"),
    ("tested", "tried out", "launched"), ("withdrew", "pulled back", "removed"),
)  # fmt: skip
CLAUSES = (
    ("mutual defence", "help if either side is attacked"), ("joint exercises", "drills held together"),
    ("the exchange of intelligence", "sharing intelligence"), ("port visits", "calls at each other's ports"),
    ("trade in food and fuel", "buying food and fuel"), ("space research", "work on satellites"),
)  # fmt: skip
RESPONSES = (
    "sanctions on banks and shippers|export controls|a travel ban|more aid|a protest note|an urgent meeting".split("|")
)
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December".split("|")
RELATIVE = "on Wednesday|last week|this month|on Friday|yesterday".split("|")
LINKS = "of|in|for|with|under|and|near|after|by|on".split("|")
OPENERS = "The|The|A|A|One|Its|This|However, the|Since then, the".split("|")
VERBS = "described|filed|discussed|carried|settled|covered|opened|measured|followed|printed|recalled|studied".split("|")
_SYLLABLES = "ba|cor|den|fal|gim|hul|jer|kan|lor|mis|nov|pel|quo|rin|sta|tur|vel|wex|yor|zan|bri|cle|dro|fen".split("|")


def make_word(number: int) -> str:
    """Return the word of a rank: the commoner, the shorter."""
    syllables: list[str] = []
    number += len(_SYLLABLES)
    while number:
        number, index = divmod(number, len(_SYLLABLES))
        syllables.append(_SYLLABLES[index])
    return "".join(syllables)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What several sources tell, each in words of its own."""

    kind: str
    actors: tuple[str, str]
    person: str
    role: str
    number: int
    thing: int
    place: str
    day: str
    matter: tuple[str, str, str]
    """What it is about, in words that other facts seldom have."""

    @property
    def opening(self) -> str:
        """The day at the head of a sentence."""
        return self.day[0].upper() + self.day[1:]


class Chance:
    """Choices with a long tail, from a seed."""

    def __init__(self, seed: int, sources: int) -> None:
        """Let the stock of people and words grow with the dossier, slower than its length."""
        self.random = random.Random(seed)  # noqa: S311  # made-up news needs no secrets
        self.words = int(4_000 * sources**0.6)
        self.people = int(60 * sources**0.7)
        self.countries = sorted({actor.name for rows in load_actors().values() for _, actor in rows} - set(PARTIES))

    def pick(self, choices: Sequence[str]) -> str:
        """Pick one of several, each as often."""
        return choices[self.random.randrange(len(choices))]

    def even(self) -> bool:
        """Throw a coin."""
        return self.random.random() < 1 / 2

    def rank(self, most: int) -> int:
        """Return a rank up to `most`, by Zipf's law: half of all picks fall on a small share."""
        return int(most ** self.random.random()) - 1

    def actor(self) -> str:
        """Name a party in two of three cases, else any country or body."""
        return self.pick(PARTIES) if self.random.random() < 2 / 3 else self.countries[self.rank(len(self.countries))]

    def pair(self) -> tuple[str, str]:
        """Name two actors."""
        first, second = self.actor(), self.actor()
        while second == first:
            second = self.actor()
        return first, second

    def person(self) -> str:
        """Name a person."""
        number = self.rank(self.people)
        return f"{make_word(number % 97).title()} {make_word(number * 7 + 600).title()}"

    def word(self) -> str:
        """Return a word."""
        return make_word(self.rank(self.words))

    def day(self) -> str:
        """Write a day of 2024, or a relative one."""
        if self.random.random() < DATED:
            return f"on {self.random.randint(1, 28)} {self.pick(MONTHS)} 2024"
        return self.pick(RELATIVE)

    def fact(self) -> Fact:
        """Make a fact up."""
        return Fact(
            kind=self.pick(("deed", "clause", "speech", "view", "response")),
            actors=self.pair(), person=self.person(), role=self.pick(OFFICIALS), number=self.random.randint(2, 9_000),
            thing=self.random.randrange(1_000), place=self.word().title(), day=self.day(),
            matter=(self.word(), self.word(), self.word()),
        )  # fmt: skip


class Writer:
    """Write the sentences of one source about the facts of its story."""

    def __init__(self, chance: Chance, facts: Sequence[Fact]) -> None:
        """Keep the stock of facts."""
        self.chance = chance
        self.facts = facts

    def sentence(self) -> str:
        """Tell a fact of the story, or something that nobody else tells."""
        if self.chance.even():
            return self.filler()
        fact = self.facts[self.chance.random.randrange(len(self.facts))]
        return str(getattr(self, fact.kind)(fact))

    def deed(self, fact: Fact) -> str:
        """Tell of a delivery, a purchase or a test."""
        deed = self.chance.pick(DEEDS[fact.thing % len(DEEDS)])
        what = f"{fact.number:,} {fact.matter[0]} {GOODS[fact.thing % len(GOODS)]} to {fact.actors[1]}"
        if self.chance.even():
            return f"{fact.opening}, {fact.actors[0]} {deed} {what} through the {fact.matter[1]} of {fact.place}."
        return f"{fact.actors[0]} {deed} {what} {fact.day}, {self.aside()}, by way of {fact.place}."

    def clause(self, fact: Fact) -> str:
        """State what an agreement says."""
        words = self.chance.pick(CLAUSES[fact.thing % len(CLAUSES)])
        article = f"Article {fact.number % 23 + 1}"
        first, second, third = fact.matter
        if self.chance.even():
            return f"{article} of the {first} treaty between {' and '.join(fact.actors)} binds the {second} to {words}."
        return (
            f"The {second} and {third} of {fact.actors[0]} fall under {article}: {words} in a {first} {self.aside()}."
        )

    def speech(self, fact: Fact) -> str:
        """Let an official speak."""
        who = f"{fact.actors[0]}'s {fact.role} {fact.person}"
        words = f"the {fact.matter[0]} {fact.matter[1]}"
        if self.chance.even():
            return f"“We will keep {words} and the {fact.matter[2]} safe,” {who} {self.chance.pick(SAYING)}."
        return f"{who} {self.chance.pick(SAYING)} {fact.day} that {words} serves {fact.actors[1]}, {self.aside()}."

    def view(self, fact: Fact) -> str:
        """Let an expert judge."""
        who = f"{fact.person}, {EXPERTS[fact.number % len(EXPERTS)].format(fact.place)},"
        what = f"{fact.actors[0]} is likely to gain little from its {fact.matter[0]} {fact.matter[1]}"
        return f"{who} {self.chance.pick(SAYING)} that {what}, {self.aside()}."

    def response(self, fact: Fact) -> str:
        """Tell what a government does about it."""
        words = f"{RESPONSES[fact.thing % len(RESPONSES)]} against {fact.number} {fact.matter[0]} firms"
        what = self.chance.pick(("condemned the pact and announced", "answered with", "decided on"))
        return f"{fact.opening}, {fact.actors[0]} {what} {words} in {fact.place}, {self.aside()}."

    def filler(self) -> str:
        """Say something that belongs nowhere."""
        words = " ".join(self._tail())
        head = self.chance.pick(OPENERS)
        return f"{head} {self.chance.word()} {self.chance.pick(VERBS)} {words}."

    def _tail(self) -> Iterator[str]:
        for _ in range(self.chance.random.randint(2, 7)):
            yield self.chance.pick(("the", "a", "its", "this"))
            yield self.chance.word()
            yield self.chance.pick(LINKS)
        yield self.chance.actor() if self.chance.random.random() < 1 / 3 else self.chance.word()

    def aside(self) -> str:
        """Return a clause of a few words that no other source has."""
        return f"a {self.chance.word()} {self.chance.pick(LINKS)} {self.chance.word()}"


def write_source(writer: Writer, sentences: int) -> str:
    """Return the text of one source: paragraphs of one to four sentences."""
    paragraphs: list[str] = []
    while sentences > 0:
        count = min(writer.chance.random.randint(1, 4), sentences)
        paragraphs.append(" ".join(writer.sentence() for _ in range(count)))
        sentences -= count
    return "\n\n".join(paragraphs) + "\n"


def write_dossier(sentences: int) -> Iterator[tuple[str, bytes]]:
    """Yield names and bytes of the files of a dossier of so many sentences."""
    count = math.ceil(sentences / EACH)
    chance = Chance(sentences, count)
    facts: list[Fact] = []
    for number in range(count):
        if number % STORY == 0:
            facts = [chance.fact() for _ in range(FACTS)]
        yield f"{number:05d}.txt", write_source(Writer(chance, facts), min(EACH, sentences - number * EACH)).encode()
