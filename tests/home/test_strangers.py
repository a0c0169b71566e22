"""Whose it is: another person's wheel is as unknown as one that was never made, and reading writes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tests import visits
from tests.builders import AT, everything, make_draft, make_finished, make_person, make_plan, statements
from tests.conftest import Clock
from tests.records.lives import make_life
from tests.sittings import circle_of, make_together
from tests.support.page import PageClient
from wheel_app.checkins import Given, list_circles
from wheel_app.doors import ANYONE, DOORS, FAMILY
from wheel_app.people import list_changes, note_change
from wheel_app.plan import Goal
from wheel_app.storage import Database, new_id

WORD = "a-word-of-theirs"
LEAVING = ("home.exit", "home.away")
ELSE = {"language_code": "en", "key": "welcome"}
NOBODYS = "00000000-0000-0000-0000-000000000000"
# Reading may note that a visit is in use, and what was tried to come in.
MAY_CHANGE = {"sign_in", "throttle"}


def pages(app: Flask) -> list[Rule]:
    """Every page that anybody or a family may open, but those that end a visit."""
    return [
        rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and DOORS[rule.endpoint] & (ANYONE | FAMILY) and rule.endpoint not in LEAVING
    ]


def signed_in(app: Flask, db: Database, owner_id: str) -> FlaskClient:
    client = PageClient(app, db=db)
    visits.sign_in(client, db, owner_id, at=AT)
    return client.client


def ways(app: Flask, ids: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Every method and address that names something of somebody."""
    bound = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if {"checkin_id", "change_id", "circle_id"} & rule.arguments:
            for method in sorted({"GET", "POST"} & (rule.methods or set())):
                known = {**ids, "place": "1"}
                yield method, bound.build(rule.endpoint, {name: known.get(name, NOBODYS) for name in rule.arguments})


def asked(client: FlaskClient, db: Database, method: str, address: str) -> tuple[int, bytes, list[str], list[str]]:
    """The whole answer and what it cost, with the ids and tokens that were sent left out."""
    token = client.get("/begin").get_data(as_text=True).partition('csrf_token" value="')[2].partition('"')[0]
    sent = {"csrf_token": token, "band": "3", "tool": "family-wheel/2026.2", "topics": "home", "name": "Ours"}
    with statements(db) as seen:
        reply = client.open(address, method=method, data=sent if method == "POST" else None)
    headers = sorted(f"{name}: {value}" for name, value in reply.headers if name not in ("Set-Cookie", "Date"))
    return reply.status_code, reply.data, headers, seen


def test_another_ones_and_an_unknown_id_are_alike_to_the_byte(app: Flask, db: Database) -> None:
    owner_id, _ = make_life(db, WORD)
    ids = {"change_id": list_changes(db, owner_id)[0].change_id, "circle_id": list_circles(db, owner_id)[0].circle_id}
    client, tried = signed_in(app, db, make_person(db)), 0
    before = {name: rows for name, rows in everything(db).items() if name not in MAY_CHANGE}
    for row in db.rows("SELECT checkin_id FROM checkin"):
        theirs = list(ways(app, {**ids, "checkin_id": row["checkin_id"]}))
        unknown = list(ways(app, {name: new_id() for name in ("checkin_id", "change_id", "circle_id")}))
        for (method, address), (_, nowhere) in zip(theirs, unknown, strict=True):
            answer = asked(client, db, method, address)
            assert answer == asked(client, db, method, nowhere), (method, address)
            assert answer[0] == 404
            tried += 1
    assert tried > 40
    assert {name: rows for name, rows in everything(db).items() if name not in MAY_CHANGE} == before


def test_then_and_now_of_another_ones_times_is_unknown(app: Flask, db: Database) -> None:
    theirs = make_finished(db, make_person(db), {"home": 20})
    mine = make_person(db)
    for mark in (20, 30):
        make_finished(db, mine, {"home": mark})
    client = signed_in(app, db, mine)
    for name in ("then", "now"):
        answers = [
            asked(client, db, "GET", f"/then-and-now?{name}={one}") for one in (theirs.checkin_id, new_id(), "x", "%00")
        ]
        assert answers[0][:3] == answers[1][:3]
        assert [answer[0] for answer in answers] == [404] * 4


