"""Made-up grants and the hands that give them."""

from __future__ import annotations

from tests.builders import AT
from wheel_app.consent import Grant, Hand, Made, Recipient
from wheel_app.consent.rules import How
from wheel_app.storage import new_id

JO = Recipient("staff", "staff-jo")
TEAM = Recipient("team", "team-one")
OTHER_TEAM = Recipient("team", "team-two")
REASON = "said so at the door"
DAY = AT[:10]


def own_hand(owner_id: str, **other: str) -> Hand:
    return Hand(owner_id, "family", **other)  # type: ignore[arg-type]


def made(checkin_id: str = "a-wheel", filled_on: str = DAY, *, finished_on: str = DAY, revises: bool = False) -> Made:
    return Made(checkin_id, filled_on, f"{finished_on}{AT[10:]}", revises)


def grant(to: Recipient = JO, *, how: How = "screen", **other: object) -> Grant:
    """A grant of everything on one wheel, unless told otherwise."""
    values: dict[str, object] = {
        "grant_id": new_id(),
        "owner_id": "owner",
        "to": to,
        "checkin_id": "a-wheel",
        "made_until": None,
        "topics": frozenset({"*"}),
        "until_on": None,
        "given_at": AT,
        "how": how,
        "recorded_by": None,
        "decided_by": None,
        "is_told": True,
        "withdrawn_at": None,
        **other,
    }
    return Grant(**values)  # type: ignore[arg-type]
