"""Whether a value is what its field asks for, and texts as they can be kept."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from urllib.parse import urlsplit

from wheel_app.web.forms import tidy

UUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
HOST = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{1,63}|localhost")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})?"
)
CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])(?::[0-5][0-9](?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?")
LONGEST_ADDRESS = 2000
# What turns the direction of all that follows: a number or a name could be made to read as another one.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def is_uuid(value: str) -> bool:
    """Return whether a text is a UUID in its usual form."""
    return UUID.fullmatch(value) is not None


def is_email(value: str) -> bool:
    """Return whether a text is a plain e-mail address."""
    return len(value) <= 254 and ".." not in value and EMAIL.fullmatch(value) is not None


def is_url(value: str) -> bool:
    """Return whether a text is a whole web address, without a name and password in it."""
    if len(value) > LONGEST_ADDRESS or not value.isascii() or re.search(r"[\s\x00-\x1f<>\"\\^`{|}]", value):
        return False
    try:
        parts = urlsplit(value)
        is_port = parts.port != 0
    except ValueError:
        return False
    is_host = HOST.fullmatch(parts.hostname or "") is not None
    return is_port and is_host and parts.scheme.lower() in ("http", "https") and "@" not in parts.netloc


def is_moment(value: str) -> bool:
    """Return whether a text is a day with a time, as 2023-03-15T10:30:45.123Z."""
    if MOMENT.fullmatch(value) is None:
        return False
    try:
        datetime.fromisoformat(value[:10] + "T" + value[11:19])
    except ValueError:
        return False
    return True


def day_of(value: str) -> str | None:
    """Return the day that a text begins with, as an ISO date; None where there is none."""
    begins = value[:10]
    if DAY.fullmatch(begins) is None or (len(value) > 10 and value[10] not in "Tt "):
        return None
    try:
        return date.fromisoformat(begins).isoformat()
    except ValueError:
        return None


def time_of(value: str) -> str | None:
    """Return a time of day as HH:MM; None where a text is none."""
    found = CLOCK.fullmatch(value.strip())
    return f"{found[1]}:{found[2]}" if found else None


def is_number(value: object) -> bool:
    """Return whether a value is a finite number; yes and no are none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:
        # A whole number so large that it could not be reckoned with.
        return False


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _of_text(rule: Callable[[str], bool]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and rule(value)


# A kind of field: the code of what is wrong where a value is not of it, and the rule.
KINDS: Mapping[str, tuple[str, Callable[[object], bool]]] = {
    "text": ("not-text", _is_text),
    "word": ("not-text", _is_text),
    "uuid": ("not-uuid", _of_text(is_uuid)),
    "url": ("not-url", _of_text(is_url)),
    "email": ("not-email", _of_text(is_email)),
    "moment": ("not-moment", _of_text(is_moment)),
    "number": ("not-number", is_number),
    "rows": ("not-rows", lambda value: isinstance(value, list)),
    "row": ("not-row", lambda value: isinstance(value, dict)),
}


def cleaned(text: str) -> str:
    """Return a text without what no store keeps and nobody sees: control characters and halves of characters.

    A text in which nothing can be seen is none.
    """
    kept = (c for c in text.replace("\r\n", "\n").replace("\r", "\n") if c in "\n\t" or not _is_unfit(c))
    return str(tidy("".join(kept)))


def has_unfit(text: str) -> bool:
    """Return whether a text holds what `cleaned` drops from inside it."""
    return any(c not in "\n\t\r" and _is_unfit(c) for c in text)


def _is_unfit(character: str) -> bool:
    return character in TURNING or unicodedata.category(character) in ("Cc", "Cs")
