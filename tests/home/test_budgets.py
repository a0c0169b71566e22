"""Counts instead of seconds: statements of every page however much is stored, bytes and requests of the first visit."""

from __future__ import annotations

import gzip
import re

import pytest
from flask import Flask

from tests import visits
from tests.builders import AT, SHARED, give, make_copies, make_draft, make_finished, make_person, make_plan, statements
from tests.conftest import Clock
from tests.support.page import PageClient
from wheel_app import PROJECT
from wheel_app.checkins import Checkin
from wheel_app.doors import ANYONE, DOORS, FAMILY
from wheel_app.people import note_change
from wheel_app.plan import Goal
from wheel_app.storage import Database, later, new_id

MOST_STATEMENTS = 12
MANY = 300
# These end the visit, or answer with something else than a page.
NOBODYS = "00000000-0000-0000-0000-000000000000"
NOT_A_PAGE = ("home.exit", "home.away", "home.kiosk", "home.kiosk_begin", "home.audio")
KILOBYTE = 1000


def make_visit(db: Database, client: PageClient, clock: Clock, times: int) -> tuple[Checkin, Checkin, str]:
    """Sign in somebody with so many wheels, the last with a plan; the wheel, a draft, and the id of a change."""
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=clock.at)
    past = make_finished(db, owner_id, dict.fromkeys(SHARED, 40), at=later(clock.at, days=-30))
    if times > 2:
        make_copies(db, past, times - 2)
    done = make_finished(db, owner_id, dict.fromkeys(SHARED, 50), at=later(clock.at, days=-1))
    make_plan(db, done, *(Goal(key) for key in SHARED[:3]), works="We talk")
    draft = make_draft(db, owner_id, at=clock.at)
    give(db, draft, "home", 50, at=clock.at)
    change = note_change(db, owner_id, "moved", ["own"], asks_afresh=False, at=later(AT, days=-900))
    visits.keep(client)
    return done, draft, change.change_id


def costs(app: Flask, db: Database, client: PageClient, done: Checkin, draft: Checkin) -> dict[str, int]:
    """How many statements each page takes that somebody can open."""
    bound, found = app.url_map.bind("localhost"), {}
    for rule in app.url_map.iter_rules():
        is_open = DOORS[rule.endpoint] & (ANYONE | FAMILY)
        if "GET" not in (rule.methods or ()) or rule.endpoint in NOT_A_PAGE or not is_open:
            continue
        for which, checkin in (("done", done), ("draft", draft)):
            known = {"checkin_id": checkin.checkin_id, "circle_id": new_id(), "place": "1"}
            address = bound.build(rule.endpoint, {name: known.get(name, NOBODYS) for name in rule.arguments})
            with statements(db) as seen:
                status = client.client.get(address).status_code
            found[f"{rule.rule} {which} {status}"] = len(seen)
    return found


def test_no_page_costs_more_however_much_is_stored(app: Flask, client: PageClient, db: Database, clock: Clock) -> None:
    few = costs(app, db, client, *make_visit(db, client, clock, 2)[:2])
    for _ in range(MANY):
        make_draft(db, make_person(db))
    many = costs(app, db, client, *make_visit(db, client, clock, MANY)[:2])
    assert len(few) > 30
    assert many == few
    assert max(many.values()) <= MOST_STATEMENTS


def test_no_form_costs_more_than_a_page(client: PageClient, db: Database, clock: Clock) -> None:
    # Every hop is held to the budget by the client itself.
    visits.begin(client)
    visits.tap_topics(client)
    for _ in range(4):
        visits.answer(client)
    for _ in range(8):
        page = client.page
        assert page is not None
        client.get(next(a.get("href") for a in page.all("main a[href]") if a.text == "Carry on"))
        visits.answer(client, go="so-far", band="4")
    client.submit({"name": "Our dog"}, form="form[action$=own-topic]")
    visits.answer(client, go="so-far", band="4")
    visits.stop(client)
    client.follow("Pick what to change")
    client.submit({"topics": ["home", "money", "own"]})
    client.submit({"home_words": "a", "money_words": "b", "own_words": "c"})
    visits.keep(client)
    client.get("/again")
    client.submit({"about": "little", "present": "alone"})
    client.get("/something-changed")
    client.submit(button="kind=death")
    client.submit()
    client.get("/put-away")
    client.submit()


@pytest.fixture
def first_visit(app: Flask) -> dict[str, int]:
    """What a browser loads on its first visit: addresses and compressed sizes, as they are sent."""
    client, sizes = app.test_client(), {}
    accepts = {"Accept-Encoding": "gzip"}
    page = client.get("/", headers=accepts, buffered=True)
    sizes["/"] = len(page.data)
    html = gzip.decompress(page.data).decode()
    for address in re.findall(r'<(?:link|script|img)[^>]*(?:href|src)="([^"]+)"', html):
        sizes[address] = len(client.get(address, headers=accepts, buffered=True).data)
    return sizes


def test_the_first_visit_is_small(first_visit: dict[str, int]) -> None:
    assert len(first_visit) <= 6
    assert sum(first_visit.values()) <= 45 * KILOBYTE
    assert sum(size for address, size in first_visit.items() if address.endswith(".js")) <= 25 * KILOBYTE


def test_nothing_is_loaded_from_elsewhere(first_visit: dict[str, int]) -> None:
    assert all(address.startswith("/") and not address.startswith("//") for address in first_visit)
    built = list((PROJECT / "static" / "build").glob("*.css"))
    assert built
    for path in built:
        style = path.read_text(encoding="utf-8")
        assert "@font-face" not in style
        assert not re.findall(r"@import|url\((?!['\"]?(?:data:|/static/))", style)


def test_each_page_is_light(client: PageClient, db: Database, clock: Clock, app: Flask) -> None:
    done, draft, _ = make_visit(db, client, clock, 3)
    paths = ["/", "/begin", "/back", "/mine", "/then-and-now", f"/check-ins/{done.checkin_id}",
             f"/check-ins/{done.checkin_id}/plan", f"/check-ins/{draft.checkin_id}/choose",
             f"/check-ins/{draft.checkin_id}/topics/2", f"/check-ins/{draft.checkin_id}/so-far"]  # fmt: skip
    sizes = {path: len(gzip.compress(client.get(path).response.data)) for path in paths}
    assert max(sizes.values()) <= 12 * KILOBYTE, sizes
