"""Messages -> the server that takes them: a connection with verified TLS, and what the server answers.

The one module that opens a connection. What decides between "sent" and "not sent" is the end of the data (RFC 5321,
4.1.1.4): before it is sent the server cannot have taken the message, after it only the server's answer tells.
"""

import base64
import contextlib
import re
import smtplib
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from briefing.distribute.addresses import Mailbox
from briefing.distribute.credentials import Password
from briefing.distribute.mailserver import Server
from briefing.errors import SendingError

_OWN_NAME = "[127.0.0.1]"
"""What we call ourselves: the name of the machine is nobody's business."""
_LAST_ANSWER = 10
"""How much longer the last answer may take: RFC 5321, 4.5.3.2, asks for ten minutes, to avoid doubles."""
_TAKEN, _GO_ON, _CLOSING, _MAILBOX_FULL = 250, 354, 421, 552
_NO_YES, _TEMPORARY, _PERMANENT = 300, 400, 500
_NOT_ALLOWED = (530, 534, 535, 538)
"""Answers that concern who sends, not to whom (RFC 4954, 6)."""
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}(?=\s|$)")
_LINE_START = re.compile(rb"^\.", re.MULTILINE)

Taken = Literal["sent", "deferred", "failed", "unknown"]
_Reply: TypeAlias = tuple[int, bytes]
_GONE = (smtplib.SMTPServerDisconnected, OSError)


class Unreachable(SendingError):
    """No connection can be had now; it may be later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Hold what became of a message."""

    event: Taken
    code: int = 0
    status: str = ""
    text: str = ""
    """In the server's words; it may repeat the address."""
    lost: bool = False
    """Whether the connection went before the message was whole: it may be tried again at once."""
    fatal: bool = False
    """Whether any other message would fare the same."""


@dataclass(slots=True)
class Session:
    """Keep one connection, opened anew when it is gone."""

    server: Server
    password: Password | None = None
    _smtp: smtplib.SMTP | None = None

    @property
    def is_open(self) -> bool:
        """Whether there is a connection, as far as we know."""
        return self._smtp is not None

    def open(self) -> None:
        """Connect, verify who answers, and log in.

        Raises Unreachable where a later attempt may help, SendingError where none will.
        """
        with _explain(self.server):
            smtp = _connect(self.server)
        self._smtp = smtp
        try:
            with _explain(self.server):
                _greet(smtp, self.server)
                if self.password is not None:
                    _log_in(smtp, self.server, self.password)
        except SendingError:
            self.close()
            raise

    def hand_in(self, sender: Mailbox, recipient: Mailbox, data: bytes) -> Verdict:
        """Hand in one message for one recipient. Raises nothing: whatever happens is a verdict."""
        smtp = self._smtp
        if smtp is None:
            return Verdict(event="deferred", lost=True)
        try:
            refusal = _offer(smtp, sender, recipient, len(data))
            if refusal is None:
                smtp.send(_LINE_START.sub(b"..", data))
        except _GONE as problem:
            self.close()
            return Verdict(event="deferred", text=_name(problem), lost=True)
        verdict = refusal or self._finish(smtp)
        if verdict.lost:
            self.close()
        elif verdict.event != "sent":
            self._start_over(smtp)
        return verdict

    def _finish(self, smtp: smtplib.SMTP) -> Verdict:
        """Send the end of the data, and wait for the answer that makes the message the server's."""
        try:
            if smtp.sock is not None:
                smtp.sock.settimeout(self.server.timeout * _LAST_ANSWER)
            smtp.send(b".\r\n")
            reply = smtp.getreply()
            if smtp.sock is not None:
                smtp.sock.settimeout(self.server.timeout)
        except _GONE as problem:
            self.close()
            return Verdict(event="unknown", text=_name(problem))
        return _conclude(reply)

    def _start_over(self, smtp: smtplib.SMTP) -> None:
        """Make the server forget a message that it did not take; one that cannot has gone."""
        try:
            if smtp.sock is None or smtp.rset()[0] != _TAKEN:
                self.close()
        except _GONE:
            self.close()

    def close(self) -> None:
        """Hang up, politely where there is still somebody."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            with contextlib.suppress(*_GONE):
                if smtp.sock is not None:
                    smtp.quit()
            smtp.close()


# ------------------------------------------------------------------------------------------------------- one message


def _offer(smtp: smtplib.SMTP, sender: Mailbox, recipient: Mailbox, size: int) -> Verdict | None:
    """Name sender, recipient and size; return what the server has against one of them."""
    options = [] if recipient.plain else ["SMTPUTF8", "BODY=8BITMIME"]
    if options and not smtp.has_extn("smtputf8"):
        return Verdict(event="failed", code=550, status="5.6.7", text="the server takes no such address")
    room = smtp.esmtp_features.get("size", "")
    if room.isdigit() and 0 < int(room) < size:
        text = f"the server takes messages of {room} bytes, this one has {size}"
        return Verdict(event="failed", code=_MAILBOX_FULL, status="5.3.4", text=text)
    if smtp.has_extn("size"):
        options.append(f"SIZE={size}")
    refusal = _judge_step(smtp.mail(str(sender), options), good=_TAKEN, whole=True)
    refusal = refusal or _judge_step(smtp.rcpt(str(recipient)), good=_TAKEN, also=251)
    return refusal or _judge_step(smtp.docmd("DATA"), good=_GO_ON)


def _conclude(reply: _Reply) -> Verdict:
    """Judge the last answer: what is neither a yes nor a no leaves the matter open."""
    if _TAKEN <= reply[0] < _NO_YES:
        return _tell("sent", reply)
    return _judge(reply) if reply[0] >= _TEMPORARY else _tell("unknown", reply)


def _judge_step(reply: _Reply, *, good: int, also: int = 0, whole: bool = False) -> Verdict | None:
    """Return a verdict on an answer that is not the wanted one; `whole`: it concerns every message of this sender."""
    return None if reply[0] in {good, also} else _judge(reply, whole=whole)


def _judge(reply: _Reply, *, whole: bool = False) -> Verdict:
    """Return a verdict on an answer that is no yes; one that is no answer at all ends the conversation."""
    code, _ = reply
    if code < _PERMANENT:
        return _tell("deferred", reply, lost=code == _CLOSING or code < _TEMPORARY)
    return _tell("failed", reply, fatal=code in _NOT_ALLOWED or (whole and code != _MAILBOX_FULL))


def _tell(event: Taken, reply: _Reply, *, lost: bool = False, fatal: bool = False) -> Verdict:
    code, words = reply
    text = "".join(sign if sign.isprintable() else " " for sign in words.decode("utf-8", errors="replace"))
    status = _STATUS.match(text)
    return Verdict(event=event, code=code, status=status[0] if status else "", text=text, lost=lost, fatal=fatal)


def _name(problem: Exception) -> str:
    return "the server did not answer in time" if "timed out" in str(problem) else "the connection broke off"


# ------------------------------------------------------------------------------------------------------ the connection


def _connect(server: Server) -> smtplib.SMTP:
    if server.security == "tls":
        return smtplib.SMTP_SSL(
            server.host, server.port, _OWN_NAME, timeout=server.timeout, context=_make_context(server)
        )
    return smtplib.SMTP(server.host, server.port, _OWN_NAME, timeout=server.timeout)


def _greet(smtp: smtplib.SMTP, server: Server) -> None:
    smtp.ehlo_or_helo_if_needed()
    if server.security == "starttls":
        smtp.starttls(context=_make_context(server))
        smtp.ehlo()


def _make_context(server: Server) -> ssl.SSLContext:
    """Return rules for TLS: 1.2 at least (RFC 8997), a certificate that holds, for this very host."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if server.ca:
        try:
            context.load_verify_locations(cafile=server.ca)
        except (OSError, ssl.SSLError) as problem:
            message = f"the certificates to trust cannot be read: {problem.strerror or problem}"
            raise SendingError(message, place=server.place, hint=f"ca = {server.ca!r} names a file in PEM") from problem
    return context


