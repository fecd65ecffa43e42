"""Two editions by what stands in their files -> what is new, gone and changed between them, statement by statement."""

import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Literal

from briefing.model.source import Reference
from briefing.verify.contents import Contents, Standing
from briefing.verify.problems import mark_difference
from briefing.verify.record import Record, SourceClaim
from briefing.verify.statements import close_up
from briefing.verify.wording import list_words

Change = Literal["words", "marks", "place", "note", "tag", "label", "address"]
"""words: other words. marks: other edits of the same words. place: another section. note: other citations.

address: the same words stand elsewhere in the source.
"""
_ALIKE = 0.6
"""The share of words from which on two statements of one source are versions of one."""
_MARKS = re.compile(r"\[[^\]]*\]|…")
_GIVEN_ALSO = frozenset({"title", "subtitle", "short_title", "marking"})
"""What is given and stands in the masthead too, where it is compared."""


@dataclass(frozen=True, slots=True)
class ChangedStatement:
    """One statement of both editions that is not as it was."""

    old: Standing
    new: Standing
    changes: tuple[Change, ...]

    @property
    def marked(self) -> tuple[str, str]:
        """Both texts, the words in which they differ between ⟦ and ⟧."""
        return mark_difference(self.old.words, self.new.words)


@dataclass(frozen=True, slots=True)
class ChangedValue:
    """What a brief says of itself or of a source, before and now; empty where it said nothing."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ChangedSource:
    """One source of both editions that is not as it was, or of which something else is known."""

    file: str
    values: tuple[ChangedValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Everything in which two editions differ, each part in the order of the page."""

    new: tuple[Standing, ...]
    gone: tuple[Standing, ...]
    changed: tuple[ChangedStatement, ...]
    kept: int
    """Statements that stand in both as they were."""
    sources_new: tuple[str, ...]
    sources_gone: tuple[str, ...]
    sources_changed: tuple[ChangedSource, ...]
    metadata: tuple[ChangedValue, ...]
    lines_new: tuple[str, ...]
    lines_gone: tuple[str, ...]


def compare_contents(old: Contents, new: Contents) -> Difference:
    """Return in what two editions differ."""
    pairs = pair_statements(old.statements, new.statements)
    changed = [ChangedStatement(before, now, tuple(_list_changes(before, now))) for before, now in pairs]
    paired_old, paired_new = {before.id for before, _ in pairs}, {now.id for _, now in pairs}
    both = [file for file in new.sources if file in old.sources]
    sources = [ChangedSource(file, tuple(_compare_sources(old.sources[file], new.sources[file]))) for file in both]
    return Difference(
        new=tuple(each for each in new.statements if each.id not in paired_new),
        gone=tuple(each for each in old.statements if each.id not in paired_old),
        changed=tuple(each for each in changed if each.changes),
        kept=sum(not each.changes for each in changed),
        sources_new=tuple(file for file in new.sources if file not in old.sources),
        sources_gone=tuple(file for file in old.sources if file not in new.sources),
        sources_changed=tuple(each for each in sources if each.values),
        metadata=tuple(_compare_values(_list_values(old.record), _list_values(new.record))),
        lines_new=tuple(_subtract(new.lines, old.lines)),
        lines_gone=tuple(_subtract(old.lines, new.lines)),
    )


# ------------------------------------------------------------------------------------------------ which is which


def pair_statements(old: Sequence[Standing], new: Sequence[Standing]) -> list[tuple[Standing, Standing]]:
    """Pair the statements of two editions that are one, in the order of the new: by the surest sign first."""
    signs: tuple[Callable[[Standing, Standing], bool], ...] = (
        lambda before, now: before.id == now.id and before.digest == now.digest and _authored_alike(before, now),
        lambda before, now: close_up(before.words) == close_up(now.words) and before.author == now.author,
        lambda before, now: before.digest == now.digest != "" and bool({*before.claims} & {*now.claims}),
        lambda before, now: before.source == now.source and _is_like(before, now),
    )
    pairs: dict[str, tuple[Standing, Standing]] = {}
    left = list(old)
    for agree in signs:
        for now in new:
            before = next((each for each in left if now.id not in pairs and agree(each, now)), None)
            if before is not None:
                left.remove(before)
                pairs[now.id] = before, now
    return [pairs[now.id] for now in new if now.id in pairs]


def _authored_alike(before: Standing, now: Standing) -> bool:
    """Say whether an editor's sentences, which are only counted, are one; those of sources are by their address."""
    return not now.author or _is_like(before, now)


def _is_like(before: Standing, now: Standing) -> bool:
    matcher = difflib.SequenceMatcher(a=before.words.split(), b=now.words.split(), autojunk=False)
    return matcher.ratio() >= _ALIKE


# ---------------------------------------------------------------------------------------------------- what is changed


def _list_changes(before: Standing, now: Standing) -> Iterator[Change]:
    if close_up(before.words) != close_up(now.words):
        yield "marks" if _strip(before.words) == _strip(now.words) or _is_one(before, now) else "words"
    elif before.claims != now.claims or before.source != now.source:
        yield "address"
    if set(before.places) != set(now.places):
        yield "place"
    if before.cited != now.cited:
        yield "note"
    if before.tag != now.tag:
        yield "tag"
    if (before.label, before.author) != (now.label, now.author):
        yield "label"


def _is_one(before: Standing, now: Standing) -> bool:
    """Say whether both are made from the same words of one source, so that only our edits can differ."""
    return before.digest == now.digest != "" and before.claims == now.claims


def _strip(words: str) -> list[str]:
    return list_words(_MARKS.sub(" ", words))


def _compare_sources(old: SourceClaim, new: SourceClaim) -> Iterator[ChangedValue]:
    values = [("contents", f"SHA-256 {old.digest[:12]}…", f"SHA-256 {new.digest[:12]}…")]
    values += [
        (each.name, _write(getattr(old.reference, each.name)), _write(getattr(new.reference, each.name)))
        for each in fields(Reference)
    ]
    yield from (ChangedValue(name, before, now) for name, before, now in values if before != now)


def _write(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value or "")


def _list_values(record: Record) -> dict[str, str]:
    """Return what a brief says of itself, by the names that brief.toml has for it."""
    given = {name: _write_given(value) for name, value in record.given.items() if name not in _GIVEN_ALSO}
    own = {"language": record.language, "pack": f"{record.pack} {record.pack_version}", "program": record.program}
    handling = record.handling
    embargo = handling.embargo.isoformat() if handling.embargo is not None else ""
    return {**record.masthead, **given, "status": handling.status, "embargo": embargo, **own}


def _write_given(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _compare_values(old: dict[str, str], new: dict[str, str]) -> Iterator[ChangedValue]:
    for name in dict.fromkeys([*old, *new]):
        before, now = old.get(name, ""), new.get(name, "")
        if before != now:
            yield ChangedValue(name, before, now)


def _subtract(lines: Sequence[str], others: Sequence[str]) -> Iterator[str]:
    there = set(others)
    yield from (line for line in dict.fromkeys(lines) if line not in there)
