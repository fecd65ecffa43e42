"""A statement against its sources: its pieces cover its sentences, each edit is allowed, the words are the source's."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from briefing.model.evidence import Address, Sentence
from briefing.model.marks import allows_case, allows_omission, allows_stop, fold_space
from briefing.model.source import Span
from briefing.model.statement import Authored, Insertion, Omission, Piece, Verbatim
from briefing.packs.phrases import Phrases
from briefing.verify.dates import find_anchor, list_relative, work_out
from briefing.verify.problems import Problem, mark_difference
from briefing.verify.record import StatementClaim
from briefing.verify.sources import Witness

LONGEST = 3
"""Sentences in one statement."""

_MARKS = re.compile(r"\s*(\[[^\]]*\]|…)\s*")


def list_addresses(identity: str) -> tuple[Address, ...]:
    """Return the addresses that an id joins: "002:7.2+7.3" names two sentences of one source."""
    source, _, places = identity.partition(":")
    return tuple(Address(f"{source}:{place}") for place in places.split("+"))


def check_statement(identity: str, claim: StatementClaim, witness: Witness, phrases: Phrases) -> list[Problem]:
    """Return what is wrong with a statement of the sources, whatever is printed of it."""
    addresses = list_addresses(identity)
    sentences = [witness.sentences[each] for each in addresses if each in witness.sentences]
    if len(sentences) != len(addresses):
        gone = ", ".join(each for each in addresses if each not in witness.sentences)
        return [Problem("address-unknown", f"the source has no sentence {gone}")]
    problems = list(_check_sentences(addresses, claim, sentences, witness))
    groups = _share_out(claim.pieces, sentences)
    if groups is None:
        return [*problems, Problem("pieces-uneven", "the pieces do not cover the sentences from end to end")]
    for sentence, pieces in zip(sentences, groups, strict=True):
        problems += _check_edits(sentence, pieces, witness, phrases)
    return problems


def _check_sentences(
    addresses: Sequence[Address], claim: StatementClaim, sentences: Sequence[Sentence], witness: Witness
) -> Iterator[Problem]:
    if claim.claims != tuple(addresses) or len(sentences) > LONGEST:
        yield Problem("address-unknown", f"the statement claims to be {', '.join(claim.claims)}")
    if any(sentence.set_aside for sentence in sentences):
        yield Problem("sentence-aside", "a sentence is no part of the source's report")
    places = [witness.order[sentence.address] for sentence in sentences]
    if any(right != left + 1 for left, right in pairwise(places)):
        yield Problem("sentences-apart", "the sentences do not follow each other in the source")


def _share_out(pieces: Sequence[Piece], sentences: Sequence[Sentence]) -> list[list[Piece]] | None:
    """Give each sentence its pieces; None unless they follow on each other from its first to its last character."""
    waiting = list(pieces)
    groups: list[list[Piece]] = []
    for sentence in sentences:
        group: list[Piece] = []
        position = sentence.span.start
        while waiting and (place := _place_of(waiting[0])) is not None and place.source == sentence.source:
            if place.start != position or place.end > sentence.span.end:
                break
            position = place.end
            group.append(waiting.pop(0))
        if position != sentence.span.end:
            return None
        groups.append(group)
    return None if waiting else groups


def _place_of(piece: Piece) -> Span | None:
    if isinstance(piece, Authored):
        return None
    return piece.at if isinstance(piece, Insertion) else piece.span


def _check_edits(sentence: Sentence, pieces: Sequence[Piece], witness: Witness, phrases: Phrases) -> Iterator[Problem]:
    text, offset = witness.raw(sentence.span), sentence.span.start
    dated = {piece.at.start - offset for piece in pieces if isinstance(piece, Insertion)}
    for piece in pieces:
        match piece:
            case Omission(span) if not allows_omission(text, span.start - offset, span.end - offset):
                yield Problem("omission-refused", f"these words may not be left out: “{witness.quote(span)}”")
            case Insertion():
                yield from _check_insertion(piece, sentence, witness, phrases)
            case _:
                pass
    for match in list_relative(text):
        if match.end() not in dated:
            yield Problem("date-open", f"“{match.group()}” stands without a date in brackets")
    if allows_stop(text) and not any(isinstance(p, Insertion) and p.kind == "stop" for p in pieces):
        yield Problem("stop-missing", "the source ends without a full stop, and no bracket says so")


def _check_insertion(insertion: Insertion, sentence: Sentence, witness: Witness, phrases: Phrases) -> Iterator[Problem]:
    """Recompute what stands in brackets; what is not on the closed list is refused."""
    allowed = _list_allowed(insertion, sentence, witness, phrases)
    if insertion.text in allowed:
        return
    printed = f"[{insertion.text}]"
    if not allowed:
        yield Problem("insertion-refused", f"{printed} may not stand here: no rule puts it in")
    else:
        expected = " or ".join(f"[{text}]" for text in sorted(allowed))
        yield Problem("insertion-wrong", "what stands in brackets is not what the rule gives", expected, printed)


def _list_allowed(insertion: Insertion, sentence: Sentence, witness: Witness, phrases: Phrases) -> set[str]:
    text = witness.raw(sentence.span)
    start, end = insertion.at.start - sentence.span.start, insertion.at.end - sentence.span.start
    match str(insertion.kind):
        case "date":
            return work_out(insertion, sentence, witness, phrases)
        case "undated":
            return _say_undated((start, end), sentence, witness, phrases)
        case "stop":
            return {"."} if start == end == len(text) and allows_stop(text) else set()
        case "case":
            changed = text[start:end].swapcase()
            return {changed} if allows_case(text[start:end], changed) and not text[:start].strip("“\"'‘ ") else set()
        case "gloss":
            return _find_gloss(insertion.text, text[:start], witness.documents[sentence.source].text)
        case _:
            return set()


def _say_undated(place: tuple[int, int], sentence: Sentence, witness: Witness, phrases: Phrases) -> set[str]:
    """Return the word for a date that nothing fixes: never where the source's own day would fix it."""
    text = witness.raw(sentence.span)
    match = next((each for each in list_relative(text) if (each.end(), each.end()) == place), None)
    if match is None:
        return set()
    fixed = find_anchor(witness.documents[sentence.source]) is not None and match["weekday"] is None
    vague = match["ago"] is not None or (match["which"] or "").lower() == "past"
    return set() if fixed and not vague else {phrases.say("insert-undated")}


