"""Lay out documents that nobody wrote, on sheets that nobody uses, and look for breaches of the guarantee.

Run it with `python -m benchmarks.fuzz`; a smaller run of the same checks is among the tests. Each note must start on
the page of its mark, complete, in order and without overlap, and nothing that belongs together may part where it fits a
page.
"""

import argparse
import sys
from dataclasses import replace

from benchmarks.volume import Dice
from briefing.model.document import (
    HEAD,
    Block,
    BulletList,
    Callout,
    CellSpan,
    Column,
    Fact,
    Facts,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Masthead,
    Note,
    OrderedList,
    Paragraph,
    Quoted,
    Table,
    Tag,
    Text,
    collect_notes,
)
from briefing.packs.theme import Theme
from briefing.render.pdf.layout import Layout, lay_out
from tests.render.pdf.builders import Ruler, cover_cells, document, make_sheet, renumber, words
from tests.render.pdf.test_guarantee import (
    check_bands,
    check_breaks,
    check_columns,
    check_notes,
    check_room,
    check_words,
)

_ROLES = ("body", "statement", "statement", "statement", "label", "legend", "remark")
_DEEPEST = 4
_WORDS = (
    "the of and a in to is was that for on as with by at from treaty states border council agreement neighbouring "
    "representatives administration comprehensive circumstances acknowledged transportation notwithstanding"
).split()


