"""A mail server for tests: a process of its own on this machine that takes messages, or fails as it is told.

Run with the name of a JSON file; it prints the port that it listens on, and writes each message that it takes into a
folder, with its envelope. What it is told: `folder`, `security`, `certificate`, `user`, `password`, `size`, whether it
only counts (`counts_only`), and by address its `faults`, one for each attempt: an answer at RCPT, one at the end of the
data, or one of the words below.
"""

import asyncio
import json
import ssl
import sys
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

DROP_IN_DATA = "drop in the middle of the data"
DROP_AFTER = "take the message and drop the connection without an answer"
DROP_ANSWERED = "take the message, answer, and drop the connection"
SLOW = "answer too late"
CLOSING = "close the service"


class Host(SMTP):
    """Fail below the level of commands where that is asked for."""

    def drop(self) -> None:
        """Break the connection off."""
        if isinstance(self.transport, asyncio.Transport):
            self.transport.abort()

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802  # the library's name
        to = self.envelope.rcpt_tos if self.envelope else []
        if to and self.event_handler.takes(to[0], DROP_IN_DATA):
            await self.push("354 go on")
            await self._reader.readline()
            self.drop()
            return
        await super().smtp_DATA(arg)


class Handler:
    """Take messages into a folder."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.folder = Path(told["folder"])
        self.faults: dict[str, list[str]] = told.get("faults", {})
        self.count = 0
        self.counts_only = bool(told.get("counts_only"))
        self.drops_next = False

    def takes(self, address: str, fault: str) -> bool:
        """Say whether the next fault of an address is this one, and use it up."""
        waiting = self.faults.get(address, [])
        if waiting and waiting[0] == fault:
            waiting.pop(0)
            return True
        return False

    async def handle_MAIL(  # noqa: N802
        self, server: Host, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        waiting = self.faults.get("MAIL", [])
        if self.drops_next:
            self.drops_next = False
            server.drop()
        elif waiting:
            answer = waiting.pop(0)
            if answer.startswith("421"):
                asyncio.get_running_loop().call_later(0.05, server.drop)
            return answer
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RSET(self, server: Host, _session: Session, _envelope: Envelope) -> str:  # noqa: N802
        waiting = self.faults.get("RSET", [])
        if self.takes("RSET", DROP_IN_DATA):
            server.drop()
        return waiting.pop(0) if waiting else "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, _server: Host, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        waiting = self.faults.get(address, [])
        if waiting and waiting[0][0].isdigit() and not waiting[0].endswith("data"):
            return waiting.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Host, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        (address,) = envelope.rcpt_tos
        waiting = self.faults.get(address, [])
        if waiting and waiting[0].endswith("data"):
            return waiting.pop(0).removesuffix(" data")
        self.keep(envelope, address)
        if self.takes(address, DROP_AFTER):
            server.drop()
        self.drops_next = self.takes(address, DROP_ANSWERED)
        if self.takes(address, SLOW):
            await asyncio.sleep(30)
        return "250 2.0.0 OK: taken"

    def keep(self, envelope: Envelope, address: str) -> None:
        """Write a message down; renamed last, so that what is there is whole."""
        self.count += 1
        if self.counts_only:
            (self.folder / "count").write_text(str(self.count), encoding="ascii")
            return
        base = self.folder / f"{self.count:05}"
        about = {"from": envelope.mail_from, "to": address, "options": envelope.mail_options}
        base.with_suffix(".json").write_text(json.dumps(about), encoding="utf-8")
        aside = base.with_suffix(".part")
        aside.write_bytes(bytes(envelope.original_content or b""))
        aside.rename(base.with_suffix(".eml"))


async def serve(told: dict[str, Any]) -> None:
    """Listen until the process is ended."""
    handler = Handler(told)
    secure = told["security"] != "none"
    context = None
    if secure:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(told["certificate"])

    def check(server: object, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword) -> AuthResult:
        right = (data.login.decode(), data.password.decode()) == (told["user"], told["password"])
        with (Path(told["folder"]) / "logins").open("a") as logins:
            logins.write(f"{mechanism} {right}\n")
        return AuthResult(success=right, handled=False)

    def make() -> Host:
        return Host(
            handler,
            enable_SMTPUTF8=told.get("utf8", True),
            data_size_limit=told.get("size", 33_554_432),
            tls_context=context if told["security"] == "starttls" else None,
            require_starttls=told["security"] == "starttls",
            authenticator=check if "user" in told else None,
            auth_required="user" in told,
            auth_require_tls=told["security"] == "starttls",
            auth_exclude_mechanism=told.get("without", []),
            hostname="mail.test",
        )

    loop = asyncio.get_running_loop()
    listening = await loop.create_server(make, "127.0.0.1", 0, ssl=context if told["security"] == "tls" else None)
    print(listening.sockets[0].getsockname()[1], flush=True)  # noqa: T201  # the one who started us waits for it
    await listening.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))
