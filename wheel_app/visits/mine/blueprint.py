"""Whose part is open here: one’s own, or the one that the device was handed over for."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from flask import Blueprint, abort, url_for
from flask_login import current_user

from wheel_app.people import Member, find_member, is_silent_for
from wheel_app.storage import Database
from wheel_app.visits import queries
from wheel_app.visits.parts.queries import find_any_part, find_own_part
from wheel_app.visits.parts.rules import Part
from wheel_app.visits.rules import Visit
from wheel_app.web import current_db
from wheel_app.web.sign_ins import carried_errand, set_errand

bp = Blueprint("my_visits", __name__)
ERRAND = "visit"


@dataclass(frozen=True)
class Handed:
    """The visit that this device was handed over for, and the part that is open on it (its id; empty for none).

    `before` are the parts that were done on it since, by id. The worker said whose hands it went into; whoever takes a
    turn after that says so alone.
    """

    visit: Visit
    part_id: str
    before: tuple[str, ...] = ()

    @property
    def errand(self) -> str:
        """What is kept of it in the session."""
        return errand_of(self.visit.visit_id, self.part_id, self.before)


def errand_of(visit_id: str, part_id: str = "", before: tuple[str, ...] = ()) -> str:
    """Return what a device is handed over for: a visit, whose part is open, and which were done on it before."""
    return f"{ERRAND}:{visit_id}:{part_id}:{','.join(before)}"


def handed_here() -> Handed | None:
    """Return for which visit this device was handed over, None where it was not, or the visit is over."""
    found = _handed()
    return found if found and found.visit.is_open else None


def is_over_here(part_id: uuid.UUID) -> bool:
    """Whether a part was open on this device until the visit was finished or called off by somebody else."""
    found = _handed()
    return found is not None and found.part_id == str(part_id) and not found.visit.is_open


def _handed() -> Handed | None:
    kind, _, rest = (carried_errand() or "").partition(":")
    if current_user.is_anonymous or current_user.handed_by is None or kind != ERRAND:
        return None
    visit_id, part_id, before = (*rest.split(":"), "", "")[:3]
    visit = queries.find_visit(current_db(), visit_id)
    return Handed(visit, part_id, tuple(filter(None, before.split(",")))) if visit else None


def way_on(errand: str) -> str | None:
    """Return where a worker goes on who takes a device back: to the visit that it was handed over for."""
    kind, _, rest = errand.partition(":")
    return url_for("visits.show", visit_id=rest.partition(":")[0]) if kind == ERRAND else None


@dataclass(frozen=True)
class Mine:
    """A part that may be done here: by its owner, or (`handed`) by whoever was handed the device for it."""

    part: Part
    child: Member
    handed: Handed | None

    def go_on(self) -> None:
        """Keep it open here: somebody is still at it."""
        if self.handed:
            set_errand(self.handed.errand)

    @property
    def is_turn(self) -> bool:
        """Whether nobody but who holds the device said whose part this is."""
        return self.handed is not None and self.handed.before != ()


def part_or_404(part_id: uuid.UUID) -> Mine:
    """Return a part that may be done here; 404 for anybody else’s, and for one that is open on no device."""
    db, handed = current_db(), handed_here()
    if handed:
        part = find_any_part(db, str(part_id)) if handed.part_id == str(part_id) else None
    else:
        owner_id = None if current_user.is_anonymous else current_user.owner_id
        part = find_own_part(db, owner_id, str(part_id)) if owner_id else None
    child = find_member(db, part.child_id) if part else None
    if part is None or child is None or child.has_left or _is_silent(db, part, child, handed):
        abort(404)
    return Mine(part, child, handed)


def _is_silent(db: Database, part: Part, child: Member, handed: Handed | None) -> bool:
    """Whether nothing is asked about a child: on a worker’s device, or on the pages of whoever knows of a loss."""
    return child.quiet is not None and (handed is not None or is_silent_for(db, child.member_id, part.owner_id))
