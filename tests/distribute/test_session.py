"""What a real mail server on this machine may do to a message, and what is made of it."""

import datetime as dt
import smtplib
import socket
import ssl
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.distribute import session as session_module
from briefing.distribute.addresses import Mailbox, read_mailbox
from briefing.distribute.credentials import Password
from briefing.distribute.session import Session, Unreachable, Verdict, _conclude, _make_context
from briefing.errors import SendingError
from tests.distribute import mailhost
from tests.distribute.hosts import StartHost
from tests.distribute.servers import SERVER

pytestmark = pytest.mark.slow

DESK = Mailbox("desk", "example.org")
ANNA = Mailbox("anna", "example.org")
BEN = Mailbox("ben", "example.org")
DATA = b"Subject: a brief\r\n\r\n.a line that begins with a full stop\r\n..\r\nthe end\r\n"
SECRET = "correct horse bärn"


def hand_in(session: Session, *recipients: Mailbox, data: bytes = DATA) -> list[Verdict]:
    """Hand in one message for each, connecting where there is no connection."""
    verdicts = []
    for recipient in recipients:
        if not session.is_open:
            session.open()
        verdicts.append(session.hand_in(DESK, recipient, data))
    session.close()
    return verdicts


def events(verdicts: list[Verdict]) -> list[str]:
    return [verdict.event for verdict in verdicts]


@pytest.mark.parametrize("security", ["tls", "starttls", "none"])
def test_a_message_arrives_as_it_is(start_host: StartHost, security: str) -> None:
    host = start_host(security)
    assert (
        hand_in(Session(host.server), ANNA, BEN)
        == [Verdict(event="sent", code=250, status="2.0.0", text="2.0.0 OK: taken")] * 2
    )
    assert [(each.recipient, each.sender, each.data) for each in host.taken()] == [
        ("anna@example.org", "desk@example.org", DATA),
        ("ben@example.org", "desk@example.org", DATA),
    ]


# ---- who answers


def test_a_certificate_of_an_unknown_authority_is_refused(start_host: StartHost) -> None:
    host = start_host("tls")
    with pytest.raises(
        SendingError, match=r"the certificate of 127.0.0.1:.* does not hold: unable to get local issuer"
    ):
        Session(replace(host.server, ca="")).open()


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_for_another_host_is_refused(start_host: StartHost, security: str) -> None:
    host = start_host(security, name="mail.example.org")
    with pytest.raises(SendingError, match="does not hold: IP address mismatch"):
        Session(host.server).open()
    assert host.taken() == []


