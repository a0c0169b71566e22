"""What a request may bring: bytes and fields, and the patience with it, tried on real sockets."""

from __future__ import annotations

import socket
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from flask import Flask, request

from tests.architecture.source import ROOT
from wheel_app.web.intake import LARGEST_BODY, MOST_FIELDS, init_intake

PATIENT = 600
HASTY = 0.4
HANGS = 60
CHUNKED = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
HEAD = b"POST / HTTP/1.1\r\nHost: x\r\n"
Serve = Callable[..., int]
Dial = Callable[[int], socket.socket]


def with_length(size: int) -> bytes:
    return b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % size


@pytest.fixture(scope="module")
def serve() -> Iterator[Serve]:
    """Gives the port of a server with this patience and these threads, which stops when all tests here are done."""
    with ExitStack() as stack:

        @cache
        def port_of(seconds: float, threads: int = 1, *tls: Path) -> int:
            words = [sys.executable, "-m", "tests.web.intake_process", str(seconds), str(threads), *map(str, tls)]
            server = stack.enter_context(
                subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
            )
            stack.callback(server.terminate)
            assert server.stdout is not None
            return int(server.stdout.readline())

        yield port_of


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for localhost, good for a day, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    made = folder / "certificate.pem", folder / "key.pem"
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-days", "1"]
    subprocess.run([*make, "-out", str(made[0]), "-keyout", str(made[1])], check=True, capture_output=True)
    return made


@pytest.fixture
def dial() -> Iterator[Dial]:
    """Opens lines to a port, and closes them when the test is done."""
    with ExitStack() as stack:
        yield lambda port: stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=HANGS))


def asked(line: socket.socket, *sent: bytes) -> str:
    """Send, and return the status and, of a good answer, how many bytes there were."""
    line.sendall(b"".join(sent))
    answer = ""
    while not answer.partition("\r\n\r\n")[2]:
        more = line.recv(65536).decode()
        assert more, f"hung up after {answer!r}"
        answer += more
    return f"{answer.split()[1]} {answer.partition('bytes')[0].split()[-1]}"


def trickled(line: socket.socket, piece: bytes) -> bytes:
    """Send a piece again and again until the server says something; b"" when it hangs up."""
    line.settimeout(0.02)
    for _ in range(HANGS * 50):
        try:
            line.sendall(piece)
            return line.recv(1024)
        except TimeoutError:
            continue
        except (ConnectionError, ssl.SSLError):
            return b""
    pytest.fail("the server waited on and on")


def test_a_body_reaches_the_app_and_the_line_stays_open(serve: Serve, dial: Dial) -> None:
    line = dial(serve(PATIENT))
    assert asked(line, with_length(5), b"he", b"llo") == "200 5"
    assert asked(line, CHUNKED, b"3\r\nhel\r\n", b"2\r\nlo\r\n0\r\n\r\n") == "200 5"
    assert asked(line, with_length(0)) == "200 0"


@pytest.mark.parametrize(
    ("begin", "piece"),
    [
        (with_length(LARGEST_BODY), b"a"),
        (CHUNKED + b"8000\r\n", b"a"),
        (CHUNKED, b"1\r\na\r\n"),
        (CHUNKED, b"0"),
        (CHUNKED + b"0\r\nX: ", b"a"),
        (HEAD + b"X: ", b"a"),
        (HEAD, b"X: a\r\n"),
        (b"", b"\r\n"),
        (b"P", b"O"),
    ],
    ids=["length", "chunk", "chunks", "size", "trailer", "field", "fields", "nothing", "request line"],
)
def test_what_trickles_is_cut(serve: Serve, dial: Dial, begin: bytes, piece: bytes) -> None:
    port = serve(HASTY)
    line = dial(port)
    line.sendall(begin)
    assert not trickled(line, piece).startswith(b"HTTP/1.1 200")
    assert asked(dial(port), with_length(2), b"hi") == "200 2"


def test_a_body_that_stops_is_cut(serve: Serve, dial: Dial) -> None:
    line = dial(serve(HASTY))
    line.sendall(with_length(5) + b"hell")
    assert line.recv(1024) == b""


