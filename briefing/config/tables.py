"""TOML text -> tables that say, in their errors, which key on which line is wrong and what was expected."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from briefing.config.kinds import TABLE, TEXT, Kind, list_of
from briefing.config.locator import KeyPath, find_line, locate_keys
from briefing.errors import BriefingError

T = TypeVar("T")

_LONGEST_NAME = 32

_POSITION = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One TOML text with the name of its file, or the values that options of the command line give."""

    place: str
    content: Mapping[str, object]
    text: str = ""
    """What was parsed, from which a complaint learns its line: most files give no reason for one."""
    option: bool = False
    """Whether its keys were given as options: its places read "--short-title"."""

    def place_of(self, path: KeyPath) -> str:
        """Return where a path stands, as precisely as is known."""
        if self.option:
            return "--" + str(path[0] if path else self.place).replace("_", "-")
        line = find_line(locate_keys(self.text), path)
        return self.place if line is None else f"{self.place}:{line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of merged layers, the strongest layer first; `error` is the class that its complaints have."""

    layers: tuple[Layer, ...]
    error: type[BriefingError]
    values: Mapping[str, object]
    path: KeyPath = ()
    behind: tuple[KeyPath, ...] = ()
    """The paths of the tables that this one is laid over, where its other keys stand."""

    def read(self, key: str, kind: Kind[T]) -> T | None:
        """Return the value of a key, None where it is absent; a value of another kind raises `error`."""
        if key not in self.values:
            return None
        value = kind.convert(self.values[key])
        if value is None:
            message = f'key "{_spell(self.path, key)}" should be {kind.expected}, not {_describe(self.values[key])}'
            raise self.fail(message, key)
        return value

    def need(self, key: str, kind: Kind[T]) -> T:
        """Return the value of a key that must be there; raises `error` without it."""
        value = self.read(key, kind)
        if value is None:
            raise self.fail(f'key "{_spell(self.path, key)}" is missing: it should be {kind.expected}')
        return value

    def table(self, key: str) -> "Table":
        """Return the table under a key, an empty one where it is absent."""
        return self._under(key, self.read(key, TABLE) or {})

    def tables(self, key: str) -> tuple["Table", ...]:
        """Return the tables of an array of tables, none where it is absent."""
        items = self.read(key, list_of(TABLE)) or ()
        return tuple(self._under(key, item, number) for number, item in enumerate(items))

    def mapping(self, key: str, kind: Kind[T]) -> dict[str, T]:
        """Return a table whose keys are free and whose values are all of one kind."""
        inner = self.table(key)
        return {name: inner.need(name, kind) for name in inner.values}

    def refuse_unknown(self, known: Iterable[str]) -> None:
        """Raise `error` for the first key that is not known, with the nearest one that is."""
        names = tuple(known)
        for key in self.values:
            if key not in names:
                raise self.fail(f'unknown key "{_spell(self.path, key)}"', key, hint=suggest(key, names, "keys"))

    def fail(self, message: str, *path: str | int, hint: str = "") -> BriefingError:
        """Return an error that points at a key of this table, or at the table itself."""
        return self.error(message, place=self.place(*path), hint=hint)

    def place(self, *path: str | int) -> str:
        """Return file and line of a key of this table; of the strongest layer that has it."""
        for whole in ((*home, *path) for home in (self.path, *self.behind)):
            for layer in self.layers:
                if holds(layer.content, whole):
                    return layer.place_of(whole)
        return self.layers[0].place_of((*self.path, *path))

    def items(self, listed: str, named: str) -> tuple["Table", ...]:
        """Return the tables listed under one key, changed and joined by those that stand by their id under another.

        A new one comes last, or behind the one that its key "after" names; raises `error` for a name that none has.
        """
        items = list(self.tables(listed))
        changes = self.table(named)
        for name in changes.values:
            own = changes.table(name)
            if "id" in own.values:
                raise own.fail(f'the id stands in the name of the table: "{name}"', "id")
            at = _find(items, name)
            below = Table(layers=(), error=self.error, values={"id": name}) if at is None else items.pop(at)
            items.insert(_choose_place(items, own, at), own.lay_over(below))
        return tuple(items)

    def lay_over(self, below: "Table") -> "Table":
        """Return this table with the keys of another behind its own; "after" has done its work."""
        own = {key: value for key, value in self.values.items() if key != "after"}
        behind = (*self.behind, below.path, *below.behind)
        return replace(self, values=_merge(below.values, own), behind=behind)

    def _under(self, key: str, values: Mapping[str, object], *number: int) -> "Table":
        behind = tuple((*home, key, *number) for home in self.behind)
        path = (*self.path, key, *number)
        return Table(layers=self.layers, error=self.error, values=values, path=path, behind=behind)


