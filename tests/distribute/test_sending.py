"""Messages handed in one after the other: at a measured pace, never twice, and each with its lines in the log."""

import datetime as dt
import errno
import math
import os
import signal
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.distribute.addresses import Mailbox
from briefing.distribute.deliverylog import Entry
from briefing.distribute.logfile import load_history, open_log
from briefing.distribute.readers import Reader
from briefing.distribute.sending import Clock, Delivery, Parcel, Post
from briefing.distribute.session import Session, Taken, Unreachable, Verdict
from briefing.errors import SendingError
from tests.distribute import mailhost
from tests.distribute.hosts import MailHost, StartHost
from tests.distribute.servers import SERVER

DESK = Mailbox("desk", "example.org")
START = dt.datetime(2024, 7, 1, 7, 30, tzinfo=dt.UTC)


@dataclass(slots=True)
class Hours:
    """A clock that nobody waits for."""

    passed: float = 0.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.passed += seconds

    def clock(self) -> Clock:
        return Clock(now=lambda: START + dt.timedelta(seconds=self.passed), ticks=lambda: self.passed, sleep=self.sleep)


@dataclass(slots=True)
class Memory:
    """A log in memory."""

    entries: list[Entry] = field(default_factory=list)

    def write(self, entry: Entry) -> None:
        self.entries.append(entry)


@dataclass(slots=True)
class Script:
    """A line that answers as it is written: by name the verdicts of a reader, in order, then "sent"."""

    verdicts: dict[str, list[Verdict]] = field(default_factory=dict)
    openings: list[Exception | None] = field(default_factory=list)
    handed: list[str] = field(default_factory=list)
    opened: int = 0
    is_open: bool = False

    def open(self) -> None:
        self.opened += 1
        trouble = self.openings.pop(0) if self.openings else None
        if trouble:
            raise trouble
        self.is_open = True

    def hand_in(self, _sender: Mailbox, recipient: Mailbox, _data: bytes) -> Verdict:
        assert self.is_open
        self.handed.append(recipient.local)
        waiting = self.verdicts.get(recipient.local, [])
        verdict = waiting.pop(0) if waiting else Verdict(event="sent", code=250)
        if verdict.lost:
            self.is_open = False
        return verdict


def deliver(*names: str) -> list[Delivery]:
    return [
        Delivery(
            id=name,
            edition="e1",
            reader=Reader(mailbox=Mailbox(name, "example.org")),
            copy=0,
            make=lambda date, name=name: Parcel(f"Subject: {name} {date}\r\n\r\n".encode(), {"a.pdf": "12"}),  # type: ignore[misc]
        )
        for name in names
    ]


def open_post(line: Script | Session, log: object, hours: Hours, **server: object) -> Post:
    return Post(
        sender=DESK,
        server=replace(SERVER, **{"rate": math.inf, **server}),  # type: ignore[arg-type]
        line=line,
        log=log,  # type: ignore[arg-type]
        clock=hours.clock(),
        begin=lambda _stage: None,
    )


def lines(log: Memory) -> list[tuple[str, str]]:
    return [(entry.event, entry.delivery) for entry in log.entries]


LATER = Verdict(event="deferred", code=451)
LOST = Verdict(event="deferred", lost=True)
REFUSED = Verdict(event="failed", code=550, status="5.1.1", text="<ben@example.org> nobody here")


def test_before_and_behind_each_message_there_is_a_line() -> None:
    log, hours = Memory(), Hours()
    open_post(Script({"ben": [REFUSED]}), log, hours).send(deliver("anna", "ben"))
    assert log.entries == [
        Entry(at="2024-07-01T07:30:00Z", event="intent", edition="e1", delivery="anna", files={"a.pdf": "12"}),
        Entry(at="2024-07-01T07:30:00Z", event="sent", edition="e1", delivery="anna", code=250),
        Entry(at="2024-07-01T07:30:00Z", event="intent", edition="e1", delivery="ben", files={"a.pdf": "12"}),
        Entry(at="2024-07-01T07:30:00Z", event="failed", edition="e1", delivery="ben", code=550, status="5.1.1"),
    ]


def test_a_measured_pace_is_kept() -> None:
    hours = Hours()
    open_post(Script(), Memory(), hours, rate=30).send(deliver("anna", "ben", "carl"))
    assert hours.slept == [2.0, 2.0]


def test_whoever_is_not_taken_now_is_tried_again_after_the_others() -> None:
    line, log, hours = Script({"anna": [LATER, LATER]}), Memory(), Hours()
    post = open_post(line, log, hours, attempts=4, pause=60)
    post.send(deliver("anna", "ben"))
    assert line.handed == ["anna", "ben", "anna", "anna"]
    assert hours.slept == [60, 120]
    assert post.verdicts["anna"].event == "sent"


def test_attempts_have_an_end() -> None:
    line, log, hours = Script({"anna": [LATER] * 9}), Memory(), Hours()
    post = open_post(line, log, hours, attempts=3, pause=60)
    post.send(deliver("anna", "ben"))
    assert line.handed == ["anna", "ben", "anna", "anna"]
    assert hours.slept == [60, 120]
    assert (post.verdicts["anna"], log.entries[-1].event) == (LATER, "deferred")


