"""A hub's devices: registered by a one-time code, seen by their hosts, and revoked at once."""

from __future__ import annotations

import re

import pytest

from tests import staffing, visits
from tests.accounts.handing import cookie_of
from tests.conftest import Clock
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app.accounts import Staff, Team
from wheel_app.storage import Database

A_YEAR = 365 * 24 * 60 * 60


@pytest.fixture
def hub(db: Database) -> Team:
    return staffing.make_team(db, "The Orchard", is_hub=True)


@pytest.fixture
def host(db: Database, hub: Team) -> Staff:
    return staffing.make_staff(db, hub, role="host")


@pytest.fixture
def office(client: PageClient, db: Database, host: Staff, clock: Clock) -> PageClient:
    """The host at a screen of their own."""
    screen = visits.another(client)
    staffing.sign_in(screen, db, host, at=clock.at)
    return screen


def get_code(office: PageClient, label: str = "Blue") -> str:
    office.get("/devices")
    return office.submit({"label": label}, form="form[action$=devices]").one(".code").text


def labels(office: PageClient) -> list[str]:
    return [one.text for one in office.get("/devices").all("li h2")]


def register(device: PageClient, code: str, *, status: int = 200) -> Page:
    device.get("/kiosk/register")
    return device.submit({"code": code}, status=status)


def test_a_code_registers_a_device_which_then_waits_on_the_kiosk_screen(
    client: PageClient, office: PageClient, db: Database, host: Staff, hub: Team
) -> None:
    page = register(client, get_code(office))
    assert (page.path, page.heading) == ("/kiosk", "Hello")
    kept = client.client.get_cookie("device")
    assert kept is not None
    assert len(kept.value) == 43
    (row,) = db.rows("SELECT team_id, label, registered_by, revoked_at FROM hub_device")
    assert row == {
        "team_id": hub.team_id, "label": "Blue", "registered_by": host.staff_id, "revoked_at": None,
    }  # fmt: skip
    assert labels(office) == ["Blue"]
    assert [one["action"] for one in db.rows("SELECT action FROM audit_row ORDER BY seq")][-1] == "device-registered"


def test_its_cookie_lasts_a_year_and_is_renewed(client: PageClient, office: PageClient) -> None:
    client.get("/kiosk/register")
    page = client.submit({"code": get_code(office)}, status=303)
    for reply in (page, client.get("/kiosk")):
        (cookie,) = [one for one in reply.headers.getlist("Set-Cookie") if one.startswith("device=")]
        assert f"Max-Age={A_YEAR}" in cookie
        assert "HttpOnly" in cookie


def test_a_code_works_once_and_pressed_twice_it_is_one_device(
    client: PageClient, office: PageClient, db: Database
) -> None:
    code = get_code(office)
    page = client.get("/kiosk/register")
    sent = {one.get("name"): one.get("value") for one in page.form("main form").all("input")} | {"code": code}
    first = client.client.post("/kiosk/register", data=sent)
    again = {**sent, "csrf_token": client.get("/begin").one("main form input[name=csrf_token]").get("value")}
    replies = [first, client.client.post("/kiosk/register", data=again)]
    assert [reply.headers.get("Location") for reply in replies] == ["/kiosk", "/kiosk"]
    assert len(db.rows("SELECT device_id FROM hub_device")) == 1
    assert "was used before" in register(visits.another(client), code, status=422).text
    assert len(db.rows("SELECT device_id FROM hub_device")) == 1


def test_after_ten_minutes_it_works_no_more(client: PageClient, office: PageClient, clock: Clock) -> None:
    code = get_code(office)
    clock.forward(minutes=10)
    assert "was used before" in register(client, code, status=422).text


def test_where_the_clock_was_set_back_it_works_no_more(client: PageClient, office: PageClient, clock: Clock) -> None:
    code = get_code(office)
    clock.forward(days=-1)
    register(client, code, status=422)


def test_the_code_of_somebody_who_left_works_no_more(client: PageClient, office: PageClient, db: Database) -> None:
    code = get_code(office)
    with db.transaction():
        db.execute("UPDATE staff SET is_active = 0")
    register(client, code, status=422)


@pytest.mark.parametrize("text", ["", "1234567", "123456789", "abcdefgh", "½½½½½½½½"])
def test_what_can_be_no_code_is_said_and_not_counted(text: str, client: PageClient, office: PageClient) -> None:
    for _ in range(7):
        assert "eight numbers" in register(client, text, status=422).text
    register(client, get_code(office))


def test_a_code_is_read_in_any_script_and_spacing(client: PageClient, office: PageClient) -> None:
    western = re.sub(r"\D", "", get_code(office))
    register(client, "-".join(chr(0x06F0 + int(digit)) for digit in western))


def test_guessing_is_slowed_by_address_and_a_new_cookie_does_not_help(client: PageClient, office: PageClient) -> None:
    code = get_code(office)
    for _ in range(5):
        register(visits.another(client), "00000000", status=422)
    page = register(visits.another(client), code, status=429)
    assert page.headers["Retry-After"] == "900"


def test_sent_twice_the_same_code_is_shown(office: PageClient, db: Database) -> None:
    page = office.get("/devices")
    sent = {one.get("name"): one.get("value") for one in page.form("form[action$=devices]").all("input")}
    codes = {office.post("/devices", {**sent, "label": "Blue"}).one(".code").text for _ in range(2)}
    assert len(codes) == 1
    assert len(db.rows("SELECT code_hash FROM hub_device_code")) == 1


