"""A small made-up world with an object for each kind of id that a page of the staff can name. Its names are numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tests import households, staffing
from tests.builders import make_person
from tests.clock.children import seven
from tests.directory.feeds.serving import BY, feed_of
from tests.green_book import numbered_facts
from tests.insight.pilot import make_pilot
from tests.paper.papers import make_facts as make_sheet_facts
from tests.paper.papers import make_strip, put_sheets, whose
from tests.records.lives import make_life
from tests.visited import make_visit, make_visited, tell
from wheel_app import audit, consent, directory, people
from wheel_app.accounts import Staff, Team
from wheel_app.clock import reckon_member
from wheel_app.directory.feeds.actions import break_off, keep_rows, start_run
from wheel_app.directory.feeds.rules import Fault, RowRead
from wheel_app.insight.actions import count_period
from wheel_app.insight.rules import Period
from wheel_app.paper.numbers import check_sign
from wheel_app.people.care import actions as care
from wheel_app.people.care.queries import list_links
from wheel_app.records import Keepings
from wheel_app.records.copies.reviewed.actions import ask_for_copy
from wheel_app.records.retention import By, list_now, set_hold
from wheel_app.storage import Database, later

SHEET, TYPED = ("44444444" + check_sign("44444444"), "33333333" + check_sign("33333333"))
ROLES = ("worker", "manager", "administrator", "host", "analyst")


@dataclass(frozen=True)
class World:
    """Somebody of the staff for each role, and an id of each kind."""

    staff: Mapping[str, Staff]
    ids: Mapping[str, str]

    def id_for(self, endpoint: str, name: str) -> str:
        """The id for an address of this endpoint: its own or its room’s where there are several of a name."""
        room = endpoint.partition(".")[0]
        return self.ids.get(f"{endpoint}.{name}") or self.ids.get(f"{room}.{name}") or self.ids[name]


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
            "sheet_no": put_sheets(db, staff["worker"], team, [SHEET], make_sheet_facts(), at=at)[0].sheet_no,
            "starts_on": _counted(db, team, staff, at=at),
            **_feed(db, at=at),
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
    little = households.make_member(db, family, "90", "child", by=worker, born_on=later(at, days=-300)[:10])
    for child in (unborn, little):
        reckon_member(db, seven(), child)
    for parent in (mother, father):
        for child in (young, unborn, little):
            households.relate(db, parent, child, by=worker)
    households.relate(db, mother, father, "partner", "not-known", by=worker)
    care.link_families(db, family.family_id, other.family_id, reason="1234567890", by=worker, at=at)
    owner_id = make_person(db, at=at)
    households.join(db, mother, owner_id, at=at)
    said = people.dispute(db, owner_id, mother.member_id, "known_as", "12", at=at)
    (link,) = list_links(db, family.family_id, worker.staff_id)
    going_on = make_visit(db, little, mother, father, by=worker, on=at[:10], at=at)
    tell(db, going_on, mother, at=at)
    over = make_visited(db, mother, father, child=little, by=worker, words="12", at=at)
    (typed,) = put_sheets(db, worker, team, [TYPED], make_sheet_facts("wheel", "little"), at=at)
    make_strip(db, typed, whose(mother), by=worker, marks="55", on=at[:10], at=at)
    copy = ask_for_copy(db, mother, asked_by="12", asked_on=at[:10], by=worker, at=at)
    return {
        "copy_id": copy.copy_id,
        "family_id": family.family_id,
        "member_id": mother.member_id,
        "child_id": little.member_id,
        "visit_id": over.visit_id,
        "visits.visit_id": going_on.visit_id,
        "paper.take_strip_back.sheet_no": typed.sheet_no,
        "link_id": link.link_id,
        "dispute_id": said.dispute_id if said else "",
    }


def _service(db: Database, worker: Staff, *, at: str) -> str:
    put = directory.put_service(db, numbered_facts(), by=worker.staff_id, at=at)
    service = directory.find_service(db, put.service_id)
    assert service is not None
    directory.check_today(db, service, by=worker.staff_id, at=later(at, days=1))
    return put.service_id


def _kept_too_long(db: Database, keepings: Keepings, manager: Staff, *, at: str) -> dict[str, str]:
    by = By(manager.staff_id, manager.role, manager.organisation_id)
    overdue, held = make_life(db, "12", at=later(at, days=-500), service="34")[0], make_person(db, at=at)
    for owner_id in (overdue, held):
        to, terms = consent.Recipient("staff", manager.staff_id), consent.Terms(made_until=at[:10])
        consent.give(db, owner_id, to, terms, consent.Hand(owner_id, "family"), at=at)
    hold = set_hold(db, keepings, audit.chain_of_owner(held), "1234567890", by, at=at)
    run = list_now(db, keepings, by, at=at)
    assert hold is not None
    assert run is not None
    return {"hold_id": hold.hold_id, "run_id": run.run_id}


def _feed(db: Database, *, at: str) -> dict[str, str]:
    feed = feed_of(db, "https://example.org/12", name="12")
    lease = start_run(db, feed, BY, at=at)
    lease = keep_rows(db, lease, [RowRead("34", None, (Fault("name", "missing", True, "34"),))], [], at=at)
    run = break_off(db, lease, "no-answer", at=at)
    return {"feed_id": feed.feed_id, "feeds.run_id": run.run_id}


def _counted(db: Database, team: Team, staff: Mapping[str, Staff], *, at: str) -> str:
    make_pilot(db, team, staff["worker"], counts=(9, 7, 0, 6, 0, 0, 0), areas=("12", "34", "56"))
    points = [point.key for point in seven().points]
    summer = Period("2026-07-01", "2026-09-30")
    assert count_period(db, summer, points, by=staff["manager"], at=at)
    return summer.starts_on
