"""The text of brief.toml and the options of the command line -> `Settings` and findings."""

import re
from collections.abc import Mapping

from briefing.config.assist import read_assist
from briefing.config.kinds import DAY, FLAG, LABEL, MOMENT, PARTIAL_DATE, TABLE, TEXT, list_of, one_of, one_or_many
from briefing.config.naming import PATTERN
from briefing.config.settings import BRIEF_STATUSES, AuthoredStatement, DeclaredSource, Edit, Publishing, Settings
from briefing.config.tables import Layer, Table, merge_layers, read_layer, suggest
from briefing.errors import DossierError
from briefing.model.evidence import Address
from briefing.model.finding import Finding
from briefing.model.source import SOURCE_KINDS, Reference, SourceId

TLP_LABELS = ("TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR")
"""The labels of the Traffic Light Protocol 2.0."""

_KEYS = (
    "title", "subtitle", "short_title", "parties", "as_of", "published", "pack", "language", "marking", "status",
    "issuer", "authors", "series", "number", "version", "replaces", "changes", "filename", "mark_new",
    "embargo", "contact", "licence", "funding", "disclaimer", "options", "source", "edit", "authored",
    "publish", "assist",
)  # fmt: skip
_SOURCE_KEYS = (
    "file", "id", "kind", "title", "author", "publisher", "date", "url", "accessed", "language", "speaker", "via",
    "container", "number", "editor", "handle", "short_title",
)  # fmt: skip
_ADDRESS = re.compile(r"[^\s:]+:[1-9]\d*\.[1-9]\d*")
_SOURCE_ID = re.compile(r"[\w.-]+")
_BASE_URL = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def read_settings(
    text: str | None, place: str, overrides: Mapping[str, object] | None = None
) -> tuple[Settings, tuple[Finding, ...]]:
    """Read brief.toml (None: there is none) under the options of the command line, which win.

    `overrides` has the names of keys; None means that an option was not given. Raises DossierError for what no key
    may say, with the line.
    """
    file = read_layer(text or "", place, DossierError)
    given = {key: value for key, value in (overrides or {}).items() if value is not None}
    table = merge_layers([Layer(place="options", content=given, option=True), file], DossierError)
    table.refuse_unknown(_KEYS)
    settings = _read(table, file)
    return settings, _find_trouble(settings)


def _read(table: Table, file: Layer) -> Settings:
    plain = Settings()
    return Settings(
        title=_read_line(table, "title"),
        subtitle=_read_line(table, "subtitle"),
        short_title=_read_line(table, "short_title"),
        parties=table.read("parties", list_of(TEXT)) or (),
        as_of=table.read("as_of", DAY),
        published=table.read("published", DAY),
        pack=_read_line(table, "pack") or plain.pack,
        language=_read_language(table) or plain.language,
        marking=_read_marking(table),
        status=table.read("status", one_of(BRIEF_STATUSES)) or plain.status,
        issuer=_read_line(table, "issuer"),
        authors=table.read("authors", one_or_many(TEXT)) or (),
        series=_read_line(table, "series"),
        number=table.read("number", LABEL) or "",
        version=table.read("version", LABEL) or plain.version,
        replaces=_read_line(table, "replaces"),
        changes=_read_line(table, "changes"),
        filename=table.read("filename", PATTERN) or "",
        mark_new=table.read("mark_new", FLAG) or False,
        embargo=table.read("embargo", MOMENT),
        contact=_read_line(table, "contact"),
        licence=_read_line(table, "licence"),
        funding=_read_line(table, "funding"),
        disclaimer=_read_line(table, "disclaimer"),
        options=table.read("options", TABLE) or {},
        sources=_read_sources(table),
        edit=_read_edit(table.table("edit")),
        authored=tuple(_read_authored(item) for item in table.tables("authored")),
        publish=_read_publishing(table.table("publish")),
        assist=read_assist(table.table("assist")) if "assist" in table.values else None,
        file=file.place,
        text=file.text,
    )


def _read_line(table: Table, key: str) -> str:
    """Return a text on one line: white space at its ends and line breaks inside mean nothing."""
    return " ".join((table.read(key, TEXT) or "").split())


def _read_language(table: Table) -> str | None:
    tag = table.read("language", TEXT)
    if tag is not None and not _LANGUAGE.fullmatch(tag):
        raise table.fail(f'"{tag}" is no language tag', "language", hint='tags look like "en-GB"')
    return tag


def _read_marking(table: Table) -> str:
    """Return the handling label; only the labels of TLP 2.0 may begin with "TLP:"."""
    marking = _read_line(table, "marking")
    label = marking.upper().replace(" ", "")
    if not label.startswith("TLP:"):
        return marking
    if label == "TLP:WHITE":
        raise table.fail("TLP:WHITE is a label of TLP 1.0", "marking", hint="use TLP:CLEAR")
    if label not in TLP_LABELS:
        raise table.fail(f'"{marking}" is no TLP 2.0 label', "marking", hint=suggest(label, TLP_LABELS, "labels"))
    return label


