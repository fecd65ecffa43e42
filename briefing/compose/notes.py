"""Number the notes of a document in reading order and write them: each source in full first, in short after."""

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from briefing.compose.citations import Citer
from briefing.compose.markplace import tuck_marks
from briefing.compose.punctuation import merge_texts
from briefing.compose.wording import derived
from briefing.model.brief import Citation, NotePlan, NoteRemark, Relation
from briefing.model.document import (
    Block,
    BulletList,
    Callout,
    Emphasis,
    Fact,
    Facts,
    Figure,
    Fine,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Note,
    OrderedList,
    Paragraph,
    Quoted,
    Strong,
    Table,
    Tag,
    Text,
)
from briefing.model.source import SourceId

_RANKS: dict[Relation, int] = {"words": 0, "same": 1, "see-also": 2}


def number_notes(blocks: Sequence[Block], plans: Sequence[NotePlan], cite: Citer) -> tuple[Block, ...]:
    """Return the blocks with their notes numbered from 1 in reading order and written.

    A note with the number -(k+1) is written after plans[k]; each place where one stands is a note of its own. A note
    with any other number keeps its words. Raises IndexError for a number that no plan has.
    """
    return _Numbering(plans, cite).blocks(blocks)


class NoteWriter:
    """Write notes one after the other, remembering which sources have been cited in full."""

    def __init__(self, cite: Citer) -> None:
        self._cite = cite
        self._known: set[SourceId] = set()

    def write(self, plan: NotePlan) -> Inlines:
        """Write a note: the source of the words, those that say the same, those to see also, then the remarks."""
        words: list[Inline] = []
        seeing = False
        for citation in sorted(plan.citations, key=lambda citation: _RANKS[citation.relation]):
            also = citation.relation == "see-also" and not seeing
            words += self._lead(also=also, first=not words)
            words += self._write_citation(citation)
            seeing = seeing or also
        for remark in plan.remarks:
            words += self._lead(also=False, first=not words)
            words += self._write_remark(remark)
        if words and self._cite.by_year:
            words = [Text("("), *words, Text(")")]
        return self._cite.wording.close(merge_texts(words)) if words else ()

    def _lead(self, *, also: bool, first: bool) -> Inlines:
        """Return what stands before a citation: a semicolon, and "see also" before the first of those."""
        mark = () if first else self._cite.wording.say("list-semicolon")
        return (*mark, *self._cite.wording.say("note-see-also"), Text(" ")) if also else mark

    def _write_citation(self, citation: Citation) -> Inlines:
        """Write one citation, in full if its source has not been cited before."""
        known = citation.source in self._known
        self._known.add(citation.source)
        form = self._cite.cite_short(citation) if known else self._cite.cite_full(citation)
        if citation.quoted:
            form = self._cite.wording.say("note-quoted-in", speaker=derived(citation.quoted), citation=form)
        if not citation.via:
            return form
        reported = self._cite.wording.say("note-reported-by", via=derived(citation.via))
        # A note by author and year stands in brackets as a whole.
        return (*form, Text(", "), *reported) if self._cite.by_year else (*form, Text(" ("), *reported, Text(")"))

    def _write_remark(self, remark: NoteRemark) -> Inlines:
        """Write what a reader must know to check an edit."""
        match remark:
            case NoteRemark("date-inferred", Citation() as citation):
                return self._cite.wording.say("note-date-inferred", citation=self._write_citation(citation))
            case NoteRemark("date-unresolved"):
                return self._cite.wording.say("note-date-unresolved")
            case _:
                raise ValueError("a date is inferred from a source, and the remark names none")


class _Numbering:
    """Walk the blocks in the order in which they are read and count the notes."""

    def __init__(self, plans: Sequence[NotePlan], cite: Citer) -> None:
        self._plans = plans
        self._writer = NoteWriter(cite)
        self._before = cite.wording.notation.mark == "before"
        self._last = 0

    def blocks(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        return tuple(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Block:
        match block:
            case Heading() | Paragraph():
                return replace(block, children=self._inlines(block.children))
            case BulletList() | OrderedList():
                return replace(block, items=tuple(self.blocks(item) for item in block.items))
            case Table():
                return self._table(block)
            case Figure():
                return replace(block, caption=self._inlines(block.caption), source=self._inlines(block.source))
            case Callout():
                return replace(block, blocks=self.blocks(block.blocks))
            case Facts():
                return Facts(tuple(Fact(fact.label, self._inlines(fact.value)) for fact in block.items))
            case _:
                assert_never(block)

    def _table(self, table: Table) -> Table:
        # Arguments are worked out in the order in which they stand here, which is the order of reading.
        return Table(
            caption=self._inlines(table.caption),
            columns=tuple(replace(column, head=self._inlines(column.head)) for column in table.columns),
            rows=tuple(tuple(self._inlines(cell) for cell in row) for row in table.rows),
            legend=self._inlines(table.legend),
            spans=table.spans,
        )

    def _inlines(self, children: Inlines) -> Inlines:
        numbered = tuple(self._inline(child) for child in children)
        return tuck_marks(numbered) if self._before else numbered

    def _inline(self, child: Inline) -> Inline:
        match child:
            case Note():
                return self._note(child)
            case Emphasis() | Strong() | Link() | Quoted() | Fine():
                return replace(child, children=self._inlines(child.children))
            case Text() | Tag() | LineBreak():
                return child
            case _:
                assert_never(child)

    def _note(self, note: Note) -> Note:
        self._last += 1
        if note.number >= 0:
            return replace(note, number=self._last)
        return Note(self._last, self._writer.write(self._plans[-note.number - 1]))