def test_what_comes_after_the_cut_is_no_request(serve: Serve, dial: Dial) -> None:
    line = dial(serve(HASTY))
    line.sendall(with_length(LARGEST_BODY))
    assert trickled(line, with_length(0)) == b""


def test_a_slow_body_holds_one_thread_alone(serve: Serve, dial: Dial) -> None:
    port = serve(PATIENT, 2)
    slow = dial(port)
    slow.sendall(with_length(5) + b"h")
    for _ in range(5):
        assert asked(dial(port), with_length(2), b"hi") == "200 2"
    assert asked(slow, b"ello") == "200 5"


@pytest.mark.parametrize("begin", [with_length(LARGEST_BODY), HEAD + b"X: "], ids=["body", "head"])
def test_what_trickles_inside_tls_is_cut(
    serve: Serve, dial: Dial, certificate: tuple[Path, Path], begin: bytes
) -> None:
    trust, port = ssl.create_default_context(cafile=str(certificate[0])), serve(HASTY, 1, *certificate)
    with trust.wrap_socket(dial(port), server_hostname="localhost") as line:
        assert asked(line, with_length(5), b"hello") == "200 5"
        line.sendall(begin)
        assert trickled(line, b"a") == b""
    with trust.wrap_socket(dial(port), server_hostname="localhost") as line:
        assert asked(line, with_length(2), b"hi") == "200 2"


def test_a_handshake_that_stops_is_cut(serve: Serve, dial: Dial, certificate: tuple[Path, Path]) -> None:
    line = dial(serve(HASTY, 1, *certificate))
    line.sendall(b"\x16\x03\x01")
    alert = line.recv(1024)
    assert line.recv(1024) == b"", f"still there after {alert!r}"


def test_a_large_body_is_refused_unread(serve: Serve, dial: Dial) -> None:
    port = serve(PATIENT)
    assert asked(dial(port), with_length(LARGEST_BODY), b"a" * LARGEST_BODY) == f"200 {LARGEST_BODY}"
    assert asked(dial(port), with_length(LARGEST_BODY + 1)).startswith("413")


def test_a_large_body_without_a_length_is_refused(serve: Serve, dial: Dial) -> None:
    port, chunk = serve(PATIENT), b"4000\r\n" + b"a" * 0x4000 + b"\r\n"
    assert asked(dial(port), CHUNKED, chunk * 16, b"0\r\n\r\n") == f"200 {LARGEST_BODY}"
    assert asked(dial(port), CHUNKED, chunk * 16, b"1\r\na\r\n").startswith("413")


@pytest.fixture
def counting() -> Flask:
    tiny = Flask(__name__, static_folder=None)
    init_intake(tiny)

    @tiny.post("/")
    def fields() -> str:
        return str(sum(len(values) for _, values in request.form.lists()))

    return tiny


def urlencoded(number: int) -> dict[str, str]:
    return {"data": "&".join(["a=1"] * number), "content_type": "application/x-www-form-urlencoded; charset=utf-8"}


def multipart(number: int) -> dict[str, str]:
    part = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'
    return {"data": part * number + "--x--\r\n", "content_type": "multipart/form-data; boundary=x"}


@pytest.mark.parametrize("body", [urlencoded, multipart])
def test_many_fields_are_refused(counting: Flask, body: Callable[[int], dict[str, str]]) -> None:
    most = counting.test_client().post("/", **body(MOST_FIELDS))  # type: ignore[arg-type]
    assert (most.status_code, most.text) == (200, str(MOST_FIELDS))
    assert counting.test_client().post("/", **body(MOST_FIELDS + 1)).status_code == 413  # type: ignore[arg-type]


def test_the_app_itself_refuses_many_fields(app: Flask) -> None:
    reply = app.test_client().post("/begin", **urlencoded(1000))  # type: ignore[arg-type]
    assert reply.status_code == 413
    assert "Content-Security-Policy" in reply.headers


def test_the_app_itself_refuses_a_large_body(app: Flask) -> None:
    assert app.test_client().post("/begin", data={"a": "x" * LARGEST_BODY}).status_code == 413
