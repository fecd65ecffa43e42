"""The door to the network, against servers on this machine that behave badly."""

import socket
import threading
from pathlib import Path

import pytest
import trustme

from briefing.assist.client import MOST_BYTES, Client
from briefing.assist.endpoint import Endpoint, read_endpoint
from briefing.assist.exchange import ExchangeError, UnreachableError
from tests.assist.servers import Asked, Part, Said, Server, refusing, saying

pytestmark = pytest.mark.usefixtures("loopback")

SHORT, LONG = 0.3, 20.0
KEY = "key-nobody-may-see"
Certificate = tuple[Path, Path, Path]


def talk(server: Server, timeout: float = LONG, key: str = KEY) -> Client:
    return Client(read_endpoint(server.url), key, timeout)


def test_a_request_brings_its_key_and_no_more_than_it_must() -> None:
    with Server(saying("{}")) as server:
        response = talk(server).post(b'{"a": 1}')
    (asked,) = server.asked
    assert response.status == 200
    assert (asked.path, asked.body) == ("/v1/chat/completions", b'{"a": 1}')
    assert dict(asked.headers) == {
        "Host": f"127.0.0.1:{server.port}", "Content-Length": "8", "Content-Type": "application/json",
        "Accept": "application/json", "Accept-Encoding": "identity", "Authorization": f"Bearer {KEY}",
    }  # fmt: skip


def test_without_a_key_none_is_sent() -> None:
    with Server(saying("{}")) as server:
        talk(server, key="").post(b"{}")
    assert "Authorization" not in server.asked[0].headers


def test_no_proxy_of_the_environment_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(saying("{}")) as server, Server(saying("proxy")) as proxy:
        for name in ("http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        talk(server).post(b"{}")
    assert (len(server.asked), len(proxy.asked)) == (1, 0)


def test_a_redirect_is_not_followed() -> None:
    with Server(saying("{}")) as other:
        with Server(refusing(307, ("Location", f"{other.url}/chat/completions"))) as server:
            assert talk(server).post(b"{}").status == 307
        assert (len(server.asked), len(other.asked)) == (1, 0)


def drip(_: Asked, line: socket.socket) -> None:
    """Send a header, then a byte now and then, until the other side has gone."""
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    gone = threading.Event()
    while not gone.wait(0.02):
        line.sendall(b" ")


def drip_headers(_: Asked, line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\nX: ")
    gone = threading.Event()
    while not gone.wait(0.02):
        line.sendall(b"x")


def hang(_: Asked, line: socket.socket) -> None:
    """Say nothing until the other side has gone."""
    line.recv(1)


def cut(_: Asked, line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")


def slam(_: Asked, line: socket.socket) -> None:
    line.shutdown(socket.SHUT_RDWR)


def babble(_: Asked, line: socket.socket) -> None:
    line.sendall(b"\x00\x01\x02 nonsense\r\n\r\n")


@pytest.mark.parametrize("part", [drip, drip_headers, hang])
def test_a_server_that_takes_its_time_is_left(part: Part) -> None:
    with Server(part) as server, pytest.raises(ExchangeError, match=r"no whole answer within 0\.3 s"):
        talk(server, SHORT).post(b"{}")


@pytest.mark.parametrize("part", [cut, slam, babble])
def test_a_connection_that_breaks_is_said_to_be_cut(part: Part) -> None:
    with Server(part) as server, pytest.raises(ExchangeError, match="the connection was cut"):
        talk(server).post(b"{}")


def test_an_answer_of_ten_megabytes_is_not_read_to_its_end() -> None:
    large = Said(b" " * 10_000_000)
    with Server(lambda _asked, _line: large) as server, pytest.raises(ExchangeError, match="more than 2 MB"):
        talk(server).post(b"{}")
    assert MOST_BYTES == 2_000_000


def test_nobody_there_is_unreachable() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        endpoint = read_endpoint(f"http://127.0.0.1:{unused.getsockname()[1]}/v1")
        with pytest.raises(UnreachableError, match="no connection"):
            Client(endpoint, KEY, SHORT).post(b"{}")


def test_a_name_that_stands_for_another_machine_is_not_local(monkeypatch: pytest.MonkeyPatch) -> None:
    class Elsewhere(socket.socket):
        def getpeername(self) -> tuple[str, int]:
            return ("192.0.2.1", 80)

    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: Elsewhere())
    with pytest.raises(UnreachableError, match="another machine"):
        Client(Endpoint(host="localhost", port=80, path="/", secure=False), KEY, SHORT).post(b"{}")


def test_closing_breaks_off_what_is_under_way() -> None:
    begun = threading.Event()

    def wait(_: Asked, line: socket.socket) -> None:
        begun.set()
        line.recv(1)

    with Server(wait) as server:
        client = talk(server)

        def end() -> None:
            begun.wait(LONG)
            client.close()

        thread = threading.Thread(target=end)
        thread.start()
        with pytest.raises(ExchangeError):
            client.post(b"{}")
        thread.join()
        with pytest.raises(UnreachableError, match="broken off"):
            client.post(b"{}")


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ([("Retry-After", "7")], 7.0),
        ([("Retry-After", "soon")], None),
        ([("Retry-After", "-1")], None),
        ([("Retry-After", "9" * 400)], 999999999.0),
        ([("Date", "Wed, 19 Jun 2024 10:00:00 GMT"), ("Retry-After", "Wed, 19 Jun 2024 10:00:30 GMT")], 30.0),
        ([("Date", "Wed, 19 Jun 2024 10:00:00 GMT"), ("Retry-After", "Wed, 19 Jun 2024 09:00:00 GMT")], 0.0),
        ([], None),
    ],
)
def test_the_time_to_wait_is_read_where_it_can_be(headers: list[tuple[str, str]], wait: float | None) -> None:
    def play(_: Asked, line: socket.socket) -> None:
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers)
        line.sendall(f"HTTP/1.1 429 Busy\r\n{lines}Content-Length: 0\r\n\r\n".encode())

    with Server(play) as server:
        assert talk(server).post(b"{}").wait == wait


# --------------------------------------------------------------------------------------------------------------- TLS


@pytest.fixture
def certificate(authority: trustme.CA, tmp_path: Path) -> Certificate:
    """Give a certificate for this machine, its key, and the certificate of who vouches for it."""
    own = authority.issue_cert("127.0.0.1")
    files = (tmp_path / "own.pem", tmp_path / "key.pem", tmp_path / "authority.pem")
    own.cert_chain_pems[0].write_to_path(files[0])
    own.private_key_pem.write_to_path(files[1])
    authority.cert_pem.write_to_path(files[2])
    return files


def test_a_certificate_that_nobody_vouches_for_ends_it_before_anything_is_sent(
    certificate: tuple[Path, Path, Path],
) -> None:
    with (
        Server(saying("{}"), certificate[:2]) as server,
        pytest.raises(UnreachableError, match="certificate does not hold"),
    ):
        talk(server).post(b"{}")
    assert server.asked == []


def test_a_certificate_that_the_system_trusts_is_taken(
    certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[2]))
    with Server(saying("{}"), certificate[:2]) as server:
        assert talk(server).post(b"{}").status == 200
    with Server(drip, certificate[:2]) as server, pytest.raises(ExchangeError, match="no whole answer"):
        talk(server, SHORT).post(b"{}")


def test_a_server_without_tls_is_unreachable_by_it() -> None:
    with Server(saying("{}")) as server, pytest.raises(UnreachableError, match="no TLS there"):
        Client(read_endpoint(server.url.replace("http:", "https:")), KEY, LONG).post(b"{}")
