"""Notes and the list of sources: each names the source and the place that it should, in words that are its own."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from briefing.model.brief import Citation, Locator
from briefing.model.evidence import Sentence
from briefing.model.marks import fold_space
from briefing.model.source import Reference, SourceId
from briefing.packs.phrases import Phrases
from briefing.verify.problems import Problem
from briefing.verify.record import Printed, Record, SourceClaim, StatementClaim
from briefing.verify.sources import Witness
from briefing.verify.statements import list_addresses
from briefing.verify.wording import Wordbook, contains, list_words

_RANKS = {"words": 0, "same": 1, "see-also": 2}
_DIGEST = 12
_TRACKING = re.compile(r"[?#].*")
_OPENING = re.compile("[“«„‘]")
"""Begins a title: there may stand in it what looks like a place."""
_PIECES = re.compile(r"[,;:()\[\]“”‘’\"«»„–—|]|[.?!](?=\s|$)")
"""Where one thing that names a source ends and another may begin."""
_QUOTED = re.compile(r"[“‘„«](.+?)[”’“»]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def check_citations(printed: Printed, claim: StatementClaim, witness: Witness) -> Iterator[Problem]:
    """Hold the places that a note cites against those of the statement's sentences."""
    addresses = list_addresses(printed.statement) if not claim.author else claim.claims
    sentences = [witness.sentences[address] for address in addresses if address in witness.sentences]
    own = [citation for citation in printed.citations if citation.relation == "words"]
    groups = [[each] for each in sentences] if claim.author else [sentences] if sentences else []
    expected = [_place(group, witness) for group in groups]
    cited = [(citation.source, citation.paragraphs, citation.locator) for citation in own]
    if sentences and cited != expected:
        yield Problem(
            "note-source", "the note does not cite the place where the words stand", str(expected), str(cited)
        )
    for citation in _list_citations(printed):
        document = witness.documents.get(citation.source)
        if document is not None and not all(1 <= number <= len(document.blocks) for number in citation.paragraphs):
            yield Problem("note-place", f"source {citation.source} has no such paragraph: {citation.paragraphs}")
        if citation.via and not _is_said(citation.via, citation, witness):
            yield Problem("note-via", f"source {citation.source} does not say that {citation.via} reported it")
        if citation.relation == "same" and document is not None:
            yield from _check_same(citation, sentences, witness)


def _list_citations(printed: Printed) -> list[Citation]:
    """Return what a note cites in the order in which it does."""
    ordered = sorted(printed.citations, key=lambda citation: _RANKS.get(citation.relation, 0))
    return [*ordered, *(remark.citation for remark in printed.remarks if remark.citation is not None)]


def _place(sentences: Sequence[Sentence], witness: Witness) -> tuple[SourceId, tuple[int, ...], Locator | None]:
    """Return the place of sentences: their paragraphs, and their articles or pages where the source has them."""
    numbers = {n for each in sentences for n in range(each.paragraph, each.last_paragraph + 1)}
    document = witness.documents[sentences[0].source]
    spans = sorted(each.span for each in sentences)
    articles = tuple(dict.fromkeys(article for span in spans for article in document.articles_of(span)))
    pages = tuple(dict.fromkeys(page for span in spans for page in document.pages_of(span)))
    locator = Locator("article", articles) if articles else Locator("page", pages) if pages else None
    return sentences[0].source, tuple(sorted(numbers)), locator


def _is_said(via: str, citation: Citation, witness: Witness) -> bool:
    """Say whether a source names a reporter where it is cited, or right after; or as that of the whole text."""
    document = witness.documents.get(citation.source)
    if document is None:
        return True
    near = {number + step for number in citation.paragraphs for step in (0, 1)}
    texts = [document.text[block.start : block.end] for block in document.blocks if block.number in near]
    whole = re.search(rf"\b(?:covered|reported|published|carried)\s+by\s+{re.escape(via)}", fold_space(document.text))
    return whole is not None or any(via in fold_space(text) for text in texts)


def _check_same(citation: Citation, sentences: Sequence[Sentence], witness: Witness) -> Iterator[Problem]:
    """Say that a source cited for the same lacks a number of the statement; without numbers nothing is held."""
    document = witness.documents[citation.source]
    blocks = [document.block(n) for n in citation.paragraphs if 1 <= n <= len(document.blocks)]
    there = set(_NUMBER.findall(" ".join(document.text[block.start : block.end] for block in blocks)))
    wanted = {number for each in sentences for number in _NUMBER.findall(witness.raw(each.span))}
    if wanted - there:
        yield Problem(
            "note-same",
            f"source {citation.source} is cited for the same, and lacks {', '.join(sorted(wanted - there))}",
        )


