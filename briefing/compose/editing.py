"""The visible edits of a sentence: what is left out, what is put in brackets, by the closed lists of the marks."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from briefing.model.almanac import form_of, week_of
from briefing.model.evidence import Address, DateMention, Evidence, Interval
from briefing.model.marks import allows_stop, find_medial, find_opening, fold_space
from briefing.model.source import PartialDate, SourceDocument, SourceId, Span
from briefing.model.statement import Insertion, Omission, Piece, Verbatim
from briefing.packs.phrases import Phrases

SINCE_THEN = re.compile(r"Since (then)\b")
LONG = 30
"""Words from which a sentence loses an opening phrase that only colours it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """One sentence with its edits, and what its note must say of them."""

    pieces: tuple[Piece, ...]
    text: str
    """The words of the source that are left, white space folded."""
    dated_by: tuple[Span, ...] = ()
    """Words of other sources that a bracketed date was worked out from."""
    undated: bool = False


@dataclass(frozen=True, slots=True)
class _Edit:
    """One change at a place: nothing is printed for `span`, or what `piece` says."""

    span: Span
    piece: Piece


@dataclass(frozen=True)
class Editor:
    """Edit sentences. Holds the sources and every sentence's evidence, since dates are proved by other sentences."""

    sources: Mapping[SourceId, SourceDocument]
    evidence: Mapping[Address, Evidence]
    phrases: Phrases

    @cached_property
    def _dated(self) -> Mapping[tuple[SourceId, int], Sequence[tuple[int, DateMention]]]:
        """The dates of each paragraph, in order, each with the number of its sentence."""
        dated: dict[tuple[SourceId, int], list[tuple[int, DateMention]]] = defaultdict(list)
        for found in self.evidence.values():
            if found.dates:
                sentence = found.sentence
                dated[sentence.source, sentence.paragraph] += [(sentence.number, mention) for mention in found.dates]
        return dated

    def quote(self, span: Span) -> str:
        """Return the words at a span, white space folded."""
        return fold_space(self.sources[span.source].quote(span))

    def leans(self, evidence: Evidence) -> bool:
        """Say whether a sentence leans once its edits are made: "Since [2022]" no longer does."""
        return evidence.leans and self._since(evidence) is None

    def edit(self, evidence: Evidence, *, opening: bool) -> Edited:
        """Return a sentence as it is printed; only one that opens a statement loses its connective."""
        relative = self._relative(evidence)
        edits = [
            *self._omit(evidence, opening),
            *self._date(relative),
            *self._since_edit(evidence),
            *self._stop(evidence),
        ]
        pieces = _cut(evidence.sentence.span, sorted(edits, key=lambda edit: edit.span))
        dated = [m for m in relative if m.interval is not None]
        return Edited(
            pieces=pieces,
            text=fold_space(" ".join(self.quote(p.span) for p in pieces if isinstance(p, Verbatim))).strip(),
            dated_by=tuple(span for m in dated for span in m.basis if span.source != evidence.sentence.source),
            undated=any(m.interval is None for m in relative),
        )

    def _omit(self, evidence: Evidence, opening: bool) -> list[_Edit]:
        span = evidence.sentence.span
        text = self.sources[span.source].quote(span)
        found = find_opening(text) if opening else None
        edits: list[_Edit] = []
        if found is not None and (found[1] == "connective" or len(text.split()) > LONG):
            taken = Span(span.source, span.start, span.start + found[0])
            if not any(taken.contains(mention.span) for mention in evidence.dates):
                edits.append(_Edit(taken, Omission(taken)))
        medial = find_medial(text)
        if medial is not None and not edits:
            taken = Span(span.source, span.start + medial[0], span.start + medial[1])
            edits.append(_Edit(taken, Omission(taken)))
        return edits

    def _relative(self, evidence: Evidence) -> list[DateMention]:
        """Return the relative dates that need an absolute one: not those within a quotation, said on another day."""
        if not evidence.dates:
            return []
        span = evidence.sentence.span
        text = self.sources[span.source].quote(span)
        return [m for m in evidence.dates if m.relative and not _is_quoted(text[: m.span.start - span.start])]

    def _date(self, relative: Sequence[DateMention]) -> list[_Edit]:
        edits: list[_Edit] = []
        for mention in relative:
            place = Span(mention.span.source, mention.span.end, mention.span.end)
            if mention.interval is None:
                piece = Insertion(text=self.phrases.say("insert-undated"), kind="undated", at=place)
            else:
                words = self.quote(mention.span)
                basis = mention.basis or (mention.span,)
                piece = Insertion(text=self.say_date(words, mention.interval), kind="date", at=place, basis=basis)
            edits.append(_Edit(place, piece))
        return edits

    def say_date(self, words: str, interval: Interval) -> str:
        """Word an inserted date so that it reads on from the relative one: "on Wednesday [19 June 2024]"."""
        form = form_of(interval)
        if form == "day":
            day = self.phrases.say_date(interval.first)
            return self.phrases.say("insert-on", date=day) if re.search(r"week|month|year", words, re.I) else day
        if form == "week":
            return self.phrases.say("insert-week", date=self.phrases.say_date(week_of(interval.first).first))
        year, month = interval.first.year, interval.first.month
        return self.phrases.say_date(PartialDate(year, month) if form == "month" else PartialDate(year))

    def _since(self, evidence: Evidence) -> tuple[Span, DateMention] | None:
        """Return the word "then" of "Since then" and the one date that the paragraph names before it."""
        span = evidence.sentence.span
        match = SINCE_THEN.match(self.sources[span.source].quote(span))
        if match is None:
            return None
        near = self._dated.get((span.source, evidence.sentence.paragraph), ())
        before = list(islice((mention for number, mention in near if number < evidence.sentence.number), 2))
        if len(before) != 1 or before[0].relative:
            return None
        return Span(span.source, span.start + match.start(1), span.start + match.end(1)), before[0]

    def _since_edit(self, evidence: Evidence) -> list[_Edit]:
        since = self._since(evidence)
        if since is None:
            return []
        place, date = since
        return [_Edit(place, Insertion(text=self.quote(date.span), kind="date", at=place, basis=(date.span,)))]

    def _stop(self, evidence: Evidence) -> list[_Edit]:
        span = evidence.sentence.span
        if not allows_stop(self.sources[span.source].quote(span)):
            return []
        place = Span(span.source, span.end, span.end)
        return [_Edit(place, Insertion(text=".", kind="stop", at=place))]


def _is_quoted(before: str) -> bool:
    """Say whether words after a stretch of text stand between quotation marks."""
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _cut(span: Span, edits: Sequence[_Edit]) -> tuple[Piece, ...]:
    """Cut a sentence into pieces at its edits, in order; what stands between them is verbatim."""
    pieces: list[Piece] = []
    position = span.start
    for edit in edits:
        if edit.span.start > position:
            pieces.append(Verbatim(Span(span.source, position, edit.span.start)))
        pieces.append(edit.piece)
        position = edit.span.end
    if position < span.end:
        pieces.append(Verbatim(Span(span.source, position, span.end)))
    return tuple(pieces)
