"""Measure the PDF alone: the same text through Briefing, typst and WeasyPrint, each as a whole process.

Run it with `python -m benchmarks.pdf`. Two documents made by rule (see volume.py): a brief of three pages with 14
notes, and some 300 pages with 1,600 notes, tables and long notes. Ours is tagged and archivable (PDF/UA-1, PDF/A-3b),
the others are what they are by default. A yardstick that is not installed for PYTHON (--yardsticks) is left out.
"""

import argparse
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Callable
from html import escape
from pathlib import Path

from benchmarks.run import ENVIRONMENT, ROOT, Cost, middle, run
from benchmarks.volume import Writer, make_points, make_volume
from briefing.model.document import (
    Block,
    BulletList,
    Callout,
    Document,
    Emphasis,
    Facts,
    Fine,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Masthead,
    Note,
    OrderedList,
    Paragraph,
    Quoted,
    Strong,
    Table,
    Tag,
    Text,
)

SECTIONS = 53
OURS = """
import pickle, sys
from pathlib import Path
from briefing.render.pdf.writer import write_pdf
from tests.render.samples import read_theme
document = pickle.loads(Path(sys.argv[1]).read_bytes())
Path(sys.argv[2]).write_bytes(write_pdf(document, read_theme())[0])
"""
"""The text is read from a file, as the others read it from theirs."""
TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]])"
WEASYPRINT = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2])"
FACES = ROOT / "briefing" / "render" / "pdf" / "faces"


def make_brief() -> Document:
    """Return a brief of three pages with 14 notes."""
    writer = Writer(3)
    blocks: list[Block] = [Callout("key-points", (Heading(2, (Text("Key points"),), "key"), make_points(writer, 4)))]
    for number, title in enumerate(("Terms", "Response", "Views")):
        blocks += [Heading(1, (Text(title),), title), writer.body(), *(writer.statement() for _ in range(2))]
        if number == 0:
            blocks.append(writer.table(1, 4))
    return Document(masthead=Masthead(title="The accord", subtitle="A brief", edition="v1.0"), blocks=tuple(blocks))


DOCUMENTS: dict[str, Callable[[], Document]] = {"brief": make_brief, "volume": lambda: make_volume(SECTIONS)}


class Markup:
    """Write a document in the markup of typst."""

    head = (
        '#set page(paper: "a4", margin: (x: 31mm, top: 25mm, bottom: 26mm), numbering: "1 / 1")\n'
        '#set text(font: "Noto Serif", size: 10.2pt, lang: "en")\n#show figure: set block(breakable: true)\n'
    )
    foot = ""

    def write(self, document: Document) -> str:
        """Return the whole document."""
        title = self.heading(1, document.masthead.title)
        return self.head + title + "".join(map(self.block, document.blocks)) + self.foot

    def block(self, block: Block) -> str:
        """Return one block."""
        match block:
            case Heading(level, children):
                return self.heading(level + 1, self.inlines(children))
            case Paragraph(children):
                return self.paragraph(self.inlines(children))
            case BulletList(items) | OrderedList(items):
                return self.items(["".join(map(self.block, item)) for item in items], isinstance(block, OrderedList))
            case Table():
                return self.table(block)
            case Callout(_, blocks):
                return self.box("".join(map(self.block, blocks)))
            case Facts(items):
                return self.paragraph(" ".join(f"{self.escape(i.label)} {self.inlines(i.value)}" for i in items))

    def inlines(self, children: Inlines) -> str:
        """Return inlines one after the other."""
        return "".join(map(self.inline, children))

    def inline(self, inline: Inline) -> str:
        """Return one inline."""
        match inline:
            case Text(text) | Tag(text):
                return self.escape(text)
            case Note(_, children):
                return self.note(self.inlines(children))
            case Emphasis(children):
                return self.emphasis(self.inlines(children))
            case Link(url, children):
                return self.link(url, self.inlines(children))
            case Quoted(_, children) | Strong(children) | Fine(children):
                return self.inlines(children)
            case LineBreak():
                return " "

    def escape(self, text: str) -> str:
        """Return text that means itself."""
        return "".join(f"\\{char}" if char in "\\*_#$@<>[]`~/=-+" else char for char in text)

    def heading(self, level: int, text: str) -> str:
        """Return a heading."""
        return f"#heading(level: {level})[{text}]\n\n"

    def paragraph(self, text: str) -> str:
        """Return a paragraph."""
        return f"{text}\n\n"

    def items(self, items: list[str], ordered: bool) -> str:
        """Return a list."""
        return f"#{'enum' if ordered else 'list'}({', '.join(f'[{item}]' for item in items)})\n\n"

    def box(self, text: str) -> str:
        """Return a box."""
        return f'#block(fill: rgb("#EEF3F8"), inset: 11pt)[{text}]\n\n'

    def table(self, table: Table) -> str:
        """Return a table with its caption."""
        heads = ", ".join(f"[{self.inlines(column.head)}]" for column in table.columns)
        cells = ", ".join(f"[{self.inlines(cell)}]" for row in table.rows for cell in row)
        body = f"table(columns: (24%, 1fr), align: left, stroke: none, table.header({heads}), {cells})"
        return f"#figure({body}, caption: [{self.inlines(table.caption)}])\n\n{self.inlines(table.legend)}\n\n"

    def note(self, text: str) -> str:
        """Return a footnote."""
        return f"#footnote[{text}]"

    def emphasis(self, text: str) -> str:
        """Return words in italics."""
        return f"#emph[{text}]"

    def link(self, url: str, text: str) -> str:
        """Return a link."""
        return f'#link("{url}")[{text}]'