def test_a_message_that_was_cut_short_is_tried_again_at_once() -> None:
    line, log, hours = Script({"anna": [LOST]}), Memory(), Hours()
    open_post(line, log, hours).send(deliver("anna", "ben"))
    assert (line.handed, line.opened, hours.slept) == (["anna", "anna", "ben"], 2, [])
    assert [event for event, _ in lines(log)] == ["intent", "deferred", "intent", "sent", "intent", "sent"]


def test_a_message_that_always_breaks_the_connection_does_not_hold_up_others() -> None:
    line, hours = Script({"anna": [LOST] * 99}), Hours()
    post = open_post(line, Memory(), hours, attempts=2)
    post.send(deliver("anna", "ben"))
    assert line.handed == ["anna", "anna", "ben", "anna", "anna"]
    assert (post.verdicts["anna"].event, post.verdicts["ben"].event) == ("deferred", "sent")


def test_a_message_in_doubt_is_not_tried_again() -> None:
    line, log = Script({"anna": [Verdict(event="unknown")]}), Memory()
    open_post(line, log, Hours()).send(deliver("anna", "ben"))
    assert line.handed == ["anna", "ben"]
    assert lines(log)[:2] == [("intent", "anna"), ("unknown", "anna")]


def test_a_server_that_takes_nothing_from_us_ends_the_work() -> None:
    line, log = Script({"anna": [Verdict(event="failed", code=530, text="log in", fatal=True)]}), Memory()
    post = open_post(line, log, Hours())
    with pytest.raises(SendingError, match=r"takes nothing from desk@example\.org: 530 log in"):
        post.send(deliver("anna", "ben"))
    assert (line.handed, lines(log)) == (["anna"], [("intent", "anna"), ("failed", "anna")])
    assert post.verdicts.keys() == {"anna"}


def test_a_server_that_is_not_there_at_first_is_not_waited_for() -> None:
    line, log, hours = Script(openings=[Unreachable("away")]), Memory(), Hours()
    with pytest.raises(Unreachable):
        open_post(line, log, hours).send(deliver("anna"))
    assert (line.opened, hours.slept, log.entries) == (1, [], [])


def test_a_server_that_was_there_is_waited_for_a_while() -> None:
    line, hours = Script({"anna": [LOST]}, openings=[None, Unreachable("away"), Unreachable("away"), None]), Hours()
    post = open_post(line, Memory(), hours, attempts=4, pause=10)
    post.send(deliver("anna"))
    assert (hours.slept, post.verdicts["anna"].event) == ([10, 20], "sent")


def test_a_server_that_stays_away_ends_the_work() -> None:
    line, hours = Script({"anna": [LOST]}, openings=[None, *[Unreachable("away")] * 9]), Hours()
    post = open_post(line, Memory(), hours, attempts=3, pause=10)
    with pytest.raises(Unreachable):
        post.send(deliver("anna", "ben"))
    assert hours.slept == [10, 20]
    assert post.verdicts == {"anna": LOST}


def test_a_refused_login_is_not_tried_again() -> None:
    line, hours = Script({"anna": [LOST]}, openings=[None, SendingError("refused"), None]), Hours()
    with pytest.raises(SendingError, match="refused"):
        open_post(line, Memory(), hours).send(deliver("anna"))
    assert (line.opened, hours.slept) == (2, [])


@dataclass(slots=True)
class FullLog(Memory):
    """A log that takes so many lines and no more."""

    room: int = 0

    def write(self, entry: Entry) -> None:
        if len(self.entries) == self.room:
            raise SendingError("the log cannot be written: No space left on device; nothing more is sent")
        self.entries.append(entry)


@pytest.mark.parametrize(("room", "handed"), [(0, []), (1, ["anna"]), (2, ["anna"]), (3, ["anna", "ben"])])
def test_a_log_that_is_full_ends_the_work_before_the_next_message(room: int, handed: list[str]) -> None:
    line, log = Script(), FullLog(room=room)
    with pytest.raises(SendingError, match="No space left"):
        open_post(line, log, Hours()).send(deliver("anna", "ben", "carl"))
    assert line.handed == handed


def test_ctrl_c_waits_until_it_is_written_down_what_became_of_a_message() -> None:
    class Pressed(Script):
        def hand_in(self, sender: Mailbox, recipient: Mailbox, data: bytes) -> Verdict:
            signal.raise_signal(signal.SIGINT)
            return super().hand_in(sender, recipient, data)

    line, log = Pressed(), Memory()
    with pytest.raises(KeyboardInterrupt):
        open_post(line, log, Hours()).send(deliver("anna", "ben"))
    assert lines(log) == [("intent", "anna"), ("sent", "anna")]


