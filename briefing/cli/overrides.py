"""Options of the command line -> keys of brief.toml with their values."""

import tomllib
from collections.abc import Iterable, Mapping

from briefing.errors import UsageError


def collect_overrides(pairs: Iterable[str], **named: object) -> Mapping[str, object]:
    """Merge options that have a name of their own with pairs such as "options.quotation_marks=true".

    Raises UsageError for what is no pair.
    """
    merged: dict[str, object] = {key: value for key, value in named.items() if value is not None}
    for pair in pairs:
        path, equals, value = pair.partition("=")
        steps = [step.strip() for step in path.split(".")]
        if not equals or not all(steps):
            raise UsageError(
                f'"{pair}" sets nothing', place="--set", hint='write --set key=value, as in --set number="3"'
            )
        _put(merged, steps, _read_value(value.strip(), nested=len(steps) > 1))
    return merged


def _put(table: dict[str, object], steps: list[str], value: object) -> None:
    *outer, last = steps
    for step in outer:
        inner = table.setdefault(step, {})
        if not isinstance(inner, dict):
            raise UsageError(f'"{step}" is set twice', place="--set")
        table = inner
    table[last] = value


def _read_value(text: str, *, nested: bool) -> object:
    """Read a value as TOML, and what is no TOML as text; at the top a bare 1.0 is a version, which is text."""
    try:
        value: object = tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text
    return text if isinstance(value, float) and not nested else value
