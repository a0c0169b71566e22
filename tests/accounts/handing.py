"""Handing a device over and taking it back, as a worker does it on the pages."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask

from tests import staffing
from tests.conftest import Clock
from tests.staffing import PIN
from tests.support.page import PageClient
from wheel_app.accounts import Staff
from wheel_app.doors import DOORS
from wheel_app.storage import Database

GIVE_BACK = "Please give this back"
SIGN_IN = "/staff/sign-in"


@dataclass(frozen=True)
class Worker:
    """Somebody signed in, and the cookie that their browser carries."""

    staff: Staff
    cookie: str


def cookie_of(client: PageClient) -> str:
    cookie = client.client.get_cookie("session")
    assert cookie is not None
    return cookie.value


def hand_over(client: PageClient) -> None:
    """The worker's two taps."""
    client.get("/today")
    client.follow("Hand over")
    client.submit(form="main form[action$=hand-over]", button="Someone who walked in")


def take_back(client: PageClient, pin: str = PIN, *, status: int = 200) -> None:
    client.get("/take-back")
    client.submit({"pin": pin}, status=status)


def send_pin(client: PageClient) -> None:
    """Send the right PIN though no page asks for it."""
    client.get("/begin")
    client.post("/take-back", {"pin": PIN})


def sign_ins(db: Database, where: str = "1 = 1") -> list[dict[str, object]]:
    return db.rows(f"SELECT * FROM sign_in WHERE {where} ORDER BY started_at, sign_in_id")


def staff_addresses(app: Flask) -> list[tuple[str, str]]:
    """Every page of staff with its method, with made-up ids."""
    bound, found = app.url_map.bind("localhost"), []
    for rule in app.url_map.iter_rules():
        if DOORS[rule.endpoint] & {"host", "worker", "manager", "administrator", "analyst"}:
            made_up = dict.fromkeys(rule.arguments, "00000000-0000-0000-0000-000000000000")
            methods = (rule.methods or set()) & {"GET", "POST"}
            found += [(method, bound.build(rule.endpoint, made_up)) for method in sorted(methods)]
    return found


def signed_in_worker(client: PageClient, db: Database, clock: Clock) -> Worker:
    """Somebody with a PIN at this browser."""
    staff = staffing.make_staff(db, staffing.make_team(db))
    staffing.give_pin(client, db, staff)
    staffing.sign_in(client, db, staff, at=clock.at)
    client.get("/today")
    return Worker(staff, cookie_of(client))
