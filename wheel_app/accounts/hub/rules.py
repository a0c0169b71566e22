"""What a hub's device is told apart by. Pure."""

from __future__ import annotations

import unicodedata

CODE_LENGTH = 8
CODE_MINUTES = 10
LONGEST_LABEL = 40
BETWEEN = frozenset("-. ")


def read_device_code(text: str) -> str | None:
    """Return the eight digits of a one-time code as somebody typed it, None when it cannot be one."""
    kept = [one for one in unicodedata.normalize("NFKC", text[:100]) if one not in BETWEEN]
    digits = [unicodedata.decimal(one, None) for one in kept]
    if len(digits) != CODE_LENGTH or None in digits:
        return None
    return "".join(map(str, digits))


def show_device_code(code: str) -> str:
    """Return a one-time code in two groups, as it is read out: 4821 7730."""
    return f"{code[:4]} {code[4:]}"
