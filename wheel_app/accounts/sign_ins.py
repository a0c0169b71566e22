"""A sign-in as the rest of the app sees it, and how Flask-Login comes by it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from flask_login import LoginManager, UserMixin


@dataclass(frozen=True, eq=False)
class SignIn(UserMixin):  # type: ignore[misc]
    """One visit by one browser. It has no owner until something is kept for somebody."""

    sign_in_id: str
    kind: str
    owner_id: str | None
    device_id: str
    is_own_device: bool
    present: str
    started_at: str
    seen_at: str
    ended_at: str | None
    token: str = field(repr=False)

    def get_id(self) -> str:
        """Return what the cookie carries; the store knows only its hash."""
        return self.token


def use_sign_ins(manager: LoginManager, load: Callable[[str], SignIn | None]) -> None:
    """Let Flask-Login find the current user by `load`, which gets the token from the cookie."""
    # A family that walks from the hub's Wi-Fi to the street keeps its sign-in: nothing hangs on the address.
    manager.session_protection = None
    manager.user_loader(load)
