"""A delivered file -> the account of every line, statement and note in it, and what does not hold."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefing.errors import CheckError
from briefing.packs.lookup import Pack
from briefing.verify.account import Accountant
from briefing.verify.agreement import check_agreement, check_metadata
from briefing.verify.counts import check_ledger
from briefing.verify.delivered import Delivered, Line
from briefing.verify.docx import read_docx
from briefing.verify.ground import Ground, Shelf, describe_limits, find_ground
from briefing.verify.handling import check_handling
from briefing.verify.html import is_page, read_html
from briefing.verify.labels import check_beside
from briefing.verify.masthead import answer_masthead
from briefing.verify.notes import check_citations
from briefing.verify.page import (
    check_contents,
    check_running,
    check_signposts,
    compare_page,
    drop_contents,
    split_head,
)
from briefing.verify.pdf import read_pdf
from briefing.verify.problems import Problem, mark_difference
from briefing.verify.record import Printed, Record, StatementClaim, read_record
from briefing.verify.recurrence import gather_words, list_missing
from briefing.verify.report import Entry, Report
from briefing.verify.sources import Witness
from briefing.verify.statements import check_statement, compare, list_addresses, say_pieces
from briefing.verify.verdicts import Answer, fail

_FEW = 8
"""Characters that a remark names."""
_OWN_SECTIONS = {"summary": "key-points", "chronology": "chronology", "disagreements": "disagreements"}
"""What every brief may have beside the sections of its pack, with the phrases of their headings."""


def check_file(delivered: Delivered, name: str, sources: Path | None, shelf: Shelf) -> Report:
    """Check a delivered file that was read. Raises CheckError for one that cannot be checked at all."""
    record = read_record(delivered.record)
    return _check(delivered, record, find_ground(record, sources, shelf), name)


def check_made(data: bytes, name: str, record: str, ground: Callable[[Record], Ground]) -> Report:
    """Check a file that was just made, against what it was made from; `record` is for files that carry none.

    The file is read afresh as from a stranger. Raises CheckError for one that cannot be checked at all.
    """
    delivered = read_delivered(data)
    claims = read_record(delivered.record or record)
    return _check(delivered, claims, ground(claims), name)


def _check(delivered: Delivered, record: Record, ground: Ground, name: str) -> Report:
    checker = _Checker(delivered, record, ground.witness, ground.pack)
    checker.run()
    return Report(
        file=name, format=delivered.format, entries=tuple(checker.entries), problems=tuple(checker.problems),
        remarks=(*describe_limits(record, ground), *checker.list_alone(), *_tell_spelt(delivered)),
        held=ground.witness is not None and ground.pack is not None,
    )  # fmt: skip


def _tell_spelt(delivered: Delivered) -> Iterator[str]:
    """Say which characters nobody can read without looking them up."""
    if delivered.spelt:
        named = ", ".join(f"U+{ord(each):04X}" for each in delivered.spelt[:_FEW])
        more = f" and {len(delivered.spelt) - _FEW} more" if len(delivered.spelt) > _FEW else ""
        yield f"characters that the fonts of the file lack are spelt out by their code points: {named}{more}"


def read_delivered(data: bytes) -> Delivered:
    """Read a file by what its first bytes say it is."""
    if not data:
        raise CheckError("this file is empty", hint="ask for the file again")
    if data[:1024].find(b"%PDF-") >= 0:
        return read_pdf(data)
    if data.startswith(b"PK"):
        return read_docx(data)
    if is_page(data):
        return read_html(data)
    raise CheckError(
        "this is neither a PDF nor a Word file nor a page of ours", hint="verify reads .pdf, .docx and .html"
    )


@dataclass(slots=True)
class _Checker:
    """Walk the page once. Holds what is found on the way."""

    delivered: Delivered
    record: Record
    witness: Witness | None
    pack: Pack | None
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _accountant: Accountant | None = None
    _heading: str = ""
    """The section whose heading came last."""
    _points: list[tuple[str, str]] = field(default_factory=list)
    """The key points on the page: their ids and words."""
    _body: list[tuple[str, str]] = field(default_factory=list)
    """The statements below them."""
    _found: dict[int, Printed] = field(default_factory=dict)
    """What is printed at each statement of the page, by their order."""

    def run(self) -> None:
        """Check everything."""
        self._accountant = Accountant(self.record, self.pack, self.witness) if self.pack else None
        self.problems += [Problem("trouble", words) for words in self.delivered.troubles]
        lines, problems = split_head(self.delivered, self.record)
        lines = drop_contents(lines, self.delivered, self.pack)
        self.problems += problems
        wrong, gone = compare_page(lines, self.delivered, self.record)
        self.problems += check_running(self.delivered, self.record, self.pack)
        self.problems += check_handling(self.delivered, self.record, self.pack.phrases if self.pack else None)
        self.problems += check_contents(self.delivered, lines)
        self.problems += check_signposts(self.delivered, self.pack.phrases) if self.pack else []
        self.problems += check_agreement(self.record, self.delivered, self._list_sections())
        self.problems += check_metadata(self.record, self.witness, self.pack.phrases if self.pack else None)
        self._answer_head()
        self._match(lines)
        self._walk(lines, wrong)
        self.problems += [problem for problem in gone if not self._is_told(problem)]
        self._check_whole()

    def _answer_head(self) -> None:
        """Answer for what stands above the brief."""
        for text, answer in answer_masthead(self.record, self.pack, self.witness) if self.pack else ():
            entry = Entry(kind=answer.kind, verdict=answer.verdict, text=text, place="masthead")
            self.entries.append(replace(entry, problems=answer.problems))

    def _is_told(self, problem: Problem) -> bool:
        """Say whether a line that is gone is a statement that is reported by name."""
        return any(entry.place == "" and entry.text and entry.text in problem.message for entry in self.entries)

    def _check_whole(self) -> None:
        """Check what is no single line: facts, ledger, sources."""
        if self.record.handling.copy is not None:
            words = self.record.masthead.get("copy", "")
            self.entries.append(Entry(kind="copy", verdict="stated", text=words, place="every page"))
        if self._accountant is not None:
            self.problems += self._accountant.rest()
        if self.witness is None:
            return
        for claim in self.witness.changed:
            self.problems.append(Problem("source-changed", f"the source {claim.file} is not the one that was quoted"))
        for claim in self.witness.missing:
            self.problems.append(Problem("source-missing", f"the source {claim.file} is not there"))
        if not (self.witness.changed or self.witness.missing):
            self.problems += check_ledger(self.record, self.witness)

    # ------------------------------------------------------------------------------------------------- which is which

    def _match(self, lines: Sequence[Line]) -> None:
        """Find for each statement of the page the recorded one: of those with its id the next in order."""
        waiting: dict[str, list[Printed]] = {}
        for printed in self.record.printed:
            waiting.setdefault(printed.statement, []).append(printed)
        seen = [identity for line in lines for identity, _, _ in self._statements(line)]
        for place, identity in enumerate(seen):
            if waiting.get(identity):
                self._found[place] = waiting[identity].pop(0)
        for printed in (each for left in waiting.values() for each in left):
            self._miss(printed)
        self._check_order()

    def _miss(self, printed: Printed) -> None:
        claim = self.record.statements.get(printed.statement)
        words = self._expect(claim) if claim is not None else ""
        message = f"the statement {printed.statement} of note {printed.note} is gone"
        entry = Entry(kind="unknown", verdict="failed", text=words, place="", statement=printed.statement)
        self.entries.append(entry.fail(Problem("statement-missing", message, words)))

    def _check_order(self) -> None:
        """Say which statements stand elsewhere than recorded."""
        order = [printed.note for printed in self._found.values()]
        kept = set(_longest_rise(order))
        for printed in self._found.values():
            if printed.note not in kept:
                message = f"the statement {printed.statement} of note {printed.note} stands elsewhere than recorded"
                self.problems.append(Problem("statement-moved", message))

    def _statements(self, line: Line) -> list[tuple[str, str, int]]:
        """Return the statements of a line, an editor's own sentence among them."""
        found = list(line.statements())
        own = self._find_own(line.rest) if not found else ""
        return [(own, line.rest, line.marks[0] if line.marks else 0)] if own else found

    def _find_own(self, rest: str) -> str:
        """Return the id of the editor's sentence that a line is; without the pack only its words and name can tell."""
        if self._accountant is not None:
            return self._accountant.authored(rest)
        authored = self.record.authored.items()
        return next((i for i, claim in authored if claim.words in rest and claim.author in rest), "")

    # ----------------------------------------------------------------------------------------------------- line by line

    def _walk(self, lines: Sequence[Line], wrong: dict[int, Problem]) -> None:
        count, position = [len(self._statements(line)) for line in lines], 0
        headings = self._list_headings()
        there = {headings[line.text] for line in lines if line.text in headings}
        for number, line in enumerate(lines):
            self._heading = headings.get(line.text, self._heading)
            printed = [self._found.get(position + step) for step in range(count[number])]
            position += count[number]
            self._gather(line, printed)
            first = len(self.entries)
            self._check_line(line, printed, self._found.get(position) if not printed else None)
            for each in printed:
                if each is not None and each.section in there and each.section != self._heading:
                    message = f"the statement belongs under another heading: {each.section}"
                    self.entries[first] = self.entries[first].fail(Problem("section-wrong", message))
            problem = wrong.get(number)
            if problem is not None and not any(entry.problems for entry in self.entries[first:]):
                self.entries[first] = self.entries[first].fail(problem)

    def _gather(self, line: Line, printed: Sequence[Printed | None]) -> None:
        """Keep the words of statements, those of key points apart from those of the body."""
        for (identity, words, _), known in zip(self._statements(line), printed, strict=True):
            if known is not None and not self.record.statements[identity].author:
                (self._points if known.section == "summary" else self._body).append((identity, words))

    def list_alone(self) -> Iterator[str]:
        """Yield the numbers, names and dates that stand in a key point alone; a brief of key points has no body."""
        there = gather_words(words for _, words in self._body)
        for identity, words in self._points if there else ():
            missing = list_missing(words, there)
            if missing:
                yield f"the key point {identity} has what no statement below it has: {', '.join(missing)}"

    def _list_sections(self) -> set[str]:
        """Return where statements may stand; without the pack, wherever the record has them."""
        if self.pack is None:
            return {printed.section for printed in self.record.printed}
        return {*_OWN_SECTIONS, *(section.id for section in self.pack.manifest.sections)}

    def _list_headings(self) -> dict[str, str]:
        """Return the sections by their headings."""
        if self.pack is None:
            return {}
        phrases = self.pack.phrases
        named = {phrases.say(key): section for section, key in _OWN_SECTIONS.items() if key in phrases.entries}
        return {**named, **{section.title: section.id for section in self.pack.manifest.sections}}

    def _check_line(self, line: Line, printed: Sequence[Printed | None], following: Printed | None) -> None:
        for (identity, words, mark), recorded in zip(self._statements(line), printed, strict=True):
            self.entries.append(self._check_statement(line, (identity, words, mark), recorded))
        known = [each for each in printed if each is not None]
        if known and self.record.statements[known[0].statement].author:
            return
        rest, problems = self._accountant.beside(line.rest, known) if self._accountant else (line.rest, [])
        for problem in problems:
            self.entries[-1] = self.entries[-1].fail(problem)
        if rest or not printed:
            answer = self._answer(rest, line, following)
            self.entries.append(
                Entry(kind=answer.kind, verdict=answer.verdict, text=rest, place=line.place, problems=answer.problems)
            )

    def _answer(self, rest: str, line: Line, following: Printed | None) -> Answer:
        if line.marks and not list(line.statements()):
            return fail("note-stray", "a note stands behind words that are no statement")
        if self._accountant is None:
            return Answer("pack", "unchecked")
        return self._accountant.above(rest, following) or self._accountant.line(rest)

    # ------------------------------------------------------------------------------------------------- one statement

    def _check_statement(self, line: Line, read: tuple[str, str, int], printed: Printed | None) -> Entry:
        identity, words, mark = read
        claim = self.record.statements.get(identity)
        if claim is None or printed is None:
            problem = Problem("statement-unknown", "these words are set as a statement that the brief does not have")
            return Entry(kind="unknown", verdict="failed", text=words, place=line.place, problems=(problem,))
        note = self.delivered.notes[mark - 1] if mark else ""
        problems = [*self._check_words(identity, claim, words), *self._check_note(printed, claim, note)]
        checked = self._is_held(identity, claim)
        if self.pack is not None and self.witness is not None and checked:
            problems += self._hold(identity, claim, printed, (self.witness, self.pack))
        return Entry(
            kind=claim.kind,
            verdict="failed" if problems else "stated" if claim.author else "proven" if checked else "unchecked",
            text=words, place=line.place, statement=identity, note=mark, note_text=note, author=claim.author,
            passage=self._quote(identity, claim), problems=tuple(problems),
        )  # fmt: skip

    def _is_held(self, identity: str, claim: StatementClaim) -> bool:
        """Say whether the source of a statement is there, unchanged, to be held against it."""
        if self.witness is None or self.pack is None:
            return False
        source = (claim.claims[0] if claim.author and claim.claims else identity).partition(":")[0]
        return source in {*map(str, self.witness.documents)} or not self._is_absent(source)

    def _is_absent(self, source: str) -> bool:
        absent = (*self.witness.changed, *self.witness.missing) if self.witness is not None else ()
        return any(claim.id == source for claim in absent)

    def _hold(
        self, identity: str, claim: StatementClaim, printed: Printed, ground: tuple[Witness, Pack]
    ) -> Iterable[Problem]:
        """Hold a statement against its source."""
        witness, pack = ground
        if claim.author:
            return list(check_citations(printed, claim, witness))
        problems = check_statement(identity, claim, witness, pack.english)
        if problems and problems[0].code == "address-unknown":
            return problems
        problems += check_citations(printed, claim, witness)
        return [*problems, *check_beside(printed, self.record, witness, pack)]

    def _check_words(self, identity: str, claim: StatementClaim, words: str) -> Iterator[Problem]:
        """Compare the words that are printed with those that the pieces give."""
        if claim.author or not self._is_held(identity, claim):
            return
        problem = compare(self._expect(claim), words, self.delivered.level)
        if problem is not None:
            yield problem

    def _expect(self, claim: StatementClaim) -> str:
        """Return what a statement must print; nothing where its source is not there."""
        return self.delivered.as_printed(say_pieces(claim.pieces, self.witness)) if self.witness is not None else ""

    def _quote(self, identity: str, claim: StatementClaim) -> str:
        """Return the passage of the source, as it stands there."""
        if self.witness is None or claim.author:
            return ""
        spans = (self.witness.sentences[a].span for a in list_addresses(identity) if a in self.witness.sentences)
        return " ".join(map(self.witness.quote, spans))

    def _check_note(self, printed: Printed, claim: StatementClaim, note: str) -> Iterator[Problem]:
        recorded = self.delivered.as_printed(self.record.notes[printed.note - 1]) if self._has_note(printed) else ""
        if not note and (recorded or not claim.author):
            yield Problem("note-missing", "the statement has no note", recorded)
        elif self.delivered.level(note) != self.delivered.level(recorded):
            left, right = mark_difference(recorded, note)
            yield Problem("note-altered", "the note is not the recorded one", left, right)
        elif self._accountant is not None and printed.citations:
            yield from self._accountant.notes.check(recorded, printed, self._accountant.beginnings)

    def _has_note(self, printed: Printed) -> bool:
        return 0 < printed.note <= len(self.record.notes)


def _longest_rise(numbers: Sequence[int]) -> list[int]:
    """Return the longest run of numbers that rises, leaving out as few as can be: the rest was moved."""
    ends: list[int] = []  # of the runs of each length, the lowest last number
    lengths: list[int] = []
    run: list[int] = []
    for number in numbers:
        place = bisect_left(ends, number)
        ends[place : place + 1] = [number]
        lengths.append(place)
    wanted = len(ends) - 1
    for number, length in zip(reversed(numbers), reversed(lengths), strict=True):
        if length == wanted and (not run or number < run[-1]):
            run.append(number)
            wanted -= 1
    return run[::-1]
