"""Moving on: written down for staff; no page that another adult can open shows that, where or when."""

from __future__ import annotations

import pytest
from flask import Flask

from tests import staffing, visits
from tests.builders import AT, make_finished, make_person
from tests.checkins.in_private import without_tokens
from tests.households import join, make_family, make_member, relate
from tests.losing_a_child import silencing
from tests.support.page import PageClient
from tests.visited import make_visit, make_visited
from wheel_app import EXPORTERS, FAMILY_ERASERS, people
from wheel_app.accounts import Staff
from wheel_app.doors import DOORS
from wheel_app.people import Family, Member
from wheel_app.records.copies.holding import held_of
from wheel_app.records.copies.moving.actions import note_moving
from wheel_app.records.copies.moving.queries import Moving, list_moving
from wheel_app.storage import Database, new_id
from wheel_app.visits.actions import cancel_visit

GIVEN = {"on_day": "1", "on_month": "12", "on_year": "2026", "to_whom": "Jo at Southside", "summary": "They like tea."}


class Home:
    """Two joined adults and a child, and their worker at the client."""

    def __init__(self, client: PageClient, db: Database) -> None:
        team = staffing.make_team(db)
        self.worker: Staff = staffing.make_staff(db, team)
        self.family: Family = make_family(db, team, by=self.worker, coordinator=self.worker)
        self.moves: Member = make_member(db, self.family, "Maeve", by=self.worker)
        self.stays: Member = make_member(db, self.family, "Tom", by=self.worker)
        self.child: Member = make_member(db, self.family, "Ann", "child", by=self.worker)
        relate(db, self.moves, self.child, by=self.worker)
        self.address = f"/families/{self.family.family_id}/moving-on"
        staffing.sign_in(client, db, self.worker)

    def moving(self) -> Moving:
        who = (self.moves.member_id, self.child.member_id)
        return Moving(
            new_id(), self.family.family_id, "2026-12-01", "a canary place", "a canary summary", AT, None, who
        )


@pytest.fixture
def home(client: PageClient, db: Database) -> Home:
    return Home(client, db)


def test_a_worker_writes_down_who_moves_on_and_that_it_was_taken_over(client: PageClient, home: Home) -> None:
    client.get(f"/families/{home.family.family_id}/work")
    client.follow("Moving on", statements=16)
    page = client.submit({**GIVEN, "who": [home.moves.member_id, home.child.member_id]}, statements=30)
    for words in ("Maeve", "Ann", "Jo at Southside", "They like tea.", "not yet", "1 December 2026"):
        assert words in page.text
    page = client.submit(form="form[action$=taken-over]", statements=24)
    assert "not yet" not in page.text
    assert "20 November 2026" in page.text


def test_the_visits_that_were_made_stand_in_what_is_handed_over(client: PageClient, db: Database, home: Home) -> None:
    other = make_member(db, home.family, "Bo", "child", by=home.worker)
    make_visited(db, home.moves, child=home.child, by=home.worker, words="acanaryword")
    make_visited(db, home.moves, child=other, by=home.worker)
    called_off = make_visit(db, home.child, home.moves, by=home.worker, point="point-5")
    cancel_visit(db, called_off, why="Nobody in", by=home.worker, at=AT)
    make_visit(db, home.child, home.moves, by=home.worker, point="point-6")
    loss = people.Loss("died", AT[:10], home.worker.staff_id, people.Spoken("", "", ""))
    people.silence_member(db, other, loss, told=[], by=home.worker, at=AT, silencing=silencing())
    client.get(home.address, statements=16)
    given = {name: words for name, words in GIVEN.items() if name != "summary"}
    client.submit({**given, "who": [home.child.member_id]}, statements=30)
    told = list_moving(db, home.family.family_id)[0].summary
    assert told.split("\n") == ["Visits with Ann so far:", "- 12 months: 20 November 2026"]


@pytest.mark.parametrize("field", ["on_day", "to_whom", "summary"])
def test_what_is_missing_is_said_and_nothing_is_lost(client: PageClient, home: Home, field: str) -> None:
    client.get(home.address, statements=16)
    page = client.submit({**GIVEN, "who": [home.moves.member_id], field: ""}, status=422, statements=20)
    assert page.one("[name=who][checked]").get("value") == home.moves.member_id
    assert page.one("[name=to_whom]").get("value") == ("" if field == "to_whom" else "Jo at Southside")


