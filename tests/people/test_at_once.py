"""A page about a family that is sent several times at the same moment."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from tests import staffing
from tests.conftest import settings_for
from tests.households import make_family
from tests.support.page import PageClient
from wheel_app import create_app
from wheel_app.storage import Database

PRESSES = 4


def test_somebody_put_in_by_presses_at_once_is_there_once(committed_db: Database) -> None:
    db = committed_db
    team = staffing.make_team(db)
    worker = staffing.make_staff(db, team)
    address = f"/families/{make_family(db, team).family_id}/people/new"
    client = PageClient(create_app(settings_for(), db=db, now=lambda: staffing.AT), db=db)
    staffing.sign_in(client, db, worker)
    page = client.get(address)
    save_id = page.one("input[name=save_id]").get("value")
    born = {"born_day": "3", "born_month": "2", "born_year": "1990"}
    sent = {"kind": "adult", "known_as": "Maeve", "interpreter": "not-known", **born, "save_id": save_id}
    cookie = client.client.get_cookie("session", "localhost")
    assert cookie
    gate = threading.Barrier(PRESSES)

    def press(_: int) -> int:
        browser = client.client.application.test_client()
        browser.set_cookie("session", cookie.value, domain="localhost")
        gate.wait()
        data = {**sent, "csrf_token": client.token()}
        return browser.post(address, data=data, headers={"Sec-Fetch-Site": "same-origin"}).status_code

    with ThreadPoolExecutor(PRESSES) as threads:
        assert list(threads.map(press, range(PRESSES))) == [303] * PRESSES
    assert db.value("SELECT count(*) FROM member") == 1
