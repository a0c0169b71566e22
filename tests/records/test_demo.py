"""The made-up people to look around with."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.cli import FlaskGroup

from tests import staffing
from tests.builders import AT, everything, library, make_person
from tests.conftest import Clock
from wheel_app import audit
from wheel_app.accounts import CameBack, come_back
from wheel_app.accounts.staff.entry import Step, open_setup
from wheel_app.checkins import list_checkins, standing
from wheel_app.records import demo
from wheel_app.storage import Database, later

CODE = re.compile(r"\d{3} \d{3} \d{4}")


def load(app: Flask) -> list[str]:
    return list(demo.load(app.extensions["wheel"], library()))


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


def test_two_families_have_their_people_and_share_one_wheel(app: Flask, db: Database, clock: Clock) -> None:
    load(app)
    seen = [row["known_as"] for row in db.rows("SELECT known_as FROM member ORDER BY known_as")]
    assert set(seen) == {"Aoife", "Amina", "Idris", "Leo", "Maeve", "Niamh", "Yusuf", "Zara"}
    assert len(db.rows("SELECT * FROM sharing_grant")) == 1
    assert len(db.rows("SELECT * FROM member_owner")) == 2
    assert audit.verify(db, at=clock.at).broken == ()


def test_they_are_kept_as_long_as_others(app: Flask, db: Database, clock: Clock) -> None:
    load(app)
    assert {row["keep_until"] for row in db.rows("SELECT keep_until FROM person")} == {later(clock.at, days=456)}


def test_the_commands_are_there(app: Flask, db: Database) -> None:
    run, flask = app.test_cli_runner().invoke, FlaskGroup(create_app=lambda: app)
    assert CODE.findall(run(flask, ["demo"]).output)
    assert run(flask, ["purge"]).output == "Erased: 0\n"
