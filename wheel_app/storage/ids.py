"""Ids are UUIDv7 as text. They name a row; they never prove a right to it and are never used to order."""

from __future__ import annotations

import uuid_utils


def new_id() -> str:
    """Return a new id."""
    return str(uuid_utils.uuid7())
