"""Who signs an official statement, where only its title says so: "Statement by President Jane Doe on ..."."""

import re
from collections.abc import Mapping

from briefing.analyse.lexicons import load_lexicon, load_words
from briefing.analyse.people import Person, Registry, covers, is_name_word, name_forward, text_of
from briefing.analyse.readings import Reading, find_mentions, read_words
from briefing.model.source import SourceDocument

KINDS = frozenset(
    ["statement", "remarks", "speech", "address", "message", "declaration", "comments", "letter", "readout", "briefing"]
)
LINKS = frozenset(["by", "of", "from"])
JOINT = frozenset(["joint", "leaders", "trilateral", "communique", "communiqué"])
FULL = 2
"""Words of a name from which it needs no title to be one."""


def find_signatory(
    document: SourceDocument, registry: Registry, persons: Mapping[str, Person] | None = None
) -> str | None:
    """Return who signs an official statement: as declared, else the one person that its title names as the speaker.

    A joint statement has no signatory, and a body ("Statement by the Council") is none. Where the title names an office
    alone, its one holder among `persons`, those whom any source introduces by full name, signs.
    """
    reference = document.reference
    if reference.speaker is not None or reference.kind != "official" or not reference.title:
        return reference.speaker
    title = read_words(document.id, reference.title)
    start = _behind_link(title)
    name = _read_name(title, start) if start is not None else None
    if name is None:
        return _find_holder(document, persons or {})
    known = registry.find(name, len(document.text))
    return known.name if known is not None else _complete(name, persons or {})


def _complete(name: str, persons: Mapping[str, Person]) -> str:
    """Return the one full name in any source that ends in a surname; the surname itself where there are several."""
    full = [each for each in persons if each.split()[-1] == name] if " " not in name else []
    return full[0] if len(full) == 1 else name


def _find_holder(document: SourceDocument, persons: Mapping[str, Person]) -> str | None:
    """Return the one person in the publisher's country who holds the office that the title names; None for several."""
    reference = document.reference
    publisher = find_mentions(tuple((reference.publisher or "").split()))
    words = name_office((reference.title or "").lower())
    if not publisher or words is None or JOINT & set((reference.title or "").lower().split()):
        return None
    country = publisher[0].actor.name
    held = [
        p.name for p in persons.values() if p.actor and p.actor.name == country and words <= p.about and not p.former
    ]
    return held[0] if len(held) == 1 else None


def name_office(title: str) -> frozenset[str] | None:
    """Return the English words of the office that a title names first, in whatever language."""
    found: list[tuple[int, str]] = []
    for office, names in load_lexicon("offices")["offices"].items():  # type: ignore[attr-defined]  # TOML is untyped
        places = [match.start() for name in names if (match := re.search(rf"\b{re.escape(name)}\b", title))]
        found += [(min(places), office)] if places else []
    return frozenset(min(found)[1].split()) if found else None


def _behind_link(title: Reading) -> int | None:
    """Return where the speaker begins: behind "statement by" and its like; None in a joint statement."""
    if set(title.lows) & JOINT:
        return None
    pairs = zip(title.lows, title.lows[1:], strict=False)
    return next((n + 2 for n, (kind, link) in enumerate(pairs) if kind in KINDS and link in LINKS), None)


def _read_name(title: Reading, start: int) -> str | None:
    """Read titles and then a name, up to a word that ends it; None where anything else stands there."""
    first = start
    while first < len(title.words) and _is_office(title, first):
        first += 1
    end = name_forward(title, first)
    end = next((index for index in range(first, end) if _is_deed(title, index)), end)
    long_enough = end - first >= (1 if _is_titled(title, start, first) else FULL)
    return text_of(title, first, end) if long_enough and _stops(title, end) else None


def _is_office(title: Reading, index: int) -> bool:
    words = load_words("speech", "titles") | load_words("speech", "former") | {"the", "of", "for", "and"}
    return title.lows[index] in words or covers(title.mentions, index) is not None


def _is_titled(title: Reading, start: int, end: int) -> bool:
    return bool(set(title.lows[start:end]) & load_words("speech", "titles"))


def _is_deed(title: Reading, index: int) -> bool:
    """Say whether a capitalised word goes on with what the statement does ("Welcoming"), not with the name."""
    return title.lows[index] in load_words("speech", "deeds")


def _stops(title: Reading, end: int) -> bool:
    """Say whether the name ends the phrase: a further name makes the statement a joint one, another noun a body's."""
    if end == len(title.words):
        return True
    if title.lows[end] in {"and", "or"}:
        return False
    gap = title.raw[title.ends[end - 1] : title.starts[end]]
    listed = re.search(r",.*\band\b", title.raw[title.ends[end - 1] :])
    if "," in gap:
        return not (listed and is_name_word(title, end))
    return bool(gap.strip()) or _is_deed(title, end) or not title.words[end][0].isupper()
