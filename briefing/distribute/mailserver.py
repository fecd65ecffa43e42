"""The table [server] of readers.toml -> the server that takes the messages, and how it is to be spoken to."""

import ipaddress
from dataclasses import dataclass, field
from typing import Literal

from briefing.config.kinds import NUMBER, TEXT, WHOLE, one_of
from briefing.config.tables import Table

Security = Literal["tls", "starttls", "none"]
SECURITIES: tuple[Security, ...] = ("tls", "starttls", "none")
PORTS = {"tls": 465, "starttls": 587, "none": 25}
"""RFC 8314, 7.3, for submission; 25 for a relay on the same machine."""

_KEYS = (
    "host", "port", "security", "user", "password_env", "keyring", "ca", "rate", "timeout", "attempts", "pause",
)  # fmt: skip
_HIGHEST_PORT = 65535


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Say where messages are handed in. No password is here: only where it is kept."""

    host: str
    port: int
    security: Security = "tls"
    user: str = ""
    password_env: str = ""
    """The environment variable that holds the password."""
    keyring: str = ""
    """The service under which the keyring of the system holds it."""
    ca: str = ""
    """A file of certificates to trust beside those of the system; empty: these alone."""
    rate: float = 60
    """Messages a minute, at most."""
    timeout: float = 60
    """Seconds to wait for an answer; for the last one, after which a message is the server's, ten times as long."""
    attempts: int = 4
    """How often a message is tried in one run while the server says "not now"."""
    pause: float = 60
    """Seconds before the second attempt; before each further one twice as long."""
    place: str = field(default="", compare=False)


def read_server(table: Table) -> Server:
    """Read the table. Raises DossierError for what it may not say, and for a plain connection over a network."""
    if "password" in table.values:
        hint = 'take it out; name the variable that holds it, password_env = "…", or keyring = "SERVICE"'
        raise table.fail("a password does not belong into a file", "password", hint=hint)
    table.refuse_unknown(_KEYS)
    security = table.read("security", one_of(SECURITIES)) or "tls"
    plain = Server(host="", port=0)
    server = Server(
        host=_read_word(table, "host", needed=True),
        port=_read_port(table, security),
        security=security,
        user=_read_word(table, "user"),
        password_env=_read_word(table, "password_env"),
        keyring=_read_word(table, "keyring"),
        ca=table.read("ca", TEXT) or "",
        rate=_read_positive(table, "rate", plain.rate),
        timeout=_read_positive(table, "timeout", plain.timeout),
        attempts=_read_attempts(table, plain.attempts),
        pause=_read_positive(table, "pause", plain.pause),
        place=table.place(),
    )
    _refuse_plain(server, table)
    _refuse_half(server, table)
    return server


def is_local(host: str) -> bool:
    """Say whether a host is this machine, so that nothing between can listen."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _read_word(table: Table, key: str, *, needed: bool = False) -> str:
    """Read a text without white space."""
    word = table.need(key, TEXT) if needed else table.read(key, TEXT) or ""
    if not word.isprintable() or " " in word or (needed and not word):
        raise table.fail(f'"{key}" cannot be this: it is empty, or holds white space', key)
    return word


def _read_port(table: Table, security: Security) -> int:
    port = table.read("port", WHOLE)
    if port is not None and not 0 < port <= _HIGHEST_PORT:
        raise table.fail(f"{port} is no port", "port")
    return PORTS[security] if port is None else port


def _read_positive(table: Table, key: str, default: float) -> float:
    number = table.read(key, NUMBER)
    if number is not None and number <= 0:
        raise table.fail(f'"{key}" should be more than 0', key)
    return default if number is None else number


def _read_attempts(table: Table, default: int) -> int:
    number = table.read("attempts", WHOLE)
    if number == 0:
        raise table.fail('"attempts" should be at least 1', "attempts")
    return default if number is None else number


def _refuse_plain(server: Server, table: Table) -> None:
    """Raise for a connection that others could listen to."""
    if server.security == "none" and not is_local(server.host):
        message = f'a connection to "{server.host}" without TLS could be listened to'
        raise table.fail(message, "security", hint='security = "tls" or "starttls"; "none" is for this machine only')
    if server.security == "none" and server.user:
        raise table.fail("a password is not sent without TLS", "user", hint='security = "tls", or no user')


def _refuse_half(server: Server, table: Table) -> None:
    """Raise where the user is named and not the way to the password, or the other way round."""
    ways = [way for way in ("password_env", "keyring") if way in table.values]
    if server.user and not ways:
        raise table.fail(
            "the user has no password", "user", hint='add password_env = "VARIABLE" or keyring = "SERVICE"'
        )
    if ways and not server.user:
        raise table.fail(f"there is no user for {ways[0]}", ways[0], hint='add user = "…"')
    if len(ways) > 1:
        raise table.fail("the password is kept in two places", ways[1], hint=f"take {ways[0]} or {ways[1]} out")
