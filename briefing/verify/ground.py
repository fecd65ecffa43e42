"""What a file is held against: its sources, and the pack that it was made with."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefing.errors import PackError
from briefing.model.evidence import Sentence
from briefing.model.source import SourceDocument
from briefing.packs.lookup import Pack, load_pack
from briefing.packs.theme import HouseFile
from briefing.verify.record import Record
from briefing.verify.sources import Witness, make_witness, read_witness


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Where packs lie."""

    folders: tuple[Path, ...]
    name: str = ""
    """The pack's name here, where it is another than the file was made with."""
    reference: HouseFile | None = None
    """The organisation's Word file that the file was set in, instead of the pack's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What there is; None for what is not there."""

    witness: Witness | None
    pack: Pack | None
    why_no_pack: str = ""


def find_ground(record: Record, sources: Path | None, shelf: Shelf) -> Ground:
    """Look for what a record names. Raises CheckError where sources are given and none of them is the file's."""
    pack, why = _find_pack(record, shelf)
    return Ground(witness=read_witness(record, sources) if sources is not None else None, pack=pack, why_no_pack=why)


def make_ground(
    record: Record, documents: Sequence[SourceDocument], sentences: Sequence[Sentence], pack: Pack
) -> Ground:
    """Take what a file was just made from, which need not be read again."""
    return Ground(witness=make_witness(record, documents, sentences), pack=pack)


def _find_pack(record: Record, shelf: Shelf) -> tuple[Pack | None, str]:
    """Load the pack that the file was made with; None, and why, where it is not there in that version."""
    try:
        pack = load_pack(shelf.name or record.pack, shelf.folders, record.language)
    except PackError as problem:
        return None, problem.message
    if (pack.manifest.name, pack.manifest.version) == (record.pack, record.pack_version):
        theme = replace(pack.theme, reference=shelf.reference) if shelf.reference is not None else pack.theme
        return replace(pack, theme=theme), ""
    there = f"{pack.manifest.name} {pack.manifest.version}"
    return None, f"the file was made with {record.pack} {record.pack_version}, and {there} is here"


def describe_limits(record: Record, ground: Ground) -> Iterator[str]:
    """Say what was not checked, and what an editor answers for."""
    if ground.pack is None:
        yield f"the pack's own words were not checked: {ground.why_no_pack}"
    if ground.witness is None:
        yield "no sources were given: what is quoted was not held against them"
    for author, count in count_authored(record).items():
        yield f"written by {author}, not proven: {count}"
    for source in ground.witness.documents.values() if ground.witness is not None else ():
        stated = source.reference
        values = (stated.title, stated.publisher, str(stated.date or ""), stated.via, *stated.authors)
        absent = [value for value in values if value and value not in source.text]
        if absent:
            yield f"stated by the editor of {source.file}, and not in its text: {'; '.join(absent)}"


def count_authored(record: Record) -> Mapping[str, int]:
    """Return how many sentences each editor has written."""
    return Counter(claim.author for claim in record.statements.values() if claim.author)
