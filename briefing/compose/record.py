"""The evidence record: what a checker needs to hold a delivered file against its sources, as JSON text.

Quotations are places here as everywhere; the only words in it are those that the page prints. Keys are sorted, and
what is not known is left out, so that the same brief gives the same record.
"""

import json
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from typing import TypeAlias, assert_never

from briefing.compose.hand import apply_moves
from briefing.config.settings import Settings
from briefing.model.brief import Brief, Citation, NotePlan, Point
from briefing.model.document import (
    Block,
    BulletList,
    Callout,
    Document,
    Facts,
    Figure,
    Heading,
    Inlines,
    Note,
    OrderedList,
    Paragraph,
    Quoted,
    Table,
    Tag,
    Text,
    collect_notes,
    iterate_blocks,
    iterate_inlines,
)
from briefing.model.edition import Copy
from briefing.model.evidence import Analysis
from briefing.model.marks import fold_space
from briefing.model.source import Reference, SourceDocument, Span
from briefing.model.statement import Authored, Derived, Insertion, Omission, Piece, Statement, Verbatim
from briefing.model.witness import Hearing
from briefing.packs.lookup import Pack

FORMAT = 1
"""Rises when a key changes its meaning."""

Json: TypeAlias = "Mapping[str, object]"
_GIVEN = (
    "title", "subtitle", "short_title", "issuer", "series", "number", "version", "replaces", "changes", "contact",
    "licence", "funding", "disclaimer", "marking",
)  # fmt: skip


def write_record(
    document: Document, brief: Brief, analysis: Analysis, settings: Settings, pack: Pack, program: str
) -> str:
    """Return the record of a brief that is laid out, its notes numbered."""
    points = [point for _, point, _ in _list_points(brief)]
    record: Json = {
        "format": FORMAT,
        "program": program,
        "language": settings.language,
        "pack": {"name": pack.manifest.name, "version": pack.manifest.version},
        "masthead": {
            "kicker": document.masthead.kicker, "title": document.masthead.title,
            "subtitle": document.masthead.subtitle, "marking": document.masthead.marking,
            "short_title": document.masthead.short_title, "edition": document.masthead.edition,
            "notice": document.masthead.notice,
        },
        **({"since": asdict(brief.since)} if brief.since else {}),
        "handling": {
            "status": settings.status,
            **({"embargo": settings.embargo.isoformat()} if settings.embargo is not None else {}),
        },
        "given": _describe_given(settings, pack),
        "sources": [_describe_source(source) for source in analysis.sources],
        "statements": {point.statement.id: _describe_statement(point.statement) for point in points},
        "printed": _list_printed(document, brief),
        "refers": [_describe_derived(entry.date) for entry in brief.chronology if entry.point is None],
        "notes": [fold_space(_read_line(note.children)) for note in collect_notes(document.blocks)],
        "facts": [[fact.label, _read_line(fact.value)] for each in _list_facts(document.blocks) for fact in each.items],
        "page": list(_list_lines(document.blocks)),
        "ledger": _describe_ledger(brief, apply_moves(analysis, settings, pack)),
        **({"assist": _describe_hearing(analysis.hearing)} if analysis.hearing is not None else {}),
    }  # fmt: skip
    return _dump(record)


def add_copy(record: str, copy: Copy, line: str) -> str:
    """Return the record of one personal copy: the brief's own, with the copy and the line that its pages bear."""
    found = json.loads(record)
    found["masthead"]["copy"] = line
    found["handling"]["copy"] = asdict(copy)
    return _dump(found)


def _dump(record: Json) -> str:
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


# ------------------------------------------------------------------------------------------------------- the page


