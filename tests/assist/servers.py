"""Servers on this machine that play a language model, well or badly, and keep what they were sent."""

import json
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

MARK = re.compile(r"BEGIN DATA (\w+)\n(.*)\nEND DATA \1\n", re.DOTALL)
NAME = "clerk-1.2"
"""What these models call themselves."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came."""

    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def shown(self) -> Any:
        """The data between the fences."""
        found = MARK.match(self.json["messages"][1]["content"])
        assert found is not None
        return json.loads(found[2])

    @property
    def pairs(self) -> bool:
        return "relation" in self.json["messages"][0]["content"]

    @property
    def questions(self) -> dict[int, Any]:
        """What is asked, by number: the text of a sentence, or both of a pair."""
        if self.pairs:
            return {each["n"]: (each["a"], each["b"]) for each in self.shown}
        return {each["n"]: each["text"] for passage in self.shown for each in passage if "n" in each}


@dataclass(frozen=True, slots=True)
class Said:
    """A response."""

    body: bytes
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


Part = Callable[[Asked, socket.socket], Said | None]
"""Answers a request, or does something to the connection itself and returns None."""


class Server:
    """A server that plays a part; the system chooses its port."""

    def __init__(self, part: Part, certificate: tuple[Path, Path] | None = None) -> None:
        self.part = part
        self.asked: list[Asked] = []
        self._lock = threading.Lock()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _make_handler(self))
        self._http.daemon_threads = True
        self.scheme = "http"
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self._http.socket = context.wrap_socket(self._http.socket, server_side=True)
            self.scheme = "https"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)

    @property
    def port(self) -> int:
        return int(self._http.server_address[1])

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}/v1"

    @property
    def sentences(self) -> list[str]:
        """Every sentence that was asked about."""
        return [text for asked in self.asked if not asked.pairs for text in asked.questions.values()]

    def note(self, asked: Asked) -> None:
        with self._lock:
            self.asked.append(asked)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()


def _make_handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            asked = Asked(self.path, dict(self.headers.items()), body)
            server.note(asked)
            said = server.part(asked, self.connection)
            if said is None:
                self.close_connection = True
                return
            self.send_response(said.status)
            for name, value in said.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(said.body)))
            self.end_headers()
            self.wfile.write(said.body)

        def handle(self) -> None:
            try:
                super().handle()
            except OSError:  # the client has gone
                self.close_connection = True

        def log_message(self, *_: Any) -> None:
            """Keep no log."""

    return Handler


# ------------------------------------------------------------------------------------------------------ the parts


def complete(content: str, model: str = NAME) -> Said:
    """Return a chat completion."""
    message = {"role": "assistant", "content": content}
    return Said(json.dumps({"model": model, "choices": [{"index": 0, "message": message}]}).encode())


def answer(asked: Asked, judge: Callable[[str], Mapping[str, Any]], compare: Callable[[Any], str]) -> Said:
    """Return the answers that a judge of sentences and one of pairs give."""
    answers = [
        {"n": n, "relation": compare(what)} if asked.pairs else {"n": n, **judge(what)}
        for n, what in asked.questions.items()
    ]
    return complete(json.dumps({"answers": answers}))


def judging(judge: Callable[[str], Mapping[str, Any]], compare: Callable[[Any], str] = lambda _: "neither") -> Part:
    """Play a model that answers each question by itself."""
    return lambda asked, _: answer(asked, judge, compare)


def saying(content: str) -> Part:
    """Play a model that always writes the same."""
    return lambda _asked, _line: complete(content)


def refusing(status: int, *headers: tuple[str, str]) -> Part:
    """Play a server that answers every request with a status."""
    return lambda _asked, _line: Said(b'{"error": {"message": "no"}}', status, headers)


def in_turn(*parts: Part) -> Part:
    """Play one part after the other, the last for ever."""
    waiting: Iterator[Part] = iter(parts[:-1])
    lock = threading.Lock()

    def play(asked: Asked, line: socket.socket) -> Said | None:
        with lock:
            part = next(waiting, parts[-1])
        return part(asked, line)

    return play
