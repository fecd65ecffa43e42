"""Where sentences may go: which addresses are this machine, and which can be none."""

import pytest

from briefing.assist.endpoint import Endpoint, is_open, read_endpoint


@pytest.mark.parametrize(
    ("text", "place", "path"),
    [
        ("http://localhost:11434/v1", "localhost:11434", "/v1/chat/completions"),
        ("http://127.0.0.1:8080", "127.0.0.1:8080", "/chat/completions"),
        ("http://[::1]:8080/v1/", "[::1]:8080", "/v1/chat/completions"),
        ("http://model.localhost/v1/chat/completions", "model.localhost:80", "/v1/chat/completions"),
        ("https://example.org/chat/completions?version=2", "example.org:443", "/chat/completions?version=2"),
        ("HTTPS://API.Example.org/v1", "api.example.org:443", "/v1/chat/completions"),
    ],
)  # fmt: skip
def test_an_address_is_completed(text: str, place: str, path: str) -> None:
    endpoint = read_endpoint(text)
    assert (endpoint.place, endpoint.path) == (place, path)


@pytest.mark.parametrize(
    "text",
    [
        "localhost:11434", "ftp://localhost/v1", "http://", "https://:443/", "http://localhost:99999/v1", "http://[::1/v1",
        "https://user:secret@example.org/v1", "https://user@example.org/v1", "https://example.org/v1 x", "https://exämple.org/",
        "https://example.org/\nv1", "http://example.org/v1", "http://10.0.0.5:8080/v1", "http://127.0.0.1.example.org/v1",
        "http://localhost.example.org/v1",
    ],
)  # fmt: skip
def test_what_is_no_safe_address_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(ValueError, match=r"address") as caught:
        read_endpoint(text)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("localhost", True), ("a.localhost", True), ("127.0.0.1", True), ("127.8.9.1", True), ("::1", True),
        ("10.0.0.5", False), ("192.168.1.2", False), ("example.org", False), ("localhost.org", False),
        ("::ffff:10.0.0.5", False),
    ],
)  # fmt: skip
def test_local_is_this_machine_alone(host: str, local: bool) -> None:
    assert Endpoint(host=host, port=1, path="/", secure=True).local == local


@pytest.mark.parametrize(
    ("marking", "allowed"),
    [
        ("", True), ("TLP:CLEAR", True), ("TLP:GREEN", True), ("TLP:AMBER", False), ("TLP:AMBER+STRICT", False),
        ("TLP:RED", False), ("Confidential", False),
    ],
)  # fmt: skip
def test_what_is_marked_amber_or_in_other_words_stays_here(marking: str, allowed: bool) -> None:
    assert is_open(marking) == allowed
