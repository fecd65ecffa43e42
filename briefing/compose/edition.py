"""A brief that is laid out -> what its edition is called, says in short and rests on; its files are added later."""

import hashlib
from collections.abc import Iterator

from briefing.compose.document import make_quote
from briefing.compose.news import list_tags
from briefing.compose.pieces import Quote, print_pieces
from briefing.config.settings import Settings
from briefing.model.brief import Brief, Point
from briefing.model.document import Document, Text, iterate_blocks
from briefing.model.edition import Edition, EditionSource
from briefing.model.evidence import Analysis
from briefing.model.marks import fold_space
from briefing.model.statement import Authored
from briefing.packs.handling import say_rule
from briefing.packs.lookup import Pack, answer_options
from briefing.packs.phrases import Phrases


def describe_edition(
    document: Document, brief: Brief, analysis: Analysis, settings: Settings, pack: Pack, stem: str
) -> Edition:
    """Return the edition of a brief under the name that its files have in common, without the files."""
    return Edition(
        stem=stem,
        title=brief.title,
        subtitle=brief.subtitle,
        short_title=settings.short_title,
        issuer=settings.issuer,
        series=settings.series,
        number=settings.number,
        language=settings.language,
        version=settings.version,
        status=settings.status,
        marking=settings.marking,
        embargo=settings.embargo,
        as_of=settings.as_of,
        published=settings.published,
        replaces=settings.replaces,
        changes=settings.changes,
        contact=settings.contact,
        licence=settings.licence,
        key_points=tuple(_list_key_points(brief, make_quote(analysis), pack.phrases)),
        cut_off=_find_cut_off(brief, pack.phrases),
        handling=_find_rule(document, settings, pack.phrases),
        sources=tuple(EditionSource(id=each.id, file=each.file, sha256=each.digest) for each in analysis.sources),
        pack=f"{pack.manifest.name} {pack.manifest.version}",
        since=brief.since.name if brief.since else "",
        options=answer_options(pack.manifest, settings),
        record=hashlib.sha256(document.record.encode("utf-8", "backslashreplace")).hexdigest(),
    )


def _list_key_points(brief: Brief, quote: Quote, phrases: Phrases) -> Iterator[str]:
    """Yield the key points as they are printed: the boxed word before each, author or qualification behind."""
    for point in brief.key_points:
        words = "".join(text.text for text in print_pieces(point.statement.pieces, quote))
        tags = map(phrases.say, list_tags(point))
        qualifier = f"· {point.qualifier.text}" if point.qualifier else ""
        yield fold_space(" ".join(filter(None, (*tags, words, _say_author(point, phrases), qualifier)))).strip()


def _say_author(point: Point, phrases: Phrases) -> str:
    authors = dict.fromkeys(piece.by for piece in point.statement.pieces if isinstance(piece, Authored))
    return phrases.say("authored-by", by=phrases.join(tuple(authors))) if authors else ""


def _find_rule(document: Document, settings: Settings, phrases: Phrases) -> str:
    """Return the rule of the marking if the layout prints it."""
    rule = say_rule(phrases, settings.marking)
    printed = any(isinstance(each, Text) and each.text == rule for each in iterate_blocks(document.blocks))
    return rule if printed else ""


def _find_cut_off(brief: Brief, phrases: Phrases) -> str:
    """Return the fact that says how far the information goes, with its label; nothing where no date is known."""
    labels = [phrases.say("fact-as-of"), phrases.say("fact-latest-date")]
    return next((f"{fact.label}: {fact.value}" for fact in brief.facts if fact.label in labels), "")
