"""The chronology: facts whose sentence opens on one absolute date, background included, in order of time."""

from collections.abc import Sequence

from briefing.compose.passages import Passage
from briefing.compose.selection import Chooser, Row, Selection
from briefing.model.evidence import DateMention
from briefing.model.source import PartialDate

TWICE = 2
"""No sentence is printed more often."""
FEWEST = 2
"""Rows from which there is an order of time to show."""
PLANS = frozenset("will plan plans planned intend intends expected shall would may could".split())
"""Words of what has not happened yet; in lower case, for May is a month."""
OPENING = 12
"""Characters within which a date opens a sentence: "In February 2024, ..."."""


def date_of(passage: Passage) -> DateMention | None:
    """Return the one absolute date that a passage's first sentence states as a fact; None for none or several."""
    lead = passage.lead
    if lead.status != "reported" or lead.attribution is not None or not passage.own:
        return None
    if any(e.status != "reported" for e in passage.evidence):
        return None
    if len(lead.dates) != 1 or lead.dates[0].relative or PLANS & set(passage.text.split()):
        return None
    date = lead.dates[0]
    # A year or a month deep in a sentence mostly dates something else than what the sentence tells.
    opens = date.span.start - lead.sentence.span.start <= OPENING
    return date if opens or (date.form == "day" and _closes_clause(passage, date)) else None


def _closes_clause(passage: Passage, date: DateMention) -> bool:
    """Say whether punctuation follows a date: "signed on 19 June" tells, "signed on 19 June obliges" only mentions."""
    rest = passage.original[date.span.end - passage.lead.sentence.span.start :]
    return not rest.lstrip()[:1].isalnum()


def as_partial(mention: DateMention) -> PartialDate | None:
    """Return an absolute date as precisely as it was stated; None for a stretch that is no day, month or year."""
    if mention.interval is None or mention.form not in {"day", "month", "year"}:
        return None
    first = mention.interval.first
    if mention.form == "day":
        return PartialDate(first.year, first.month, first.day)
    return PartialDate(first.year, first.month) if mention.form == "month" else PartialDate(first.year)


def choose_chronology(passages: Sequence[Passage], chooser: Chooser, selection: Selection, most: int) -> list[Row]:
    """Return at most so many dated facts in order of time.

    Background that stands here is printed and no longer withheld. What is printed twice already is referred to, not
    printed a third time. Of twins, and of two facts of one day and one kind, the more salient stands here.
    """
    rows: list[Row] = []
    for passage in sorted(passages, key=lambda p: (-p.salience, p.lead.address)):
        mention = date_of(passage)
        date = as_partial(mention) if mention is not None else None
        if len(rows) >= most:
            break
        if date is not None and not _is_told(date, passage, rows, chooser):
            rows.append(Row(date, passage, printed=_count(passage, selection) < TWICE))
    if len(rows) < FEWEST:
        return []
    return sorted(rows, key=lambda row: (row.date.first, row.date.last, row.passage.lead.address))


def _is_told(date: PartialDate, passage: Passage, rows: Sequence[Row], chooser: Chooser) -> bool:
    if any(row.passage.text == passage.text for row in rows):
        return True
    told = {address for row in rows for address in row.passage.addresses}
    if any(chooser.twins.partners(address) & told for address in passage.addresses):
        return True
    return any(row.date == date and row.passage.lead.concepts & passage.lead.concepts for row in rows)


def _count(passage: Passage, selection: Selection) -> int:
    """Count how often a passage is printed already."""
    chosen = [*selection.key_points, *(p for points in selection.sections.values() for p in points)]
    return sum(1 for other in chosen if set(other.addresses) & set(passage.addresses))
