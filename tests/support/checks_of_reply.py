"""Checks of every reply, HTML or not: its headers and how many statements it cost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tests.support.seen import Seen

CSP = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "connect-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "media-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
EXACT = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HSTS = "max-age=31536000; includeSubDomains"
FEATURES_OFF = {"camera", "microphone", "geolocation", "payment", "usb", "display-capture"}


def content_security_policy(seen: Seen) -> Iterator[str]:
    text = seen.headers.get("Content-Security-Policy", "")
    parts = [part.split(maxsplit=1) for part in text.split(";") if part.strip()]
    found = {part[0]: part[1].strip() if len(part) > 1 else "" for part in parts}
    for name in sorted(CSP.keys() | found.keys()):
        if found.get(name) != CSP.get(name):
            yield f"CSP {name} is {found.get(name)}, expected {CSP.get(name)}"
    if len(parts) != len(found):
        yield "CSP names a directive twice"


def security_headers(seen: Seen) -> Iterator[str]:
    for name, value in EXACT.items():
        if seen.headers.get(name) != value:
            yield f"{name} is {seen.headers.get(name)}, expected {value}"
    policy = seen.headers.get("Permissions-Policy", "")
    switched = dict(re.findall(r"([\w-]+)=(\([^)]*\)|\S+?)(?:,|$)", policy.replace(" ", "")))
    for name in sorted(FEATURES_OFF - switched.keys()):
        yield f"Permissions-Policy says nothing of {name}"
    for name, value in switched.items():
        if value != "()":
            yield f"Permissions-Policy allows {name}={value}"
    if seen.headers.get("Strict-Transport-Security") != (HSTS if seen.is_https else None):
        yield f"Strict-Transport-Security is {seen.headers.get('Strict-Transport-Security')}"
    if "Server" in seen.headers and "/" in seen.headers["Server"]:
        yield "the Server header names a version"


def no_store(seen: Seen) -> Iterator[str]:
    if seen.headers.get("Cache-Control", "").strip() != "no-store":
        yield f"Cache-Control is {seen.headers.get('Cache-Control')}, expected no-store"


def varies(seen: Seen) -> Iterator[str]:
    named = {name.strip().lower() for name in seen.headers.get("Vary", "").split(",")}
    if "hx-request" not in named and seen.headers.get("Content-Type", "").startswith("text/html"):
        yield "Vary does not name HX-Request"


def cookies_are_safe(seen: Seen) -> Iterator[str]:
    for cookie in seen.headers.getlist("Set-Cookie"):
        name, _, rest = cookie.partition("=")
        flags = {flag.strip().lower() for flag in rest.split(";")[1:]}
        if "httponly" not in flags or not any(flag in ("samesite=lax", "samesite=strict") for flag in flags):
            yield f"cookie {name} lacks HttpOnly or SameSite"
        if seen.is_https and not (name.startswith("__Host-") and "secure" in flags and "path=/" in flags):
            yield f"cookie {name} is not a secure __Host- cookie"


def statements(seen: Seen) -> Iterator[str]:
    if len(seen.statements) <= seen.budget:
        return
    counted = Counter(" ".join(sql.split())[:100] for sql in seen.statements)
    listed = "\n    ".join(f"{count} × {sql}" for sql, count in counted.most_common())
    yield f"{len(seen.statements)} statements, at most {seen.budget}:\n    {listed}"
