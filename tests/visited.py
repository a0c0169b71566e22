"""Made-up visits, put into the store by the app’s own actions."""

from __future__ import annotations

from tests.builders import AT, library
from wheel_app import visits
from wheel_app.accounts import Staff
from wheel_app.checkins import Sitting
from wheel_app.people import Member
from wheel_app.storage import Database, new_id
from wheel_app.visits import Part, PointSet, Present, Record, RecordedPart, Step, Visit, VisitFacts
from wheel_app.visits.parts.doing import begin_beforehand, begin_part

SEVEN = PointSet("seven", "2026.1")


def make_facts(child: Member, *carers: Member, point: str = "point-4", on: str = "2026-11-20") -> VisitFacts:
    """A visit at home at which these carers were."""
    here = tuple(Present("member", one.member_id) for one in carers)
    return VisitFacts(child.member_id, point, on, "home", here)


def make_visit(
    db: Database,
    child: Member,
    *carers: Member,
    by: Staff,
    point: str = "point-4",
    on: str = "2026-11-20",
    at: str = AT,
) -> Visit:
    """A visit that goes on."""
    facts = make_facts(child, *carers, point=point, on=on)
    return visits.begin_visit(db, child.family_id, facts, SEVEN, by=by, at=at, visit_id=new_id())


def make_visited(
    db: Database,
    *carers: Member,
    child: Member | None = None,
    by: Staff | None = None,
    checkin_id: str | None = None,
    words: str = "own words",
    at: str = AT,
) -> Visit:
    """A finished visit with something of everything: each carer’s part, with a step and a service in it.

    `checkin_id` is the checklist of the first of them. Without a child it is about the first carer.
    """
    about = child or carers[0]
    parts = tuple(
        RecordedPart(one.member_id, "told", None if place else checkin_id) for place, one in enumerate(carers)
    )
    facts = make_facts(about, *carers)
    record = Record(about.family_id, facts, SEVEN, parts=parts, themes=("money",), next_on="2027-05-20")
    visit = visits.record_visit(db, record, by=by, at=at)
    with db.transaction():
        for part in visits.list_parts(db, visit.visit_id):
            visits.insert_step(db, Step(new_id(), part.part_id, 1, words, words, "2026-12-01", None, at))
            visits.insert_service(db, part.part_id, "a-service", by=None, at=at)
    return visit


def tell(db: Database, visit: Visit, carer: Member, *, at: str = AT) -> Part:
    """What one carer tells at a visit, as a worker opens it: nothing so far."""
    sitting = Sitting("worker", "none", "en", "a-device", given_by="told")
    return begin_part(db, library(), visit, carer.member_id, visit.point_key, sitting, at=at)


def prepare(db: Database, child: Member, carer: Member, *, point: str = "point-4", at: str = AT) -> Part:
    """What one carer does by their own hand before a visit: nothing so far."""
    sitting = Sitting("alone", None, "en", "a-device")
    return begin_beforehand(db, library(), carer.member_id, child.member_id, (point, point), sitting, at=at)


def put_change(db: Database, visit: Visit, *, words: str, at: str = AT) -> None:
    """A row that says that something of a visit was put right."""
    with db.transaction():
        db.execute(
            "INSERT INTO visit_change (change_id, visit_id, fact, old_value, new_value, why, made_at)"
            " VALUES (:change_id, :visit_id, 'place', 'home', 'hub', :words, :at)",
            change_id=new_id(),
            visit_id=visit.visit_id,
            words=words,
            at=at,
        )
