"""A report as one page for a browser: failures first, statements beside their passages, nothing from elsewhere."""

import html
import re
from collections.abc import Iterator, Mapping

from briefing.verify.problems import Problem
from briefing.verify.report import Entry, Report, say_headline
from briefing.verify.verdicts import Verdict

_WORDS: Mapping[Verdict, str] = {
    "failed": "Not proven",
    "proven": "Proven",
    "stated": "Stated by the editor",
    "recorded": "As recorded",
    "unchecked": "Not checked",
}
_UNHELD = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufdd0-\ufdef"
    "\ufeff\ufffe\uffff]"
)
"""What a page cannot hold, or what would hide or turn the words around it: named by its code point instead."""
_STYLE = """
:root { color-scheme: light }
body { font: 1rem/1.5 Georgia, "Times New Roman", serif; color: #1b1f24; background: #fff; margin: 2rem auto;
  max-width: 72rem; padding: 0 1.25rem }
h1, h2, th, .meta, .verdict, dt { font-family: "Segoe UI", Arial, sans-serif }
h1 { font-size: 1.5rem }
h2 { font-size: 1.2rem; margin-top: 2.25rem; border-top: 2px solid #12355b; padding-top: .5rem }
article { border-left: .3rem solid #55606e; padding: .1rem 0 .1rem 1rem; margin: 1.25rem 0; break-inside: avoid }
article.failed { border-color: #8a1c00 } article.proven { border-color: #1d6b38 }
.meta { color: #4a5461; font-size: .85rem; margin: 0 } .verdict { font-weight: 600 }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1.5rem } .sides > div { min-width: 0 }
.sides h3, .problem h3 { font: 600 .8rem/1.4 "Segoe UI", Arial, sans-serif; margin: .4rem 0 0; color: #4a5461 }
p { margin: .2rem 0 .6rem; overflow-wrap: anywhere } mark { background: #ffe3a3; color: inherit; padding: 0 .15em;
  text-decoration: underline; font-weight: 600 }
table { border-collapse: collapse; margin: 1rem 0 } th, td { text-align: left; padding: .25rem .9rem .25rem 0;
  border-bottom: 1px solid #d5dbe2; vertical-align: top } td.number { text-align: right }
@media (max-width: 44rem) { .sides { grid-template-columns: 1fr; gap: 0 } }
@media print { body { margin: 0; max-width: none; font-size: 10pt } h2 { break-after: avoid }
  mark { background: none } }
"""


def set_page(report: Report) -> str:
    """Return the page. Whatever comes from the file or from a source stands there as text, never as markup."""
    return "".join(_set_all(report))


def _set_all(report: Report) -> Iterator[str]:
    title = f"Check of {report.file}"
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    # Nothing may be loaded or run, whatever a file may have smuggled in.
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    yield f"<title>{_say(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
    yield f"<h1>{_say(title)}</h1>\n<p><strong>{_say(say_headline(report))}</strong></p>\n"
    yield "<p>This shows whether a brief is faithful to its sources. It does not show that the sources are right.</p>\n"
    yield from _set_counts(report)
    yield from _set_part("What does not hold", [*map(_set_whole, report.problems), *map(_set_entry, report.failures)])
    statements = [entry for entry in report.entries if entry.verdict != "failed" and entry.statement]
    yield from _set_part("Statements and their sources", [_set_entry(entry) for entry in statements])
    rest = [entry for entry in report.entries if entry.verdict != "failed" and not entry.statement]
    yield from _set_part("All other words", [_set_entry(entry) for entry in rest])
    remarks = "".join(f"<li>{_say(remark)}</li>" for remark in report.remarks)
    yield from _set_part("To know", [f"<ul>{remarks}</ul>\n"] if remarks else [])
    yield "</main>\n</body>\n</html>\n"


def _set_part(title: str, parts: list[str]) -> Iterator[str]:
    if parts:
        yield f"<section>\n<h2>{title}</h2>\n"
        yield from parts
        yield "</section>\n"


def _set_counts(report: Report) -> Iterator[str]:
    yield "<table>\n<caption>Lines and statements, by what answers for them</caption>\n"
    yield "<thead><tr><th scope=col>Kind</th>"
    yield from (f"<th scope=col>{words}</th>" for words in _WORDS.values())
    yield "</tr></thead>\n<tbody>\n"
    for kind in sorted({entry.kind for entry in report.entries}):
        there = [entry.verdict for entry in report.entries if entry.kind == kind]
        cells = "".join(f"<td class=number>{there.count(verdict)}</td>" for verdict in _WORDS)
        yield f"<tr><th scope=row>{kind}</th>{cells}</tr>\n"
    yield "</tbody>\n</table>\n"


def _set_whole(problem: Problem) -> str:
    return f'<article class="failed">\n<p class="meta">The file as a whole</p>\n{_set_problem(problem)}</article>\n'


def _set_entry(entry: Entry) -> str:
    """Set one entry: who answers for it, its words beside those of the source, its note, and what does not hold."""
    note = f"note {entry.note}" if entry.note else ""
    author = f"written by {entry.author}" if entry.author else ""
    places = " · ".join(_say(each) for each in (entry.place, entry.statement, note, entry.kind, author) if each)
    head = f'<p class="meta"><span class="verdict">{_WORDS[entry.verdict]}</span> · {places}</p>\n'
    found = f"<div><h3>In the brief</h3><p>{_say(entry.text)}</p></div>"
    source = f"<div><h3>In the source</h3><p>{_say(entry.passage)}</p></div>" if entry.passage else ""
    cited = f'<p class="meta">{_say(entry.note_text)}</p>\n' if entry.note_text else ""
    problems = "".join(map(_set_problem, entry.problems))
    both = f'<div class="sides">{found}{source}</div>\n'
    return f'<article class="{entry.verdict}">\n{head}{both}{cited}{problems}</article>\n'


def _set_problem(problem: Problem) -> str:
    texts = {"Expected": problem.expected, "Found": problem.found}
    sides = "".join(f"<div><h3>{name}</h3><p>{_mark(text)}</p></div>" for name, text in texts.items() if text)
    both = f'<div class="sides">{sides}</div>' if sides else ""
    told = f"<p><strong>{_say(problem.message)}</strong> <code>{_say(problem.code)}</code></p>"
    return f'<div class="problem">{told}{both}</div>\n'


def _mark(text: str) -> str:
    """Set a text with the words in which it differs marked."""
    return re.sub("⟦(.*?)⟧", r"<mark>\1</mark>", _say(text))


def _say(text: str) -> str:
    """Return a text as it may stand on the page."""
    return html.escape(_UNHELD.sub(lambda sign: f"(U+{ord(sign[0]):04X})", text))
