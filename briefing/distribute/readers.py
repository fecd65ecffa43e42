"""The text of readers.toml -> the readers of an edition, who sends it, and the server that takes it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from briefing.config.kinds import FLAG, TEXT, Kind, list_of, one_of, one_or_many
from briefing.config.tables import Table, merge_layers, read_layer, suggest
from briefing.distribute.addresses import Mailbox, find_control, read_mailbox
from briefing.distribute.mailserver import Server, read_server
from briefing.errors import DossierError, UsageError
from briefing.model.finding import Finding

Attached = Literal["pdf", "docx"]
ATTACHED: tuple[Attached, ...] = ("pdf", "docx")
TOKEN = "{token}"  # noqa: S105  # a placeholder
"""Stands in the address for unsubscribing where the reader's own token goes."""

T = TypeVar("T")

_KEYS = ("sender", "server", "groups", "reader")
_SENDER_KEYS = ("name", "address", "reply_to", "list_id", "unsubscribe_mail", "unsubscribe_url")
_SHARED_KEYS = ("language", "formats", "copy")
_READER_KEYS = ("name", "address", "groups", "token", *_SHARED_KEYS)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_LONGEST_URL = 900
"""Signs of an address in a header, whose line may have 998 (RFC 5322, 2.1.1)."""
_FEW = 5
"""Lines named for one kind of fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Name a person or a desk that gets the edition, and in what form."""

    mailbox: Mailbox
    name: str = ""
    groups: tuple[str, ...] = ()
    language: str = ""
    """Of the message; empty: that of the edition."""
    formats: tuple[Attached, ...] = ("pdf",)
    personal: bool = False
    """Whether the reader gets a copy with a number and the name on it."""
    token: str = ""
    """What tells the reader from others in the address for unsubscribing."""
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Say who sends, where answers go, and how one leaves the list."""

    mailbox: Mailbox
    name: str = ""
    reply_to: Mailbox | None = None
    list_id: str = ""
    unsubscribe_mail: Mailbox | None = None
    unsubscribe_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderList:
    """Hold a file of readers; each mailbox is in it once."""

    sender: Sender
    readers: tuple[Reader, ...]
    server: Server | None = None
    groups: tuple[str, ...] = ()
    place: str = ""


def read_readers(text: str, place: str) -> tuple[ReaderList, tuple[Finding, ...]]:
    """Read readers.toml. Raises DossierError, with the lines, for what it may not say and for malformed addresses.

    A mailbox listed twice is kept as it stands first, with a finding.
    """
    table = merge_layers([read_layer(text, place, DossierError)], DossierError)
    table.refuse_unknown(_KEYS)
    groups = table.table("groups")
    named = {name: _read_group(groups.table(name)) for name in groups.values}
    sender = _read_sender(table.table("sender"))
    listed = _Listing(named, sender).read(table.tables("reader"))
    if not listed:
        raise table.fail("there is no reader", hint='add [[reader]] with address = "…"')
    readers, findings = _keep_first(listed)
    server = read_server(table.table("server")) if "server" in table.values else None
    known = tuple(named) or tuple(dict.fromkeys(group for reader in readers for group in reader.groups))
    return ReaderList(sender=sender, readers=readers, server=server, groups=known, place=place), findings


def choose_readers(readers: ReaderList, groups: Sequence[str], only: Sequence[str] = ()) -> tuple[Reader, ...]:
    """Return the readers of any of the groups, all of them where none is named; `only` keeps single addresses.

    Raises UsageError for a group or an address that is not in the list.
    """
    for group in groups:
        if group not in readers.groups:
            raise UsageError(
                f'there is no group "{group}"', place="--group", hint=suggest(group, readers.groups, "groups")
            )
    wanted = {_find_key(readers, address) for address in only}
    return tuple(
        reader
        for reader in readers.readers
        if (not groups or set(groups) & set(reader.groups)) and (not wanted or reader.mailbox.key in wanted)
    )


def _find_key(readers: ReaderList, address: str) -> str:
    try:
        key = read_mailbox(address).key
    except ValueError as problem:
        raise UsageError(f'"{address}" is no address: {problem}', place="--only") from problem
    if all(reader.mailbox.key != key for reader in readers.readers):
        raise UsageError(f'"{address}" is not among the readers', place="--only", hint=readers.place)
    return key


# ------------------------------------------------------------------------------------------------------------- sender


def _read_sender(table: Table) -> Sender:
    table.refuse_unknown(_SENDER_KEYS)
    return Sender(
        mailbox=_need_mailbox(table, "address"),
        name=read_line(table, "name"),
        reply_to=_read_mailbox(table, "reply_to"),
        list_id=_read_list_id(table),
        unsubscribe_mail=_read_mailbox(table, "unsubscribe_mail"),
        unsubscribe_url=_read_url(table),
    )


def read_line(table: Table, key: str) -> str:
    """Read a text that becomes part of a line; raises for a sign that would end the line."""
    text = (table.read(key, TEXT) or "").strip()
    odd = find_control(text)
    if odd:
        raise table.fail(f'"{key}" holds {odd}, which would end its line in the message', key, hint="take it out")
    return text


def _read_mailbox(table: Table, key: str) -> Mailbox | None:
    return _need_mailbox(table, key) if key in table.values else None


def _need_mailbox(table: Table, key: str) -> Mailbox:
    written = table.need(key, TEXT)
    try:
        mailbox = read_mailbox(written)
    except ValueError as problem:
        raise table.fail(f'"{_shorten(written)}" is no address: {problem}', key) from problem
    if not mailbox.plain:
        raise table.fail(
            f'"{_shorten(written)}" has letters beyond ASCII before the @, which not every server takes', key
        )
    return mailbox


def _read_list_id(table: Table) -> str:
    """Read the name of the list, which has the form of a domain (RFC 2919, 2)."""
    name = read_line(table, "list_id")
    if name:
        try:
            read_mailbox(f"list@{name}")
        except ValueError as problem:
            raise table.fail(
                f'"{name}" is no name of a list', "list_id", hint='it looks like "briefs.example.org"'
            ) from problem
    return name


def _read_url(table: Table) -> str:
    url = read_line(table, "unsubscribe_url")
    wrong = not url.isascii() or any(sign in url for sign in ' <>,"')
    wrong = wrong or len(url) > _LONGEST_URL or not url.startswith("https://") or url == "https://"
    if url and wrong:
        hint = f'it looks like "https://example.org/leave?reader={TOKEN}"'
        raise table.fail(f'"{_shorten(url)}" is no https address', "unsubscribe_url", hint=hint)
    return url


# ------------------------------------------------------------------------------------------------------------ readers


def _read_group(table: Table) -> Table:
    table.refuse_unknown(_SHARED_KEYS)
    _refuse_language(table)
    return table


def _refuse_language(table: Table) -> None:
    """Raise for what is no language tag: it becomes part of the name of a file."""
    tag = table.read("language", TEXT)
    if tag is not None and not _LANGUAGE.fullmatch(tag):
        raise table.fail(f'"{_shorten(tag)}" is no language tag', "language", hint='tags look like "fr" or "en-GB"')


@dataclass(frozen=True, slots=True)
class _Listing:
    """Read the readers one by one: what one does not say, the first of its groups says that does."""

    groups: Mapping[str, Table]
    sender: Sender

    def read(self, items: Iterable[Table]) -> list[Reader]:
        """Read all of them; malformed addresses are told together, since a list may come from anywhere."""
        readers, faults = [], []
        for item in items:
            try:
                readers.append(self._read_reader(item))
            except _MalformedError as fault:
                faults.append(fault)
        if faults:
            raise _tell_malformed(faults)
        return readers

    def _read_reader(self, item: Table) -> Reader:
        item.refuse_unknown(_READER_KEYS)
        _refuse_language(item)
        mailbox = _read_address(item)
        groups = item.read("groups", one_or_many(TEXT)) or ()
        for group in groups:
            if self.groups and group not in self.groups:
                raise item.fail(f'there is no group "{group}"', "groups", hint=suggest(group, self.groups, "groups"))
        reader = Reader(
            mailbox=mailbox,
            name=read_line(item, "name"),
            groups=groups,
            language=self._choose(item, groups, "language", TEXT) or "",
            formats=self._choose(item, groups, "formats", list_of(one_of(ATTACHED))) or ("pdf",),
            personal=self._choose(item, groups, "copy", FLAG) or False,
            token=read_line(item, "token"),
            place=item.place(),
        )
        self._refuse_gaps(reader, item)
        return reader

    def _choose(self, item: Table, groups: Sequence[str], key: str, kind: Kind[T]) -> T | None:
        tables = [item, *(self.groups[group] for group in groups if group in self.groups)]
        return next((table.read(key, kind) for table in tables if key in table.values), None)

    def _refuse_gaps(self, reader: Reader, item: Table) -> None:
        """Raise for what a reader needs and does not have."""
        if reader.personal and not reader.name:
            raise item.fail("a personal copy needs the name of its reader", hint='add name = "…", or copy = false')
        if reader.token and not (reader.token.isascii() and reader.token.replace("-", "").replace("_", "").isalnum()):
            raise item.fail("a token is made of letters, digits, - and _", "token")
        if TOKEN in self.sender.unsubscribe_url and not reader.token:
            hint = f'unsubscribe_url asks for it: add token = "…", or take {TOKEN} out of the address'
            raise item.fail("the reader has no token", hint=hint)


class _MalformedError(Exception):
    """An address is none; `args` are what was written, why, and where."""


def _read_address(item: Table) -> Mailbox:
    written = item.need("address", TEXT)
    try:
        return read_mailbox(written)
    except ValueError as problem:
        raise _MalformedError(written, str(problem), item.place("address")) from problem


def _tell_malformed(faults: Sequence[_MalformedError]) -> DossierError:
    """Return one error for all malformed addresses, at the first."""
    (written, why, place), *others = (fault.args for fault in faults)
    lines = [each[2] for each in others]
    more = f", {len(lines) - _FEW} more" if len(lines) > _FEW else ""
    hint = (
        f"other malformed addresses: {', '.join(lines[:_FEW])}{more}" if others else "mend it, or take the reader out"
    )
    return DossierError(f'"{_shorten(written)}" is no address: {why}', place=place, hint=hint)


def _shorten(text: str) -> str:
    """Repeat what was written, on one line and not too long."""
    shown = "".join(sign if sign.isprintable() else "�" for sign in text)
    return shown if len(shown) <= 60 else f"{shown[:60]}…"  # noqa: PLR2004  # about a line


def _keep_first(readers: Iterable[Reader]) -> tuple[tuple[Reader, ...], tuple[Finding, ...]]:
    kept: dict[str, Reader] = {}
    findings: list[Finding] = []
    for reader in readers:
        first = kept.setdefault(reader.mailbox.key, reader)
        if first is not reader:
            findings.extend(_tell_double(first, reader))
    return tuple(kept.values()), tuple(findings)


def _tell_double(first: Reader, reader: Reader) -> Iterator[Finding]:
    yield Finding(
        severity="warning",
        code="reader-twice",
        message=f"{reader.mailbox} is listed twice and gets one message, as it is listed first",
        place=reader.place,
        hint=f"first at {first.place}: take one out",
    )