# ------------------------------------------------------------------------------------------------- the words of notes


class NoteReader:
    """Hold the words of notes against what the record says of each source."""

    def __init__(self, record: Record, words: Wordbook) -> None:
        """Gather the words that each source's citation may have."""
        self._phrases: Phrases = words.pack.phrases
        self._untitled = words.words("note-untitled-")
        self._common = words.words("note-", "kind-", "list-")
        by_year = words.pack.manifest.notes.style == "author-date"
        self._texts = {
            claim.id: (*_list_own(claim, self._phrases), *(_list_years(claim, record) if by_year else ()))
            for claim in record.sources
        }
        self._own = {
            identity: frozenset(word for text in texts for word in list_words(text))
            for identity, texts in self._texts.items()
        }
        self._claims = {claim.id: claim for claim in record.sources}
        self._mark = re.compile(rf"(?:{'|'.join(self._list_locators())})")

    def _list_locators(self) -> Iterator[str]:
        for key in ("note-para", "note-paras", "note-page", "note-pages", "note-article", "note-articles"):
            if key in self._phrases.entries:
                yield rf"\b{re.escape(self._phrases.say(key, n='')).strip()}\s*(?=\w)"

    def names(self, source: SourceId) -> frozenset[str]:
        """Return the words that name a source; none for one that the brief does not have."""
        return self._own.get(source, frozenset())

    def calls(self, text: str, source: SourceId, begun: frozenset[str]) -> bool:
        """Say whether a line names a source, in words of its own: by a whole name of it, or as one without a title."""
        claim, words = self._claims[source], list_words(text)
        reference, untitled = claim.reference, set(words) & self._untitled
        names = (reference.title, reference.short_title, reference.publisher, reference.handle, *reference.authors)
        whole = any(contains(words, list_words(name)) for name in names if name)
        titled = (list_words(each) for each in _QUOTED.findall(text))
        short = any(contains(list_words(reference.title or ""), each) for each in titled if each)
        return (whole or short or bool(untitled)) and not self._list_joined(text, source, begun)

    def check(self, text: str, printed: Printed, beginnings: dict[SourceId, frozenset[str]]) -> Iterator[Problem]:
        """Say what is wrong with the words of a note."""
        citations = _list_citations(printed)
        segments = self._cut(text, citations)
        if segments is None:
            places = "; ".join(self.say_place(citation) for citation in citations)
            yield Problem("note-locator", "the note does not give the places that it should", places, text)
            return
        also = next((n for n, citation in enumerate(citations) if citation.relation == "see-also"), None)
        for number, (citation, segment) in enumerate(zip(citations, segments, strict=True)):
            yield from self._check_segment(citation, segment, beginnings)
            if (self._phrases.say("note-see-also").casefold() in segment.casefold()) != (number == also):
                yield Problem("note-relation", f"the note does not say what source {citation.source} is cited for")

    def _cut(self, text: str, citations: Sequence[Citation]) -> list[str] | None:
        """Cut a note behind the place of each citation; None where the places are not those expected."""
        segments: list[str] = []
        position = 0
        for citation in citations:
            place = self.say_place(citation)
            match = re.compile(rf"(?<!\w){re.escape(place)}(?![\w–])").search(text, position) if place else None
            if place and match is None:
                return None
            end = match.end() if match else position
            via = f" ({self._phrases.say('note-reported-by', via=citation.via)})" if citation.via else ""
            end += len(via) if text.startswith(via, end) else 0
            end = self._find_end(text, end) if match else end
            segments.append(text[position:end])
            position = end
        if segments:
            segments[-1] += text[position:]
        most = sum(1 for citation in citations if self.say_place(citation)) + len(_OPENING.findall(text))
        return segments if segments and len(self._mark.findall(text)) <= most else None

    def _find_end(self, text: str, place: int) -> int:
        """Return where a citation ends: an address may stand behind its place, up to the sign between citations."""
        end = text.find(fold_space(self._phrases.say("list-semicolon")), place)
        return place if end < 0 else end

    def _check_segment(
        self, citation: Citation, segment: str, beginnings: dict[SourceId, frozenset[str]]
    ) -> Iterator[Problem]:
        own = self._own.get(citation.source)
        if own is None:
            yield Problem("note-source", f"the note cites a source that the brief does not have: {citation.source}")
            return
        known = own | self._common | beginnings.get(citation.source, frozenset())
        known |= set(list_words(f"{self.say_place(citation)} {citation.via or ''}"))
        strange = [word for word in list_words(segment) if word not in known]
        begun = beginnings.get(citation.source, frozenset())
        also = (self.say_place(citation), citation.via or "")
        strange = strange or self._list_joined(segment, citation.source, begun, also)
        if strange:
            name = self._claims[citation.source].file
            yield Problem("note-words", f"the note cites {name} in words that are not its own: {', '.join(strange)}")

    def _list_joined(self, text: str, source: SourceId, begun: frozenset[str], also: Sequence[str] = ()) -> list[str]:
        """Return pairs of words, each of them known, that stand side by side in nothing that names the source."""
        allowed = {pair for value in (*self._texts[source], *also) for pair in pairwise(list_words(value))}
        met = [pair for piece in _PIECES.split(text) for pair in pairwise(list_words(piece))]
        free = (pair for pair in met if not set(pair) & self._common and pair not in allowed)
        # Between a name and its year no sign need stand.
        plain = (pair for pair in free if not set(pair) <= begun and not any(word[0].isdecimal() for word in pair))
        return [" ".join(pair) for pair in plain]

    def check_entry(self, line: str, claim: SourceClaim, beginning: frozenset[str]) -> Iterator[Problem]:
        """Say what is wrong with a line of the list of sources."""
        known = self._own[claim.id] | self._common | beginning | {claim.digest[:_DIGEST]}
        strange = [word for word in list_words(line) if word not in known]
        strange = strange or self._list_joined(line, claim.id, beginning)
        if strange:
            yield Problem("source-words", f"words that are not those of {claim.file}: {', '.join(strange)}")

    def say_paragraph(self, number: int) -> str:
        """Say the place of one paragraph."""
        return self._phrases.say("note-para", n=number)

    def say_place(self, citation: Citation) -> str:
        """Say the place of a citation as a note does."""
        locator = citation.locator
        if locator is None:
            if not citation.paragraphs:
                return ""
            key = "note-para" if len(set(citation.paragraphs)) == 1 else "note-paras"
            return self._phrases.say(key, n=self._phrases.join(_list_stretches(citation.paragraphs)))
        key = f"note-{locator.kind}" + ("" if len(locator.places) == 1 else "s")
        numbers = [int(place) for place in locator.places if place.isdecimal()]
        listed = _list_stretches(numbers) if len(numbers) == len(locator.places) else list(locator.places)
        return self._phrases.say(key, n=self._phrases.join(listed))