def _log_in(smtp: smtplib.SMTP, server: Server, password: Password) -> None:
    """Log in once. Raises SendingError without the server's words, which could repeat the password.

    A second attempt could lock the account, so that none is made.
    """
    ways = smtp.esmtp_features.get("auth", "").upper().split()
    if "PLAIN" in ways:
        both = "\0".join(["", server.user, password.reveal])  # RFC 4616, 2
        code, _ = smtp.docmd("AUTH", f"PLAIN {_encode(both)}")
    elif "LOGIN" in ways:
        code, _ = smtp.docmd("AUTH", f"LOGIN {_encode(server.user)}")
        if code == 334:  # noqa: PLR2004  # "go on" (RFC 4954, 4)
            code, _ = smtp.docmd(_encode(password.reveal))
    else:
        message = f"{server.host} offers no way to log in that is known here: {' '.join(ways) or 'none at all'}"
        raise SendingError(message, place=server.place, hint="PLAIN and LOGIN are known")
    if code != 235:  # noqa: PLR2004  # "authentication succeeded" (RFC 4954, 6)
        message = f"{server.host} refuses the user or the password (answer {code}); nothing more is tried"
        raise SendingError(
            message, place=server.place, hint="mend them before the next run: a few failures lock accounts"
        )


def _encode(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")


@contextlib.contextmanager
def _explain(server: Server) -> Iterator[None]:
    """Turn what goes wrong with a connection into an error of ours."""
    name = f"{server.host}:{server.port}"
    try:
        yield
    except SendingError:
        raise
    except ssl.SSLCertVerificationError as problem:
        message = f"the certificate of {name} does not hold: {problem.verify_message}"
        hint = "nothing was sent; if your house has its own authority, name its certificate with ca"
        raise SendingError(message, place=server.place, hint=hint) from problem
    except ssl.SSLError as problem:
        message = f"no TLS with {name}: {problem.reason or problem}"
        raise SendingError(
            message, place=server.place, hint='security is "tls" on port 465, "starttls" on 587'
        ) from problem
    except (smtplib.SMTPNotSupportedError, smtplib.SMTPHeloError) as problem:
        message = f"{name} does not offer STARTTLS: a password and a brief would go unprotected"
        raise SendingError(message, place=server.place, hint="nothing was sent") from problem
    except (smtplib.SMTPException, OSError) as problem:
        message = f"{name} cannot be reached: {_name_trouble(problem)}"
        raise Unreachable(message, place=server.place, hint="look at host and port, and at the network") from problem


def _name_trouble(problem: Exception) -> str:
    if isinstance(problem, TimeoutError) or "timed out" in str(problem):
        return "no answer in time"
    if isinstance(problem, smtplib.SMTPResponseException):
        return f"it answers {problem.smtp_code}"
    return str(getattr(problem, "strerror", None) or "the connection broke off")
