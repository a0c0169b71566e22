"""A line between browser and app that fails when it is told to."""

from __future__ import annotations

import http.client
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PORTAL = b"<!doctype html><title>Free Wi-Fi</title><h1>Sign in to the Wi-Fi</h1><p id=main>Tick the box.</p>"
HOP = {"connection", "keep-alive", "transfer-encoding", "content-length"}


class BadLine(ThreadingHTTPServer):
    """Forwards to the app at `port`. Each fault in `faults` meets one POST, in order; then the line is good again.

    "reset before": the connection breaks and the app hears nothing. "reset after": the app has answered, and nobody
    hears it. "portal": a page of the Wi-Fi answers instead, with 200. "busy": something on the way says 503.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Carrier)
        self.port = 0
        self.faults: list[str] = []
        self.met: list[str] = []
        self.under_way: set[int] = set()

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hangs up is nothing to speak of."""


class Carrier(BaseHTTPRequestHandler):
    """Carries one request over and its reply back, or loses one of them."""

    protocol_version = "HTTP/1.1"
    server: BadLine

    def do_GET(self) -> None:
        self._give_back(*self._ask(b""))

    def do_POST(self) -> None:
        number = threading.get_ident()
        self.server.under_way.add(number)
        try:
            self._carry()
        finally:
            self.server.under_way.discard(number)

    def _carry(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        fault = self.server.faults.pop(0) if self.server.faults else ""
        self.server.met.append(fault)
        if fault == "reset before":
            self._reset()
        elif fault == "portal":
            self._give_back(200, [("Content-Type", "text/html")], PORTAL)
        elif fault == "busy":
            self._give_back(503, [("Content-Type", "text/html")], b"<h1>Try later</h1>")
        else:
            reply = self._ask(body)
            if fault == "reset after":
                self._reset()
            else:
                self._give_back(*reply)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet."""

    def _ask(self, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        app = http.client.HTTPConnection("127.0.0.1", self.server.port)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP}
        app.request(self.command, self.path, body or None, headers)
        reply = app.getresponse()
        kept = [(name, value) for name, value in reply.getheaders() if name.lower() not in HOP]
        content = reply.read()
        app.close()
        return reply.status, kept, content

    def _give_back(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _reset(self) -> None:
        # Closing a socket that does not linger sends a reset in place of a farewell.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()


@contextmanager
def bad_line() -> Iterator[BadLine]:
    """A line that is open as long as the block lasts; say where the app is by its `port`."""
    line = BadLine()
    thread = threading.Thread(target=line.serve_forever, daemon=True)
    thread.start()
    try:
        yield line
    finally:
        line.shutdown()
        thread.join(10)
        line.server_close()
