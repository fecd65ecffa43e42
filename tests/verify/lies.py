"""Lies that a program or a person may tell with a record that agrees with the page: each changes the brief itself.

What is then laid out and recorded is consistent, so that only the sources can tell.
"""

import random  # noqa: TID251  # seeded: the same lies each time
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from briefing.model.brief import Brief, Citation, Point
from briefing.model.source import SourceDocument, SourceId, Span
from briefing.model.statement import Derived, Insertion, InsertionKind, Omission, Piece, Statement, Verbatim

Sources: TypeAlias = "dict[SourceId, SourceDocument]"
Lie: TypeAlias = "Callable[[Brief, Sources, random.Random], Brief | None]"
Edit: TypeAlias = "Callable[[Point, Sources, random.Random], Point | None]"

NEGATION = re.compile(r"\b(?:not|no|never|nor|neither|without)\b ?")


def list_points(brief: Brief) -> list[Point]:
    points = [*brief.key_points, *(point for section in brief.sections for point in section.points)]
    points += [entry.point for entry in brief.chronology if entry.point is not None]
    return [point for point in points if not point.statement.id.startswith("authored")]


def put(brief: Brief, old: Point, new: Point) -> Brief:
    """Put a point in the place of another; its statement changes wherever it is printed."""

    def change(point: Point) -> Point:
        if point == old:
            return new
        return replace(point, statement=new.statement) if point.statement == old.statement else point

    return replace(
        brief,
        key_points=tuple(map(change, brief.key_points)),
        sections=tuple(replace(each, points=tuple(map(change, each.points))) for each in brief.sections),
        chronology=tuple(replace(e, point=change(e.point)) if e.point else e for e in brief.chronology),
    )


def in_point(edit: Edit) -> Lie:
    """Tell a lie about one statement: the first, in an order left to chance, that takes it."""

    def lie(brief: Brief, sources: Sources, chance: random.Random) -> Brief | None:
        points = list_points(brief)
        for point in chance.sample(points, len(points)):
            new = edit(point, sources, chance)
            if new is not None and new != point:
                return put(brief, point, new)
        return None

    return lie


def in_pieces(edit: Callable[[Sequence[Piece], Sources, random.Random], Sequence[Piece] | None]) -> Lie:
    """Tell a lie about what a statement is made of."""

    def change(point: Point, sources: Sources, chance: random.Random) -> Point | None:
        pieces = edit(point.statement.pieces, sources, chance)
        return None if pieces is None else with_statement(point, pieces=tuple(pieces))

    return in_point(change)


def with_statement(point: Point, **changes: object) -> Point:
    statement: Statement = replace(point.statement, **changes)  # type: ignore[arg-type]  # fields by name
    return replace(point, statement=statement)


def _cut(pieces: Sequence[Piece], place: int, low: int, high: int, between: Sequence[Piece]) -> list[Piece]:
    """Cut a verbatim piece in two, with something between."""
    span = pieces[place].span  # type: ignore[union-attr]  # a verbatim piece
    left, right = Span(span.source, span.start, low), Span(span.source, high, span.end)
    return [*pieces[:place], Verbatim(left), *between, Verbatim(right), *pieces[place + 1 :]]


def _pick(
    pieces: Sequence[Piece], sources: Sources, pattern: str, chance: random.Random
) -> tuple[int, int, int] | None:
    """Pick a place in the words of a verbatim piece where a pattern fits: the piece, the start and the end."""
    found = [
        (place, piece.span.start + match.start(), piece.span.start + match.end())
        for place, piece in enumerate(pieces)
        if isinstance(piece, Verbatim)
        for match in re.finditer(pattern, sources[piece.span.source].quote(piece.span))
    ]
    return chance.choice(found) if found else None


