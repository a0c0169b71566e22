"""Asking for pages: which addresses are asked, how long, how much, and where redirects may lead."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.directory.feeds.serving import QUICK, Served, as_json
from wheel_app.directory.feeds.fetching import Fetcher, Limits, _PinnedHttp
from wheel_app.directory.feeds.guarding import NotFetched, Target, is_public, place_of, redirected, target_of


def asked(address: str, *, limits: Limits = QUICK, may_be_private: bool = True) -> str:
    """Ask, and return why nothing came."""
    fetcher = Fetcher(limits, may_be_private=may_be_private, wait=lambda seconds: None)
    with fetcher, pytest.raises(NotFetched) as refused:
        fetcher.get(address)
    return refused.value.code


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
        "2002:7f00:1::", "fe80::1%eth0", "nonsense", "::7f00:1", "::ffff:0:7f00:1", "fec0::1",
    ],
)  # fmt: skip
def test_addresses_inside_a_network_are_not_public(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_other_addresses_are(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "2130706433", "0x7f.1", "[::1]", "127.1"])
def test_our_own_machine_is_not_asked_under_any_spelling(host: str, feed: Served) -> None:
    port = feed.address.rpartition(":")[2]
    assert asked(f"http://{host}:{port}/services", may_be_private=False) == "private-address"
    assert feed.asked == []


def test_a_redirect_to_our_own_machine_is_not_followed(feed: Served) -> None:
    target = target_of(feed.address)
    with pytest.raises(NotFetched) as refused:
        place_of(target, may_be_private=False)
    assert refused.value.code == "private-address"
    assert place_of(Target("http", "127.0.0.1", target.port, "/"), may_be_private=True) == "127.0.0.1"


@pytest.mark.parametrize(
    "address",
    ["ftp://example.org", "file:///etc/passwd", "http://", "http://a:b@example.org/", "http://example.org:0/", "x",
     "http://example.org/a b", "http://example.org/\n", "http://exa\u043cple.org/", "gopher://example.org", "http://[::1"],
)  # fmt: skip
def test_odd_addresses_are_not_asked(address: str) -> None:
    assert asked(address) == "odd-address"


def test_https_is_never_left() -> None:
    with pytest.raises(NotFetched):
        redirected("https://example.org/a", "http://example.org/b")
    assert redirected("https://example.org/a", "/b") == "https://example.org/b"
    assert redirected("http://example.org/a", "https://example.org/b") == "https://example.org/b"


@pytest.mark.parametrize(
    "location", ["http://[", "//[::1", "https://\u2100.example.org/", "//x:y/", "javascript:alert(1)"]
)
def test_a_redirect_to_what_is_no_address_is_not_followed(location: str) -> None:
    with pytest.raises(NotFetched) as refused:
        redirected("https://example.org/a", location)
    assert refused.value.code == "odd-address"


def test_what_is_let_go_of_before_it_is_connected_is_not_read(feed: Served) -> None:
    target = target_of(feed.address)
    connection = _PinnedHttp(target, "127.0.0.1", 1.0)
    connection.let_go()
    with closing(connection), pytest.raises(TimeoutError):
        connection.request("GET", "/")
    assert feed.asked == []


def test_a_redirect_is_followed_a_few_times(feed: Served) -> None:
    feed.answer = lambda path, asked: (302, "text/plain", b"/services") if path == "/" else as_json([])
    with Fetcher(QUICK, may_be_private=True, wait=lambda seconds: None) as fetcher, fetcher.get(feed.address) as body:
        assert body.read() == b"[]"


def test_a_page_that_is_too_big_is_left(feed: Served) -> None:
    feed.answer = lambda path, asked: (200, "application/json", b"x" * 2_000_000)
    assert asked(feed.address, limits=Limits(most_bytes=1_000_000)) == "too-big"


@pytest.fixture
def slow() -> Iterator[str]:
    """A server that takes every connection and says a byte now and then, until it is let go."""
    listening, over = socket.create_server(("127.0.0.1", 0)), threading.Event()

    def drip(connection: socket.socket) -> None:
        with closing(connection):
            try:
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
                while not over.wait(0.02):
                    connection.sendall(b" ")
            except OSError:
                return

    def take() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=drip, args=(connection,), daemon=True).start()

    threading.Thread(target=take, daemon=True).start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    over.set()
    listening.close()


def test_a_server_that_never_comes_to_an_end_is_let_go(slow: str) -> None:
    assert asked(slow, limits=Limits(answer_seconds=5.0, page_seconds=0.3, tries=1)) == "no-answer"


def test_a_server_that_says_nothing_is_let_go() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        assert asked(address, limits=Limits(answer_seconds=0.2, page_seconds=5.0, tries=1)) == "no-answer"


def test_nobody_there_is_told() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        port = listening.getsockname()[1]
    assert asked(f"http://127.0.0.1:{port}/") == "no-connection"
    assert asked("http://no-such-host.invalid/") == "unknown-host"


def test_whoever_asks_to_wait_is_waited_for(feed: Served) -> None:
    waits: list[float] = []
    feed.answer = lambda path, asked: as_json({}, 500)
    with Fetcher(Limits(tries=4), may_be_private=True, wait=waits.append) as fetcher, pytest.raises(NotFetched):
        fetcher.get(feed.address)
    assert waits == [1.0, 2.0, 4.0]
