"""Moments as UTC text of fixed width, so that text order is time order on every engine."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

FORM = "2026-11-20T10:46:00.000000Z"


def utc_text(moment: datetime) -> str:
    """Write a moment as UTC text; ValueError when it does not say its time zone."""
    if moment.tzinfo is None:
        raise ValueError("A moment without a time zone cannot be stored.")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def from_utc_text(text: str) -> datetime:
    """Read UTC text; ValueError for any other form."""
    if len(text) == len(FORM) and text[-1] == "Z":
        moment = datetime.fromisoformat(text[:-1]).replace(tzinfo=UTC)
        if utc_text(moment) == text:
            return moment
    raise ValueError(f"{text!r} is not of the form {FORM}.")


def later(at: str, *, microseconds: int = 0, minutes: int = 0, hours: int = 0, days: int = 0) -> str:
    """Return the moment that much later than `at`; earlier when negative."""
    return utc_text(from_utc_text(at) + timedelta(microseconds=microseconds, minutes=minutes, hours=hours, days=days))
