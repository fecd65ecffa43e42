"""The sections of the body: their order, their labels, the shape that fits, and what is said below them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.compose.passages import Passage
from briefing.compose.points import PointMaker
from briefing.model.brief import BriefSection, Point, Shape
from briefing.model.source import SourceDocument, SourceId
from briefing.packs.manifest import SectionSpec
from briefing.packs.phrases import Phrases

FEWEST_ROWS = 3
"""A table with fewer rows becomes labelled paragraphs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionMaker:
    """Make sections of chosen passages."""

    maker: PointMaker
    sources: Mapping[SourceId, SourceDocument]
    phrases: Phrases
    checks: Mapping[str, bool]

    def make(self, spec: SectionSpec, chosen: Sequence[Passage], authored: Sequence[Point]) -> BriefSection:
        """Return a section with the editor's own sentences behind the sources'."""
        shape: Shape = "labelled" if spec.shape == "table" and len(chosen) < FEWEST_ROWS else spec.shape
        label_by = _choose_label(spec, shape)
        points = [self.maker.make(passage, spec.id, label_by, spec) for passage in order_passages(spec, chosen)]
        points = name_once(points) if label_by == "labelled" else points
        points += [point for point in authored if point.statement.section == spec.id]
        remarks = tuple(self._remark(spec, chosen))
        return BriefSection(id=spec.id, title=spec.title, shape=shape, points=tuple(points), remarks=remarks)

    def _remark(self, spec: SectionSpec, chosen: Sequence[Passage]) -> Iterator[str]:
        """Say once below a section what none of its statements has: a date, or what signing does not mean."""
        key = f"undated-{spec.id}"
        if chosen and key in self.phrases.entries and not any(map(self._is_dated, chosen)):
            yield self.phrases.say(key)
        pending = spec.pending
        if pending is None or self.checks.get(pending.check, False):
            return
        if any(e.group == pending.group for passage in chosen for e in passage.evidence):
            yield self.phrases.say(pending.phrase)

    def _is_dated(self, passage: Passage) -> bool:
        """Say whether a sentence of a passage, or its source, bears a date."""
        return any(
            self.sources[e.sentence.source].reference.date is not None or any(m.interval is not None for m in e.dates)
            for e in passage.evidence
        )


def _choose_label(spec: SectionSpec, shape: Shape) -> Shape:
    """Return the shape whose labels a section has: its own as it was declared, unless it asks for another."""
    if spec.label is None:
        return "table" if spec.shape == "table" else shape
    return "labelled" if spec.label == "speaker" else "table"


def name_once(points: Sequence[Point]) -> list[Point]:
    """Give a speaker who follows on himself the qualifier of before, so that one label stands above both."""
    named: list[Point] = []
    for point in points:
        before = named[-1] if named else None
        if before is not None and _name(before) is not None and _name(before) == _name(point):
            named.append(replace(point, qualifier=before.qualifier))
        else:
            named.append(point)
    return named


def _name(point: Point) -> str | None:
    return point.label.text if point.label is not None else None


def order_passages(spec: SectionSpec, chosen: Sequence[Passage]) -> list[Passage]:
    """Order what a section prints: rows by the pack's groups, paragraphs by speaker, allegations after reports."""
    if spec.shape == "labelled":
        return _order_by_voice(chosen)
    groups = [group.id for group in spec.groups] if spec.shape == "table" else []

    def rank(passage: Passage) -> tuple[object, ...]:
        lead = passage.lead
        group = groups.index(lead.group) if lead.group in groups else len(groups)
        return (group, lead.status == "alleged", -passage.salience, lead.address)

    return sorted(chosen, key=rank)


def _order_by_voice(chosen: Sequence[Passage]) -> list[Passage]:
    """Keep the words of one speaker together, as they follow in the source; the text's own voice comes last."""
    first: dict[str | None, int] = {}
    ranked = sorted(chosen, key=lambda p: (p.lead.attribution is None, -p.salience, p.lead.address))
    for number, passage in enumerate(ranked):
        first.setdefault(_voice(passage), number)

    def rank(passage: Passage) -> tuple[int, str, int]:
        span = passage.lead.sentence.span
        return (first[_voice(passage)], span.source, span.start)

    return sorted(chosen, key=rank)


def _voice(passage: Passage) -> str | None:
    speaker = passage.lead.attribution
    return speaker.name if speaker is not None else None
