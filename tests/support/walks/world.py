"""A small made-up world with an object for each kind of id that a page of the staff can name. Its names are numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tests import households, staffing
from tests.builders import make_person
from tests.clock.children import seven
from tests.green_book import whole_facts
from tests.records.lives import make_life
from wheel_app import audit, consent, directory, people
from wheel_app.accounts import Staff, Team
from wheel_app.clock import reckon_member
from wheel_app.people.care import actions as care
from wheel_app.people.care.queries import list_links
from wheel_app.records import Keepings
from wheel_app.records.copies.reviewed.actions import ask_for_copy
from wheel_app.records.retention import By, list_now, set_hold
from wheel_app.storage import Database, later

ROLES = ("worker", "manager", "administrator", "host", "analyst")


@dataclass(frozen=True)
class World:
    """Somebody of the staff for each role, and an id of each kind."""

    staff: Mapping[str, Staff]
    ids: Mapping[str, str]


def make_world(db: Database, keepings: Keepings, *, at: str) -> World:
    team = staffing.make_team(db, "12", staffing.make_organisation(db, "90"), is_hub=True)
    staff = {role: staffing.make_staff(db, team, role=role, name="34", title="56") for role in ROLES}
    staffing.register(db, team, "V" * 32, "78", by=staff["host"])
    return World(
        staff,
        {
            "team_id": team.team_id,
            "staff_id": staff["host"].staff_id,
            "service_id": _service(db, staff["worker"], at=at),
            **_family(db, team, staff["worker"], at=at),
            **_kept_too_long(db, keepings, staff["manager"], at=at),
        },
    )


def _family(db: Database, team: Team, worker: Staff, *, at: str) -> dict[str, str]:
    family = households.make_family(db, team, "12", by=worker, coordinator=worker, at=at)
    other = households.make_family(db, team, "34", by=worker, at=at)
    mother = households.make_member(db, family, "12", by=worker, born_on="1990-01-02", safe_way="12", languages="34")
    father = households.make_member(db, family, "34", by=worker, interpreter="professional")
    young = households.make_member(db, family, "56", "young", by=worker)
    unborn = households.make_member(db, family, "78", "unborn", by=worker, due_on=later(at, days=60)[:10])
    reckon_member(db, seven(), unborn)
    for parent in (mother, father):
        for child in (young, unborn):
            households.relate(db, parent, child, by=worker)
    households.relate(db, mother, father, "partner", "not-known", by=worker)
    care.link_families(db, family.family_id, other.family_id, reason="1234567890", by=worker, at=at)
    owner_id = make_person(db, at=at)
    households.join(db, mother, owner_id, at=at)
    said = people.dispute(db, owner_id, mother.member_id, "known_as", "12", at=at)
    (link,) = list_links(db, family.family_id, worker.staff_id)
    copy = ask_for_copy(db, mother, asked_by="12", asked_on=at[:10], by=worker, at=at)
    return {
        "copy_id": copy.copy_id,
        "family_id": family.family_id,
        "member_id": mother.member_id,
        "link_id": link.link_id,
        "dispute_id": said.dispute_id if said else "",
    }


def _service(db: Database, worker: Staff, *, at: str) -> str:
    put = directory.put_service(db, whole_facts(), by=worker.staff_id, at=at)
    service = directory.find_service(db, put.service_id)
    assert service is not None
    directory.check_today(db, service, by=worker.staff_id, at=later(at, days=1))
    return put.service_id


def _kept_too_long(db: Database, keepings: Keepings, manager: Staff, *, at: str) -> dict[str, str]:
    by = By(manager.staff_id, manager.role, manager.organisation_id)
    overdue, held = make_life(db, "12", at=later(at, days=-500))[0], make_person(db, at=at)
    for owner_id in (overdue, held):
        to, terms = consent.Recipient("staff", manager.staff_id), consent.Terms(made_until=at[:10])
        consent.give(db, owner_id, to, terms, consent.Hand(owner_id, "family"), at=at)
    hold = set_hold(db, keepings, audit.chain_of_owner(held), "1234567890", by, at=at)
    run = list_now(db, keepings, by, at=at)
    assert hold is not None
    assert run is not None
    return {"hold_id": hold.hold_id, "run_id": run.run_id}
