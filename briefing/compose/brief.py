"""Evidence -> brief: what is printed, where, in which words, under which note, and an account of the rest."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefing import __version__
from briefing.compose.chronology import choose_chronology
from briefing.compose.citations import make_citer
from briefing.compose.editing import Editor
from briefing.compose.hand import apply_moves, read_hand
from briefing.compose.instrument import name_instrument
from briefing.compose.keypoints import choose_key_points
from briefing.compose.method import Account, tell_facts, tell_method, tell_missing
from briefing.compose.passages import Passage, make_passages
from briefing.compose.places import find_locator
from briefing.compose.points import PointMaker
from briefing.compose.sections import SectionMaker
from briefing.compose.selection import (
    Chooser,
    Row,
    Selection,
    keep_to_length,
    pair_twins,
    withhold_endless,
    withhold_refused,
)
from briefing.config.settings import Settings
from briefing.model.brief import (
    Brief,
    BriefSection,
    ChronologyEntry,
    Citation,
    DisagreementEntry,
    Point,
    SourceEntry,
    Withheld,
)
from briefing.model.document import read_plain
from briefing.model.evidence import Address, Analysis, Evidence
from briefing.model.finding import Finding
from briefing.model.source import SourceId
from briefing.model.statement import Derived
from briefing.packs.lookup import Pack
from briefing.packs.manifest import PackManifest

UNWRITTEN = "to-be-written"
"""The code of the finding that a part of the brief waits for its author."""
PROGRAM = f"briefing {__version__}"


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
    return _make_brief(desk, _select(desk)), (*_findings(settings), *_find_unwritten(settings, pack))


def _select(desk: _Desk) -> Selection:
    """Choose what is printed, place by place; every other sentence gets its one reason."""
    selection, manifest, hand = Selection(), desk.pack.manifest, desk.chooser.hand
    passages = withhold_endless(desk.chooser, desk.passages, selection)
    free = withhold_refused(desk.chooser, passages, selection)
    choose_key_points(manifest.key_points, free, desk.chooser, selection)
    for section in manifest.sections:
        desk.chooser.choose(section, [p for p in free if p.lead.section == section.id], selection)
    keep_to_length(selection, manifest.limits.words, lambda passage: not hand.pinned & set(passage.addresses))
    selection.rows = choose_chronology(passages, desk.chooser, selection, manifest.limits.chronology)
    selection.pairs = _pair_sides(desk, passages)
    _withhold_rest(desk, selection)
    for address in selection.fates():
        selection.withheld.pop(address, None)
    return selection


def _set_up(analysis: Analysis, settings: Settings, pack: Pack) -> _Desk:
    sources = {document.id: document for document in analysis.sources}
    evidence = {found.address: found for found in analysis.evidence}
    before, after = _neighbours(analysis)
    editor = Editor(sources=sources, evidence=evidence, phrases=pack.english)
    twins, hand = pair_twins(analysis.matches), read_hand(settings)
    maker = PointMaker(
        analysis=analysis, sources=sources, evidence=evidence, following=after, twins=twins, phrases=pack.phrases
    )
    kept = [found for found in analysis.evidence if found.address not in hand.omitted]
    return _Desk(
        analysis=analysis, settings=settings, pack=pack, maker=maker,
        chooser=Chooser(
            analysis=analysis, limits=pack.manifest.limits, twins=twins, hand=hand, views=_find_views(pack.manifest)
        ),
        passages=make_passages(kept, before, editor),
    )  # fmt: skip


def _find_views(manifest: PackManifest) -> frozenset[str]:
    """Return the sections that ask for judgements which nobody is named for."""
    return frozenset(s.id for s in manifest.sections if s.status.get("unattributed-opinion", 0.0) > 0)


def _neighbours(analysis: Analysis) -> tuple[dict[Address, Address], dict[Address, Address]]:
    """Return for each sentence the one before and the one after it; what is set aside parts its neighbours."""
    before: dict[Address, Address] = {}
    after: dict[Address, Address] = {}
    for left, right in zip(analysis.sentences, analysis.sentences[1:], strict=False):
        if left.source == right.source and left.set_aside is None and right.set_aside is None:
            before[right.address] = left.address
            after[left.address] = right.address
    return before, after


def _pair_sides(desk: _Desk, passages: Sequence[Passage]) -> list[tuple[str, Passage, Passage]]:
    """Set the two sides of each disagreement beside each other; a sentence that leans shows with the one before it."""
    holders = {address: passage for passage in passages for address in passage.addresses}
    return [
        (found.about, holders[found.left], holders[found.right])
        for found in desk.analysis.disagreements
        if found.left in holders and found.right in holders
    ]


def _withhold_rest(desk: _Desk, selection: Selection) -> None:
    """Give the reason to what no passage holds: the editor's omissions, and sentences in another language."""
    known = {found.address for found in desk.analysis.evidence}
    for address in desk.chooser.hand.omitted:
        selection.withheld[address] = "omitted-by-editor"
    for sentence in desk.analysis.sentences:
        if sentence.set_aside is None and sentence.address not in known:
            selection.withheld[sentence.address] = "language"