def test_what_others_gave_shows_nowhere(app: Flask, db: Database) -> None:
    make_life(db, WORD)
    mine = make_person(db)
    done = make_finished(db, mine, {"home": 20, "money": 30})
    make_plan(db, done, Goal("home"))
    draft, circle = make_draft(db, mine), circle_of(db, make_together(db, mine, None))
    client, seen = signed_in(app, db, mine), []
    bound = app.url_map.bind("localhost")
    for rule in pages(app):
        for checkin in (done, draft):
            known = {**ELSE, "checkin_id": checkin.checkin_id, "circle_id": circle.circle_id, "place": "2"}
            address = bound.build(rule.endpoint, {name: known.get(name, NOBODYS) for name in rule.arguments})
            seen.append(client.get(address).get_data(as_text=True))
    assert WORD not in "".join(seen)
    assert sum("<h1" in page for page in seen) > 30


def test_nothing_is_compared_with_others(client: PageClient, db: Database, clock: Clock) -> None:
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=clock.at)
    done = make_finished(db, owner_id, {"home": 20, "money": 90})
    make_finished(db, owner_id, {"home": 10, "money": 95})
    others = re.compile(
        r"\b(other (people|families|parents)|average|most people|normal|typical|rank\w*|best|worst)\b", re.IGNORECASE
    )
    for path in ("/mine", "/then-and-now", f"/check-ins/{done.checkin_id}", f"/check-ins/{done.checkin_id}/plan"):
        assert not others.search(client.get(path).text), path


def test_reading_writes_nothing(app: Flask, db: Database) -> None:
    owner_id, _ = make_life(db, WORD)
    client, bound = signed_in(app, db, owner_id), app.url_map.bind("localhost")
    ids = [row["checkin_id"] for row in db.rows("SELECT checkin_id FROM checkin")]
    before = {name: rows for name, rows in everything(db).items() if name not in MAY_CHANGE}
    for rule in pages(app):
        for checkin_id in ids:
            circle_id = list_circles(db, owner_id)[0].circle_id
            known = {**ELSE, "checkin_id": checkin_id, "circle_id": circle_id, "place": "1"}
            address = bound.build(rule.endpoint, {name: known.get(name, NOBODYS) for name in rule.arguments})
            for headers in ({}, {"HX-Request": "true"}, {"X-Save": "1"}):
                client.get(address, headers=headers)
            client.head(address)
    assert {name: rows for name, rows in everything(db).items() if name not in MAY_CHANGE} == before


@pytest.mark.parametrize(
    "address", ["/check-ins/1", "/check-ins/%27", "/check-ins/../mine", "/check-ins/" + "a" * 4000]
)
def test_what_is_no_id_is_a_page_that_is_not_there(app: Flask, db: Database, address: str) -> None:
    assert signed_in(app, db, make_person(db)).get(address).status_code == 404


def test_a_plan_is_the_persons_own(app: Flask, db: Database) -> None:
    theirs = make_finished(db, make_person(db), {"home": 20})
    make_plan(db, theirs, Goal("home", None, WORD), works=WORD)
    client = signed_in(app, db, make_person(db))
    for end in ("plan", "plan/choose", "plan/steps", "plan.pdf"):
        assert client.get(f"/check-ins/{theirs.checkin_id}/{end}").status_code == 404


def test_a_change_in_life_is_the_persons_own(app: Flask, db: Database) -> None:
    theirs = make_person(db)
    change = note_change(db, theirs, "death", ["parenting"], asks_afresh=False, at=AT)
    client = signed_in(app, db, make_person(db))
    assert "Nothing is put away" in client.get("/put-away").get_data(as_text=True)
    assert asked(client, db, "POST", f"/put-away/{change.change_id}/bring-back")[0] == 404
    assert list_changes(db, theirs) == (change,)


def left_out_pages(app: Flask, db: Database, kind: str) -> list[str]:
    owner_id = make_person(db)
    client = signed_in(app, db, owner_id)
    done = make_finished(db, owner_id, {"home": Given(kind), "money": 50})  # type: ignore[arg-type]
    make_plan(db, done, Goal("home"))
    draft = make_draft(db, owner_id)
    pages = [
        f"/check-ins/{done.checkin_id}",
        f"/check-ins/{done.checkin_id}/plan",
        "/mine",
        f"/check-ins/{draft.checkin_id}/so-far",
    ]
    texts = [client.get(path).get_data(as_text=True) for path in pages]
    ids = {done.checkin_id: "done", draft.checkin_id: "draft"}
    return [
        re.sub("|".join(ids), lambda found: ids[found[0]], re.sub(r'csrf_token" value="[^"]*', "", text))
        for text in texts
    ]


def test_the_three_ways_to_leave_a_topic_out_look_alike(app: Flask, db: Database) -> None:
    first, second, third = (left_out_pages(app, db, kind) for kind in ("not-now", "not-applicable", "rather-not-say"))
    assert first == second == third
    assert "Left out" in first[0]
