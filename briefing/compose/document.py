"""Brief -> document: the layout filled, the notes numbered, the masthead and the file's own properties set."""

from dataclasses import fields, replace

from briefing.compose.citations import list_sources, make_citer
from briefing.compose.notes import number_notes
from briefing.compose.pieces import Quote
from briefing.compose.record import write_record
from briefing.compose.templating import render_layout
from briefing.compose.viewer import LayoutContext, Paper
from briefing.config.settings import Settings
from briefing.model.brief import Brief
from briefing.model.document import Document, Inlines, Masthead, Properties, Signposts
from briefing.model.evidence import Analysis
from briefing.model.marks import fold_space
from briefing.model.source import SourceDocument, Span
from briefing.packs.handling import say_notice
from briefing.packs.lookup import Pack, answer_options


def build_document(brief: Brief, analysis: Analysis, settings: Settings, pack: Pack, program: str) -> Document:
    """Lay the brief out by the pack's templates. Raises PackError, with file and line, for a template that is wrong."""
    cite = make_citer(analysis.sources, analysis.registers, pack.phrases, pack.manifest.notes)

    context = LayoutContext(
        settings=settings,
        quote=make_quote(analysis),
        sources=list_sources(cite),
        papers=tuple(_make_paper(d, cite.short_forms[d.id]) for d in analysis.sources),
        kinds=tuple(d.reference.kind for d in analysis.sources if d.reference.kind is not None),
        options=answer_options(pack.manifest, settings),
    )
    parsed = render_layout(brief, pack, context)
    document = Document(
        masthead=make_masthead(brief, settings, pack),
        blocks=number_notes(parsed.blocks, parsed.notes, cite),
        properties=make_properties(brief, analysis, settings, program),
        signposts=make_signposts(pack),
    )
    return replace(document, record=write_record(document, brief, analysis, settings, pack, program))


def make_quote(analysis: Analysis) -> Quote:
    """Return what reads the words at a span from its source, white space folded."""
    sources = {document.id: document for document in analysis.sources}

    def quote(span: Span) -> str:
        return fold_space(sources[span.source].quote(span))

    return quote


def _make_paper(source: SourceDocument, name: Inlines) -> Paper:
    return Paper(source.id, name, source.reference.date, source.reference.language or "")


def make_masthead(brief: Brief, settings: Settings, pack: Pack) -> Masthead:
    """Return what stands above the body and runs along on every page."""
    say = pack.phrases.say
    above = (settings.issuer, settings.series or say("kicker"), settings.number)
    return Masthead(
        title=brief.title,
        subtitle=brief.subtitle,
        kicker=" · ".join(dict.fromkeys(filter(None, above))),
        marking=settings.marking,
        short_title=settings.short_title or brief.title,
        notice=say_notice(pack.phrases, settings.status, settings.embargo),
        edition=say("edition", version=settings.version, status=say(f"status-{settings.status}")),
        page=say("page", page="{page}", pages="{pages}"),
        contents=say("contents") if "contents" in pack.phrases.entries else "",
    )


def make_signposts(pack: Pack) -> Signposts:
    """Return the words that lead about a page on a screen; a pack without one of them goes without it."""

    def say(name: str) -> str:
        key = f"page-{name}"
        return pack.phrases.say(key, number="{number}") if key in pack.phrases.entries else ""

    return Signposts(**{each.name: say(each.name) for each in fields(Signposts)})


def make_properties(brief: Brief, analysis: Analysis, settings: Settings, program: str) -> Properties:
    """Return what the file says of itself where readers' programs look."""
    return Properties(
        authors=settings.authors or ((settings.issuer,) if settings.issuer else (program,)),
        subject=brief.subtitle,
        keywords=analysis.parties,
        language=settings.language,
        identifier=" ".join(filter(None, (settings.number, f"v{settings.version}"))),
        date=settings.file_date,
    )
