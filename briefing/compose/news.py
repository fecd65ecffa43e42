"""A brief and what of it is new -> the same with each such statement marked, wherever it is printed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from briefing.model.brief import Brief, ChronologyEntry, DisagreementEntry, News, Point, Since

_TAGS: Mapping[News, str] = {"new": "tag-new", "revised": "tag-revised"}


def mark_news(brief: Brief, news: Mapping[str, News], since: Since) -> Brief:
    """Return the brief with its statements marked, by their ids, and the edition named that they are new since."""

    def mark(point: Point) -> Point:
        return replace(point, news=news.get(point.statement.id))

    def mark_entry(entry: ChronologyEntry) -> ChronologyEntry:
        return replace(entry, point=mark(entry.point)) if entry.point is not None else entry

    return replace(
        brief,
        key_points=tuple(map(mark, brief.key_points)),
        sections=tuple(replace(section, points=tuple(map(mark, section.points))) for section in brief.sections),
        chronology=tuple(map(mark_entry, brief.chronology)),
        disagreements=tuple(
            DisagreementEntry(each.about, mark(each.left), mark(each.right)) for each in brief.disagreements
        ),
        since=since,
    )


def list_tags(point: Point) -> tuple[str, ...]:
    """Return the phrase keys of the boxed words before a statement: what is new first."""
    return tuple(filter(None, (_TAGS[point.news] if point.news else "", point.tag or "")))


def list_points(brief: Brief) -> Iterator[Point]:
    """Yield every point at each of its places, in the order of the page."""
    yield from brief.key_points
    yield from (point for section in brief.sections for point in section.points)
    yield from (entry.point for entry in brief.chronology if entry.point is not None)
    yield from (side for pair in brief.disagreements for side in (pair.left, pair.right))
