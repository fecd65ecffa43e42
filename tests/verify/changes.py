"""Changes that somebody may make to a delivered brief: to its words, its notes and its labels.

Each takes a document tree and chance, and returns the tree changed at one place, or None where it finds no such place.
"""

import random  # noqa: TID251  # seeded: the same changes each time
import re
from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from briefing.model.document import (
    Block,
    BulletList,
    Callout,
    Document,
    Emphasis,
    Facts,
    Figure,
    Fine,
    Heading,
    Inline,
    Inlines,
    Link,
    Note,
    OrderedList,
    Paragraph,
    Quoted,
    Strong,
    Table,
    Tag,
    Text,
    collect_notes,
    iterate_blocks,
    iterate_inlines,
    read_plain,
)

Rewrite: TypeAlias = Callable[[Inline], Inline]
Change: TypeAlias = "Callable[[Document, random.Random], Document | None]"

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


# ------------------------------------------------------------------------------------------------------ the tree


def rewrite(document: Document, change: Rewrite) -> Document:
    """Return a document with each inline changed, innermost first; notes are entered."""
    return replace(document, blocks=tuple(_rewrite_block(block, change) for block in document.blocks))


def _rewrite_block(block: Block, change: Rewrite) -> Block:
    def inlines(children: Inlines) -> Inlines:
        return tuple(_rewrite_inline(child, change) for child in children)

    match block:
        case Heading() | Paragraph():
            return replace(block, children=inlines(block.children))
        case BulletList() | OrderedList():
            return replace(block, items=tuple(tuple(_rewrite_block(b, change) for b in item) for item in block.items))
        case Callout():
            return replace(block, blocks=tuple(_rewrite_block(each, change) for each in block.blocks))
        case Facts():
            return Facts(tuple(replace(fact, value=inlines(fact.value)) for fact in block.items))
        case Table():
            return replace(
                block,
                caption=inlines(block.caption),
                rows=tuple(tuple(inlines(cell) for cell in row) for row in block.rows),
                legend=inlines(block.legend),
            )
        case Figure():
            return replace(block, caption=inlines(block.caption), source=inlines(block.source))


def _rewrite_inline(inline: Inline, change: Rewrite) -> Inline:
    if isinstance(inline, Emphasis | Strong | Link | Quoted | Fine | Note):
        inline = replace(inline, children=tuple(_rewrite_inline(child, change) for child in inline.children))
    return change(inline)


def swap(document: Document, old: object, new: Inline) -> Document:
    """Put one inline in the place of another, told by identity."""
    done = False

    def change(inline: Inline) -> Inline:
        nonlocal done
        if inline == old and not done:
            done = True
            return new
        return inline

    return rewrite(document, change)


# ------------------------------------------------------------------------------------------------- words of statements


def list_quotes(document: Document) -> list[Quoted]:
    return [inline for inline in iterate_blocks(document.blocks) if isinstance(inline, Quoted)]


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


# --------------------------------------------------------------------------------------------- statements and notes


def lose_statement(document: Document, chance: random.Random) -> Document | None:
    """Take the words of a statement away; its note stays."""
    return swap(document, chance.choice(list_quotes(document)), Text(""))


def exchange_statements(document: Document, chance: random.Random) -> Document | None:
    """Let two statements change places."""
    first, second = chance.sample(list_quotes(document), 2)
    if read_plain(first.children) == read_plain(second.children):
        return None

    def change(inline: Inline) -> Inline:
        return second if inline == first else first if inline == second else inline

    return rewrite(document, change)


def exchange_notes(document: Document, chance: random.Random) -> Document | None:
    """Let two notes change places."""
    first, second = chance.sample(collect_notes(document.blocks), 2)
    if first.children == second.children:
        return None
    exchanged = swap(document, first, replace(first, children=second.children))
    return swap(exchanged, second, replace(second, children=first.children))


def empty_note(document: Document, chance: random.Random) -> Document | None:
    """Take the words of a note away."""
    note = chance.choice(collect_notes(document.blocks))
    return swap(document, note, replace(note, children=(Text(""),)))


def lose_note(document: Document, chance: random.Random) -> Document | None:
    """Take a note away with its mark; the others close ranks."""
    lost = chance.choice(collect_notes(document.blocks)).number

    def change(inline: Inline) -> Inline:
        if isinstance(inline, Note):
            if inline.number == lost:
                return Text("")
            return replace(inline, number=inline.number - (inline.number > lost))
        return inline

    return rewrite(document, change)


def move_place(document: Document, chance: random.Random) -> Document | None:
    """Let a note give another paragraph."""
    notes = [note for note in collect_notes(document.blocks) if re.search(r"paras?\. \d", read_plain(note.children))]
    note = chance.choice(notes)
    words = read_plain(note.children)
    plain = re.sub(r"(paras?\. )(\d+)", lambda found: f"{found[1]}{int(found[2]) + 1}", words, count=1)
    return swap(document, note, replace(note, children=(Text(plain),)))


def point_elsewhere(document: Document, chance: random.Random) -> Document | None:
    """Let a note begin with another source's name."""
    note, other = chance.sample(collect_notes(document.blocks), 2)
    left, right = read_plain(note.children), read_plain(other.children)
    plain = right[: right.rindex("para")] + left[left.rindex("para") :]
    return None if plain == left else swap(document, note, replace(note, children=(Text(plain),)))


def move_to_speaker(document: Document, chance: random.Random) -> Document | None:
    """Move a statement under the name of a speaker in another section; the notes count on."""
    blocks, section, places, labels = list(document.blocks), 0, [], []
    for n, block in enumerate(blocks):
        section += isinstance(block, Heading)
        if isinstance(block, Paragraph) and block.role == "label":
            labels.append((n, section))
        elif isinstance(block, Paragraph) and any(isinstance(each, Quoted) for each in iterate_inlines(block.children)):
            places.append((n, section))
    pairs = [(place, label) for place, one in places for label, other in labels if one != other]
    if not pairs:
        return None
    place, label = chance.choice(pairs)
    moved = blocks[place]
    blocks[place : place + 1] = []
    at = label + (label < place)
    return renumber(replace(document, blocks=(*blocks[:at], moved, *blocks[at:])))


def renumber(document: Document) -> Document:
    """Count the notes of a document in the order in which they stand."""
    numbers = iter(range(1, len(collect_notes(document.blocks)) + 1))
    return rewrite(document, lambda each: replace(each, number=next(numbers)) if isinstance(each, Note) else each)


def exchange_speakers(document: Document, chance: random.Random) -> Document | None:
    """Let the names above the words of two speakers change places."""
    labels = [block for block in document.blocks if isinstance(block, Paragraph) and block.role == "label"]
    if len(labels) < 2:
        return None
    first, second = chance.sample(labels, 2)
    if first.children == second.children:
        return None
    order = {id(first): second, id(second): first}
    return replace(document, blocks=tuple(order.get(id(block), block) for block in document.blocks))


NOTE_CHANGES: dict[str, Change] = {
    "statement lost": lose_statement,
    "statements exchanged": exchange_statements,
    "statement moved to another section's speaker": move_to_speaker,
    "speakers exchanged": exchange_speakers,
    "notes exchanged": exchange_notes,
    "note emptied": empty_note,
    "note lost": lose_note,
    "note gives another place": move_place,
    "note names another source": point_elsewhere,
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
