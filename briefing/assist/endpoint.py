"""Where questions go: an address taken apart, and whether it is on this machine."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

RESOURCE = "/chat/completions"
_PORTS = {"http": 80, "https": 443}
_OPEN = frozenset(["", "TLP:CLEAR", "TLP:GREEN"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """The address of chat completions."""

    host: str
    port: int
    path: str
    """With the query, where there is one."""
    secure: bool

    @property
    def local(self) -> bool:
        """Whether it names this machine: nothing that is sent there leaves it."""
        return is_loopback(self.host) or self.host == "localhost" or self.host.endswith(".localhost")

    @property
    def place(self) -> str:
        """Host and port, as people are told."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


def is_loopback(host: str) -> bool:
    """Say whether a numeric address is one of the machine itself."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def read_endpoint(text: str) -> Endpoint:
    """Take an address apart; what does not end in the resource gets it added.

    Raises ValueError, in words that may be shown, for what is none, for a name or password in it, and for an address
    beyond this machine without TLS: sources and key would travel in the clear.
    """
    try:
        parts = urlsplit(text)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        raise ValueError("this is no address") from None
    if parts.scheme not in _PORTS or not host or not text.isascii() or not text.isprintable() or " " in text:
        raise ValueError("this is no address of the form https://HOST/v1/chat/completions")
    if parts.username is not None or parts.password is not None:
        raise ValueError("an address must not hold a name or a password")
    path = parts.path.rstrip("/")
    path = path if path.endswith(RESOURCE) else f"{path}{RESOURCE}"
    endpoint = Endpoint(
        host=host, port=port or _PORTS[parts.scheme], path=f"{path}?{parts.query}" if parts.query else path,
        secure=parts.scheme == "https",
    )  # fmt: skip
    if not endpoint.secure and not endpoint.local:
        raise ValueError("beyond this machine the address must begin with https://")
    return endpoint


def is_open(marking: str) -> bool:
    """Say whether a marking lets sentences leave this machine: none, TLP:CLEAR and TLP:GREEN do.

    TLP 2.0 keeps AMBER within organisations and RED with persons; a marking in other words may be as strict.
    """
    return marking in _OPEN
