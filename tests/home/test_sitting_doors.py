"""While several people sit at one wheel nothing of anybody's own is reachable: every address is asked."""

from __future__ import annotations

import uuid

import pytest
from flask import Flask

from tests import visits
from tests.accounts.builders import FOUR, OTHER_FOUR
from tests.builders import everything, make_finished, make_plan
from tests.conftest import Clock
from tests.sittings import MARKS, do_together, make_together, take_turn
from tests.support.page import PageClient
from wheel_app.checkins import list_circles
from wheel_app.doors import ANYONE, DOORS, FAMILY, STAFF, TOGETHER, TURNS
from wheel_app.plan import Goal
from wheel_app.storage import Database

WORD = "a-word-of-saras-own"
# These end a visit, and a kiosk has none.
LEAVING = ("home.exit", "home.away", "home.kiosk", "home.kiosk_begin")

UNKNOWN = str(uuid.uuid4())


def sit_beside_a_life(client: PageClient, db: Database, clock: Clock) -> dict[str, list[str]]:
    """Sara has a page of her own, and a wheel with Tom before; both sit again. The ids of what was there before."""
    visits.first_touch(client)
    visits.stop(client)
    visits.keep(client)
    sara = db.value("SELECT owner_id FROM own_access")
    done = make_finished(db, sara, MARKS, at=clock.at)
    make_plan(db, done, Goal("home", None, WORD), works=WORD, at=clock.at)
    before = make_together(db, sara, None, names=("Sara", WORD), at=clock.at)
    make_plan(db, before, Goal("home", None, WORD), at=clock.at)
    client.get("/mine")
    client.post("/done")
    return {
        "checkin_id": [row["checkin_id"] for row in db.rows("SELECT checkin_id FROM checkin")],
        "circle_id": [list_circles(db, sara)[0].circle_id],
        "change_id": [str(uuid.uuid4())],
        "place": ["1", "2"],
    }


def asked(app: Flask, client: PageClient, ids: dict[str, list[str]], allowed: set[str]) -> dict[str, set[int]]:
    """The status of every address that is a family's, by endpoint; those `allowed` are asked with what was before."""
    bound, found = app.url_map.bind("localhost"), {}
    token = client.token()
    for rule in app.url_map.iter_rules():
        if not DOORS[rule.endpoint] & (FAMILY | TURNS):
            continue
        known = {name: ids.get(name, [str(uuid.uuid4())]) for name in rule.arguments}
        for method in sorted({"GET", "POST"} & (rule.methods or set())):
            for number in range(max(map(len, known.values()), default=1)):
                values = {name: those[number % len(those)] for name, those in known.items()}
                reply = client.client.open(
                    bound.build(rule.endpoint, values), method=method, data={"csrf_token": token, "topic": "home"}
                )
                assert WORD not in reply.get_data(as_text=True), rule.rule
                if rule.endpoint not in allowed or "checkin_id" in rule.arguments:
                    found.setdefault(f"{method} {rule.rule}", set()).add(reply.status_code)
    return found


@pytest.mark.parametrize("kind", ["together", "taking-home"])
def test_every_page_of_a_familys_is_shut(app: Flask, client: PageClient, db: Database, clock: Clock, kind: str) -> None:
    ids = sit_beside_a_life(client, db, clock)
    do_together(client, ("A", "B", "C"))
    client.get("/together/turns/1")
    if kind == "taking-home":
        take_turn(client, 1, OTHER_FOUR)
        client.get("/together/turns/2")
    before = {name: rows for name, rows in everything(db).items() if name not in ("throttle", "sign_in")}
    opens = {endpoint for endpoint, roles in DOORS.items() if kind in roles}
    found = asked(app, client, ids, opens)
    assert {address: statuses for address, statuses in found.items() if statuses != {404}} == {}
    assert len(found) > 30
    assert {name: rows for name, rows in everything(db).items() if name not in ("throttle", "sign_in")} == before


def test_what_is_open_to_anyone_tells_a_sitting_nothing_of_anybody(
    app: Flask, client: PageClient, db: Database, clock: Clock
) -> None:
    sit_beside_a_life(client, db, clock)
    do_together(client)
    client.get("/together/turns/1")
    token, bound, asked_for = client.token(), app.url_map.bind("localhost"), 0
    for rule in app.url_map.iter_rules():
        if DOORS[rule.endpoint] & ANYONE and rule.endpoint not in LEAVING and "POST" not in (rule.methods or set()):
            values = {
                "language_code": "en",
                "key": "welcome",
                **dict.fromkeys(("service_id", "part_id", "kind", "word_id"), UNKNOWN),
            }
            address = bound.build(rule.endpoint, {name: values[name] for name in rule.arguments})
            assert WORD not in client.client.get(address).get_data(as_text=True), address
            asked_for += 1
    assert asked_for > 8
    assert client.client.post("/someone-may-know", data={"csrf_token": token}).status_code == 404
    assert client.get("/together/take-home").title == "Take it home, one by one"


def test_the_table_lets_a_sitting_to_its_wheel_its_plan_and_its_turns_alone() -> None:
    rooms = {endpoint.partition(".")[0] for endpoint, roles in DOORS.items() if roles & TOGETHER}
    assert rooms == {"checkins", "plan", "home"}
    assert {endpoint for endpoint, roles in DOORS.items() if "taking-home" in roles} == {
        "home.turns",
        "home.turn",
        "home.turn_now",
    }
    assert not [endpoint for endpoint, roles in DOORS.items() if roles & TURNS and roles & STAFF]
    shut = {"home.mine", "home.keep", "home.slip", "home.new_code", "home.put_away", "checkins.again", "records.erase"}
    assert not [endpoint for endpoint in shut if DOORS[endpoint] & TURNS]


def test_a_sitting_is_not_offered_anything_of_before_though_the_same_people_sit_there(
    client: PageClient, db: Database, clock: Clock
) -> None:
    sit_beside_a_life(client, db, clock)
    page = do_together(client, ("Sara", "Tom"))
    for path in (page.path, f"{page.path}/plan", "/together/take-home", "/together/turns/1"):
        page = client.get(path)
        assert WORD not in page.html
        assert "Then and now" not in page.text
        assert not [
            link for link in page.all("a[href]") if link.get("href") in ("/mine", "/take-home", "/then-and-now")
        ]


def test_coming_back_by_code_leaves_the_sitting(client: PageClient, db: Database) -> None:
    visits.first_touch(client)
    visits.stop(client)
    code = visits.keep(client)
    wheel = do_together(client).path
    assert visits.come_back(client, code, FOUR).title == "Your page"
    client.get(wheel, status=404)
    assert client.get("/together/take-home", status=404)


def test_a_wheel_begun_alone_leaves_the_sitting(client: PageClient) -> None:
    wheel = do_together(client).path
    visits.begin(client)
    client.get(wheel, status=404)


def test_without_a_visit_a_turn_leads_to_the_page_that_explains(client: PageClient) -> None:
    do_together(client)
    client.get("/together/take-home")
    client.get("/exit", status=303)
    assert client.get("/together/turns/1").path in ("/", "/visit-over")
    assert client.get("/together/take-home").path in ("/", "/visit-over")
