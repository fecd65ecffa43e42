"""What two editions differ in: for people as lines, for programs as plain data."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from briefing.verify.contents import Standing
from briefing.verify.difference import ChangedStatement, Difference

_WORDS: Mapping[str, str] = {
    "words": "other words",
    "marks": "edited otherwise",
    "place": "moved",
    "note": "other note",
    "tag": "other tag",
    "label": "other label",
    "address": "the same words elsewhere in the source",
}


def describe_difference(difference: Difference) -> Mapping[str, object]:
    """Return a difference as plain data."""
    return {
        "statements": {
            "new": [_describe_standing(each) for each in difference.new],
            "gone": [_describe_standing(each) for each in difference.gone],
            "changed": [_describe_changed(each) for each in difference.changed],
            "kept": difference.kept,
        },
        "sources": {
            "new": list(difference.sources_new),
            "gone": list(difference.sources_gone),
            "changed": [asdict(each) for each in difference.sources_changed],
        },
        "metadata": [asdict(each) for each in difference.metadata],
        "lines": {"new": list(difference.lines_new), "gone": list(difference.lines_gone)},
    }


def _describe_standing(standing: Standing) -> Mapping[str, object]:
    return {
        "id": standing.id, "places": list(standing.places), "text": standing.words, "notes": list(standing.notes),
        "tag": standing.tag, "label": standing.label, "author": standing.author,
    }  # fmt: skip


def _describe_changed(changed: ChangedStatement) -> Mapping[str, object]:
    left, right = changed.marked
    old, new = _describe_standing(changed.old), _describe_standing(changed.new)
    return {"changes": list(changed.changes), "old": {**old, "marked": left}, "new": {**new, "marked": right}}


def set_difference(difference: Difference, *, verbose: bool = False) -> Iterator[str]:
    """Yield the lines of a difference: statements, sources, what the brief says of itself; all lines when verbose."""
    new, gone, changed = len(difference.new), len(difference.gone), len(difference.changed)
    yield f"statements: {new} new, {gone} gone, {changed} changed, {difference.kept} as they were"
    yield from (line for each in difference.new for line in _set_standing("new", each))
    yield from (line for each in difference.gone for line in _set_standing("gone", each))
    yield from (line for each in difference.changed for line in _set_changed(each))
    yield from (f"source new: {file}" for file in difference.sources_new)
    yield from (f"source gone: {file}" for file in difference.sources_gone)
    for source in difference.sources_changed:
        yield f"source changed: {source.file}"
        yield from (f"  {value.name}: {_say(value.old)} -> {_say(value.new)}" for value in source.values)
    for value in difference.metadata:
        yield f"{value.name}: {_say(value.old)} -> {_say(value.new)}"
    if verbose:
        yield from (f"line gone: {line}" for line in difference.lines_gone)
        yield from (f"line new: {line}" for line in difference.lines_new)


def _set_standing(what: str, standing: Standing) -> Iterator[str]:
    yield f"{what} ({', '.join(standing.places)}, {standing.id}): {standing.words}"


def _set_changed(changed: ChangedStatement) -> Iterator[str]:
    old, new = changed.old, changed.new
    told = ", ".join(_WORDS[each] for each in changed.changes)
    yield f"changed ({', '.join(new.places)}, {new.id}), {told}: {new.words}"
    for each in changed.changes:
        left, right = _list_sides(changed)[each]
        yield f"  {each} before: {_say(left)}"
        yield f"  {each} now:    {_say(right)}"
    if "address" in changed.changes or old.id == new.id:
        return
    yield f"  it was {old.id}"


def _list_sides(changed: ChangedStatement) -> Mapping[str, tuple[str, str]]:
    old, new = changed.old, changed.new
    return {
        "words": changed.marked,
        "marks": changed.marked,
        "place": (", ".join(old.places), ", ".join(new.places)),
        "note": (_join(old.notes), _join(new.notes)),
        "tag": (old.tag, new.tag),
        "label": (_join((old.label, old.author)), _join((new.label, new.author))),
        "address": (f"{old.id} ({old.source})", f"{new.id} ({new.source})"),
    }


def _join(texts: Sequence[str]) -> str:
    return " | ".join(dict.fromkeys(filter(None, texts)))


def _say(value: str) -> str:
    return value or "(nothing)"
