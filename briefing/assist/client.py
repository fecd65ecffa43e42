"""The one door to a model: a request over HTTP(S) to the declared host, within a time and a size, and its response.

No proxy of the environment is used and no redirect is followed: neither sentences nor key go where nobody sent them.
Certificates are checked against the system's.
"""

import contextlib
import datetime as dt
import socket
import threading
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPResponse

from briefing.assist.endpoint import Endpoint, is_loopback
from briefing.assist.exchange import ExchangeError, Response, UnreachableError

MOST_BYTES = 2_000_000
"""The largest response that is read; answers to a batch have some kilobytes, those of models that think aloud more."""
PIECE = 65_536


class Line:
    """A connection that is shut when its time is over.

    A limit for each read would not do: a server that sends one byte now and then would keep it for ever.
    """

    def __init__(self, plain: socket.socket, seconds: float) -> None:
        """Take over an open connection; its time begins."""
        self.socket = plain
        self.late = threading.Event()
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self._timer.start()

    def _end(self) -> None:
        self.late.set()
        self.shut()

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

    def close(self) -> None:
        """Give the connection back."""
        self._timer.cancel()
        self.socket.close()


class Client:
    """Send requests to one endpoint; may be used by several threads at once."""

    def __init__(self, endpoint: Endpoint, key: str, timeout: float) -> None:
        """Keep whom to ask; nothing is sent yet. Seconds count from the connection to the last byte."""
        self._endpoint, self._key, self._timeout = endpoint, key, timeout
        self._open: set[Line] = set()
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
                late = line.late.is_set() or isinstance(problem, TimeoutError)
                words = f"no whole answer within {self._timeout:g} s" if late else "the connection was cut"
                raise ExchangeError(words) from problem

    def _exchange(self, line: Line, body: bytes) -> Response:
        connection = HTTPConnection(self._endpoint.host, self._endpoint.port, timeout=self._timeout)
        connection.sock = line.socket
        connection.request("POST", self._endpoint.path, body, self._headers())
        with connection.getresponse() as response:
            found = Response(response.status, _read(response), _read_wait(response))
        if line.late.is_set():  # a shut connection looks like the end of an answer
            raise TimeoutError
        return found

    def close(self) -> None:
        """Break every request off and begin none any more."""
        self._closed = True
        for line in list(self._open):
            line.shut()

    def _headers(self) -> dict[str, str]:
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
        return {**headers, "Authorization": f"Bearer {self._key}"} if self._key else headers

    @contextlib.contextmanager
    def _connect(self) -> Iterator[Line]:
        line = Line(self._dial(), self._timeout)
        self._open.add(line)
        try:
            if self._endpoint.secure:
                self._secure(line)
            yield line
        finally:
            self._open.discard(line)
            line.close()

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
            raise UnreachableError(f"the certificate does not hold: {why}" if why else "no TLS there") from problem


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
