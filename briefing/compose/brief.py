"""Evidence -> brief: what is printed, where, in which words, under which note, and an account of the rest."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing import __version__
from briefing.compose.chronology import choose_chronology
from briefing.compose.editing import Editor
from briefing.compose.instrument import name_instrument
from briefing.compose.keypoints import choose_key_points
from briefing.compose.method import Account, tell_facts, tell_method, tell_missing
from briefing.compose.passages import Passage, make_passages
from briefing.compose.points import PointMaker
from briefing.compose.selection import Chooser, Hand, Selection, keep_to_length, pair_twins, withhold_refused
from briefing.config.settings import Settings
from briefing.config.tables import suggest
from briefing.errors import DossierError
from briefing.model.brief import (
    Brief,
    BriefSection,
    ChronologyEntry,
    DisagreementEntry,
    Point,
    Shape,
    SourceEntry,
    Withheld,
)
from briefing.model.evidence import Address, Analysis, Evidence
from briefing.model.finding import Finding
from briefing.model.source import PartialDate, SourceId
from briefing.model.statement import Derived
from briefing.packs.lookup import Pack
from briefing.packs.manifest import SectionSpec

PROGRAM = f"briefing {__version__}"
FEWEST_ROWS = 3
"""A table with fewer rows becomes labelled paragraphs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What all steps of composing share."""

    analysis: Analysis
    settings: Settings
    pack: Pack
    chooser: Chooser
    maker: PointMaker
    passages: tuple[Passage, ...]


def compose_brief(analysis: Analysis, settings: Settings, pack: Pack) -> tuple[Brief, tuple[Finding, ...]]:
    """Compose the brief. Raises DossierError where the editor names an address or a section that does not exist."""
    analysis = apply_moves(analysis, settings, pack)
    desk = _set_up(analysis, settings, pack)
    selection = Selection()
    free = withhold_refused(desk.chooser, desk.passages, selection)
    choose_key_points(pack.manifest.key_points, free, desk.chooser, selection)
    for section in pack.manifest.sections:
        desk.chooser.choose(section, [p for p in free if p.lead.section == section.id], selection)
    pinned = desk.chooser.hand.pinned
    keep_to_length(selection, pack.manifest.limits.words, lambda passage: not pinned & set(passage.addresses))
    rows = choose_chronology(desk.passages, desk.chooser, selection)
    _withhold_foreign(analysis, selection)
    for address in selection.printed():
        selection.withheld.pop(address, None)
    return _make_brief(desk, selection, rows), tuple(_findings(settings))


def apply_moves(analysis: Analysis, settings: Settings, pack: Pack) -> Analysis:
    """Let the editor's moves decide sections; check every address that the editor names."""
    edit, known = settings.edit, {e.address for e in analysis.evidence}
    named = [("omit", a) for a in edit.omit] + [("pin", a) for a in edit.pin] + [("move", a) for a in edit.move]
    for key, address in named:
        _check_address(address, known, settings.place("edit", key))
    for authored in settings.authored:
        for address in authored.cites:
            _check_address(address, known, authored.place)
    sections = {section.id for section in pack.manifest.sections}
    for name, place in [
        *((name, settings.place("edit", "move")) for name in edit.move.values()),
        *((authored.section, authored.place) for authored in settings.authored),
    ]:
        if name not in sections | {"summary"}:
            raise DossierError(
                f'no section "{name}" in the pack', place=place, hint=suggest(name, sections, "sections")
            )
    moved = tuple(replace(e, section=edit.move.get(e.address, e.section)) for e in analysis.evidence)
    return replace(analysis, evidence=moved)


def _check_address(address: Address, known: set[Address], place: str) -> None:
    if address not in known:
        hint = suggest(address, sorted(known), "addresses")
        raise DossierError(f'no sentence of the report has the address "{address}"', place=place, hint=hint)


def _set_up(analysis: Analysis, settings: Settings, pack: Pack) -> _Desk:
    sources = {document.id: document for document in analysis.sources}
    evidence = {found.address: found for found in analysis.evidence}
    before, after = _neighbours(analysis)
    editor = Editor(sources=sources, evidence=evidence, phrases=pack.phrases)
    twins = pair_twins(analysis.matches)
    hand = Hand(omitted=frozenset(settings.edit.omit), pinned=frozenset(settings.edit.pin))
    maker = PointMaker(
        analysis=analysis, sources=sources, evidence=evidence, following=after, twins=twins, phrases=pack.phrases
    )
    return _Desk(
        analysis=analysis, settings=settings, pack=pack, maker=maker,
        chooser=Chooser(analysis=analysis, limits=pack.manifest.limits, twins=twins, hand=hand),
        passages=make_passages(analysis.evidence, before, editor),
    )  # fmt: skip