def read_layer(text: str, place: str, error: type[BriefingError]) -> Layer:
    """Parse one TOML text; raises `error` with the line for what is no TOML."""
    text = text.removeprefix("\ufeff")
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise _explain(problem, text, place, error) from problem
    return Layer(place=place, content=content, text=text)


def merge_layers(layers: Iterable[Layer], error: type[BriefingError]) -> Table:
    """Merge layers, the strongest first: tables merge key by key, everything else replaces."""
    kept = tuple(layers)
    values: Mapping[str, object] = {}
    for layer in reversed(kept):
        values = _merge(values, layer.content)
    return Table(layers=kept, error=error, values=values)


def suggest(name: str, known: Iterable[str], what: str) -> str:
    """Return a hint for a misspelt name: the nearest known one, else all of them."""
    import difflib  # most programs run without a misspelt name

    names = {each.lower(): each for each in sorted(known)}
    nearest = difflib.get_close_matches(name.lower(), names, n=1, cutoff=0.6)
    if nearest:
        return f'did you mean "{names[nearest[0]]}"?'
    if not names:
        return f"there are no {what} here"
    return f"known {what}: {', '.join(names.values())}"


def _find(items: Sequence[Table], name: str) -> int | None:
    return next((number for number, item in enumerate(items) if item.values.get("id") == name), None)


def _choose_place(items: Sequence[Table], own: Table, before: int | None) -> int:
    """Return where an item goes: behind the one that it names, else where it was, else to the end."""
    after = own.read("after", TEXT)
    if after is None:
        return len(items) if before is None else before
    at = _find(items, after)
    if at is None:
        names = [str(item.values.get("id")) for item in items]
        raise own.fail(f'there is no "{after}" to stand after', "after", hint=suggest(after, names, "names"))
    return at + 1


def holds(content: object, path: KeyPath) -> bool:
    """Say whether a path leads to something in parsed TOML."""
    for step in path:
        match content:
            case dict() if step in content:
                content = content[step]
            case list() if isinstance(step, int) and step < len(content):
                content = content[step]
            case _:
                return False
    return True


def _merge(weak: Mapping[str, object], strong: Mapping[str, object]) -> Mapping[str, object]:
    merged = dict(weak)
    for key, value in strong.items():
        under = merged.get(key)
        merged[key] = _merge(under, value) if isinstance(under, dict) and isinstance(value, dict) else value
    return merged


def _explain(problem: ValueError, text: str, place: str, error: type[BriefingError]) -> BriefingError:
    """Turn the parser's complaint into ours: its own words, without the position that `place` tells."""
    position = _POSITION.search(str(problem))
    line = position["line"] if position and position["line"] else text.rstrip("\n").count("\n") + 1
    message = _POSITION.sub("", str(problem))
    return error(f"this is no valid TOML: {message}", place=f"{place}:{line}", hint='text stands in quotes: key = "…"')


def _spell(path: KeyPath, key: str) -> str:
    """Name a key as a person would look for it: without numbers of items."""
    return ".".join([*(step for step in path if isinstance(step, str)), key])


def _describe(value: object) -> str:
    """Name a value that is of the wrong kind; a long text is not repeated."""
    names = {bool: str(value).lower(), str: f'"{value}"', list: "a list", dict: "a table"}
    name = names.get(type(value), f"{value}")
    return name if len(name) <= _LONGEST_NAME else "text"
