"""What all pages of a visit have in common: who may see it, and that the look is written down."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any, cast

from flask import Blueprint, Response, abort
from flask_login import current_user

from wheel_app import audit
from wheel_app.accounts import Staff
from wheel_app.clock import point_named, points
from wheel_app.people import (
    Family,
    Member,
    Sight,
    Silence,
    kind_on,
    list_members_and_silences,
    look_at_family,
    sees_family,
)
from wheel_app.visits import queries
from wheel_app.visits.room.forms import ODD_DAYS
from wheel_app.visits.rules import Present, Visit, day_fault
from wheel_app.visits.words import doer_word, helper_word, place_word
from wheel_app.web import current_db, now, page

bp = Blueprint("visits", __name__)
for word in (doer_word, helper_word, place_word):
    bp.app_template_global()(word)


def staff() -> Staff:
    """Return who asks."""
    return cast(Staff, current_user.staff)


def today() -> str:
    """Return the day as an ISO date."""
    return now()[:10]


@dataclass(frozen=True)
class Home:
    """A family that is open to whoever asks, who is in it, and whom it lost."""

    family: Family
    sight: Sight
    members: tuple[Member, ...]
    losses: tuple[Silence, ...]

    def member(self, member_id: str) -> Member | None:
        """Return somebody of the family."""
        return next((one for one in self.members if one.member_id == member_id), None)

    @property
    def children(self) -> tuple[Member, ...]:
        """The children who live here, and those expected."""
        here = [one for one in self.members if not one.left_on]
        return tuple(one for one in here if kind_on(one.facts, today()) in ("child", "unborn"))

    @property
    def carers(self) -> tuple[Member, ...]:
        """Who may be there for them: adults and young people who live here."""
        here = [one for one in self.members if not one.left_on]
        return tuple(one for one in here if kind_on(one.facts, today()) in ("adult", "young"))


@dataclass(frozen=True)
class Room:
    """A visit that is open to whoever asks, who was there, and which staff are at it (ids and names)."""

    visit: Visit
    home: Home
    present: tuple[Present, ...]
    workers: tuple[tuple[str, str], ...]

    @property
    def child(self) -> Member:
        """Whom it is about."""
        return cast(Member, self.home.member(self.visit.child_id))

    @property
    def carers(self) -> tuple[Member, ...]:
        """Who of the family was there."""
        found = [self.home.member(one.member_id) for one in self.present if one.member_id]
        return tuple(one for one in found if one)

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is asked about the child any more."""
        return self.child.left_on is not None

    @property
    def odd_day(self) -> str:
        """What is odd about its day since a birthday was put right, in words; empty where nothing is."""
        point, facts = points().find(self.visit.point_key), self.child.facts
        if point is None or self.is_quiet or self.visit.cancelled_at:
            return ""
        born_on, day = facts.born_on if facts.kind != "unborn" else "", self.visit.on_date
        fault = day_fault(day, day, born_on, is_before_birth=point.is_before_birth)
        return str(ODD_DAYS["not-born" if fault == "before-birth" and not born_on else fault]) if fault else ""

    @property
    def is_mine(self) -> bool:
        """Whether whoever asks is at it."""
        return staff().staff_id in dict(self.workers)


def open_home(family_id: uuid.UUID, code: str, *, to_change: bool = True) -> Home:
    """Return a family that whoever asks may work with; else 404, the same for one that there is not."""
    sight = look_at_family(current_db(), staff(), str(family_id), at=now(), page=code)
    return _home(str(family_id), sight, to_change=to_change)


def _home(family_id: str, sight: Sight | None, *, to_change: bool) -> Home:
    family = sight.family if sight else None
    if sight is None or family is None or not sight.with_work or (to_change and not sight.may_change):
        abort(404)
    return Home(family, sight, *list_members_and_silences(current_db(), family_id))


def open_visit(
    visit_id: uuid.UUID, code: str, *, to_change: bool = False, is_mine: bool = False, is_noted: bool = True
) -> Room:
    """Return a visit whose family whoever asks sees; else 404. `is_mine` asks for somebody who is at it.

    With `is_noted` False the page itself writes down the look, in the same transaction, with others: see `looks_of`.
    """
    db = current_db()
    found = queries.find_room(db, str(visit_id))
    if found is None:
        abort(404)
    visit, present, workers = found
    sight = None if is_noted else sees_family(db, staff(), visit.family_id, at=now())
    sight = sight or look_at_family(db, staff(), visit.family_id, at=now(), page=code, about=visit.visit_id)
    home = _home(visit.family_id, sight, to_change=to_change or is_mine)
    room = Room(visit, home, present, workers)
    if is_mine and not room.is_mine:
        abort(404)
    return room


def looks_of(room: Room, code: str) -> dict[str, list[tuple[str, tuple[str, str]]]]:
    """Return the look that `open_visit` writes down: by the family’s chain what it is about, and its codes."""
    return {audit.chain_of_family(room.visit.family_id): [(room.visit.visit_id, (code, room.home.sight.reason))]}


def visit_page(template: str, room: Room, *, status: int = 200, **values: Any) -> Response:
    """Render a page of a visit."""
    return page(
        template,
        status=status,
        room=room,
        visit=room.visit,
        family=room.home.family,
        sight=room.home.sight,
        losses=room.home.losses,
        point=point_named(room.visit.point_key),
        **values,
    )