def _read_sources(table: Table) -> tuple[DeclaredSource, ...]:
    """Read the declared sources; no file and no id may be declared twice."""
    items = table.tables("source")
    sources = tuple(_read_source(item) for item in items)
    for key in ("file", "id"):
        seen: set[str] = set()
        for item, source in zip(items, sources, strict=True):
            name = getattr(source, key)
            if name in seen:
                raise item.fail(f'source {key} "{name}" is declared twice', key)
            seen.update([name] if name else [])
    return sources


def _read_source(item: Table) -> DeclaredSource:
    item.refuse_unknown(_SOURCE_KEYS)
    source_id = item.read("id", LABEL)
    if source_id is not None and not _SOURCE_ID.fullmatch(source_id):
        raise item.fail(f'"{source_id}" cannot be an id', "id", hint="ids are letters, digits, - _ and .")
    return DeclaredSource(
        file=item.need("file", TEXT),
        id=None if source_id is None else SourceId(source_id),
        reference=_read_reference(item),
        place=item.place(),
    )


def _read_reference(item: Table) -> Reference:
    authors = item.read("author", one_or_many(TEXT))
    return Reference(
        kind=item.read("kind", one_of(SOURCE_KINDS)),
        title=_read_line(item, "title") or None,
        short_title=_read_line(item, "short_title") or None,
        authors=authors or (),
        unsigned=authors == (),
        publisher=_read_line(item, "publisher") or None,
        date=item.read("date", PARTIAL_DATE),
        url=_read_line(item, "url") or None,
        accessed=item.read("accessed", DAY),
        language=_read_language(item),
        speaker=_read_line(item, "speaker") or None,
        via=_read_line(item, "via") or None,
        container=_read_line(item, "container") or None,
        number=item.read("number", LABEL) or None,
        editors=item.read("editor", one_or_many(TEXT)) or (),
        handle=_read_line(item, "handle") or None,
    )


def _read_edit(table: Table) -> Edit:
    table.refuse_unknown(("omit", "pin", "move"))
    move = table.mapping("move", TEXT)
    return Edit(
        omit=_read_addresses(table, "omit"),
        pin=_read_addresses(table, "pin"),
        move={_check_address(name, table, "move", name): section for name, section in move.items()},
    )


def _read_authored(item: Table) -> AuthoredStatement:
    item.refuse_unknown(("section", "text", "by", "cites"))
    return AuthoredStatement(
        section=item.need("section", TEXT),
        text=" ".join(item.need("text", TEXT).split()),
        by=item.need("by", TEXT),
        cites=_read_addresses(item, "cites"),
        place=item.place(),
    )


def _read_publishing(table: Table) -> Publishing:
    table.refuse_unknown(("base_url", "title", "author"))
    return Publishing(
        base_url=_read_base_url(table),
        title=_read_line(table, "title"),
        author=_read_line(table, "author"),
    )


def _read_base_url(table: Table) -> str:
    """Return the address of a folder on the web, with a slash at its end."""
    address = _read_line(table, "base_url")
    if address and not _BASE_URL.fullmatch(address):
        hint = 'give it whole, as in "https://www.example.org/briefs/"'
        raise table.fail(f'"{address}" is no web address of a folder', "base_url", hint=hint)
    return address if not address or address.endswith("/") else f"{address}/"


def _read_addresses(table: Table, key: str) -> tuple[Address, ...]:
    names = table.read(key, list_of(TEXT)) or ()
    return tuple(_check_address(name, table, key, number) for number, name in enumerate(names))


def _check_address(name: str, table: Table, *path: str | int) -> Address:
    """Return an address as it is written; whether it exists is known once the sources are read."""
    if not _ADDRESS.fullmatch(name):
        raise table.fail(f'"{name}" is no address', *path, hint='addresses look like "002:5.3"; see briefing explain')
    return Address(name)


def _find_trouble(settings: Settings) -> tuple[Finding, ...]:
    """Look for what is allowed and yet probably not meant."""
    findings = [
        Finding(
            severity="warning",
            code="authored-uncited",
            message="an authored sentence cites no passage",
            place=authored.place,
            hint='add cites = ["SOURCE:PARAGRAPH.SENTENCE"]',
        )
        for authored in settings.authored
        if not authored.cites
    ]
    if settings.published and settings.as_of and settings.as_of > settings.published:
        findings.append(
            Finding(
                severity="warning",
                code="as-of-after-published",
                message=f"the cut-off {settings.as_of} is after the day of publication {settings.published}",
                place=settings.place("as_of"),
            )
        )
    return tuple(findings)
