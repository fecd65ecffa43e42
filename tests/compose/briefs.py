"""Briefs and layouts for tests of templates: small, and made in one line each."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from briefing.compose.markup import Parsed
from briefing.compose.templating import render_layout
from briefing.compose.viewer import LayoutContext
from briefing.config.settings import Settings
from briefing.model.brief import Brief, BriefSection, Citation, NotePlan, Point, Shape
from briefing.model.document import Inlines, Text
from briefing.model.evidence import Address
from briefing.model.source import SourceId, SourceKind, Span
from briefing.model.statement import Authored, Derived, Statement, Verbatim
from briefing.packs.lookup import Pack, TemplateFile, bundled_packs, load_pack
from briefing.packs.manifest import Option, OptionValue

SOURCE = SourceId("000")
PLAIN = load_pack("policy-brief", [bundled_packs()])


def make_point(
    words: str = "It binds.", label: str = "", tag: str | None = None, number: int = 1, by: str = ""
) -> Point:
    """Make a point whose source's whole text is its words; `by` makes it an editor's own."""
    span = Span(SOURCE, 0, len(words))
    statement = Statement(
        id=f"000:{number}.1",
        pieces=(Authored(words, by) if by else Verbatim(span),),
        type="authored" if by else "verbatim",
        section="terms",
        status="alleged" if tag else "reported",
    )
    return Point(
        statement=statement,
        note=NotePlan((Citation(source=SOURCE, paragraphs=(number,)),)),
        label=Derived(text=label, rule="name") if label else None,
        tag=tag,
        addresses=(Address(f"000:{number}.1"),),
    )


def make_section(*points: Point, shape: Shape = "bullets", remarks: tuple[str, ...] = ()) -> BriefSection:
    """Make a section titled Terms."""
    return BriefSection(id="terms", title="Terms", shape=shape, points=points, remarks=remarks)


def make_context(
    settings: Settings | None = None,
    words: str = "It binds.",
    sources: tuple[Inlines, ...] = ((Text("A source.", "derived"),),),
    kinds: tuple[SourceKind, ...] = (),
    options: Mapping[str, OptionValue] | None = None,
) -> LayoutContext:
    """Make a context in which every span quotes the same words."""
    return LayoutContext(
        settings=settings or Settings(),
        quote=lambda _: words,
        sources=sources,
        kinds=kinds,
        options=options or {},
    )


def make_pack(files: Mapping[str, str], options: Mapping[str, Option] | None = None) -> Pack:
    """Make a pack that extends the bundled one by templates and options."""
    templates = {f"!own/{name}": TemplateFile(text, f"own/{name}") for name, text in files.items()}
    return Pack(
        manifest=replace(PLAIN.manifest, options=options or {}),
        theme=PLAIN.theme,
        phrases=PLAIN.phrases,
        templates={**templates, **PLAIN.templates},
        chain=("own", "policy-brief"),
        folder=Path("own"),
        english=PLAIN.english,
    )


def fill(template: str, brief: Brief | None = None, context: LayoutContext | None = None, **others: str) -> Parsed:
    """Fill a template of a test; `other="…"` stands beside it as other.md.jinja."""
    files = {f"{name}.md.jinja": text for name, text in {"brief": template, **others}.items()}
    return render_layout(brief or Brief(title="A title"), make_pack(files), context or make_context())
