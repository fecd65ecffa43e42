"""Read the metadata block at the head of a text: a subset of YAML between `---` lines, or TOML between `+++` lines.

The subset is `key: value`, with or without quotes, `key: [a, b]`, and `- item` lines below a key. Anything else is said
in a finding and passed over.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from briefing.model.finding import Finding

Value: TypeAlias = str | tuple[str, ...]

_MOST_LINES = 200
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_PAIR = re.compile(r"(?P<key>[A-Za-z_][\w -]{0,40}?)\s*:(?:\s+(?P<value>.*))?")
_ITEM = re.compile(r"\s*-\s+(?P<value>.+)")
_COMMENT = re.compile(r"\s+#.*\Z")
_TOML_PLACE = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One key of the metadata block, with the line of the file that it stands on."""

    value: Value
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """Hold the metadata block of a file, and the text that follows it."""

    body: str
    fields: Mapping[str, Field] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def split_front_matter(name: str, text: str) -> FrontMatter:
    """Part a text from the metadata block at its head; without one the body is the whole text.

    A block that is never closed, or that holds no `key: value` line, is no metadata block.
    """
    lines = text.lstrip("\n").split("\n", _MOST_LINES)
    fence = lines[0].rstrip()
    closing = _FENCES.get(fence, ())
    end = next((i for i, line in enumerate(lines[1:_MOST_LINES], start=1) if line.rstrip() in closing), 0)
    if not end:
        return FrontMatter(body=text)
    skipped = len(text) - len(text.lstrip("\n"))
    inner, body = lines[1:end], "\n".join(lines[end + 1 :])
    if fence == "+++":
        return read_toml(name, inner, body, skipped + 1)
    if not any(_PAIR.fullmatch(line) for line in inner):
        return FrontMatter(body=text)
    return _YamlSubset(name, skipped + 1).read(inner, body)


def read_toml(name: str, lines: Sequence[str], body: str, offset: int) -> FrontMatter:
    """Read lines of TOML, the first of which stands below line `offset`; broken TOML is passed over with a finding."""
    try:
        table = tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.search(str(error))
        line = offset + int(place[1]) if place else offset
        return FrontMatter(body=body, findings=(_unread(name, line, f"this TOML cannot be read: {error}"),))
    found = {}
    findings = []
    for key, value in table.items():
        line = offset + next((i for i, text in enumerate(lines, start=1) if text.lstrip(" \"'").startswith(key)), 0)
        if isinstance(value, dict):
            findings.append(_unread(name, line, f"the table {key} is not read"))
        else:
            found[key.lower()] = Field(value=_flatten(value), line=line)
    return FrontMatter(body=body, fields=found, findings=tuple(findings))


def _flatten(value: object) -> Value:
    """Write a TOML value as text, a list as a tuple of texts."""
    return tuple(str(item) for item in value) if isinstance(value, list) else str(value)


class _YamlSubset:
    """Read the lines of a YAML block one after the other."""

    def __init__(self, name: str, offset: int) -> None:
        """Begin with nothing read; `offset` is the line of the opening fence."""
        self._name = name
        self._offset = offset
        self._fields: dict[str, Field] = {}
        self._findings: list[Finding] = []
        self._open = ""

    def read(self, lines: Sequence[str], body: str) -> FrontMatter:
        """Read all lines."""
        for number, line in enumerate(lines, start=self._offset + 1):
            if line.strip() and not line.lstrip().startswith("#"):
                self._read_line(line, number)
        return FrontMatter(body=body, fields=self._fields, findings=tuple(self._findings))

    def _read_line(self, line: str, number: int) -> None:
        """Read a line that holds something."""
        item = _ITEM.fullmatch(line)
        pair = _PAIR.fullmatch(line)
        if item and self._open:
            self._add_item(_unquote(item["value"]))
        elif pair:
            self._add_pair(pair["key"].lower(), pair["value"] or "", number)
        else:
            self._findings.append(_unread(self._name, number, "only `key: value` and lists are read here"))

    def _add_item(self, item: str) -> None:
        """Add an item to the list of the key above."""
        begun = self._fields[self._open]
        before = begun.value if isinstance(begun.value, tuple) else ()
        self._fields[self._open] = Field(value=(*before, item), line=begun.line)

    def _add_pair(self, key: str, value: str, number: int) -> None:
        """Add a key with its value; a key without one may be followed by a list."""
        value = _COMMENT.sub("", value).strip() if not value.startswith(('"', "'")) else value.strip()
        if value[:1] in ("|", ">", "{", "&", "*", "!"):
            self._findings.append(
                _unread(self._name, number, f"the value of {key} is written in a form that is not read")
            )
            return
        self._open = "" if value else key
        self._fields[key] = Field(value=_read_value(value), line=number)


def _read_value(value: str) -> Value:
    """Read `[a, b]` as a tuple and anything else as text."""
    if value.startswith("[") and value.endswith("]"):
        return tuple(_unquote(item) for item in value[1:-1].split(",") if item.strip())
    return _unquote(value)


def _unquote(value: str) -> str:
    """Take the quotation marks off a value that has them."""
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].replace("''", "'") if value[0] == "'" else value[1:-1].replace('\\"', '"')
    return value


def _unread(name: str, line: int, message: str) -> Finding:
    """Make the finding for something in the metadata block that is passed over."""
    return Finding(
        severity="warning",
        code="front-matter-unread",
        message=message,
        place=f"{name}, line {line}",
        hint="Write it in brief.toml under [[source]].",
    )