def test_a_certificate_of_yesterday_is_refused(start_host: StartHost) -> None:
    host = start_host("tls", until=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    with pytest.raises(SendingError, match="does not hold: certificate has expired"):
        Session(host.server).open()


def test_a_server_without_starttls_is_refused(start_host: StartHost) -> None:
    host = start_host("none")
    with pytest.raises(SendingError, match="does not offer STARTTLS"):
        Session(replace(host.server, security="starttls")).open()


def test_a_server_that_speaks_no_tls_is_refused(start_host: StartHost) -> None:
    host = start_host("none")
    with pytest.raises(SendingError, match=r"no TLS with 127\.0\.0\.1"):
        Session(replace(host.server, security="tls")).open()


def test_old_tls_is_not_spoken() -> None:
    context = _make_context(SERVER)
    assert (context.minimum_version, context.check_hostname) == (ssl.TLSVersion.TLSv1_2, True)
    assert context.verify_mode == ssl.CERT_REQUIRED


def test_a_file_of_authorities_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(SendingError, match=r"the certificates to trust cannot be read"):
        _make_context(replace(SERVER, ca=str(tmp_path / "nothing.pem")))


def test_nobody_there_may_be_somebody_later(start_host: StartHost) -> None:
    host = start_host("tls")
    host.process.terminate()
    host.process.wait()
    with pytest.raises(Unreachable, match="cannot be reached: Connection refused"):
        Session(host.server).open()


# ---- who we are


@pytest.mark.parametrize("security", ["tls", "starttls"])
@pytest.mark.parametrize("without", [[], ["PLAIN"]])
def test_a_password_is_told_to_the_server(start_host: StartHost, security: str, without: list[str]) -> None:
    host = start_host(security, user="desk", password=SECRET, without=without)
    server = replace(host.server, user="desk")
    assert events(hand_in(Session(server, Password(SECRET)), ANNA)) == ["sent"]


@pytest.mark.parametrize("without", [[], ["PLAIN"]])
def test_a_wrong_password_is_tried_once_and_not_repeated(start_host: StartHost, without: list[str]) -> None:
    host = start_host("tls", user="desk", password="another", without=without)  # noqa: S106  # made up
    with pytest.raises(SendingError, match=r"refuses the user or the password \(answer 535\)") as caught:
        Session(replace(host.server, user="desk"), Password(SECRET)).open()
    assert not isinstance(caught.value, Unreachable)
    assert len(host.logins()) == 1
    told = f"{caught.value} {caught.value.hint} {caught.value.__cause__} {caught.value.__context__}"
    assert "correct" not in told
    assert "correct" not in repr(Password(SECRET)) + str(Password(SECRET))


def test_a_server_that_knows_no_way_to_log_in_is_named(start_host: StartHost) -> None:
    host = start_host("tls", without=["PLAIN", "LOGIN"])
    with pytest.raises(SendingError, match="offers no way to log in that is known here: none at all"):
        Session(replace(host.server, user="desk"), Password(SECRET)).open()


def test_a_server_that_wants_a_login_takes_nothing_at_all(start_host: StartHost) -> None:
    host = start_host("tls", user="desk", password=SECRET)
    (verdict,) = hand_in(Session(host.server), ANNA)
    assert (verdict.event, verdict.code, verdict.fatal) == ("failed", 530, True)


# ---- what becomes of a message


def test_one_who_is_refused_does_not_keep_others_from_theirs(start_host: StartHost) -> None:
    host = start_host("tls", faults={"anna@example.org": ["550 5.1.1 <anna@example.org> nobody here"]})
    first, second = hand_in(Session(host.server), ANNA, BEN)
    assert (first.event, first.code, first.status, first.fatal) == ("failed", 550, "5.1.1", False)
    assert second.event == "sent"


@pytest.mark.parametrize(
    ("answer", "event"),
    [
        ("452 4.3.1 out of space", "deferred"),
        ("451 later data", "deferred"),
        ("452 4.3.1 out of space data", "deferred"),
        ("552 5.2.2 mailbox full", "failed"),
        ("552 5.2.2 mailbox full data", "failed"),
        ("554 5.7.1 no data", "failed"),
        ("421 4.3.2 closing data", "deferred"),
        ("what was that data", "unknown"),
        ("354 go on data", "unknown"),
    ],
)
def test_an_answer_says_whether_it_is_worth_trying_again(start_host: StartHost, answer: str, event: str) -> None:
    host = start_host("tls", faults={"anna@example.org": [answer]})
    assert events(hand_in(Session(host.server), ANNA, BEN)) == [event, "sent"]


def test_a_message_too_large_is_not_even_offered(start_host: StartHost) -> None:
    host = start_host("tls", size=1000)
    large, small = hand_in(Session(host.server), ANNA, data=DATA + b"x" * 1000), hand_in(Session(host.server), BEN)
    assert (large[0].event, large[0].status, small[0].event) == ("failed", "5.3.4", "sent")


def test_a_connection_that_breaks_in_the_data_leaves_nothing_behind(start_host: StartHost) -> None:
    host = start_host("tls", faults={"anna@example.org": [mailhost.DROP_IN_DATA]})
    session = Session(host.server)
    session.open()
    verdict = session.hand_in(DESK, ANNA, b"x" * 70 + b"\r\n" + (b"y" * 70 + b"\r\n") * 400_000)
    assert (verdict.event, verdict.lost, session.is_open) == ("deferred", True, False)
    assert host.taken() == []


def test_a_connection_that_breaks_before_the_answer_leaves_it_open(start_host: StartHost) -> None:
    host = start_host("tls", faults={"anna@example.org": [mailhost.DROP_AFTER]})
    first, second = hand_in(Session(host.server), ANNA, BEN)
    assert (first.event, first.lost, second.event) == ("unknown", False, "sent")


def test_an_answer_that_comes_too_late_leaves_it_open(start_host: StartHost) -> None:
    host = start_host("tls", faults={"anna@example.org": [mailhost.SLOW]})
    first, second = hand_in(Session(replace(host.server, timeout=0.2)), ANNA, BEN)
    assert (first.event, first.text, second.event) == ("unknown", "the server did not answer in time", "sent")


def test_a_connection_that_breaks_between_messages_is_told_by_the_next(start_host: StartHost) -> None:
    host = start_host("tls", faults={"anna@example.org": [mailhost.DROP_ANSWERED]})
    session = Session(host.server)
    session.open()
    assert session.hand_in(DESK, ANNA, DATA).event == "sent"
    verdict = session.hand_in(DESK, BEN, DATA)
    assert (verdict.event, verdict.lost, session.is_open) == ("deferred", True, False)


def test_a_server_that_closes_is_worth_another_connection(start_host: StartHost) -> None:
    host = start_host("tls", faults={"MAIL": ["421 4.7.0 too many messages"]})
    session = Session(host.server)
    session.open()
    verdict = session.hand_in(DESK, ANNA, DATA)
    assert (verdict.event, verdict.code, verdict.lost, session.is_open) == ("deferred", 421, True, False)


@pytest.mark.parametrize(
    ("answer", "fatal"), [("550 5.7.1 not you", True), ("552 too large", False), ("451 later", False)]
)
def test_a_refused_sender_concerns_every_message(start_host: StartHost, answer: str, fatal: bool) -> None:
    host = start_host("tls", faults={"MAIL": [answer]})
    assert hand_in(Session(host.server), ANNA)[0].fatal is fatal


@pytest.mark.parametrize("faults", [{"RSET": ["500 no"]}, {"RSET": [mailhost.DROP_IN_DATA]}])
def test_a_server_that_forgets_nothing_is_connected_to_anew(
    start_host: StartHost, faults: dict[str, list[str]]
) -> None:
    host = start_host("tls", faults={"anna@example.org": ["550 no"], **faults})
    session = Session(host.server)
    session.open()
    assert session.hand_in(DESK, ANNA, DATA).event == "failed"
    assert not session.is_open
    assert events(hand_in(session, BEN)) == ["sent"]


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (smtplib.SMTPConnectError(421, b"not now"), "it answers 421"),
        (TimeoutError("timed out"), "no answer in time"),
        (socket.gaierror(-2, "Name or service not known"), "Name or service not known"),
        (smtplib.SMTPServerDisconnected("closed"), "the connection broke off"),
    ],
)
def test_a_server_that_cannot_be_reached_is_told(
    monkeypatch: pytest.MonkeyPatch, trouble: Exception, said: str
) -> None:
    def fail(_server: object) -> None:
        raise trouble

    monkeypatch.setattr(session_module, "_connect", fail)
    with pytest.raises(Unreachable, match=f"mail\\.example\\.org:465 cannot be reached: {said}"):
        Session(SERVER).open()


def test_without_a_connection_nothing_is_sent() -> None:
    assert Session(SERVER).hand_in(DESK, ANNA, DATA) == Verdict(event="deferred", lost=True)


@given(st.integers(-1, 999), st.binary(max_size=40))
def test_any_last_answer_is_judged_and_only_a_no_is_tried_again(code: int, words: bytes) -> None:
    verdict = _conclude((code, words))
    kinds = [(250, 300, "sent"), (400, 500, "deferred"), (500, 1000, "failed")]
    assert verdict.event == next((event for low, high, event in kinds if low <= code < high), "unknown")
    assert verdict.text.isprintable()


# ---- letters beyond ASCII


@pytest.mark.parametrize(("utf8", "event"), [(True, "sent"), (False, "failed")])
def test_an_address_beyond_ascii_needs_a_server_that_takes_it(start_host: StartHost, utf8: bool, event: str) -> None:
    host = start_host("tls", utf8=utf8)
    lind = read_mailbox("jürgen@bücher.example")
    assert events(hand_in(Session(host.server), lind, ANNA)) == [event, "sent"]
    if utf8:
        assert host.taken()[0].recipient == "jürgen@xn--bcher-kva.example"
        assert "SMTPUTF8" in host.taken()[0].options
