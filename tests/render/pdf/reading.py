"""A reader of finished files of its own: objects, streams, marked content. It trusts nothing that wrote them."""

import re
import zlib
from dataclasses import dataclass, field
from typing import Any

_OBJECT = re.compile(rb"(?<![0-9])(\d+) 0 obj\s(.*?)endobj", re.DOTALL)
_STREAM = re.compile(rb"^(.*?)stream\r?\n(.*)\nendstream", re.DOTALL)
_TOKEN = re.compile(
    rb"(?P<open><<)|(?P<close>>>)|(?P<left>\[)|(?P<right>\])|(?P<hex><[0-9A-Fa-f\s]*>)|(?P<reference>\d+ 0 R)"
    rb"|(?P<number>[+-]?\d*\.?\d+)|(?P<name>/[^\s/<>\[\]()]*)|(?P<text>\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\))"
    rb"|(?P<word>[^\s/<>\[\]()]+)",
    re.DOTALL,
)
_SHOWS = frozenset({b"Tj", b"TJ", b"'", b'"', b"f", b"s", b"S", b"B", b"Do"})
"""Operators that put something on the page."""


class Reference(int):
    """The number of another object."""


@dataclass
class File:
    """A PDF file as its objects by number; `streams` are unpacked."""

    objects: dict[int, Any] = field(default_factory=dict)
    streams: dict[int, bytes] = field(default_factory=dict)
    data: bytes = b""

    def follow(self, value: Any) -> Any:
        """Return what a reference leads to, or the value itself."""
        return self.objects[value] if isinstance(value, Reference) else value

    @property
    def catalog(self) -> dict[str, Any]:
        return next(each for each in self.objects.values() if isinstance(each, dict) and each.get("Type") == "/Catalog")

    @property
    def pages(self) -> list[Reference]:
        return list(self.follow(self.follow(self.catalog["Pages"])["Kids"]))

    def contents(self, page: Reference) -> bytes:
        return self.streams[self.objects[page]["Contents"]]


def read_file(data: bytes) -> File:
    """Read a file that has no object streams; streams are looked for by the lengths they give."""
    file = File(data=data)
    position = 0
    while found := re.compile(rb"(\d+) 0 obj\s").search(data, position):
        number, start = int(found[1]), found.end()
        ends = re.compile(rb"stream\r?\n|endobj").search(data, start)
        assert ends
        file.objects[number] = read_value(data[start : ends.start()])
        position = ends.end()
        if ends[0] != b"endobj":
            length = file.objects[number]["Length"]
            packed = data[position : position + length]
            assert data[position + length :].startswith(b"\nendstream")
            filters = file.objects[number].get("Filter", [])
            file.streams[number] = zlib.decompress(packed) if "/FlateDecode" in filters else packed
            position += length
    return file


def read_value(text: bytes) -> Any:
    """Return the one value that a text holds."""
    values: list[Any] = []
    stack: list[list[Any]] = [values]
    for found in _TOKEN.finditer(text):
        match found.lastgroup:
            case "open" | "left":
                stack.append([])
            case "close":
                items = stack.pop()
                stack[-1].append({key[1:]: value for key, value in zip(items[::2], items[1::2], strict=True)})
            case "right":
                items = stack.pop()
                stack[-1].append(items)
            case kind:
                stack[-1].append(_read_token(kind or "", found[0]))
    return values[0] if values else None


def _read_token(kind: str, token: bytes) -> Any:
    match kind:
        case "reference":
            return Reference(token.split()[0])
        case "number":
            return float(token) if b"." in token else int(token)
        case "text":
            return re.sub(rb"\\([()\\])", rb"\1", token[1:-1]).decode("latin-1")
        case "hex":
            return bytes.fromhex(token[1:-1].decode())
        case _:
            return token.decode("latin-1")


def list_marks(contents: bytes) -> tuple[list[int], list[bytes]]:
    """Return the numbers of marked content in a stream, in order, and the operators that show something outside any."""
    numbers: list[int] = []
    bare: list[bytes] = []
    depth = 0
    for line in contents.split(b"\n"):
        operator = line.rsplit(b" ", 1)[-1]
        if operator == b"BDC":
            depth += 1
            numbers += [int(number) for number in re.findall(rb"/MCID (\d+)", line)]
        elif operator == b"EMC":
            depth -= 1
        elif operator in _SHOWS and not depth:
            bare.append(line)
    assert depth == 0
    return numbers, bare


@dataclass
class Node:
    """An element of the structure tree; content is (page, number), a place to click its annotation."""

    tag: str
    kids: list[Any]
    entries: dict[str, Any]

    def find(self, tag: str) -> "list[Node]":
        """Return the elements of a tag at or below this one, in order."""
        found = [self] if self.tag == tag else []
        for kid in self.kids:
            found += kid.find(tag) if isinstance(kid, Node) else []
        return found

    def outline(self) -> Any:
        """Return tags alone: a tag, or (tag, kids) where there are elements below."""
        kids = [kid.outline() for kid in self.kids if isinstance(kid, Node)]
        return (self.tag, *kids) if kids else self.tag


def read_tree(file: File) -> Node:
    """Return the structure tree of a file from its document element on."""
    root = file.follow(file.catalog["StructTreeRoot"])
    return _read_node(file, root["K"], file.catalog["StructTreeRoot"])


def _read_node(file: File, reference: Reference, parent: Reference) -> Node:
    entries = file.objects[reference]
    assert entries["P"] == parent
    kids = entries.get("K", [])
    node = Node(entries["S"][1:], [], entries)
    for kid in kids if isinstance(kids, list) else [kids]:
        if isinstance(kid, Reference):
            node.kids.append(_read_node(file, kid, reference))
        elif isinstance(kid, dict):
            node.kids.append((kid["Pg"], kid["MCID"]) if kid["Type"] == "/MCR" else kid["Obj"])
        else:
            node.kids.append((entries["Pg"], kid))
    return node