def _list_stretches(numbers: Iterable[int]) -> list[str]:
    """List numbers in order, those that follow each other as a range."""
    stretches: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if stretches and stretches[-1][1] == number - 1:
            stretches[-1] = (stretches[-1][0], number)
        else:
            stretches.append((number, number))
    return [str(first) if first == last else f"{first}–{last}" for first, last in stretches]


def _list_own(claim: SourceClaim, phrases: Phrases) -> Iterator[str]:
    """Yield the texts that name a source: its metadata, its file, its dates."""
    reference: Reference = claim.reference
    texts = (
        reference.title, reference.short_title, reference.publisher, reference.url, reference.speaker, reference.via,
        reference.container, reference.number, reference.handle, claim.file, claim.id, *reference.authors,
        *reference.editors,
    )  # fmt: skip
    yield from filter(None, texts)
    yield from (phrases.say_date(date) for date in (reference.date, reference.accessed) if date is not None)


def _list_years(claim: SourceClaim, record: Record) -> Iterator[str]:
    """Yield the year with the letter that the list of sources gives to a source: in notes it names this one alone."""
    date = claim.reference.date
    for line in record.page:
        if date is not None and claim.digest[:_DIGEST] in line:
            yield from re.findall(rf"\b{date.year}[a-z]{{1,2}}\b", line)[:1]


def list_beginning(claim: SourceClaim, witness: Witness) -> frozenset[str]:
    """Return the first words of a source's report, by which a text without a title is called."""
    document = witness.documents.get(claim.id)
    blocks = [b for b in document.blocks if b.set_aside is None] if document is not None else []
    texts = [document.text[b.start : b.end] for b in blocks[:3]] if document is not None else []
    return frozenset(word for text in texts for word in list_words(text)[:20])
