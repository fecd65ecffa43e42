"""Changes that somebody may make to the evidence record alone: one value of it, the page as it was."""

import copy
import json
import random  # noqa: TID251  # seeded: the same changes each time
from collections.abc import Iterator
from typing import Any, TypeAlias

Json: TypeAlias = Any
Path: TypeAlias = "tuple[str | int, ...]"

_LISTS_WITHOUT_ORDER = {"sources", "aside", "belongs", "withheld"}
"""Parts whose lists are sets: another order says the same."""
_MAY_BE_ABSENT = {"headline"}
"""What claims something where it stands, and nothing where it does not."""


def list_paths(value: Json, path: Path = ()) -> Iterator[Path]:
    """Yield the way to each value of a record."""
    steps: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield (*path, step)
        yield from list_paths(inner, (*path, step))


def name_kind(path: Path) -> str:
    """Name what kind of value stands at a path: its keys, without those that only number or name one of many."""
    return "/".join(
        "*" if isinstance(s, int) or (n == 1 and path[0] == "statements") else s for n, s in enumerate(path)
    )


def tamper(record: str, chance: random.Random) -> str | None:
    """Change one value of a record; None where the place that chance chose has nothing to change."""
    found = json.loads(record)
    kinds: dict[str, list[Path]] = {}
    for path in list_paths(found):
        kinds.setdefault(name_kind(path), []).append(path)
    path = chance.choice(kinds[chance.choice(sorted(kinds))])
    before = copy.deepcopy(found)
    parent = found
    for step in path[:-1]:
        parent = parent[step]
    parent[path[-1]] = _change(parent[path[-1]], path, chance)
    return None if found == before else json.dumps(found)


def _change(value: Json, path: Path, chance: random.Random) -> Json:
    match value:
        case bool():
            return not value
        case int():
            return value + chance.choice([-1, 1])
        case str():
            return _change_text(value, chance)
        case list() if value:
            return _change_list(value, path, chance)
        case dict() if value:
            lost = chance.choice(sorted(value.keys() - _MAY_BE_ABSENT) or [""])
            return {key: each for key, each in value.items() if key != lost}
        case _:
            return value


def _change_text(text: str, chance: random.Random) -> str:
    words = text.split()
    way = chance.randrange(3)
    if way == 0 or not text:
        return f"{text} otherwise".strip()
    if way == 1 and len(words) > 1:
        del words[chance.randrange(len(words))]
        return " ".join(words)
    place = chance.randrange(len(text))
    return f"{text[:place]}{'y' if text[place] == 'x' else 'x'}{text[place + 1 :]}"


def _change_list(values: list[Json], path: Path, chance: random.Random) -> list[Json]:
    place = chance.randrange(len(values))
    way = chance.randrange(3)
    if way == 0:
        return [*values[:place], *values[place + 1 :]]
    if way == 1 or len(values) == 1:
        return [*values[:place], values[place], *values[place:]]
    if _LISTS_WITHOUT_ORDER & set(path):
        return values
    other = chance.randrange(len(values))
    swapped = list(values)
    swapped[place], swapped[other] = values[other], values[place]
    return swapped