def leaving_out(pattern: str, *, marked: bool) -> Lie:
    """Leave out words, with an ellipsis or without a sign."""

    def edit(pieces: Sequence[Piece], sources: Sources, chance: random.Random) -> Sequence[Piece] | None:
        found = _pick(pieces, sources, pattern, chance)
        if found is None:
            return None
        place, low, high = found
        source = pieces[place].span.source  # type: ignore[union-attr]  # a verbatim piece
        return _cut(pieces, place, low, high, [Omission(Span(source, low, high))] if marked else [])

    return in_pieces(edit)


def inserting(text: str, kind: InsertionKind) -> Lie:
    """Put words in brackets, under a kind of insertion that there is."""

    def edit(pieces: Sequence[Piece], sources: Sources, chance: random.Random) -> Sequence[Piece] | None:
        found = _pick(pieces, sources, r"\b(?:will|would|is|was|has|had|may|said|signed|met|lapsed)\b", chance)
        if found is None:
            return None
        place, _, high = found
        at = Span(pieces[place].span.source, high, high)  # type: ignore[union-attr]  # a verbatim piece
        return _cut(pieces, place, high, high, [Insertion(text=text, kind=kind, at=at, basis=(at,))])

    return in_pieces(edit)


def changing_insertion(change: Callable[[Insertion], Insertion | None]) -> Lie:
    """Change what stands in brackets, or take it away."""

    def edit(pieces: Sequence[Piece], sources: Sources, chance: random.Random) -> Sequence[Piece] | None:
        places = [n for n, piece in enumerate(pieces) if isinstance(piece, Insertion) and piece.kind == "date"]
        if not places:
            return None
        place = chance.choice(places)
        new = change(pieces[place])  # type: ignore[arg-type]  # an insertion
        return [*pieces[:place], *([new] if new is not None else []), *pieces[place + 1 :]]

    return in_pieces(edit)


def _widen(pieces: Sequence[Piece], sources: Sources, chance: random.Random) -> Sequence[Piece] | None:
    """Let an ellipsis stand for one word more."""
    places = [n for n, each in enumerate(pieces[:-1]) if isinstance(each, Omission)]
    places = [n for n in places if isinstance(pieces[n + 1], Verbatim)]
    if not places:
        return None
    place = chance.choice(places)
    omission, after = pieces[place].span, pieces[place + 1].span  # type: ignore[union-attr]  # as chosen above
    words = sources[after.source].quote(after)
    step = re.match(r"\s*\S+\s+", words)
    if step is None:
        return None
    cut = after.start + step.end()
    wider, rest = Span(after.source, omission.start, cut), Span(after.source, cut, after.end)
    return [*pieces[:place], Omission(wider), Verbatim(rest), *pieces[place + 2 :]]


def _move_section(brief: Brief, sources: Sources, chance: random.Random) -> Brief | None:
    """Set a statement under a speaker of another section, with that speaker's name above it."""
    named = [(s.id, p) for s in brief.sections for p in s.points if p.label is not None and p.label.rule == "speaker"]
    others = [(s.id, p) for s in brief.sections for p in s.points if not p.statement.id.startswith("authored")]
    pairs = [(a, b) for a in named for b in others if a[0] != b[0] and b[1].statement.speaker != a[1].statement.speaker]
    if not pairs:
        return None
    (there, beside), (here, moved) = chance.choice(pairs)
    sections = []
    for section in brief.sections:
        points = [point for point in section.points if (section.id, point) != (here, moved)]
        if section.id == there:
            place = next(n for n, point in enumerate(points) if point == beside)
            points.insert(place + 1, replace(moved, label=beside.label, qualifier=None))
        sections.append(replace(section, points=tuple(points)))
    return replace(brief, sections=tuple(sections))


def _shift(pieces: Sequence[Piece], sources: Sources, chance: random.Random) -> Sequence[Piece]:
    """Begin a statement one word later."""
    first = pieces[0]
    if not isinstance(first, Verbatim):
        return pieces
    words = sources[first.span.source].quote(first.span)
    step = words.find(" ") + 1
    return [Verbatim(Span(first.span.source, first.span.start + step, first.span.end)), *pieces[1:]]


