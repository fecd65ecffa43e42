"""What stands above the brief, and who answers for it: the dossier's maker, the pack, or a rule."""

import re
from collections.abc import Iterator

from briefing.model.marks import fold_space
from briefing.packs.lookup import Pack
from briefing.packs.phrases import Phrases
from briefing.verify.record import Record
from briefing.verify.sources import Witness
from briefing.verify.verdicts import Answer, fail

_PARTED = " · "


def answer_masthead(record: Record, pack: Pack, witness: Witness | None) -> Iterator[tuple[str, Answer]]:
    """Yield each text of the masthead with who answers for it; empty ones not at all."""
    given = {name: str(value) for name, value in record.given.items()}
    head, say = record.masthead, pack.phrases.say
    states = [say(f"status-{status}") for status in ("draft", "final")]
    version = given.get("version", "")
    title = head.get("title", "")
    allowed: dict[str, tuple[str, ...]] = {
        "subtitle": _say_subtitle(len(record.sources), pack.phrases),
        "short_title": (title,),
        "edition": tuple(say("edition", version=version, status=state) for state in states),
        "marking": (),
    }
    yield title, _answer_title(title, given, (pack, witness))
    parts = head.get("kicker", "").split(_PARTED)
    own = [given[name] for name in ("issuer", "series", "number") if name in given]
    for part in dict.fromkeys(filter(None, (*parts, *own))):
        allowed_here = (say("kicker"), *own) if "series" not in given else tuple(own)
        yield part, _answer(part, allowed_here if part in parts else (), "the kicker")
    for name, texts in allowed.items():
        text = head.get(name, "")
        if text or name in given:
            yield text, _answer(text, (given[name],) if name in given else texts, f"the {name.replace('_', ' ')}")


def _answer(text: str, allowed: tuple[str, ...], what: str) -> Answer:
    if text in allowed:
        return Answer("given", "stated")
    return fail("head-altered", f"{what} is not what is given, and no rule makes it so")


def _say_subtitle(sources: int, phrases: Phrases) -> tuple[str, ...]:
    return (phrases.say("subtitle", count=sources, number=phrases.say_number(sources)),)


def _answer_title(title: str, given: dict[str, str], ground: tuple[Pack, Witness | None]) -> Answer:
    """Answer for the title: as given, the pack's own, or the parties and what a source calls their agreement."""
    pack, witness = ground
    if "title" in given:
        return _answer(title, (given["title"],), "the title")
    if title == pack.phrases.say("title-untitled"):
        return Answer("pack", "proven")
    written = pack.phrases.say("title", parties="\0", instrument="\0")
    match = re.fullmatch("(.+?)".join(map(re.escape, written.split("\0"))), title)
    if match is None:
        return fail("head-altered", "the title is not given, and no rule makes it so")
    if witness is None:
        return Answer("derived", "unchecked")
    texts = [fold_space(document.text).casefold() for document in witness.documents.values()]
    if any(match[2].casefold() in text for text in texts):
        return Answer("derived", "proven")
    return fail("head-altered", f"no source speaks of “{match[2]}”, as the title does")
