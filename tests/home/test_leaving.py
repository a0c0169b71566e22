"""Leaving: the visit ends on the server, and the next person at the same browser finds nothing of the last one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from flask import Flask

from tests import visits
from tests.builders import AT, make_draft, make_finished, make_person, make_plan
from tests.conftest import Clock, settings_for
from tests.support.page import PageClient
from wheel_app.doors import DOORS, FAMILY
from wheel_app.people import note_change
from wheel_app.plan import Goal
from wheel_app.storage import Database, later

WORD = "a-word-of-theirs"
EXIT = settings_for().exit_url
# Stands for whatever is not the person's own: a household, another member, a circle.
NOBODYS = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True)
class Visit:
    """A visit with something to see on every page, and the addresses of these pages."""

    owner_id: str
    cookie: str
    addresses: tuple[str, ...]


def cookie_of(client: PageClient) -> str:
    cookie = client.client.get_cookie("session")
    assert cookie is not None
    return cookie.value


def addresses(app: Flask, checkin_ids: list[str], change_id: str) -> tuple[str, ...]:
    """Every address of the app that somebody can open, filled in with what is theirs."""
    bound = app.url_map.bind("localhost")
    found = []
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and DOORS[rule.endpoint] & FAMILY:
            for checkin_id in checkin_ids:
                known = {"checkin_id": checkin_id, "place": "1", "change_id": change_id}
                found.append(bound.build(rule.endpoint, {name: known.get(name, NOBODYS) for name in rule.arguments}))
    return tuple(dict.fromkeys([*found, f"/slip?checkin_id={checkin_ids[0]}"]))


@pytest.fixture
def visit(db: Database, client: PageClient, clock: Clock) -> Visit:
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=clock.at)
    done = make_finished(db, owner_id, {"home": 20, "money": 30}, at=later(AT, days=-90))
    make_plan(db, done, Goal("money", None, WORD))
    again = make_finished(db, owner_id, {"home": 40, "money": 50})
    draft = make_draft(db, owner_id)
    change = note_change(db, owner_id, "moved", ["hopes"], asks_afresh=False, at=AT)
    visits.keep(client)
    ids = [done.checkin_id, again.checkin_id, draft.checkin_id]
    return Visit(owner_id, cookie_of(client), addresses(client.client.application, ids, change.change_id))


def leave_by_exit(client: PageClient, clock: Clock) -> None:
    page = client.get("/exit", status=303)
    assert (page.location, page.headers["Clear-Site-Data"]) == (EXIT, '"cache", "storage"')


def leave_by_done(client: PageClient, clock: Clock) -> None:
    client.get("/mine")
    page = client.submit(form="form[action$=done]", status=303)
    assert (page.location, page.headers["Clear-Site-Data"]) == ("/", '"cache", "storage"')


def leave_idle(client: PageClient, clock: Clock) -> None:
    page = client.get("/away")
    assert page.headers["Clear-Site-Data"] == '"cache", "storage"'


def walk_away(client: PageClient, clock: Clock) -> None:
    clock.forward(minutes=10)


WAYS = [leave_by_exit, leave_by_done, leave_idle, walk_away]
Way = Callable[[PageClient, Clock], None]


def test_the_last_person_had_something_to_see(client: PageClient, visit: Visit) -> None:
    assert len(visit.addresses) > 25
    seen = [client.client.get(address) for address in visit.addresses]
    assert sum(reply.status_code == 200 for reply in seen) > 15
    assert WORD in "".join(reply.get_data(as_text=True) for reply in seen if reply.mimetype == "text/html")


@pytest.mark.parametrize("leave", WAYS)
def test_the_next_person_at_the_browser_sees_nothing(
    client: PageClient, visit: Visit, clock: Clock, leave: Way
) -> None:
    leave(client, clock)
    # Who walked away may come back to it themselves, and is told why.
    start = "/visit-over" if leave is walk_away else "/"
    for address in visit.addresses:
        reply = client.client.get(address)
        assert (reply.status_code, urlsplit(reply.headers.get("Location", "")).path) == (303, start), address
        assert reply.headers["Cache-Control"] == "no-store"
        assert client.client.get(address, headers={"HX-Request": "true"}).status_code == 401
    for path in ("/", "/begin", "/back", "/back-here", "/language", "/what-is-kept", "/visit-over", "/away"):
        assert WORD not in client.get(path).html
        assert visit.owner_id not in client.get(path).html


@pytest.mark.parametrize("leave", WAYS)
def test_a_copied_cookie_opens_nothing_any_more(client: PageClient, visit: Visit, clock: Clock, leave: Way) -> None:
    leave(client, clock)
    thief = visits.another(client)
    thief.client.set_cookie("session", visit.cookie)
    for address in visit.addresses[:6]:
        assert thief.client.get(address).status_code == 303


@pytest.mark.parametrize("leave", WAYS)
def test_the_next_persons_own_wheel_shows_nothing_of_the_last_one(
    client: PageClient, visit: Visit, clock: Clock, leave: Way
) -> None:
    leave(client, clock)
    visits.begin(client)
    for address in visit.addresses:
        reply = client.client.get(address)
        assert WORD not in reply.get_data(as_text=True)
        if "/check-ins/" in urlsplit(address).path:
            assert reply.status_code == 404, address


def test_only_the_language_and_the_device_stay_in_the_browser(client: PageClient, visit: Visit) -> None:
    client.get("/language")
    client.submit(button="language=ur")
    client.get("/exit", status=303)
    with client.client.session_transaction() as session:
        assert dict(session) == {"language": "ur"}
    assert {cookie.key for cookie in client.client._cookies.values()} <= {"session", "device"}


def test_exit_works_without_a_visit_and_twice(client: PageClient) -> None:
    for _ in range(2):
        assert client.get("/exit", status=303).location == EXIT


@pytest.mark.parametrize("leave", WAYS)
def test_the_sign_in_is_ended_in_the_store(
    client: PageClient, db: Database, visit: Visit, clock: Clock, leave: Way
) -> None:
    leave(client, clock)
    client.client.get("/mine")
    assert db.value("SELECT count(*) FROM sign_in WHERE ended_at IS NULL") == 0


@pytest.mark.parametrize(("present", "minutes"), [("alone", 10), ("helped", 10), ("worker", 30)])
def test_how_long_a_page_may_be_left_alone(
    client: PageClient, db: Database, clock: Clock, present: str, minutes: int
) -> None:
    visits.sign_in(client, db, make_person(db), at=clock.at, present=present)
    assert client.get("/mine").one("body").get("data-idle-minutes") == str(minutes)
    for _ in range(3):
        clock.forward(minutes=minutes - 1)
        assert client.get("/mine").path == "/mine"
    clock.forward(minutes=minutes)
    assert client.get("/mine").path == "/visit-over"


def test_a_later_wheel_with_a_worker_has_more_time_too(client: PageClient, db: Database, clock: Clock) -> None:
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=clock.at)
    make_finished(db, owner_id, {"home": 20})
    client.get("/again")
    client.submit({"about": "me", "present": "worker"})
    clock.forward(minutes=25)
    assert client.get("/mine").path == "/mine"


def test_a_visit_ends_after_twelve_hours_however_busy(client: PageClient, db: Database, clock: Clock) -> None:
    visits.sign_in(client, db, make_person(db), at=clock.at)
    for _ in range(12 * 60 // 8 - 1):
        clock.forward(minutes=8)
        assert client.client.get("/mine").status_code == 200
    clock.forward(minutes=8)
    assert client.client.get("/mine").status_code == 303


def test_a_minute_of_reading_costs_no_writing(client: PageClient, db: Database, clock: Clock) -> None:
    visits.sign_in(client, db, make_person(db), at=clock.at)
    clock.forward(minutes=0)
    assert not [one for one in client.get("/mine").statements if one.startswith("UPDATE")]
    clock.forward(minutes=2)
    assert [one for one in client.get("/mine").statements if one.startswith("UPDATE")]


def test_every_page_has_the_exit_first_and_says_what_it_does_not_do(client: PageClient, visit: Visit) -> None:
    page = client.get("/")
    assert page.one("a.exit").get("href") == "/exit"
    assert page.one("a.exit").get("data-away") == EXIT
    assert "does not clear the list of pages" in page.text