def _neighbours(analysis: Analysis) -> tuple[dict[Address, Address], dict[Address, Address]]:
    """Return for each sentence the one before and the one after it; what is set aside parts its neighbours."""
    before: dict[Address, Address] = {}
    after: dict[Address, Address] = {}
    for left, right in zip(analysis.sentences, analysis.sentences[1:], strict=False):
        if left.source == right.source and left.set_aside is None and right.set_aside is None:
            before[right.address] = left.address
            after[left.address] = right.address
    return before, after


def _withhold_foreign(analysis: Analysis, selection: Selection) -> None:
    known = {e.address for e in analysis.evidence}
    for sentence in analysis.sentences:
        if sentence.set_aside is None and sentence.address not in known:
            selection.withheld[sentence.address] = "language"


def _make_brief(desk: _Desk, selection: Selection, rows: Sequence[tuple[PartialDate, Passage]]) -> Brief:
    fates = _tell_fates(selection, [passage for _, passage in rows])
    account = _make_account(desk, selection, frozenset(fates))
    authored = [desk.maker.make_authored(a, n) for n, a in enumerate(desk.settings.authored, 1)]
    sections = tuple(
        _make_section(desk, spec, selection.sections[spec.id], authored) for spec in desk.pack.manifest.sections
    )
    return Brief(
        title=make_title(desk.analysis, desk.settings, desk.pack),
        subtitle=desk.settings.subtitle or _say_subtitle(desk),
        facts=tell_facts(account),
        key_points=(
            *(desk.maker.make(p, "summary", "bullets", None) for p in selection.key_points),
            *(p for p in authored if p.statement.section == "summary"),
        ),
        missing=tell_missing(account),
        sections=sections,
        disagreements=tuple(_make_pairs(desk)),
        chronology=tuple(_make_entry(desk, date, passage) for date, passage in rows),
        method=tell_method(account),
        sources=_count_sources(desk.analysis, fates),
        withheld=_list_withheld(desk.analysis, selection),
        set_aside=sum(1 for sentence in desk.analysis.sentences if sentence.set_aside is not None),
        fates=fates,
    )


def _make_section(desk: _Desk, spec: SectionSpec, chosen: Sequence[Passage], authored: Sequence[Point]) -> BriefSection:
    shape: Shape = "labelled" if spec.shape == "table" and len(chosen) < FEWEST_ROWS else spec.shape
    label_by: Shape = "table" if spec.shape == "table" else shape
    points = [desk.maker.make(passage, spec.id, label_by, spec) for passage in order_passages(spec, chosen)]
    points = name_once(points) if label_by == "labelled" else points
    points += [point for point in authored if point.statement.section == spec.id]
    remarks = tuple(_remark_section(desk, spec, chosen))
    return BriefSection(id=spec.id, title=spec.title, shape=shape, points=tuple(points), remarks=remarks)


def name_once(points: Sequence[Point]) -> list[Point]:
    """Give a speaker who follows on himself the qualifier of before, so that one label stands above both."""
    named: list[Point] = []
    for point in points:
        before = named[-1] if named else None
        same = before is not None and before.label is not None and point.label is not None
        if same and before is not None and before.label.text == point.label.text:  # type: ignore[union-attr]
            named.append(replace(point, qualifier=before.qualifier))
        else:
            named.append(point)
    return named


def order_passages(spec: SectionSpec, chosen: Sequence[Passage]) -> list[Passage]:
    """Order what a section prints: rows by the pack's groups, paragraphs by speaker, allegations after reports."""
    groups = [group.id for group in spec.groups]
    first: dict[str | None, int] = {}
    for number, passage in enumerate(sorted(chosen, key=lambda p: (_is_own_voice(p), -p.salience))):
        first.setdefault(_voice(passage), number)

    def rank(passage: Passage) -> tuple[object, ...]:
        lead = passage.lead
        group = groups.index(lead.group) if spec.shape == "table" and lead.group in groups else len(groups)
        voice = first[_voice(passage)] if spec.shape == "labelled" else 0
        alleged = lead.status == "alleged" and spec.shape != "labelled"
        inside = lead.sentence.span if spec.shape == "labelled" else None
        return (group, voice, alleged, (inside.source, inside.start) if inside else (), -passage.salience, lead.address)

    return sorted(chosen, key=rank)


def _voice(passage: Passage) -> str | None:
    speaker = passage.lead.attribution
    return speaker.name if speaker is not None else None


def _is_own_voice(passage: Passage) -> bool:
    return passage.lead.attribution is None


def _remark_section(desk: _Desk, spec: SectionSpec, chosen: Sequence[Passage]) -> list[str]:
    """Say once below a section what none of its statements has: a date, or what signing does not mean."""
    say = desk.pack.phrases.say
    remarks: list[str] = []
    labelled = [e for passage in chosen for e in passage.evidence]
    dated = any(m.interval is not None for e in labelled for m in e.dates)
    borne = any(desk.maker.sources[e.sentence.source].reference.date is not None for e in labelled)
    if spec.shape == "labelled" and labelled and spec.id == "western-response" and not dated and not borne:
        remarks.append(say("section-undated"))
    signed = any(e.group == "signature" for e in labelled)
    if spec.shape == "table" and signed and not desk.analysis.checks.get("force", False):
        remarks.append(say("legend-not-in-force"))
    return remarks


