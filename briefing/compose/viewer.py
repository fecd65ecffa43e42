"""A brief, its pack and its settings -> the views that a template sees."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import get_args

from briefing.compose.news import list_points, list_tags
from briefing.compose.pieces import Quote, print_pieces
from briefing.compose.slots import Content, Slot, Slots
from briefing.compose.views import (
    BriefView,
    DayView,
    EntryView,
    Fields,
    PairView,
    PaperView,
    PointView,
    Printed,
    SectionView,
    Words,
)
from briefing.config.settings import Settings
from briefing.errors import PackError
from briefing.model.brief import Brief, BriefSection, ChronologyEntry, News, NotePlan, Point
from briefing.model.document import Fact, Facts, Fine, Inline, Inlines, Note, Origin, Quoted, Tag, Text
from briefing.model.source import PartialDate, SourceId, SourceKind
from briefing.model.statement import Authored, Statement
from briefing.packs.handling import say_rule
from briefing.packs.lookup import Pack
from briefing.packs.manifest import OptionValue
from briefing.packs.phrases import Phrases

ADDRESSES = "addresses"
"""The option of a pack that asks for the address of each statement in a final brief too."""

_DEFAULT_COLUMNS = ("column-provision", "column-as-reported")
_FIELDS = (
    "issuer", "series", "number", "version", "replaces", "changes", "contact", "licence", "funding", "disclaimer"
)  # fmt: skip
SETTINGS_SHOWN = frozenset({*_FIELDS, "published", "as_of", "authors", "status", "language"})
"""What a template may ask of the settings."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One source as a digest names it: by its short note, under its day."""

    source: SourceId
    name: Inlines
    date: PartialDate | None
    language: str = ""
    """As far as it is stated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutContext:
    """What a layout needs besides the brief and the pack."""

    settings: Settings
    quote: Quote
    sources: tuple[Inlines, ...] = ()
    """The lines of the list of sources."""
    papers: tuple[Paper, ...] = ()
    """The sources in their order."""
    kinds: tuple[SourceKind, ...] = ()
    """The kinds of the sources as far as they are known."""
    options: Mapping[str, OptionValue] = field(default_factory=dict)
    """The answers to the pack's questions."""


