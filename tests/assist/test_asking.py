"""What fails is tried again, halved and left; who refuses is not asked again."""

import json
import threading
from collections.abc import Callable, Iterator, Sequence

import pytest

from briefing.assist.asking import BUSY, IN_A_ROW, PARALLEL, Asker, Outcome
from briefing.assist.exchange import ExchangeError, Response, UnreachableError
from tests.assist.cases import MANNER, number
from tests.assist.servers import Asked, complete

PATIENCE = 0.05
"""Seconds: the time limit, from which the pauses follow."""

Play = Callable[[Asked], Response]


class Door:
    """Play a server without a network."""

    def __init__(self, *plays: Play) -> None:
        self._plays: Iterator[Play] = iter(plays[:-1])
        self._last = plays[-1]
        self._lock = threading.Lock()
        self.asked: list[Asked] = []
        self.closed = False

    def post(self, body: bytes) -> Response:
        asked = Asked("/", {}, body)
        with self._lock:
            self.asked.append(asked)
            play = next(self._plays, self._last)
        return play(asked)

    def close(self) -> None:
        self.closed = True

    @property
    def sizes(self) -> list[int]:
        return [len(asked.questions) for asked in self.asked]


def good(asked: Asked) -> Response:
    answers = [{"n": n, "sections": ["terms"]} for n in asked.questions]
    return Response(200, complete(json.dumps({"answers": answers})).body)


def status(code: int, wait: float | None = None) -> Play:
    return lambda _: Response(code, b"", wait)


def prose(_: Asked) -> Response:
    return Response(200, complete("Certainly! Here they are.").body)


def breaking(_: Asked) -> Response:
    raise ExchangeError("the connection was cut")


def nowhere(_: Asked) -> Response:
    raise UnreachableError("no connection: refused")


def ask(door: Door, count: int = 4, size: int = 100, timeout: float = PATIENCE) -> Outcome:
    asker = Asker(door, MANNER, timeout)
    asker.ask(number(count, size), lambda _: None)
    return asker.outcome


def test_every_batch_is_asked_once_and_its_progress_told() -> None:
    door, heard = Door(good), list[int]()
    asker = Asker(door, MANNER, PATIENCE)
    asker.ask(number(10, 2), heard.append)
    assert sorted(door.sizes) == [2] * 5
    assert heard == [1, 2, 3, 4, 5]
    assert len(asker.outcome.answered) == 10
    assert {each.version for each in asker.outcome.answered} == {"clerk-1.2"}
    assert len({each.request for each in asker.outcome.answered}) == 5


def test_no_more_requests_are_under_way_than_allowed() -> None:
    barrier = threading.Barrier(PARALLEL)

    def meet(asked: Asked) -> Response:
        barrier.wait(10)
        return good(asked)

    assert len(ask(Door(good, meet), 2 * PARALLEL + 1, 1).answered) == 2 * PARALLEL + 1


def test_nothing_to_ask_is_no_request() -> None:
    assert ask(Door(good), 0).answered == []


def test_a_batch_that_fails_is_asked_again() -> None:
    door = Door(prose, good)
    outcome = ask(door)
    assert (door.sizes, len(outcome.answered)) == ([4, 4], 4)
    assert dict(outcome.troubles) == {"text that is not JSON alone": 1}


@pytest.mark.parametrize("play", [prose, breaking, status(500), status(503), status(402)])
def test_one_that_fails_again_is_halved(play: Play) -> None:
    door = Door(play, play, play, good)
    outcome = ask(door)
    assert door.sizes == [4, 4, 2, 2]
    assert [each.question.address for each in outcome.answered] == ["s0:3.1", "s0:4.1"]
    assert sum(outcome.troubles.values()) == 3
    assert outcome.stopped == ""


def test_one_question_is_not_halved() -> None:
    door = Door(prose)
    assert ask(door, 1).answered == []
    assert door.sizes == [1, 1]


def test_a_server_in_trouble_is_not_asked_for_every_batch() -> None:
    door = Door(breaking)
    outcome = ask(door, 200, 2)
    assert outcome.stopped == f"{IN_A_ROW} batches failed one after the other"
    assert len(door.asked) <= 4 * (IN_A_ROW + PARALLEL)


@pytest.mark.parametrize(
    ("play", "words"),
    [
        (status(401), "does not accept the key (401)"), (status(403), "does not accept the key (403)"),
        (status(404), "no such address or model"), (status(302), "points to another address (302)"),
        (nowhere, "no connection: refused"),
    ],
)  # fmt: skip
def test_a_refusal_is_asked_for_once(play: Play, words: str) -> None:
    door = Door(play)
    outcome = ask(door, 50, 5)
    assert len(door.asked) == 1
    assert words in outcome.stopped
    assert outcome.answered == []


def test_a_refusal_on_the_way_keeps_what_came_before() -> None:
    door = Door(good, status(401))
    outcome = ask(door, 50, 5)
    assert len(outcome.answered) == 5
    assert len(door.asked) <= 1 + PARALLEL
    assert "key" in outcome.stopped


def test_a_refusal_of_the_second_half_keeps_the_first() -> None:
    outcome = ask(Door(prose, prose, good, status(401)))
    assert len(outcome.answered) == 2


@pytest.mark.parametrize("wait", [None, 0.0, 0.01])
def test_a_busy_server_is_waited_for(wait: float | None) -> None:
    door = Door(status(429, wait), status(429, wait), good)
    outcome = ask(door)
    assert (len(door.asked), len(outcome.answered), dict(outcome.troubles)) == (3, 4, {})


def test_a_server_that_stays_busy_is_left() -> None:
    door = Door(status(429))
    assert ask(door, 50, 5).stopped == "the server stays too busy (429)"
    assert len(door.asked) == BUSY


def test_a_server_that_asks_for_more_time_than_there_is_is_left_at_once() -> None:
    door = Door(status(429, 3600.0))
    assert ask(door).stopped == "the server is busy and asks to wait for 3600 s"
    assert len(door.asked) == 1


@pytest.mark.parametrize("code", [400, 422])
def test_an_interface_that_knows_no_schema_is_asked_without_one(code: int) -> None:
    def old(asked: Asked) -> Response:
        return Response(code, b"") if "response_format" in asked.json else good(asked)

    door = Door(old)
    assert len(ask(door, 10, 2).answered) == 10
    assert ["response_format" in asked.json for asked in door.asked] == [True, *[False] * 5]
    assert ask(Door(status(code)), 1).troubles == {f"status {code}": 2}


def test_an_interrupt_closes_the_door_and_keeps_what_was_answered() -> None:
    door = Door(good)
    asker = Asker(door, MANNER, PATIENCE)

    def interrupt(done: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        asker.ask(number(60, 5), interrupt)
    assert door.closed
    assert len(asker.outcome.answered) >= 10


def test_a_fault_of_our_own_is_not_swallowed() -> None:
    def stumble(_: Asked) -> Response:
        raise ZeroDivisionError

    door = Door(good, stumble)
    with pytest.raises(ZeroDivisionError):
        ask(door, 10, 2)
    assert door.closed


def test_what_a_model_drops_or_invents_is_counted() -> None:
    def sloppy(asked: Asked) -> Response:
        answers: Sequence[object] = [{"n": 1, "sections": ["terms"], "speaker": "Jane Doe"}, {"n": 77, "sections": []}]
        assert asked.questions
        return Response(200, complete(json.dumps({"answers": answers})).body)

    outcome = ask(Door(sloppy))
    assert dict(outcome.faults) == {"name": 1, "number": 1, "missing": 3}