def _find_gloss(words: str, before: str, source: str) -> set[str]:
    """Return a long form that the source itself gives for the short one just before: "Long Form (LF)"."""
    short = before.rstrip().rpartition(" ")[2].strip("“\"'(")
    defined = re.search(rf"{re.escape(words)}\s*\({re.escape(short)}\)", source) if short and words else None
    return {words} if defined and short.isupper() else set()


# ------------------------------------------------------------------------------------------------- what is printed


def say_pieces(pieces: Sequence[Piece], witness: Witness) -> str:
    """Return what pieces print, each parted by one space."""
    words = [_say(piece, witness) for piece in pieces]
    return _join(words, pieces)


def _say(piece: Piece, witness: Witness) -> str:
    if isinstance(piece, Verbatim):
        return witness.raw(piece.span)
    return "…" if isinstance(piece, Omission) else f"[{piece.text}]" if isinstance(piece, Insertion) else piece.text


def _join(words: Sequence[str], pieces: Sequence[Piece]) -> str:
    """Join words with a space only where pieces come from different places: a cut inside a word opens no gap."""
    joined = words[0] if words else ""
    for (left, right), text in zip(pairwise(pieces), words[1:], strict=True):
        before, after = _place_of(left), _place_of(right)
        touches = before is not None and after is not None and before.end == after.start
        joined += (
            text if touches and before is not None and before.source == getattr(after, "source", "") else f" {text}"
        )
    return fold_space(joined).strip()


def close_up(text: str) -> str:
    """Drop the spaces round marks: where they stand is a matter of setting, and the record of the page tells."""
    return _MARKS.sub(r"\1", fold_space(text).strip())


def compare(expected: str, printed: str, level: Callable[[str], str] = str) -> Problem | None:
    """Say how printed words differ from those of the source: cut, altered or new; None where they do not.

    `level` takes away what the format of the page leaves open.
    """
    if level(close_up(expected)) == level(close_up(printed)):
        return None
    kind = classify(expected, printed)
    left, right = mark_difference(expected, printed)
    return Problem(f"words-{kind}", _KINDS[kind], left, right)


_KINDS = {
    "cut": "words are left out without a mark",
    "altered": "words are not those of the source",
    "new": "these are not the words of the source",
}
FEWEST_ALIKE = 0.5
"""Of the words of a statement, from which share on it is an altered one and not a new one."""


def classify(expected: str, printed: str) -> str:
    """Name what became of a statement: "cut" if its words are left in their order, "new" if few of them are."""
    before, after = expected.split(), printed.split()
    rest = iter(before)
    if after and all(word in rest for word in after):
        return "cut"
    alike = sum(1 for word in set(after) if word in before)
    return "altered" if alike >= FEWEST_ALIKE * max(1, len(set(after))) else "new"
