"""Trouble with a model leaves the rules' own brief and a finding; what must stay on this machine stays there."""

import json
import re
import socket
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest

from briefing.assist.client import Client
from briefing.assist.exchange import Response, UnreachableError
from tests.assist.clerk import judge
from tests.assist.servers import Asked, Part, Said, Server, answer, complete, in_turn, judging, refusing, saying
from tests.cli.assisting import CLERK, SENTENCES, Files, Make, configure, point
from tests.cli.conftest import Run

pytestmark = pytest.mark.usefixtures("loopback")


# ------------------------------------------------------------------------------------------------------------ trouble


def drip(_: Asked, line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    gone = threading.Event()
    while not gone.wait(0.02):
        line.sendall(b" ")


def cut(_: Asked, line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")


def in_prose(asked: Asked, line: socket.socket) -> Said:
    good = CLERK(asked, line)
    assert good is not None
    content = json.loads(good.body)["choices"][0]["message"]["content"]
    return complete(f"Sure! Here are the labels: {content} Anything else?")


def in_german(asked: Asked, _: socket.socket) -> Said:
    return answer(asked, lambda _: {"sections": ["Vertragsbestimmungen"], "status": "berichtet"}, lambda _: "gleich")


TROUBLE: Mapping[str, tuple[Part, str]] = {
    "wrong key": (refusing(401), "does not accept the key (401)"),
    "busy, and says for how long": (refusing(429, ("Retry-After", "900")), "asks to wait for 900 s"),
    "busy, and does not say": (refusing(429), "stays too busy (429)"),
    "broken": (refusing(500), "status 500"),
    "a slow drip": (drip, "no whole answer within 0.3 s"),
    "a cut connection": (cut, "the connection was cut"),
    "a page": (lambda _asked, _line: Said(b"<!DOCTYPE html><html><body>Sign in</body></html>"), "no JSON"),
    "invented numbers": (saying('{"answers": [{"n": 999, "sections": []}]}'), "answers nothing that was asked"),
    "prose around the JSON": (in_prose, "text that is not JSON alone"),
    "ten megabytes": (saying("x" * 10_000_000), "an answer of more than 2 MB"),
    "another language": (in_german, "answers nothing that was asked"),
    "another address": (refusing(301, ("Location", "https://example.org/")), "points to another address (301)"),
    "no such model": (refusing(404), "no such address or model (404)"),
}  # fmt: skip


@pytest.mark.parametrize("name", TROUBLE)
def test_trouble_ends_in_the_rules_own_brief_with_a_finding(make: Make, sample: Path, alone: Files, name: str) -> None:
    part, words = TROUBLE[name]
    with Server(part) as server:
        point(sample, server, f"timeout = {0.3 if part is drip else 5}\nbatch = 20")
        outcome, files = make()
    assert outcome.code == 0, outcome.err
    assert files == alone
    assert words in outcome.err
    assert re.search(r"\d+ questions without an answer, left to the rules", outcome.err)
    assert not (sample / "assist.jsonl").exists()
    assert 1 <= len(server.asked) <= 30


def test_nobody_at_the_address_is_a_finding(make: Make, sample: Path, alone: Files) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        configure(sample, f'endpoint = "http://127.0.0.1:{unused.getsockname()[1]}/v1"\nmodel = "clerk"')
        outcome, files = make()
    assert (outcome.code, files) == (0, alone)
    assert "no connection" in outcome.err


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ('model = "clerk"', "no endpoint is given"),
        ('endpoint = "http://localhost:1/v1"', "no model is named to ask"),
        ("", "no model is named to ask"),
    ],
)
def test_what_is_not_said_is_a_finding(make: Make, sample: Path, alone: Files, table: str, words: str) -> None:
    configure(sample, table)
    outcome, files = make()
    assert (outcome.code, files) == (0, alone)
    assert words in outcome.err


def test_asking_without_a_table_is_a_finding(make: Make, alone: Files) -> None:
    outcome, files = make("--assist")
    assert (outcome.code, files) == (0, alone)
    assert "no model is named to ask" in outcome.err


def test_findings_of_the_model_fail_a_strict_build(make: Make, sample: Path) -> None:
    with Server(refusing(500)) as server:
        point(sample, server, "timeout = 0.3")
        outcome, files = make("--strict")
    assert (outcome.code, files) == (3, {})


