"""The lists of children for a worker, and what a child’s own page tells of its points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from flask import Blueprint, Response, request
from flask_babel import lazy_gettext
from flask_login import current_user

from wheel_app.accounts import Staff
from wheel_app.clock.actions import child_of
from wheel_app.clock.due import queries
from wheel_app.clock.due.rules import (
    ALL,
    DUE,
    LISTS,
    WANTED,
    WHOSE,
    Days,
    Line,
    Place,
    WantedLine,
    Wish,
    days_from,
    read_place,
)
from wheel_app.clock.loading import point_named
from wheel_app.clock.queries import list_windows
from wheel_app.people import Member, MemberPart, Sight
from wheel_app.storage import Database
from wheel_app.web import current_db, now, page
from wheel_app.web.places import Place as StaffPlace

bp = Blueprint("clock", __name__)
DUE_CHILDREN = StaffPlace("clock.due", lazy_gettext("Visits due"))
A_PAGE = 30


@dataclass(frozen=True)
class Choices:
    """What the lists can be narrowed to: areas, and the coordinators with their ids."""

    areas: tuple[str, ...]
    contacts: tuple[tuple[str, str], ...]

    def wish(self, whose: str, area: str) -> Wish:
        """Return what is asked for; whatever is not on offer stands for all."""
        known = {*WHOSE, *(staff_id for staff_id, _ in self.contacts)}
        return Wish(whose if whose in known else ALL, area if area in self.areas else "")


@bp.get("/due")
def due() -> Response:
    db, staff_id, days = current_db(), _staff().staff_id, days_from(now()[:10])
    choices = Choices(queries.list_areas(db, staff_id), queries.list_contacts(db, staff_id))
    wish = choices.wish(request.args.get("whose", ""), request.args.get("area", ""))
    asked = request.args.get("list")
    which = asked if asked in LISTS else DUE
    lines, more = _page_of(which, wish, days, read_place(request.args.get("after", "")))
    return page(
        "clock/due.html",
        which=which,
        wish=wish,
        choices=choices,
        today=days.today,
        lines=lines,
        more=more,
        is_first="after" not in request.args,
        point_named=point_named,
        counts=queries.count_lines(db, staff_id, wish, days),
    )


def _staff() -> Staff:
    return cast(Staff, current_user.staff)


def _page_of(which: str, wish: Wish, days: Days, after: Place) -> tuple[Sequence[Line | WantedLine], str | None]:
    """Return one page of a list, and behind which line the next one begins."""
    db, staff_id, most = current_db(), _staff().staff_id, A_PAGE + 1
    if which == WANTED:
        asked = queries.list_wanted(db, staff_id, wish, days.today, most=most, after=after)
        return asked[:A_PAGE], asked[A_PAGE - 1].place.coded if len(asked) > A_PAGE else None
    lines = queries.list_lines(db, staff_id, which, wish, days, most=most, after=after)
    return lines[:A_PAGE], lines[A_PAGE - 1].place_in(which).coded if len(lines) > A_PAGE else None


def points_of_child(db: Database, member: Member, sight: Sight, *, today: str) -> MemberPart | None:
    """Return what a child’s own page tells of its points; None of who has none, and where all is silent."""
    if member.left_on or not sight.with_work or member.facts.kind not in ("child", "unborn"):
        return None
    windows = list_windows(db, member.member_id)
    if any(window.is_silent for window in windows):
        return None
    child = child_of(member)
    weeks_early = child.days_early // 7 if child else 0
    values = {"windows": windows, "today": today, "point_named": point_named, "weeks_early": weeks_early}
    return MemberPart("clock/_of_child.html", values)
