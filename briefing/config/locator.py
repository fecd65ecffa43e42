"""TOML text -> the line of each key, which `tomllib` does not tell; the text is known to parse."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TypeAlias

KeyPath: TypeAlias = tuple[str | int, ...]
"""The way to a value: names of keys, and numbers from 0 into arrays."""

_TOKEN = re.compile(
    r"""
      (?P<blank>[ \t\r]+|\#[^\n]*)
    | (?P<string>\"{3}(?:\\.|[^\\])*?\"{3,5} | '{3}.*?'{3,5} | "(?:\\.|[^"\\\n])*" | '[^'\n]*')
    | (?P<bare>[^\s\#"'=.,\[\]{}]+)
    | (?P<mark>[=.,\[\]{}\n])
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    line: int


@cache  # asked once for each complaint about a file
def locate_keys(text: str) -> Mapping[KeyPath, int]:
    """Return the line, from 1, of every key, table and array item; the first mention counts."""
    return _Walker(_tokens(text)).walk()


def find_line(lines: Mapping[KeyPath, int], path: KeyPath) -> int | None:
    """Return the line of a path or of the nearest thing around it; None where nothing around it has one."""
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return None


def _tokens(text: str) -> list[_Token]:
    """Cut the text into tokens; a file without a last newline gets one, so that every statement ends."""
    tokens, line = [], 1
    for match in _TOKEN.finditer(text.removeprefix("\ufeff") + "\n"):
        if match.lastgroup != "blank":
            tokens.append(_Token(match[0], line))
        line += match[0].count("\n")
    return tokens


@dataclass(slots=True)
class _Walker:
    """Walk over tokens once, noting where each key stands."""

    tokens: list[_Token]
    at: int = 0
    lines: dict[KeyPath, int] = field(default_factory=dict)
    counts: dict[KeyPath, int] = field(default_factory=dict)
    """How many items each array of tables has so far."""

    def walk(self) -> Mapping[KeyPath, int]:
        table: KeyPath = ()
        while self._skip_newlines():
            if self._peek() == "[":
                table = self._header()
            else:
                self._assignment(table)
        return self.lines

    def _peek(self) -> str:
        return self.tokens[self.at].text if self.at < len(self.tokens) else ""

    def _next(self) -> _Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def _skip_newlines(self) -> bool:
        """Move to the next token that says something; False at the end."""
        while self._peek() == "\n":
            self.at += 1
        return self.at < len(self.tokens)

    def _header(self) -> KeyPath:
        """Read `[table]` or `[[array of tables]]` and return the path that its keys stand under."""
        line = self._next().line
        array = self._peek() == "["
        self.at += array
        names = self._dotted()
        self.at += 1 + array
        path = self._into_arrays(names[:-1])
        path = self._new_item((*path, names[-1]), line) if array else self._into_arrays(names)
        self.lines.setdefault(path, line)
        return path

    def _new_item(self, array: KeyPath, line: int) -> KeyPath:
        number = self.counts.get(array, 0)
        self.counts[array] = number + 1
        self.lines.setdefault(array, line)
        return (*array, number)

    def _into_arrays(self, names: KeyPath) -> KeyPath:
        """Add the number of the latest item wherever a name is that of an array of tables."""
        path: KeyPath = ()
        for name in names:
            path = (*path, name)
            if path in self.counts:
                path = (*path, self.counts[path] - 1)
        return path

    def _dotted(self) -> tuple[str, ...]:
        names = [_read_name(self._next().text)]
        while self._peek() == ".":
            self.at += 1
            names.append(_read_name(self._next().text))
        return tuple(names)

    def _assignment(self, table: KeyPath) -> None:
        line = self.tokens[self.at].line
        path = table
        for name in self._dotted():
            path = (*path, name)
            self.lines.setdefault(path, line)
        self.at += 1  # the equals sign
        self._value(path)

    def _value(self, path: KeyPath) -> None:
        match self._peek():
            case "[":
                self._array(path)
            case "{":
                self._inline_table(path)
            case _:
                while self._peek() not in {"\n", ",", "]", "}"}:
                    self.at += 1

    def _array(self, path: KeyPath) -> None:
        self.at += 1
        number = 0
        while self._skip_newlines() and self._peek() != "]":
            if self._peek() == ",":
                self.at += 1
                continue
            self.lines[(*path, number)] = self.tokens[self.at].line
            self._value((*path, number))
            number += 1
        self.at += 1

    def _inline_table(self, path: KeyPath) -> None:
        self.at += 1
        while self._skip_newlines() and self._peek() != "}":
            if self._peek() == ",":
                self.at += 1
            else:
                self._assignment(path)
        self.at += 1


def _read_name(token: str) -> str:
    """Return the name that a bare or quoted key stands for."""
    if token[0] not in "\"'":
        return token
    name: str = tomllib.loads(f"key = {token}")["key"]
    return name
