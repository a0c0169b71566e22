"""Before the visit: a parent who has joined does their part on their own phone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flask import Response, abort, request
from flask_login import current_user

from wheel_app.checkins import Sitting
from wheel_app.clock import Window, as_known, point_named, points, windows_of_each
from wheel_app.people import CARES, Member, list_members, list_members_of_owner, list_relations, silent_for
from wheel_app.storage import Database, later
from wheel_app.tools import library
from wheel_app.visits.mine.blueprint import bp
from wheel_app.visits.parts.doing import begin_beforehand
from wheel_app.visits.parts.queries import list_parts_of_owner
from wheel_app.visits.parts.rules import Part
from wheel_app.visits.queries import points_known_to
from wheel_app.web import current_db, now, page, redirect_to
from wheel_app.web.locale import current_language

# So many days before its window opens a visit is near.
NEAR_DAYS = 30
# Nobody has more young children than this at once.
MOST_CHILDREN = 4


@dataclass(frozen=True)
class Ahead:
    """A point of a child whose visit is open or near, for one parent: as which member, and their part if begun."""

    member: Member
    child: Member
    point_key: str
    part: Part | None

    @property
    def is_done(self) -> bool:
        """Whether the parent has done their part."""
        return self.part is not None and self.part.finished_at is not None


def ahead_of(db: Database, owner_id: str, *, at: str) -> tuple[Ahead, ...]:
    """Return what a person can do before a visit.

    Of a child who lives where they live, who is born, and whom staff know them to care for with parental
    responsibility: a pregnancy may be known to one of two, and is told to nobody here. Nor does it tell of a visit at
    which they were not.
    """
    joined = [one for one in list_members_of_owner(db, owner_id) if one.left_on is None]
    if not joined:
        return ()
    quiet, parts = silent_for(db, owner_id), list_parts_of_owner(db, owner_id)
    found = [pair for member in joined for pair in _children(db, member, quiet)]
    pairs = found[:MOST_CHILDREN]
    if not pairs:
        return ()
    windows = windows_of_each(db, [child.member_id for _, child in pairs], with_silent=True)
    known = points_known_to(db, owner_id)
    return tuple(one for pair in pairs for one in _points(pair, _as_known(pair[1], windows, known), parts, at=at))


def _as_known(
    child: Member, windows: Mapping[str, tuple[Window, ...]], known: Mapping[str, set[str]]
) -> tuple[Window, ...]:
    return as_known(windows[child.member_id], known.get(child.member_id, set()))


def _children(db: Database, member: Member, quiet: frozenset[str]) -> Iterator[tuple[Member, Member]]:
    cared_for = {
        one.to_member
        for one in list_relations(db, member.family_id)
        if one.from_member == member.member_id and one.kind in CARES and one.parental_responsibility == "yes"
    }
    children = [one for one in list_members(db, member.family_id) if one.member_id in cared_for - quiet]
    here = [one for one in children if one.facts.kind == "child" and not one.has_left]
    yield from ((member, one) for one in sorted(here, key=lambda one: one.facts.born_on, reverse=True))


def _points(
    pair: tuple[Member, Member], windows: Iterable[Window], parts: tuple[Part, ...], *, at: str
) -> Iterator[Ahead]:
    member, child = pair
    today, soon = at[:10], later(at, days=NEAR_DAYS)[:10]
    for window in windows:
        state = window.state_on(today)
        if state in ("due", "late") or (state == "coming" and (window.opens_on or soon) <= soon):
            of_point = (p for p in parts if (p.child_id, p.point_key) == (child.member_id, window.point_key))
            yield Ahead(member, child, window.point_key, next((p for p in of_point if p.visit_id is None), None))


@bp.get("/my-visits")
def before() -> Response:
    ahead = ahead_of(current_db(), current_user.owner_id, at=now())
    return page("visits/mine/before.html", ahead=ahead, named=point_named)


@bp.post("/my-visits")
def begin_now() -> Response:
    db, at = current_db(), now()
    wanted = (request.form.get("child", ""), request.form.get("point", ""))
    ahead = ahead_of(db, current_user.owner_id, at=at)
    one = next((one for one in ahead if (one.child.member_id, one.point_key) == wanted), None)
    point = points().find(wanted[1])
    if one is None or point is None:
        abort(404)
    sitting = Sitting(current_user.present, None, current_language().code, current_user.device_id)
    part = begin_beforehand(
        db, library(), one.member.member_id, one.child.member_id, (point.key, point.asks), sitting, at=at
    )
    return redirect_to("my_visits.part", part_id=part.part_id)
