"""The made-up people to look around with."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask

from tests import staffing
from tests.builders import AT, everything, library, make_person
from tests.conftest import Clock
from tests.support.page import PageClient
from wheel_app import audit, consent, directory, people, visits
from wheel_app.accounts import CameBack, come_back, find_staff
from wheel_app.accounts.staff.entry import Step, open_setup
from wheel_app.checkins import list_checkins, read_filling, standing
from wheel_app.clock import point_sets, points, windows_of
from wheel_app.records import demo
from wheel_app.storage import Database, later
from wheel_app.visits.parts.queries import list_agreed

CODE = re.compile(r"\d{3} \d{3} \d{4}")


def load(app: Flask) -> list[str]:
    with app.app_context():
        return list(demo.load(app.extensions["wheel"], library(), points()))


def test_four_people_come_back_to_two_to_four_wheels_over_nine_months(app: Flask, db: Database) -> None:
    said = load(app)
    codes = CODE.findall("\n".join(said))
    assert len(codes) == len(demo.PEOPLE) == 4
    for code in codes:
        came = come_back(
            db,
            code,
            demo.PICTURES,
            device_token=code,
            address=None,
            at=AT,
            pepper=app.extensions["wheel"].settings.seal_key.encode(),
        )
        assert isinstance(came, CameBack)
        wheels = standing(list_checkins(db, came.owner_id))
        assert 2 <= len(wheels) <= 4
        assert later(AT, days=-280)[:10] <= wheels[0].filled_on <= wheels[-1].filled_on <= AT[:10]


def test_each_is_clearly_marked_and_told_with_its_pictures(app: Flask) -> None:
    first, *people = load(app)
    assert all(name in first for name in demo.PICTURES)
    assert all("made up" in line.lower() or "made-up" in line.lower() for line in people)


@pytest.mark.parametrize("make", [make_person, staffing.make_staff])
def test_nobody_is_added_where_anybody_is_stored(make: Callable[[Database], object], app: Flask, db: Database) -> None:
    make(db)
    before = everything(db)
    said = load(app)
    assert everything(db) == before
    assert not CODE.findall("\n".join(said))


def test_staff_set_up_with_their_code(app: Flask, db: Database, clock: Clock) -> None:
    codes = [line.rsplit(": ", 1)[1] for line in load(app) if "@example.org" in line]
    assert len(codes) == 5
    for code in codes:
        step = open_setup(db, code, device_id=code, address=None, at=clock.at, pepper=app.extensions["wheel"].pepper)
        assert isinstance(step, Step)


def test_three_families_have_their_people_and_share_one_wheel(app: Flask, db: Database, clock: Clock) -> None:
    load(app)
    seen = [row["known_as"] for row in db.rows("SELECT known_as FROM member ORDER BY known_as")]
    assert set(seen) == {"Aoife", "Amina", "Baby", "Idris", "Leo", "Maeve", "Niamh", "Sana", "Yusuf", "Zara"}
    assert len(db.rows("SELECT * FROM sharing_grant WHERE how = 'screen'")) == 1
    assert len(db.rows("SELECT * FROM member_owner")) == 3
    assert audit.verify(db, at=clock.at).broken == ()


def test_they_are_kept_as_long_as_others(app: Flask, db: Database, clock: Clock) -> None:
    load(app)
    kept = "SELECT keep_until FROM person WHERE owner_id NOT IN (SELECT owner_id FROM visit_owner)"
    assert {row["keep_until"] for row in db.rows(kept)} == {later(clock.at, days=456)}


def test_the_commands_are_there(app: Flask, db: Database) -> None:
    run = app.test_cli_runner().invoke
    assert CODE.findall(run(args=["demo"]).output)
    assert run(args=["purge"]).output == "Erased: 0\n"


def member_named(db: Database, name: str) -> str:
    return str(db.value("SELECT member_id FROM member WHERE known_as = :name", name=name))


def test_idris_was_visited_twice_and_his_third_visit_is_open(app: Flask, db: Database, clock: Clock) -> None:
    load(app)
    idris = member_named(db, "Idris")
    states = {one.point_key: one.state_on(clock.at[:10]) for one in windows_of(db, idris)}
    assert {key: states[key] for key in ("point-2", "point-3", "point-4")} == {
        "point-2": "done",
        "point-3": "done",
        "point-4": "late",
    }
    last, first = sorted(visits.list_visits_of_child(db, idris), key=lambda one: one.on_date, reverse=True)
    assert first.finished_at
    assert last.finished_at
    assert last.next_on == later(f"{last.on_date}T00:00:00.000000Z", days=273)[:10]
    assert {one.facts.known_as for one in people.list_members(db, last.family_id)} >= {"Amina", "Yusuf"}


def test_each_parent_told_jo_a_part_of_their_own(app: Flask, db: Database, clock: Clock) -> None:
    load(app)
    last = max(visits.list_visits_of_child(db, member_named(db, "Idris")), key=lambda one: one.on_date)
    parts = {one.member_id: one for one in visits.list_parts(db, last.visit_id)}
    hers, his = parts[member_named(db, "Amina")], parts[member_named(db, "Yusuf")]
    assert hers.owner_id == people.owner_of_member(db, hers.member_id) != his.owner_id
    jo = db.value("SELECT staff_id FROM staff WHERE full_name = 'Jo Bloggs'")
    for part, hopes in ((hers, 3), (his, 1)):
        assert part.done_by == "told"
        checklist, scale = (read_filling(db, library(), part.owner_id, one) for one in part.checkin_ids)
        assert checklist
        assert scale
        assert not scale.checkin.is_draft
        assert sum(one.kind == "worded" for one in checklist.answers.values()) == hopes
        told = [one for one in consent.grants_of(db, part.owner_id) if one.checkin_id in part.checkin_ids]
        assert [(one.how, one.to.id) for one in told] == [("told", jo)] * 2
        assert len(list_agreed(db, part.part_id, part.owner_id)[0]) == 1
    _, (service,), _ = list_agreed(db, hers.part_id, hers.owner_id)
    assert directory.services_by_ids(db, [service.service_id])
    assert list_agreed(db, his.part_id, his.owner_id)[1] == ()


def test_jo_has_somebody_due_this_week_and_somebody_late(
    app: Flask, client: PageClient, db: Database, clock: Clock
) -> None:
    load(app)
    jo = find_staff(db, str(db.value("SELECT staff_id FROM staff WHERE full_name = 'Jo Bloggs'")))
    assert jo
    staffing.sign_in(client, db, jo, at=clock.at)
    page = client.get("/due")
    assert [line.text for line in page.all(".due-line__who a")] == ["Baby"]
    assert "Idris" in [line.text for line in client.get("/due?list=late").all(".due-line__who a")]
    idris = member_named(db, "Idris")
    for visit in visits.list_visits_of_child(db, idris):
        client.get(f"/visits/{visit.visit_id}", statements=30)


def test_where_other_points_are_counted_only_their_visits_are_made(app: Flask, db: Database) -> None:
    with app.app_context():
        five = next(one for one in point_sets().others if one.key == "statutory-five")
        list(demo.load(app.extensions["wheel"], library(), five))
    keys = {one.point_key for one in visits.list_visits_of_child(db, member_named(db, "Idris"))}
    assert keys == {"point-2", "six-weeks"}


def test_an_interpreter_is_there_for_who_needs_one(app: Flask, db: Database) -> None:
    load(app)
    first, last = sorted(visits.list_visits_of_child(db, member_named(db, "Idris")), key=lambda one: one.on_date)
    here = [visits.interpreter_of(visits.list_present(db, one.visit_id)) for one in (first, last)]
    assert here == [None, "professional"]