class Page(Markup):
    """Write a document as HTML with footnotes of CSS."""

    head = f"""<!doctype html><html lang="en"><head><title>The accord</title><meta charset="utf-8"><style>
@font-face {{ font-family: S; src: url({(FACES / "NotoSerif-Regular.ttf").as_uri()}) }}
@font-face {{ font-family: S; font-style: italic; src: url({(FACES / "NotoSerif-Italic.ttf").as_uri()}) }}
@page {{ size: A4; margin: 25mm 31mm 26mm; @bottom-right {{ content: counter(page) " of " counter(pages) }} }}
body {{ font: 10.2pt/14.6pt S }} .note {{ float: footnote; font-size: 8pt; line-height: 11pt }}
.box {{ background: #EEF3F8; padding: 11pt }} tr {{ break-inside: avoid }} h1, h2, h3 {{ break-after: avoid }}
</style></head><body>"""
    foot = "</body></html>"

    def escape(self, text: str) -> str:
        """Return text that means itself."""
        return escape(text)

    def heading(self, level: int, text: str) -> str:
        """Return a heading."""
        return f"<h{level}>{text}</h{level}>"

    def paragraph(self, text: str) -> str:
        """Return a paragraph."""
        return f"<p>{text}</p>"

    def items(self, items: list[str], ordered: bool) -> str:
        """Return a list."""
        tag = "ol" if ordered else "ul"
        return f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"

    def box(self, text: str) -> str:
        """Return a box."""
        return f'<div class="box">{text}</div>'

    def table(self, table: Table) -> str:
        """Return a table with its caption."""
        heads = "".join(f"<th>{self.inlines(column.head)}</th>" for column in table.columns)
        rows = ("".join(f"<td>{self.inlines(cell)}</td>" for cell in row) for row in table.rows)
        body = "".join(f"<tr>{row}</tr>" for row in rows)
        caption = self.inlines(table.caption)
        return f"<table><caption>{caption}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"

    def note(self, text: str) -> str:
        """Return a footnote."""
        return f'<span class="note">{text}</span>'

    def emphasis(self, text: str) -> str:
        """Return words in italics."""
        return f"<i>{text}</i>"

    def link(self, url: str, text: str) -> str:
        """Return a link."""
        return f'<a href="{escape(url)}">{text}</a>'


def prepare(name: str, scratch: Path, python: str, present: set[str]) -> dict[str, list[str]]:
    """Write the text for the yardsticks and return the commands to measure."""
    document, out = DOCUMENTS[name](), str(scratch / f"{name}.pdf")
    text = scratch / f"{name}.pickle"
    text.write_bytes(pickle.dumps(document))
    commands = {
        "interpreter": [sys.executable, "-c", "pass"],
        "briefing": [sys.executable, "-c", OURS, str(text), out],
    }
    if "typst" in present:
        source = scratch / f"{name}.typ"
        source.write_text(Markup().write(document), encoding="utf-8")
        commands["typst"] = [python, "-c", TYPST, str(source), f"{out}.typst.pdf", str(FACES)]
    if "weasyprint" in present:
        page = scratch / f"{name}.html"
        page.write_text(Page().write(document), encoding="utf-8")
        commands["weasyprint"] = [python, "-c", WEASYPRINT, str(page), f"{out}.weasyprint.pdf"]
    return commands


def find_yardsticks(python: str) -> set[str]:
    """Return which of the two can be imported by this Python."""
    names = ("typst", "weasyprint")
    done = [subprocess.run([python, "-c", f"import {name}"], capture_output=True, check=False) for name in names]
    return {name for name, each in zip(names, done, strict=True) if not each.returncode}


def measure(commands: dict[str, list[str]], runs: int) -> dict[str, Cost]:
    """Measure the commands in turns; the first round is not counted where there are several."""
    rounds = [{label: run(command) for label, command in commands.items()} for _ in range(runs + (runs > 1))]
    counted = rounds[1:] or rounds
    return {label: middle([costs[label] for costs in counted]) for label in commands}


def report(name: str, costs: dict[str, Cost], scratch: Path) -> None:
    """Print the rows of one document, with pages and size of each file."""
    print(f"{name:18}{'wall s':>9}{'cpu s':>9}{'peak MiB':>10}{'pages':>7}{'MB':>8}")
    for label, cost in costs.items():
        file = scratch / (f"{name}.pdf" if label == "briefing" else f"{name}.pdf.{label}.pdf")
        size = f"{count_pages(file):7}{file.stat().st_size / 1e6:8.2f}" if file.exists() else ""
        print(f"  {label:16}{cost.wall:9.2f}{cost.cpu:9.2f}{cost.memory:10.1f}{size}")


def count_pages(file: Path) -> int:
    """Return the pages of a PDF file."""
    import pypdfium2  # type: ignore[import-untyped]  # ships no types

    return len(pypdfium2.PdfDocument(file))


def main() -> int:
    """Measure both documents and print a table of each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="counted runs of each command (default: 3)")
    parser.add_argument("--yardsticks", default=sys.executable, metavar="PYTHON", help="a Python that has the others")
    arguments = parser.parse_args()
    present = find_yardsticks(arguments.yardsticks)
    ENVIRONMENT["PYTHONHASHSEED"] = "0"
    with tempfile.TemporaryDirectory() as folder:
        for name in DOCUMENTS:
            scratch = Path(folder)
            report(name, measure(prepare(name, scratch, arguments.yardsticks, present), arguments.runs), scratch)
    return 0


if __name__ == "__main__":
    sys.exit(main())
