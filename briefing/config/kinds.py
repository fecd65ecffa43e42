"""The kinds of value that a key may have: what to call each, and how to read it from parsed TOML."""

import datetime as dt
import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from briefing.model.source import PartialDate

T = TypeVar("T")

_PARTIAL = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """Name a kind of value and read it: `convert` returns None for anything else."""

    expected: str
    convert: Callable[[object], T | None]


def _read_text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _read_flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _read_whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _read_number(value: object) -> float | None:
    """Read a number; "inf" and "nan", which TOML knows, are none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) else None


def _read_label(value: object) -> str | None:
    number = _read_whole(value)
    return _read_text(value) if number is None else str(number)


def _read_day(value: object) -> dt.date | None:
    """Read a day; a date with a time is none, and neither is a month."""
    if isinstance(value, str):
        partial = _read_partial(value)
        return partial.first if partial and partial.day else None
    return value if isinstance(value, dt.date) and not isinstance(value, dt.datetime) else None


def _read_moment(value: object) -> dt.datetime | None:
    """Read a day and time with its offset; one that UTC's calendar cannot hold is none."""
    if not isinstance(value, dt.datetime) or value.utcoffset() is None:
        return None
    try:
        value.astimezone(dt.UTC)
    except OverflowError:
        return None
    return value.replace(microsecond=0)


def _read_partial(value: object) -> PartialDate | None:
    """Read a year, a month or a day, as precise as it is given."""
    day = value if isinstance(value, dt.date) and not isinstance(value, dt.datetime) else None
    if day is not None:
        return PartialDate(day.year, day.month, day.day)
    written = re.fullmatch(_PARTIAL, str(_read_label(value) or ""))
    if written is None:
        return None
    try:
        return PartialDate(*(int(part) for part in written.groups() if part))
    except ValueError:
        return None


def _read_table(value: object) -> Mapping[str, object] | None:
    return value if isinstance(value, dict) else None


TEXT: Kind[str] = Kind("text in quotes", _read_text)
FLAG: Kind[bool] = Kind("true or false", _read_flag)
WHOLE: Kind[int] = Kind("a whole number", _read_whole)
NUMBER: Kind[float] = Kind("a number", _read_number)
LABEL: Kind[str] = Kind("text in quotes or a whole number", _read_label)
DAY: Kind[dt.date] = Kind("a day such as 2024-06-28", _read_day)
MOMENT: Kind[dt.datetime] = Kind(
    "a day and time with its offset from UTC, such as 2024-06-28T18:00:00+02:00 or 2024-06-28T16:00:00Z", _read_moment
)
PARTIAL_DATE: Kind[PartialDate] = Kind('a day, "2024-06" or 2024', _read_partial)
TABLE: Kind[Mapping[str, object]] = Kind("a table", _read_table)


def one_of(choices: Iterable[T]) -> Kind[T]:
    """Make the kind of a closed list of words."""
    allowed = tuple(choices)
    names = [f'"{choice}"' for choice in allowed]
    expected = " or ".join(filter(None, [", ".join(names[:-1]), names[-1]]))

    def convert(value: object) -> T | None:
        return next((choice for choice in allowed if choice == value), None)

    return Kind(expected, convert)


def list_of(kind: Kind[T]) -> Kind[tuple[T, ...]]:
    """Make the kind of a list whose items are all of one kind."""

    def convert(value: object) -> tuple[T, ...] | None:
        items = [kind.convert(item) for item in value] if isinstance(value, list | tuple) else [None]
        kept = tuple(item for item in items if item is not None)
        return kept if len(kept) == len(items) else None

    return Kind(f"a list, each item {kind.expected}", convert)


def one_or_many(kind: Kind[T]) -> Kind[tuple[T, ...]]:
    """Make the kind of a list that may be written without brackets where it has one item."""

    def convert(value: object) -> tuple[T, ...] | None:
        one = kind.convert(value)
        return list_of(kind).convert(value) if one is None else (one,)

    return Kind(f"{kind.expected}, or a list of such", convert)
