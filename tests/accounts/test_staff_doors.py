"""Which role gets in where: the first of the staff's pages, and the families' for staff."""

from __future__ import annotations

import pytest

from tests import staffing, visits
from tests.builders import make_person
from tests.conftest import Clock
from tests.support.page import PageClient
from wheel_app.storage import Database


def test_nobody_is_sent_to_sign_in(client: PageClient) -> None:
    assert client.get("/today").path == "/staff/sign-in"


@pytest.mark.parametrize("role", ["host", "worker", "manager", "administrator", "analyst"])
def test_staff_come_in(role: str, client: PageClient, db: Database) -> None:
    staffing.sign_in(client, db, staffing.make_staff(db, role=role))
    assert client.get("/today").heading == "Today"


def test_a_family_finds_no_page(client: PageClient, db: Database, clock: Clock) -> None:
    visits.sign_in(client, db, make_person(db), at=clock.at)
    client.get("/today", status=404)


def test_staff_find_no_page_of_a_family(client: PageClient, db: Database) -> None:
    staffing.sign_in(client, db, staffing.make_staff(db))
    client.get("/mine", status=404)


def test_a_new_role_counts_at_the_next_request(client: PageClient, db: Database) -> None:
    staffing.sign_in(client, db, staffing.make_staff(db))
    client.get("/today")
    with db.transaction():
        db.execute("UPDATE staff SET is_active = 0")
    assert client.get("/today").path == "/staff/sign-in"


def test_staff_are_signed_out_after_fifteen_minutes(client: PageClient, db: Database, clock: Clock) -> None:
    staffing.sign_in(client, db, staffing.make_staff(db))
    clock.forward(minutes=14)
    assert client.get("/today").heading == "Today"
    clock.forward(minutes=15)
    assert client.get("/today").path == "/staff/sign-in"


def test_a_copied_cookie_opens_nothing_after_signing_out(client: PageClient, db: Database) -> None:
    token = staffing.sign_in(client, db, staffing.make_staff(db))
    client.get("/today")
    client.submit(form="form[action$=sign-out]")
    with client.client.session_transaction(base_url=client.base_url) as session:
        session["_user_id"] = token
    assert client.get("/today").path == "/staff/sign-in"
