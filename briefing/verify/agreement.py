"""The record against itself and against the page's own words: what it says twice must agree."""

import re
from collections.abc import Iterable, Iterator

from briefing.model.marks import fold_space
from briefing.model.source import Span
from briefing.model.statement import Derived
from briefing.packs.phrases import Phrases
from briefing.verify.delivered import Delivered
from briefing.verify.problems import Problem
from briefing.verify.record import Record, SourceClaim
from briefing.verify.sources import Witness
from briefing.verify.wording import list_words

_DIGEST = 12
_MANY = 3
"""From so many authors on, a note may name the first alone."""
_VIA = ("note-based-on", "note-reported-by", "note-first-covered")


def check_agreement(record: Record, delivered: Delivered, sections: Iterable[str]) -> Iterator[Problem]:
    """Say where the record does not agree with itself, or with what the file says outside of its text."""
    language = delivered.language
    if language and language.casefold() != record.language.casefold():
        yield Problem("language-wrong", "the file is not in the recorded language", record.language, language)
    numbers = [printed.note for printed in record.printed if printed.note]
    if numbers != list(range(1, len(record.notes) + 1)):
        yield Problem("note-numbers", "the recorded statements do not have the notes one by one, in their order")
    for section in sorted({printed.section for printed in record.printed} - set(sections)):
        yield Problem("section-unknown", f"a statement is recorded under a section that there is not: {section}")
    for identity, claim in record.statements.items():
        if claim.type != claim.kind:
            yield Problem("type-wrong", f"the statement {identity} is recorded as {claim.type}, and is {claim.kind}")


# ------------------------------------------------------------------------------------------------- what names sources


def check_metadata(record: Record, witness: Witness | None, phrases: Phrases | None) -> Iterator[Problem]:
    """Say which recorded metadata stand neither in notes nor in the list, and which headline is not the source's."""
    printed = (*record.notes, *record.page)
    said = "\n".join(f" {' '.join(list_words(text))} " for text in printed)
    lowered = "\n".join(text.casefold() for text in printed)
    for claim in record.sources:
        for value in _list_printed_values(claim):
            if f" {' '.join(list_words(value))} " not in said:
                yield Problem("source-metadata", f"what is recorded of {claim.file} stands nowhere: “{value}”")
        if phrases is not None and not _is_carried(claim, lowered, phrases):
            via = claim.reference.via or ""
            yield Problem("source-metadata", f"whose reporting {claim.file} carries is not as recorded: “{via}”")
        if witness is not None and claim.headline is not None and claim.id in witness.documents:
            yield from _check_headline(claim, claim.headline, witness)


def _is_carried(claim: SourceClaim, printed: str, phrases: Phrases) -> bool:
    """Say whether the page names whose reporting a source carries, and names nobody where nobody is recorded.

    `printed` is notes and page in small letters, a text on each line.
    """
    bare = [phrases.say(key, via="").strip().casefold() for key in _VIA if key in phrases.entries]
    if claim.reference.via is None:
        own = list(_list_lines(printed, claim.digest[:_DIGEST]))
        return not any(f", {words} " in text for words in bare for text in own)
    via = re.escape(fold_space(claim.reference.via).casefold())
    wanted = re.compile(rf"(?:{'|'.join(map(re.escape, bare))}) {via}(?!\w)")
    return wanted.search(printed) is not None


def _list_lines(text: str, words: str) -> Iterator[str]:
    """Yield the lines that hold some words."""
    place = text.find(words)
    while place >= 0:
        end = text.find("\n", place) % (len(text) + 1)  # without a further line, the end of the text
        yield text[text.rfind("\n", 0, place) + 1 : end]
        place = text.find(words, end)


def _check_headline(claim: SourceClaim, headline: Span, witness: Witness) -> Iterator[Problem]:
    titled = list_words(witness.quote(headline)) == list_words(claim.reference.title or "")
    if headline.source != claim.id or not titled or not _is_whole(headline, witness):
        yield Problem("source-headline", f"the recorded headline of {claim.file} is not where the source has it")


def _list_printed_values(claim: SourceClaim) -> Iterator[str]:
    reference = claim.reference
    named = reference.authors[: len(reference.authors) if len(reference.authors) < _MANY else 1]
    names = (name.rpartition(" ")[2] for name in named)
    yield from filter(None, (reference.title, reference.publisher, *names))


# ------------------------------------------------------------------------------------------------ what words rest on


def check_basis(derived: Derived, witness: Witness) -> Iterator[Problem]:
    """Say which words that something rests on are no words: each is a stretch of whole words, named once."""
    if len(set(derived.basis)) < len(derived.basis) or not all(_is_whole(span, witness) for span in derived.basis):
        yield Problem("basis-wrong", f"“{derived.text}” does not rest on whole words of a source")


def _is_whole(span: Span, witness: Witness) -> bool:
    document = witness.documents.get(span.source)
    if document is None or not 0 <= span.start < span.end <= len(document.text):
        return False
    text, edges = document.text, (span.start, span.end)
    words = text[span.start : span.end]
    cut = any(text[max(0, at - 1) : at + 1].isalnum() and 0 < at < len(text) for at in edges)
    return words == words.strip() and not cut
