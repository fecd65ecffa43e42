"""Changes of where statements and notes stand, and of what notes say.

Each takes a document tree and chance, and returns the tree changed at one place, or None where it finds no such place.
"""

import random  # noqa: TID251  # seeded: the same changes each time
import re
from dataclasses import replace

from briefing.model.document import (
    Document,
    Heading,
    Inline,
    Note,
    Paragraph,
    Quoted,
    Text,
    collect_notes,
    iterate_inlines,
    read_plain,
)
from tests.verify.trees import Change, list_quotes, rewrite, swap


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
