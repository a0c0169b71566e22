"""A sign-in as the rest of the app sees it, and how Flask-Login comes by it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from flask_login import LoginManager, UserMixin

from wheel_app.accounts.staff.queries import Staff


@dataclass(frozen=True, eq=False)
class SignIn(UserMixin):  # type: ignore[misc]
    """One visit by one browser.

    A family's has no owner until something is kept for somebody. A member of staff has no owner at all. `handed_by`
    names the staff sign-in that waits while the device is in a family's hands, `member_id` for whom of a household.
    """

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
    staff: Staff | None = None
    handed_by: str | None = None
    member_id: str | None = None
    suspended_until: str | None = None

    @property
    def role(self) -> str | None:
        """What the table of doors knows this visit as; None before it is anybody's."""
        if self.staff is not None:
            return self.staff.role
        if self.owner_id is None:
            return None
        return self.kind if self.is_sitting else "family"

    @property
    def is_sitting(self) -> bool:
        """Whether this is the visit of several people at one wheel."""
        return self.kind in ("together", "taking-home")

    @property
    def staff_id(self) -> str | None:
        """Which member of staff this is, None for a family."""
        return self.staff.staff_id if self.staff else None

    def get_id(self) -> str:
        """Return what the cookie carries; the store knows only its hash."""
        return self.token


def use_sign_ins(manager: LoginManager, load: Callable[[str], SignIn | None]) -> None:
    """Let Flask-Login find the current user by `load`, which gets the token from the cookie."""
    # A family that walks from the hub's Wi-Fi to the street keeps its sign-in: nothing hangs on the address.
    manager.session_protection = None
    manager.user_loader(load)
