"""Putting a finished visit right: with a reason and a history, and what is due for the children follows."""

from __future__ import annotations

import pytest
from flask import Flask

from tests import staffing
from tests.builders import everything
from tests.conftest import Clock
from tests.households import make_member
from tests.lines import TOLD, checklist, make_finished_lines
from tests.support.opened import Page
from tests.support.page import PageClient
from tests.visited import make_visit
from tests.visiting.conftest import Home
from wheel_app import checkins, visits
from wheel_app import clock as points
from wheel_app.people import Member
from wheel_app.storage import Database
from wheel_app.visits import Visit

# A press keeps what each fact said, lets parts and what is due follow, and writes both down.
SAVING = 21


@pytest.fixture
def visit(db: Database, home: Home, clock: Clock) -> Visit:
    made = make_visit(db, home.child, home.mother, by=home.worker, at=clock.at)
    owner_id = visits.owner_of_part(db, home.mother.member_id, at=clock.at)
    lines = make_finished_lines(db, owner_id, {"bills": 3}, checklist(), child=home.child.member_id, sitting=TOLD)
    visits.put_part(
        db, made, home.mother.member_id, done_by="told", at=clock.at, checklist_id=lines.checkin_id, is_finished=True
    )
    visits.finish_visit(db, made, by=home.worker, at=clock.at)
    return made


def put_right(client: PageClient, visit: Visit, status: int = 200, **typed: object) -> Page:
    client.get(f"/visits/{visit.visit_id}/put-right")
    typed = {"why": "A slip", **typed}
    return client.submit(typed, form="#right", status=status, statements=SAVING)


def done_at(db: Database, child: Member) -> dict[str, str]:
    return {one.point_key: one.delivered_on for one in points.windows_of(db, child.member_id) if one.delivered_on}


def test_a_birthday_put_right_after_the_visit_is_seen_there(client: PageClient, home: Home, visit: Visit) -> None:
    summary = f"/visits/{visit.visit_id}/summary"
    born = {"born_day": "18", "born_month": "11", "born_year": "2026"}
    due = {"kind": "unborn", "born_day": "", "born_month": "", "born_year": "", "due_day": "24", "due_month": "12"}
    put_right(client, visit, on_day="10")
    assert not client.get(summary).all("p.notice")
    for typed, said in (
        (born, "before the birthday that is put in"),
        ({**due, "due_year": "2026"}, "No birthday is put"),
    ):
        client.get(f"/families/{home.family.family_id}/people/{home.child.member_id}/edit")
        client.submit(typed, statements=40)
        assert said in client.get(summary).one("p.notice").text


def test_the_wrong_point_and_day(client: PageClient, db: Database, home: Home, visit: Visit) -> None:
    assert done_at(db, home.child) == {"point-4": "2026-11-20"}
    page = put_right(client, visit, point="point-3", on_day="19")
    assert "The point: was 12 months, is 3 months" in page.text
    assert "A slip" in page.text
    assert done_at(db, home.child) == {"point-3": "2026-11-19"}
    part = visits.find_part(db, visit.visit_id, home.mother.member_id)
    assert part
    assert part.point_key == "point-3"
    changes = [dict(row) for row in everything(db)["visit_change"]]
    assert sorted((one["fact"], one["old_value"]) for one in changes) == [
        ("on_date", "2026-11-20"),
        ("point_key", "point-4"),
    ]


def test_the_wrong_child(client: PageClient, db: Database, home: Home, visit: Visit, app: Flask) -> None:
    twin = make_member(db, home.family, "Ben", "child", by=home.worker, born_on="2025-11-18")
    with app.app_context():
        points.reckon_member(db, points.points(), twin)
    page = put_right(client, visit, child=twin.member_id)
    assert "The child: was Ann, is Ben" in page.text
    assert done_at(db, home.child) == {}
    assert done_at(db, twin) == {"point-4": "2026-11-20"}
    part = visits.find_part(db, visit.visit_id, home.mother.member_id)
    assert part
    assert part.child_id == twin.member_id
    assert [one.checkin_id for one in checkins.list_about(db, part.owner_id, twin.member_id)] == [part.checklist_id]
    assert checkins.list_about(db, part.owner_id, home.child.member_id) == ()