def _make_entry(desk: _Desk, date: PartialDate, passage: Passage) -> ChronologyEntry:
    words = desk.pack.phrases.say_date(date)
    point = desk.maker.make(passage, "chronology", "bullets", None)
    return ChronologyEntry(Derived(text=words, rule="date", basis=(passage.lead.dates[0].span,)), point)


def _make_pairs(desk: _Desk) -> Iterator[DisagreementEntry]:
    """Set the two sides of each disagreement beside each other; a sentence that leans shows with the one before it."""
    holders = {address: passage for passage in desk.passages for address in passage.addresses}
    omitted = desk.chooser.hand.omitted
    for found in desk.analysis.disagreements:
        if not {found.left, found.right} & omitted:
            left, right = (
                desk.maker.make(holders[address], "disagreements", "bullets", None)
                for address in (found.left, found.right)
            )
            yield DisagreementEntry(_name_matter(desk, found.about), left, right)


def _name_matter(desk: _Desk, about: str) -> str:
    phrases = desk.pack.phrases
    key = f"disagreement-{about}"
    return phrases.say(key) if key in phrases.entries else phrases.say("disagreement-number", thing=about)


def _make_account(desk: _Desk, selection: Selection, printed: frozenset[Address]) -> Account:
    passages = {p.id: p for p in selection.key_points} | {p.id: p for ps in selection.sections.values() for p in ps}
    single = sum(1 for passage in passages.values() if _count_origins(desk, passage) <= 1)
    return Account(
        analysis=desk.analysis, selection=selection, settings=desk.settings, manifest=desk.pack.manifest,
        phrases=desk.pack.phrases, program=PROGRAM, single=single, total=len(passages), printed=printed,
        checks=desk.analysis.checks,
    )  # fmt: skip


def _count_origins(desk: _Desk, passage: Passage) -> int:
    """Count the stated origins that tell what a passage tells; copies of its text and unstated origins do not count."""
    matches = [m for e in passage.evidence for m in desk.chooser.twins.of.get(e.address, ()) if not m.copy]
    addresses = {*passage.addresses, *(side for match in matches for side in (match.left, match.right))}
    origins = {desk.analysis.origins[SourceId(address.partition(":")[0])] for address in addresses}
    return len(origins - {None})


def _tell_fates(selection: Selection, rows: Sequence[Passage]) -> dict[Address, str]:
    fates: dict[Address, list[str]] = {}
    places = [("summary", selection.key_points), *selection.sections.items(), ("chronology", rows)]
    for name, passages in places:
        for address in (a for passage in passages for a in passage.addresses):
            fates.setdefault(address, []).append(name)
    return {address: " ".join(names) for address, names in fates.items()}


def _count_sources(analysis: Analysis, fates: Mapping[Address, str]) -> tuple[SourceEntry, ...]:
    return tuple(
        SourceEntry(source=d.id, printed=sum(1 for address in fates if address.partition(":")[0] == d.id))
        for d in analysis.sources
    )


def _list_withheld(analysis: Analysis, selection: Selection) -> tuple[Withheld, ...]:
    evidence: Mapping[Address, Evidence] = {e.address: e for e in analysis.evidence}
    listed: list[Withheld] = []
    for sentence in analysis.sentences:
        reason = selection.withheld.get(sentence.address)
        if reason is not None:
            found = evidence.get(sentence.address)
            section, salience = (found.section, found.salience) if found else (None, 0.0)
            listed.append(Withheld(address=sentence.address, reason=reason, section=section, salience=salience))
    return tuple(listed)


def make_title(analysis: Analysis, settings: Settings, pack: Pack) -> str:
    """Return the title given, else the parties and what the sources call their agreement."""
    if settings.title:
        return settings.title
    texts = [document.text for document in analysis.sources]
    instrument = name_instrument(texts)
    if not analysis.parties or instrument is None:
        return pack.phrases.say("title-untitled")
    return pack.phrases.say("title", parties=pack.phrases.join(analysis.parties), instrument=instrument)


def _say_subtitle(desk: _Desk) -> str:
    number = len(desk.analysis.sources)
    return desk.pack.phrases.say("subtitle", count=number, number=desk.pack.phrases.say_number(number))


def _findings(settings: Settings) -> list[Finding]:
    found: list[Finding] = []
    if not settings.title:
        found.append(
            Finding(
                severity="note", code="title-inferred", message="no title given: made from the parties and the sources",
                place=settings.file, hint='set title = "..."',
            )
        )  # fmt: skip
    if settings.as_of is None:
        found.append(
            Finding(
                severity="note", code="as-of-missing", message="no cut-off given: the latest date is printed",
                place=settings.file, hint="set as_of = 2024-06-28",
            )
        )  # fmt: skip
    return found
