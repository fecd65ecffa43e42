"""Long documents made by rule: the same words each time, in every kind of block, with short and long notes."""

import datetime as dt
from collections.abc import Iterator

from briefing.model.document import (
    Block,
    BulletList,
    Callout,
    Column,
    Document,
    Emphasis,
    Fact,
    Facts,
    Heading,
    Inline,
    Inlines,
    Link,
    Masthead,
    Note,
    OrderedList,
    Paragraph,
    Properties,
    Quoted,
    Table,
    Tag,
    Text,
)

_STEMS = """
accord agree alliance ambassador analyst annex army article assist attack authority border capital clause commission
committee concern conference conflict consult contract convention cooperation council country crisis declare defence
delegate deliver demand deploy deputy develop diplomat doctrine economy embassy energy enforce envoy exchange exercise
expert export finance foreign forum general govern guarantee harbour history import incident industry inspect institute
intelligence interest island joint journal justice leader legal letter level maintain maritime measure meeting member
military minister mission monitor mutual nation naval negotiate neutral northern nuclear observe office official open
operate oppose order parliament partner party peace period pledge police policy political port position power practice
president press principle programme protocol province public purpose ratify reaction region regime relation report
resolution resource response restrict review risk river satellite scholar secretary sector security senate session
settle ship sign social source southern spokesman state statement station strategy summit supply support technical
territory threat trade train transit treaty troop union unit urgent value verify vessel visit weapon western winter
""".split()
_ENDINGS = ("", "", "", "", "s", "ing", "ed", "ment")
_SMALL = ("the", "of", "and", "to", "in", "a", "that", "for", "with", "on", "by", "as", "has", "its", "under", "from")
_MODULUS, _FACTOR, _SHIFT = 2**31, 1103515245, 12345


class Dice:
    """Numbers that look thrown and are the same each time."""

    def __init__(self, seed: int) -> None:
        """Start from a seed."""
        self._state = seed

    def throw(self, sides: int) -> int:
        """Return a number from 0 up to, not including, `sides`."""
        self._state = (self._state * _FACTOR + _SHIFT) % _MODULUS
        return (self._state >> 8) % sides


class Writer:
    """Write sentences, notes and blocks; notes are numbered as they come."""

    def __init__(self, seed: int) -> None:
        """Start from a seed with no note written."""
        self._dice = Dice(seed)
        self.notes = 0

    def say(self, least: int, most: int) -> str:
        """Return a sentence of so many words."""
        words = [self._word(index) for index in range(least + self._dice.throw(most - least + 1))]
        return f"{' '.join(words).capitalize()}."

    def _word(self, index: int) -> str:
        dice = self._dice
        if index % 2 and dice.throw(3):
            return _SMALL[dice.throw(len(_SMALL))]
        if not dice.throw(40):
            return str(1900 + dice.throw(130))
        return _STEMS[dice.throw(len(_STEMS))] + _ENDINGS[dice.throw(len(_ENDINGS))]

    def note(self) -> Note:
        """Return a note: one of eight is long, one of eight has an address."""
        self.notes += 1
        kind = self._dice.throw(8)
        words: list[Inline] = [Text(f"{self.say(2, 4)[:-1]}, "), Emphasis((Text(self.say(3, 6)[:-1]),))]
        words.append(Text(f", {1 + self._dice.throw(28)} May 2031, para. {1 + self._dice.throw(40)}."))
        if kind == 0:
            words.append(Text(" " + " ".join(self.say(14, 26) for _ in range(4 + self._dice.throw(9)))))
        if kind == 1:
            url = f"https://www.example.org/{'/'.join(self.say(3, 5)[:-1].lower().split())}/{self.notes}"
            words += [Text(" "), Link(url, (Text(url),))]
        return Note(self.notes, tuple(words))

    def statement(self, least: int = 24, most: int = 70) -> Paragraph:
        """Return a statement with its note, one of six with a tag."""
        tag: Inlines = () if self._dice.throw(6) else (Tag("ALLEGED"),)
        words = " ".join(self.say(12, 24) for _ in range(1 + self._dice.throw(most // least + 1)))
        mark = self.note()
        return Paragraph(
            (*tag, Quoted(f"{self.notes % 9:03}:{self.notes}.1", (Text(words, "source"), mark))), "statement"
        )

    def body(self) -> Paragraph:
        """Return a paragraph in our own words."""
        return Paragraph((Text(" ".join(self.say(12, 24) for _ in range(3 + self._dice.throw(3)))),))

    def table(self, number: int, rows: int) -> Table:
        """Return a table with a note in every row."""
        return Table(
            caption=(Text(f"Table {number}. {self.say(4, 7)[:-1]}"),),
            columns=(Column((Text("Provision"),), "ours", 0.24), Column((Text("As reported"),), "source")),
            rows=tuple(self._row() for _ in range(rows)),
            legend=(Text(self.say(8, 14)),),
        )

    def _row(self) -> tuple[Inlines, ...]:
        words = Text(self.say(14, 30), "source")
        mark = self.note()
        return (Text(self.say(1, 2)[:-1]),), (Quoted(f"{self.notes % 9:03}:{self.notes}.2", (words, mark)),)


def make_volume(sections: int, seed: int = 7, title: str = "The accord and its neighbours") -> Document:
    """Return a document of so many sections, each of about six pages and thirty notes."""
    writer = Writer(seed)
    blocks: list[Block] = [
        Facts((Fact("Information as of", (Text("20 May 2031"),)), Fact("Version", (Text("1.0 (final)"),)))),
        Callout("key-points", (Heading(2, (Text("Key points"),), "key"), make_points(writer, 4))),
    ]
    for number in range(1, sections + 1):
        blocks += make_section(writer, number)
    masthead = Masthead(
        title=title, subtitle="A brief made by rule", kicker="Institute for Neighbours", marking="TLP:GREEN",
        short_title="The accord", edition="v1.0 (final)",
    )  # fmt: skip
    properties = Properties(authors=("A. Holt",), subject="The accord", keywords=("treaty",), date=dt.date(2031, 5, 21))
    return Document(masthead=masthead, blocks=tuple(blocks), properties=properties, record='{"statements": []}')


def make_points(writer: Writer, count: int) -> OrderedList:
    """Return a numbered list of statements."""
    return OrderedList(tuple((writer.statement(12, 24),) for _ in range(count)))


def make_section(writer: Writer, number: int) -> Iterator[Block]:
    """Yield the blocks of one section."""
    yield Heading(1, (Text(f"{number}. {writer.say(3, 6)[:-1]}"),), f"s{number}")
    for part in range(3):
        yield Heading(2, (Text(writer.say(3, 6)[:-1]),), f"s{number}-{part}")
        yield writer.body()
        for _ in range(5):
            yield Paragraph((Text(writer.say(2, 3)[:-1]),), "label")
            yield writer.statement()
        yield writer.body()
    yield BulletList(tuple((writer.statement(),) for _ in range(5)))
    if number % 4 == 0:
        yield writer.table(number // 4, 12)
    yield from (writer.statement() for _ in range(8))