def test_the_wrong_place_and_nothing_at_all(client: PageClient, db: Database, visit: Visit) -> None:
    put_right(client, visit, place="hub")
    found = visits.find_visit(db, visit.visit_id)
    assert found
    assert (found.place, found.seq) == ("hub", visit.seq + 2)
    put_right(client, visit)
    assert len(everything(db)["visit_change"]) == 1


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"why": ""}, "Write why"),
        ({"point": "point-1"}, "was born by then"),
        ({"on_day": "21"}, "still to come"),
        ({"on_day": "17", "on_year": "2025"}, "before the birthday"),
        ({"on_day": "31"}, "no such day"),
        ({"child": "x"}, "Choose a child"),
        ({"place": ""}, "Choose where"),
    ],
)
def test_what_cannot_be_comes_back(
    client: PageClient, db: Database, visit: Visit, typed: dict[str, str], told: str
) -> None:
    sent = {"point": "point-4", "place": "home", "child": visit.child_id, "why": "A slip", "seq": "2"}
    sent |= {"on_day": "20", "on_month": "11", "on_year": "2026"}
    address = f"/visits/{visit.visit_id}/put-right"
    client.get(address)
    page = client.post(address, {**sent, **typed}, status=422)
    assert told in page.text
    assert everything(db)["visit_change"] == []


def test_two_put_it_right_at_once(client: PageClient, db: Database, visit: Visit) -> None:
    client.get(f"/visits/{visit.visit_id}/put-right")
    before = client.page
    put_right(client, visit, place="hub")
    client.page = before
    page = client.submit({"place": "clinic", "why": "Mine"}, form="#right", status=409, statements=SAVING)
    assert "in a hub" in page.text
    assert page.one("#why").get("value") == "Mine"
    client.submit(form="#right", statements=SAVING)
    found = visits.find_visit(db, visit.visit_id)
    assert found
    assert found.place == "clinic"
    assert len(everything(db)["visit_change"]) == 2


def test_a_visit_that_never_was(client: PageClient, db: Database, home: Home, visit: Visit) -> None:
    address = f"/visits/{visit.visit_id}/put-right"
    mistake = "form[action$=mistake]"
    client.get(address)
    assert "Write why" in client.submit(form=mistake, status=422).text
    before = client.page
    for _ in range(2):
        client.page = before
        client.submit({"mistake_why": "Another family"}, form=mistake, statements=SAVING)
    assert done_at(db, home.child) == {}
    found = visits.find_visit(db, visit.visit_id)
    assert found
    assert found.cancelled_why == "Another family"
    assert len(everything(db)["visit_change"]) == 1
    client.get(address, status=404)
    page = client.get(f"/visits/{visit.visit_id}/summary")
    assert "Not a visit" in page.html
    assert visits.list_parts(db, visit.visit_id), "what was told stays"


def test_a_colleague_puts_it_right_and_a_reader_does_not(
    app: Flask, db: Database, home: Home, visit: Visit, clock: Clock
) -> None:
    colleague = PageClient(app, db=db)
    staffing.sign_in(colleague, db, staffing.make_staff(db, home.team), at=clock.at)
    put_right(colleague, visit, place="hub")
    stranger = PageClient(app, db=db)
    staffing.sign_in(stranger, db, staffing.make_staff(db, staffing.make_team(db, "Others")), at=clock.at)
    stranger.get(f"/visits/{visit.visit_id}/put-right", status=404)


def test_a_visit_that_goes_on_is_changed_on_its_own_page(client: PageClient, db: Database, home: Home) -> None:
    going_on = make_visit(db, home.child, home.mother, by=home.worker)
    client.get(f"/visits/{going_on.visit_id}/put-right", status=404)
