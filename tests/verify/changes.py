"""Changes that somebody may make to a delivered brief: to its words, its notes and its labels.

Each takes a document tree and chance, and returns the tree changed at one place, or None where it finds no such place.
"""

import random  # noqa: TID251  # seeded: the same changes each time
import re
from collections.abc import Callable
from dataclasses import replace

from briefing.model.document import (
    Document,
    Heading,
    Paragraph,
    Quoted,
    Tag,
    Text,
    iterate_blocks,
    iterate_inlines,
    read_plain,
)
from tests.verify.rearranging import NOTE_CHANGES
from tests.verify.trees import Change, list_quotes, swap

NEGATION = re.compile(r"\b(?:not|no|never|nor|neither|without) ")
VERB = re.compile(r"\b(?:is|are|was|were|will|would|may|has|have|had|could|should)\b")
UNIT = re.compile(
    r"\b(?:kilometres|per cent|million|months|years|year|times|containers|rounds|shells|missiles|troops|soldiers"
    r"|posts|aircraft|votes|crowns|quantities)\b"
)
UNITS = ("miles", "tonnes", "weeks", "billion", "per mille")
NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w.,]*\d)")
MONTH = re.compile(r"\b(?:January|February|June|July|September|October|November)\b")
NAME = re.compile(r"\b(?:Vladimir Putin|Putin|Kim Jong Un|Russia|North Korea|South Korea|Ukraine|Japan|Pyongyang)\b")
SWAPS = {"Russia": "Japan", "Japan": "Russia", "North Korea": "South Korea", "South Korea": "North Korea"}
TWINS = {"a": "а", "e": "е", "o": "о", "p": "р", "c": "с"}  # noqa: RUF001  # Cyrillic on purpose


# ------------------------------------------------------------------------------------------------- words of statements


def in_statement(edit: Callable[[str, random.Random], str | None]) -> Change:
    """Change the words of one text of one statement."""

    def change(document: Document, chance: random.Random) -> Document | None:
        quotes = list_quotes(document)
        for quote in chance.sample(quotes, len(quotes)):
            for text in chance.sample(quote.children, len(quote.children)):
                if isinstance(text, Text) and (words := edit(text.text, chance)) not in (None, text.text):
                    children = tuple(replace(text, text=words) if each is text else each for each in quote.children)
                    return swap(document, quote, replace(quote, children=children))
        return None

    return change


def replacing(pattern: re.Pattern[str], make: Callable[[str, random.Random], str]) -> Callable[..., str | None]:
    """Replace one place where a pattern fits."""

    def edit(words: str, chance: random.Random) -> str | None:
        found = list(pattern.finditer(words))
        if not found:
            return None
        match = chance.choice(found)
        return words[: match.start()] + make(match.group(), chance) + words[match.end() :]

    return edit


def _at_word(make: Callable[[list[str], int, random.Random], None]) -> Callable[..., str | None]:
    def edit(words: str, chance: random.Random) -> str | None:
        parts = words.split(" ")
        places = [n for n in range(1, len(parts) - 1) if parts[n].isalpha() and parts[n + 1].isalpha()]
        if not places:
            return None
        place = chance.choice(places)
        make(parts, place, chance)
        return " ".join(parts)

    return edit


def _drop(parts: list[str], place: int, _chance: random.Random) -> None:
    del parts[place]


def _add(parts: list[str], place: int, chance: random.Random) -> None:
    parts.insert(place, chance.choice(["reportedly", "secret", "almost", "fully"]))


def _transpose(parts: list[str], place: int, _chance: random.Random) -> None:
    if parts[place] == parts[place + 1]:
        parts[place] = "otherwise"
    parts[place : place + 2] = [parts[place + 1], parts[place]]


def _omit(parts: list[str], place: int, _chance: random.Random) -> None:
    parts[place : place + 2] = ["…"]


def _put_not(parts: list[str], place: int, _chance: random.Random) -> None:
    parts.insert(place, "[not]")


def _hide(parts: list[str], place: int, chance: random.Random) -> None:
    middle = len(parts[place]) // 2
    parts[place] = parts[place][:middle] + "\u00b7" + parts[place][middle:]


def _bump(number: str, chance: random.Random) -> str:
    place = chance.choice([n for n, sign in enumerate(number) if sign.isdigit()])
    return number[:place] + str((int(number[place]) + chance.randint(1, 9)) % 10) + number[place + 1 :]


def _other_month(month: str, _chance: random.Random) -> str:
    return "March" if month != "March" else "April"


def _other_name(name: str, _chance: random.Random) -> str:
    return SWAPS.get(name, "Narnia")


def _other_unit(_: str, chance: random.Random) -> str:
    return chance.choice(UNITS)


def widen_ellipsis(document: Document, chance: random.Random) -> Document | None:
    """Leave out one word more than the ellipsis of a statement stands for."""
    for quote in chance.sample(quotes := list_quotes(document), len(quotes)):
        texts = [n for n, each in enumerate(quote.children) if isinstance(each, Text)]
        plain = "".join(read_plain((quote.children[n],)) for n in texts)
        match = re.search(r"…\s*(\w+ )", plain)
        if match is not None:
            new = _cut_out(quote, texts, match.span(1))
            return swap(document, quote, new)
    return None


