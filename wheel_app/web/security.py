"""Headers on every reply, and the refusal of writing that another site sends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, abort, request
from flask_wtf import CSRFProtect

from wheel_app.config import Settings

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; font-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; media-src 'self'; manifest-src 'self'"
)
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "fullscreen", "geolocation",
        "gyroscope", "hid", "idle-detection", "magnetometer", "microphone", "midi", "payment",
        "publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
    )
)  # fmt: skip
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
csrf = CSRFProtect()


def security_headers(settings: Settings) -> dict[str, str]:
    """Return the headers that every reply carries, static files and errors included."""
    headers = {
        "Content-Security-Policy": CSP,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": PERMISSIONS,
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
    if settings.is_https:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    return headers


def init_security(app: Flask, settings: Settings) -> None:
    """Refuse unsafe requests that another site makes, and say what a reply depends on."""
    app.config.update(
        WTF_CSRF_SSL_STRICT=False,
        WTF_CSRF_TIME_LIMIT=None,
        # Every text of a form is ours; the library would read its own catalogue anew with each request.
        WTF_I18N_ENABLED=False,
    )
    own = own_origin(settings.base_url)

    @app.before_request
    def refuse_other_sites() -> None:
        if request.method not in SAFE_METHODS:
            _refuse_strangers(own)

    csrf.init_app(app)

    @app.after_request
    def depends(response: Response) -> Response:
        response.vary.update(("HX-Request", "Cookie", "Accept-Language"))
        return response


@dataclass(frozen=True)
class Dressing:
    """Puts the headers on whatever comes out of an app: pages, files, and replies that are made below our own code."""

    app: Callable[..., Iterable[bytes]]
    headers: Mapping[str, str]

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer as the app does, dressed."""

        def start(status: str, given: list[tuple[str, str]], *further: Any) -> Any:
            return start_response(status, [*given, *self._missing(given)], *further)

        return self.app(environ, start)

    def _missing(self, given: list[tuple[str, str]]) -> list[tuple[str, str]]:
        there = {name.lower() for name, _ in given}
        return [(name, value) for name, value in self.headers.items() if name.lower() not in there]


def init_dressing(app: Flask, settings: Settings) -> None:
    """Dress every reply, static files too; called after all else that answers is in place."""
    headers = {**security_headers(settings), "Cache-Control": "no-store"}
    app.wsgi_app = Dressing(app.wsgi_app, headers)  # type: ignore[method-assign]


def refusal(status: str, settings: Settings | None) -> bytes:
    """Return the whole reply to what cannot be read as a request; it says nothing of what was sent."""
    dress = {} if settings is None else security_headers(settings)
    body = f"{status}\n".encode()
    headers = {**dress, "Cache-Control": "no-store", "Connection": "close", "Content-Type": "text/plain"}
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, f"Content-Length: {len(body)}", "", ""]).encode() + body


def own_origin(base_url: str) -> str:
    """Return our own origin as browsers name it: in lower case, and without the port that goes without saying."""
    parts = urlsplit(base_url.lower())
    usual = {"http": ":80", "https": ":443"}[parts.scheme]
    return f"{parts.scheme}://{parts.netloc.removesuffix(usual)}"


def _refuse_strangers(own: str) -> None:
    if request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site"):
        abort(403)
    # Compared as text: what another site sends there may not even be an address.
    if request.headers.get("Origin", "null") not in ("null", own):
        abort(403)
