"""What no reply may ever be or hold, whatever was asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

TROUBLE_WITH_THE_FORM = (409, 422)
INSIDES = re.compile(r"Traceback \(most recent|File \"/|\.py\", line \d|werkzeug\.|jinja2\.|psycopg|sqlite3?\.")


def faults(reply: Any, text: str, own: Sequence[str], others: Sequence[str], sent: str = "") -> list[str]:
    """What is wrong with a reply: it breaks down, lets look inside, holds others' words, or own ones in trouble.

    What was just `sent` may be given back, to be copied from a page that cannot take it.
    """
    return list(_faults(reply, f"{text}\n{reply.headers}", own, others, sent))


def _faults(reply: Any, said: str, own: Sequence[str], others: Sequence[str], sent: str) -> Iterator[str]:
    status = reply.status_code
    if status >= 500:
        yield f"status {status}"
    inside = INSIDES.search(said)
    if inside and str(reply.content_type).startswith("text/"):
        yield f"shows its inside: {inside[0]!r}"
    yield from (f"holds what is another one's: {secret}" for secret in others if secret in said)
    if status >= 400 and status not in TROUBLE_WITH_THE_FORM:
        found = [secret for secret in own if secret in said and secret not in sent]
        yield from (f"trouble ({status}) holds what is their own: {secret}" for secret in found)
    place = urlsplit(reply.headers.get("Location", ""))
    if place.netloc and not place.netloc.endswith((".example", "127.0.0.1", "localhost", "www.bbc.co.uk")):
        yield f"leads away: {place.geturl()}"
