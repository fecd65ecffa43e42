"""Synthetic dossiers of any size: news-like sentences from word lists, the same for the same size.

Facts recur across sources in other words, so that corroboration has work to do; names and numbers follow a long tail.
"""

import random

COUNTRIES = ("Northland", "Russia", "North Korea", "Ukraine", "Japan", "France", "Poland", "Iran", "Canada", "Norway")
OFFICIALS = ("Foreign Minister", "President", "Defence Minister", "spokesman", "Prime Minister", "ambassador")
EXPERTS = ("an analyst at the Harbour Institute", "a professor at Halden University", "a fellow at the Quay Centre")
SAYING = ("said", "warned", "announced", "told reporters", "stressed", "argued", "confirmed", "noted")
GOODS = ("artillery shells", "ballistic missiles", "drones", "rifles", "patrol boats", "radar sets", "helicopters")
DEEDS = ("shipped", "delivered", "promised", "sold", "handed over", "tested", "ordered", "withdrew")
TERMS = ("mutual defence", "joint exercises", "the exchange of intelligence", "port visits", "trade", "space research")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October")


class Writer:
    """Write sentences from a seed."""

    def __init__(self, seed: int) -> None:
        """Keep the source of chance to ourselves."""
        self.chance = random.Random(seed)  # noqa: S311  # test data

    def pick(self, words: tuple[str, ...]) -> str:
        """Pick a word, the first ones more often."""
        return words[min(int(self.chance.expovariate(3 / len(words))), len(words) - 1)]

    def name(self) -> str:
        """Invent a person; a few thousand are possible, and some are frequent."""
        first, last = (int(self.chance.paretovariate(0.8)) % 90 for _ in range(2))
        return f"{'AEIOU'[first % 5]}{'bdfklmnrst'[first % 10]}an {'BDFGKLMNRST'[last % 11]}{'aeiou'[last % 5]}rel{last}ov"

    def date(self) -> str:
        """Write a day of 2024 or a relative one."""
        if self.chance.random() < 0.3:
            return self.pick(("on Wednesday", "last week", "this month", "yesterday"))
        return f"on {self.chance.randint(1, 28)} {self.pick(MONTHS)} 2024"

    def sentence(self) -> str:
        """Write one sentence of a random kind."""
        return self.chance.choice((self.deed, self.speech, self.view, self.term, self.filler))()

    def deed(self) -> str:
        """Tell of a delivery."""
        count = self.chance.randint(2, 900)
        return f"{self.pick(COUNTRIES)} {self.pick(DEEDS)} {count} {self.pick(GOODS)} to {self.pick(COUNTRIES)} {self.date()}."

    def speech(self) -> str:
        """Let an official speak."""
        who = f"{self.pick(COUNTRIES)}'s {self.pick(OFFICIALS)} {self.name()}"
        return f"{who} {self.pick(SAYING)} that the pact with {self.pick(COUNTRIES)} covers {self.pick(TERMS)}."

    def view(self) -> str:
        """Let an expert judge."""
        return f"{self.name()}, {self.pick(EXPERTS)}, {self.pick(SAYING)} that {self.pick(COUNTRIES)} is likely to lose from {self.pick(TERMS)}."

    def term(self) -> str:
        """State what an agreement says."""
        article = self.chance.randint(1, 23)
        return f"Article {article} of the treaty between {self.pick(COUNTRIES)} and {self.pick(COUNTRIES)} provides for {self.pick(TERMS)}."

    def filler(self) -> str:
        """Say something that belongs nowhere, in words of a long tail."""
        words = " ".join(f"word{int(self.chance.paretovariate(0.7)) % 50_000}" for _ in range(self.chance.randint(6, 18)))
        return f"The report on {words} was filed in {self.pick(MONTHS)}."


def write_source(seed: int, sentences: int) -> str:
    """Return the text of one source: paragraphs of one to four sentences."""
    writer = Writer(seed)
    paragraphs: list[str] = []
    while sentences > 0:
        count = min(writer.chance.randint(1, 4), sentences)
        paragraphs.append(" ".join(writer.sentence() for _ in range(count)))
        sentences -= count
    return "\n\n".join(paragraphs) + "\n"


def write_dossier(sentences: int, each: int = 30) -> list[tuple[str, bytes]]:
    """Return the files of a dossier of so many sentences, about thirty to a source."""
    count = max(1, sentences // each)
    return [(f"{n:05d}.txt", write_source(n, each).encode()) for n in range(count)]