def test_a_second_ctrl_c_does_not_wait() -> None:
    class Pressed(Script):
        def hand_in(self, sender: Mailbox, recipient: Mailbox, data: bytes) -> Verdict:
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(signal.SIGINT)
            return super().hand_in(sender, recipient, data)

    log = Memory()
    post = open_post(Pressed(), log, Hours())
    with pytest.raises(KeyboardInterrupt):
        post.send(deliver("anna", "ben"))
    assert lines(log) == [("intent", "anna")]
    assert post.verdicts["anna"].event == "unknown"


def test_work_in_another_thread_is_not_interrupted() -> None:
    log = Memory()
    thread = threading.Thread(target=lambda: open_post(Script(), log, Hours()).send(deliver("anna")))
    thread.start()
    thread.join()
    assert lines(log) == [("intent", "anna"), ("sent", "anna")]


EVENTS: Sequence[Taken] = ("sent", "deferred", "failed", "unknown")
VERDICTS = st.builds(Verdict, event=st.sampled_from(EVENTS), code=st.just(1)) | st.just(LOST)


@given(st.dictionaries(st.sampled_from(["anna", "ben", "carl"]), st.lists(VERDICTS, max_size=6)), st.integers(1, 4))
def test_whatever_a_server_answers_nobody_is_sent_anything_twice(
    answers: dict[str, list[Verdict]], attempts: int
) -> None:
    log, given_out = Memory(), {name: list(verdicts) for name, verdicts in answers.items()}
    line = Script(answers)
    open_post(line, log, Hours(), attempts=attempts).send(deliver("anna", "ben", "carl"))
    for name in ("anna", "ben", "carl"):
        times = line.handed.count(name)
        got = [*given_out.get(name, []), *[Verdict(event="sent")] * 9][:times]
        assert 1 <= times <= 2 * attempts
        assert all(verdict.event == "deferred" for verdict in got[:-1])  # only what was not taken is tried again
        said = [event for event, whose in lines(log) if whose == name]
        assert said == [word for verdict in got for word in ("intent", verdict.event)]


def test_ten_thousand_readers_get_theirs() -> None:
    names = [f"reader{number}" for number in range(10_000)]
    line, log = Script({"reader77": [REFUSED]}), Memory()
    post = open_post(line, log, Hours())
    post.send(deliver(*names))
    assert line.handed == names
    assert [name for name, verdict in post.verdicts.items() if verdict.event != "sent"] == ["reader77"]


# ---- with a real server and a real log


def send_for_real(host: MailHost, path: Path, *names: str) -> Post:
    """Send to a running server, leaving out whom the log says to have it."""
    session = Session(host.server)
    with open_log(path) as log:
        had = {name for name, entry in log.history.latest("e1").items() if entry.event == "sent"}
        post = Post(
            sender=DESK, server=host.server, line=session, log=log, clock=Hours().clock(), begin=lambda _stage: None
        )
        try:
            post.send(deliver(*(name for name in names if name not in had)))
        finally:
            session.close()
    return post


@pytest.mark.slow
def test_each_fault_costs_its_reader_only(start_host: StartHost, tmp_path: Path) -> None:
    faults = {
        "anna@example.org": ["452 4.3.1 out of space", "452 4.3.1 out of space data"],
        "ben@example.org": ["550 5.1.1 nobody here"],
        "carl@example.org": [mailhost.DROP_AFTER],
        "dora@example.org": [mailhost.DROP_ANSWERED],
        "MAIL": ["421 4.7.0 come back"],
    }
    host = start_host("starttls", faults=faults)
    post = send_for_real(host, tmp_path / "log", "anna", "ben", "carl", "dora", "emil")
    assert {name: verdict.event for name, verdict in post.verdicts.items()} == {
        "anna": "sent", "ben": "failed", "carl": "unknown", "dora": "sent", "emil": "sent"
    }  # fmt: skip
    assert sorted(each.recipient[:4] for each in host.taken()) == ["anna", "carl", "dora", "emil"]
    again = send_for_real(host, tmp_path / "log", "anna", "ben", "dora", "emil")
    assert again.verdicts.keys() == {"ben"}
    assert [entry.event for entry in load_history(tmp_path / "log").entries][-2:] == ["intent", "sent"]


@pytest.mark.slow
def test_a_real_full_disk_ends_the_work(start_host: StartHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    host, whole, count = start_host("tls"), os.write, [0]

    def fill(handle: int, data: bytes) -> int:
        count[0] += 1
        if count[0] == 3:
            whole(handle, data[:20])
            raise OSError(errno.ENOSPC, "No space left on device")
        return whole(handle, data)

    monkeypatch.setattr(os, "write", fill)
    with pytest.raises(SendingError, match="No space left on device"):
        send_for_real(host, tmp_path / "log", "anna", "ben", "carl")
    monkeypatch.setattr(os, "write", whole)
    assert [each.recipient for each in host.taken()] == ["anna@example.org"]
    send_for_real(host, tmp_path / "log", "anna", "ben", "carl")
    assert [each.recipient[:4] for each in host.taken()] == ["anna", "ben@", "carl"]
