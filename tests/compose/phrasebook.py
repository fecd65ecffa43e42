"""The fixed words of notes for tests that need no pack, and notes as text that a person can compare."""

from briefing.model.document import Emphasis, Inline, Inlines, Link, Note, Text

PHRASES = {
    "note-see-also": "see also",
    "note-para": "para. {n}",
    "note-paras": "paras. {n}",
    "note-and": "and",
    "note-et-al": "{name} et al.",
    "note-not-stated": "{items} not stated",
    "note-item-author": "author",
    "note-item-publisher": "publisher",
    "note-item-date": "date",
    "note-first-covered": "first covered by {via}",
    "note-reported-by": "reported by {via}",
    "note-file": "file {file}",
    "note-digest": "(SHA-256 {digest}…)",
    "note-accessed": "accessed {date}",
    "note-date-inferred": "date inferred from {citation}",
    "note-date-unresolved": "the source does not say which date this is",
    "note-form-official": "official statement",
    "note-form-note": "note",
    "date-day": "{day} {month} {year}",
    "date-day-month-first": "{month} {day}, {year}",
    "date-month": "{month} {year}",
    "kind-news": "news",
    "kind-opinion": "opinion",
    "kind-official": "official text",
    "kind-treaty": "treaty",
    "kind-report": "report",
    "kind-reference": "reference page",
    "kind-note": "note",
    "kind-unknown": "kind not stated",
}
MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
PHRASES |= {f"month-{number}": month for number, month in enumerate(MONTHS, start=1)}
for word in ("commentary", "report", "statement", "text", "note"):
    PHRASES |= {
        f"note-untitled-{word}": f"untitled {word} beginning “{{words}}”",
        f"note-short-{word}": f"untitled {word}",
    }


class Phrases:
    """Say the phrases above; a value that a phrase has no place for is an error."""

    def say(self, key: str, **values: str) -> str:
        """Fill in a phrase."""
        for name in values:
            assert f"{{{name}}}" in PHRASES[key], f"{key} has no place for {name}"
        return PHRASES[key].format(**values)


def as_markdown(children: Inlines) -> str:
    """Write inlines as a person reads them in the fixtures: italics in asterisks, links in angle brackets."""
    return "".join(map(_mark, children))


def _mark(child: Inline) -> str:
    match child:
        case Text(text):
            return text
        case Emphasis(children):
            return f"*{as_markdown(children)}*"
        case Link(url, children):
            assert as_markdown(children) == url
            return f"<{url}>"
        case Note(number, children):
            return f"[{number}: {as_markdown(children)}]"
        case _:
            raise AssertionError(f"no place in a note: {child}")
