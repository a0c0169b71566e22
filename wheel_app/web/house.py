"""What every request finds at hand: settings, the store and the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from flask import current_app

from wheel_app.config import Settings
from wheel_app.storage import Database


@dataclass(frozen=True)
class House:
    """One running app: its settings, its store, and a clock that gives UTC text."""

    settings: Settings
    db: Database
    now: Callable[[], str]

    @property
    def pepper(self) -> bytes:
        """The secret that codes, pictures and PINs are sealed with."""
        return self.settings.seal_key.encode()


def house() -> House:
    """Return the house of the running app."""
    return cast(House, current_app.extensions["wheel"])


def current_db() -> Database:
    """Return the store of the running app."""
    return house().db


def now() -> str:
    """Return the present moment as UTC text of fixed width."""
    return house().now()