def _another(sources: Sources, source: SourceId, chance: random.Random) -> SourceId:
    return chance.choice([each for each in sources if each != source])


def _take_words(point: Point, sources: Sources, chance: random.Random) -> Point | None:
    """Print other words of the same source under the statement's id."""
    first = point.statement.pieces[0]
    if not isinstance(first, Verbatim) or len(point.statement.pieces) > 1:
        return None
    source = sources[first.span.source]
    blocks = [b for b in source.blocks if not b.start <= first.span.start < b.end and b.set_aside is None]
    block = chance.choice(blocks)
    return with_statement(point, pieces=(Verbatim(Span(source.id, block.start, block.end)),))


def _rename(point: Point, sources: Sources, chance: random.Random) -> Point | None:
    """Give the words to another speaker, whom the source does not name there."""
    if point.label is None or point.label.rule != "speaker":
        return None
    name = chance.choice(["Volodymyr Zelensky", "Antony Blinken", "Emmanuel Macron"])
    return replace(with_statement(point, speaker=name), label=replace(point.label, text=name))


def _relabel(point: Point, sources: Sources, chance: random.Random) -> Point | None:
    if point.label is None or point.label.rule != "cue-group":
        return None
    return replace(point, label=replace(point.label, text="Ratification and duration"))


def _relabel_speaker(point: Point, sources: Sources, chance: random.Random) -> Point | None:
    """Set another name above the words than that of their speaker."""
    if point.label is None or point.label.rule not in {"speaker", "actor"}:
        return None
    return replace(point, label=replace(point.label, text="Vladimir Putin"))


def _requalify(point: Point, sources: Sources, chance: random.Random) -> Point | None:
    basis = point.label.basis if point.label else ()
    return replace(point, qualifier=Derived(text="Nobel laureate", rule="role", basis=basis))


def _cite(change: Callable[[Citation, Sources, random.Random], Citation]) -> Edit:
    def edit(point: Point, sources: Sources, chance: random.Random) -> Point:
        first, *rest = point.note.citations
        return replace(point, note=replace(point.note, citations=(change(first, sources, chance), *rest)))

    return edit


def _calm(point: Point, sources: Sources, chance: random.Random) -> Point | None:
    """Take the tag from an allegation."""
    return replace(point, tag=None) if point.tag else None


def _alarm(point: Point, sources: Sources, chance: random.Random) -> Point | None:
    """Call a denial or an allegation what it is not."""
    return replace(point, tag="tag-denied") if point.tag is None else None


def _redate(brief: Brief, sources: Sources, chance: random.Random) -> Brief | None:
    """Change a date of the chronology."""
    if not brief.chronology:
        return None
    place = chance.randrange(len(brief.chronology))
    entry = brief.chronology[place]
    changed = replace(entry, date=replace(entry.date, text=f"1{entry.date.text}"[-12:].replace("2024", "2023")))
    return replace(brief, chronology=(*brief.chronology[:place], changed, *brief.chronology[place + 1 :]))


def _forget(brief: Brief, sources: Sources, chance: random.Random) -> Brief | None:
    """Leave a withheld sentence out of the account."""
    place = chance.randrange(len(brief.withheld))
    return replace(brief, withheld=(*brief.withheld[:place], *brief.withheld[place + 1 :]))


def _recount(pattern: str) -> Lie:
    """Change a number in what the brief tells of itself."""

    def lie(brief: Brief, sources: Sources, chance: random.Random) -> Brief | None:
        for place, paragraph in enumerate(brief.method):
            match = re.search(pattern, paragraph)
            if match is not None:
                told = f"{paragraph[: match.start(1)]}{int(match[1]) + 1}{paragraph[match.end(1) :]}"
                return replace(brief, method=(*brief.method[:place], told, *brief.method[place + 1 :]))
        return None

    return lie


