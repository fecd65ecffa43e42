"""Fixtures: mail servers on this machine, each a process of its own."""

import datetime as dt
import email
import email.policy
import json
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import trustme

from briefing.distribute.mailserver import Security, Server

HOST = Path(__file__).with_name("mailhost.py")
_CONNECT = socket.socket.connect
"""As it was before the tests took it away."""


@pytest.fixture
def loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test connect to this machine, and to no other."""

    def connect(caller: socket.socket, address: Any) -> None:
        assert address[0] in {"127.0.0.1", "::1"}, f"a test tried to connect to {address}"
        _CONNECT(caller, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


@dataclass(frozen=True, slots=True)
class Taken:
    """A message that a server took, with its envelope."""

    recipient: str
    sender: str
    options: tuple[str, ...]
    data: bytes

    @property
    def message(self) -> EmailMessage:
        """The message as a mail program reads it."""
        return email.message_from_bytes(self.data, policy=email.policy.default)


@dataclass(frozen=True, slots=True)
class MailHost:
    """A running server."""

    folder: Path
    port: int
    security: Security
    authority: Path
    process: "subprocess.Popen[str]"

    @property
    def server(self) -> Server:
        """How it is spoken to: quickly, since tests wait."""
        return Server(
            host="127.0.0.1",
            port=self.port,
            security=self.security,
            ca=str(self.authority),
            timeout=5,
            rate=1e6,
            pause=0.01,
        )

    def taken(self) -> list[Taken]:
        """Return what it has taken so far, in order."""
        found = []
        for file in sorted(self.folder.glob("*.eml")):
            about = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
            found.append(Taken(about["to"], about["from"], tuple(about["options"]), file.read_bytes()))
        return found

    def logins(self) -> list[str]:
        """Return how it was logged in to."""
        file = self.folder / "logins"
        return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


StartHost = Callable[..., MailHost]


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """Give an authority that signs certificates."""
    return trustme.CA()


@pytest.fixture
def start_host(tmp_path: Path, authority: trustme.CA, loopback: None) -> Iterator[StartHost]:
    """Give `start_host(security, **told)`, which starts a mail server; all are ended with the test."""
    running: list[subprocess.Popen[str]] = []

    def start(
        security: Security = "tls", name: str = "127.0.0.1", until: dt.datetime | None = None, **told: Any
    ) -> MailHost:
        folder = tmp_path / f"host{len(running)}"
        folder.mkdir()
        authority.cert_pem.write_to_path(trusted := folder / "authority.pem")
        authority.issue_cert(name, not_after=until).private_key_and_cert_chain_pem.write_to_path(
            own := folder / "own.pem"
        )
        orders = folder / "told"
        told = {"folder": str(folder), "security": security, "certificate": str(own), **told}
        orders.write_text(json.dumps(told), encoding="utf-8")
        process = subprocess.Popen([sys.executable, str(HOST), str(orders)], stdout=subprocess.PIPE, text=True)
        running.append(process)
        assert process.stdout is not None
        return MailHost(folder, int(process.stdout.readline()), security, trusted, process)

    yield start
    for process in running:
        process.terminate()
        process.wait(10)
        assert process.stdout is not None
        process.stdout.close()
