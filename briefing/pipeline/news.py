"""A brief that is assembled, and an earlier edition of it -> the same brief with what is new since then marked."""

from collections.abc import Mapping
from dataclasses import replace

from briefing.compose.document import make_quote
from briefing.compose.news import list_points, mark_news
from briefing.compose.pieces import Quote, print_pieces
from briefing.distribute.editions import FoundEdition, Listing, list_editions, rank
from briefing.model.brief import Point, Since
from briefing.model.edition import Edition
from briefing.model.finding import Finding
from briefing.model.source import SourceDocument, SourceId
from briefing.model.statement import Authored
from briefing.pipeline.assembly import Assembly
from briefing.pipeline.comparing import Side, open_side, read_edition
from briefing.pipeline.progress import Journal
from briefing.pipeline.request import BuildRequest
from briefing.verify.contents import Standing
from briefing.verify.news import tell_news


def mark_since(assembly: Assembly, request: BuildRequest, stem: str, journal: Journal) -> Assembly:
    """Return the assembly with its brief marked against the edition of the request, else against the last one.

    Raises UsageError and CheckError for an earlier edition that is named and cannot be read; where none is named and
    there is none, that is a finding.
    """
    if request.since:
        side: Side | None = open_side(request.since, request.out)
    else:
        listing = list_editions(request.out)
        journal.report(listing.findings)
        side = find_last(assembly, stem, listing)
    if side is None:
        message = "nothing is marked as new: the output folder has no earlier edition of this brief"
        hint = "name one with --since"
        journal.report((Finding(severity="note", code="news-without-edition", message=message, hint=hint),))
        return assembly
    news, gone = tell_news(side.contents.statements, list_standings(assembly))
    given = side.contents.record.given
    since = Since(name=side.stem, version=str(given.get("version", "")), record=side.contents.digest, gone=gone)
    return replace(assembly, brief=mark_news(assembly.brief, news, since))


def find_last(assembly: Assembly, stem: str, listing: Listing) -> Side | None:
    """Return the newest of the earlier editions listed that are of this brief; None where there is none.

    A brief is known by its title or short title, and by its language.
    """
    settings = assembly.settings
    own = Edition(
        stem=stem, title=assembly.brief.title, short_title=settings.short_title, language=settings.language,
        version=settings.version, status=settings.status, published=settings.published,
    )  # fmt: skip
    found = next((each for each in listing.editions if _is_earlier(each, own)), None)
    return read_edition(found) if found is not None else None


def _is_earlier(found: FoundEdition, own: Edition) -> bool:
    edition = found.edition
    same = edition.title == own.title or edition.short_title == own.short_title != ""
    return same and edition.language == own.language and rank(edition)[:2] < rank(own)[:2]


def list_standings(assembly: Assembly) -> tuple[Standing, ...]:
    """Return the statements of a brief as they would be read from its files, once each."""
    quote = make_quote(assembly.analysis)
    sources = {source.id: source for source in assembly.analysis.sources}
    made = (_make_standing(point, sources, quote) for point in list_points(assembly.brief))
    return tuple({standing.id: standing for standing in made}.values())


def _make_standing(point: Point, sources: Mapping[SourceId, SourceDocument], quote: Quote) -> Standing:
    statement = point.statement
    author = next((piece.by for piece in statement.pieces if isinstance(piece, Authored)), "")
    source = sources.get(SourceId(statement.id.partition(":")[0])) if not author else None
    return Standing(
        id=statement.id,
        words="".join(text.text for text in print_pieces(statement.pieces, quote)),
        author=author,
        claims=statement.claims,
        source=source.file if source else "",
        digest=source.digest if source else "",
    )
