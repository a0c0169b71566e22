"""Asking a feed for one page, within limits of time, size and redirects."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from time import monotonic
from types import TracebackType
from typing import IO

from wheel_app.directory.feeds.guarding import NotFetched, Target, place_of, redirected, target_of

REDIRECTS = frozenset({301, 302, 303, 307, 308})
IN_MEMORY, PIECE = 1_000_000, 65_536
HEADERS = {"Accept": "application/json, text/csv;q=0.9", "Accept-Encoding": "identity", "User-Agent": "wheel_app"}


@dataclass(frozen=True)
class Limits:
    """How long is waited for an answer and for a page, and how much is taken."""

    answer_seconds: float = 20.0
    page_seconds: float = 120.0
    most_bytes: int = 64_000_000
    most_redirects: int = 3
    tries: int = 4
    most_pages: int = 20_000
    most_rows: int = 200_000
    longest_wait: float = 30.0


class Fetcher:
    """Asks for pages one after the other over one connection. Close it, or use it in a `with`."""

    def __init__(
        self,
        limits: Limits,
        *,
        may_be_private: bool,
        wait: Callable[[float], None],
        note: Callable[[], None] = lambda: None,
    ) -> None:
        self.limits = limits
        self._may_be_private = may_be_private
        self._wait = wait
        self._note = note
        self._held: _Pinned | None = None
        self._held_origin: tuple[str, str, int] | None = None

    def __enter__(self) -> Fetcher:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close what is open."""
        self.close()

    def close(self) -> None:
        """Close the connection."""
        if self._held is not None:
            self._held.close()
        self._held = self._held_origin = None

    def get(self, address: str) -> IO[bytes]:
        """Return the body of a page as a file; raise NotFetched after the last try."""
        for tried in range(1, self.limits.tries + 1):
            self._note()
            try:
                return self._get_following(address)
            except NotFetched as failed:
                self.close()
                if not failed.may_pass or tried == self.limits.tries:
                    raise
                self._wait(min(max(failed.after, 2.0 ** (tried - 1)), self.limits.longest_wait))
        raise NotFetched("no-answer")

    def _get_following(self, address: str) -> IO[bytes]:
        until = monotonic() + self.limits.page_seconds
        for _ in range(self.limits.most_redirects + 1):
            found = self._ask(address, until)
            if not isinstance(found, str):
                return found
            address = redirected(address, found)
        raise NotFetched("odd-redirect")

    def _ask(self, address: str, until: float) -> IO[bytes] | str:
        target = target_of(address)
        connection = self._connection(target)
        # A server that sends a byte now and then would keep us for ever; the timer lets go of it.
        timer = threading.Timer(max(0.0, until - monotonic()), connection.let_go)
        timer.daemon = True
        timer.start()
        try:
            connection.request("GET", target.path, headers=HEADERS)
            return self._read(connection.getresponse())
        except TimeoutError:
            raise NotFetched("no-answer", may_pass=True) from None
        except ssl.SSLError:
            raise NotFetched("bad-certificate") from None
        except (http.client.HTTPException, OSError, ValueError) as broken:
            # What the timer let go of looks cut off.
            code = "cut-off" if isinstance(broken, http.client.IncompleteRead) else "no-connection"
            raise NotFetched("no-answer" if monotonic() >= until else code, may_pass=True) from None
        finally:
            timer.cancel()

    def _connection(self, target: Target) -> _Pinned:
        if self._held is None or self._held_origin != target.origin:
            self.close()
            number = place_of(target, may_be_private=self._may_be_private)
            kind = _PinnedHttps if target.scheme == "https" else _PinnedHttp
            self._held, self._held_origin = kind(target, number, self.limits.answer_seconds), target.origin
        return self._held

    def _read(self, response: http.client.HTTPResponse) -> IO[bytes] | str:
        status = response.status
        if status in REDIRECTS:
            response.read(PIECE)
            self.close()
            return response.getheader("Location") or ""
        if status != 200:
            raise _refused(response)
        if (response.getheader("Content-Encoding") or "identity").lower() != "identity":
            raise NotFetched("odd-encoding")
        return self._body(response)

    def _body(self, response: http.client.HTTPResponse) -> IO[bytes]:
        body: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - whoever reads it closes it
        size = 0
        while piece := response.read(PIECE):
            size += len(piece)
            if size > self.limits.most_bytes:
                body.close()
                raise NotFetched("too-big")
            body.write(piece)
        if response.length:
            body.close()
            raise http.client.IncompleteRead(b"", response.length)
        body.seek(0)
        return body


def _refused(response: http.client.HTTPResponse) -> NotFetched:
    status = response.status
    if status in (404, 410):
        return NotFetched("not-found")
    if status in (401, 403):
        return NotFetched("not-allowed")
    if status == 429 or status >= 500:
        after = response.getheader("Retry-After") or ""
        is_seconds = after.isascii() and after.isdigit() and len(after) < 6
        return NotFetched("in-trouble", may_pass=True, after=float(after) if is_seconds else 0.0)
    return NotFetched("odd-status")


class _Pinned(http.client.HTTPConnection):
    """A connection that can be let go of at any moment, also before it is there."""

    is_over = False

    def let_go(self) -> None:
        """Break it off."""
        self.is_over = True
        with suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)

    def connect(self) -> None:
        """Connect; raise TimeoutError where it was let go of meanwhile."""
        self.sock = self._reach()
        if self.is_over:
            raise TimeoutError

    def _reach(self) -> socket.socket:
        raise NotImplementedError


class _PinnedHttp(_Pinned):
    """Connects to the number that was looked at, under the name that was asked for."""

    def __init__(self, target: Target, number: str, seconds: float) -> None:
        super().__init__(target.host, target.port, timeout=seconds)
        self._number = number

    def _reach(self) -> socket.socket:
        return socket.create_connection((self._number, self.port), self.timeout)


class _PinnedHttps(_Pinned, http.client.HTTPSConnection):
    """The same under TLS: the certificate must be that of the name."""

    def __init__(self, target: Target, number: str, seconds: float) -> None:
        self._tls = ssl.create_default_context()
        super().__init__(target.host, target.port, timeout=seconds, context=self._tls)
        self._number = number

    def _reach(self) -> socket.socket:
        plain = socket.create_connection((self._number, self.port), self.timeout)
        return self._tls.wrap_socket(plain, server_hostname=self.host)
