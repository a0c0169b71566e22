"""Headers on every reply, and the refusal of writing that another site sends."""

from __future__ import annotations

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
    """Put the headers on every reply and refuse unsafe requests that another site makes."""
    app.config.update(
        WTF_CSRF_SSL_STRICT=False,
        WTF_CSRF_TIME_LIMIT=None,
        # Every text of a form is ours; the library would read its own catalogue anew with each request.
        WTF_I18N_ENABLED=False,
    )
    headers, own = security_headers(settings), own_origin(settings.base_url)

    @app.before_request
    def refuse_other_sites() -> None:
        if request.method not in SAFE_METHODS:
            _refuse_strangers(own)

    csrf.init_app(app)

    @app.after_request
    def dress(response: Response) -> Response:
        response.headers.update(headers)
        response.headers.setdefault("Cache-Control", "no-store")
        response.vary.update(("HX-Request", "Cookie", "Accept-Language"))
        return response


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
