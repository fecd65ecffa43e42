"""Batches of questions -> their answers, several at a time: what fails is tried again, halved, then left to the rules.

A refusal that will not change (a wrong key, no such address, no connection) ends the asking at once, and so do failures
one after the other: a server in trouble is not asked for every batch.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from queue import SimpleQueue
from threading import Event, Lock, Thread

from briefing.assist.answers import Answer, Fault, MalformedAnswer, Parsed, read_answers, read_reply
from briefing.assist.exchange import Door, ExchangeError, Response, UnreachableError
from briefing.assist.questions import Batch, Manner, Question, write_body

PARALLEL = 4
"""Requests under way at once."""
TRIES = 2
"""Times that a batch is sent whole."""
BUSY = 4
"""Times that it is sent to a server that asks to wait."""
IN_A_ROW = 3
"""Batches that fail one after the other before the rest is left to the rules."""
_NOT_UNDERSTOOD = frozenset([HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY])
SHARE, LONGEST_PAUSE = 0.02, 1.0
"""The first pause as a share of the time limit, and the longest first one; each further pause is twice as long."""


class StopAsking(Exception):
    """The rest need not be asked; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One answered question, with where the answer comes from."""

    question: Question
    answer: Answer
    request: str
    """The digest of the request's body."""
    version: str


@dataclass(slots=True)
class Outcome:
    """What asking brought: the one mutable value, filled batch by batch."""

    answered: list[Answered] = field(default_factory=list)
    faults: Counter[Fault] = field(default_factory=Counter)
    troubles: Counter[str] = field(default_factory=Counter)
    """Why batches failed, with the number of the requests."""
    stopped: str = ""
    """Why the rest was not asked; empty where all of it was."""


class Asker:
    """Put batches to a model."""

    def __init__(self, door: Door, manner: Manner, timeout: float) -> None:
        """Keep how to ask; `timeout` bounds the pauses, too, and is the longest that a server may ask for."""
        self._door, self._manner, self._timeout = door, manner, timeout
        self._pause = min(LONGEST_PAUSE, SHARE * timeout)
        self._over = Event()
        self._lock = Lock()
        self._failed = 0
        self._shaped = True
        self.outcome = Outcome()

    def ask(self, batches: Sequence[Batch], listen: Callable[[int], None]) -> None:
        """Ask all batches; `listen` hears how many are done. What was answered is in `outcome`, also if this raises.

        The first goes alone: a server that refuses is asked once.
        """
        for done, batch in enumerate(batches[:1], 1):
            self._take(batch)
            listen(done)
        waiting, told = iter(batches[1:]), SimpleQueue[BaseException | None]()
        threads = [Thread(target=self._work, args=(waiting, told), daemon=True) for _ in batches[1 : PARALLEL + 1]]
        try:
            for thread in threads:
                thread.start()
            for done in range(2, len(batches) + 1):
                _raise(told.get())
                listen(done)
        except BaseException:
            self._over.set()
            self._door.close()
            raise
        finally:
            for thread in threads:
                thread.join()

    def _work(self, waiting: Iterator[Batch], told: "SimpleQueue[BaseException | None]") -> None:
        """Take batches as long as there are any, and tell of each that it is done, or what went wrong with it."""
        while True:
            with self._lock:
                batch = next(waiting, None)
            if batch is None:
                return
            try:
                self._take(batch)
                told.put(None)
            except BaseException as problem:  # noqa: BLE001  # raised again where it can be heard
                told.put(problem)

    def _take(self, batch: Batch) -> None:
        """Ask one batch, unless all asking is over."""
        if self._over.is_set():
            return
        try:
            for part in self._persist(batch):
                self._keep(*part)
        except StopAsking as reason:
            with self._lock:
                self.outcome.stopped = self.outcome.stopped or str(reason)
            self._over.set()

    def _persist(self, batch: Batch) -> Iterator[tuple[Batch, Parsed, str, str]]:
        """Yield what a batch, or each half of one that fails, brings."""
        for _ in range(TRIES):
            found = self._try(batch)
            if found is not None:
                yield found
                return
        brought = False
        for half in batch.halve():
            found = self._try(half)
            if found is not None:
                brought = True
                yield found
        self._count(failed=not brought)

    def _try(self, batch: Batch) -> tuple[Batch, Parsed, str, str] | None:
        """Send one request; None, after a pause, for one that failed."""
        try:
            body, response = self._exchange(batch)
            refuse_status(response)
            reply = read_reply(response.body)
            parsed = read_answers(reply.content, batch, self._manner.ids)
        except (ExchangeError, MalformedAnswer) as problem:
            with self._lock:
                self.outcome.troubles[str(problem)] += 1
            self._over.wait(self._pause)
            return None
        self._count(failed=False)
        return batch, parsed, hashlib.sha256(body).hexdigest(), reply.version

    def _exchange(self, batch: Batch) -> tuple[bytes, Response]:
        """Send a batch, once more without a schema of its answers to an interface that knows none."""
        shaped = self._shaped
        body = write_body(batch, self._manner, shaped=shaped)
        response = self._send(body)
        if response.status not in _NOT_UNDERSTOOD or not shaped:
            return body, response
        self._shaped = False
        body = write_body(batch, self._manner, shaped=False)
        return body, self._send(body)

    def _send(self, body: bytes) -> Response:
        """Send a body until the server is not too busy to answer. Raises StopAsking where it stays so."""
        for number in range(BUSY):
            if self._over.is_set():
                raise StopAsking("asking was broken off")
            try:
                response = self._door.post(body)
            except UnreachableError as problem:
                raise StopAsking(str(problem)) from problem
            if response.status != HTTPStatus.TOO_MANY_REQUESTS:
                return response
            wait = self._pause * 2**number if response.wait is None else response.wait
            if wait > self._timeout:
                raise StopAsking(f"the server is busy and asks to wait for {wait:g} s")
            self._over.wait(wait)
        raise StopAsking("the server stays too busy (429)")

    def _count(self, *, failed: bool) -> None:
        """Count failures in a row. Raises StopAsking at the last that is put up with."""
        with self._lock:
            self._failed = self._failed + 1 if failed else 0
            over = self._failed >= IN_A_ROW
        if over:
            raise StopAsking(f"{IN_A_ROW} batches failed one after the other")

    def _keep(self, batch: Batch, parsed: Parsed, request: str, version: str) -> None:
        answered = [
            Answered(question=batch.questions[index], answer=answer, request=request, version=version)
            for index, answer in sorted(parsed.answers.items())
        ]
        with self._lock:
            self.outcome.answered += answered
            self.outcome.faults.update(parsed.faults)


def _raise(problem: BaseException | None) -> None:
    if problem is not None:
        raise problem


def refuse_status(response: Response) -> None:
    """Raise StopAsking for a status that asking again will not change, ExchangeError for one that may pass."""
    status = response.status
    if status == HTTPStatus.OK:
        return
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        raise StopAsking(f"the server does not accept the key ({status})")
    if status == HTTPStatus.NOT_FOUND:
        raise StopAsking("the server knows no such address or model (404)")
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
        raise StopAsking(f"the server points to another address ({status}); none is followed")
    raise ExchangeError(f"status {status}")
