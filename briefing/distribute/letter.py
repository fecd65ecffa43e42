"""An edition and a reader -> the words of the message: its subject, and its body as plain text and as HTML.

The words are phrases of the pack in the language of the reader; what the brief itself says stays as it is printed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.distribute.mailbody import Passage, set_page, set_text
from briefing.distribute.readers import TOKEN, Reader, Sender
from briefing.model.artifact import Artifact
from briefing.model.edition import Copy, Edition
from briefing.packs.handling import say_notice, say_rule
from briefing.packs.phrases import Phrases

_KILO = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Hold the words of one message."""

    subject: str
    text: str
    html: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Hold what a letter is about: the edition, the very files that go with it, and to whom they go from whom."""

    edition: Edition
    reader: Reader
    sender: Sender
    files: tuple[Artifact, ...]
    copy: Copy | None = None


def write_letter(occasion: Occasion, phrases: Phrases) -> Letter:
    """Write the letter that goes with the files of an edition to one reader."""
    passages = tuple(each for each in _list_passages(occasion, phrases) if each.lines)
    subject = write_subject(occasion.edition, phrases)
    return Letter(
        subject=subject,
        text=set_text(passages),
        html=set_page(passages, subject, phrases.language, occasion.edition.language),
        language=phrases.language,
    )


def write_subject(edition: Edition, phrases: Phrases) -> str:
    """Write the subject: the marking first, as TLP 2.0 asks, then the title; a draft is called one."""
    title = flatten(edition.title)
    if edition.status == "draft":
        title = phrases.say("mail-subject-draft", title=title)
    label = flatten(edition.marking)
    return phrases.say("mail-subject-marked", label=label, title=title) if label else title


def flatten(text: str) -> str:
    """Return a text on one line, without signs that steer: a manifest may come from anywhere."""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable() or sign == "\u00a0")


# ------------------------------------------------------------------------------------------------------- what it says


def _list_passages(occasion: Occasion, phrases: Phrases) -> Iterator[Passage]:
    edition = occasion.edition
    yield Passage(lines=_keep(edition.marking, say_notice(phrases, edition.status, None)), kind="label")
    yield Passage(lines=_keep(_tell_rule(edition, phrases)))
    yield Passage(lines=_keep(edition.title, edition.subtitle), kind="title", quoted=True)
    yield Passage(lines=_keep(_tell_edition(edition, phrases)))
    yield Passage(heading=phrases.say("key-points"), lines=_keep(*edition.key_points), kind="bullets", quoted=True)
    yield Passage(lines=_keep(_tell_cut_off(edition, phrases)))
    yield Passage(lines=tuple(_tell_changes(edition, phrases)), quoted=True)
    count = len(occasion.files)
    yield Passage(heading=phrases.say("mail-attached", count=count), lines=tuple(_tell_files(occasion, phrases)))
    yield Passage(lines=tuple(_tell_leaving(occasion, phrases)))


def _keep(*texts: str) -> tuple[str, ...]:
    return tuple(filter(None, map(flatten, texts)))


def _tell_edition(edition: Edition, phrases: Phrases) -> str:
    """Name issuer, series, day and version on one line."""
    series = " ".join(filter(None, [edition.series, edition.number]))
    day = phrases.say_date(edition.published) if edition.published else ""
    version = phrases.say("edition", version=edition.version, status=phrases.say(f"status-{edition.status}"))
    return " · ".join(filter(None, [edition.issuer, series, day, version]))


def _tell_rule(edition: Edition, phrases: Phrases) -> str:
    """Say what the marking allows: as the brief does, or in the language of the reader where that is another."""
    if not edition.handling or _shares_language(edition, phrases):
        return edition.handling
    return say_rule(phrases, edition.marking) or edition.handling


def _tell_cut_off(edition: Edition, phrases: Phrases) -> str:
    """Say how far the information goes, likewise."""
    if edition.as_of is None or _shares_language(edition, phrases):
        return edition.cut_off
    return phrases.say("mail-fact", label=phrases.say("fact-as-of"), value=phrases.say_date(edition.as_of))


def _shares_language(edition: Edition, phrases: Phrases) -> bool:
    return edition.language.partition("-")[0].lower() == phrases.language.partition("-")[0].lower()


def _tell_changes(edition: Edition, phrases: Phrases) -> Iterator[str]:
    for key, value in (("fact-replaces", edition.replaces), ("fact-changes", edition.changes)):
        if value:
            yield phrases.say("mail-fact", label=phrases.say(key), value=flatten(value))


def _tell_files(occasion: Occasion, phrases: Phrases) -> Iterator[str]:
    """Name each file with its size and digest, so that whoever holds it can tell that it is the one that was sent."""
    for file in occasion.files:
        size = max(1, round(len(file.data) / _KILO))
        yield phrases.say("mail-file", name=file.name, size=size)
        yield phrases.say("mail-digest", digest=file.digest)
    if occasion.copy:
        copy = occasion.copy
        yield phrases.say("mail-copy", number=copy.number, total=copy.total, name=copy.name)
    yield phrases.say("mail-check")


def _tell_leaving(occasion: Occasion, phrases: Phrases) -> Iterator[str]:
    """Say whom to ask, and how one gets no more of this."""
    if occasion.edition.contact:
        contact = flatten(occasion.edition.contact)
        yield phrases.say("mail-fact", label=phrases.say("fact-contact"), value=contact)
    sender = occasion.sender
    mail, url = str(sender.unsubscribe_mail or ""), fill_url(sender, occasion.reader)
    if mail and url:
        yield phrases.say("mail-leave", mail=mail, url=url)
    elif mail or url:
        yield phrases.say("mail-leave-mail", mail=mail) if mail else phrases.say("mail-leave-url", url=url)


def fill_url(sender: Sender, reader: Reader) -> str:
    """Return the address where this reader leaves the list."""
    return sender.unsubscribe_url.replace(TOKEN, reader.token)