def _list_lines(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the words of each heading, paragraph and cell in reading order, without marks; empty ones not at all."""
    for children in (inlines for block in blocks for inlines in _list_leaves(block)):
        line = fold_space(_read_line(children)).strip()
        if line:
            yield line


def _list_facts(blocks: Sequence[Block]) -> Iterator[Facts]:
    for block in blocks:
        match block:
            case Facts():
                yield block
            case Callout():
                yield from _list_facts(block.blocks)
            case _:
                pass


def _list_leaves(block: Block) -> Iterator[Inlines]:
    match block:
        case Heading() | Paragraph():
            yield block.children
        case BulletList() | OrderedList():
            for item in block.items:
                yield from (leaf for each in item for leaf in _list_leaves(each))
        case Callout():
            yield from (leaf for each in block.blocks for leaf in _list_leaves(each))
        case Facts():
            return  # each format sets it its own way, so the record lists it apart
        case Table():
            yield block.caption
            yield from (column.head for column in block.columns)
            yield from (cell for row in block.rows for cell in row)
            yield block.legend
        case Figure():
            yield from (block.caption, block.source)
        case _ as never:
            assert_never(never)


def _read_line(children: Inlines) -> str:
    """Return the words as they stand in both formats: a tag between spaces, a note not at all."""
    words: list[str] = []
    for inline in iterate_inlines(children):
        match inline:
            case Text():
                words.append(inline.text)
            case Tag():
                words.append(f" {inline.text} ")
            case _:
                words.append(" " if not hasattr(inline, "children") else "")
    return "".join(words)


# -------------------------------------------------------------------------------------------- what is printed where


def _list_points(brief: Brief) -> Iterator[tuple[str, Point, Derived | None]]:
    """Yield each point with its place and, in the chronology, its date."""
    yield from (("summary", point, None) for point in brief.key_points)
    yield from ((section.id, point, None) for section in brief.sections for point in section.points)
    yield from (("chronology", entry.point, entry.date) for entry in brief.chronology if entry.point is not None)
    yield from (("disagreements", side, None) for pair in brief.disagreements for side in (pair.left, pair.right))


def _list_printed(document: Document, brief: Brief) -> list[Json]:
    """List the points in the order of their notes in the document, whatever order the layout gives them."""
    waiting: dict[str, deque[tuple[str, Point, Derived | None]]] = {}
    for place in _list_points(brief):
        waiting.setdefault(_key_of(place[1].statement), deque()).append(place)
    printed: list[Json] = []
    key = ""
    for inline in iterate_blocks(document.blocks):
        match inline:
            case Quoted(id=identity):
                key = identity
            case Text(text=text, origin="authored"):
                key = text
            case Note() if key in waiting:
                queue = waiting[key]
                place = queue[0] if len(queue) == 1 else queue.popleft()
                printed.append(_describe_point(inline.number, *place))
            case _:
                pass
    return printed


def _key_of(statement: Statement) -> str:
    """Return what tells a statement in the document: its id, or the words of an editor."""
    return next((piece.text for piece in statement.pieces if isinstance(piece, Authored)), statement.id)


def _describe_point(number: int, section: str, point: Point, date: Derived | None) -> Json:
    derived = {"label": point.label, "qualifier": point.qualifier, "date": date}
    return {
        "statement": point.statement.id, "note": number, "section": section, "tag": point.tag or "",
        **({"news": point.news} if point.news else {}),
        **_describe_note(point.note),
        **{name: _describe_derived(value) for name, value in derived.items() if value is not None},
    }  # fmt: skip


def _describe_note(plan: NotePlan) -> Json:
    remarks = [
        {"kind": r.kind, **({"citation": _describe_citation(r.citation)} if r.citation else {})} for r in plan.remarks
    ]
    return {"citations": [_describe_citation(citation) for citation in plan.citations], "remarks": remarks}


def _describe_citation(citation: Citation) -> Json:
    locator = citation.locator
    return {
        "source": citation.source, "paragraphs": list(citation.paragraphs), "relation": citation.relation,
        **({"via": citation.via} if citation.via else {}),
        **({"locator": {"kind": locator.kind, "places": list(locator.places)}} if locator else {}),
    }  # fmt: skip


# -------------------------------------------------------------------------------------------- statements and pieces


def _describe_statement(statement: Statement) -> Json:
    return {
        "type": statement.type, "status": statement.status, "claims": list(statement.claims),
        "pieces": [_describe_piece(piece) for piece in statement.pieces],
        **({"speaker": statement.speaker} if statement.speaker else {}),
    }  # fmt: skip


def _describe_piece(piece: Piece) -> Json:
    match piece:
        case Verbatim(span):
            return {"piece": "verbatim", "span": _describe_span(span)}
        case Omission(span):
            return {"piece": "omission", "span": _describe_span(span)}
        case Insertion():
            return {
                "piece": "insertion", "kind": piece.kind, "text": piece.text, "at": _describe_span(piece.at),
                "basis": [_describe_span(span) for span in piece.basis],
            }  # fmt: skip
        case Authored():
            return {"piece": "authored", "text": piece.text, "by": piece.by}


def _describe_derived(derived: Derived) -> Json:
    return {"text": derived.text, "rule": derived.rule, "basis": [_describe_span(span) for span in derived.basis]}


def _describe_span(span: Span) -> list[object]:
    return [span.source, span.start, span.end]


# ------------------------------------------------------------------------------------- what it rests on, what is left


def _describe_given(settings: Settings, pack: Pack) -> Json:
    """Return what the dossier's maker states and the page may print."""
    given = {name: str(getattr(settings, name)) for name in _GIVEN if getattr(settings, name, None)}
    days = {"published": settings.published, "as_of": settings.as_of}
    given |= {name: pack.phrases.say_date(day) for name, day in days.items() if day is not None}
    answers = {f"option-{name}": answer for name, answer in settings.options.items() if isinstance(answer, str)}
    return {**given, **answers, **({"authors": list(settings.authors)} if settings.authors else {})}


def _describe_source(source: SourceDocument) -> Json:
    return {
        "id": source.id, "file": source.file, "sha256": source.digest,
        "metadata": _describe_reference(source.reference),
    }  # fmt: skip


def _describe_reference(reference: Reference) -> Json:
    """Return what is known of a source; a headline is a place in its text."""
    known = {each.name: getattr(reference, each.name) for each in fields(reference)}
    kept = {name: value for name, value in known.items() if value not in (None, "", (), False)}
    return {name: asdict(value) if isinstance(value, Span) else _plain(value) for name, value in kept.items()}


def _plain(value: object) -> object:
    match value:
        case tuple():
            return list(value)
        case bool() | str():
            return value
        case _:
            return str(value)


def _describe_ledger(brief: Brief, analysis: Analysis) -> Json:
    """Say of every sentence what became of it: printed ones follow from the statements."""
    withheld: dict[str, list[str]] = {}
    for each in brief.withheld:
        withheld.setdefault(each.reason, []).append(each.address)
    aside: dict[str, list[str]] = {}
    for sentence in analysis.sentences:
        if sentence.set_aside is not None:
            aside.setdefault(sentence.set_aside, []).append(sentence.address)
    belongs: dict[str, list[str]] = {}
    for found in analysis.evidence:
        if found.section is not None:
            belongs.setdefault(found.section, []).append(found.address)
    return {"withheld": withheld, "aside": aside, "belongs": belongs}


def _describe_hearing(hearing: Hearing) -> Json:
    """Say which model was heard, how far it was trusted, and which sentences stand elsewhere because of it."""
    witness = hearing.witness
    return {
        "model": witness.model, "versions": list(witness.versions), "credit": hearing.credit,
        "heard": len(witness.sentences), "pairs": len(witness.pairs), "moved": list(hearing.ruled),
    }  # fmt: skip
