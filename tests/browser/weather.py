"""The everyday page that “Exit this page” leads to: a tiny site on this machine in place of the one out there.

Nobody’s page may ask it for anything: it is gone to, as at the end the server itself says.
"""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.browser.certificate import make_certificate

NAVIGATES = "navigate"
WEATHER = b"<!doctype html><html lang=en><title>Weather</title><h1>Weather</h1><p>Sunny.</p></html>"


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        is_page = self.path == "/"
        self.server.modes.add(self.headers.get("Sec-Fetch-Mode", "") if is_page else NAVIGATES)
        # A browser with windows asks for the picture of its tab too, and tells where it is missing.
        self.send_response(200 if is_page else 204)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(WEATHER if is_page else b"")

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    modes: set[str]

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a browser opens connections that it never uses."""


@contextmanager
def weather(folder: Path) -> Iterator[str]:
    """Serve the page over https; the address is where its name has to lead."""
    files = make_certificate(folder)
    server = _Server(("127.0.0.1", 0), _Handler)
    server.modes = set()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(files["WHEEL_TLS_CERT_FILE"], files["WHEEL_TLS_KEY_FILE"])
    # Each connection shakes hands in a thread of its own: one that says nothing must not hold up the others.
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert server.modes <= {NAVIGATES}, f"the everyday page was asked for otherwise than by going there: {server.modes}"
