"""Made-up children, and their windows in few words."""

from __future__ import annotations

from functools import cache

from tests.builders import AT
from tests.households import make_family, make_member
from wheel_app import clock
from wheel_app.clock import PointSet
from wheel_app.people import Family, Member
from wheel_app.storage import Database


@cache
def seven() -> PointSet:
    return clock.load_point_sets(None, "seven").running


@cache
def five() -> PointSet:
    return clock.load_point_sets(None, "statutory-five").running


def make_child(
    db: Database,
    family: Family | None = None,
    *,
    born: str = "",
    due: str = "",
    kind: str = "child",
    at: str = AT,
    name: str = "Isla",
    point_set: PointSet | None = None,
) -> Member:
    """A child whose windows are reckoned."""
    member = make_member(db, family or make_family(db, at=at), name, kind, born_on=born, due_on=due, at=at)
    clock.reckon_member(db, point_set or seven(), member)
    return member


def states(db: Database, member: Member, day: str) -> dict[str, str]:
    """How each point of a child stands on a day."""
    return {window.point_key: window.state_on(day) for window in clock.windows_of(db, member.member_id)}


def said(db: Database, member: Member, day: str) -> str:
    """The same in one line without what is coming: “1 passed, 2 late”."""
    found = {key.removeprefix("point-"): state for key, state in states(db, member, day).items() if state != "coming"}
    return ", ".join(f"{key} {state}" for key, state in found.items())
