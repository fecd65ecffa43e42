"""The one door to a model: a request over HTTP(S) to the declared host, within a time and a size, and its response.

No proxy of the environment is used and no redirect is followed: neither sentences nor key go where nobody sent them.
Certificates are checked against the system's.
"""

import contextlib
import datetime as dt
import socket
import threading
import time
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPResponse

from briefing.assist.endpoint import Endpoint, is_loopback
from briefing.assist.exchange import ExchangeError, Response, UnreachableError

MOST_BYTES = 2_000_000
"""The largest response that is read; answers to a batch have some kilobytes, those of models that think aloud more."""
PIECE = 65_536


class Line:
    """A connection that may be shut from another thread."""

    def __init__(self, plain: socket.socket) -> None:
        """Take over an open connection."""
        self.socket = plain
        self.late = False
        """Whether it was shut because its time was over."""

    def secure(self, host: str) -> None:
        """Go on under TLS with a host that proves its name; raises OSError."""
        import ssl  # most models that are asked are on the same machine

        context = ssl.create_default_context()
        secured = context.wrap_socket(self.socket, server_hostname=host, do_handshake_on_connect=False)
        self.socket = secured
        secured.do_handshake()

    def shut(self) -> None:
        """End what is under way in whichever thread; TLS is not asked, it would wait for an answer."""
        with contextlib.suppress(OSError):
            socket.socket.shutdown(self.socket, socket.SHUT_RDWR)


class Watch:
    """Shut each line when its time is over: one thread for all of them, since they all have the same time.

    A limit for each read would not do: a server that sends one byte now and then would keep it for ever.
    """

    def __init__(self, seconds: float) -> None:
        """Begin with no line to watch."""
        self._seconds = seconds
        self._ends: dict[Line, float] = {}
        """The oldest line comes first."""
        self._change = threading.Condition()
        self._idle = False
        self._thread = threading.Thread(target=self._run, daemon=True)

    def add(self, line: Line) -> None:
        """Watch a line from now on."""
        with self._change:
            self._ends[line] = time.monotonic() + self._seconds
            if not self._thread.is_alive():
                self._thread.start()
            elif self._idle:
                self._change.notify()

    def drop(self, line: Line) -> None:
        """Let a line go that is done."""
        with self._change:
            self._ends.pop(line, None)

    def shut(self) -> None:
        """Shut every line."""
        with self._change:
            for line in self._ends:
                line.shut()

    def _run(self) -> None:
        with self._change:
            while True:
                line, end = next(iter(self._ends.items()), (None, 0.0))
                left = end - time.monotonic()
                if line is None or left > 0:
                    self._idle = line is None
                    self._change.wait(None if line is None else left)
                else:
                    del self._ends[line]
                    line.late = True
                    line.shut()


class Client:
    """Send requests to one endpoint; may be used by several threads at once."""

    def __init__(self, endpoint: Endpoint, key: str, timeout: float) -> None:
        """Keep whom to ask; nothing is sent yet. Seconds count from the connection to the last byte."""
        self._endpoint, self._key, self._timeout = endpoint, key, timeout
        self._watch = Watch(timeout)
        self._closed = False

    def post(self, body: bytes) -> Response:
        """Send one request and return the response, whatever its status.

        Raises UnreachableError where there is no connection, ExchangeError for one that broke, took too long or
        brought too much.
        """
        with self._connect() as line:
            try:
                return self._exchange(line, body)
            except (OSError, HTTPException, ValueError) as problem:
                raise ExchangeError(self._say(line, problem, "the connection was cut")) from problem

    def _exchange(self, line: Line, body: bytes) -> Response:
        connection = HTTPConnection(self._endpoint.host, self._endpoint.port, timeout=self._timeout)
        connection.sock = line.socket
        connection.request("POST", self._endpoint.path, body, self._headers())
        with connection.getresponse() as response:
            found = Response(response.status, _read(response), _read_wait(response))
        if line.late:  # a shut connection looks like the end of an answer
            raise TimeoutError
        return found

    def close(self) -> None:
        """Break every request off and begin none any more."""
        self._closed = True
        self._watch.shut()

    def _headers(self) -> dict[str, str]:
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
        return {**headers, "Authorization": f"Bearer {self._key}"} if self._key else headers

    @contextlib.contextmanager
    def _connect(self) -> Iterator[Line]:
        line = Line(self._dial())
        self._watch.add(line)
        try:
            if self._endpoint.secure:
                self._secure(line)
            yield line
        finally:
            self._watch.drop(line)
            line.socket.close()

    def _dial(self) -> socket.socket:
        """Open the connection; what is said to be this machine must be it."""
        if self._closed:
            raise UnreachableError("asking was broken off")
        try:
            plain = socket.create_connection((self._endpoint.host, self._endpoint.port), timeout=self._timeout)
        except OSError as problem:
            raise UnreachableError(f"no connection: {problem.strerror or type(problem).__name__}") from problem
        if self._endpoint.local and not is_loopback(plain.getpeername()[0]):
            plain.close()
            raise UnreachableError("the name stands for another machine")
        return plain

    def _secure(self, line: Line) -> None:
        try:
            line.secure(self._endpoint.host)
        except OSError as problem:
            why = getattr(problem, "verify_message", "")
            words = f"the certificate does not hold: {why}" if why else "no TLS there"
            raise UnreachableError(self._say(line, problem, words)) from problem

    def _say(self, line: Line, problem: Exception, words: str) -> str:
        """Say what went wrong: first of all that the time was over."""
        late = line.late or isinstance(problem, TimeoutError)
        return f"no whole answer within {self._timeout:g} s" if late else words


def _read(response: HTTPResponse) -> bytes:
    """Read the body; raises ExchangeError for one that is too large, before more of it is read."""
    pieces: list[bytes] = []
    size = 0
    while piece := response.read(PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > MOST_BYTES:
            raise ExchangeError(f"an answer of more than {MOST_BYTES // 1_000_000} MB")
    if response.length:  # what the header has promised and nobody sent
        raise ConnectionResetError
    return b"".join(pieces)


def _read_wait(response: HTTPResponse) -> float | None:
    """Return the seconds of Retry-After, given as such or as a time; None without one that can be read."""
    text = (response.getheader("Retry-After") or "").strip()
    if text.isascii() and text.isdecimal():
        return float(text[:9])
    try:
        until = parsedate_to_datetime(text)
        since = parsedate_to_datetime(response.getheader("Date") or "")
        return max(0.0, (until - since) / dt.timedelta(seconds=1))
    except (TypeError, ValueError):
        return None