@pytest.mark.parametrize("who", [[], ["00000000-0000-0000-0000-000000000000"]])
def test_only_people_of_this_family_move(client: PageClient, db: Database, home: Home, who: list[str]) -> None:
    client.get(home.address, statements=16)
    client.post(home.address, {**GIVEN, "who": who}, status=422, statements=20)
    assert list_moving(db, home.family.family_id) == ()


def test_pressed_twice_it_is_written_down_once(client: PageClient, db: Database, home: Home) -> None:
    client.get(home.address, statements=16)
    for _ in range(2):
        client.post(home.address, {**GIVEN, "who": [home.moves.member_id], "save_id": "same"}, statements=30)
    assert len(list_moving(db, home.family.family_id)) == 1


def test_who_does_not_work_with_the_family_finds_nothing(client: PageClient, db: Database, home: Home) -> None:
    moving = home.moving()
    note_moving(db, moving, by=home.worker, at=AT)
    client.get(home.address, statements=16)
    client.post(f"{home.address}/{new_id()}/taken-over", status=404)
    staffing.sign_in(client, db, staffing.make_staff(db, staffing.make_team(db)))
    client.get(home.address, status=404)
    client.get("/today", statements=20)
    client.post(f"{home.address}/{moving.moving_id}/taken-over", status=404)
    assert list_moving(db, home.family.family_id)[0].accepted_on is None


def family_pages(app: Flask) -> list[str]:
    """Each page that somebody of a family can open by its address alone."""
    ends = {"home.exit", "home.audio", "home.health"}
    return sorted(
        rule.rule
        for rule in app.url_map.iter_rules()
        if DOORS[rule.endpoint] & {"family", "anyone"} and "GET" in (rule.methods or ()) and not rule.arguments
        if rule.endpoint not in ends
    )


def test_no_page_or_copy_of_anybody_at_home_tells_of_it(
    app: Flask, client: PageClient, db: Database, home: Home
) -> None:
    pages = family_pages(app)
    assert len(pages) > 20
    owners = [make_person(db), make_person(db)]
    for owner_id, member in zip(owners, (home.moves, home.stays), strict=True):
        join(db, member, owner_id)
        make_finished(db, owner_id, {"home": 20})

    def seen() -> list[tuple[object, ...]]:
        found: list[tuple[object, ...]] = []
        for owner_id in owners:
            found.append((owner_id, 200, repr(held_of(db, EXPORTERS, owner_id)).encode()))
            for address in pages:
                # Some pages end the visit.
                visits.sign_in(client, db, owner_id, at=AT)
                reply = client.client.get(address)
                with db.transaction():
                    db.execute("DELETE FROM sign_in WHERE owner_id = :owner_id", owner_id=owner_id)
                found.append((address, reply.status_code, without_tokens(reply.data)))
        return found

    before = seen()
    note_moving(db, home.moving(), by=home.worker, at=AT)
    after = seen()
    assert [one for one, other in zip(before, after, strict=True) if one != other] == []
    assert [one for one in after if b"canary" in bytes(one[2])] == []  # type: ignore[call-overload]
    assert len([one for one in after if one[1] == 200]) > 40


def test_the_staffs_tree_and_list_of_the_family_stay_as_they_are(client: PageClient, db: Database, home: Home) -> None:
    address = f"/families/{home.family.family_id}"
    before = without_tokens(client.get(address, statements=20).response.data)
    note_moving(db, home.moving(), by=home.worker, at=AT)
    assert without_tokens(client.get(address, statements=20).response.data) == before


def test_it_goes_with_the_family(db: Database, home: Home) -> None:
    note_moving(db, home.moving(), by=home.worker, at=AT)
    for erase in FAMILY_ERASERS:
        with db.transaction():
            erase(db, home.family.family_id)
    assert db.rows("SELECT * FROM moving_on") == db.rows("SELECT * FROM moving_member") == []