def test_a_server_that_recovers_is_used(make: Make, sample: Path) -> None:
    with Server(in_turn(refusing(429, ("Retry-After", "0")), refusing(500), cut, CLERK)) as server:
        point(sample, server, "timeout = 2")
        outcome, files = make()
    assert "language model" in next(iter(files.values())).decode()
    assert "failed: status 500" in outcome.err
    assert "left to the rules" not in outcome.err


def test_names_that_do_not_stand_in_the_text_are_counted(make: Make, sample: Path) -> None:
    with Server(judging(lambda text: {**judge(text), "speaker": "Jane Doe"})) as server:
        point(sample, server)
        outcome, files = make()
    assert f"dropped: {SENTENCES} names that do not stand in their paragraph" in outcome.err
    assert "Jane Doe" not in next(iter(files.values())).decode()


def test_questions_that_a_model_passes_over_are_left_and_asked_again(make: Make, sample: Path) -> None:
    def passing(asked: Asked, _: socket.socket) -> Said:
        chosen = list(asked.questions)[1:]
        answers = [
            {"n": n, **judge(asked.questions[n])} if not asked.pairs else {"n": n, "relation": "neither"}
            for n in chosen
        ]
        return complete(json.dumps({"answers": answers}))

    with Server(passing) as server:
        point(sample, server)
        outcome, _ = make()
        asked = len(server.asked)
        again, _ = make()
    assert f"{asked} questions without an answer, left to the rules" in outcome.err
    assert len(server.asked) == asked + 2
    assert "left to the rules" in again.err


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ('endpoint = "http://example.org/v1"\nmodel = "m"', "beyond this machine the address must begin with https://"),
        ('endpoint = "https://a:b@example.org/v1"\nmodel = "m"', "must not hold a name or a password"),
        ('endpoint = "localhost"\nmodel = "m"', "this is no address"),
        ('model = "two words"', "is no name of a model"),
        ('key_env = "sk-12345"', "no name of an environment variable"),
        ("key = 5", 'unknown key "assist.key"'),
        ("timeout = 0", "timeout = 0 is out of range"),
        ("batch = 0", "batch = 0 is out of range"),
        ("temperature = 3", "temperature = 3 is out of range"),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(run: Run, sample: Path, table: str, words: str) -> None:
    configure(sample, table)
    outcome = run("build", sample)
    assert outcome.code == 4
    assert words in outcome.err
    assert re.search(r"brief\.toml:\d+", outcome.err)
    assert "sk-12345" not in outcome.err


# ------------------------------------------------------------------------------------------------ beyond this machine

REMOTE = 'endpoint = "https://api.example.org/v1"\nmodel = "clerk"'


@pytest.fixture
def posted(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Give what would be sent to another machine; the connection is played."""
    sent: list[bytes] = []

    def post(_: Client, body: bytes) -> Response:
        sent.append(body)
        raise UnreachableError("no connection: this is a test")

    monkeypatch.setattr(Client, "post", post)
    return sent


def mark(sample: Path, marking: str) -> None:
    file = sample / "brief.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("TLP:CLEAR", marking), encoding="utf-8")


def test_a_dossier_alone_sends_nothing_beyond_this_machine(
    make: Make, sample: Path, alone: Files, posted: list[bytes]
) -> None:
    configure(sample, REMOTE)
    outcome, files = make()
    assert (outcome.code, files, posted) == (0, alone, [])
    assert "--assist sends them to api.example.org:443" in outcome.err
    outcome, _ = make("--assist")
    assert len(posted) == 1
    assert f"sending to api.example.org:443 (beyond this machine), model clerk: {SENTENCES} sentences" in outcome.err


@pytest.mark.parametrize("marking", ["TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED", "Confidential"])
def test_a_dossier_that_is_marked_is_not_sent(make: Make, sample: Path, posted: list[bytes], marking: str) -> None:
    configure(sample, REMOTE)
    mark(sample, marking)
    outcome, files = make("--assist")
    assert (outcome.code, files, posted) == (4, {}, [])
    assert f"is marked {marking}: its sentences are not sent to api.example.org:443" in outcome.err
    outcome, files = make("--no-send")
    assert (outcome.code, len(files), posted) == (0, 1, [])
    outcome, _ = make("--i-may")
    assert (outcome.code, len(posted)) == (0, 1)


def test_a_model_on_this_machine_may_see_what_is_marked(make: Make, sample: Path) -> None:
    with Server(CLERK) as server:
        point(sample, server)
        mark(sample, "TLP:RED")
        outcome, _ = make()
    assert outcome.code == 0
    assert server.asked
