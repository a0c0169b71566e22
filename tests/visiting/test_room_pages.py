"""The worker’s pages of a visit: begun with few taps, kept by two at once, finished once."""

from __future__ import annotations

import pytest

from tests import staffing
from tests.builders import everything
from tests.conftest import Clock
from tests.households import make_family, make_member
from tests.support.opened import Page
from tests.support.page import PageClient
from tests.visiting.conftest import Home
from wheel_app import clock as points
from wheel_app import visits
from wheel_app.storage import Database, new_id
from wheel_app.visits import Present, Visit


def begin(client: PageClient, home: Home, status: int = 200, **values: object) -> Page:
    client.get(home.begin)
    typed = {"place": "home", "carers": [home.mother.member_id], **values}
    return client.submit(typed, status=status, statements=16)


def only_visit(db: Database, home: Home) -> Visit:
    (visit,) = visits.list_visits(db, home.family.family_id)
    return visit


def test_a_visit_is_begun_with_a_place_and_who_is_here(client: PageClient, db: Database, home: Home) -> None:
    client.get(f"/families/{home.family.family_id}")
    client.follow("Visits")
    client.follow("Begin a visit")
    page = client.submit(
        {"place": "clinic", "carers": [home.mother.member_id, "another"], "interpreter": "professional"},
        statements=16,
    )
    assert "12 months" in page.text
    assert "in a clinic" in page.text
    visit = only_visit(db, home)
    assert (visit.point_key, visit.on_date, visit.child_id) == ("point-4", "2026-11-20", home.child.member_id)
    assert visits.list_present(db, visit.visit_id) == (
        Present("member", home.mother.member_id),
        Present("carer"),
        Present("interpreter", None, "professional"),
    )


def test_of_several_children_one_is_tapped_first(client: PageClient, db: Database, home: Home) -> None:
    make_member(db, home.family, "Ben", "child", by=home.worker, born_on="2024-01-02")
    client.get(f"/visits/begin/{home.family.family_id}")
    page = client.follow("Ann")
    assert "It is about someone else" in page.text


def test_nobody_is_asked_for_a_visit_about_a_child_whose_page_is_quiet(
    client: PageClient, db: Database, home: Home
) -> None:
    with db.transaction():
        db.execute(
            "INSERT INTO member_silence (silence_id, member_id, family_id, kind, since_on, seq, made_at)"
            " VALUES ('s', :member_id, :family_id, 'died', '2026-11-01', 1, '2026-11-01T00:00:00.000000Z')",
            member_id=home.child.member_id,
            family_id=home.family.family_id,
        )
    page = client.get(home.begin)
    assert "page is quiet" in page.text
    before = everything(db)["visit"]
    client.post(home.begin, {"place": "home", "save_id": new_id()}, status=422)
    assert everything(db)["visit"] == before
    assert "No young child" in client.get(f"/visits/begin/{home.family.family_id}").text


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"place": ""}, "Choose where you are"),
        ({"carers": []}, "Tap who is here"),
        ({"carers": [new_id()]}, "Tap who is here"),
        ({"point": "point-9"}, "Choose which visit"),
        ({"point": "point-1"}, "was born by then"),
        ({"on_day": "21"}, "still to come"),
        ({"on_day": "17", "on_year": "2025"}, "before the birthday"),
        ({"on_year": "1999"}, "long ago"),
        ({"on_day": "31"}, "no such day"),
        ({"on_day": "", "on_month": ""}, "the day, the month and the year"),
    ],
)
def test_what_cannot_be_comes_back_with_what_was_typed(
    client: PageClient, db: Database, home: Home, values: dict[str, object], told: str
) -> None:
    client.get(home.begin)
    sent = {"point": "point-4", "place": "hub", "carers": [home.mother.member_id], "interpreter": "relative"}
    days = {"on_day": "20", "on_month": "11", "on_year": "2026", "save_id": new_id()}
    page = client.post(home.begin, {**sent, **days, **values}, status=422)
    assert told in page.text
    assert page.one("#interpreter-3").get("checked") is not None
    assert visits.list_visits(db, home.family.family_id) == ()


def test_a_child_not_born_yet_has_the_point_in_pregnancy_alone(client: PageClient, db: Database, home: Home) -> None:
    child = make_member(db, home.family, "Baby", "unborn", by=home.worker, due_on="2027-01-10")
    address = f"/visits/begin/{home.family.family_id}/{child.member_id}"
    client.get(address)
    values = {"place": "home", "carers": [home.mother.member_id]}
    page = client.submit({**values, "point": "point-2"}, status=422)
    assert "No birthday is put in yet" in page.text
    client.submit({**values, "point": "point-1"}, statements=16)
    assert only_visit(db, home).point_key == "point-1"


