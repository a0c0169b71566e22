"""Setting up as staff, signing in, and what an administrator does for others."""

from __future__ import annotations

from collections.abc import Iterator

from tests import staffing, visits
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app.storage import Database, later

Step = tuple[str, Page]
GOOD = {"password": staffing.PASSWORD, "again": staffing.PASSWORD, "pin": staffing.PIN}


def steps(client: PageClient) -> Iterator[Step]:
    db, at = visits.store(client), visits.moment(client)
    staff = staffing.make_staff(db, role="administrator", name="12", title="34")
    yield from _set_up(client, staffing.setup_code(db, staff, at=at), at)
    client.get("/today")
    client.submit(form="form[action$=sign-out]")
    yield from _sign_in(client, db, at)


def _set_up(client: PageClient, code: str, at: str) -> Iterator[Step]:
    yield "set-up", client.get("/staff/set-up")
    yield "set-up-error", client.submit({"code": "12"}, status=422)
    client.get("/staff/set-up")
    yield "choose-secrets", client.submit({"code": code})
    yield "choose-secrets-error", client.submit({**GOOD, "pin": "111111"}, status=422)
    app = client.submit(GOOD)
    yield "set-up-app", app
    number = staffing.number_of_secret(app.one(".secret").text, at)
    client.submit({"number": number})
    yield "recovery-codes-made", client.submit()


def _sign_in(client: PageClient, db: Database, at: str) -> Iterator[Step]:
    team = staffing.make_team(db, "12", staffing.make_organisation(db, "90"))
    boss = staffing.make_staff(db, team, role="administrator", name="12", title="34")
    other = staffing.make_staff(db, team, name="12", title="34")
    factor_id = staffing.make_ready(db, boss, at=at)
    client.get("/staff/sign-in")
    yield "sign-in-error", client.submit({"email": boss.email, "password": "12"}, status=422)
    yield "second-step", staffing.give_password(client, boss.email)
    yield "second-step-error", client.submit({"number": "12"}, status=422)
    client.submit({"number": staffing.number(factor_id, at)})
    client.get(f"/staff/{boss.staff_id}")
    yield "last-administrator", client.submit(form=f"form[action='/staff/{boss.staff_id}/close']", status=409)
    client.get(f"/staff/{other.staff_id}")
    yield "setup-code", client.submit(form="form[action$=set-up-code]")
    yield from _send_again(client, db, at)


def _send_again(client: PageClient, db: Database, at: str) -> Iterator[Step]:
    team = staffing.make_team(db, "12", staffing.make_organisation(db, "90"))
    boss = staffing.make_staff(db, team, role="administrator", name="12", title="34")
    factor_id = staffing.make_ready(db, boss, at=at)
    # A visit that ran out while something was being typed.
    staffing.sign_in(client, db, boss, at=later(at, minutes=-14))
    client.get("/organisation")
    with db.transaction():
        db.execute(
            "UPDATE sign_in SET seen_at = :seen WHERE staff_id = :id", seen=later(at, minutes=-20), id=boss.staff_id
        )
    yield "sign-in-again", client.submit({"name": "12"}, form="form[action='/organisation']", status=401)
    client.submit({"email": boss.email, "password": staffing.PASSWORD})
    yield "send-again", client.submit({"number": staffing.number(factor_id, at)})