def _add_sentence(brief: Brief, sources: Sources, chance: random.Random) -> Brief | None:
    place = chance.randrange(len(brief.method))
    told = f"{brief.method[place]} Experts have reviewed this brief."
    return replace(brief, method=(*brief.method[:place], told, *brief.method[place + 1 :]))


def _remark(brief: Brief, sources: Sources, chance: random.Random) -> Brief | None:
    place = chance.randrange(len(brief.sections))
    section = replace(brief.sections[place], remarks=("All governments agree.",))
    return replace(brief, sections=(*brief.sections[:place], section, *brief.sections[place + 1 :]))


def _refact(brief: Brief, sources: Sources, chance: random.Random) -> Brief | None:
    place = next(n for n, fact in enumerate(brief.facts) if "source" in fact.value)
    fact = replace(brief.facts[place], value="19 sources")
    return replace(brief, facts=(*brief.facts[:place], fact, *brief.facts[place + 1 :]))


LIES: dict[str, Lie] = {
    "negation left out behind an ellipsis": leaving_out(NEGATION.pattern, marked=True),
    "negation left out without a sign": leaving_out(NEGATION.pattern, marked=False),
    "number left out behind an ellipsis": leaving_out(r"\b\d[\d,.]*\b ?", marked=True),
    "words left out behind an ellipsis": leaving_out(r"\b\w+ \w+ \w+ (?=\w)", marked=True),
    "words left out without a sign": leaving_out(r"\b\w+ \w+ (?=\w)", marked=False),
    "[not] as a date": inserting("not", "date"),
    "[not] as undated": inserting("not", "undated"),
    "[not] as a case": inserting("not", "case"),
    "[not] as a gloss": inserting("not", "gloss"),
    "[not] as a stop": inserting("not", "stop"),
    "[undated] where nothing is dated": inserting("undated", "undated"),
    "[not] of no kind": inserting("not", "comment"),  # type: ignore[arg-type]  # a kind that there is not
    "inserted date changed": changing_insertion(lambda each: replace(each, text="3 June 2024")),
    "inserted date without basis": changing_insertion(lambda each: replace(each, basis=())),
    "inserted date lost": changing_insertion(lambda _: None),
    "ellipsis widened by its maker": in_pieces(_widen),
    "statement given to another section's speaker": _move_section,
    "statement begins later": in_pieces(_shift),
    "other words under the id": in_point(_take_words),
    "other id for the words": in_point(
        lambda point, _, __: with_statement(point, id=point.statement.id.replace(".1", ".9"))
    ),
    "speaker exchanged": in_point(_rename),
    "row labelled wrongly": in_point(_relabel),
    "other name above the words": in_point(_relabel_speaker),
    "invented role": in_point(_requalify),
    "note cites another source": in_point(_cite(lambda c, s, r: replace(c, source=_another(s, c.source, r)))),
    "note cites another paragraph": in_point(_cite(lambda c, _, __: replace(c, paragraphs=(c.paragraphs[0] + 1,)))),
    "note invents a reporter": in_point(_cite(lambda c, _, __: replace(c, via="Reuters"))),
    "tag taken away": in_point(_calm),
    "tag put on": in_point(_alarm),
    "chronology date changed": _redate,
    "withheld sentence forgotten": _forget,
    "count of printed changed": _recount(r"(\d+) are printed"),
    "count of sentences changed": _recount(r"hold (\d+) sentences"),
    "count set aside changed": _recount(r"and (\d+) are set aside"),
    "count withheld changed": _recount(r"Withheld: (\d+)"),
    "coverage changed": _recount(r"Treaty terms (\d+) of"),
    "count of statements changed": _recount(r"of (\d+) statements"),
    "sentence added to the method": _add_sentence,
    "remark added": _remark,
    "fact changed": _refact,
}
