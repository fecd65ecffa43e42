"""Deliveries -> messages handed in one after the other, each with a line in the log before and behind it."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from briefing.distribute.addresses import Mailbox
from briefing.distribute.deliverylog import Entry
from briefing.distribute.interrupts import hold_interrupts
from briefing.distribute.mailserver import Server
from briefing.distribute.readers import Reader
from briefing.distribute.session import Unreachable, Verdict
from briefing.errors import SendingError

_MINUTE = 60
_TWICE = 2


@dataclass(frozen=True, slots=True)
class Parcel:
    """Hold a message ready to go, and the digest of each file in it by its name."""

    data: bytes
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Name a message that is to go; it is made when its turn comes, so that only one is in memory at a time."""

    id: str
    edition: str
    reader: Reader
    copy: int
    """The number of the personal copy, 0 for the common file."""
    make: Callable[[dt.datetime], Parcel]
    """Makes the message with its date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Tell the time, measure it, and let it pass."""

    now: Callable[[], dt.datetime]
    ticks: Callable[[], float]
    sleep: Callable[[float], None]


class Log(Protocol):
    """Take entries, each for good."""

    def write(self, entry: Entry) -> None:
        """Add an entry, or raise SendingError."""


class Line(Protocol):
    """Take messages."""

    @property
    def is_open(self) -> bool:
        """Whether there is a connection."""

    def open(self) -> None:
        """Connect, or raise SendingError."""

    def hand_in(self, sender: Mailbox, recipient: Mailbox, data: bytes) -> Verdict:
        """Hand in one message."""


@dataclass(slots=True, kw_only=True)
class Post:
    """Send deliveries and remember what became of each."""

    sender: Mailbox
    server: Server
    line: Line
    log: Log
    clock: Clock
    begin: Callable[[str], None]
    """Hears what is being done."""
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    """By the id of the delivery; what is missing was never tried."""
    _met: bool = False
    _next: float = 0.0

    def send(self, deliveries: Sequence[Delivery]) -> None:
        """Send all of them; those that the server does not take now are tried again after a pause, a few times.

        Raises SendingError where nothing more can be sent: no log, no connection, no leave of the server.
        """
        waiting = deliveries
        for pause in (0.0, *self._pauses()):
            if pause and waiting:
                self.begin(f"waiting to try {len(waiting)} again")
                self.clock.sleep(pause)
            waiting = [each for at, each in enumerate(waiting, 1) if self._send(each, f"{at} of {len(waiting)}")]

    def _pauses(self) -> list[float]:
        return [self.server.pause * _TWICE**number for number in range(self.server.attempts - 1)]

    def _send(self, delivery: Delivery, which: str) -> bool:
        """Send one message, again at once where the connection broke; say whether it should be tried later."""
        self.begin(f"sending {which}")
        parcel = delivery.make(self.clock.now())
        self._wait_turn()
        verdict = self._try(delivery, parcel)
        if verdict.lost:
            verdict = self._try(delivery, parcel)
        if verdict.fatal:
            message = f"the server takes nothing from {self.sender}: {verdict.code} {verdict.text}"
            raise SendingError(message, place=self.server.place)
        return verdict.event == "deferred"

    def _wait_turn(self) -> None:
        """Keep to so many messages a minute."""
        early = self._next - self.clock.ticks()
        if early > 0:
            self.clock.sleep(early)
        self._next = max(self._next, self.clock.ticks()) + _MINUTE / self.server.rate

    def _try(self, delivery: Delivery, parcel: Parcel) -> Verdict:
        """Write down what is to happen, let it happen, and write down what did."""
        self._connect()
        with hold_interrupts():
            self.log.write(self._enter(delivery, Verdict(event="unknown"), parcel))
            self.verdicts[delivery.id] = Verdict(event="unknown", text="stopped in the middle")
            verdict = self.line.hand_in(self.sender, delivery.reader.mailbox, parcel.data)
            self.verdicts[delivery.id] = verdict
            self.log.write(self._enter(delivery, verdict))
        return verdict

    def _enter(self, delivery: Delivery, verdict: Verdict, parcel: Parcel | None = None) -> Entry:
        return Entry(
            at=self.clock.now().astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
            event="intent" if parcel else verdict.event,
            edition=delivery.edition,
            delivery=delivery.id,
            copy=delivery.copy if parcel else 0,
            files=parcel.files if parcel else {},
            code=verdict.code,
            status=verdict.status,
        )

    def _connect(self) -> None:
        """Connect where there is no connection; one that was there before is worth a few attempts."""
        for pause in self._pauses() if self._met else []:
            if self.line.is_open:
                return
            try:
                self.line.open()
            except Unreachable:
                self.begin("waiting for the server")
                self.clock.sleep(pause)
        if not self.line.is_open:
            self.line.open()
        self._met = True
