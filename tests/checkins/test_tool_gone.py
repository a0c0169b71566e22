"""A tool version that check-ins stand on and that is no longer here: no start, and pages that do without it."""

from __future__ import annotations

import pytest
from flask import Flask

from tests import visits
from tests.builders import AT, make_draft, make_finished, make_person
from tests.conftest import Clock, settings_for
from tests.support.page import PageClient
from wheel_app import create_app
from wheel_app.checkins import Checkin, ToolGone, check_tools
from wheel_app.storage import Database, later
from wheel_app.tools import load_tools

ENDS = ("", "/so-far", "/choose", "/topics/1", "/plan", "/plan/choose", "/plan/steps", "/plan.pdf")


@pytest.fixture
def owner_id(db: Database) -> str:
    return make_person(db)


@pytest.fixture
def here(db: Database, owner_id: str) -> Checkin:
    return make_finished(db, owner_id, {"home": 30, "money": 40}, at=later(AT, days=-90))


def lose_tool(db: Database, *checkins: Checkin) -> None:
    with db.transaction():
        for one in checkins:
            db.execute("UPDATE checkin SET tool_version = '2026.7-town' WHERE checkin_id = :id", id=one.checkin_id)


def test_the_start_names_each_and_the_mend(db: Database, owner_id: str, here: Checkin, clock: Clock) -> None:
    create_app(settings_for(), db=db, now=clock)
    lose_tool(db, make_finished(db, owner_id, {"home": 1}), make_draft(db, owner_id))
    with pytest.raises(ToolGone) as caught:
        create_app(settings_for(), db=db, now=clock)
    assert str(caught.value) == (
        "family-wheel 2026.7-town is not here, and 2 of the stored check-ins need it:"
        " put tools/family-wheel/2026.7-town.toml back into the folder that WHEEL_AREA names."
    )


def test_the_check_is_one_statement(db: Database, here: Checkin) -> None:
    told: list[str] = []
    db.observe(told.append)
    check_tools(db, load_tools())
    db.observe(None)
    assert len(told) == 1


@pytest.fixture
def gone(app: Flask, client: PageClient, db: Database, owner_id: str, here: Checkin, clock: Clock) -> list[Checkin]:
    """Made by a newer process meanwhile, while this one runs."""
    visits.sign_in(client, db, owner_id, at=clock.at)
    made = [make_finished(db, owner_id, {"home": 50, "money": 60}), make_draft(db, owner_id)]
    lose_tool(db, *made)
    return made


def test_pages_of_the_others_go_on(client: PageClient, here: Checkin, gone: list[Checkin]) -> None:
    mine = client.get("/mine")
    assert here.checkin_id in mine.html
    assert not any(one.checkin_id in mine.html for one in gone)
    assert client.get(f"/check-ins/{here.checkin_id}").heading == "Your wheel"
    for path in ("/then-and-now", "/again", "/take-home", "/slip", "/something-changed", "/put-away"):
        client.get(path)
    client.get("/again")
    client.submit({"about": "me", "present": "alone"})
    client.get("/something-changed")
    client.submit(button="kind=moved")
    client.submit({"asks_afresh": "no"})


def test_its_own_pages_are_not_there(client: PageClient, gone: list[Checkin]) -> None:
    for one in gone:
        for end in ENDS:
            client.get(f"/check-ins/{one.checkin_id}{end}", status=404)


def test_it_is_erased_with_the_rest(client: PageClient, db: Database, gone: list[Checkin]) -> None:
    client.get("/take-home")
    client.post("/erase", statements=40)
    assert db.value("SELECT count(*) FROM checkin") == 0