class Author:
    """Write one document by throws of dice: short or long, with few notes or many, brief ones or ones over pages."""

    def __init__(self, seed: int) -> None:
        """Settle what kind of document it is."""
        self.dice = Dice(seed * 7919 + 13)
        self._marks = 1 + self.dice.throw(6)
        self._long_notes = self.dice.throw(4) == 0
        self._length = (20, 60, 150)[self.dice.throw(3)]
        self._speaks = self.dice.throw(2) == 1

    def write(self) -> tuple[Block, ...]:
        """Return the blocks, their notes numbered in reading order."""
        return renumber(tuple(self.block(0) for _ in range(4 + self.dice.throw(40))))

    def block(self, depth: int) -> Block:
        """Return a block of any kind; those that hold others do so to a depth."""
        kind = self.dice.throw(16 if depth < _DEEPEST else 11)
        if kind >= 13:  # noqa: PLR2004  # three of sixteen kinds hold blocks
            return self.holder(kind, depth)
        if kind >= 11:  # noqa: PLR2004  # two of them are tables
            return self.table()
        if kind == 0:
            return Facts(tuple(Fact(self.text(2), (Text(self.text(4)),)) for _ in range(self.dice.throw(6))))
        if kind in {1, 2}:
            level = 1 + self.dice.throw(4)
            return Heading(level, self.inlines(6), f"h{level}")
        return Paragraph(self.inlines(self._length), _ROLES[self.dice.throw(len(_ROLES))])  # type: ignore[arg-type]

    def holder(self, kind: int, depth: int) -> Block:
        """Return a list or a box."""
        if kind == 13:  # noqa: PLR2004  # the first of the three
            return Callout(
                ("box", "key-points")[self.dice.throw(2)],
                tuple(self.block(depth + 1) for _ in range(self.dice.throw(5))),
            )
        items = (tuple(self.block(depth + 1) for _ in range(self.dice.throw(3))) for _ in range(self.dice.throw(6)))
        return (BulletList if kind % 2 else OrderedList)(tuple(items))

    def table(self) -> Table:
        """Return a table; some of its rows are short of cells."""
        count = 1 + self.dice.throw(4)
        faces = ("ours", "source")
        columns = (Column(self.inlines(3), faces[self.dice.throw(2)]) for _ in range(count))  # type: ignore[arg-type]
        rows = (
            tuple(self.inlines(self._length // 2) for _ in range(count - (self.dice.throw(9) == 0)))
            for _ in range(self.dice.throw(12))
        )
        made = Table(caption=self.inlines(5), columns=tuple(columns), rows=tuple(rows), legend=self.inlines(4))
        return self.span(made) if self.dice.throw(2) else made

    def span(self, table: Table) -> Table:
        """Return a table with cells over several places, what these held dropped."""
        for _ in range(self.dice.throw(4)):
            row, column = self.dice.throw(len(table.rows) + 1) - 1, self.dice.throw(len(table.columns))
            rows = 1 if row == HEAD else 1 + self.dice.throw(len(table.rows) - row)
            span = CellSpan(row, column, rows, 1 + self.dice.throw(len(table.columns) - column))
            if not set(table.find_spans()).intersection(span.places()):
                table = cover_cells(table, span)
        return table

    def inlines(self, most: int) -> Inlines:
        """Return inlines of at most so many words, now and then with marks, a tag, a forced end or a word too long."""
        children: list[Inline] = []
        for _ in range(self.dice.throw(4)):
            children.append(self.inline(most))
            if self.dice.throw(8) < self._marks:
                children.append(self.note())
        return tuple(children)

    def inline(self, most: int) -> Inline:
        """Return one inline."""
        kind = self.dice.throw(20)
        if kind == 0:
            return LineBreak()
        if kind == 1:
            return Tag("ALLEGED")
        if kind == 2:  # noqa: PLR2004  # one of twenty
            return Text("x" * (20 + self.dice.throw(200)))
        return Quoted(f"s{kind}", (Text(self.text(most)), self.note())) if kind % 5 == 0 else Text(self.text(most))

    def note(self) -> Note:
        """Return a note."""
        most = 400 if self._long_notes and self.dice.throw(3) == 0 else 40
        return Note(0, (Text(self.text(most)),))

    def text(self, most: int) -> str:
        """Return up to so many words: numbered ones, or such as may be parted."""
        count = 1 + self.dice.throw(most)
        if not self._speaks:
            return words(count)
        return " ".join(_WORDS[self.dice.throw(len(_WORDS))] for _ in range(count))


def make_theme(dice: Dice) -> Theme:
    """Return a sheet of some size, in up to three columns, justified or not, with words parted or not."""
    sheet = make_sheet((120, 200, 300, 420)[dice.throw(4)], (60, 120, 180, 300, 500, 700)[dice.throw(6)])
    columns = (1, 1, 2, 2, 3)[dice.throw(5)]
    if columns > 1:
        sheet = replace(sheet, page=replace(sheet.page, columns=columns, gutter=12.0))
    if dice.throw(2):
        return sheet
    parted = dice.throw(2) == 1
    even = {role: replace(style, justified=True, hyphenated=parted) for role, style in sheet.styles.items()}
    return replace(sheet, styles=even)


def try_one(seed: int) -> Layout:
    """Lay out one document and check it; raises AssertionError for a breach."""
    author = Author(seed)
    blocks, theme = author.write(), make_theme(author.dice)
    made = document(*blocks)
    contents = "Contents" if author.dice.throw(2) else ""
    masthead: Masthead = replace(made.masthead, contents=contents)
    layout = lay_out(replace(made, masthead=masthead), theme, Ruler())
    height = theme.page.height - theme.page.top - theme.page.bottom
    check_bands(layout)
    check_notes(layout, len(collect_notes(blocks)))
    for page in layout.pages:
        check_room(layout, page, height)
        check_columns(page, theme)
    check_breaks(layout, theme)
    check_words(layout, theme)
    return layout


def main() -> int:
    """Try as many documents as asked for and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=500, metavar="N", help="documents to try (default: 500)")
    parser.add_argument("--first", type=int, default=1, metavar="SEED", help="seed of the first (default: 1)")
    arguments = parser.parse_args()
    pages = notes = carried = overfull = breaches = 0
    for seed in range(arguments.first, arguments.first + arguments.documents):
        try:
            layout = try_one(seed)
        except AssertionError as breach:
            breaches += 1
            print(f"document {seed}: {str(breach)[:200]}")
            continue
        pages += len(layout.pages)
        notes += len(layout.notes)
        carried += sum(part.start > 0 for page in layout.pages for part in page.notes)
        overfull += layout.overfull
    print(f"{arguments.documents} documents, {pages} pages, {notes} notes, {carried} carried on, {overfull} overfull")
    print(f"{breaches} breaches of the guarantee")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