def _cut_out(quote: Quoted, texts: list[int], span: tuple[int, int]) -> Quoted:
    """Take a stretch of the words of a statement away, wherever they part into texts."""
    children, position = list(quote.children), 0
    for place in texts:
        text = children[place]
        assert isinstance(text, Text)
        low, high = max(span[0] - position, 0), max(span[1] - position, 0)
        children[place] = replace(text, text=text.text[:low] + text.text[high:])
        position += len(text.text)
    return replace(quote, children=tuple(children))


def _twin(letter: str, _chance: random.Random) -> str:
    return TWINS[letter]


STATEMENT_CHANGES: dict[str, Change] = {
    "negation added": in_statement(replacing(VERB, lambda verb, _: f"{verb} not")),
    "negation dropped": in_statement(replacing(NEGATION, lambda _, __: "")),
    "number changed": in_statement(replacing(NUMBER, _bump)),
    "date changed": in_statement(replacing(MONTH, _other_month)),
    "unit changed": in_statement(replacing(UNIT, _other_unit)),
    "ellipsis widened": widen_ellipsis,
    "name swapped": in_statement(replacing(NAME, _other_name)),
    "word added": in_statement(_at_word(_add)),
    "word dropped": in_statement(_at_word(_drop)),
    "words transposed": in_statement(_at_word(_transpose)),
    "words left out behind an ellipsis": in_statement(_at_word(_omit)),
    "[not] put in": in_statement(_at_word(_put_not)),
    "sign put into a word": in_statement(_at_word(_hide)),
    "letter of another alphabet": in_statement(replacing(re.compile("[aeopc]"), _twin)),
    "bracket changed": in_statement(lambda words, _: "[in the week of 3 June 2024]" if words.startswith("[") else None),
}


# ------------------------------------------------------------------------------------------------------- our own words


def _list_own(document: Document, wanted: Callable[[str], object]) -> list[Text]:
    quoted = {id(text) for quote in list_quotes(document) for text in iterate_inlines(quote.children)}
    texts = [each for each in iterate_blocks(document.blocks) if isinstance(each, Text) and id(each) not in quoted]
    return [each for each in texts if wanted(each.text)]


def in_own(wanted: Callable[[str], object], edit: Callable[[str, random.Random], str | None]) -> Change:
    """Change one text that is no statement's."""

    def change(document: Document, chance: random.Random) -> Document | None:
        texts = _list_own(document, wanted)
        for text in chance.sample(texts, len(texts)):
            words = edit(text.text, chance)
            if words not in (None, text.text):
                return swap(document, text, replace(text, text=words))
        return None

    return change


def add_line(document: Document, chance: random.Random) -> Document | None:
    """Add a sentence that nobody signs, somewhere."""
    sentence = Paragraph((Text("Observers expect the treaty to be revised within a year."),))
    place = chance.randrange(len(document.blocks))
    return replace(document, blocks=(*document.blocks[:place], sentence, *document.blocks[place:]))


def add_quote(document: Document, chance: random.Random) -> Document | None:
    """Add a sentence that looks like a statement and has no note."""
    quote = Quoted("01:9.9", (Text("The treaty was never signed.", "source"),))
    place = chance.randrange(len(document.blocks))
    added = Paragraph((quote,), "statement")
    return replace(document, blocks=(*document.blocks[:place], added, *document.blocks[place:]))


def lose_tag(document: Document, chance: random.Random) -> Document | None:
    """Take the word ALLEGED away."""
    tags = [inline for inline in iterate_blocks(document.blocks) if isinstance(inline, Tag)]
    return swap(document, chance.choice(tags), Text("")) if tags else None


def change_tag(document: Document, chance: random.Random) -> Document | None:
    """Let a tag say something else."""
    tags = [inline for inline in iterate_blocks(document.blocks) if isinstance(inline, Tag)]
    return swap(document, chance.choice(tags), Tag("CONFIRMED")) if tags else None


def move_heading(document: Document, chance: random.Random) -> Document | None:
    """Let two headings change places, so that statements stand under another one."""
    heads = [block for block in document.blocks if isinstance(block, Heading)]
    if len(heads) < 2:
        return None
    first, second = chance.sample(heads, 2)
    order = {id(first): second, id(second): first}
    return replace(document, blocks=tuple(order.get(id(block), block) for block in document.blocks))


LABELS = ("Signature", "Mutual defence", "Earlier treaties", "Commitment", "John Kirby", "South Korea")


def _other_label(words: str, chance: random.Random) -> str:
    return chance.choice([label for label in ("Duration", "Accession", "Ratification and duration") if label != words])


OWN_CHANGES: dict[str, Change] = {
    "unsigned sentence added": add_line,
    "unsigned statement added": add_quote,
    "tag lost": lose_tag,
    "tag changed": change_tag,
    "headings exchanged": move_heading,
    "label changed": in_own(lambda text: text in LABELS, _other_label),
    "count changed": in_own(lambda text: "sentences" in text and "printed" in text, replacing(NUMBER, _bump)),
    "count of sources changed": in_own(lambda text: text.startswith("6 sources"), lambda _, __: "7 sources"),
    "fixed words changed": in_own(lambda text: "word for" in text, lambda text, _: text.replace("word for", "a")),
    "date changed in our words": in_own(re.compile(r"\d+ \w+ 2024").fullmatch, replacing(NUMBER, _bump)),
    "digest changed": in_own(re.compile("[0-9a-f]{12}").fullmatch, lambda text, _: text[::-1]),
}

CHANGES: dict[str, Change] = {**STATEMENT_CHANGES, **NOTE_CHANGES, **OWN_CHANGES}