def test_the_store_holds_no_code(office: PageClient, db: Database) -> None:
    code = re.sub(r"\D", "", get_code(office))
    assert code not in repr(db.rows("SELECT * FROM hub_device_code"))


def test_a_name_is_asked_for_and_a_hub_where_there_are_two(office: PageClient, db: Database, host: Staff) -> None:
    office.get("/devices")
    assert "Give the device a name" in office.submit({"label": " "}, form="form[action$=devices]", status=422).text
    office.get("/devices")
    office.submit({"label": "b" * 41}, form="form[action$=devices]", status=422)
    second = staffing.make_team(db, "The Mill", is_hub=True)
    with db.transaction():
        staffing.queries.insert_staff_team(db, host.staff_id, second.team_id, at=staffing.AT)
    office.get("/devices")
    page = office.submit({"label": "Blue"}, form="form[action$=devices]", status=422)
    assert "Choose the hub" in page.text
    office.submit({"label": "Blue", "team": second.team_id}, form="form[action$=devices]")


def test_a_host_without_a_hub_is_told_so(client: PageClient, db: Database, clock: Clock) -> None:
    staffing.sign_in(client, db, staffing.make_staff(db, staffing.make_team(db), role="host"), at=clock.at)
    page = client.get("/devices")
    assert "You are in no hub" in page.text
    client.post("/devices", {"label": "Blue"}, status=404)


@pytest.mark.parametrize("role", ["worker", "manager", "analyst"])
def test_others_see_no_devices(role: str, client: PageClient, db: Database, hub: Team, clock: Clock) -> None:
    staffing.sign_in(client, db, staffing.make_staff(db, hub, role=role), at=clock.at)
    client.get("/devices", status=404)


def test_an_administrator_sees_those_of_their_organisation_and_no_other(
    client: PageClient, db: Database, hub: Team, clock: Clock
) -> None:
    staffing.register(db, hub, "a" * 43, "Blue")
    staffing.register(db, staffing.make_team(db, "Elsewhere", is_hub=True), "b" * 43, "Red")
    staffing.sign_in(client, db, staffing.make_staff(db, hub, role="administrator"), at=clock.at)
    assert labels(client) == ["Blue"]


def test_a_host_of_another_hub_revokes_nothing(client: PageClient, db: Database, hub: Team, clock: Clock) -> None:
    staffing.register(db, hub, "a" * 43)
    (row,) = db.rows("SELECT device_id FROM hub_device")
    other = staffing.make_team(db, "Elsewhere", is_hub=True)
    staffing.sign_in(client, db, staffing.make_staff(db, other, role="host"), at=clock.at)
    client.get("/devices")
    client.post(f"/devices/{row['device_id']}/revoke", status=404)
    client.post("/devices/unknown/revoke", status=404)
    assert db.rows("SELECT revoked_at FROM hub_device") == [{"revoked_at": None}]


def test_revoked_in_the_middle_of_a_visit_everything_on_it_ends_at_once(
    client: PageClient, office: PageClient, db: Database
) -> None:
    register(client, get_code(office))
    client.get("/kiosk/en")
    visits.first_touch(client)
    theirs = cookie_of(client)
    office.get("/devices")
    office.submit(form="form[action$=revoke]")
    assert db.rows("SELECT sign_in_id FROM sign_in WHERE ended_at IS NULL AND owner_id IS NOT NULL") == []
    assert client.client.get("/mine").headers["Location"] == "/visit-over"
    thief = visits.another(client)
    thief.client.set_cookie("session", theirs)
    assert thief.client.get("/mine").status_code == 303
    page = client.get("/kiosk")
    assert page.heading == "This one is not set up"
    assert "not registered any more" in page.text
    assert labels(office) == []


def test_a_revoked_device_is_vouched_for_no_more_and_leaves_as_any_other(
    client: PageClient, office: PageClient
) -> None:
    register(client, get_code(office))
    office.get("/devices")
    office.submit(form="form[action$=revoke]")
    assert client.get("/exit", status=303).location.startswith("https://")
    assert client.get("/").path == "/"


def test_it_may_be_registered_again(client: PageClient, office: PageClient) -> None:
    register(client, get_code(office))
    office.get("/devices")
    office.submit(form="form[action$=revoke]")
    assert register(client, get_code(office)).path == "/kiosk"


def test_the_day_it_was_last_used_is_told(client: PageClient, office: PageClient, clock: Clock) -> None:
    register(client, get_code(office))
    assert "Not used yet." in office.get("/devices").text
    client.get("/kiosk/en")
    visits.first_touch(client)
    assert "Last used on 20 November 2026." in office.get("/devices").text


def test_a_made_up_name_of_the_right_length_is_no_hub_s(client: PageClient, db: Database) -> None:
    client.client.set_cookie("device", "z" * 43)
    assert client.get("/").path == "/"
    assert client.get("/kiosk").heading == "This one is not set up"


def test_revoked_twice_it_is_revoked(client: PageClient, office: PageClient, db: Database) -> None:
    register(client, get_code(office))
    office.get("/devices")
    assert office.page
    address = office.page.one("form[action$=revoke]").get("action")
    assert [office.post(address).path for _ in range(2)] == ["/devices"] * 2
    assert db.value("SELECT count(*) FROM audit_row WHERE action = 'device-revoked'") == 1


def test_registered_anew_it_stands_in_the_list_once(client: PageClient, office: PageClient) -> None:
    register(client, get_code(office))
    client.get("/kiosk/register")
    client.submit({"code": get_code(office, "Green")}, statements=14)
    assert labels(office) == ["Green"]
    assert client.get("/kiosk").heading == "Hello"
