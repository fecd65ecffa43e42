"""What stands beside a statement: speaker, role, cue group, tag and date, each worked out again from its basis."""

import functools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, cast

from briefing.analyse.lexicons import load_lexicon
from briefing.model.almanac import form_of
from briefing.model.marks import fold_space
from briefing.model.source import PartialDate, Reference, Span
from briefing.model.statement import Derived, Verbatim
from briefing.packs.lookup import Pack
from briefing.packs.manifest import CueGroup
from briefing.verify.agreement import check_basis
from briefing.verify.dates import list_absolute
from briefing.verify.problems import Problem
from briefing.verify.record import Printed, Record, StatementClaim
from briefing.verify.sources import Witness
from briefing.verify.statements import list_addresses

_POINTING = re.compile(r"[“”\"]|\b(?:he|she|they|his|her|their|who|we|I|our)\b", re.I)
"""What a sentence points back with to a name before it, or goes on to quote with."""
_SAYING = re.compile(
    r"\b(?!(?:He|She|They|It|We|I)\b)[A-Z][\w.’'-]*,?\s(?:(?:also|later|then|has|had)\s)?"
    r"(?:said|says|told|warned|stressed|announced|condemned|voiced|added|argued|claimed|stated|noted|urged|called)\b"
)
"""A name that somebody speaks under."""
WIDEST_GAP = 6
"""Words that "..." may stand for in a cue."""


def check_beside(printed: Printed, record: Record, witness: Witness, pack: Pack) -> Iterator[Problem]:
    """Say what is wrong beside one statement of the sources."""
    claim = record.statements[printed.statement]
    for based in filter(None, (printed.label, printed.qualifier, printed.date)):
        yield from check_basis(based, witness)
    for derived in (printed.label, printed.qualifier):
        if derived is not None and not _holds(derived, printed, claim, (witness, pack)):
            yield Problem(
                "label-wrong", f"“{derived.text}” does not follow from the source by the rule “{derived.rule}”"
            )
    if printed.date is not None and not _is_dated(printed.date, claim, witness, pack):
        yield Problem("date-wrong", f"“{printed.date.text}” is not the date that the statement gives")
    wanted = {"tag-alleged", "tag-denied"} if claim.status == "alleged" else {""}
    if printed.tag not in wanted:
        yield Problem("tag-wrong", f"a statement that is {claim.status} does not bear “{printed.tag or 'no tag'}”")
    if claim.speaker and not _is_named(claim.speaker, printed, witness):
        yield Problem("speaker-unknown", f"the source does not name {claim.speaker} where it is cited")


def _holds(derived: Derived, printed: Printed, claim: StatementClaim, ground: tuple[Witness, Pack]) -> bool:
    """Work a label out again by its rule; one that is not on the list holds nowhere."""
    witness, pack = ground
    reference = witness.documents[witness.sentences[list_addresses(printed.statement)[0]].source].reference
    say, text = pack.phrases.say, derived.text
    rules: dict[str, Callable[[], bool]] = {
        "speaker": lambda: text == claim.speaker and _points(derived, witness),
        "role": lambda: any(text == witness.quote(span) for span in derived.basis),
        "actor": lambda: any(text in _name_actors(witness.quote(span)) for span in derived.basis),
        "cue-group": lambda: text in _list_groups(printed, witness, pack),
        "author": lambda: text == (pack.phrases.join(reference.authors) or say("label-unsigned-commentary")),
        "status": lambda: text == say("qualifier-opinion") and claim.status == "opinion",
        "register": lambda: text == say("qualifier-commentary") and not claim.speaker,
        "unnamed": lambda: text == say("label-unnamed") and not claim.speaker,
        "signatory": lambda: text == claim.speaker,
        "title": lambda: text in _list_stated(reference),
    }
    return rules.get(derived.rule, lambda: False)()


def _points(label: Derived, witness: Witness) -> bool:
    """Say whether a speaker's label rests on the name, or on whole sentences of a text that the speaker signs."""
    names = {name.casefold() for name in _list_names(label.text)}
    quoted = ((span, witness.quote(span).casefold()) for span in label.basis)
    found = [span in witness.spans or any(name in words for name in names) for span, words in quoted]
    return bool(found) and all(found)


def _list_stated(reference: Reference) -> tuple[str | None, ...]:
    return (reference.title, reference.publisher, reference.speaker, *reference.authors)


def _is_named(speaker: str, printed: Printed, witness: Witness) -> bool:
    """Say whether the source names a speaker, in the sentence or so that the sentence can point back to the name."""
    first = witness.sentences[list_addresses(printed.statement)[0]]
    document = witness.documents[first.source]
    if speaker in _list_stated(document.reference) or _signs(speaker, document.reference, witness):
        return True
    before = fold_space(document.text[: document.block(first.last_paragraph).end])
    there = speaker in fold_space(document.text) and any(name in before for name in _list_names(speaker))
    before = document.text[document.block(first.paragraph).start : first.span.start]
    return there and speaks(speaker, witness.quote(first.span), before)


def _signs(speaker: str, reference: Reference, witness: Witness) -> bool:
    """Say whether an official text is a speaker's by its title: it has the name, or the office that a source gives.

    A title's surname may be completed, and an office be given its holder, by what any of the sources says.
    """
    title = reference.title or ""
    if reference.kind != "official" or not title:
        return False
    said = [witness.quote(each.span) for each in witness.sentences.values()]
    if re.search(rf"\b{re.escape(speaker.rsplit(maxsplit=1)[-1])}\b", title):
        return speaker in title or any(speaker in words for words in said)
    offices = _list_offices(title)
    return any(speaker in words and office in words.casefold() for words in said for office in offices)


