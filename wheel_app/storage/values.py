"""What may be stored: what one engine refuses both refuse, so that a test on one speaks for the other."""

from __future__ import annotations

from wheel_app.storage.database import Value
from wheel_app.storage.errors import NotAllowed

# PostgreSQL's INTEGER.
LEAST_NUMBER, MOST_NUMBER = -(2**31), 2**31 - 1


def refuse_unfit(params: dict[str, Value]) -> None:
    """Raise NotAllowed for a value that PostgreSQL could not store."""
    for value in params.values():
        kind = type(value)
        if kind is str:
            if "\0" in value:  # type: ignore[operator]
                raise NotAllowed("A text with a null character cannot be stored.")
        elif kind is int and not LEAST_NUMBER <= value <= MOST_NUMBER:  # type: ignore[operator]
            raise NotAllowed("A number is too large to be stored.")