@dataclass(slots=True)
class Viewer:
    """Make views whose values land in one collection of slots."""

    pack: Pack
    context: LayoutContext
    slots: Slots = field(default_factory=Slots)
    points: int = 0
    tagged: set[int] = field(default_factory=set)
    """The points whose tag was printed apart from their words."""
    bare: dict[int, str] = field(default_factory=dict)
    """The points that have a tag and were printed without it, and the ids of their statements."""

    @property
    def phrases(self) -> Phrases:
        """The fixed words of the pack."""
        return self.pack.phrases

    def brief(self, brief: Brief) -> BriefView:
        """Make the view of the whole brief."""
        given: Origin = "given" if self.context.settings.title else "derived"
        sections = self._sections(brief)
        return BriefView(
            title=self.words(brief.title, given),
            subtitle=self.words(brief.subtitle, "given" if self.context.settings.subtitle else "derived"),
            facts=self._facts(brief),
            key_points=tuple(map(self._point, brief.key_points)),
            missing=self.words(brief.missing),
            since=self._say_since(brief),
            handling=self.words(say_rule(self.phrases, self.context.settings.marking), "pack"),
            sections=sections,
            chronology=tuple(map(self._entry, brief.chronology)),
            disagreements=tuple(
                PairView(self.words(each.about), self._point(each.left), self._point(each.right))
                for each in brief.disagreements
            ),
            days=tuple(self._days(brief)),
            tables=max((section.table_number for section in sections), default=0),
            method=tuple(map(self.words, brief.method)),
            sources=tuple(Words(line, self.slots) for line in self.context.sources),
            kinds=self.context.kinds,
        )

    def settings(self) -> Fields:
        """Make the view of the settings that a layout may print."""
        settings = self.context.settings
        days = {"published": settings.published, "as_of": settings.as_of}
        values: dict[str, object] = {name: self.words(str(getattr(settings, name)), "given") for name in _FIELDS}
        values |= {name: self.words(self.phrases.say_date(day) if day else "", "given") for name, day in days.items()}
        values |= {"authors": tuple(self.words(author, "given") for author in settings.authors)}
        values |= {"status": settings.status, "language": settings.language}
        return Fields(values)

    def options(self) -> Fields:
        """Make the view of the answers to the pack's questions: what somebody wrote freely prints as it is."""
        asked = self.pack.manifest.options
        return Fields(
            {
                name: self.words(answer, "given") if isinstance(answer, str) and not asked[name].choices else answer
                for name, answer in self.context.options.items()
            }
        )

    def words(self, text: str, origin: Origin = "derived") -> Words:
        """Make the view of a text."""
        return Words((Text(text, origin),) if text else (), self.slots)

    def say(self, key: str, **values: object) -> Words:
        """Say a phrase of the pack: a value keeps its origin, one that the template counts or writes is derived."""
        parts: list[Inline] = []
        for part, is_value in self.phrases.parts(key, values):
            if isinstance(part, Words):
                parts.extend(part.content)
            else:
                parts.append(Text(str(part), "derived" if is_value else "pack"))
        return Words(tuple(parts), self.slots)

    def has_phrase(self, key: str) -> bool:
        """Say whether the pack has a phrase."""
        return key in self.phrases.entries

    def check_tags(self) -> None:
        """Raise PackError when a statement was printed without its tag, and the tag nowhere else."""
        for number, statement in self.bare.items():
            if number not in self.tagged:
                message = f"the layout prints statement {statement} without its tag"
                raise PackError(message, hint="print {{ point }}, or {{ point.tag }} beside {{ point.words }}")

    def _say_since(self, brief: Brief) -> Words:
        """Say what the marks of a newer edition mean, and how much of the earlier one is not printed any more."""
        if brief.since is None:
            return self.words("")
        gone, version = brief.since.gone, self.words(brief.since.version)
        marked = any(point.news for point in list_points(brief))
        tags = {key: self.say(f"tag-{key}") for key in get_args(News)}
        told = self.say("since-marks" if marked else "since-nothing", version=version, **tags).content
        if gone:
            lost = self.say("since-gone", count=gone, number=self.phrases.say_number(gone)).content
            told = (*told, Text(" "), *lost)
        return Words(told, self.slots)

    def _facts(self, brief: Brief) -> Printed:
        facts = Facts(tuple(Fact(fact.label, (Text(fact.value, "derived"),)) for fact in brief.facts))
        return Printed(self._printer(facts), ("facts",), bool(brief.facts))

    def _sections(self, brief: Brief) -> tuple[SectionView, ...]:
        views, tables = [], 0
        for section in brief.sections:
            tables += section.shape == "table" and bool(section.points)
            views.append(self._section(section, tables))
        return tuple(views)

    def _section(self, section: BriefSection, table_number: int) -> SectionView:
        declared = self.pack.manifest.section(section.id)
        columns = declared.columns if declared and declared.columns else _DEFAULT_COLUMNS
        return SectionView(
            id=section.id,
            title=self.words(section.title, "pack"),
            shape=section.shape,
            points=tuple(map(self._point, section.points)),
            remarks=tuple(map(self.words, section.remarks)),
            columns=tuple(map(self._say_or_quote, columns)) if section.shape == "table" else (),
            table_number=table_number,
            authored=declared is not None and declared.authored,
        )

    def _say_or_quote(self, head: str) -> Words:
        """Say a phrase, or the words themselves where they are no key of one."""
        return self.say(head) if self.has_phrase(head) else self.words(head, "pack")

    def _days(self, brief: Brief) -> Iterator[DayView]:
        """Yield the body by the day of its sources, the earliest first, and in it by source; undated ones last."""
        papers = sorted(self.context.papers, key=lambda paper: (paper.date is None, _first_day(paper.date)))
        for date, group in groupby(papers, key=lambda paper: paper.date):
            views = [self._paper(paper, brief) for paper in group]
            told = tuple(view for view in views if view.points)
            if told:
                title = self.words(self.phrases.say_date(date)) if date else self.say("section-title-undated")
                yield DayView(title, told)

    def _paper(self, paper: Paper, brief: Brief) -> PaperView:
        found = [
            point for section in brief.sections for point in section.points
            if point.statement.type != "authored" and point.note.citations[0].source == paper.source
        ]  # fmt: skip
        found.sort(key=lambda point: point.note.citations[0].paragraphs)
        return PaperView(Words(paper.name, self.slots), tuple(map(self._point, found)))

    def _entry(self, entry: ChronologyEntry) -> EntryView:
        # Small and in the sans, since the column is set for the words of sources.
        refers = Words((Fine((Text(entry.refers.text, "derived"),)),) if entry.refers else (), self.slots)
        return EntryView(self.words(entry.date.text), self._point(entry.point) if entry.point else refers)

    def _point(self, point: Point) -> PointView:
        self.points += 1
        number, identity = self.points, (point.statement.id,)
        tags = tuple(Tag(self.phrases.say(key)) for key in list_tags(point))
        body = (*self._statement(point.statement), Note(0, ()), *self._addresses(point))
        qualifier = (Fine((Text("· "), Text(point.qualifier.text, "derived"))),) if point.qualifier else ()
        return PointView(
            whole=Printed(self._printer((*tags, *body), point.note), identity),
            words=Printed(self._bare_printer(number, point, body), identity),
            tag=Printed(self._tag_printer(number, tags), tuple(tag.text for tag in tags), bool(tags)),
            label=self.words(point.label.text if point.label else ""),
            qualifier=Words(qualifier, self.slots),
            status=point.statement.status,
        )

    def _statement(self, statement: Statement) -> Inlines:
        """Return the words of a statement: quoted if they are a source's, under the author's name if an editor's."""
        texts = print_pieces(statement.pieces, self.context.quote)
        authors = dict.fromkeys(piece.by for piece in statement.pieces if isinstance(piece, Authored))
        if not authors:
            return (Quoted(statement.id, texts, self._language(statement)),)
        by = self.say("authored-by", by=self.words(self.phrases.join(tuple(authors)), "given"))
        return (*texts, Text(" "), Fine(by.content))

    def _language(self, statement: Statement) -> str:
        """Return the language of a statement where it is not that of the brief; what no source tells is English."""
        source = statement.id.partition(":")[0]
        stated = {paper.source: paper.language for paper in self.context.papers}.get(SourceId(source), "")
        language = stated or self.pack.english.language
        general = [tag.partition("-")[0].lower() for tag in (language, self.context.settings.language)]
        return "" if general[0] == general[1] else language

    def _addresses(self, point: Point) -> Inlines:
        asked = self.context.settings.status == "draft" or self.context.options.get(ADDRESSES) is True
        return (Fine((Text(" "), Text(", ".join(point.addresses), "derived"))),) if asked and point.addresses else ()

    def _printer(self, content: Content, plan: NotePlan | None = None) -> Callable[[], str]:
        return lambda: self.slots.mark(Slot(content, plan))

    def _bare_printer(self, number: int, point: Point, body: Inlines) -> Callable[[], str]:
        def mark() -> str:
            if list_tags(point):
                self.bare[number] = point.statement.id
            return self.slots.mark(Slot(body, point.note))

        return mark

    def _tag_printer(self, number: int, tags: tuple[Tag, ...]) -> Callable[[], str]:
        def mark() -> str:
            self.tagged.add(number)
            return self.slots.mark(Slot(tags))

        return mark


def _first_day(date: PartialDate | None) -> dt.date:
    return date.first if date is not None else dt.date.min