def _list_offices(title: str) -> list[str]:
    """Return the offices that a title names, in English words."""
    known = cast("Mapping[str, Sequence[str]]", load_lexicon("offices")["offices"])
    low = title.casefold()
    return [office for office, names in known.items() if any(re.search(rf"\b{re.escape(n)}\b", low) for n in names)]


def speaks(speaker: str, sentence: str, before: str) -> bool:
    """Say whether a sentence can be a speaker's: it names him, or nobody else and then points back or quotes.

    In the middle of a quotation it may do neither: then the mark stands before it in its paragraph.
    """
    if any(name.casefold() in sentence.casefold() for name in _list_names(speaker)):
        return True
    if _SAYING.search(re.sub(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)", "", sentence)):
        return False
    quoted = before.count("“") > before.count("”") or before.count('"') % 2 == 1
    return quoted or _POINTING.search(sentence) is not None


def _list_names(speaker: str) -> set[str]:
    """Return what a speaker may be called: a person by the first or the last name alone."""
    words = speaker.split()
    person = len(words) > 1 and all(word[:1].isupper() for word in words)
    return {speaker, words[0], words[-1]} if person else {speaker}


def list_actors() -> Mapping[str, frozenset[str]]:
    """Return the words, case folded, that stand for each country or body."""
    actors = cast("list[dict[str, Any]]", load_lexicon("actors")["actor"])
    return {a["name"]: frozenset(str(word).casefold() for word in (a["name"], *a["words"])) for a in actors}


def _name_actors(words: str) -> list[str]:
    """Return the countries and bodies that words stand for."""
    return [name for name, known in list_actors().items() if words.casefold() in known]


def _is_dated(date: Derived, claim: StatementClaim, witness: Witness, pack: Pack) -> bool:
    """Say whether the basis of a date states it, within the statement's own words."""
    spans = [piece.span for piece in claim.pieces if isinstance(piece, Verbatim)]
    held = all(any(span.contains(basis) for span in spans) for basis in date.basis)
    return held and date_of(date, witness, pack)


def date_of(date: Derived, witness: Witness, pack: Pack) -> bool:
    """Say whether a date beside a reference to another section is the one that its basis states."""
    bare = [
        span
        for span in date.basis
        if [each[:2] for each in list_absolute(witness.raw(span))] == [(0, span.end - span.start)]
    ]
    said = {said for basis in bare for said in say_dates(basis, witness, pack)}
    exact = len(bare) == len(date.basis) and not list(check_basis(date, witness))
    return exact and date.rule == "date" and date.text in said


def say_dates(basis: Span, witness: Witness, pack: Pack) -> Iterator[str]:
    """Yield the absolute dates that stand at a span, in the pack's words."""
    for _, _, interval in list_absolute(witness.raw(basis)):
        first, form = interval.first, form_of(interval)
        month = None if form == "year" else first.month
        yield pack.phrases.say_date(PartialDate(first.year, month, first.day if form == "day" else None))


# ------------------------------------------------------------------------------------------------------ cue groups


def _list_groups(printed: Printed, witness: Witness, pack: Pack) -> set[str]:
    """Return the labels of the groups that speak in a statement, in the section of the row or that of its terms."""
    section = pack.manifest.section(printed.section)
    groups = section.groups if section is not None else ()
    spans = [witness.sentences[address].span for address in list_addresses(printed.statement)]
    words = [re.findall(r"[\w’'.-]*\w", witness.quote(span).casefold()) for span in spans]
    speaking = {_label(group, pack) for group in groups if group.label and any(_fires(group, each) for each in words)}
    return speaking | {pack.phrases.say("label-other")}


def _label(group: CueGroup, pack: Pack) -> str:
    return pack.phrases.say(group.label) if group.label in pack.phrases.entries else group.label


def _fires(group: CueGroup, words: Sequence[str]) -> bool:
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        for form in {word, re.sub("['’]s$", "", word)}:
            places.setdefault(form, []).append(place)
    # A cue is tried only where all its plain words are, and from where its first one is.
    near = (tokens for tokens in _cut_cues(group.cues) if all(each in places for each in tokens if each.isalnum()))
    everywhere = range(len(words))
    return any(_fits(each, words, at) for each in near for at in places.get(each[0], everywhere))


@functools.cache
def _cut_cues(cues: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cue.casefold().split()) for cue in cues)


def _fits(tokens: Sequence[str], words: Sequence[str], at: int) -> bool:
    """Say whether the tokens of a cue fit the words from a place on; a class such as {party} fits any three words."""
    if not tokens:
        return True
    first, rest = tokens[0], tokens[1:]
    if first == "...":
        return any(_fits(rest, words, place) for place in range(at, min(at + WIDEST_GAP, len(words)) + 1))
    if at >= len(words):
        return False
    if first.startswith("{"):
        return any(_fits(rest, words, at + taken) for taken in (1, 2, 3))
    head, star, tail = first.partition("*")
    word = words[at]
    fits = word.startswith(head) and word.endswith(tail) if star else word in {first, f"{first}'s", f"{first}’s"}
    return fits and _fits(rest, words, at + 1)
