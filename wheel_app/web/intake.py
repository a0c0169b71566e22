"""What a request may bring: so many bytes, so many fields, within so many seconds."""

from __future__ import annotations

import errno
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from flask import Flask, abort, request

LARGEST_BODY = 256 * 1024
MOST_FIELDS = 400
BODY_SECONDS = 20.0
# How often, within that time, somebody looks at the clock.
LOOKS = 10


def init_intake(app: Flask, *, seconds: float = BODY_SECONDS) -> None:
    """Refuse bodies that are too large or have too many fields, and cut those that trickle."""
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_BODY, MAX_FORM_MEMORY_SIZE=LARGEST_BODY, MAX_FORM_PARTS=MOST_FIELDS)
    app.before_request(refuse_many_fields)
    app.wsgi_app = Intake(app.wsgi_app, seconds=seconds)  # type: ignore[method-assign]


def refuse_many_fields() -> None:
    """Count the fields of a form before any of them is made; the parser itself counts those of a multipart body."""
    if request.mimetype == "application/x-www-form-urlencoded" and request.get_data().count(b"&") >= MOST_FIELDS:
        abort(413)


class Intake:
    """Reads each body whole before the app sees it, so that no thread waits for a slow one longer than `seconds`."""

    def __init__(self, app: Callable[..., Iterable[bytes]], *, seconds: float) -> None:
        self.app = app
        self.cutter = Cutter(seconds)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer as the app does; under another server than gunicorn leave the body to the app."""
        if "gunicorn.socket" in environ and (size := _bytes_to_read(environ)):
            body = self._read(environ, size)
            # A body that came in chunks has a length now; without one the app would only see it up to the limit.
            environ.pop("HTTP_TRANSFER_ENCODING", None)
            environ.setdefault("CONTENT_LENGTH", str(len(body)))
            environ["wsgi.input"] = BytesIO(body)
        return self.app(environ, start_response)

    def _read(self, environ: dict[str, Any], size: int) -> bytes:
        with self.cutter.watching(lambda: environ["gunicorn.socket"]) as reading:
            body: bytes = environ["wsgi.input"].read(size)
        if reading.is_cut:
            # The server closes the connection without a word: what else comes on it is no request.
            raise ConnectionResetError(errno.ECONNRESET, "the body came too slowly")
        return body


def _bytes_to_read(environ: dict[str, Any]) -> int:
    """How much of the body is wanted: of a large one none, of one without a length enough to see that it is large."""
    if environ.get("HTTP_TRANSFER_ENCODING"):
        return LARGEST_BODY + 1
    length = int(environ.get("CONTENT_LENGTH") or 0)
    return length if length <= LARGEST_BODY else 0


@dataclass(eq=False)
class Reading:
    """Something that is being read, and when the patience with it ends (on the monotonic clock)."""

    sock: Callable[[], socket.socket]
    ends: float
    is_cut: bool = False

    def cut(self) -> None:
        """End the reading side: whoever waits for the next byte finds the end of the stream."""
        self.is_cut = True
        with suppress(OSError):
            # The plain socket's way: a TLS socket would forget its encryption first.
            socket.socket.shutdown(self.sock(), socket.SHUT_RD)


class Cutter:
    """Cuts readings whose time is over.

    A socket's own time limit begins anew with every byte, and the server reads on until it has all of them; so one
    thread of each process looks after all that is under way. It begins with the first reading, after any fork.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._under_way: set[Reading] = set()
        self._lock = threading.Lock()
        self._watcher: threading.Thread | None = None

    @contextmanager
    def watching(self, sock: Callable[[], socket.socket]) -> Iterator[Reading]:
        """Cut the socket when this takes longer than it may, or when `end` was not called sooner."""
        reading = Reading(sock, time.monotonic() + self.seconds)
        with self._lock:
            self._under_way.add(reading)
            self._begin()
        try:
            yield reading
        finally:
            self.end(reading)

    def end(self, reading: Reading) -> None:
        """Everything has come: cut no more."""
        with self._lock:
            self._under_way.discard(reading)

    def _begin(self) -> None:
        if self._watcher is None or not self._watcher.is_alive():
            self._watcher = threading.Thread(target=self._watch, name="intake", daemon=True)
            self._watcher.start()

    def _watch(self) -> None:
        pause = threading.Event()
        while not pause.wait(self.seconds / LOOKS):
            with self._lock:
                late = [reading for reading in self._under_way if reading.ends <= time.monotonic()]
                for reading in late:
                    reading.cut()