def _make_brief(desk: _Desk, selection: Selection) -> Brief:
    fates = selection.fates()
    account = _make_account(desk, selection, frozenset(fates))
    authored = [desk.maker.make_authored(a, n) for n, a in enumerate(desk.settings.authored, 1)]
    sections = SectionMaker(
        maker=desk.maker, sources=desk.maker.sources, phrases=desk.pack.phrases, checks=desk.analysis.checks
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
        sections=tuple(_make_sections(desk, selection, sections, authored)),
        chronology=tuple(_make_entry(desk, selection, row) for row in selection.rows),
        disagreements=tuple(_make_pairs(desk, selection)),
        method=tell_method(account),
        sources=_count_sources(desk.analysis, fates),
        withheld=_list_withheld(desk.analysis, selection),
        set_aside=sum(1 for sentence in desk.analysis.sentences if sentence.set_aside is not None),
        fates=fates,
    )


def _make_sections(
    desk: _Desk, selection: Selection, maker: SectionMaker, authored: Sequence[Point]
) -> Iterator[BriefSection]:
    """Make the sections in order; an optional one with nothing in it is left out."""
    for spec in desk.pack.manifest.sections:
        section = maker.make(spec, selection.sections[spec.id], authored)
        if section.points or not spec.optional:
            yield section


def _make_entry(desk: _Desk, selection: Selection, row: Row) -> ChronologyEntry:
    words = desk.pack.phrases.say_date(row.date)
    date = Derived(text=words, rule="date", basis=(row.passage.lead.dates[0].span,))
    if row.printed:
        return ChronologyEntry(date, desk.maker.make(row.passage, "chronology", "bullets", None))
    return ChronologyEntry(date, None, Derived(text=_refer(desk, selection, row.passage), rule="cross-reference"))


def _refer(desk: _Desk, selection: Selection, passage: Passage) -> str:
    """Say what a fact is and which section tells it."""
    say, own = desk.pack.phrases.say, set(passage.addresses)
    sections = desk.pack.manifest.sections
    section = next(s for s in sections if any(own & set(p.addresses) for p in selection.sections[s.id]))
    label = desk.maker.name_group(passage, section).text
    return say("chronology-refers", label=label, section=section.title)


def _make_pairs(desk: _Desk, selection: Selection) -> Iterator[DisagreementEntry]:
    for about, *sides in selection.pairs:
        left, right = (desk.maker.make(side, "disagreements", "bullets", None) for side in sides)
        yield DisagreementEntry(_name_matter(desk, about), left, right)


def _name_matter(desk: _Desk, about: str) -> str:
    phrases = desk.pack.phrases
    key = f"disagreement-{about}"
    return phrases.say(key) if key in phrases.entries else phrases.say("disagreement-number", thing=about)


def _make_account(desk: _Desk, selection: Selection, printed: frozenset[Address]) -> Account:
    passages = {passage.id: passage for _, chosen in selection.places() for passage in chosen}
    single = sum(1 for passage in passages.values() if _count_origins(desk, passage) <= 1)
    return Account(
        analysis=desk.analysis, selection=selection, settings=desk.settings, manifest=desk.pack.manifest,
        phrases=desk.pack.phrases, program=PROGRAM, single=single, total=len(passages), printed=printed,
        checks=desk.analysis.checks, cite=_make_cite(desk),
    )  # fmt: skip


def _make_cite(desk: _Desk) -> Callable[[Evidence], str]:
    """Return what names the place of a sentence in the words of a short note."""
    pack = desk.pack
    citer = make_citer(desk.analysis.sources, desk.analysis.registers, pack.phrases, pack.manifest.notes)
    sources = {document.id: document for document in desk.analysis.sources}

    def cite(found: Evidence) -> str:
        sentence = found.sentence
        locator = find_locator(sources[sentence.source], [sentence.span])
        citation = Citation(source=sentence.source, paragraphs=(sentence.paragraph,), locator=locator)
        return read_plain(citer.cite_short(citation))

    return cite


def _count_origins(desk: _Desk, passage: Passage) -> int:
    """Count the stated origins that tell what a passage tells; copies of its text and unstated origins do not count."""
    matches = [m for e in passage.evidence for m in desk.chooser.twins.of.get(e.address, ()) if not m.copy]
    addresses = {*passage.addresses, *(side for match in matches for side in (match.left, match.right))}
    origins = {desk.analysis.origins[SourceId(address.partition(":")[0])] for address in addresses}
    return len(origins - {None})


def _count_sources(analysis: Analysis, fates: Mapping[Address, str]) -> tuple[SourceEntry, ...]:
    printed = Counter(address.partition(":")[0] for address in fates)
    return tuple(SourceEntry(source=document.id, printed=printed[document.id]) for document in analysis.sources)


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
    instrument = name_instrument(document.text for document in analysis.sources)
    if not analysis.parties or instrument is None:
        return pack.phrases.say("title-untitled")
    return pack.phrases.say("title", parties=pack.phrases.join(analysis.parties), instrument=instrument)


def _say_subtitle(desk: _Desk) -> str:
    number = len(desk.analysis.sources)
    return desk.pack.phrases.say("subtitle", count=number, number=desk.pack.phrases.say_number(number))


def _find_unwritten(settings: Settings, pack: Pack) -> Iterator[Finding]:
    """Yield a warning for each section that only the editor can write, and that nobody has written yet."""
    written = {authored.section for authored in settings.authored}
    for section in pack.manifest.sections:
        if section.authored and section.id not in written:
            yield Finding(
                severity="warning", code=UNWRITTEN, message=f'section "{section.title}" is to be written',
                place=settings.file, hint=f'add [[authored]] with section = "{section.id}", text, by and cites',
            )  # fmt: skip


def _findings(settings: Settings) -> Sequence[Finding]:
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
