"""The marks of what is new since an earlier edition, worked out again from both files."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing.model.brief import News
from briefing.verify.contents import Contents, Standing, list_contents, read_contents
from briefing.verify.delivered import Delivered
from briefing.verify.difference import pair_statements
from briefing.verify.problems import Problem
from briefing.verify.report import Report
from briefing.verify.statements import close_up


def tell_news(old: Sequence[Standing], new: Sequence[Standing]) -> tuple[dict[str, News], int]:
    """Return what each statement is to an earlier edition, by its id, and how many of that are not printed any more.

    A statement that stands there in the same words has no entry, wherever it stands and whatever its note says.
    """
    pairs = {now.id: before for before, now in pair_statements(old, new)}
    news: dict[str, News] = {each.id: "new" for each in new if each.id not in pairs}
    altered = (each for each in new if each.id in pairs and close_up(pairs[each.id].words) != close_up(each.words))
    news |= {each.id: "revised" for each in altered}
    return news, len(old) - len(pairs)


def add_news(report: Report, delivered: Delivered, earlier: bytes | None) -> Report:
    """Return the report of a file with what its marks of new statements come to.

    Without the earlier edition they agree with the record, which is said. Raises CheckError for an earlier edition
    that cannot be read.
    """
    contents = list_contents(delivered)
    if earlier is not None:
        found = tuple(check_news(contents, read_contents(earlier)))
        return replace(report, problems=(*report.problems, *found))
    since = contents.record.since
    if since is None:
        return report
    remark = (
        f"what is marked as new since version {since.version} was not worked out again: name that file with --since"
    )
    return replace(report, remarks=(*report.remarks, remark))


def check_news(contents: Contents, earlier: Contents) -> Iterator[Problem]:
    """Say which marks do not follow from the earlier edition, and whether it is the one that was meant."""
    since = contents.record.since
    if since is None:
        yield Problem("news-unmarked", "this file marks nothing as new")
        return
    if since.record != earlier.digest:
        message = f"the earlier edition given is not the one that the marks are against: version {since.version}"
        yield Problem("news-other", message)
        return
    news, gone = tell_news(earlier.statements, contents.statements)
    marked = {printed.statement: printed.news for printed in contents.record.printed}
    for identity in (each.id for each in contents.statements):
        expected, found = news.get(identity), marked[identity]
        if expected != found:
            yield Problem("news-wrong", f"the statement {identity} is marked otherwise", _say(expected), _say(found))
    if gone != since.gone:
        message = "statements of the earlier edition that are not printed any more are counted otherwise"
        yield Problem("news-count", message, str(gone), str(since.gone))


def _say(news: News | None) -> str:
    return news or "no mark"