def test_a_child_of_another_family_is_not_there(client: PageClient, db: Database, home: Home) -> None:
    other = make_family(db, home.team, "Others", by=home.worker)
    child = make_member(db, other, "Zoe", "child", by=home.worker)
    client.get(f"/visits/begin/{home.family.family_id}/{child.member_id}", status=404)
    client.get(home.begin)
    client.post(f"/visits/begin/{home.family.family_id}/{child.member_id}", {"save_id": new_id()}, status=404)


def test_sent_twice_it_is_one_visit(client: PageClient, db: Database, home: Home) -> None:
    client.get(home.begin)
    values = {"place": "home", "carers": [home.mother.member_id]}
    sent = {**values, "point": "point-4", "on_day": "20", "on_month": "11", "on_year": "2026", "save_id": new_id()}
    for _ in range(2):
        client.post(home.begin, sent, statements=16)
    assert only_visit(db, home).seq == 1


def test_two_workers_who_change_it_at_once_both_keep_what_they_typed(
    client: PageClient, db: Database, home: Home
) -> None:
    begin(client, home)
    address = f"/visits/{only_visit(db, home).visit_id}/facts"
    client.get(address)
    one = client.page
    client.submit({"place": "hub"}, statements=18)
    client.page = one
    page = client.submit({"place": "clinic"}, status=409, statements=24)
    assert "in a hub" in page.text
    assert page.one("#place-3").get("checked") is not None
    assert only_visit(db, home).place == "hub"
    client.submit(statements=18)
    assert only_visit(db, home).place == "clinic"


def test_another_worker_joins_only_by_saying_so(client: PageClient, db: Database, home: Home, clock: Clock) -> None:
    begin(client, home)
    visit = only_visit(db, home)
    other = staffing.make_staff(db, home.team, name="Sam Second")
    staffing.sign_in(client, db, other, at=clock.at)
    client.get(f"/visits/{visit.visit_id}/facts", status=404)
    page = client.get(f"/visits/{visit.visit_id}")
    assert "Finish the visit" not in page.text
    client.post(f"/visits/{visit.visit_id}/finish", status=404)
    client.get(f"/visits/{visit.visit_id}")
    page = client.submit(statements=20)
    assert "Finish the visit" in page.text
    assert {one for one, _ in visits.list_workers(db, visit.visit_id)} == {home.worker.staff_id, other.staff_id}


def test_finished_twice_is_once_and_the_clock_knows(client: PageClient, db: Database, home: Home) -> None:
    begin(client, home)
    visit = only_visit(db, home)
    for _ in range(2):
        page = client.post(f"/visits/{visit.visit_id}/finish", statements=24)
        assert "Finished on" in page.text
    window = next(one for one in points.windows_of(db, home.child.member_id) if one.point_key == "point-4")
    assert (window.delivered_on, window.visit_id) == ("2026-11-20", visit.visit_id)
    page = client.get(f"/visits/of/{home.family.family_id}")
    assert "Visits so far" in page.text
    assert "Going on" not in page.text


def test_called_off_it_is_not_counted_and_says_why(client: PageClient, db: Database, home: Home) -> None:
    begin(client, home)
    visit = only_visit(db, home)
    client.get(f"/visits/{visit.visit_id}/call-off")
    client.submit({"why": ""}, status=422)
    page = client.submit({"why": "Nobody was in"}, statements=18)
    assert "Nobody was in" in page.text
    assert only_visit(db, home).cancelled_at is not None
    client.post(f"/visits/{visit.visit_id}/finish", statements=18)
    assert only_visit(db, home).finished_at is None


def test_a_visit_of_a_family_that_is_not_theirs_is_not_there(
    client: PageClient, db: Database, home: Home, clock: Clock
) -> None:
    begin(client, home)
    visit = only_visit(db, home)
    staffing.sign_in(client, db, staffing.make_staff(db, staffing.make_team(db, "Elsewhere")), at=clock.at)
    for address in (f"/visits/{visit.visit_id}", f"/visits/of/{home.family.family_id}", home.begin):
        client.get(address, status=404)


def test_a_visit_that_was_left_waits_on_today(client: PageClient, db: Database, home: Home) -> None:
    begin(client, home)
    client.get("/today")
    page = client.follow("Ann · 12 months")
    client.post(f"{page.path}/finish", statements=24)
    assert "12 months" not in client.get("/today").text
