"""Every address that names an object is asked by every stranger to it: as if the object were not there.

The world below has one object for each kind of id that an address can name; an address with a new kind fails here until
there is one. Rooms test further: ids mixed with one's own (tests/people), shares in every state (tests/sharing).
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests import staffing
from tests.builders import AT, make_finished, make_person, make_plan
from tests.conftest import Clock
from tests.households import join, make_family, make_member
from tests.lines import make_finished_lines
from tests.paper.papers import make_sheet, make_strip
from tests.sittings import make_together, owner_of
from tests.visited import make_visit, make_visited, tell
from tests.visits import browser_of
from wheel_app import consent, people, visits
from wheel_app.accounts import Staff, Team, begin_staff, name_of
from wheel_app.doors import DOORS, STAFF
from wheel_app.people import Facts, Member, Relation
from wheel_app.people.care import actions as care
from wheel_app.people.care.queries import list_links
from wheel_app.plan import Goal
from wheel_app.records.copies.moving.actions import note_moving
from wheel_app.records.copies.moving.queries import Moving
from wheel_app.records.copies.reviewed.actions import ask_for_copy
from wheel_app.storage import Database, new_id
from wheel_app.tasks import Charge, open_task

# Not objects: parts of an address that everybody knows.
WORDS = {
    "kind": "taxonomy_terms",
    "language_code": "en",
    "key": "button-begin",
    "fact": "known_as",
    "place": "1",
    "point": "point-4",
    "starts_on": "2026-07-01",
}
# What has been kept for its time, and the green book, are looked after for everybody; no family is named there by an id
# of its own.
OF_ALL = {"hold_id", "run_id", "service_id", "feed_id"}
TOKEN = re.compile(r'value="[^"]{60,}"')
LEAST = 1000


@dataclass(frozen=True)
class World:
    """One object of each kind, the person whose they are, and somebody who lives with them."""

    ids: dict[str, str]
    owner_id: str
    partner_id: str
    worker: Staff


def make_world(db: Database) -> World:
    team = staffing.make_team(db, "Theirs")
    worker = staffing.make_staff(db, team)
    family, other = make_family(db, team, by=worker, coordinator=worker), make_family(db, team)
    mother, father = make_member(db, family, by=worker), make_member(db, family, "Tom", by=worker)
    owner_id, partner_id = make_person(db), make_person(db)
    join(db, mother, owner_id)
    join(db, father, partner_id)
    care.link_families(db, family.family_id, other.family_id, reason="A reason", by=worker, at=AT)
    done = make_finished(db, owner_id, {"home": 20, "money": 30, "mood": 40, "people": 50, "area": 60, "hopes": 70})
    make_plan(db, done, Goal("home"))
    to, terms = consent.Recipient("team", team.team_id), consent.Terms(checkin_id=done.checkin_id)
    grant = consent.give(db, owner_id, to, terms, consent.Hand(owner_id, "family"), at=AT)
    asked = consent.ask_household(
        db, family.family_id, staffing.make_team(db).team_id, [mother.member_id], staff_id=worker.staff_id,
        role="worker", at=AT,
    )  # fmt: skip
    change = people.note_change(db, owner_id, "moved", ["leisure"], asks_afresh=True, at=AT)
    dispute = people.dispute(db, owner_id, mother.member_id, "known_as", "Not right", at=AT)
    together = make_together(db, owner_id, make_person(db))
    visit = begin_staff(db, worker, device_token=new_id(), at=AT)
    device = new_id()
    staffing.register(db, team, device)
    task = open_task(db, "talk", Charge(worker.staff_id, team.team_id, family.family_id), at=AT, owner_id=owner_id)
    copy = ask_for_copy(db, mother, asked_by="her", asked_on=AT[:10], by=worker, at=AT)
    moving = Moving(new_id(), family.family_id, AT[:10], "somebody", "a summary", AT, None, (mother.member_id,))
    note_moving(db, moving, by=worker, at=AT)
    assert dispute is not None
    (link,) = list_links(db, family.family_id, worker.staff_id)
    ids = {
        "family_id": family.family_id, "member_id": mother.member_id, "link_id": link.link_id,
        "dispute_id": dispute.dispute_id, "team_id": team.team_id, "checkin_id": done.checkin_id,
        "change_id": change.change_id, "grant_id": grant.grant_id, "share_id": asked.share_id,
        "circle_id": owner_of(db, together),
        "staff_id": worker.staff_id, "sign_in_id": visit.sign_in_id, "device_id": name_of(device),
        "task_id": task.task_id, "copy_id": copy.copy_id, "moving_id": moving.moving_id,
        **{name: new_id() for name in ("hold_id", "run_id", "service_id", "feed_id", "word_id")},
    }  # fmt: skip
    return World(ids | visited(db, mother, worker) | typed_in(db, worker, team), owner_id, partner_id, worker)


def typed_in(db: Database, worker: Staff, team: Team) -> dict[str, str]:
    """A sheet whose strip is typed in."""
    sheet = make_sheet(db, worker, team)
    make_strip(db, sheet, None, by=worker)
    return {"sheet_no": sheet.sheet_no}


def visited(db: Database, mother: Member, worker: Staff) -> dict[str, str]:
    """A visit that goes on, about a child of hers."""
    child = people.add_member(db, mother.family_id, Facts("child", "Ann", born_on="2025-11-18"), by=worker, at=AT)
    people.relate(db, mother.family_id, Relation(mother.member_id, child.member_id, "parent", "yes"), by=worker, at=AT)
    visit = make_visit(db, child, mother, by=worker)
    tell(db, visit, mother)
    owner_id = people.owner_of_member(db, mother.member_id)
    lines = make_finished_lines(db, owner_id or "", {"sure": 3}, child=child.member_id)
    done = make_visited(db, mother, child=child, by=worker)
    (part,) = visits.list_parts(db, done.visit_id)
    ids = {"child_id": child.member_id, "visit_id": visit.visit_id}
    return {**ids, "lines_id": lines.checkin_id, "part_id": part.part_id}


def objects(app: Flask) -> list[Rule]:
    """Each address that names an object."""
    return [rule for rule in app.url_map.iter_rules() if rule.arguments - WORDS.keys()]


def strangers(db: Database, world: World) -> Iterator[Staff | str]:
    """Everybody whom the objects do not concern: each role elsewhere, other people, and who lives with their owner."""
    elsewhere = staffing.make_team(db, "Elsewhere")
    for role in sorted(STAFF):
        yield staffing.make_staff(db, elsewhere, role=role)
    near = staffing.make_team(db, "Next door", staffing.Organisation(world.worker.organisation_id, "Same"))
    for role in ("worker", "host", "analyst"):
        yield staffing.make_staff(db, near, role=role)
    yield make_person(db)
    yield world.partner_id


def ask(client: FlaskClient, rule: Rule, method: str, ids: dict[str, str]) -> TestResponse:
    values = {name: {**WORDS, **ids}[name] for name in rule.arguments}
    address = client.application.url_map.bind("localhost").build(rule.endpoint, values)
    return client.open(address, method=method, headers={"Sec-Fetch-Site": "same-origin"})


def as_seen(response: TestResponse) -> tuple[int, str, str | None]:
    return response.status_code, TOKEN.sub("", response.get_data(as_text=True)), response.headers.get("Location")


def ways(app: Flask) -> Iterator[tuple[Rule, str]]:
    for rule in objects(app):
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            yield rule, method


def is_of_all(who: Staff | str, rule: Rule) -> bool:
    """Whether this is theirs to open after all: what is looked after for everybody."""
    return isinstance(who, Staff) and bool(rule.arguments & OF_ALL) and who.role in DOORS[rule.endpoint]


@pytest.fixture
def quiet(app: Flask) -> Flask:
    # Whose a form is, is asked of every form in tests/web/test_forgery.py; here it would answer before the page does.
    app.config["WTF_CSRF_ENABLED"] = False
    return app


def test_nobody_learns_whether_an_object_is_there(quiet: Flask, db: Database, clock: Clock) -> None:
    tried, wrong = 0, []
    for world in (make_world(db), make_world(db)):
        missing = {name: str(uuid.uuid4()) for name in world.ids}
        for who in strangers(db, world):
            client = browser_of(quiet, db, who, at=clock.at)
            for rule, method in ways(quiet):
                got, nothing = ask(client, rule, method, world.ids), ask(client, rule, method, missing)
                tried += 1
                is_closed = got.status_code == 404 or is_of_all(who, rule)
                if as_seen(got) != as_seen(nothing) or not is_closed:
                    wrong.append(f"{who}: {method} {rule.rule} → {got.status_code}, {nothing.status_code}")
    assert wrong == []
    assert tried >= LEAST


def test_whoever_they_concern_is_let_in(quiet: Flask, db: Database, clock: Clock) -> None:
    """Otherwise the test above would pass with every page closed."""
    world = make_world(db)
    # Some were done by others, others are given on one's own device alone, and a visit that goes on is neither put
    # right nor copied.
    closed = {
        "together.show", "plan.show_copy", "plan.pdf", "visit_copy.pdf", "visit_copy.for_parent",
        "afterwards.put_right",
    }  # fmt: skip
    for who in (world.worker, world.owner_id):
        role = who.role if isinstance(who, Staff) else "family"
        for rule in objects(quiet):
            if role in DOORS[rule.endpoint] and "GET" in (rule.methods or ()) and rule.endpoint not in closed:
                got = ask(browser_of(quiet, db, who, at=clock.at), rule, "GET", world.ids)
                if not rule.arguments & OF_ALL:
                    assert got.status_code in (200, 303), rule.rule
